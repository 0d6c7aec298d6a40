import { describe, expect, test } from 'vitest';
import { dayOf, dayText } from '../day.ts';
import { type Written, workbookFile } from '../xlsx/write.testing.ts';
import { annexAJson, checkAnnexA } from './index.ts';
import { LISTS } from './lists.ts';
import { periodTo } from './measures.ts';
import type { AnnexSnapshot } from './snapshot.ts';

type Row = Record<string, Written>;

/** What a workbook with one row in one list counts to, on 31 January 2026. */
async function snapshotOf(list: number, row: Row): Promise<AnnexSnapshot> {
  const names = LISTS[list - 1]?.columns.map(({ name }) => name) ?? [];
  for (const name of Object.keys(row)) if (!names.includes(name)) throw new Error(`List ${list} has no ${name}`);
  const cells = names.map((name): Written => row[name] ?? (name === 'Child Unique ID' ? 'C1' : null));
  const file = workbookFile({ sheets: [{ name: `List ${list}`, rows: [names, [...cells, 'remark']] }] });
  return (await checkAnnexA(file, { referenceDate: '2026-01-31' })).snapshot;
}

/** A figure as a number: one by name is the sum of its parts. */
function total(figure: AnnexSnapshot[string] | undefined): number {
  if (typeof figure === 'number') return figure;
  if (!figure) throw new Error('not known');
  return Object.values(figure).reduce((sum, count) => sum + count, 0);
}

const AROUND = ['2025-07-31', '2025-08-01', '2025-08-02', '2026-01-30', '2026-01-31', '2026-02-01', null] as const;
const CHILD = { Gender: 'M' };

/** On which of the days around both ends of the six months a row counts. */
async function countedOn(figure: string, list: number, column: string, rest: Row): Promise<(string | null)[]> {
  const counted: (string | null)[] = [];
  for (const day of AROUND) {
    const snapshot = await snapshotOf(list, { ...CHILD, ...rest, [column]: day });
    if (total(snapshot[figure]) === 1) counted.push(day);
  }
  return counted;
}

const WITHIN = ['2025-08-01', '2025-08-02', '2026-01-30', '2026-01-31'];
const S47 = 'Strategy discussion initiating Section 47 Enquiry Start Date';
const CONFERENCE = 'Date of Initial Child Protection Conference';
const TO_PLAN = 'Did the Initial Child Protection Conference Result in a Child Protection Plan';

describe('events count from the first to the last day of the six months', () => {
  test.each<[string, number, string, Row]>([
    ['contacts', 1, 'Date of Contact', {}],
    ['early_help_started', 2, 'Assessment start date', {}],
    ['referrals', 3, 'Date of referral', {}],
    ['referrals_no_further_action', 3, 'Date of referral', { 'Referral NFA?': 'Yes' }],
    ['section47', 5, S47, {}],
  ])('%s, and without a date as one of the list', async (figure, list, column, rest) => {
    expect(await countedOn(figure, list, column, rest)).toEqual([...WITHIN, null]);
  });

  test.each<[string, number, string, Row]>([
    ['contacts_by_month', 1, 'Date of Contact', {}],
    ['referrals_by_month', 3, 'Date of referral', {}],
    ['icpc_held', 5, CONFERENCE, {}],
    ['icpc_to_plan', 5, CONFERENCE, { [TO_PLAN]: 'Y' }],
  ])('%s, and not without a date', async (figure, list, column, rest) => {
    expect(await countedOn(figure, list, column, rest)).toEqual(WITHIN);
  });

  test('a referral and a conference that came to something else are not counted for it', async () => {
    const referral = await snapshotOf(3, { ...CHILD, 'Date of referral': '2026-01-31', 'Referral NFA?': 'No' });
    expect([referral.referrals, referral.referrals_no_further_action]).toEqual([1, 0]);
    const conference = await snapshotOf(5, { ...CHILD, [CONFERENCE]: '2026-01-31', [TO_PLAN]: 'N' });
    expect([conference.icpc_held, conference.icpc_to_plan]).toEqual([1, 0]);
  });
});

describe('a case is open that began by the reference date and had not ended by it', () => {
  const STATES: [string, number, string, string, Row][] = [
    ['early_help_open', 2, 'Assessment start date', 'Assessment completion date', {}],
    ['assessments_open', 4, 'Continuous Assessment Start Date', 'Continuous Assessment Date of Authorisation', {}],
    ['cin_open', 6, 'CIN Start Date', 'CIN Closure Date', {}],
    ['plans_open', 7, 'Child Protection Plan Start Date', 'Child Protection Plan End Date', {}],
    [
      'plans_open_by_latest_category',
      7,
      'Child Protection Plan Start Date',
      'Child Protection Plan End Date',
      { 'Latest Category of Abuse': 'NEG' },
    ],
    ['looked_after_now', 8, 'Date Started to be Looked After', 'Date Ceased to be Looked After', {}],
  ];

  test.each(STATES)('%s, by its beginning', async (figure, list, begun, _, rest) => {
    expect(await countedOn(figure, list, begun, rest)).toEqual(['2025-07-31', ...WITHIN, null]);
  });

  test.each(STATES)('%s, by its end', async (figure, list, begun, ended, rest) => {
    expect(await countedOn(figure, list, ended, { ...rest, [begun]: '2025-07-01' })).toEqual(['2026-02-01', null]);
  });

  test('an episode of care that ends for another to begin has ended: the next one stands in the list, too', async () => {
    const ceased = {
      ...CHILD,
      'Date Started to be Looked After': '2025-01-01',
      'Date Ceased to be Looked After': '2026-01-31',
      'Reason Ceased to be Looked After': 'X1',
    };
    expect((await snapshotOf(8, ceased)).looked_after_now).toBe(0);
  });
});

