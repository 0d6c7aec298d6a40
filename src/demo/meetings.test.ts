import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { as, textIn } from '../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { signIn } from '../../test/support/people.ts';
import {
  listAttendanceOfYear,
  listDecisionsOfObjective,
  listPublishedDecisions,
} from '../partnership/governance/index.ts';
import { ensureDemonstrationMeetings } from './meetings-load.ts';
import { ensureDemonstrationPapers } from './papers-load.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';

let test: TestApp;
const maya = DEMONSTRATION_PEOPLE.find(({ name }) => name === 'Maya Example');

beforeAll(async () => {
  test = await buildTestApp();
  await ensureDemonstrationMeetings(test.db, { now: TEST_NOW, keyring: test.keyring });
  await ensureDemonstrationPapers(test.db, { now: TEST_NOW, keyring: test.keyring });
}, 60_000);
afterAll(() => test.close());

const counted = () =>
  as(test, { id: maya?.id ?? '' }, { roles: ['meeting-administrator'], purpose: 'governance' }, async (trx) => {
    const { rows } = await sql<Record<string, number>>`
      select (select count(*)::integer from meeting where day < ${'2026-11-23'}) as past,
        (select count(*)::integer from meeting where day >= ${'2026-11-23'}) as coming,
        (select count(*)::integer from meeting_decision) as decisions,
        (select count(*)::integer from group_member) as members,
        (select count(*)::integer from meeting_paper) as papers,
        (select count(*)::integer from meeting_paper_version) as versions,
        (select count(*)::integer from meeting_words) as texts`.execute(trx);
    return rows[0] ?? {};
  });

it('holds an invented year and more of meetings, and is put there once', async () => {
  const first = await counted();
  expect(first.past).toBeGreaterThan(25);
  expect(first.coming).toBeGreaterThan(15);
  expect(first.decisions).toBeGreaterThan(6);
  expect(first).toMatchObject({ papers: 3, versions: 4 });
  await ensureDemonstrationMeetings(test.db, { now: TEST_NOW, keyring: test.keyring });
  await ensureDemonstrationPapers(test.db, { now: TEST_NOW, keyring: test.keyring });
  expect(await counted()).toEqual(first);
});

it('gives the yearly report its published decisions, without a name', async () => {
  const published = await listPublishedDecisions(test.db, { year: '2025-26' });
  expect(published.length).toBeGreaterThan(2);
  expect(JSON.stringify(published)).not.toContain('Example');
  expect(published.every(({ decidedBy }) => decidedBy.length > 0)).toBe(true);
  const [decision] = await listDecisionsOfObjective(test.db, 'objective-hold-to-account');
  const page = await test.app.inject('/partnership/objectives/objective-hold-to-account');
  expect(textIn(page.body)).toContain(`${decision?.words} Because: ${decision?.reasons}`);
  expect(page.body).toMatch(new RegExp(`href="/report/20\\d\\d-\\d\\d/account#decision-${decision?.reference}"`));
  expect(textIn((await test.app.inject('/partnership/objectives')).body)).toContain('1 published decision');
});

it('tells the yearly report how often each agency came', async () => {
  const stands = { roles: ['business-manager'], purpose: 'governance' } as const;
  const came = await as(test, { id: maya?.id ?? '' }, stands, (trx) => listAttendanceOfYear(trx, { year: '2025-26' }));
  const police = came.find(({ forumKey, agency }) => forumKey === 'executive' && agency === 'cleveland-police');
  expect(police?.meetings).toBe(6);
  expect(police?.there).toBeLessThanOrEqual(6);
  expect(await listAttendanceOfYear(test.db, { year: '2025-26' })).toEqual([]);
});

it('shows whoever signs in as one of its people something worth looking at', async () => {
  const page = async (url: string) => textIn((await (await signIn(test, maya?.id ?? '')).get(url)).body);
  expect(await page('/meetings')).toContain('Agenda sent');
  expect(await page('/meetings/attendance?year=2025-26')).toContain('Cleveland Police');
  expect(await page('/partnership/groups/executive/members')).toContain('Sunil Example chairs it');
  expect(await page('/partnership/groups/domestic-abuse-task-and-finish/members')).toContain('May close when');
  expect(await page('/meetings/not-known')).toContain('would know');
});
