import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, problemsIn, textIn } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { entries, formOf } from '../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../test/support/people.ts';
import { findPublishedStatement, listPublishedTests, listTestSubjects } from './index.ts';
import { isReportYear, reportYearOf, type ScrutinyTest } from './scrutiny.ts';
import { countFindings, dueForAnotherLook } from './service.ts';
import { subjectName } from './subjects.ts';

const TESTS = '/scrutiny/tests';
const VISITS = '/scrutiny/visits';
const STATEMENTS = '/scrutiny/statements';

let test: TestApp;
let scrutineer: SignedIn;
let manager: SignedIn;
let partner: SignedIn;
let about: string;

beforeAll(async () => {
  test = await buildTestApp();
  scrutineer = await signInAs(test, 'scrutineer');
  manager = await signInAs(test, 'business-manager');
  partner = await signInAs(test, 'safeguarding-partner', { agency: 'cleveland-police' });
  const [subject] = await listTestSubjects(test.db);
  if (!subject) throw new Error('The demonstration holds nothing to test.');
  about = subjectName(subject);
});
afterAll(() => test.close());

const FORM = {
  claimed: 'Invented: every agency uses the tool, says the report.',
  evidence: 'Invented: twenty case files of three agencies.',
  finding: 'partly',
  found: 'Invented: two agencies use it, one has not begun.',
  ...{ 'tested-day': '20', 'tested-month': '11', 'tested-year': '2026' },
  ...{ 'next-day': '1', 'next-month': '3', 'next-year': '2027' },
};
const tested = async (change: Record<string, string> = {}) => {
  const answer = await scrutineer.post(TESTS, { ...FORM, about, ...change });
  expect(answer.statusCode, problemsIn(answer)).toBe(303);
  const href = String(answer.headers.location).split('?', 1)[0] ?? '';
  return { id: href.split('/').at(-1) ?? '', href };
};

