import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { ensureShippedData } from '../demo/index.ts';
import { snapshotCommand } from './snapshot.ts';

let base: TestDatabase;
beforeAll(async () => {
  base = await freshDatabase();
  await ensureShippedData(base.db, { now: () => new Date('2022-09-30T10:00:00Z'), log: silentLog() });
});
afterAll(() => base.close());

async function run(...args: string[]): Promise<{ code: number; out: string }> {
  let out = '';
  const code = await snapshotCommand.run({
    args,
    cwd: '/',
    out: (text) => {
      out += text;
    },
    err: () => {},
    openDatabase: async () => base.db,
    now: () => new Date('2022-09-30T10:00:00Z'),
  });
  return { code, out };
}

describe('kith snapshot --json', () => {
  test('prints area, year and indicators with just the keys that other programs rely on', async () => {
    const { code, out } = await run('--area', 'E06000001', '--year', '2021-22', '--json');
    const json = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(json)).toEqual(['area', 'year', 'indicators']);
    expect([json.area, json.year]).toEqual(['E06000001', '2021-22']);
    for (const indicator of json.indicators) {
      expect(Object.keys(indicator)).toEqual(['code', 'title', 'value', 'unit', 'period', 'source', 'notes']);
      expect(indicator.notes.every((note: unknown) => typeof note === 'string')).toBe(true);
    }
    expect(json.indicators.find(({ code }: { code: string }) => code === 'child-protection-plans')).toEqual({
      code: 'child-protection-plans',
      title: 'Children with a child protection plan',
      value: 180,
      unit: 'children',
      period: '2021-22',
      source:
        'Hartlepool and Stockton-on-Tees Safeguarding Children Partnership, annual report 2021-22, Hartlepool safeguarding snapshot, page 11',
      notes: [expect.stringContaining('approximately')],
    });
  });

  test('gives null and a note where nobody knows', async () => {
    const { out } = await run('--area', 'E06000004', '--year', '2021-22', '--json');
    const cce = JSON.parse(out).indicators.find(
      ({ code }: { code: string }) => code === 'at-risk-of-criminal-exploitation',
    );
    expect(cce.value).toBeNull();
    expect(cce.notes[0]).toBe('Not known: not given in the source.');
  });

  test('gives small numbers to the partnership and withholds them from the public', async () => {
    const fostering = async (...more: string[]) => {
      const { out } = await run('--area', 'E06000001', '--year', '2021-22', '--json', ...more);
      return JSON.parse(out).indicators.find(({ code }: { code: string }) => code === 'private-fostering-new');
    };
    expect((await fostering()).value).toBe(3);
    expect(await fostering('--audience', 'public')).toMatchObject({
      value: null,
      notes: ['Withheld: 1 to 5, not shown.', expect.any(String)],
    });
  });
});

describe('kith snapshot', () => {
  test('prints a table that a person can read, with the notes beneath', async () => {
    const { out } = await run('--area', 'Stockton-on-Tees', '--year', '2021-22');
    expect(out).toMatch(/^Stockton-on-Tees \(E06000004\), safeguarding snapshot 2021-22\n/);
    expect(out).toMatch(/Referrals to children's social care +3,624 referrals +April 2020 to March 2021 +2, 3, 13\n/);
    expect(out).toMatch(/\n {3}2 {2}Stockton-on-Tees heads its list 2020-21/);
    expect(out).toContain('about 44,021 children');
  });

  test('says so where an area has nothing for a year', async () => {
    const { code, out } = await run('--area', 'Hartlepool', '--year', '2020-21');
    expect(code).toBe(0);
    expect(out).toContain('No figure is recorded for this area and year.');
  });

  test.each([
    [['--area', 'Atlantis', '--year', '2021-22'], 1, 'There is no area "Atlantis": choose Hartlepool (E06000001)'],
    [['--area', 'E06000001', '--year', '2031-32'], 1, 'There is no snapshot of "2031-32": choose 2021-22 or 2020-21.'],
    [['--year', '2021-22'], 2, 'kith snapshot needs an area: write kith snapshot --area'],
    [['--area', 'E06000001'], 2, 'kith snapshot needs a year: write kith snapshot --area'],
    [['--area', 'E06000001', '--year', '2021-22', '--audience', 'press'], 2, 'The audience is public or partnership'],
    [['--area', 'E06000001', '--year', '2021-22', '--colour'], 2, 'kith snapshot does not understand "--colour"'],
    [['E06000001'], 2, 'kith snapshot does not understand "E06000001"'],
    [['--area'], 2, 'kith snapshot does not understand "--area <value>"'],
  ])('%j ends with %d and one plain sentence', async (args, exitCode, sentence) => {
    await expect(run(...args)).rejects.toMatchObject({
      name: 'PlainError',
      exitCode,
      message: expect.stringContaining(sentence),
    });
  });
});
