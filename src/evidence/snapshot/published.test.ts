import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { projectRoot } from '../../platform/paths.ts';
import { problemLine } from '../../platform/records/index.ts';
import { loadPublished, PUBLISHED_COLUMNS, readPublishedFile } from './published.ts';
import { listPublishedMeasures, publishedSeries } from './service.ts';
import { demoFiles, LOADED_AT, load } from './snapshot.testing.ts';

const HEAD = PUBLISHED_COLUMNS.join(',');
const file = (...lines: string[]) => ({ name: 'stats.csv', text: `${[HEAD, ...lines].join('\n')}\n` });
const by = { loadedBy: 'A. Nalyst', now: LOADED_AT };
const ROW = 'E06000001,Hartlepool,referrals,Referrals,,2021,1512,,"DfE, referrals"';

describe('a file of published figures', () => {
  test.each([
    ['E06000001,Hartlepool,m,Measure,,2021,12', 'This row has 7 fields and must have 9.'],
    ['E06000001,Hartlepool,m,Measure, all,2021,12,,DfE, table 1', 'This row has 10 fields and must have 9.'],
    ['E06000001,Hartlepool,m,Measure,,2021,twelve,,DfE', '"twelve" is not a number'],
    ['E06000001,Hartlepool,m,Measure,,2021,"1,512",,DfE', '"1,512" is not a number'],
    ['E06000001,Hartlepool,m,Measure,,2021,Infinity,,DfE', '"Infinity" is not a number'],
    ['E06000001,Hartlepool,m,Measure,,2021,,,DfE', 'There is neither a value nor a flag'],
    ['E06000001,Hartlepool,m,Measure,,2021,12,c,DfE', 'There are both a value and a flag'],
    ['Hartlepool,Hartlepool,m,Measure,,2021,12,,DfE', '"Hartlepool" is not an area code'],
    ['E0600001,Hartlepool,m,Measure,,2021,12,,DfE', '"E0600001" is not an area code'],
    ['E06000001,Hartlepool,m,,,2021,12,,DfE', 'The column "measure" is empty'],
    ['E06000001,Hartlepool,m,Measure,,2021,12,,', 'The column "source" is empty'],
    [ROW, 'This row stands already in line 2.'],
  ])('is refused for the row %s', (row, reason) => {
    const { problems } = readPublishedFile(file(ROW, row));
    expect(problems).toHaveLength(1);
    expect(problemLine(problems[0] ?? { file: '', line: null, column: null, reason: '' })).toMatch(
      `stats.csv:3:1 ${reason}`,
    );
  });

  test.each([
    ['', 'The file is empty.'],
    [`${HEAD}\n`, 'no figures beneath'],
    ['area,value\nHartlepool,12\n', 'The first line must name these columns: area_code,area,measure_id,'],
    [`${HEAD.replace('flag,source', 'source,flag')}\n${ROW}\n`, 'The first line must name these columns'],
    [`${HEAD}\n"E06000001,Hartlepool\n`, 'never closed'],
    [
      `${HEAD.replaceAll(',', ';')}\nE06000001;Hartlepool;m;"Measure; "all"";;2021;12;;DfE\n`,
      `divided by semicolons: save the file with commas, so that its first line is ${HEAD}.`,
    ],
    [`${HEAD.replaceAll(',', '\t')}\n`, 'divided by tabs'],
    ['Area;"Value "2021""\nHartlepool;12\n', 'The first line must name these columns: area_code,area,measure_id,'],
    ['kith: year-file 1\nareas: []\n', 'This is a year file: use kith load FILE'],
  ])('is refused as a whole: %j', (text, reason) => {
    const { rows, problems } = readPublishedFile({ name: 'stats.csv', text });
    expect(rows).toEqual([]);
    expect(problems.map((problem) => problem.reason).join()).toContain(reason);
  });

  test('keeps rows that the publisher names alike apart, in their order', () => {
    const { rows, repeated } = readPublishedFile(file(ROW, ROW.replace('1512', '1700'), ROW.replace('2021', '2022')));
    expect(rows.map((row) => [row.period, row.value, row.repeat])).toEqual([
      ['2021', 1512, 1],
      ['2021', 1700, 2],
      ['2022', 1512, 1],
    ]);
    expect(repeated).toBe(2);
  });
});

