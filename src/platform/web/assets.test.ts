import { createRequire } from 'node:module';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Assets, BODY_FACE, loadAssets } from './assets.ts';
import { faceRules, withoutComponents, withoutGovUkIdentity, withoutOldSettings, withUrls } from './stylesheet.ts';

const govukPackage: { version: string } = createRequire(import.meta.url)('govuk-frontend/package.json');

let assets: Assets;
let css: string;

beforeAll(async () => {
  assets = await loadAssets();
  css = text('kith.css');
});

function text(name: string): string {
  return assets.find(assets.href(name))?.body.toString('utf8') ?? '';
}

describe('the stylesheet', () => {
  test('holds nothing that only gov.uk may show', () => {
    expect(css.match(/GDS Transport/i)).toBeNull();
    expect(css.match(/crown|crest|coat-of-arms/i)).toBeNull();
    expect(css.match(/gov\.uk|Margaret Calvert/i)).toBeNull();
  });

  test('holds the rules of GOV.UK, of MOJ, of Kith and of its charts', () => {
    expect(css.includes('.govuk-button')).toBe(true);
    expect(css.includes('.moj-sub-navigation')).toBe(true);
    expect(css.includes('.kith-facts')).toBe(true);
    expect(css.includes('.kith-chart__wide')).toBe(true);
  });

  test('holds the rules of every component of MOJ that Kith has, and not of the others', () => {
    for (const name of [
      'alert',
      'badge',
      'filter',
      'filter-tags',
      'page-header-actions',
      'pagination',
      'primary-navigation',
      'search',
      'side-navigation',
      'sub-navigation',
      'ticket-panel',
      'timeline',
    ]) {
      expect(css.match(new RegExp(`\\.moj-${name}[\\s,:{_]`)), name).not.toBeNull();
    }
    expect(css.includes('[aria-sort] button')).toBe(true);
    expect(css.match(/\.moj-datepicker|\.moj-rich-text/)).toBeNull();
  });

  test('has GOV.UK’s settings once, from the version that is installed', () => {
    expect(css.match(/--govuk-frontend-version:/g)).toHaveLength(1);
    expect(css.includes(`--govuk-frontend-version:"${govukPackage.version}"`)).toBe(true);
  });

  test('sets text in Kith’s face, shown in a system face until it is there', () => {
    expect(css.includes('font-family:Atkinson Hyperlegible Next,arial,sans-serif')).toBe(true);
    expect(css.match(/@font-face/g)).toHaveLength(8);
    expect(css.match(/font-display:swap/g)).toHaveLength(8);
  });

  test('ends with the rules for paper, which hold over those of every module', async () => {
    const own = (await loadAssets(['src/evidence/snapshot/pages/snapshot.css'])).all.find(({ path }) =>
      path.endsWith('.css'),
    );
    const made = own?.body.toString('utf8') ?? '';
    expect(made.indexOf('.kith-contents')).toBeGreaterThan(0);
    expect(made.lastIndexOf('.kith-no-print')).toBeGreaterThan(made.lastIndexOf('.kith-contents'));
  });

  test('refers to no file that is not served from here', () => {
    const targets = Array.from(css.matchAll(/url\(([^)]*)\)/g), (match) => match[1] ?? '');
    expect(targets.length).toBeGreaterThanOrEqual(8);
    expect(targets.filter((target) => !assets.find(target))).toEqual([]);
    expect(css.match(/@import/)).toBeNull();
  });
});

describe('the script', () => {
  test('starts GOV.UK’s components and needs neither eval nor a script in the page', () => {
    const script = text('kith.js');
    expect(script.includes('govuk-service-navigation')).toBe(true);
    expect(script.includes('moj-alert')).toBe(true);
    expect(script.match(/\beval\(|new Function\(/)).toBeNull();
    // Strict style-src refuses style attributes that come in as markup.
    expect(script.match(/style=\\?["']/)).toBeNull();
  });
});

describe('every asset', () => {
  test('has an address of its own that changes with its content', () => {
    expect(new Set(assets.all.map((asset) => asset.path)).size).toBe(assets.all.length);
    for (const asset of assets.all)
      expect(asset.path).toMatch(/^\/assets\/[a-z0-9-]+\.[0-9a-f]{10}\.(css|js|svg|woff2)$/);
  });

  test('comes out of its compressed forms as it went in', () => {
    for (const { body, brotli, gzip } of assets.all) {
      if (brotli) expect(brotliDecompressSync(brotli).equals(body)).toBe(true);
      if (gzip) expect(gunzipSync(gzip).equals(body)).toBe(true);
    }
  });

  test('that is a font is served as it is, the one for running text by name', () => {
    const face = assets.find(assets.href(BODY_FACE));
    expect(face).toMatchObject({ contentType: 'font/woff2', brotli: null, gzip: null });
    expect(face?.body.subarray(0, 4).toString('latin1')).toBe('wOF2');
  });

  test('is found by its name, and a name that is not there is an error', () => {
    expect(assets.find('/assets/nothing.css')).toBeUndefined();
    expect(() => assets.href('nothing.css')).toThrow('There is no asset named nothing.css.');
  });
});

test('the icon is drawn by Kith: an SVG without script or text', () => {
  const icon = text('icon.svg');
  expect(icon).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(icon).not.toMatch(/<script|<text|href=/);
});

describe('making the stylesheet', () => {
  test('takes out gov.uk’s face and marks and keeps the rest', () => {
    const made = withoutGovUkIdentity(
      '@charset "UTF-8";@font-face{font-family:GDS Transport;src:url(/a.woff2)}.a{font-family:GDS Transport,arial}' +
        '.govuk-footer__crown{margin:0}@supports (mask:x){.govuk-footer__copyright-logo:before{mask:url(crest.svg)}}.b{top:0}',
    );
    expect(made).toBe('.a{font-family:"Atkinson Hyperlegible Next",arial}@supports (mask:x){}.b{top:0}');
  });

  test('drops settings of an older GOV.UK Frontend', () => {
    expect(withoutOldSettings(':root{--x:1}.a{top:0}@media print{:root{--x:2}}')).toBe('.a{top:0}@media print{}');
  });

  test('drops the rules of components that are not used, and no rule that others share', () => {
    const rules =
      '.a-one{top:0}.js-enabled .a-two__x,.a-one:hover{top:1px}.a-one,.b{top:2px}@media print{.a-two{top:3px}}';
    expect(withoutComponents(rules, ['a-one', 'a-two'])).toBe('.a-one,.b{top:2px}@media print{}');
  });

  test('leads every url to where the file is served', () => {
    const hrefOf = (file: string) => `/assets/1-${file}`;
    expect(withUrls(`a{b:url(/x/y.svg);c:url("z.woff2?v=1")}`, hrefOf)).toBe(
      'a{b:url(/assets/1-y.svg);c:url(/assets/1-z.woff2)}',
    );
  });

  test('names each cut of the face with the characters it holds', () => {
    expect(faceRules([{ file: 'f.woff2', weight: 400, style: 'italic', range: 'U+0000-00FF' }])).toBe(
      '@font-face{font-family:"Atkinson Hyperlegible Next";font-style:italic;font-weight:400;font-display:swap;' +
        'src:url(f.woff2) format("woff2");unicode-range:U+0000-00FF}',
    );
  });
});
