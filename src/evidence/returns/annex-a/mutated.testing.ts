import fc from 'fast-check';
import { expect } from 'vitest';
import { findingsCsv } from '../csv.ts';
import { changed, changeWith } from '../mutation.testing.ts';
import { returnReport } from '../report-text.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { partsOf, type Written, workbookFile, zipOf } from '../xlsx/write.testing.ts';
import { generateWorkbook } from './generate.testing.ts';
import { annexAJson, type CheckedAnnexA, checkAnnexA } from './index.ts';

/** Bases to mutate: small valid workbooks of two lists each, tidy and untidy, as their sheets and as the parts of their archives. */
const BASES = Array.from({ length: 10 }, (_, seed) => {
  const { workbook } = generateWorkbook({ rows: 2, seed, reference: '2026-01-31', untidy: seed % 2 === 1 });
  const written = { ...workbook, sheets: workbook.sheets.slice(seed % 5, (seed % 5) + 2) };
  return { written, parts: [...partsOf(written)].map(([name, bytes]) => ({ name, bytes })) };
});

/** Pieces that upset readers: markup, references, types of cells, numbers and dates at the edge, other archives' marks. */
const UPSETTING = [
  '<',
  '>',
  '&',
  '&amp;',
  '&#0;',
  '&x;',
  ']]>',
  '<![CDATA[x]]>',
  '<!DOCTYPE x>',
  '<?x y?>',
  '</row>',
  '</c>',
  '<row r="0">',
  '<row r="1048577">',
  '<row r="1e9">',
  '<c r="ZZZZ9" t="s"><v>99</v></c>',
  '<c t="b"><v>2</v></c>',
  '<c t="e"><v>#REF!</v></c>',
  '<c t="d"><v>2026-01-31</v></c>',
  '<c t="?"><v>1e309</v></c>',
  '<v/>',
  '<is><t/></is>',
  '<rPh>',
  'xl/../../etc/passwd',
  'PK\u0001\u0002',
  '\0',
  '\ufeff',
  '\u2028',
  '\ud83d\ude00',
  '\r\n',
  '-1',
  '1e9',
  'NaN',
  'null',
  '__proto__',
  'constructor',
  '#N/A',
  '0',
  '2958466',
  '30/02/2026',
  '31/12/9999',
  'a) Yes',
] as const;

/** What may stand in a cell: words that upset, numbers at the edge of dates, truth, faults of formulas, nothing. */
const cell: fc.Arbitrary<Written> = fc.oneof(
  fc.constantFrom<Written>(...UPSETTING, '', ' '),
  fc.constantFrom<Written>(0, -1, 1, 59, 60, 46_053.5, 2_958_465, 2_958_466, 1e300, true, false, null, {
    error: '#N/A',
  }),
  fc.string({ maxLength: 12 }),
);

/** One change of what a workbook says, after which it is a workbook still. */
const edit = fc.record({
  sheet: fc.nat(1),
  row: fc.nat(6),
  column: fc.nat(40),
  doing: fc.oneof(
    { weight: 6, arbitrary: cell.map((to) => ({ to })) },
    fc.constantFrom('cell out', 'cell in', 'row out', 'row again', 'rows turned', 'all out'),
  ),
});
type Edit = typeof edit extends fc.Arbitrary<infer One> ? One : never;

function edited(rows: readonly Written[][], { row, column, doing }: Edit): Written[][] {
  const at = row % Math.max(1, rows.length);
  const place = column % Math.max(1, rows[at]?.length ?? 1);
  const inRow = (change: (cells: Written[]) => Written[]) => rows.map((cells, y) => (y === at ? change(cells) : cells));
  if (typeof doing === 'object') return inRow((cells) => cells.toSpliced(place, 1, doing.to));
  if (doing === 'cell out') return inRow((cells) => cells.toSpliced(place, 1));
  if (doing === 'cell in') return inRow((cells) => cells.toSpliced(place, 0, 'a) Yes'));
  if (doing === 'row out') return rows.toSpliced(at, 1);
  if (doing === 'row again') return rows.toSpliced(at, 0, rows[at] ?? []);
  return doing === 'rows turned' ? rows.toReversed() : [];
}