describe('loading published figures', () => {
  let base: TestDatabase;
  beforeAll(async () => {
    base = await freshDatabase();
  });
  afterAll(() => base.close());
  const name = { measureId: 'referrals', measure: 'Referrals', breakdown: '' };
  const held = async () => {
    const rows = await sql<{ n: number }>`select count(*)::integer as n from published_figure`.execute(base.db);
    return rows.rows[0]?.n;
  };

  test('keeps nothing of a file in which one row is wrong, and tells every fault', async () => {
    const bad = file(
      ROW,
      ROW.replace('1512', 'x').replace('2021', '2022'),
      ROW.replace('1512', 'y').replace('2021', '2023'),
    );
    const result = await loadPublished(base.db, bad, by);
    expect(result.ok).toBe(false);
    expect(!result.ok && result.problems.map((problem) => problem.line)).toEqual([3, 4]);
    expect(await held()).toBe(0);
  });

  test('tells fifty faults at most, and how many more there are', async () => {
    const rows = Array.from({ length: 80 }, (_, index) =>
      ROW.replace('1512', 'x').replace('2021', String(1900 + index)),
    );
    const result = await loadPublished(base.db, file(...rows), by);
    expect(result).toMatchObject({ ok: false, untold: 30 });
  });

  test('keeps a row, leaves it alone the second time, and puts a new value beside the old', async () => {
    expect(
      await loadPublished(base.db, file(ROW, ROW.replace('2021', '2022').replace('1512,', ',c')), by),
    ).toMatchObject({
      ok: true,
      new: 2,
      changed: 0,
    });
    expect(await loadPublished(base.db, file(ROW), by)).toMatchObject({ ok: true, loadId: null, unchanged: 1 });
    expect(await loadPublished(base.db, file(ROW.replace('1512', '1513')), by)).toMatchObject({
      ok: true,
      new: 0,
      changed: 1,
    });
    expect(await held()).toBe(3);
    const series = await publishedSeries(base.db, name);
    expect(series.series[0]?.points).toEqual([
      { period: '2021', value: 1513, flag: null, flagWords: null },
      { period: '2022', value: null, flag: 'c', flagWords: 'withheld by the publisher, because the number is small' },
    ]);
  });

  test('nobody can rewrite what was published', async () => {
    await expect(sql`update published_figure set value = 0`.execute(base.db)).rejects.toThrow('append-only');
    await expect(sql`delete from published_figure`.execute(base.db)).rejects.toThrow('append-only');
  });

  test('numbers that stand under one name are kept and not drawn as one line', async () => {
    const one = ROW.replaceAll('eferrals', 'dmissions');
    await loadPublished(base.db, file(one, one.replace('1512', '99')), by);
    const series = await publishedSeries(base.db, { measureId: 'rdmissions', measure: 'Rdmissions', breakdown: '' });
    expect(series.ambiguous).toContain('does not say how they differ');
    expect(series.series[0]?.points).toHaveLength(2);
  });

  test('measures are found by words of their name, and signs of a search pattern are only signs', async () => {
    const found = await listPublishedMeasures(base.db, { search: 'REFER dfe' });
    expect(found).toMatchObject({ total: 1, measures: [{ measureId: 'referrals', rows: 2, firstPeriod: '2021' }] });
    expect((await listPublishedMeasures(base.db, { search: '%' })).total).toBe(0);
    expect((await listPublishedMeasures(base.db)).total).toBe(2);
  });

  test('the list says just what the newest figures say, also after a file that changes and adds some', async () => {
    const rows = ['2021,1600,,"DfE, corrected"', '2019,9,,"DfE, referrals"'].map(
      (rest) => `E12000001,North East,referrals,Referrals,,${rest}`,
    );
    expect(await loadPublished(base.db, file(...rows), by)).toMatchObject({ ok: true });
    expect(await loadPublished(base.db, file(...rows.map((row) => row.replace('1600', '1601'))), by)).toMatchObject({
      changed: 1,
    });
    const counted = await sql`
      select measure_id as "measureId", measure, breakdown, min(period) as "firstPeriod", max(period) as "lastPeriod",
             count(*)::integer as rows, count(distinct area_code)::integer as areas, min(source) as source
      from current_published_figure group by measure_id, measure, breakdown
      order by measure, breakdown, measure_id`.execute(base.db);
    const { measures, total } = await listPublishedMeasures(base.db);
    expect(measures).toEqual(counted.rows);
    expect(total).toBe(counted.rows.length);
    expect(measures.find((one) => one.measureId === 'referrals')).toMatchObject({ firstPeriod: '2019', areas: 2 });
  });

  test('an unknown series is told plainly', async () => {
    await expect(publishedSeries(base.db, { ...name, measure: 'Nonsense' })).rejects.toThrow('No published figures');
  });
});

const published = join(projectRoot, '../shared/data/public-figures.csv');

describe.skipIf(!existsSync(published))('a whole publication', () => {
  test('is loaded beside the demonstration with little work and changes nothing the demonstration holds', async () => {
    const base = await freshDatabase();
    try {
      await load(base.db, await demoFiles());
      const text = readFileSync(published, 'utf8');
      const before = process.cpuUsage();
      const result = await loadPublished(base.db, { name: 'public-figures.csv', text }, by);
      const spent = process.cpuUsage(before);
      expect(result).toMatchObject({ ok: true, rows: 14_458, changed: 0, repeated: 612 });
      // Two seconds by the clock are asked for; on a machine that does other things besides, only the work can be tested.
      expect((spent.user + spent.system) / 1000).toBeLessThan(1500);
      const again = await loadPublished(base.db, { name: 'public-figures.csv', text }, by);
      expect(again).toMatchObject({ ok: true, loadId: null, unchanged: 14_458 });
      expect((await listPublishedMeasures(base.db, { limit: 2000 })).total).toBeGreaterThan(300);
    } finally {
      await base.close();
    }
  });
});
