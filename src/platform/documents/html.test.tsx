import { parseHTML } from 'linkedom';
import { renderToString } from 'preact-render-to-string';
import { beforeAll, describe, expect, it } from 'vitest';
import { DocumentSections, writeHtml } from './html.tsx';
import { AWKWARD, sampleDocument } from './sample.testing.ts';

let html: string;
let page: Document;

beforeAll(() => {
  html = writeHtml(sampleDocument());
  page = parseHTML(html).document as unknown as Document;
});

describe('a document as one HTML file', () => {
  it('asks nothing of any server and runs nothing', () => {
    expect(page.querySelectorAll('script, link, img, iframe, object, embed')).toHaveLength(0);
    expect(html).not.toMatch(/url\((?!data:)|@import|https?:/);
    expect(
      [...page.querySelectorAll('*')]
        .flatMap((one) => [...one.attributes])
        .filter(({ name }) => /^on|^style$/.test(name)),
    ).toEqual([]);
  });

  it('says its language and title and has one first heading', () => {
    expect(page.documentElement.getAttribute('lang')).toBe('en-GB');
    expect(page.title).toBe('Yearly report 2021-22 - Example Area Safeguarding Children Partnership');
    const levels = [...page.querySelectorAll('h1,h2,h3,h4')].map((one) => Number(one.tagName.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  });

  it('lists its sections, in their order, with links that lead somewhere', () => {
    const ids = new Set([...page.querySelectorAll('[id]')].map((one) => one.id));
    const links = [...page.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute('href')?.slice(1) ?? '');
    expect(links.filter((link) => !ids.has(link))).toEqual([]);
    const contents = [...page.querySelectorAll('nav li')].map((one) => one.textContent);
    expect(contents).toEqual(sampleDocument().sections.map(({ title }) => title));
    const read = [...page.querySelectorAll('section > h2')].map((one) => one.textContent);
    expect(read).toEqual(contents);
  });

  it('gives every table a caption, column headers and row headers', () => {
    for (const table of page.querySelectorAll('table')) {
      expect(table.querySelector('caption')?.textContent).toBeTruthy();
      expect(table.querySelectorAll('thead th[scope=col]').length).toBeGreaterThan(1);
    }
    const rows = [...page.querySelectorAll('.doc-table tbody tr')];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.querySelector('th[scope=row]'))).toBe(true);
  });

  it('puts the value of each bar beside it in words', () => {
    const bars = page.querySelector('.doc-bars')?.textContent ?? '';
    expect(bars).toContain('North area153');
    expect(page.querySelector('.doc-bars svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('shows characters that mean something to HTML as they are', () => {
    expect((page.body.textContent ?? '').split(AWKWARD)).toHaveLength(3);
    expect(page.querySelectorAll('script')).toHaveLength(0);
  });

  it('is the same when it is made again', () => {
    expect(writeHtml(sampleDocument())).toBe(html);
  });
});

describe('a document inside a page', () => {
  it('leads from figures and claims to the records of this site', () => {
    const inside = renderToString(<DocumentSections model={sampleDocument()} options={{ publicUrl: '' }} />);
    const links = [...inside.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
    expect(links).toContain('/figures/1');
    expect(links).toContain('/records/priority/neglect');
    expect(links.every((address) => address?.startsWith('/'))).toBe(true);
  });
});
