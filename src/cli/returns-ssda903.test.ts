import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from './index.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kith-ssda903-'));
  for (const [name, rows] of Object.entries({
    'header.csv': [
      'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
      'K1,M,01/02/2010,WBRI,UN1,,',
      'K2,X,31/02/2010,wbri,UN3,,',
    ],
    'episodes.csv': [
      'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
      'K1,01/05/2017,S,C2,N1,U1,PR1,01/06/2017,X1,,,,',
      'K1,02/06/2017,P,C2,N1,U2,PR1,,,,,,',
    ],
  })) {
    writeFileSync(join(folder, name), `${rows.join('\n')}\n`);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await runCommandLine({
    args: ['returns', 'check', 'ssda903', ...words],
    ...{ cwd: folder, env: { KITH_HOME: join(folder, 'home') } },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => new Date('2026-02-02T10:00:00Z'),
    signal: new AbortController().signal,
  });
  return { code, ...said };
}

const YEAR = ['--ruleset', '2026/27', '--collection-year', '2018'];

describe('kith returns check ssda903', () => {
  it('prints one JSON object that says what became of each rule, and ends with 1 where something is wrong', async () => {
    const { code, out, err } = await run('.', ...YEAR, '--json');
    const { ruleset, tables, rules } = JSON.parse(out);
    expect([code, ruleset, tables.Header, tables.Episodes, tables.OC2]).toEqual([1, '2026/27', 2, 2, 0]);
    expect(rules['101']).toEqual({
      ...{ severity: 'error', status: 'failed', children: ['K2'], rows: { Header: [1] }, returnLevel: false },
    });
    expect(rules['433']).toMatchObject({ status: 'failed', rows: { Episodes: [1] } });
    expect(rules['131']).toMatchObject({ status: 'error', rows: {}, children: [] });
    expect(err).toContain('of the collector’s 336');
  });

  it('tells a person what is wrong, why it matters and how it is mended, and writes a spreadsheet', async () => {
    const { code, out } = await run('.', ...YEAR, '--csv', 'found.csv');
    expect(code).toBe(1);
    for (const words of [
      'The ethnicity is missing or is no code of the return.',
      'line 3, child K2: Header ETHNIC wbri',
    ])
      expect(out).toContain(words);
    expect(readFileSync(join(folder, 'found.csv'), 'utf8')).toContain('103,');
    rmSync(join(folder, 'found.csv'));
  });

  it.each([
    [['nowhere', ...YEAR], 'There is no folder “nowhere”: check its name.'],
    [['header.csv', ...YEAR], '“header.csv” is a file: name the folder with all files of the return.'],
    [['.', '--ruleset', '2031/32', '--collection-year', '2018'], 'Kith has no rules of “2031/32”'],
    [['.', '--ruleset', '2026/27'], 'Say in which year’s March the return ends'],
    [['.', '--collection-year', '2018'], 'Say whose year’s rules apply'],
    [['.', ...YEAR, '--reference-date', '2026-01-31'], 'takes no reference date'],
    [['.', ...YEAR, '--last', 'gone'], 'There is no folder “gone”'],
  ])('ends with 2 and one sentence for %j', async (args, sentence) => {
    const { code, err, out } = await run(...args);
    expect(err).toContain(sentence);
    expect([code, out]).toEqual([2, '']);
  });
});
