import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, noticesOf, problemsIn, textIn } from '../../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { challenged } from '../../../../test/support/challenges.ts';
import { entries, formOf } from '../../../../test/support/notifications.ts';
import { type SignedIn, signInAs } from '../../../../test/support/people.ts';
import { PEER_FORM } from '../challenge.testing.ts';
import { listPublishedChallenges } from '../index.ts';
import { listUnansweredChallenges } from '../register/repository.ts';

const POLICE = 'cleveland-police';
const STOCKTON = 'stockton-on-tees-borough-council';
const PEER = '/challenge/peer';

let test: TestApp;
let officer: SignedIn;
let lead: SignedIn;
let manager: SignedIn;
let scrutineer: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  officer = await signInAs(test, 'practitioner', { agency: POLICE });
  lead = await signInAs(test, 'assurance-lead');
  manager = await signInAs(test, 'business-manager', { agency: STOCKTON });
  scrutineer = await signInAs(test, 'scrutineer', { agency: STOCKTON });
});
afterAll(() => test.close());

const acts = async (by: SignedIn, href: string, doing: string, change: Record<string, string> = {}) => {
  const version = String(formOf((await by.get(`${href}/${doing}`)).body).version);
  const result = doing === 'reply' ? { result: 'accepted' } : {};
  return by.post(`${href}/${doing}`, { version, ...result, words: `Invented: ${doing}.`, ...change });
};