const change = changeWith(UPSETTING, 100_000);

/** A valid workbook that says something else, or one of which bytes are changed: within a part mostly, or in the archive. */
const mutatedWorkbook = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ base: fc.nat(BASES.length - 1), edits: fc.array(edit, { minLength: 1, maxLength: 6 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      base: fc.nat(BASES.length - 1),
      // The part that is changed, counted from the last, which are sheets; below 0 the archive itself.
      part: fc.oneof({ weight: 4, arbitrary: fc.nat(1) }, fc.nat(4), fc.constant(-1)),
      changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    }),
  },
);
type Mutated = typeof mutatedWorkbook extends fc.Arbitrary<infer One> ? One : never;

function fileOf(mutated: Mutated): Buffer {
  const { written, parts } = BASES[mutated.base] as (typeof BASES)[number];
  if ('edits' in mutated) {
    const sheets = written.sheets.map((sheet, at) => {
      const own = mutated.edits.filter((one) => one.sheet === at);
      return own.length === 0 ? sheet : { ...sheet, rows: own.reduce<Written[][]>(edited, sheet.rows) };
    });
    return workbookFile({ ...written, sheets });
  }
  const { part, changes } = mutated;
  if (part < 0) return changed(zipOf(parts), changes);
  const target = parts.length - 1 - part;
  return zipOf(parts.map((one, at) => (at === target ? { ...one, bytes: changed(one.bytes, changes) } : one)));
}

/**
 * What holds for any file: it is read to its end or refused in one plain sentence; every finding points into the workbook; what is
 * said of it for programs has its shape, and report and spreadsheet can be made of it. Says whether it was read.
 */
async function holdsForWorkbook(mutated: Mutated): Promise<'read' | 'refused'> {
  let checked: CheckedAnnexA;
  try {
    checked = await checkAnnexA(fileOf(mutated), { referenceDate: '2026-01-31' });
  } catch (error) {
    if (!(error instanceof UnreadableReturn)) throw error;
    if (!/^[A-Z][^\n]*\.$/.test(error.message) || error.message.length > 500)
      throw new Error(`no plain sentence: ${error.message}`);
    return 'refused';
  }
  const { findings, tables } = checked;
  for (let at = 0; at < findings.length; at += 1) {
    const { table, row, line } = findings.at(at);
    const inList = table >= 0 && table < tables.length && row <= (tables[table]?.rows ?? 0);
    if (!(inList || (table === -1 && row === -1)) || line < 0 || line > 1_048_576)
      throw new Error(`finding ${JSON.stringify(findings.at(at))} points outside the workbook`);
  }
  const { lists, snapshot } = JSON.parse(annexAJson(checked));
  expect([Object.keys(lists).length, Object.keys(snapshot).length]).toEqual([11, 22]);
  for (const figure of Object.values<unknown>(snapshot))
    if (typeof figure !== 'number' && (typeof figure !== 'object' || figure === null))
      throw new Error(`${JSON.stringify(snapshot)} has a figure that is none`);
  expect([...findingsCsv(checked)].join('')).toContain('rule,message');
  expect(returnReport(checked, 'file.xlsx')).toContain('Annex A');
  return 'read';
}

/** Holds it to so many mutations, of which most must be read: those that are refused say nothing of what is read. */
export async function holdForWorkbooks(numRuns: number): Promise<void> {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(mutatedWorkbook, async (mutated) => {
      if ((await holdsForWorkbook(mutated)) === 'read') read += 1;
    }),
    { numRuns },
  );
  expect(read / numRuns).toBeGreaterThan(0.5);
}
