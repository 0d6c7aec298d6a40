import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { FastifyInstance } from 'fastify';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { gateForNobody } from '../../../../test/support/gate.ts';
import { silentLog } from '../../../../test/support/log.ts';
import { directoryModule } from '../../../directory/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { projectRoot } from '../../../platform/paths.ts';
import { loadFiles } from '../../../platform/records/index.ts';
import { loadAssets } from '../../../platform/web/assets.ts';
import { buildServer } from '../../../platform/web/server.ts';
import { loadPublished, snapshotModule } from '../index.ts';
import { snapshotRoutes } from '../routes.ts';
import { INVENTED_PUBLISHED, INVENTED_YEAR, northmoorReferrals } from './invented-year.ts';

const now = () => new Date('2026-11-23T09:00:00Z');

async function serverOn(database: TestDatabase): Promise<FastifyInstance> {
  const log = silentLog();
  const app = await buildServer({
    log,
    assets: await loadAssets(),
    nav: [],
    installation: () => ({ partnershipName: 'Northmoor and Eastvale', demonstration: false }),
    gate: gateForNobody(),
    secure: false,
  });
  // The snapshot's routes use nothing of the configuration.
  const deps: Partial<Deps> = { db: database.db, log, now };
  snapshotRoutes(app, deps as Deps);
  await app.ready();
  return app;
}

async function load(database: TestDatabase, text: string): Promise<void> {
  const kinds = [...(directoryModule.recordKinds ?? []), ...(snapshotModule.recordKinds ?? [])];
  const loaded = await loadFiles(database.db, [{ name: 'northmoor-2021-22.yaml', text }], {
    kinds,
    loadedBy: 'the business unit',
    now: now(),
  });
  expect(loaded).toMatchObject({ ok: true });
}

let database: TestDatabase;
let app: FastifyInstance;

