import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';

async function rowsOf(text: string, piece = 65_536) {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += piece) yield bytes.subarray(from, from + piece);
  }
  const rows = [];
  for await (const some of csvRows(pieces(), 'a.csv')) rows.push(...some);
  return rows;
}

const cell = fc.oneof(
  fc.constantFrom('', 'K1', '01/04/2026', ' ', 'ä', '😀', 'a,b', 'say "x"', 'two\nlines', 'two\r\nlines', ',', '"'),
  fc.string({ maxLength: 5 }).map((text) => text.replaceAll(/[\0\r\n]/g, '')),
);
const quoted = (text: string, always: boolean) =>
  always || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

test('any table is read as it was written, however it is cut in pieces, exactly as csv-parse reads it', async () => {
  const table = fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 2, maxLength: 5 }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      async (rows, end, piece) => {
        const text = rows.map((cells) => cells.map(([one, always]) => quoted(one, always)).join(',')).join(end);
        const read = (await rowsOf(text, piece)).map(({ cells }) => cells);
        expect(read).toEqual(rows.map((cells) => cells.map(([one]) => one)));
        expect(read).toEqual(parse(text, { relax_column_count: true, record_delimiter: end }));
      },
    ),
    { numRuns: 2000 },
  );
});

test('rows say on which line they begin, quoted lines and empty ones counted', async () => {
  const rows = await rowsOf('A,B\r\n"one\ntwo",x\r\n\r\nK,y\r\n');
  expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, 'A'],
    [2, 'one\ntwo'],
    [5, 'K'],
  ]);
  expect((await rowsOf('A,B\rK,y\r', 3)).map(({ cells }) => cells)).toEqual([
    ['A', 'B'],
    ['K', 'y'],
  ]);
});

test('a row of a hundred thousand lines takes the time of its size alone', { timeout: 5000 }, async () => {
  const value = 'x\n'.repeat(100_000);
  expect(await rowsOf(`A,B\nK,"${value}"\nL,y\n`)).toEqual([
    { line: 1, cells: ['A', 'B'] },
    { line: 2, cells: ['K', value] },
    { line: 100_003, cells: ['L', 'y'] },
  ]);
});

test.each([
  [
    'a quotation mark that is never closed',
    'A,B\nK,"x\ny',
    'Line 2 of “a.csv” opens a quotation mark that is never closed: the file may be cut off.',
  ],
  [
    'one inside a value',
    'A,B\nK,x"y"z\n',
    'Line 2 of “a.csv” has a quotation mark inside a value: double it, or take it out.',
  ],
  [
    'one before the end of a value',
    'A,B\nK,"x"y\n',
    'Line 2 of “a.csv” has a quotation mark inside a value: double it, or take it out.',
  ],
  ['a value over very many lines', `A,B\n"${'x\n'.repeat(200_000)}`, 'Line 2 of “a.csv” goes on for too long'],
  ['a very long line', 'x'.repeat(300_000), 'Line 1 of “a.csv” goes on for too long'],
])('%s is refused with its place', async (_, text, sentence) => {
  await expect(rowsOf(text)).rejects.toThrow(sentence);
});
