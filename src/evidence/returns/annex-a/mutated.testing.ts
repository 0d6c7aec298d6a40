import fc from 'fast-check';
import { expect } from 'vitest';
import { findingsCsv } from '../csv.ts';
import { returnReport } from '../report-text.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { partsOf, zipOf } from '../xlsx/write.testing.ts';
import { generateWorkbook } from './generate.testing.ts';
import { annexAJson, type CheckedAnnexA, checkAnnexA } from './index.ts';

/** Bases to mutate: small valid workbooks of two lists each, tidy and untidy, as the parts of their archives. */
const BASES = Array.from({ length: 10 }, (_, seed) => {
  const { workbook } = generateWorkbook({ rows: 2, seed, reference: '2026-01-31', untidy: seed % 2 === 1 });
  const sheets = workbook.sheets.slice(seed % 5, (seed % 5) + 2);
  return [...partsOf({ ...workbook, sheets })].map(([name, bytes]) => ({ name, bytes }));
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

/** One change of a part, or of the archive: what is put in place of a stretch of it. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 3, arbitrary: fc.nat(12) }, fc.nat(300), fc.constant(100_000)),
  put: fc.oneof(
    fc.constantFrom(...UPSETTING).map((text) => Buffer.from(text)),
    fc.constant(Buffer.alloc(0)),
    fc.constant('again' as const),
    fc.uint8Array({ maxLength: 8 }),
  ),
});
type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

/** A valid workbook with some changes: within a part mostly, or in the bytes of the archive. */
export const mutatedWorkbook = fc.record({
  base: fc.nat(BASES.length - 1),
  // The part that is changed, counted from the last, which are sheets; below 0 the archive itself.
  part: fc.oneof({ weight: 4, arbitrary: fc.nat(1) }, fc.nat(4), fc.constant(-1)),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
});

function changed(bytes: Buffer, changes: readonly Change[]): Buffer {
  return changes.reduce((file, { at, length, put }) => {
    const from = Math.floor(at * file.length);
    const to = Math.min(file.length, from + length);
    const cut = file.subarray(from, to);
    const instead = put === 'again' ? Buffer.concat([cut, cut]) : put;
    return Buffer.concat([file.subarray(0, from), instead, file.subarray(to)]);
  }, bytes);
}

/**
 * What holds for any file: it is read to its end or refused in one plain sentence; every finding points into the workbook; what is
 * said of it for programs has its shape, and report and spreadsheet can be made of it.
 */
export async function holdsForWorkbook({
  base,
  part,
  changes,
}: typeof mutatedWorkbook extends fc.Arbitrary<infer One> ? One : never): Promise<void> {
  const parts = BASES[base] ?? [];
  const target = parts.length - 1 - part;
  const file =
    part < 0
      ? changed(zipOf(parts), changes)
      : zipOf(parts.map((one, at) => (at === target ? { ...one, bytes: changed(one.bytes, changes) } : one)));
  let checked: CheckedAnnexA;
  try {
    checked = await checkAnnexA(file, { referenceDate: '2026-01-31' });
  } catch (error) {
    if (!(error instanceof UnreadableReturn)) throw error;
    if (!/^[A-Z][^\n]*\.$/.test(error.message) || error.message.length > 500)
      throw new Error(`no plain sentence: ${error.message}`);
    return;
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
}
