import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { returnJson } from '../json.ts';
import { zipOf } from '../xlsx/write.testing.ts';
import { checkSsda903 } from './check.ts';
import { GENERATED, generatedFiles } from './generate.testing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-ssda903-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const check = () => checkSsda903(folder, { ruleset: '2026/27', collectionYear: 2018 });
const write = (name: string, content: string | Buffer) => writeFileSync(join(folder, name), content);

test('a file is known by its columns whatever its name, and a rule without its file can’t run', async () => {
  write(
    'a.csv',
    'CHILD,DOB,MISSING,MIS_START,MIS_END\nK1,01/02/2010,M,05/06/2017,01/06/2017\nK2,01/02/2010,M,01/06/2017,\n',
  );
  const { rules, tables } = JSON.parse([...returnJson(await check())].join(''));
  expect(tables.Missing).toBe(2);
  expect(rules['567']).toEqual({
    severity: 'error',
    status: 'failed',
    children: ['K1'],
    rows: { Missing: [0] },
    returnLevel: false,
  });
  expect(rules['566'].status).toBe('passed');
  expect(rules['102'].status).toBe('error');
});

test('a file with few of its columns is known by its name; rules that need the others can’t run', async () => {
  write('header.csv', '\ufeffCHILD,SEX\r\nK1,X\r\n');
  const { rules } = JSON.parse([...returnJson(await check())].join(''));
  expect(rules['101']).toMatchObject({ status: 'failed', rows: { Header: [0] } });
  expect(rules['102'].status).toBe('error');
});

test.each([
  ['a quotation that is not closed', 'CHILD,SEX\nK1,"M', /opens a quotation mark that is never closed/],
  ['a row that is too long', 'CHILD,SEX\nK1,M,x\n', /^Line 2 of “header\.csv” has 3 values for 2 columns/],
  ['10,000 columns', Array.from({ length: 10_000 }, (_, at) => `C${at}`).join(','), /^Line 1 .* has 10000 columns/],
  [
    'zero bytes',
    Buffer.from('CHILD,SEX\nK1,M', 'utf16le'),
    /^Line 1 of “header\.csv” or one soon after holds zero bytes/,
  ],
  [
    'another encoding',
    Buffer.from([67, 72, 73, 76, 68, 10, 0xe9, 10]),
    /^Line 2 of “header\.csv” holds bytes that are not UTF-8: save it/,
  ],
  ['nothing', '', /^No file in the folder is one of the return/],
  ['a column twice', 'CHILD,CHILD\n', /has the column CHILD twice/],
])('a file with %s is refused in one sentence', async (_, content, sentence) => {
  write('header.csv', content);
  await expect(check()).rejects.toThrow(sentence);
});

test('an empty folder and a year without rules are refused', async () => {
  await expect(check()).rejects.toThrow('The folder holds no CSV file');
  write('header.csv', 'CHILD,SEX\nK1,M\n');
  await expect(checkSsda903(folder, { ruleset: '2031/32', collectionYear: 2018 })).rejects.toThrow(
    /^Kith has no rules of “2031\/32”/,
  );
});

const json = async (check: ReturnType<typeof checkSsda903>) => JSON.parse([...returnJson(await check)].join(''));

test('small letters, blanks, quoted lines and UTF-16 with its mark are read; ids are told as they are written', async () => {
  write('Header.CSV', Buffer.from('\ufeffchild, Sex ,"DOB"\r\n"k\n1",m,31/02/2010\r\n', 'utf16le'));
  const { rules } = await json(check());
  expect(rules['101'].status).toBe('passed');
  expect(rules['102']).toMatchObject({ children: ['k\n1'], rows: { Header: [0] } });
});

test('a file that is missing or not known keeps its rules from running, and the others run', async () => {
  for (const [name, text] of generatedFiles({ children: 20, seed: 3 })) if (name !== 'oc2.csv') write(name, text);
  write('notes.csv', 'A,B\n1,2\n');
  const checked = await checkSsda903(folder, GENERATED);
  expect(checked.notes).toEqual(['“notes.csv” is no file of the return: its columns are A, B.']);
  const because = new Map(checked.rules.map((one) => [one.rule.code, one.because]));
  expect(because.get('180')).toBe('The return has no file oc2.');
  expect(because.get('101')).toBeNull();
});

test('the year before is known by the ending of its files, by its folder, or by the folder that is named', async () => {
  const [now, last] = ['CHILD,DOB\nK1,01/02/2010\n', 'CHILD,DOB\nK1,01/02/2011\n'];
  write('header.csv', now);
  const expected = { status: 'failed', rows: { Header: [0] } };
  expect((await json(check())).rules['203'].status).toBe('error');
  write('header_last.csv', last);
  expect((await json(check())).rules['203']).toMatchObject(expected);
  rmSync(join(folder, 'header_last.csv'));
  mkdirSync(join(folder, 'last'));
  write('last/header.csv', last);
  expect((await json(check())).rules['203']).toMatchObject(expected);
  const named = checkSsda903(folder, { ruleset: '2026/27', collectionYear: 2018, last: join(folder, 'last') });
  expect((await json(named)).rules['203']).toMatchObject(expected);
});

test('a zip archive of the folder gives the same, and one that is damaged is refused', async () => {
  const files = [...generatedFiles({ children: 30, seed: 5, faulty: 6 })];
  for (const [name, text] of files) write(name, text);
  const whole = zipOf(files.map(([name, text]) => ({ name: `our return/${name}`, bytes: Buffer.from(text) })));
  write('return.zip', whole);
  write('cut.zip', whole.subarray(0, whole.length / 2));
  const archive = join(folder, 'return.zip');
  expect(await json(checkSsda903(archive, GENERATED))).toEqual(await json(checkSsda903(folder, GENERATED)));
  await expect(checkSsda903(join(folder, 'cut.zip'), GENERATED)).rejects.toThrow(/^The archive is cut off or damaged/);
});

test('Ofsted’s list is read by its own headings, and what is no such list is refused', async () => {
  write('episodes.csv', 'CHILD,URN,PLACE,PLACE_PROVIDER\nK1,SC1,K2,PR4\nK2,SC9,K2,PR4\nK3,SC1,U1,PR4\n');
  write('list', 'URN,Provider Placement Code,Provider Code,Closed Date,Setting Postcode\nSC1,K2/R3,PR4,,ZZ1 1AA\n');
  const providers = join(folder, 'list');
  const { rules } = await json(checkSsda903(folder, { ruleset: '2026/27', collectionYear: 2018, providers }));
  expect(rules['1008'].rows).toEqual({ Episodes: [1] });
  expect(rules['219'].rows).toEqual({ Episodes: [1, 2] });
  write('list', 'URN,Name\nSC1,Example\n');
  await expect(checkSsda903(folder, { ruleset: '2026/27', collectionYear: 2018, providers })).rejects.toThrow(
    'Line 1 of the list of providers has no column for the placement code',
  );
});

test('an invented return is faultless, and each planted fault is found', async () => {
  for (const [name, text] of generatedFiles({ children: 400, seed: 8 })) write(name, text);
  const tidy = await checkSsda903(folder, GENERATED);
  expect(tidy.rules.filter(({ status }) => status === 'failed').map(({ rule }) => rule.code)).toEqual([]);
  for (const [name, text] of generatedFiles({ children: 400, seed: 8, faulty: 60 })) write(name, text);
  const { rules } = await json(checkSsda903(folder, GENERATED));
  for (const code of ['101', '102', '144', '356', '167', '178'])
    expect([code, rules[code].children.length]).toEqual([code, 10]);
});
