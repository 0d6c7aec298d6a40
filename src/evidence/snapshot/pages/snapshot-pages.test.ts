import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshDatabase } from '../../../../test/support/database.ts';
import { inventedPages, load, now, serverOn, wordsOf } from '../../../../test/support/snapshot-pages.ts';
import { projectRoot } from '../../../platform/paths.ts';
import { loadPublished } from '../index.ts';
import { INVENTED_YEAR, northmoorReferrals } from './invented-year.ts';

const { app, read } = inventedPages();

/** The row of the side-by-side page that begins with a heading. */
async function rowOf(line: string): Promise<string> {
  const { body } = await app().inject('/snapshot');
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
    const { body } = await app().inject('/snapshot');
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
    const { body } = await app().inject('/snapshot');
    const tables = body.match(/<table[\s\S]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(1);
    for (const table of tables) {
      expect(table).toMatch(/<caption[^>]*>[^<]/);
      for (const heading of table.match(/<th [^>]*>/g) ?? []) expect(heading).toMatch(/scope="(col|row)"/);
    }
  });

  it('leads from every figure to its source', async () => {
    const { body } = await app().inject('/snapshot');
    const sources = new Set(Array.from(body.matchAll(/href="(\/figures\/\d+)"/g), (match) => match[1]));
    expect(sources.size).toBeGreaterThan(10);
    for (const source of sources) expect((await app().inject(String(source))).statusCode).toBe(200);
  });

  it('switches between years and marks the one shown', async () => {
    const { body } = await app().inject('/snapshot?year=2020-21');
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
    const { body } = await app().inject('/snapshot/areas/E06009992?year=2021-22');
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
    const { body } = await app().inject('/snapshot/indicators/cin');
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
    const { body } = await app().inject(
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
    const { body } = await app().inject('/snapshot');
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