describe('what children had before, and what became of them', () => {
  const EARLIER = 'Number of Previous Child Protection Plans';
  const MISSING = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months";
  const OFFERED = 'Was the child offered a Return Interview after their last missing episode (Y/N)?';
  const ACCEPTED = 'Did the child accept a Return Interview after their last missing episode (Y/N)?';

  test.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [null, 0],
  ])('with %s earlier plans, %i is a second or later one, open or ended', async (earlier, counts) => {
    for (const end of [null, '2025-10-01']) {
      const row = { ...CHILD, 'Child Protection Plan Start Date': '2025-09-01', 'Child Protection Plan End Date': end };
      expect((await snapshotOf(7, { ...row, [EARLIER]: earlier })).plans_second_or_later).toBe(counts);
    }
  });

  test('a second plan counts that begins on the reference date, and not one of the day after', async () => {
    expect(await countedOn('plans_second_or_later', 7, 'Child Protection Plan Start Date', { [EARLIER]: 1 })).toEqual([
      '2025-07-31',
      ...WITHIN,
      null,
    ]);
  });

  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [3, 3, 1],
    [null, 0, 0],
  ])('%s missing episodes are %i episodes of %i children', async (episodes, counted, children) => {
    const { missing_episodes, children_missing } = await snapshotOf(8, { ...CHILD, [MISSING]: episodes });
    expect([missing_episodes, children_missing]).toEqual([counted, children]);
  });

  test.each([
    ['Yes', 1],
    ['No', 0],
    [null, 0],
  ])('an interview that was offered or accepted: %s counts %i', async (said, counts) => {
    const row = { ...CHILD, [OFFERED]: said, [ACCEPTED]: said, [MISSING]: 1 };
    const { return_interviews_offered, return_interviews_accepted } = await snapshotOf(8, row);
    expect([return_interviews_offered, return_interviews_accepted]).toEqual([counts, counts]);
  });

  test.each([
    ['a) Yes', 1],
    ['b) No', 0],
    ['c) Died', 0],
    ['d) REFU', 0],
    ['f) RHOM', 0],
  ])('a care leaver of whom the authority says “%s” is in touch: %i', async (said, counts) => {
    const { care_leavers, care_leavers_in_touch } = await snapshotOf(9, { ...CHILD, 'LA in Touch': said });
    expect([care_leavers, care_leavers_in_touch]).toEqual([1, counts]);
  });
});

describe('the six months', () => {
  test.each([
    ['2026-01-31', '2025-08-01'],
    ['2026-01-30', '2025-07-31'],
    ['2025-08-31', '2025-03-01'],
    ['2024-08-31', '2024-03-01'],
    ['2024-08-29', '2024-03-01'],
    ['2024-08-28', '2024-02-29'],
    ['2025-12-15', '2025-06-16'],
  ])('that end on %s begin on %s', (reference, from) => {
    expect(dayText(periodTo(dayOf(reference)).from)).toBe(from);
  });

  test('have all their months, those without an event with 0', async () => {
    const { contacts_by_month } = await snapshotOf(1, { ...CHILD, 'Date of Contact': '2025-10-05' });
    expect(contacts_by_month).toEqual({
      '2025-08': 0,
      '2025-09': 0,
      '2025-10': 1,
      '2025-11': 0,
      '2025-12': 0,
      '2026-01': 0,
    });
  });
});

describe('what is missing from a workbook', () => {
  const check = async () => {
    const names = LISTS[5]?.columns.map(({ name }) => name) ?? [];
    const headings = names.filter((name) => name !== 'CIN Closure Date');
    const rows = [headings, headings.map((name) => (name === 'CIN Start Date' ? '2025-10-01' : 'C1'))];
    return checkAnnexA(workbookFile({ sheets: [{ name: 'List 6', rows }] }), { referenceDate: '2026-01-31' });
  };

  test('is not known to people and to Kith', async () => {
    const checked = await check();
    expect([checked.snapshot.referrals, checked.snapshot.cin_open]).toEqual([null, null]);
    expect(Object.keys(checked.lists)).toEqual(['6']);
    expect(checked.figures?.find(({ label }) => label.startsWith('Children in need'))?.value).toMatch(/^not known/);
  });

  test('keeps its place and shape in JSON, where its problem names the figures that are not known', async () => {
    const { lists, snapshot, problems } = JSON.parse(annexAJson(await check()));
    expect(Object.keys(lists)).toEqual(LISTS.map(({ number }) => String(number)));
    expect(lists['3']).toMatchObject({ rows: 0, children: 0, codes: { 'Referral NFA?': {} } });
    expect(lists['3'].dates['Date of referral']).toEqual({ filled: 0, first: null, last: null });
    expect([snapshot.referrals, snapshot.cin_open]).toEqual([0, 1]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: 'AA01',
        list: 3,
        figures: ['referrals', 'referrals_by_month', 'referrals_no_further_action'],
      }),
    );
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'AA02', list: 6, column: 'CIN Closure Date', figures: ['cin_open'] }),
    );
  });
});
