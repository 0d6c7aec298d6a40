import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emailOf, noticesOf, whoSees } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { silentLog } from '../../../test/support/log.ts';
import { recorded } from '../../../test/support/notifications.ts';
import { type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { mailsTo } from '../../../test/support/sign-in.ts';
import { access } from '../../access.ts';
import { remindOfDecisions } from './daily-word.ts';

const KIND = 'serious-incident-notification';
const DAY = 86_400_000;

let test: TestApp;
let hub: SignedIn;
let partner: SignedIn;
let manager: SignedIn;
let officer: SignedIn;
let record: { id: string; href: string };

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  test.at(TEST_NOW);
  await sql`update person set left_on = '2026-11-20'`.execute(test.db);
  hub = await signInAs(test, 'hub-worker');
  partner = await signInAs(test, 'safeguarding-partner', { purpose: 'learning' });
  manager = await signInAs(test, 'business-manager', { purpose: 'learning' });
  officer = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
  record = await recorded(hub);
});

/** Does the morning's work so many days after Monday 23 November 2026, and says what it told somebody. */
async function morning(days: number, person: SignedIn): Promise<string[]> {
  const before = await noticesOf(test, person);
  test.at(new Date(TEST_NOW.getTime() + days * DAY));
  const task = remindOfDecisions({ db: test.db, access, now: test.now });
  await task.run({}, { attempt: 1, signal: new AbortController().signal, log: silentLog() });
  const after = await noticesOf(test, person);
  return after.slice(0, after.length - before.length).map(({ words }) => words);
}

describe('the daily word', () => {
  it('reminds whoever judges an opening from the day it is due until it is judged', async () => {
    const reason = 'The child is at the station and somebody must decide tonight';
    await officer.post(`/access/emergency/${KIND}`, { record: record.id, reference: '', reason });
    expect(await morning(6, partner)).toEqual([]);
    const due = '1 opening in an emergency waits to be judged, due on 30 November 2026.';
    expect(await morning(7, partner)).toEqual([due]);
    expect((await noticesOf(test, partner))[0]?.href).toBe(`/access/emergencies/${KIND}`);
    expect(await morning(8, partner)).toEqual([due]);
    const [mail] = (await mailsTo(test.db, await emailOf(test, partner))).slice(-1);
    expect(`${mail?.subject} ${mail?.words}`).not.toMatch(/SIN-|Madeup|station/);
    expect(await morning(8, officer)).toEqual([]);
    const later = await signIn(test, partner.id, { now: test.now() });
    await sql`update session set purpose = 'learning' where person_id = ${partner.id}::uuid`.execute(test.db);
    const page = (await later.get(`/access/emergencies/${KIND}`)).body;
    const opening = /name="opening"[^>]*value="([^"]+)"/.exec(page)?.[1] ?? '';
    const judged = await later.post(`/access/emergencies/${KIND}`, { opening, verdict: 'right', words: '' });
    expect(judged.statusCode).toBe(303);
    expect(await morning(9, partner)).toEqual([]);
  });

  it('reminds whoever answers for a record of requests that are due, until they have lapsed', async () => {
    for (const one of [officer, await signInAs(test, 'practitioner', { agency: 'cleveland-police' })]) {
      const form = { record: record.id, reference: '', reason: 'Visits the family' };
      expect((await one.post(`/access/ask/${KIND}`, form)).statusCode).toBe(303);
    }
    expect(await morning(1, manager)).toEqual([]);
    const due = '2 requests for access wait for an answer, due from 25 November 2026 on.';
    const told = await morning(2, partner);
    expect(told).toEqual([due]);
    expect((await noticesOf(test, partner))[0]?.href).toBe(`${whoSees(record.id)}/answer`);
    expect(await morning(15, partner)).toEqual([due]);
    expect(await morning(16, partner)).toEqual([]);
  });

  it('says nothing of a record that does not exist', async () => {
    const form = { record: '00000000-0000-4000-8000-000000000000', reference: '', reason: 'Guessing' };
    await officer.post(`/access/ask/${KIND}`, form);
    for (const one of [partner, manager, hub]) {
      expect((await morning(3, one)).filter((words) => !words.startsWith('2 requests'))).toEqual([]);
    }
  });
});
