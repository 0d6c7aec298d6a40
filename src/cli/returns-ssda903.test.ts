import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandIn } from '../../test/support/command-line.ts';
import { LOOKED_AFTER_OF, lookedAfterFiles } from '../../test/support/returns.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-returns-903-'));
  for (const [name, faulty] of [
    ['tidy', 0],
    ['faulty', 12],
  ] as const) {
    mkdirSync(join(folder, name));
    for (const [file, text] of lookedAfterFiles(40, 2, faulty)) writeFileSync(join(folder, name, file), text);
  }
  mkdirSync(join(folder, 'empty'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (...words: string[]) =>
  commandIn(folder, ['returns', 'check', 'ssda903', ...words], '2027-05-01T10:00:00Z');
const OF = ['--ruleset', LOOKED_AFTER_OF.ruleset, '--collection-year', String(LOOKED_AFTER_OF.collectionYear)];

test('a tidy return ends with 0, though rules that need the year before could not run', async () => {
  const { code, out } = await check('tidy', ...OF);
  expect(code).toBe(0);
  expect(out).toContain('tidy, 40 children, year 1 April 2026 to 31 March 2027');
  expect(out).toContain('There is no file header of the year before: name its folder with --last.');
});

test('with the year before, rules that compare with it run', async () => {
  const { out } = await check('tidy', ...OF, '--last', 'tidy', '--json');
  const { rules } = JSON.parse(out);
  expect([rules['203'].status, rules['204'].status]).toEqual(['passed', 'passed']);
  expect(rules['502'].status).not.toBe('error');
});

test('a return with faults ends with 1, as one JSON object of the census’s shape, and as a spreadsheet', async () => {
  const { code, out } = await check('faulty', ...OF, '--json', '--csv', 'found.csv');
  expect(code).toBe(1);
  const json = JSON.parse(out);
  expect(Object.keys(json)).toEqual(['ruleset', 'tables', 'rules']);
  expect(json.tables).toMatchObject({ Header: 40, SWEpisodes: 40, DoLo: 0 });
  for (const rule of Object.values<Record<string, unknown>>(json.rules))
    expect(Object.keys(rule)).toEqual(['severity', 'status', 'children', 'rows', 'returnLevel']);
  const { status, children, rows } = json.rules['101'];
  expect([status, children.length, rows.Header.length]).toEqual(['failed', 2, 2]);
  const spreadsheet = readFileSync(join(folder, 'found.csv'), 'utf8');
  expect(spreadsheet).toContain('rule,message,child,table,line,field,value');
  expect(spreadsheet).toMatch(/^101,.*,K\d{8},Header,\d+,SEX,9/m);
});

test.each([
  [['empty', ...OF], 2, 'The folder holds no CSV file: name the folder with the files of the return.'],
  [['nowhere', ...OF], 2, 'There is no folder “nowhere”: check its name.'],
  [['tidy', '--ruleset', '2031/32', '--collection-year', '2031'], 2, 'Kith has no rules of “2031/32”'],
  [['tidy', '--ruleset', '2026/27'], 2, 'Say in which year’s March the return ends'],
  [['tidy', ...OF, '--reference-date', '2027-01-31'], 2, 'This return takes no reference date and no mapping'],
])('%j ends with %i', async (words, exit, sentence) => {
  const { code, err } = await check(...words);
  expect([code, err]).toEqual([exit, expect.stringContaining(sentence)]);
});
