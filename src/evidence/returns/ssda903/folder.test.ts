import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { returnJson } from '../json.ts';
import { checkSsda903 } from './check.ts';

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
  ['10,000 columns', Array.from({ length: 3000 }, (_, at) => `C${at}`).join(','), /3000 columns/],
  ['another encoding', Buffer.from([67, 72, 73, 76, 68, 10, 0xe9, 10]), /bytes behind line \d+ that are not UTF-8/],
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
