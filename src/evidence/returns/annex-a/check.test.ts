import { describe, expect, test } from 'vitest';
import { type Written, type WrittenWorkbook, workbookFile } from '../xlsx/write.testing.ts';
import { generateWorkbook } from './generate.testing.ts';
import { checkAnnexA } from './index.ts';
import { problemsOf } from './json.ts';
import { LISTS } from './lists.ts';

const REFERENCE = '2026-01-31';
const check = (workbook: WrittenWorkbook, more = {}) =>
  checkAnnexA(workbookFile(workbook), { referenceDate: REFERENCE, ...more });

/** A list with only the columns that are named filled; each row by name of column. */
function listOf(number: number, rows: Record<string, Written>[]): WrittenWorkbook['sheets'][number] {
  const names = LISTS[number - 1]?.columns.map(({ name }) => name) ?? [];
  return { name: `List ${number}`, rows: [names, ...rows.map((row) => names.map((name) => row[name] ?? null))] };
}
const child = (id: number) => ({ 'Child Unique ID': id, Gender: 'M', Ethnicity: 'WBRI' });

describe('what a workbook says, however it is written', () => {
  test.each([1, 2, 3, 4, 5])('the counts are those with which it was made (seed %i)', async (seed) => {
    const made = generateWorkbook({ rows: 60, seed, reference: REFERENCE, untidy: seed > 1 });
    const checked = await check(made.workbook);
    expect(checked.lists).toEqual(made.lists);
    expect(
      problemsOf(checked).filter(({ code }) => ['AA01', 'AA02', 'AA03', 'AA05', 'AA06', 'AA07'].includes(code)),
    ).toEqual([]);
  });

  test('a renamed sheet is known by its headings', async () => {
    const checked = await check({
      sheets: [{ ...listOf(3, [{ ...child(1), 'Date of referral': '2026-01-02' }]), name: 'Sheet7' }],
    });
    expect(checked.lists['3']?.rows).toBe(1);
  });

  test('dates of the 1904 system are four years later', async () => {
    const sheets = [listOf(1, [{ ...child(1), 'Date of Contact': 44_561 }])];
    expect((await check({ sheets, from1904: true })).lists['1']?.dates['Date of Contact']?.first).toBe('2026-01-01');
  });
});

describe('the snapshot', () => {
  test('counts both ends of the six months and nothing beyond them', async () => {
    const days = ['2025-07-31', '2025-08-01', '2026-01-31', '2026-02-01'];
    const checked = await check({
      sheets: [
        listOf(
          1,
          days.map((day, id) => ({ ...child(id + 1), 'Date of Contact': day })),
        ),
      ],
    });
    expect(checked.snapshot.contacts).toBe(2);
    expect(checked.snapshot.contacts_by_month).toMatchObject({ '2025-08': 1, '2026-01': 1 });
    expect(problemsOf(checked)).toContainEqual(expect.objectContaining({ code: 'AA10', count: 2, rows: [2, 5] }));
  });

  test('a case that ends on the reference date is closed, one that ends the day after is open', async () => {
    const rows = ['2026-01-31', '2026-02-01', null].map((end, id) => ({
      ...child(id + 1),
      'Child Protection Plan Start Date': '2025-10-01',
      'Child Protection Plan End Date': end,
      'Latest Category of Abuse': 'NEG',
      'Number of Previous Child Protection Plans': id,
    }));
    const { snapshot } = await check({ sheets: [listOf(7, rows)] });
    expect([snapshot.plans_open, snapshot.plans_second_or_later]).toEqual([2, 2]);
    expect(snapshot.plans_open_by_latest_category).toEqual({ 'a) Neglect': 2 });
  });

  test('a list or column that is missing is not known, and an empty list is nothing', async () => {
    const noEnd = listOf(6, [{ ...child(1), 'CIN Start Date': '2025-10-01' }]);
    const without = noEnd.rows[0]?.indexOf('CIN Closure Date') ?? -1;
    for (const row of noEnd.rows) row.splice(without, 1);
    const checked = await check({ sheets: [listOf(1, []), noEnd] });
    expect([checked.snapshot.contacts, checked.snapshot.referrals, checked.snapshot.cin_open]).toEqual([0, null, null]);
    expect(checked.lists['3']).toBeUndefined();
    const problems = problemsOf(checked);
    expect(problems).toContainEqual(expect.objectContaining({ code: 'AA01', list: 3 }));
    expect(problems).toContainEqual(expect.objectContaining({ code: 'AA02', list: 6, column: 'CIN Closure Date' }));
  });

  test('words of an authority’s own are told once, and count when they are mapped', async () => {
    const sheets = [
      listOf(
        6,
        [1, 2].map((id) => ({ ...child(id), 'Primary Need Code': 'Zebra pathway' })),
      ),
    ];
    const told = problemsOf(await check({ sheets })).filter(({ code }) => code === 'AA05');
    expect(told).toEqual([expect.objectContaining({ value: 'Zebra pathway', codes: 'need', count: 2, rows: [2, 3] })]);
    const mapped = await check({ sheets }, { mapping: { need: { 'zebra  PATHWAY': 'N7 - Low income' } } });
    expect(mapped.lists['6']?.codes['Primary Need Code']).toEqual({ 'N7 - Low income': 2 });
  });
});