describe('a test of implementation', () => {
  it('begins with what reviews taught and audits found, and says what was never tested', async () => {
    const page = textIn((await scrutineer.get(`${TESTS}/new`)).body);
    expect(page).toContain('Never tested');
    const form = await scrutineer.get(`${TESTS}/new?about=${encodeURIComponent(about)}`);
    expect(textIn(form.body)).toContain('Which evidence did you look at?');
    for (const none of ['review:none:0', 'x', '<b>', "';--"]) {
      expect((await scrutineer.get(`${TESTS}/new?about=${encodeURIComponent(none)}`)).statusCode).toBe(200);
    }
  });

  it.each([
    [{ finding: 'good' }, 'Choose what you found'],
    [{ claimed: '' }, 'Enter what was claimed'],
    [{ 'tested-year': '2027' }, 'The day of the test must not be ahead'],
    [{ 'tested-year': '1066' }, 'The day of the test must be within the last ten years'],
    [{ 'next-year': '2026', 'next-month': '11', 'next-day': '20' }, 'must be after the day of the test'],
    [{ evidence: 'File of 943 476 5919' }, 'This holds an NHS number'],
  ])('refuses %o in plain words', async (change, words) => {
    const answer = await scrutineer.post(TESTS, { ...FORM, about, ...change });
    expect(answer.statusCode).toBe(400);
    expect(problemsIn(answer)).toContain(words);
  });

  it('is read by the business manager and the partners, and changed by nobody but its scrutineer', async () => {
    const { id, href } = await tested();
    expect((await entries(test))[0]).toMatchObject({ event: 'scrutiny.test', record: id, purpose: 'assurance' });
    for (const person of [manager, partner]) {
      expect(textIn((await person.get(href)).body)).toContain('Partly carried out');
      expect((await person.get(`${href}/change`)).statusCode).toBe(403);
    }
    const other = await signInAs(test, 'scrutineer');
    expect((await other.get(href)).statusCode).toBe(200);
    expect((await other.get(`${href}/change`)).statusCode).toBe(404);
    expect((await other.post(`${href}/publish`, { shared: 'yes' })).statusCode).toBe(404);
    // The business manager publishes statements, not the scrutineer’s tests.
    expect((await manager.post(`${href}/publish`, { shared: 'yes' })).statusCode).toBe(404);
  });

  it.each(['practitioner', 'hub-worker', 'assurance-lead', 'analyst', 'administrator', 'auditor'] as const)(
    'is not for a %s',
    async (role) => {
      const person = await signInAs(test, role);
      for (const at of ['/scrutiny', TESTS, VISITS, STATEMENTS]) expect((await person.get(at)).statusCode).toBe(403);
    },
  );

  it('changed in two tabs loses nothing: the second is shown both', async () => {
    const { href } = await tested();
    const form = formOf((await scrutineer.get(`${href}/change`)).body);
    const first = await scrutineer.post(`${href}/change`, { ...form, do: 'save', found: 'Invented: first.' });
    expect(first.statusCode).toBe(303);
    const second = await scrutineer.post(`${href}/change`, { ...form, do: 'save', found: 'Invented: second.' });
    expect(second.statusCode).toBe(409);
    expect(textIn(second.body)).toContain('Invented: first.');
    expect(textIn(second.body)).toContain('Invented: second.');
    const chosen = { ...formOf(second.body), do: 'chosen', 'keep-1': 'mine:found' };
    expect((await scrutineer.post(`${href}/change`, chosen)).statusCode).toBe(303);
    expect(textIn((await scrutineer.get(href)).body)).toContain('Invented: second.');
  });

  it('stands in the yearly report once its scrutineer says so, without evidence or a name', async () => {
    const { href } = await tested();
    expect(await listPublishedTests(test.db, '2026-27')).toEqual([]);
    await scrutineer.post(`${href}/publish`, { shared: 'yes' });
    const [published, ...others] = await listPublishedTests(test.db, '2026-27');
    expect(others).toEqual([]);
    expect(published).toMatchObject({
      finding: 'partly',
      found: FORM.found,
      testedOn: '2026-11-20',
      nextLookOn: '2027-03-01',
    });
    expect(JSON.stringify(published)).not.toContain('case files');
    await scrutineer.post(`${href}/publish`, { shared: 'no' });
    expect(await listPublishedTests(test.db, '2026-27')).toEqual([]);
  });
});

describe('a walk-round or conversation', () => {
  const form = {
    ...{ form: 'children', place: 'Invented: a secondary school', heard: 'Invented: nobody asked them.' },
    ...{ 'visited-day': '19', 'visited-month': '11', 'visited-year': '2026' },
  };

  it('is the scrutineer’s own until it is shared', async () => {
    expect((await scrutineer.post(VISITS, form)).statusCode).toBe(303);
    expect(textIn((await scrutineer.get(VISITS)).body)).toContain('Invented: nobody asked them.');
    const another = await signInAs(test, 'scrutineer');
    for (const person of [manager, partner, another]) {
      expect(textIn((await person.get(VISITS)).body)).not.toContain('Invented: nobody asked them.');
    }
    const id = /visits\/([0-9a-f-]{36})\/share/.exec((await scrutineer.get(VISITS)).body)?.[1] ?? '';
    expect((await another.post(`${VISITS}/${id}/share`, { shared: 'yes' })).statusCode).toBe(404);
    expect((await manager.post(`${VISITS}/${id}/share`, { shared: 'yes' })).statusCode).toBe(404);
    expect((await scrutineer.post(`${VISITS}/${id}/share`, { shared: 'yes' })).statusCode).toBe(303);
    expect(textIn((await manager.get(VISITS)).body)).toContain('Invented: nobody asked them.');
  });

  it('of a day that is ahead, or with a child’s number, is refused and what was typed stays', async () => {
    const answer = await scrutineer.post(VISITS, { ...form, 'visited-year': '2027', heard: 'H801200001001' });
    expect(problemsIn(answer)).toMatch(/must not be ahead.*This holds a pupil number/);
    expect(formOf(answer.body)).toMatchObject({ heard: ['H801200001001'], place: [form.place] });
  });
});

