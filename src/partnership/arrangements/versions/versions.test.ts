import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, noticesOf, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { begun, type Cast, castOf, FACTS, publishedBy, signs, taken } from '../../../../test/support/arrangements.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { WORK_ON } from './work-on.ts';

const PUBLIC = '/partnership/arrangements';

let test: TestApp;
let cast: Cast;
beforeAll(async () => {
  test = await buildTestApp();
  cast = await castOf(test);
}, 60_000);
afterAll(() => test.close());

/** All that somebody was told: words of the same moment have no order. */
const toldTo = async (person: { id: string }) => (await noticesOf(test, person)).map(({ words }) => words).join('\n');

const anybody = async (url: string) => {
  const answer = await test.app.inject({ url });
  return { status: answer.statusCode, text: textIn(answer.body), html: answer.body };
};
const idOf = (at: string) => at.split('/').at(-1) ?? '';
const giveUp = (at: string) => taken(cast.office, `${at}/withdraw`, { why: 'A test is over' });

describe('before anything is published', () => {
  it('the public page says what will stand here and how it gets here', async () => {
    const { status, text } = await anybody(PUBLIC);
    expect(status).toBe(200);
    expect(text).toContain('No version has been published in Kith yet');
  });

  it('a draft begins with the partners as they stand today: the board that took over, not the group that ended', async () => {
    const at = await begun(cast.office);
    const { body } = await cast.office.get(at);
    expect(textIn(body)).toContain('North East and North Cumbria Integrated Care Board');
    expect(textIn(body)).not.toContain('Clinical Commissioning Group');
    expect(textIn(body)).toContain('Write at least one section');
    await giveUp(at);
  });

  it('a second draft beside the first is refused, and a form without a reason is shown again', async () => {
    const at = await begun(cast.office);
    const second = await cast.office.post('/partnership/arrangements/work', { why: 'Another.' });
    expect(second.statusCode).toBe(409);
    expect(textIn(second.body)).toContain('is under way already');
    expect(problemsIn(await cast.office.post(WORK_ON, { why: ' ' }))).toBe('400 Enter the reason');
    await giveUp(at);
  });
});

