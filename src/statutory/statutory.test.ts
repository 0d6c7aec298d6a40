import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { directoryModule } from '../directory/index.ts';
import { addDays, dayOfWeek } from '../platform/clocks/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { loadFiles, recordHistory } from '../platform/records/index.ts';
import { shippedWorkingDays } from './england/index.ts';
import { dueBy, englandCalendar, listBankHolidays, listTimeLimits, workingDaysOn } from './index.ts';
import { statutoryKinds } from './kinds.ts';
import { getTimeLimit } from './repository.ts';
import { editionOn, editionShown } from './rules.ts';

const kinds = [...statutoryKinds, ...(directoryModule.recordKinds ?? [])];
const now = new Date('2026-11-23T09:00:00Z');
const shipped = ['bank-holidays.yaml', 'time-limits.yaml'].map((name) => ({
  name,
  text: readFileSync(join(import.meta.dirname, 'england', name), 'utf8'),
}));

const load = (db: TestDatabase['db'], ...files: { name: string; text: string }[]) =>
  loadFiles(db, files, { kinds, loadedBy: 'a test', now });

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  expect(await load(database.db, ...shipped)).toMatchObject({ ok: true });
});
afterAll(() => database.close());

describe('England’s bank holidays', () => {
  /** The yearly days by the Banking and Financial Dealings Act 1971, and the single ones as they were proclaimed. */
  function byTheRules(year: number): string[] {
    const day = (month: number, date: number) =>
      `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
    const mondayOnOrAfter = (date: string) => addDays(date, (8 - dayOfWeek(date)) % 7);
    const mondayOnOrBefore = (date: string) => addDays(date, -((dayOfWeek(date) + 6) % 7));
    const easter = easterSunday(year);
    const days = [addDays(easter, -2), addDays(easter, 1), mondayOnOrBefore(day(8, 31))];
    days.push(year === 2020 ? '2020-05-08' : mondayOnOrAfter(day(5, 1)));
    days.push(...(year === 2022 ? ['2022-06-02', '2022-06-03', '2022-09-19'] : [mondayOnOrBefore(day(5, 31))]));
    if (year === 2023) days.push('2023-05-08');
    const isWeekend = (date: string) => [0, 6].includes(dayOfWeek(date));
    const taken = new Set([day(1, 1), day(12, 25), day(12, 26)].filter((date) => !isWeekend(date)));
    for (const date of [day(1, 1), day(12, 25), day(12, 26)].filter(isWeekend)) {
      let instead = date;
      while (isWeekend(instead) || taken.has(instead)) instead = addDays(instead, 1);
      taken.add(instead);
    }
    return [...days, ...taken].sort();
  }

  /** Gauss's rule as given by Butcher, for the Gregorian calendar. */
  function easterSunday(year: number): string {
    const a = year % 19;
    const b = Math.floor(year / 100);
    const c = year % 100;
    const e = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
    const h = (19 * a + b - Math.floor(b / 4) - e + 15) % 30;
    const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
    const m = Math.floor((a + 11 * h + 22 * l) / 451);
    const n = h + l - 7 * m + 114;
    return addDays(`${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-01`, n % 31);
  }

  test('from 2015 to 2030 are those that the law and the proclamations give', async () => {
    const held = (await listBankHolidays(database.db)).map((holiday) => holiday.day);
    for (let year = 2015; year <= 2030; year += 1) {
      expect(held.filter((day) => day.startsWith(String(year)))).toEqual(byTheRules(year));
    }
    expect(held.every((day) => day >= '2015-01-01' && day <= '2030-12-31')).toBe(true);
  });

  test('say which are substitute days', async () => {
    const holidays = await listBankHolidays(database.db);
    const substitutes = holidays.filter((holiday) => holiday.substitute && holiday.day.startsWith('2021'));
    expect(substitutes.map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2021-12-27 Christmas Day',
      '2021-12-28 Boxing Day',
    ]);
  });

  const list = join(import.meta.dirname, '../../../shared/data/bank-holidays-england.csv');
  test.skipIf(!existsSync(list))('are the same as in a list computed elsewhere', async () => {
    const rows = readFileSync(list, 'utf8').trim().split('\n').slice(1);
    const theirs = rows.map((row) => `${row.slice(0, 10)} ${row.endsWith(',yes')}`);
    const ours = (await listBankHolidays(database.db)).map(({ day, substitute }) => `${day} ${substitute}`);
    expect(ours).toEqual(theirs);
  });
});

describe('time limits', () => {
  test('are due by the edition in force when they started, and say so', async () => {
    const then = await dueBy(database.db, { limit: 'rapid-review', start: '2021-10-04' });
    expect(then.explanation).toBe(
      '15 working days from Monday 4 October 2021: due Monday 25 October 2021. Working Together 2018.',
    );
    const later = await dueBy(database.db, { limit: 'rapid-review', start: '2024-03-18' });
    expect(later.due).toBe('2024-04-10');
    expect(later.explanation).toContain(
      'Good Friday (29 March 2024) and Easter Monday (1 April 2024) are not counted.',
    );
    expect(later.explanation).toMatch(/Working Together 2023\.$/);
  });

  test('pass over the single bank holidays', async () => {
    const jubilee = await dueBy(database.db, { limit: 'referral-decision', start: '2022-06-01' });
    expect(jubilee.due).toBe('2022-06-06');
    expect(jubilee.skipped.map((one) => one.day)).toEqual(['2022-06-02', '2022-06-03']);
    expect((await dueBy(database.db, { limit: 'referral-decision', start: '2022-09-16' })).due).toBe('2022-09-20');
    expect((await dueBy(database.db, { limit: 'referral-decision', start: '2023-05-05' })).due).toBe('2023-05-09');
    expect((await dueBy(database.db, { limit: 'referral-decision', start: '2020-05-01' })).due).toBe('2020-05-04');
  });

  test('in hours need the time they started', async () => {
    await expect(dueBy(database.db, { limit: 'return-home-interview', start: '2021-10-29' })).rejects.toThrow(
      'runs in hours: give the time of its start',
    );
    const start = { date: '2021-10-29', time: '16:30' };
    const found = await dueBy(database.db, { limit: 'return-home-interview', start });
    expect(found.explanation).toContain('due 3:30pm on Monday 1 November 2021');
    expect(found.edition.checked).toBe('recalled');
  });

  test('that forbid an earlier day say not before', async () => {
    const found = await dueBy(database.db, { limit: 'nrm-conclusive-grounds', start: '2022-03-01' });
    expect(found.explanation).toContain('30 days from Tuesday 1 March 2022: not before Thursday 31 March 2022.');
  });

  test('count back from publication', async () => {
    const start = '2022-04-22';
    const found = await dueBy(database.db, { limit: 'practice-review-copy-before-publication', start });
    expect(found.due).toBe('2022-04-11');
  });

  test('refuse plainly what they cannot answer', async () => {
    const ask = (limit: string, start: string) => dueBy(database.db, { limit, start });
    await expect(ask('no-such-limit', '2021-10-04')).rejects.toMatchObject({ statusCode: 404 });
    await expect(ask('strategy-discussion', '2021-10-04')).rejects.toThrow('has no number to count with: As soon as');
    await expect(ask('suspension-in-writing', '2021-10-04')).rejects.toThrow('in force on Monday 4 October 2021');
    await expect(ask('rapid-review', '2030-12-20')).rejects.toThrow('no bank holidays for 2031');
    await expect(ask('rapid-review', '4/10/2021')).rejects.toThrow(PlainError);
  });

  test('all say what starts and stops them, and whether the number was checked', async () => {
    const limits = await listTimeLimits(database.db);
    expect(limits.length).toBeGreaterThan(40);
    for (const limit of limits) {
      expect(limit.editions.length).toBeGreaterThan(0);
      for (const edition of limit.editions) {
        // A number that was read has the source in which it was read.
        if (edition.checked === 'verified') expect(`${limit.key}: ${limit.source?.title}`).not.toContain('undefined');
      }
    }
    const recalled = limits.filter((limit) => limit.editions.some((edition) => edition.checked === 'recalled'));
    expect(recalled.map((limit) => limit.key)).toEqual(
      expect.arrayContaining(['transfer-in-conference', 'first-core-group', 'return-home-interview', 'yearly-report']),
    );
    expect(recalled.map((limit) => limit.key)).not.toContain('initial-child-protection-conference');
  });

  test('show the edition in force, and otherwise the nearest', async () => {
    const limit = await getTimeLimit(database.db, 'rapid-review');
    expect(editionOn(limit, '2018-06-01')?.title).toBe('Working Together 2018');
    expect(editionOn(limit, '2017-12-31')).toBeUndefined();
    expect(editionShown(limit, '2017-12-31')?.title).toBe('Working Together 2018');
    expect(editionOn(limit, '2023-11-30')?.title).toBe('Working Together 2018');
    // Both editions know their month only: the newer is meant.
    expect(editionOn(limit, '2023-12-01')?.title).toBe('Working Together 2023');
  });
});

describe('a partnership’s own version', () => {
  const own = (editions: string) => ({
    name: 'ours.yaml',
    text: `kith: year-file 1
time-limits:
  - key: later-core-group
    topic: Child protection
    title: Later core groups
    starts: the core group before
    stops: the core group meets again
    editions:
${editions}
`,
  });

  test('takes the place of the shipped one, whose version stays in the history', async () => {
    const { db, close } = await freshDatabase();
    await load(db, ...shipped);
    const before = await dueBy(db, { limit: 'later-core-group', start: '2022-03-01' });
    expect(before.due).toBe('2022-04-12');
    const given = own('      - { title: Our procedures, amount: 4, unit: weeks, checked: verified }');
    expect(await load(db, given)).toMatchObject({ ok: true });
    const after = await dueBy(db, { limit: 'later-core-group', start: '2022-03-01' });
    expect(after.explanation).toBe('4 weeks from Tuesday 1 March 2022: due Tuesday 29 March 2022. Our procedures.');
    const history = await recordHistory(db, 'time-limit', 'later-core-group');
    expect(history.map((version) => version.version)).toEqual([2, 1]);
    expect(JSON.stringify(history[1]?.body)).toContain('Local standard');
    await close();
  });

  test('is refused with the line when it makes no sense', async () => {
    const cases: [string, RegExp][] = [
      ['      - { title: Ours, amount: 4, checked: verified }', /"amount" and "unit" together/],
      ['      - { title: Ours, checked: verified }', /"amount" and "unit", or "words"/],
      ['      - { title: Ours, amount: 0, unit: days, checked: verified }', /must not be 0/],
      ['      - { title: Ours, amount: 1.5, unit: days, checked: verified }', /amount/],
      ['      - { title: Ours, amount: 4, unit: fortnights, checked: verified }', /unit/],
    ];
    for (const [editions, reason] of cases) {
      const answer = await load(database.db, own(editions));
      expect(answer.ok).toBe(false);
      if (!answer.ok) {
        expect(answer.problems.map((problem) => problem.reason).join('\n')).toMatch(reason);
        expect(answer.problems[0]?.line).toBe(9);
      }
    }
  });

  test('of bank holidays may add a day, but not a year with others missing between', async () => {
    const { db, close } = await freshDatabase();
    await load(db, ...shipped);
    const holiday = (day: string) => ({
      name: 'holidays.yaml',
      text: `kith: year-file 1\nbank-holidays:\n  - { day: ${day}, name: A day proclaimed }\n`,
    });
    expect(await load(db, holiday('2027-06-04'))).toMatchObject({ ok: true });
    expect((await englandCalendar(db)).holidays.get('2027-06-04')?.name).toBe('A day proclaimed');
    const gap = await load(db, holiday('2033-06-03'));
    expect(gap.ok).toBe(false);
    if (!gap.ok) expect(gap.problems[0]?.reason).toContain('No bank holidays are loaded for 2031');
    expect((await englandCalendar(db)).to).toBe('2030-12-31');
    await close();
  });
});

describe('limits in working days, of the editions in force on a day', () => {
  const keys = ['child-and-family-assessment', 'initial-child-protection-conference'];

  test('are those that Kith ships while nobody has loaded others', async () => {
    const limits = await listTimeLimits(database.db);
    for (const day of ['2020-03-31', '2023-12-31', '2025-03-31'])
      expect(workingDaysOn(limits, keys, day)).toEqual(shippedWorkingDays(keys, day));
  });

  test('are refused in plain words where no edition counts in working days', async () => {
    const limits = await listTimeLimits(database.db);
    for (const [key, on] of [
      ['child-in-need-review', '2025-03-31'],
      ['no-such-limit', '2025-03-31'],
      ['child-and-family-assessment', '1990-03-31'],
    ] as const)
      expect(() => workingDaysOn(limits, [key], on)).toThrow(
        /^Kith holds no edition of the time limit “.+” in working/,
      );
  });
});
