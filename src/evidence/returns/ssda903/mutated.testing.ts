import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { CheckedReturn } from '../checked.ts';
import { findingsCsv } from '../csv.ts';
import { returnJson } from '../json.ts';
import { changed, changeWith } from '../mutation.testing.ts';
import { returnReport } from '../report-text.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { checkSsda903 } from './check.ts';
import { GENERATED, generatedFiles } from './generate.testing.ts';
import { RULE_YEARS } from './rule.ts';

/** Bases to mutate: small returns, a fault planted in some. */
const BASES = Array.from({ length: 10 }, (_, seed) => {
  const files = [...generatedFiles({ children: 3, seed, faulty: seed % 3 })];
  return files.map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
});

/** Pieces that upset readers: quotation marks, separators, other encodings, headings, numbers and dates at the edge. */
const UPSETTING = [
  ...['"', '""', '",', ',"', ',', ',,,,', ';', '\t', '\r', '\n', '\r\n', '\n\n', '"\n"', '\0', '\ufeff', '\u2028'],
  ...[
    'CHILD',
    'CHILD,CHILD',
    'DOB',
    'UASC',
    'PLACEMENT',
    'PL_LA',
    'K00000000',
    'K00000001',
    ' ',
    '__proto__',
    'constructor',
  ],
  ...[
    '29/02/2025',
    '31/02/2025',
    '01/01/0000',
    '31/12/9999',
    '2025-01-01',
    '1/4/2026',
    '01/04/2026',
    '31/03/2027',
    'zz/zz/2009',
  ],
  ...[
    'S',
    'X1',
    'E11',
    'V3',
    'V4',
    'T3',
    'A3',
    'D1',
    'E1',
    'UN4',
    'XXXXXXX',
    'NaN',
    'null',
    '-1',
    '1e9',
    '\ud83d\ude00',
  ],
] as const;

const change = changeWith(UPSETTING, 100_000);

/** What stands in a cell instead, after which the file is a table still. */
const edit = fc.record({
  row: fc.nat(12),
  column: fc.nat(13),
  to: fc.oneof(fc.constantFrom(...UPSETTING), fc.string({ maxLength: 6 })),
});
type Edit = typeof edit extends fc.Arbitrary<infer One> ? One : never;

function edited(file: Buffer, { row, column, to }: Edit): Buffer {
  const [head = '', ...rows] = file.toString('utf8').split('\r\n');
  const at = row % Math.max(1, rows.length - 1);
  const put = (cells: readonly string[]) =>
    cells.with(column % cells.length, `"${to.replaceAll('"', '""')}"`).join(',');
  return Buffer.from([head, ...rows.map((line, place) => (place === at ? put(line.split(',')) : line))].join('\r\n'));
}

/** What may be done to a file of the return. */
const mutation = fc.record({
  file: fc.nat(11),
  doing: fc.oneof(
    { weight: 12, arbitrary: fc.array(edit, { minLength: 1, maxLength: 6 }).map((edits) => ({ edits })) },
    { weight: 6, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => ({ changes })) },
    fc.constantFrom('away' as const, 'empty' as const, 'utf-16' as const, 'cp1252' as const, 'last' as const),
  ),
});

const mutatedReturn = fc.record({
  base: fc.nat(BASES.length - 1),
  mutations: fc.array(mutation, { minLength: 1, maxLength: 3 }),
  year: fc.constantFrom(...RULE_YEARS),
});
type Mutated = typeof mutatedReturn extends fc.Arbitrary<infer One> ? One : never;

type Files = readonly { name: string; bytes: Buffer }[];

function filesOf({ base, mutations }: Mutated): Files {
  return mutations.reduce<Files>((files, { file, doing }) => {
    const at = file % Math.max(1, files.length);
    return files.flatMap((one, place) => {
      if (place !== at) return [one];
      if (doing === 'away') return [];
      if (doing === 'empty') return [{ ...one, bytes: Buffer.alloc(0) }];
      if (doing === 'utf-16')
        return [
          { ...one, bytes: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(one.bytes.toString(), 'utf16le')]) },
        ];
      if (doing === 'cp1252') return [{ ...one, bytes: Buffer.concat([one.bytes, Buffer.from([0xe9, 0x0a])]) }];
      if (doing === 'last') return [one, { ...one, name: one.name.replace('.csv', '_last.csv') }];
      if ('edits' in doing) return [{ ...one, bytes: doing.edits.reduce(edited, one.bytes) }];
      return [{ ...one, bytes: changed(one.bytes, doing.changes) }];
    });
  }, BASES[base] ?? []);
}

/**
 * What holds for any files: they are read to their end or refused in one plain sentence; no rule breaks; every finding points into a
 * file; and report, spreadsheet and JSON can be made of it. Says whether they were read.
 */
async function holdsFor(mutated: Mutated): Promise<'read' | 'refused'> {
  const files = filesOf(mutated).map(({ name, bytes }) => ({
    ...{ called: name, isLast: false },
    bytes: () => Readable.from([bytes]) as AsyncIterable<Uint8Array>,
  }));
  let checked: CheckedReturn;
  try {
    checked = await checkSsda903({ files, size: 0, close: () => {} }, { ...GENERATED, ruleset: mutated.year });
  } catch (error) {
    if (!(error instanceof UnreadableReturn)) throw error;
    if (!/^[“A-Z][^\n]*\.$/.test(error.message) || error.message.length > 700)
      throw new Error(`no plain sentence: ${error.message}`);
    return 'refused';
  }
  const { findings, tables, rules, children } = checked;
  for (const { because } of rules) if (because?.includes('fault of Kith')) throw new Error(because);
  for (let at = 0; at < findings.length; at += 1) {
    const { table, row, line, child } = findings.at(at);
    if (!(row >= 0 && row < (tables[table]?.rows ?? 0) && line >= 1 && child < children))
      throw new Error(`finding ${JSON.stringify(findings.at(at))} points outside the return`);
  }
  expect(Object.keys(JSON.parse([...returnJson(checked)].join('')))).toEqual(['ruleset', 'tables', 'rules']);
  expect([...findingsCsv(checked)].join('')).toContain('rule,message');
  expect(returnReport(checked, 'folder')).toContain('SSDA903');
  return 'read';
}

/** Holds it to so many mutations, of which most must be read: those that are refused say nothing of the rules. */
export async function holdForReturns(numRuns: number): Promise<void> {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(mutatedReturn, async (mutated) => {
      if ((await holdsFor(mutated)) === 'read') read += 1;
    }),
    { numRuns },
  );
  expect(read / numRuns).toBeGreaterThan(0.5);
}