describe('a version goes from draft to public', () => {
  let at: string;
  beforeAll(async () => {
    at = await begun(cast.office);
  });

  it('is not sent to the partners while something is missing, and says what', async () => {
    const answer = await cast.office.post(`${at}/send`, {});
    expect(answer.statusCode).toBe(409);
    expect(textIn(answer.body)).toContain('It can’t be sent to the partners yet');
    expect(textIn(answer.body)).toContain('Enter the day it comes into force');
  });

  it.each([
    [{ 'review-year': '2025' }, 'The day of its review must be after today, 23 November 2026'],
    [{ 'review-year': '2099' }, 'The day of its review must be within the next five years'],
    [
      { 'review-month': '12', 'review-day': '1', 'review-year': '2026' },
      'The review must be due after the day it comes into force',
    ],
    [{ 'force-month': '13' }, 'The day it comes into force must be a real date'],
    [{ 'force-year': '1900' }, 'The arrangements began on 1 April 2019: enter that day or later'],
    [{ areas: [] }, 'Choose at least one area'],
    [{ areas: ['Atlantis'] }, 'Choose areas that are listed here'],
    [{ statutory: ['nobody'] }, 'Choose agencies that are listed here'],
    [{ relevant: ['schools', 'cleveland-police'] }, 'An agency is a statutory partner or a relevant agency, not both'],
    [{ why: '' }, 'Enter why there is a new version'],
  ])('refuses facts that can’t be: %j', async (wrong, says) => {
    expect(problemsIn(await cast.office.post(`${at}/facts`, { ...FACTS, version: '1', ...wrong }))).toBe(`400 ${says}`);
  });

  it('refuses a section without heading or words', async () => {
    const answer = await cast.office.post(`${at}/sections`, { title: '', head: '', words: '' });
    expect(problemsIn(answer)).toBe('400 Enter a heading for the section Write the words of the section');
    const long = await cast.office.post(`${at}/sections`, { title: 'T', head: '', words: 'x'.repeat(20_001) });
    expect(problemsIn(long)).toContain('20,000 characters or fewer');
    const odd = await cast.office.post(`${at}/sections`, { title: 'T', head: 'nothing-known', words: 'W' });
    expect(problemsIn(odd)).toBe('400 Choose what it answers from the list');
  });

  it('is signed by each statutory partner for itself alone, and the last signature makes it signed', async () => {
    await taken(cast.office, `${at}/facts`, { ...FACTS, version: '1' });
    await taken(cast.office, `${at}/sections`, {
      title: 'Funding',
      head: 'funding',
      words: 'Each partner pays a share.',
    });
    await taken(cast.office, `${at}/send`, {});
    expect(await toldTo(cast.police)).toContain('waits for your agency’s signature');
    const closed = await cast.office.get(`${at}/sections/funding`);
    expect(closed.statusCode).toBe(409);
    expect(textIn(closed.body)).toContain('Take it back first if they must change');

    expect(problemsIn(await cast.police.post(`${at}/sign`, { post: 'Chief officer' }))).toBe(
      '400 Confirm that you sign for your agency',
    );
    const asks = async () => (await cast.police.get(at)).body.includes(`${at}/sign"`);
    expect(await asks()).toBe(true);
    await signs(cast.police, at);
    expect(await asks()).toBe(false);
    const again = await cast.police.post(`${at}/sign`, { post: 'Chief officer', agree: 'yes' });
    expect(again.statusCode).toBe(409);
    await signs(cast.hartlepool, at);
    await signs(cast.health, at);
    expect(textIn((await cast.office.get(at)).body)).toContain('Still to sign: Stockton-on-Tees Borough Council.');
    expect((await cast.office.post(`${at}/publish`, {})).statusCode).toBe(409);

    const paper = {
      agency: 'stockton-on-tees-borough-council',
      post: 'Chief executive',
      kept: 'Office safe, folder 3',
    };
    const day = (year: string) => ({ 'signed-day': '20', 'signed-month': '11', 'signed-year': year });
    expect(problemsIn(await cast.office.post(`${at}/paper`, { ...paper, ...day('2027') }))).toBe(
      '400 The day of the signature can’t be after today',
    );
    expect(problemsIn(await cast.office.post(`${at}/paper`, { ...paper, ...day('1900') }))).toBe(
      '400 The arrangements began on 1 April 2019: this signature is older than the version',
    );
    expect((await cast.office.post(`${at}/paper`, { ...paper, agency: 'schools', ...day('2026') })).statusCode).toBe(
      409,
    );
    await taken(cast.office, `${at}/paper`, { ...paper, ...day('2026') });
    expect(textIn((await cast.office.get(at)).body)).toContain(
      'Every statutory partner has signed. It is not public yet.',
    );
    expect(await toldTo(cast.office)).toContain('is signed by every statutory partner');
  });

  it('is nobody’s to read before it is published who is not entitled, whatever the address', async () => {
    expect((await anybody(`${PUBLIC}/1`)).status).toBe(404);
    expect((await cast.practitioner.get(at)).statusCode).toBe(403);
    expect((await cast.scrutineer.get(at)).statusCode).toBe(200);
    expect((await cast.scrutineer.post(`${at}/publish`, {})).statusCode).toBe(403);
    expect((await cast.office.get(`${WORK_ON}/00000000-0000-4000-8000-000000000000`)).statusCode).toBe(404);
  });

  it('is public once the office publishes it, with agencies and posts and nobody’s name', async () => {
    await taken(cast.office, `${at}/publish`, {});
    const { status, text } = await anybody(PUBLIC);
    expect(status).toBe(200);
    for (const words of [
      'Each partner pays a share.',
      'Invented post',
      'Chief executive',
      'on paper',
      'Nothing here yet',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/Testperson|folder 3/);
    expect(text).toContain('Review is due on 1 December 2027');
  });

  it('is not called in force before the day it names, to the public or to those who work on it', async () => {
    const { text } = await anybody(PUBLIC);
    expect(text).toContain('It comes into force on 1 December 2026. No version is in force today.');
    expect(textIn((await cast.office.get(WORK_ON)).body)).toContain('Version 1 Not in force yet');
    test.at(new Date('2026-12-01T09:00:00Z'));
    expect((await anybody(PUBLIC)).text).not.toContain('comes into force on');
    test.at(TEST_NOW);
  });

  it('leaves an entry with what changed in the ledger for every step', async () => {
    const lines = (await readLedger(test)).filter((one) => one.recordId === idOf(at) && one.outcome === 'done');
    const steps = ['begin', 'change', 'add-section', 'send', 'sign', 'record-signature', 'publish'];
    for (const step of steps) expect(lines.map((one) => one.event)).toContain(`arrangements.${step}`);
  });
});

describe('a partner who does not agree', () => {
  it('asks for a change; signatures of the words before count no more', async () => {
    const at = await begun(cast.office);
    await taken(cast.office, `${at}/facts`, { ...FACTS, version: '1' });
    await taken(cast.office, `${at}/send`, {});
    await signs(cast.police, at);
    expect(problemsIn(await cast.health.post(`${at}/send-back`, { why: '' }))).toBe('400 Enter the reason');
    await taken(cast.health, `${at}/send-back`, { why: 'Say who chairs.' });
    const draft = textIn((await cast.office.get(at)).body);
    expect(draft).toContain('A partner asked for a change');
    expect(draft).toContain('Say who chairs.');
    await taken(cast.office, `${at}/send`, {});
    expect(textIn((await cast.police.get(at)).body)).toContain('Nobody has signed it.');
    await taken(cast.office, `${at}/take-back`, { why: 'A slip of the pen' });
    await giveUp(at);
  });
});

describe('two people who write the same section', () => {
  it('lose nothing: whoever saves second sees both, and what is chosen stands', async () => {
    const at = await begun(cast.office);
    const url = `${at}/sections/funding`;
    const form = { title: 'Funding', head: 'funding', version: '1' };
    const seen = /name="seen" value="([^"]*)"/.exec((await cast.office.get(url)).body)?.[1] ?? '';
    await taken(cast.office, url, { ...form, seen, words: 'As the first one wrote it.' });
    const second = await cast.office.post(url, { ...form, seen, words: 'As the second one wrote it.' });
    expect(second.statusCode).toBe(409);
    expect(textIn(second.body)).toContain('Somebody else changed this too');
    expect(textIn(second.body)).toContain('As the first one wrote it.');
    expect(textIn(second.body)).toContain('As the second one wrote it.');
    const undecided = await cast.office.post(url, {
      ...form,
      version: '2',
      seen,
      words: 'As the second one wrote it.',
      do: 'chosen',
    });
    expect(problemsIn(undecided)).toBe('400 Choose which “words” is to stand');
    const chosen = {
      ...form,
      version: '2',
      seen,
      words: 'As the second one wrote it.',
      'keep-1': 'mine:words',
      do: 'chosen',
    };
    await taken(cast.office, url, chosen);
    expect(textIn((await cast.office.get(at)).body)).toContain('As the second one wrote it.');

    const stale = await cast.office.post(`${url}/leave-out`, { why: 'Not needed', version: '2' });
    expect(stale.statusCode).toBe(409);
    await taken(cast.office, `${url}/leave-out`, { why: 'Not needed', version: '3' });
    expect((await cast.office.get(url)).statusCode).toBe(404);
    await giveUp(at);
  });

  it('are in nobody’s way where they write different ones, nor where they change the facts', async () => {
    const at = await begun(cast.office);
    await taken(cast.office, `${at}/facts`, { ...FACTS, version: '1', why: 'First.' });
    const second = await cast.office.post(`${at}/facts`, { ...FACTS, version: '1', why: 'Second.' });
    expect(second.statusCode).toBe(409);
    expect(textIn(second.body)).toContain('First.');
    await taken(cast.office, `${at}/sections`, { title: 'Added meanwhile', head: '', words: 'W.' });
    await giveUp(at);
  });
});