describe('the yearly statement', () => {
  const begun = async (year: string) => {
    const answer = await scrutineer.post(STATEMENTS, { year });
    return String(answer.headers.location).split('?', 1)[0] ?? '';
  };
  const write = async (href: string, words: string) => {
    const form = formOf((await scrutineer.get(`${href}/edit`)).body);
    return scrutineer.post(`${href}/edit`, { ...form, do: 'save', words });
  };
  const move = async (by: SignedIn, href: string, doing: string) => {
    const found = new RegExp(`${doing}"[\\s\\S]*?name="version" value="(\\d+)"`).exec((await by.get(href)).body)?.[1];
    return by.post(`${href}/${doing}`, { version: found ?? '1' });
  };

  it('is drafted alone, signed, published word for word, and kept when a later edition replaces it', async () => {
    const href = await begun('2026-27');
    expect((await move(scrutineer, href, 'sign')).statusCode).toBe(409);
    await write(href, 'Invented: the first draft.');
    await write(href, 'Invented: partners challenge each other more.');
    expect(textIn((await scrutineer.get(href)).body)).toContain('Invented: the first draft.');
    expect((await manager.get(href)).statusCode).toBe(404);
    expect((await manager.get(STATEMENTS)).body).not.toContain(href);
    expect((await move(scrutineer, href, 'publish')).statusCode).toBe(409);

    expect((await move(scrutineer, href, 'sign')).statusCode).toBe(303);
    expect((await scrutineer.get(`${href}/edit`)).statusCode).toBe(409);
    const signed = textIn((await partner.get(href)).body);
    expect(signed).toContain('Invented: partners challenge each other more.');
    expect(signed).not.toContain('Invented: the first draft.');
    expect((await move(partner, href, 'publish')).statusCode).toBe(403);
    expect(await findPublishedStatement(test.db, '2026-27')).toBeNull();

    expect((await move(manager, href, 'publish')).statusCode).toBe(303);
    expect(await findPublishedStatement(test.db, '2026-27')).toMatchObject({
      ...{ edition: 1, words: 'Invented: partners challenge each other more.' },
    });

    const second = await begun('2026-27');
    expect(textIn((await scrutineer.get(second)).body)).toContain('Invented: partners challenge each other more.');
    expect((await scrutineer.post(STATEMENTS, { year: '2026-27' })).statusCode).toBe(409);
    for (const year of ['2027-28', '1999-00']) {
      expect(problemsIn(await scrutineer.post(STATEMENTS, { year }))).toBe(
        '400 Enter a year that has begun, within the last ten years',
      );
    }
    await write(second, 'Invented: corrected.');
    await move(scrutineer, second, 'sign');
    expect(await findPublishedStatement(test.db, '2026-27')).toMatchObject({ edition: 1 });
    expect((await move(scrutineer, second, 'publish')).statusCode).toBe(303);
    expect(await findPublishedStatement(test.db, '2026-27')).toMatchObject({
      edition: 2,
      words: 'Invented: corrected.',
    });
    expect(textIn((await manager.get(href)).body)).toContain('Replaced by a later edition');
  });

  it('that is signed can be taken back by its scrutineer, and is nobody else’s again', async () => {
    const href = await begun('2025-26');
    await write(href, 'Invented: to be thought over.');
    await move(scrutineer, href, 'sign');
    expect((await manager.get(href)).statusCode).toBe(200);
    expect((await move(scrutineer, href, 'reopen')).statusCode).toBe(303);
    expect((await manager.get(href)).statusCode).toBe(404);
  });

  it('written in two tabs loses nothing', async () => {
    const href = await begun('2024-25');
    const form = formOf((await scrutineer.get(`${href}/edit`)).body);
    await scrutineer.post(`${href}/edit`, { ...form, do: 'save', words: 'Invented: tab one.' });
    const second = await scrutineer.post(`${href}/edit`, { ...form, do: 'save', words: 'Invented: tab two.' });
    expect(second.statusCode).toBe(409);
    expect(textIn(second.body)).toMatch(/Invented: tab two\..*Invented: tab one\./);
  });

  it.each(['2026', '2026-28', '26-27', '2026-2027', 'x', ''])('is of a year of report, not of “%s”', async (year) => {
    expect(problemsIn(await scrutineer.post(STATEMENTS, { year }))).toContain('like 2026-27');
  });

  it('that is signed is not changed past the pages either', async () => {
    const href = await begun('2023-24');
    await write(href, 'Invented: signed words.');
    await move(scrutineer, href, 'sign');
    const id = href.split('/').at(-1) ?? '';
    const forged = as(test, scrutineer, { roles: ['scrutineer'], purpose: 'assurance' }, (trx) =>
      sql`update scrutiny_statement set words = 'x' where id = ${id}::uuid`.execute(trx),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    const stands = { roles: ['business-manager'], purpose: 'governance' } as const;
    const unpublished = await as(test, manager, stands, async (trx) =>
      Number(
        (await sql`update scrutiny_statement set state = 'draft', signed_at = null where state = 'draft'`.execute(trx))
          .numAffectedRows,
      ),
    );
    expect(unpublished).toBe(0);
  });
});

describe('the workspace', () => {
  it('shows what is due, what was found, the challenge log and the way to the evidence', async () => {
    await tested({ 'tested-day': '21', 'next-day': '24', 'next-month': '11', 'next-year': '2026' });
    const page = textIn((await scrutineer.get('/scrutiny')).body);
    for (const words of [
      'To be looked at again on 24 November 2026',
      'Challenge log',
      'No child’s record is among it',
    ]) {
      expect(page).toContain(words);
    }
    expect((await manager.get('/scrutiny')).body).not.toContain('/scrutiny/tests/new');
  });

  it('says of nothing that is not there more than that', async () => {
    for (const at of [TESTS, STATEMENTS]) expect((await scrutineer.get(`${at}/${randomUUID()}`)).statusCode).toBe(404);
  });
});

describe('the rules of scrutiny', () => {
  const one = (change: Partial<ScrutinyTest>): ScrutinyTest => ({
    ...{ id: 'x', ownerId: 'x', ownerName: 'x', aboutKind: 'review', aboutKey: 'r', aboutPlace: 0, aboutWords: 'x' },
    ...{ claimed: 'x', evidence: 'x', finding: 'partly', found: 'x', testedOn: '2026-05-01', nextLookOn: null },
    ...{ published: false, reportYear: '2026-27', version: 1 },
    ...change,
  });

  it('look again at what the newest test of a point asks for, and not at what was looked at since', () => {
    const old = one({ id: 'old', nextLookOn: '2026-10-01' });
    const newer = one({ id: 'newer', testedOn: '2026-10-02', nextLookOn: null });
    const other = one({ id: 'other', aboutPlace: 1, nextLookOn: '2026-11-01' });
    const ids = (tests: ScrutinyTest[]) => dueForAnotherLook(tests, '2026-11-23').map(({ id }) => id);
    expect(ids([old, other])).toEqual(['old', 'other']);
    expect(ids([old, newer, other])).toEqual(['other']);
  });

  it('count findings without turning them into a score', () => {
    expect(countFindings([one({}), one({ finding: 'in-practice' }), one({})])).toEqual({
      ...{ 'in-practice': 1, 'effect-not-seen': 0, partly: 2, 'not-carried-out': 0 },
    });
  });

  it('know the year of a report', () => {
    expect([reportYearOf('2027-03-31'), reportYearOf('2027-04-01'), reportYearOf('2099-12-31')]).toEqual([
      ...['2026-27', '2027-28', '2099-00'],
    ]);
    expect(['2026-27', '2099-00', '2026-26', '2026-28'].map(isReportYear)).toEqual([true, true, false, false]);
  });
});
