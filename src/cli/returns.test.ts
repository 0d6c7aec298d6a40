import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandIn } from '../../test/support/command-line.ts';
import { censusFile, smallestCensus } from '../../test/support/returns.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-returns-'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('valid.xml', censusFile(400, 1));
  write('faulty.xml', censusFile(100, 4, 60));
  write(
    'queries.xml',
    censusFile(400, 1)
      .replace('<PersonBirthDate>', '<PersonBirthDate>1990-01-01</PersonBirthDate><!--')
      .replace('</PersonBirthDate><Sex>', '--><Sex>'),
  );
  write('cut.xml', smallestCensus().slice(0, -14));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const check = (...words: string[]) => commandIn(folder, ['returns', ...words], '2025-05-01T10:00:00Z');

describe('kith returns check cin', () => {
  test('ends with 0 and says so when nothing is wrong', async () => {
    const { code, out, err } = await check('check', 'cin', 'valid.xml', '--ruleset', '2024/25');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('valid.xml, 400 children, authority 976, reference date 31 March 2025');
    expect(out).toContain('Nothing was found: every rule passed.');
    expect(out).toContain('Passed (109 of 109 rules): 100 1103 ');
  });

  test('ends with 1 when errors must be mended, and says what, why, how and where', async () => {
    const { code, out } = await check('check', 'cin', 'faulty.xml', '--ruleset', '2024/25');
    expect(code).toBe(1);
    expect(out).toMatch(/^8610 {3}The referral led to further action, but the child’s main need is missing\. \(/m);
    expect(out).toMatch(/^ {7}Why it matters: /m);
    expect(out).toMatch(/^ {7}To mend it: /m);
    expect(out).toMatch(/^ {9}line \d+, child K\d+: CINdetails PrimaryNeedCode is not given$/m);
    expect(out).toMatch(/^Layout of the file: \d+ faults$/m);
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(140);
  });

  test('prints one JSON object of the agreed shape, with rows from 0 and ids in the order of the file', async () => {
    const { code, out, err } = await check('check', 'cin', 'faulty.xml', '--ruleset', '2024/25', '--json');
    expect(code).toBe(1);
    const json = JSON.parse(out);
    expect(Object.keys(json)).toEqual(['ruleset', 'tables', 'rules']);
    expect(json.ruleset).toBe('2024/25');
    expect(Object.keys(json.tables)).toEqual([
      'Header',
      'ChildIdentifiers',
      'ChildCharacteristics',
      'Disabilities',
      'CINdetails',
      'Assessments',
      'CINplanDates',
      'Section47',
      'ChildProtectionPlans',
      'Reviews',
    ]);
    expect(json.tables).toMatchObject({ Header: 1, ChildIdentifiers: 100 });
    expect(Object.keys(json.rules)).toHaveLength(109);
    for (const [code, rule] of Object.entries<Record<string, unknown>>(json.rules)) {
      expect(Object.keys(rule)).toEqual(['severity', 'status', 'children', 'rows', 'returnLevel']);
      expect(rule.severity).toBe(code.endsWith('Q') ? 'query' : 'error');
    }
    const { children, rows, status } = json.rules['4180'];
    expect(status).toBe('failed');
    expect(children).toEqual(rows.ChildIdentifiers.map((row: number) => `K${String(row).padStart(9, '0')}`));
    expect(json.rules['2887Q']).toMatchObject({ children: [], rows: {}, returnLevel: true });
    expect(err).toMatch(/^The layout of the file has \d+ faults, the first on line \d+ /m);
  });

  test('ends with 0 when only queries fail', async () => {
    const { code, out } = await check('check', 'cin', 'queries.xml', '--ruleset', '2024/25', '--json');
    const { rules } = JSON.parse(out);
    const failed = Object.keys(rules).filter((one) => rules[one].status === 'failed');
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.every((one) => one.endsWith('Q'))).toBe(true);
    expect(code).toBe(0);
  });

  test('writes a spreadsheet of every place, and leaves nothing else behind', async () => {
    await check('check', 'cin', 'faulty.xml', '--ruleset', '2024/25', '--csv', 'found.csv');
    const lines = readFileSync(join(folder, 'found.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toBe('\ufeffrule,message,child,table,line,field,value');
    expect(lines).toContainEqual(expect.stringMatching(/^4180,.*,K\d{9},ChildIdentifiers,\d+,Sex,9$/));
    expect(lines).toContainEqual(expect.stringMatching(/^schema,Sex holds a code .*,K\d{9},,\d+,Sex,9$/));
    // A minus would make a formula of it.
    expect(lines).toContainEqual(expect.stringMatching(/,NumberOfPreviousCPP,'-1$/));
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(readdirSync(folder)).not.toContain('home');
  });

  test.each([
    [
      ['check', 'cin', 'cut.xml', '--ruleset', '2024/25', '--json'],
      /^The file ends on line \d+ before <Children> of line 4 is closed/,
    ],
    [['check', 'cin', 'none.xml', '--ruleset', '2024/25'], /^There is no file “none\.xml”: check its name\.$/],
    [['check', 'cin', '.', '--ruleset', '2024/25'], /^“\.” is a folder: name the file in it\.$/],
    [
      ['check', 'cin', 'valid.xml', '--ruleset', '2031/32'],
      /^Kith has no rules of “2031\/32” .*: choose 2022\/23, 2023\/24, 2024\/25, 2025\/26\.$/,
    ],
    [['check', 'cin', 'valid.xml'], /^Say whose year’s rules apply: write kith returns check cin FILE/],
    [['check', 'cin'], /^Name the file to check: /],
    [['check', 'lac', 'valid.xml'], /^Kith knows no return “lac” yet: /],
    [['check'], /^Say which return it is: /],
    [[], /^kith returns can check a return: /],
    [
      ['check', 'cin', 'valid.xml', 'more.xml', '--ruleset', '2024/25'],
      /^Name one file; “more\.xml” is one too many: /,
    ],
    [['check', 'cin', 'valid.xml', '--rules', '2024/25'], /^kith returns does not understand “--rules”: /],
    [
      ['check', 'cin', 'valid.xml', '--ruleset', '2024/25', '--csv', 'no/folder.csv'],
      /^“no\/folder\.csv” can’t be written there: /,
    ],
  ])('ends with 2 and one sentence: %j', async (words, sentence) => {
    const { code, out, err } = await check(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd()).toMatch(sentence);
    expect(err.trimEnd()).not.toContain('\n');
  });
});
