import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { listAreas, listYears, sideBySide, snapshotOf } from '../service.ts';
import type { FigureView } from '../view.ts';

let test: TestApp;
/** Every figure of the demonstration that the public may not see, as the public's view has it. */
let withheld: FigureView[];

beforeAll(async () => {
  test = await buildTestApp();
  withheld = [];
  for (const area of await listAreas(test.db)) {
    for (const year of await listYears(test.db)) {
      const { groups } = await snapshotOf(test.db, { area: area.code, year, audience: 'public' });
      const figures = groups.flatMap((group) => group.lines.flatMap((line) => line.figures));
      withheld.push(...figures.filter((figure) => figure.shown.shown === 'suppressed'));
    }
  }
});
afterAll(() => test.close());

async function body(url: string): Promise<string> {
  const answer = await test.app.inject(url);
  expect(answer.statusCode, url).toBe(200);
  return answer.body;
}

/** The digits a reader could take for the number: not those of a period, an address, or of the words "1 to 5". */
function digitsIn(html: string): string[] {
  const words = html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll(/from 1 to 5|1 to 5/g, '')
    .replaceAll(/[A-Z][a-z]+ \d{4}|\d{4}-\d{2}|note \d+/g, '');
  return words.match(/\d[\d,.]*/g) ?? [];
}

describe('the demonstration’s private fostering', () => {
  it('is withheld for both areas', () => {
    const fostering = withheld.filter((figure) => figure.lineKey === 'private-fostering');
    expect(fostering.map((figure) => figure.area.name).sort()).toEqual(
      expect.arrayContaining(['Hartlepool', 'Stockton-on-Tees']),
    );
  });

  it('has no number in its row, its tiles and its own page', async () => {
    const row = /<tr[^>]*id="line-private-fostering"[\s\S]*?<\/tr>/.exec(await body('/snapshot'))?.[0] ?? '';
    expect(row).toContain('Not shown');
    expect(digitsIn(row)).toEqual([]);
    for (const area of ['E06000001', 'E06000004']) {
      const tiles =
        (await body(`/snapshot/areas/${area}?year=2021-22`)).match(/<li class="kith-figure"[\s\S]*?<\/li>/g) ?? [];
      const own = tiles.filter((tile) => tile.includes('rivate fostering'));
      expect(own.length).toBe(1);
      for (const tile of own) expect(digitsIn(tile.replace(/<details[\s\S]*<\/details>/, ''))).toEqual([]);
    }
    const figures =
      /<ul class="kith-figures[\s\S]*?<\/ul>/.exec(await body('/snapshot/indicators/private-fostering'))?.[0] ?? '';
    expect(figures).toContain('Not shown');
    expect(digitsIn(figures)).toEqual([]);
  });
});

describe('every withheld figure of the demonstration', () => {
  it('is withheld by its source page, with its earlier values', async () => {
    expect(withheld.length).toBeGreaterThan(1);
    for (const { id } of withheld) {
      const statement = /<div class="kith-statement">[\s\S]*?<\/div>/.exec(await body(`/figures/${id}`))?.[0] ?? '';
      expect(statement, `/figures/${id}`).toContain('Not shown');
      expect(digitsIn(statement), `/figures/${id}`).toEqual([]);
    }
  });

  it('has no value in any CSV file or workbook', async () => {
    for (const year of await listYears(test.db)) {
      const { areas, partnership } = await sideBySide(test.db, { year, audience: 'public' });
      const files = [
        `/snapshot/figures`,
        ...[...areas, ...(partnership ? [partnership] : [])].map((area) => `/snapshot/areas/${area.code}/figures`),
      ];
      for (const file of files) {
        const csv = await test.app.inject(`${file}.csv?year=${year}`);
        const rows = parse(csv.rawPayload, { bom: true, columns: true }) as Record<string, string>[];
        const workbook = await readXlsx((await test.app.inject(`${file}.xlsx?year=${year}`)).rawPayload);
        const [head = [], ...cells] = workbook.sheets[0]?.rows ?? [];
        const column = (name: string) => head.indexOf(name);
        for (const figure of withheld) {
          const isIts = (code: unknown, area: unknown, period: unknown) =>
            code === figure.indicator.code && area === figure.area.code && period === figure.period;
          for (const row of rows.filter((one) => isIts(one.Code, one['Area code'], one.Period))) {
            expect(row, file).toMatchObject({ Value: '' });
            expect(row['As shown'], file).toMatch(/not shown/);
          }
          for (const row of cells.filter((one) =>
            isIts(one[column('Code')], one[column('Area code')], one[column('Period')]),
          )) {
            expect(row[column('Value')], file).toBeNull();
          }
        }
      }
    }
  });

  it('is named in some download, so that the test above looked at it', async () => {
    const csv = (await test.app.inject('/snapshot/figures.csv?year=2021-22')).body;
    expect(csv.match(/1 to 5, not shown/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  });
});
