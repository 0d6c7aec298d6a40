import fc from 'fast-check';
import { expect } from 'vitest';
import type { CheckedReturn } from '../checked.ts';
import { returnJson } from '../json.ts';
import { changed, changeWith } from '../mutation.testing.ts';
import { returnReport } from '../report-text.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { checkCensus } from './check.ts';
import { inPieces, MEASURES, rulesOf } from './checking.testing.ts';
import { generateCensus } from './generate.testing.ts';

/** Bases to mutate: small valid returns, a fault planted in some. */
const BASES = Array.from({ length: 12 }, (_, seed) =>
  Buffer.from([...generateCensus({ children: 3, seed, faulty: seed % 4 })].join('')),
);

/** Pieces that upset readers: markup cut short, entities, other encodings, numbers and dates at the edge. */
const UPSETTING = [
  '<',
  '>',
  '&',
  '&amp;',
  '&#0;',
  '&#x1F600;',
  ']]>',
  '<![CDATA[',
  '<![CDATA[x]]>',
  '<!--',
  '<!-- x -->',
  '<!DOCTYPE x>',
  '<?x y?>',
  '</Child>',
  '<Child>',
  '<CINdetails>',
  '</CINdetails>',
  '<Section47/>',
  '<Reviews/>',
  '<CPPreviewDate/>',
  '<Sex a="1" a="2">',
  '\0',
  '\ufeff',
  '\ud83d\ude00',
  '\u2028',
  '\r\n',
  '\r',
  '\n',
  '\t',
  '-1',
  '1e9',
  'NaN',
  'null',
  'true',
  '__proto__',
  'constructor',
  '2024-02-30',
  '0000-00-00',
  '9999-12-31',
  '1000-01-01',
  '2024-3-1',
  '+2024-01-01',
  'RC2',
  'NONE',
  '21',
  'UN7',
] as const;

const change = changeWith(UPSETTING, 1_000_000);

/** A valid file with one to four changes, and the sizes of the pieces in which it comes. */
export const mutated = fc.record({
  base: fc.nat(BASES.length - 1),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  year: fc.constantFrom('2022/23', '2023/24', '2024/25', '2025/26'),
  piece: fc.integer({ min: 1, max: 700 }),
});

/**
 * What holds for any file: it is checked to its end or refused in one plain sentence; how it is cut in pieces makes no difference
 * but for the place in a sentence of refusal;
 * no rule breaks; and every finding points into the file.
 */
export async function holdsFor({
  base,
  changes,
  year,
  piece,
}: typeof mutated extends fc.Arbitrary<infer One> ? One : never): Promise<void> {
  const file = changed(BASES[base] ?? Buffer.alloc(0), changes);
  const [whole, inParts] = [await outcome(file, year, 65_536), await outcome(file, year, piece)];
  expect(inParts).toEqual(whole);
}

async function outcome(file: Buffer, year: string, piece: number): Promise<string> {
  let checked: CheckedReturn;
  try {
    checked = await checkCensus(inPieces(file, piece), { ...MEASURES, set: rulesOf(year) });
  } catch (error) {
    if (!(error instanceof UnreadableReturn)) throw error;
    expect(error.message).toMatch(/^[A-Z][^\n]*\.$/);
    expect(error.message.length).toBeLessThan(400);
    // The parser tells text at the end of a piece, so the place may differ by as much.
    return error.message.replaceAll(/\d+/g, 'N');
  }
  const lines = file.toString('latin1').split(/\r\n|\n|\r/).length;
  const { findings, tables, rules, faults } = checked;
  for (const { because } of rules) if (because?.includes('fault of Kith')) throw new Error(because);
  for (let at = 0; at < findings.length; at += 1) {
    const { table, row, line, child } = findings.at(at);
    if (!(row >= 0 && row < (tables[table]?.rows ?? 0) && line >= 1 && line <= lines && child < checked.children))
      throw new Error(`finding ${JSON.stringify(findings.at(at))} points outside the file`);
  }
  for (const { line } of faults.kept)
    if (!(line >= 1 && line <= lines)) throw new Error(`fault on line ${line} of ${lines}`);
  const json = [...returnJson(checked)].join('');
  expect(Object.keys(JSON.parse(json))).toEqual(['ruleset', 'tables', 'rules']);
  return json + returnReport(checked, 'file.xml');
}