describe('challenging an agency', () => {
  it('offers every objective, priority, theme, review and audit to ask about', async () => {
    const page = textIn((await officer.get(`${PEER}/new?agency=hartlepool-borough-council`)).body);
    for (const words of [
      'How the agency works otherwise',
      'An objective of the partnership',
      'A priority: ',
      'A multi-agency audit: ',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('says what is missing in an empty form', async () => {
    const said = problemsIn(await officer.post(PEER, { agency: 'hartlepool-borough-council' }));
    for (const words of [
      'Choose what it is about',
      'Enter what you ask them to account for',
      'Enter the day by which',
    ]) {
      expect(said).toContain(words);
    }
  });

  it.each([
    [{ about: 'theme:none' }, 'Choose what it is about from the list'],
    [{ 'reply-by-year': '2025' }, 'The day of the reply must not be past'],
    [{ 'reply-by-day': '31', 'reply-by-month': '2' }, 'The day of the reply must be a real date'],
    [{ agency: POLICE }, 'Choose the agency that you challenge'],
    [{ words: 'About 943 476 5919' }, 'This holds an NHS number'],
  ])('refuses %o in plain words', async (change, words) => {
    const answer = await officer.post(PEER, { ...PEER_FORM, ...change });
    expect(answer.statusCode).toBe(400);
    expect(textIn(answer.body)).toContain(words);
  });

  it('is told to whoever answers for the agency, who replies and later says what changed', async () => {
    const { id, href } = await challenged(officer);
    expect((await noticesOf(test, lead)).map((one) => one.href)).toContain(href);
    expect((await acts(lead, href, 'reply')).headers.location).toBe(`${href}?done=reply`);
    expect((await entries(test))[0]).toMatchObject({
      event: 'peer-challenge.reply',
      record: id,
      purpose: 'governance',
    });
    expect(textIn((await officer.get(href)).body)).toContain('Answered on 23 November 2026, in time');
    await acts(lead, href, 'change', { words: 'Invented: the police are rung first.' });
    const page = textIn((await officer.get(href)).body);
    expect(page).toContain('Accepted and changed');
    expect(page).toContain('Invented: the police are rung first.');
  });

  it('that is not accepted says why, and whoever raised it closes it', async () => {
    const { href } = await challenged(officer);
    await acts(lead, href, 'reply', { result: 'not-accepted', words: 'Invented: it is the law.' });
    await acts(officer, href, 'close');
    const page = textIn((await officer.get(href)).body);
    expect(page).toContain('Not accepted');
    expect(page).toContain('Invented: it is the law.');
    expect((await acts(officer, href, 'withdraw')).statusCode).toBe(409);
  });

  it('two replies at once: one is kept, and the other’s words are shown back', async () => {
    const { href } = await challenged(officer);
    const other = await signInAs(test, 'safeguarding-partner');
    const form = { version: '1', result: 'in-part' };
    const [first, second] = await Promise.all([
      lead.post(`${href}/reply`, { ...form, words: 'Invented: the lead.' }),
      other.post(`${href}/reply`, { ...form, words: 'Invented: the partner.' }),
    ]);
    expect([first.statusCode, second.statusCode].sort()).toEqual([303, 409]);
    const shown = textIn([first, second].find(({ statusCode }) => statusCode === 409)?.body ?? '');
    expect(shown).toContain('Invented: the lead.');
    expect(shown).toContain('Invented: the partner.');
  });

  it('is nothing to a third agency’s practitioner, nor to a colleague of either side', async () => {
    const { id, href } = await challenged(officer);
    for (const agency of ['schools', POLICE, 'hartlepool-borough-council']) {
      const person = await signInAs(test, 'practitioner', { agency });
      expect((await person.get(href)).statusCode).toBe(404);
      expect((await person.get('/challenge?show=all')).body).not.toContain(id);
    }
  });
});

describe('the independent scrutineer', () => {
  it('challenges any agency, the one that pays them too, and speaks for none', async () => {
    const { href } = await challenged(scrutineer, { agency: STOCKTON });
    const page = textIn((await manager.get(href)).body);
    expect(page).toContain('Challenge by the independent scrutineer to Stockton-on-Tees Borough Council');
    expect((await entries(test, 3)).map(({ purpose }) => purpose)).toContain('assurance');
  });

  it('reads all and replies to none', async () => {
    const { href } = await challenged(officer);
    expect((await scrutineer.get(href)).statusCode).toBe(200);
    expect((await scrutineer.get(`${href}/reply`)).statusCode).toBe(409);
  });
});

describe('what the yearly report says of a challenge', () => {
  it('is nothing until it has ended and somebody with the right has written it', async () => {
    const { id, href } = await challenged(officer);
    expect((await manager.get(`${href}/publish`)).statusCode).toBe(404);
    await acts(lead, href, 'reply');
    await acts(lead, href, 'change');
    expect((await lead.get(`${href}/publish`)).statusCode).toBe(403);
    const form = { words: 'Invented: the police are at the table earlier.', published: 'no' };
    await manager.post(`${href}/publish`, form);
    expect(await listPublishedChallenges(test.db, '2026-27')).toEqual([]);
    expect((await manager.post(`${href}/publish`, { ...form, published: 'yes' })).headers.location).toBe(
      `${href}?done=published`,
    );
    expect((await entries(test))[0]).toMatchObject({ event: 'peer-challenge.publish', record: id });
    expect(await listPublishedChallenges(test.db, '2026-27')).toEqual([
      {
        ...{ reportYear: '2026-27', raisedBy: 'Cleveland Police', askedOf: 'Hartlepool Borough Council' },
        ...{ about: 'How the agency works', words: 'Invented: the police are at the table earlier.' },
        result: 'Accepted and changed',
      },
    ]);
    expect(await listPublishedChallenges(test.db, '2025-26')).toEqual([]);
    await manager.post(`${href}/publish`, form);
    expect(await listPublishedChallenges(test.db, '2026-27')).toEqual([]);
  });

  it('is all that anybody gets who is not signed in: no words of the record itself', async () => {
    await challenged(officer);
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from peer_challenge`.execute(test.db);
    expect(rows[0]?.n).toBe(0);
  });

  it('can’t be written past the pages by somebody of a third agency', async () => {
    const { id } = await challenged(officer);
    const stranger = await signInAs(test, 'practitioner', { agency: 'schools' });
    const forged = as(test, stranger, { roles: ['practitioner'], purpose: 'governance', agency: 'schools' }, (trx) =>
      sql`
        insert into peer_challenge_summary (challenge_id, published, report_year, raised_by, asked_of, about, words, result,
          written_by, written_at)
        values (${id}::uuid, true, '2026-27', 'x', 'x', 'x', 'x', 'x', ${stranger.id}::uuid, now())`.execute(trx),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });
});

it('stands on an agenda under the name of whoever raised it: the scrutineer speaks for no agency', async () => {
  const { id } = await challenged(scrutineer);
  const stands = { roles: ['business-manager'], purpose: 'governance' } as const;
  const open = await as(test, manager, stands, (trx) => listUnansweredChallenges(trx, { today: '2026-11-23' }));
  expect(open.find((one) => one.id === id)?.raisedBy).toBe('the independent scrutineer');
});