beforeAll(async () => {
  database = await freshDatabase();
  await load(database, INVENTED_YEAR);
  expect(
    await loadPublished(
      database.db,
      { name: 'published.csv', text: INVENTED_PUBLISHED },
      { loadedBy: 'an analyst', now: now() },
    ),
  ).toMatchObject({ ok: true });
  app = await serverOn(database);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

/** The words a reader meets, without the markup around them. */
function wordsOf(html: string): string {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/\s+/g, ' ');
}

async function read(url: string): Promise<string> {
  const answer = await app.inject(url);
  expect(answer.statusCode, url).toBe(200);
  return wordsOf(answer.body);
}

/** The row of the side-by-side page that begins with a heading. */
async function rowOf(line: string): Promise<string> {
  const { body } = await app.inject('/snapshot');
  const row = new RegExp(`<tr[^>]*id="line-${line}"[\\s\\S]*?</tr>`).exec(body)?.[0];
  return wordsOf(row ?? `no row ${line}`);
}

describe('the areas side by side', () => {
  it('adds two areas where they count the same thing over the same time, with the rate of the sum', async () => {
    const row = await rowOf('referrals');
    expect(row).toContain('1,200');
    expect(row).toContain('2,400');
    expect(row).toContain('3,600');
    expect(row).toContain('1,200.0 per 10,000 under-18s');
    expect(row).toContain('April 2021 to March 2022');
  });

  it.each([
    ['cin', /different periods|different times|April 2020 to March 2021/i],
    ['early-help', /definitions differ/i],
    ['cce', /not known/i],
    ['fsm', /share of different/i],
  ])('says why %s is not added up', async (line, reason) => {
    const row = await rowOf(line);
    expect(row).toContain('Not added up');
    expect(row).toMatch(reason);
  });

  it('says in words why a small number is not there', async () => {
    const row = await rowOf('private-fostering');
    expect(row.match(/Not shown/g)).toHaveLength(2);
    expect(row).toContain('The number is from 1 to 5. It is not published');
  });

  it('says that a figure is not known and why, never a dash', async () => {
    expect(await rowOf('cce')).toMatch(/Not known.*Eastvale gave no number/);
  });

  it('marks a figure with its notes and lists them beneath the table', async () => {
    const { body } = await app.inject('/snapshot');
    const target = /href="#(group-front-door-note-\d|front-door-note-\d)"/.exec(body)?.[1];
    expect(target).toBeTruthy();
    expect(body).toContain(`id="${target}"`);
    expect(wordsOf(body)).toContain('Northmoor counts assessments, Eastvale episodes');
  });

  it('shows what is stated for the whole partnership apart from the areas', async () => {
    const page = await read('/snapshot');
    expect(page).toMatch(/70 .*Training sessions/);
  });

  it('is made of tables with captions, and a scope on every heading', async () => {
    const { body } = await app.inject('/snapshot');
    const tables = body.match(/<table[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) {
      expect(table).toMatch(/<caption[^>]*>[^<]/);
      for (const heading of table.match(/<th [^>]*>/g) ?? []) expect(heading).toMatch(/scope="(col|row)"/);
    }
  });

  it('leads from every figure to its source', async () => {
    const { body } = await app.inject('/snapshot');
    const sources = new Set(Array.from(body.matchAll(/href="(\/figures\/\d+)"/g), (match) => match[1]));
    expect(sources.size).toBeGreaterThan(10);
    for (const source of sources) expect((await app.inject(String(source))).statusCode).toBe(200);
  });

  it('switches between years and marks the one shown', async () => {
    const { body } = await app.inject('/snapshot?year=2020-21');
    expect(body).toMatch(
      /<a [^>]*aria-current="page"[^>]*>2020-21<|<a [^>]*href="\/snapshot\?year=2020-21" aria-current="page"/,
    );
    expect(body).toContain('href="/snapshot?year=2021-22"');
  });
});

describe('one area’s snapshot', () => {
  it('shows each figure with its period, rate, comparison and meaning', async () => {
    const page = await read('/snapshot/areas/E06009991?year=2021-22');
    expect(page).toContain('1,200');
    expect(page).toContain('1,200.0 per 10,000 under-18s');
    expect(page).toContain('England: 20.8%');
    expect(page).toContain('Referrals received in the year.');
  });

  it('shows a note with the figure it is about', async () => {
    const { body } = await app.inject('/snapshot/areas/E06009992?year=2021-22');
    const tile = body
      .match(/<li class="kith-figure"[\s\S]*?<\/li>/g)
      ?.find((one) => one.includes('Early help episodes opened'));
    expect(wordsOf(tile ?? '')).toContain('Northmoor counts assessments, Eastvale episodes');
  });

  it('is found by the area’s name, too', async () => {
    expect(await read('/snapshot/areas/northmoor')).toContain('Northmoor');
  });

  it('says what is missing for a year without figures', async () => {
    expect(await read('/snapshot/areas/E06009991?year=2020-21')).toMatch(/will stand here.*kith load/);
  });
});

describe('one indicator', () => {
  it('says what is counted, above and below the line, by whom and after which edition', async () => {
    const page = await read('/snapshot/indicators/fsm-primary');
    for (const words of [
      'Pupils with free meals',
      'All primary pupils',
      'Per cent',
      'Education services',
      'School census 2022',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('says that small numbers are not published, and why', async () => {
    expect(await read('/snapshot/indicators/pf-new')).toContain('Not published from 1 to 5. Counts of few children.');
  });

  it('draws the published series beside it with what must be said about the difference', async () => {
    const { body } = await app.inject('/snapshot/indicators/cin');
    expect(wordsOf(body)).toContain('The department counts on 31 March');
    expect(body).toMatch(/<svg[^>]*role="img"/);
    expect(body).toMatch(/<svg[\s\S]*?<title[\s\S]*?<desc/);
    expect(wordsOf(body)).toMatch(/2023 .*withheld by the publisher/);
  });

  it('shows all counts of a line whose areas count differently', async () => {
    const page = await read('/snapshot/indicators/early-help');
    expect(page).toContain('2 different counts stand on this line');
    expect(page).toContain('Early help assessments completed');
    expect(page).toContain('Early help episodes opened');
  });
});

describe('published statistics', () => {
  it('lists the series by publication and finds one by its words', async () => {
    expect(await read('/snapshot/published')).toContain('DfE, Children in need');
    expect(await read('/snapshot/published?q=persist')).toContain('1 series holds “persist”');
    expect(await read('/snapshot/published?q=zebra')).toContain('No series holds “zebra”');
  });

  it('shows one series with all its areas, in a picture and a table', async () => {
    const { body } = await app.inject(
      '/snapshot/published/cin.at31?measure=Children+in+need+at+31+March&breakdown=number',
    );
    for (const area of ['Northmoor', 'North Shire', 'England']) expect(wordsOf(body)).toContain(area);
    expect(body).toContain('<svg');
    expect(body).toMatch(/<table[\s\S]*2022[\s\S]*1,410/);
  });

  it('lets the reader choose where one measure has several series', async () => {
    const page = await read('/snapshot/published/absence');
    expect(page).toContain('Persistent absence');
    expect(page).toContain('Overall rate');
  });
});

const REAL_FILE = join(projectRoot, '../shared/data/public-figures.csv');

describe.skipIf(!existsSync(REAL_FILE))('the published figures of real areas', () => {
  it('open one by one, each as a picture or with the reason why there is none', { timeout: 120_000 }, async () => {
    const own = await freshDatabase();
    const text = await readFile(REAL_FILE, 'utf8');
    await loadPublished(own.db, { name: 'public-figures.csv', text }, { loadedBy: 'an analyst', now: now() });
    const real = await serverOn(own);
    const list = (await real.inject('/snapshot/published')).body;
    const hrefs = new Set(
      Array.from(list.matchAll(/href="(\/snapshot\/published\/[^"]+)"/g), (match) => String(match[1])),
    );
    expect(hrefs.size).toBeGreaterThan(400);
    for (const href of hrefs) {
      const answer = await real.inject(href.replaceAll('&amp;', '&'));
      expect(answer.statusCode, href).toBe(200);
      expect(answer.body, href).toMatch(/<svg|no line is drawn/);
    }
    await real.close();
    await own.close();
  });
});

describe('a figure’s source', () => {
  it('names the record, the document and place, who loaded it, when, and from which file', async () => {
    const { body } = await app.inject('/snapshot');
    const href = /1,200[\s\S]*?href="(\/figures\/\d+)"/.exec(body)?.[1];
    const page = await read(String(href));
    for (const words of [
      'referrals|E06009991|2021-22|2021-22',
      'Northmoor and Eastvale yearly report',
      'Page 9',
      'the business unit',
      '23 November 2026',
      'northmoor-2021-22.yaml',
      'This is the first value loaded',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('keeps the earlier value beside a correction', async () => {
    const own = await freshDatabase();
    await load(own, INVENTED_YEAR);
    await load(own, northmoorReferrals(1234));
    const corrected = await serverOn(own);
    const { body } = await corrected.inject('/snapshot');
    const href = /1,234[\s\S]*?href="(\/figures\/\d+)"/.exec(body)?.[1];
    const page = wordsOf((await corrected.inject(String(href))).body);
    expect(page).toContain('1,234');
    expect(page).toMatch(/Nothing is overwritten.*1 1,200/);
    await corrected.close();
    await own.close();
  });
});

describe('many readers at once', () => {
  it('see what was loaded before they asked, also while others are being answered', async () => {
    const own = await freshDatabase();
    await load(own, INVENTED_YEAR);
    const busy = await serverOn(own);
    const ask = () => busy.inject('/snapshot/areas/E06009991?year=2021-22');
    for (const value of [1301, 1402, 1503]) {
      const before = Array.from({ length: 10 }, ask);
      await load(own, northmoorReferrals(value));
      const after = await Promise.all(Array.from({ length: 20 }, ask));
      for (const answer of after) expect(answer.body).toContain(value.toLocaleString('en-GB'));
      await Promise.all(before);
    }
    await busy.close();
    await own.close();
  });
});

describe('downloads', () => {
  const urls = [
    '/snapshot/figures',
    '/snapshot/areas/E06009991/figures',
    '/snapshot/indicators/cin/figures',
    '/snapshot/published/cin.at31/figures',
  ];

  it.each(urls)('%s.csv reads back with a heading for every column', async (url) => {
    const answer = await app.inject(`${url}.csv`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/);
    const rows = parse(answer.rawPayload, { bom: true }) as string[][];
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it.each(urls)('%s.xlsx carries a sheet of notes and definitions', async (url) => {
    const answer = await app.inject(`${url}.xlsx`);
    expect(answer.statusCode).toBe(200);
    const workbook = await readXlsx(answer.rawPayload);
    expect(workbook.sheets.at(-1)?.name).toBe('Notes and definitions');
    expect(workbook.sheets.at(-1)?.rows.length).toBeGreaterThan(3);
  });

  it('hold the definition, notes and source of each figure', async () => {
    const rows = parse((await app.inject('/snapshot/areas/E06009992/figures.csv')).rawPayload, {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    const row = rows.find((one) => one.Code === 'eh-opened');
    expect(row).toMatchObject({
      Value: '616',
      Period: '2021-22',
      Definition: 'Early help episodes opened in the year.',
      Source: 'Northmoor and Eastvale yearly report, Page 12',
    });
    expect(row?.Notes).toContain('Northmoor counts assessments');
  });

  it('give the same bytes for the same figures', async () => {
    const [first, second] = [await app.inject('/snapshot/figures.xlsx'), await app.inject('/snapshot/figures.xlsx')];
    expect(first.rawPayload.equals(second.rawPayload)).toBe(true);
  });
});

describe('odd questions', () => {
  it.each([
    ['/snapshot?year=1999-00', /There is no snapshot of "1999-00": choose 2021-22 or 2020-21/],
    ['/snapshot/areas/E06000099', /There is no area "E06000099": choose .*Northmoor \(E06009991\)/],
    ['/snapshot/areas/E06009991?year=never', /There is no snapshot of "never"/],
    ['/snapshot/indicators/no-such', /There is no indicator or line "no-such"/],
    ['/snapshot/published/no-such', /No published figures are held under that name/],
    ['/snapshot/published/cin.at31?measure=other', /No published figures are held under that name/],
    ['/figures/999999', /no such figure/i],
    ['/snapshot/figures.csv?year=1999-00', /There is no snapshot of/],
    ['/snapshot/areas/nowhere/figures.xlsx', /There is no area/],
    ['/snapshot/published/absence/figures.csv', /Several series have this name/],
  ])('%s is not found, and says what there is', async (url, words) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(404);
    expect(wordsOf(answer.body)).toMatch(words);
  });

  it.each([
    '/figures/0',
    '/figures/1e3',
    '/figures/-1',
    '/figures/1;drop',
    '/figures/99999999999999999999',
    '/snapshot/figures.pdf',
    '/snapshot/areas/',
  ])('%s is not a page', async (url) => expect((await app.inject(url)).statusCode).toBe(404));

  it.each([
    '/snapshot?year=2021-22&year=2020-21',
    `/snapshot?year=${'9'.repeat(500)}`,
    `/snapshot/published?q=${'a'.repeat(101)}`,
  ])('%s is answered as a mistake, in words', async (url) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(400);
    expect(wordsOf(answer.body)).toContain('We could not read');
  });

  it.each([
    '/snapshot/published?q=%00',
    '/snapshot/published?q=%25_%5C',
    '/snapshot/published/%00',
    '/snapshot/indicators/%00',
    '/snapshot/areas/%E2%80%AE',
    '/snapshot?year=%27%3B%20drop%20table%20figure%3B--',
    '/snapshot/published/cin.at31?measure=%00&breakdown=%FF',
  ])('%s never breaks', async (url) => {
    expect((await app.inject(url)).statusCode).toBeLessThan(500);
  });

  it('shows markup in an address and in a record as text', async () => {
    for (const url of [
      '/snapshot/areas/<img src=x>',
      '/snapshot/published?q=<img src=x>',
      '/snapshot',
      '/snapshot/indicators/markup',
    ]) {
      const { body } = await app.inject(encodeURI(url));
      expect(body, url).not.toMatch(/<img|<b>bold/);
    }
    expect(await read('/snapshot/indicators/markup')).toContain('<b>bold');
  });
});

describe('a published file that holds markup and formulas', () => {
  it('is shown as text, in the picture and its words too', async () => {
    for (const url of ['/snapshot/published', '/snapshot/published/odd', '/snapshot/published?q=img']) {
      const { body } = await app.inject(url);
      expect(body, url).not.toMatch(/<img|<b>Northmoor|<script>alert|<i>/);
      expect(wordsOf(body), url).toContain('<img src=x');
    }
  });

  it('hands no spreadsheet program a formula', async () => {
    const rows = parse((await app.inject('/snapshot/published/odd/figures.csv')).rawPayload, {
      bom: true,
      columns: true,
    }) as Record<string, string>[];
    expect(rows[0]?.Breakdown).toBe("'=cmd|' /C calc'!A0");
  });
});

describe('small numbers', () => {
  it('stand in no page and no download, in any form', async () => {
    const pages = [
      '/snapshot',
      '/snapshot/areas/E06009991',
      '/snapshot/areas/E06009992',
      '/snapshot/indicators/private-fostering',
      '/snapshot/indicators/pf-new',
    ];
    for (const page of pages) {
      const { body } = await app.inject(page);
      const rows = [
        ...(body.match(/<tr[\s\S]*?<\/tr>/g) ?? []),
        ...(body.match(/<li class="kith-figure"[\s\S]*?<\/li>/g) ?? []),
      ];
      const own = rows.filter((row) => row.includes('rivate fostering'));
      expect(own.length, page).toBeGreaterThan(0);
      for (const row of own)
        expect(wordsOf(row), page).not.toMatch(/(?<![\d,.])3(?![\d,.])(?!\d)|(?<![\d,.])4(?![\d,.])/);
    }
    for (const url of [
      '/snapshot/figures.csv',
      '/snapshot/areas/E06009991/figures.csv',
      '/snapshot/indicators/private-fostering/figures.csv',
    ]) {
      const rows = parse((await app.inject(url)).rawPayload, { bom: true, columns: true }) as Record<string, string>[];
      const own = rows.filter((row) => row.Code === 'pf-new' && row['Area code'] !== '');
      expect(own.length, url).toBeGreaterThan(0);
      for (const row of own) expect(row, url).toMatchObject({ Value: '', 'As shown': '1 to 5, not shown' });
    }
    const workbook = await readXlsx((await app.inject('/snapshot/figures.xlsx')).rawPayload);
    for (const row of workbook.sheets[0]?.rows ?? [])
      if (row[2] === 'pf-new' && row[4] !== null) expect(row[7]).toBeNull();
  });

  it('are not told by the page of their source either', async () => {
    const { body } = await app.inject('/snapshot/indicators/pf-new');
    const hrefs = Array.from(body.matchAll(/href="(\/figures\/\d+)"/g), (match) => String(match[1]));
    expect(hrefs.length).toBeGreaterThan(1);
    for (const href of hrefs) {
      const page = await read(href);
      expect(page).toContain('Not shown');
      expect(page).not.toMatch(/(?:^|\s)[34](?:\s|$)/);
    }
  });
});

describe('before anything is loaded', () => {
  it('each page says what will be there and how it gets there', async () => {
    const empty = await freshDatabase();
    const bare = await serverOn(empty);
    expect(wordsOf((await bare.inject('/snapshot')).body)).toMatch(/will stand here.*kith load/);
    expect(wordsOf((await bare.inject('/snapshot/published')).body)).toContain('kith load published FILE');
    for (const url of ['/snapshot/areas/E06000001', '/snapshot/figures.csv', '/snapshot?year=2021-22']) {
      const answer = await bare.inject(url);
      expect(answer.statusCode, url).toBe(404);
      expect(wordsOf(answer.body)).toMatch(/is loaded yet/);
    }
    await bare.close();
    await empty.close();
  });
});