describe('the next version', () => {
  it('replaces the one before, which stays readable, and the public reads word for word what changed', async () => {
    await publishedBy(cast, {
      Funding: 'Each partner pays an equal share.',
      Scrutiny: 'By somebody <b>independent</b>.',
    });
    const { text } = await anybody(PUBLIC);
    expect(text).toContain('Each partner pays an equal share.');
    expect((await anybody(`${PUBLIC}/1`)).text).toContain('This version is out of force');
    const changes = await anybody(`${PUBLIC}/2/changes?from=1`);
    expect(changes.status).toBe(200);
    expect(changes.html).toMatch(/<ins class="kith-added"><span class="govuk-visually-hidden"> \[added: <\/span>/);
    expect(changes.text).toContain('1 section was changed and 1 is new.');
    expect(changes.html).toContain('&lt;b>independent&lt;/b>');
    expect((await anybody(`${PUBLIC}/2/changes?from=9`)).status).toBe(404);
    expect((await anybody(`${PUBLIC}/2/changes?from=2`)).text).toContain('choose two');
    expect((await anybody(`${PUBLIC}/2/changes?from=x`)).status).toBe(400);
  });

  it.each(['pdf', 'docx', 'html'])('can be taken along as %s', async (format) => {
    const answer = await test.app.inject({ url: `${PUBLIC}/2/download?format=${format}` });
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.length).toBeGreaterThan(1000);
    expect(String(answer.headers['content-disposition'])).toContain(`arrangements-version-2.${format}`);
  });
});

