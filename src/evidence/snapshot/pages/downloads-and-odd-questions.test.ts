import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../test/support/database.ts';
import { inventedPages, serverOn, wordsOf } from '../../../../test/support/snapshot-pages.ts';

const { app, read } = inventedPages();

describe('downloads', () => {
  const urls = [
    '/snapshot/figures',
    '/snapshot/areas/E06009991/figures',
    '/snapshot/indicators/cin/figures',
    '/snapshot/published/cin.at31/figures',
  ];

  it.each(urls)('%s.csv reads back with a heading for every column', async (url) => {
    const answer = await app().inject(`${url}.csv`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('text/csv');
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9-]+\.csv"$/);
    const rows = parse(answer.rawPayload, { bom: true }) as string[][];
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it.each(urls)('%s.xlsx carries a sheet of notes and definitions', async (url) => {
    const answer = await app().inject(`${url}.xlsx`);
    expect(answer.statusCode).toBe(200);
    const workbook = await readXlsx(answer.rawPayload);
    expect(workbook.sheets.at(-1)?.name).toBe('Notes and definitions');
    expect(workbook.sheets.at(-1)?.rows.length).toBeGreaterThan(3);
  });

  it('hold the definition, notes and source of each figure', async () => {
    const rows = parse((await app().inject('/snapshot/areas/E06009992/figures.csv')).rawPayload, {
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
    const [first, second] = [
      await app().inject('/snapshot/figures.xlsx'),
      await app().inject('/snapshot/figures.xlsx'),
    ];
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
    const answer = await app().inject(url);
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
  ])('%s is not a page', async (url) => expect((await app().inject(url)).statusCode).toBe(404));

  it.each([
    '/snapshot?year=2021-22&year=2020-21',
    `/snapshot?year=${'9'.repeat(500)}`,
    `/snapshot/published?q=${'a'.repeat(101)}`,
  ])('%s is answered as a mistake, in words', async (url) => {
    const answer = await app().inject(url);
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
    expect((await app().inject(url)).statusCode).toBeLessThan(500);
  });

  it('shows markup in an address and in a record as text', async () => {
    for (const url of [
      '/snapshot/areas/<img src=x>',
      '/snapshot/published?q=<img src=x>',
      '/snapshot',
      '/snapshot/indicators/markup',
    ]) {
      const { body } = await app().inject(encodeURI(url));
      expect(body, url).not.toMatch(/<img|<b>bold/);
    }
    expect(await read('/snapshot/indicators/markup')).toContain('<b>bold');
  });
});

describe('a published file that holds markup and formulas', () => {
  it('is shown as text, in the picture and its words too', async () => {
    for (const url of ['/snapshot/published', '/snapshot/published/odd', '/snapshot/published?q=img']) {
      const { body } = await app().inject(url);
      expect(body, url).not.toMatch(/<img|<b>Northmoor|<script>alert|<i>/);
      expect(wordsOf(body), url).toContain('<img src=x');
    }
  });

  it('hands no spreadsheet program a formula', async () => {
    const rows = parse((await app().inject('/snapshot/published/odd/figures.csv')).rawPayload, {
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
      const { body } = await app().inject(page);
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
      const rows = parse((await app().inject(url)).rawPayload, { bom: true, columns: true }) as Record<
        string,
        string
      >[];
      const own = rows.filter((row) => row.Code === 'pf-new' && row['Area code'] !== '');
      expect(own.length, url).toBeGreaterThan(0);
      for (const row of own) expect(row, url).toMatchObject({ Value: '', 'As shown': '1 to 5, not shown' });
    }
    const workbook = await readXlsx((await app().inject('/snapshot/figures.xlsx')).rawPayload);
    for (const row of workbook.sheets[0]?.rows ?? [])
      if (row[2] === 'pf-new' && row[4] !== null) expect(row[7]).toBeNull();
  });

  it('are not told by the page of their source either', async () => {
    const { body } = await app().inject('/snapshot/indicators/pf-new');
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
