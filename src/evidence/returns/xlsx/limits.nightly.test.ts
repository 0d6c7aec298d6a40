import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Measured, measuredCommand } from '../../../../test/support/measured-command.ts';
import { LISTS } from '../annex-a/lists.ts';
import { packedPart, partsOf, sheetXml, zipOf } from './write.testing.ts';

/** Memory of the whole process at most, in MB: far below what is unpacked. */
const MEMORY = 700;
const SECONDS = 120;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kith-limits-'));
});
afterAll(() => rm(folder, { recursive: true }));

const names = LISTS[0]?.columns.map(({ name }) => name) ?? [];
const HEAD = sheetXml([names]).replace('</sheetData></worksheet>', '');
const END = '</sheetData></worksheet>';
const text = (words: string) => `<c t="inlineStr"><is><t>${words}</t></is></c>`;

function* times(count: number, together: number, piece: (at: number) => string): Generator<string> {
  for (let from = 0; from < count; from += together) {
    let words = '';
    for (let at = from; at < Math.min(count, from + together); at += 1) words += piece(at);
    yield words;
  }
}

function* around(middle: Iterable<string>): Generator<string> {
  yield HEAD;
  yield* middle;
  yield END;
}

/** Checks a workbook whose first list, or shared texts, are these pieces; tells the size of the file. */
async function checked(part: string, pieces: Iterable<string>): Promise<Measured & { fileBytes: number }> {
  const workbook = partsOf({ sheets: [{ name: 'List 1', rows: [names] }], shared: ['x'] });
  const large = await packedPart(part, pieces);
  const others = [...workbook].filter(([name]) => name !== part).map(([name, bytes]) => ({ name, bytes }));
  const file = zipOf([...others, large]);
  const path = join(folder, 'limits.xlsx');
  await writeFile(path, file);
  const words = ['returns', 'check', 'annex-a', path, '--reference-date', '2026-01-31', '--json'];
  return { ...(await measuredCommand(words, join(folder, 'home'))), fileBytes: file.length };
}

const SHEET = 'xl/worksheets/sheet1.xml';
const TEXTS = 'xl/sharedStrings.xml';
const child = (at: number) => `<row r="${at + 2}"><c><v>${at}</v></c>${text('M')}${text('WBRI')}</row>`;
const wide = `<row>${text('x').repeat(1000)}</row>`;

describe('a workbook that was made to fill memory', () => {
  it.each<[string, string, () => Iterable<string>, RegExp]>([
    [
      'an archive of a few megabytes that unpacks to more than 1 GB',
      SHEET,
      () => around(times(900_000, 1000, () => `<row spans="${'1:9 '.repeat(300)}"/>`)),
      /The workbook unpacks to more than 1000 MB at sheet “List 1”/,
    ],
    [
      'a list of more than 500,000 filled rows',
      SHEET,
      () => around(times(500_001, 1000, child)),
      /Sheet “List 1” goes on after row 500002 and has more than 500,000 filled rows/,
    ],
    [
      'rows of a thousand cells without an end',
      SHEET,
      () => around(times(40_000, 10, () => wide)),
      /The workbook unpacks to more than 1000 MB/,
    ],
    [
      'a row of more than a thousand cells',
      SHEET,
      () => around([`<row>${text('x').repeat(1001)}</row>`]),
      /Row \d+ of sheet “List 1” has more than 1,000 filled cells/,
    ],
    [
      'shared texts of more than 100 million characters',
      TEXTS,
      () => ['<sst>', ...times(110_000, 100, (at) => `<si><t>${`${at} `.repeat(180)}</t></si>`), '</sst>'],
      /characters/,
    ],
  ])('%s is refused in one sentence, in bounded memory and time', async (_, part, pieces, sentence) => {
    const { code, out, err, milliseconds, megabytes, fileBytes } = await checked(part, pieces());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err.trim()).not.toContain('\n');
    expect(fileBytes).toBeLessThan(20_000_000);
    expect(megabytes).toBeLessThan(MEMORY);
    expect(milliseconds).toBeLessThan(SECONDS * 1000);
  });

  it('of just 500,000 rows is read to its end', async () => {
    const { code, out, megabytes, milliseconds } = await checked(SHEET, around(times(500_000, 1000, child)));
    expect(code).toBe(1);
    expect((JSON.parse(out) as { lists: Record<string, { rows: number }> }).lists['1']?.rows).toBe(500_000);
    expect(megabytes).toBeLessThan(MEMORY);
    expect(milliseconds).toBeLessThan(SECONDS * 1000);
  });
});
