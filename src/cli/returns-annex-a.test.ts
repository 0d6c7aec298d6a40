import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandIn } from '../../test/support/command-line.ts';
import { annexAFile, annexALists } from '../../test/support/returns.ts';

const DATE = ['--reference-date', '2026-01-31'];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-annex-a-'));
  const write = (name: string, bytes: string | Buffer) => writeFileSync(join(folder, name), bytes);
  write('valid.xlsx', annexAFile(30, 1));
  write('untidy.xlsx', annexAFile(30, 2, true));
  write(
    'own-words.xlsx',
    annexALists({ 6: [{ 'Primary Need Code': 'Zebra pathway' }, { 'Primary Need Code': 'N1' }] }),
  );
  write('formula.xlsx', annexALists({ 6: [{ 'Child Unique ID': '=HYPERLINK("x")', 'CIN Closure Date': '+soon' }] }));
  write('mapping.json', '{ "need": { "ZEBRA  pathway": "N7 - Low income" } }');
  write('no-json.json', '{ "need"');
  write('no-set.json', '{ "needs": {} }');
  write('no-code.json', '{ "need": { "Zebra": "N77" } }');
  write('cut.xlsx', annexAFile(5, 1).subarray(0, 3000));
  write('list.csv', 'Child Unique ID,Gender\n1,M\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (...words: string[]) =>
  commandIn(folder, ['returns', 'check', 'annex-a', ...words], '2026-02-02T10:00:00Z');

describe('kith returns check annex-a', () => {
  test('says what the lists count to, and ends with 0 when nothing must be mended', async () => {
    const { code, out, err } = await check('valid.xlsx', ...DATE);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Annex A, lists on 31 January 2026');
    expect(out).toContain('11 of 11 lists');
    expect(out).toMatch(/Care leavers listed.*30/);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(140);
  });

  test('prints the same lists and figures whether they were written tidily or not', async () => {
    const { code, out, err } = await check('untidy.xlsx', ...DATE, '--json');
    const json = JSON.parse(out);
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(json)).toEqual(['lists', 'snapshot', 'problems']);
    expect(Object.keys(json.lists)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
    expect(Object.keys(json.lists['1'])).toEqual(['rows', 'children', 'codes', 'dates']);
    expect(json.snapshot.care_leavers).toBe(30);
    for (const problem of json.problems)
      expect(Object.keys(problem)).toEqual(
        expect.arrayContaining(['code', 'severity', 'message', 'list', 'column', 'value', 'count', 'rows']),
      );
  });

  test('tells words of the authority’s own with the rows, and takes them with a mapping', async () => {
    const without = await check('own-words.xlsx', ...DATE);
    expect(without.code).toBe(1);
    expect(without.out).toMatch(/^AA05 {3}Kith does not know which code this stands for\./m);
    expect(without.out).toMatch(/row 2.*Zebra pathway/);
    const json = JSON.parse((await check('own-words.xlsx', ...DATE, '--json', '--mapping', 'mapping.json')).out);
    expect(json.lists['6'].codes['Primary Need Code']).toEqual({ 'N1 - Abuse or neglect': 1, 'N7 - Low income': 1 });
    expect(json.problems.filter(({ code }: { code: string }) => code === 'AA05')).toEqual([]);
  });

  test('writes a spreadsheet of every place by list, row and column, in which nothing is a formula', async () => {
    const { code } = await check('formula.xlsx', ...DATE, '--csv', 'found.csv');
    expect(code).toBe(1);
    const lines = readFileSync(join(folder, 'found.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toBe('\ufeffrule,message,child,table,line,field,value');
    expect(lines).toContain(`AA06,This is no date.,"'=HYPERLINK(""x"")",List 6,2,CIN Closure Date,'+soon`);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readdirSync(folder)).not.toContain('home');
  });

  test.each([
    [['valid.xlsx'], /^Say which day the workbook is about: write kith returns check annex-a FILE --reference-date/],
    [['valid.xlsx', '--reference-date', '31/01/2026'], /^“31\/01\/2026” is no date: write the reference date as 2026-/],
    [['valid.xlsx', '--reference-date', '2026-02-30'], /^“2026-02-30” is no date: /],
    [['valid.xlsx', ...DATE, '--ruleset', '2024/25'], /^The workbook takes a reference date and no year: /],
    [[...DATE], /^Name the file to check: /],
    [['valid.xlsx', 'more.xlsx', ...DATE], /^Name one file; “more\.xlsx” is one too many: /],
    [['none.xlsx', ...DATE], /^There is no file “none\.xlsx”: check its name\.$/],
    [['.', ...DATE], /^“\.” is a folder: name the file in it\.$/],
    [['cut.xlsx', ...DATE], /^The workbook is cut off or damaged: /],
    [['list.csv', ...DATE], /^The file does not begin like an Excel workbook: /],
    [['mapping.json', ...DATE], /^The file does not begin like an Excel workbook: /],
    [['valid.xlsx', ...DATE, '--mapping', 'none.json'], /^There is no file “none\.json”: check its name\.$/],
    [['valid.xlsx', ...DATE, '--mapping', 'no-json.json'], /^The mapping can’t be used: it is not written as JSON\.$/],
    [
      ['valid.xlsx', ...DATE, '--mapping', 'no-set.json'],
      /^The mapping can’t be used: there is no set of codes “needs”\.$/,
    ],
    [['valid.xlsx', ...DATE, '--mapping', 'no-code.json'], /^The mapping can’t be used: “Zebra” is mapped to “N77”, /],
    [['valid.xlsx', ...DATE, '--csv', 'no/folder.csv'], /^“no\/folder\.csv” can’t be written there: /],
  ])('ends with 2 and one sentence: %j', async (words, sentence) => {
    const { code, out, err } = await check(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
