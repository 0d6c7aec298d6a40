import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openChromium, type Windows } from '../journeys/support/browser.ts';
import { Visitor } from '../journeys/support/visitor.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { crawl } from '../support/crawl.ts';

/** Of each kind of page, so many are opened in a browser; the others are the same page with other records. */
const OF_EACH_KIND = 2;

/**
 * What does nothing without script: a button that sends no form, and a part that says so of itself. Such a control must not
 * be seen where there is no script, and so its words are not missed there.
 */
const NEEDS_SCRIPT = 'main button[type=button], main [data-needs-script]';

let test: TestApp;
let browser: Windows;
let site: string;
let addresses: string[];

beforeAll(async () => {
  [test, browser] = await Promise.all([buildTestApp(), openChromium()]);
  site = await test.app.listen({ host: '127.0.0.1', port: 0 });
  const ofKind = new Map<string, string[]>();
  for (const page of await crawl(test.app)) {
    if (page.html === null) continue;
    const seen = ofKind.get(page.pattern) ?? [];
    ofKind.set(page.pattern, [...seen, page.url]);
  }
  addresses = [...ofKind.values()].flatMap((urls) => spread(urls, OF_EACH_KIND));
}, 180_000);

afterAll(async () => {
  await browser.close();
  await test.close();
});

/** The first, the last and, of more, what lies evenly between: those differ most. */
function spread(urls: readonly string[], count: number): string[] {
  if (urls.length <= count) return [...urls];
  const step = (urls.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, at) => urls[Math.round(at * step)] ?? '');
}

describe('every page', () => {
  it('is among those opened here', () => {
    expect(addresses).toEqual(expect.arrayContaining(['/', '/partnership', '/learning', '/accessibility']));
    expect(addresses.length).toBeGreaterThan(20);
  });

  it(`meets WCAG 2.2 AA and fits its window at phone width`, async () => {
    const visitor = await Visitor.arrives(browser, site, { width: 'phone', thorough: true });
    for (const address of addresses) await visitor.opens(address);
    await visitor.leaves();
  }, 300_000);

  it('does so at desktop width, and shows without script all that it shows with it, but for controls that only script can make work', async () => {
    const [plain, scripted] = await Promise.all([
      Visitor.arrives(browser, site, { width: 'desktop', script: false }),
      Visitor.arrives(browser, site, { width: 'desktop', script: true, thorough: true }),
    ]);
    for (const address of addresses) {
      await scripted.opens(address);
      await plain.page.goto(site + address);
      const idle = await plain.page.locator(NEEDS_SCRIPT).filter({ visible: true }).allInnerTexts();
      expect({ address, idle }).toEqual({ address, idle: [] });
      await scripted.page.locator(NEEDS_SCRIPT).evaluateAll((controls) => {
        for (const control of controls) control.remove();
      });
      const withoutScript = words(await plain.main());
      const missing = words(await scripted.main()).filter((word) => !withoutScript.includes(word));
      expect({ address, missing }).toEqual({ address, missing: [] });
      expect(withoutScript.length).toBeGreaterThan(5);
    }
    await plain.leaves();
    await scripted.leaves();
  }, 300_000);

  it('answers an address that is not there with a page that meets them, too', async () => {
    const visitor = await Visitor.arrives(browser, site, { width: 'phone' });
    await visitor.opens('/no-such-page', { status: 404 });
    await visitor.leaves();
  });
});

function words(text: string): string[] {
  return [...new Set(text.split(/\s+/).filter((word) => word !== ''))];
}