describe('the database itself', () => {
  const stands = { roles: ['safeguarding-partner'], purpose: 'governance', agency: 'cleveland-police' } as const;
  const office = { roles: ['business-manager'], purpose: 'governance' } as const;

  it('shows what is published to everybody and a draft to those entitled alone', async () => {
    const at = await begun(cast.office);
    const count = 'select state from arrangement_version order by state';
    const seen = (await sql.raw<{ state: string }>(count).execute(test.db)).rows.map((one) => one.state);
    expect(new Set(seen)).toEqual(new Set(['published', 'superseded']));
    const sections = await sql<{ n: number }>`
      select count(*)::integer as n from arrangement_section where arrangement_id = ${idOf(at)}::uuid`.execute(test.db);
    expect(sections.rows[0]?.n).toBe(0);
    const partner = await as(
      test,
      cast.police,
      stands,
      async (trx) => (await sql.raw<{ state: string }>(count).execute(trx)).rows,
    );
    expect(partner.map((one) => one.state)).toContain('draft');
    await giveUp(at);
  });

  it('lets nobody change words that were sent, published words, or a signature', async () => {
    const writes = [
      sql`update arrangement_section set words = 'forged'`,
      sql`delete from arrangement_section`,
      sql`update arrangement_agency set name = 'forged'`,
      sql`update arrangement_signature set post = 'forged'`,
      sql`delete from arrangement_signature`,
    ];
    for (const person of [
      { who: cast.office, is: office },
      { who: cast.police, is: stands },
    ]) {
      for (const write of writes) {
        const { numAffectedRows } = await as(test, person.who, person.is, (trx) => write.execute(trx));
        expect(numAffectedRows).toBe(0n);
      }
    }
  });

  it('lets nobody sign for another agency, or for their own before the words stand still', async () => {
    const at = await begun(cast.office);
    const signature = (agency: string) => sql`
      insert into arrangement_signature (id, arrangement_id, round, agency, post, person_id, recorded_by, signed_on)
      values (gen_random_uuid(), ${idOf(at)}::uuid, (select round from arrangement_version where id = ${idOf(at)}::uuid),
        ${agency}, 'P', ${cast.police.id}::uuid, ${cast.police.id}::uuid, '2026-11-23')`;
    const tries = (agency: string) => as(test, cast.police, stands, (trx) => signature(agency).execute(trx));
    await expect(tries('cleveland-police')).rejects.toThrow(/row-level security/);
    await taken(cast.office, `${at}/facts`, { ...FACTS, version: '1' });
    await taken(cast.office, `${at}/send`, {});
    await expect(tries('hartlepool-borough-council')).rejects.toThrow(/row-level security/);
    await expect(tries('cleveland-police')).resolves.toBeDefined();
    await taken(cast.office, `${at}/take-back`, { why: 'A test is over' });
    await giveUp(at);
  });
});
