import { expect, test } from 'vitest';
import { generateWorkbook } from '../annex-a/generate.testing.ts';
import { checkAnnexA } from '../annex-a/index.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { partsOf, workbookFile, zipOf } from './write.testing.ts';

const small = generateWorkbook({ rows: 4, seed: 3, reference: '2026-01-31', untidy: false }).workbook;
const check = (file: Uint8Array) => checkAnnexA(file, { referenceDate: '2026-01-31' });
const whole = workbookFile(small);
const SHEET = '<worksheet><sheetData>';
const withSheet = (xml: string) => workbookFile({ sheets: [{ name: 'List 1', rows: [], xml }] });
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');

test.each<[string, () => Buffer, RegExp]>([
  ['an empty file', () => Buffer.alloc(0), /^The file is empty\.$/],
  ['an old workbook', () => Buffer.concat([ole, Buffer.alloc(600)]), /old Excel \(\.xls\)/],
  [
    'a locked workbook',
    () => Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
    /locked with a password/,
  ],
  ['a web page', () => Buffer.from('<html></html>'), /web page or XML/],
  ['a CSV', () => Buffer.from('Child Unique ID,Gender\n1,M'), /does not begin like an Excel workbook/],
  ['a file that is cut off', () => whole.subarray(0, whole.length / 2), /^The workbook is cut off or damaged/],
  ['another archive', () => zipOf([{ name: 'a.txt', bytes: Buffer.from('a') }]), /holds no workbook/],
  [
    'a part that unpacks to more than it says',
    () =>
      zipOf(
        [...partsOf(small)].map(([name, bytes]) => ({
          name,
          bytes,
          ...(name.includes('sheet1') ? { saysSize: 50 } : {}),
        })),
      ),
    /damaged at sheet “List 1”/,
  ],
  [
    'a sheet that ends too early',
    () => withSheet(`${SHEET}<row r="2"><c r="A2">`),
    /damaged at row 2 of sheet “List 1”/,
  ],
  [
    'a document type',
    () => withSheet(`<!DOCTYPE a [<!ENTITY b "c">]>${SHEET}</sheetData></worksheet>`),
    /document type \(DOCTYPE\) at row 1 of sheet/,
  ],
  [
    '10,000 columns',
    () => workbookFile({ sheets: [{ name: 'List 1', rows: [Array.from({ length: 10_000 }, () => 'x')] }] }),
    /^Row 1 of sheet “List 1” has more than 1,000 filled cells/,
  ],
  ['deep nesting', () => withSheet('<a>'.repeat(1000)), /more than 40 deep at row 1 of sheet “List 1”/],
  ['an endless text', () => withSheet(`${SHEET}<row><c t="str"><v>${'x'.repeat(3_000_000)}`), /characters/],
  [
    'sheets that are no lists',
    () => workbookFile({ sheets: [{ name: 'Notes', rows: [['Hello']] }] }),
    /^None of the sheets \(“Notes”\)/,
  ],
])('%s is refused in one plain sentence', async (_, file, sentence) => {
  const refusal = await check(file()).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UnreadableReturn);
  expect((refusal as Error).message).toMatch(sentence);
  expect((refusal as Error).message).not.toContain('\n');
});

test('a bomb of shared texts is refused while memory stays bounded', async () => {
  const file = workbookFile({
    ...small,
    shared: [],
    parts: { 'xl/sharedStrings.xml': `<sst>${'<si><t/></si>'.repeat(2_100_000)}</sst>` },
  });
  await expect(check(file)).rejects.toThrow(/keeps more than 2,000,000 texts/);
});
