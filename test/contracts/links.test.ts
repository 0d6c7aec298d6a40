import { parse } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureShippedData } from '../../src/demo/index.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { type CrawledPage, crawl } from '../support/crawl.ts';

let test: TestApp;
let pages: CrawledPage[];

beforeAll(async () => {
  test = await buildTestApp();
  // With what is invented and published: arrangements, leads on issues, money.
  await ensureShippedData(test.db, { now: test.now, log: test.log, ledger: { keyring: test.keyring } });
  pages = await crawl(test.app);
}, 120_000);
afterAll(() => test.close());

function publicPages() {
  // Pages of a sign-in that is under way are reached by a form or by an invitation, a calendar by an address of its owner’s.
  const underWay = /^\/(signed-out|sign-in\/code|welcome\/:token|calendar\/:file)/;
  return test.app.kithRoutes.filter(
    (one) => one.method === 'GET' && one.kith?.permission === 'public' && !underWay.test(one.url),
  );
}

describe('following every link from the home page', () => {
  it('reaches every public page that takes no parameter', () => {
    const reached = new Set(pages.map((page) => page.pattern));
    const fixed = publicPages().filter((one) => !/[:*]/.test(one.url) && one.url !== '/health');
    expect(fixed.filter((one) => !reached.has(one.url)).map((one) => one.url)).toEqual([]);
  });

  it('reaches every kind of public page that takes a parameter', () => {
    const reached = new Set(pages.map((page) => page.pattern));
    const kinds = publicPages().filter((one) => /:/.test(one.url));
    expect(kinds.filter((one) => !reached.has(one.url)).map((one) => one.url)).toEqual([]);
  });

  it('finds no broken link', () => {
    expect(
      pages.filter((page) => page.status !== 200).map((page) => `${page.status} ${page.url} (from ${page.from})`),
    ).toEqual([]);
  });

  it('gives every page a title of its own and one first heading', () => {
    const html = pages.filter((page) => page.html !== null);
    expect(html.length).toBeGreaterThan(30);
    for (const page of html) {
      const headings = page.html?.match(/<h1[\s>]/g) ?? [];
      expect(`${page.url}: ${headings.length} first headings`).toBe(`${page.url}: 1 first headings`);
    }
  });

  it('sends well-formed HTML', () => {
    for (const page of pages) {
      if (page.html === null) continue;
      const faults: string[] = [];
      parse(page.html, { onParseError: (fault) => faults.push(`${page.url}:${fault.startLine} ${fault.code}`) });
      expect(faults).toEqual([]);
    }
  });

  it('puts no script, handler or style into a page that the security policy would refuse', () => {
    for (const page of pages) {
      if (page.html === null) continue;
      expect(`${page.url} ${/\sstyle="|\son[a-z]+="|<style[\s>]|javascript:/i.exec(page.html)?.[0] ?? 'clean'}`).toBe(
        `${page.url} clean`,
      );
    }
  });
});
