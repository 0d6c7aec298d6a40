import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KINDS_WITH_THEIR_OWN_PAGE, shownKind } from '../../src/home/index.ts';
import { modules } from '../../src/modules.ts';
import { loadFiles } from '../../src/platform/records/index.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import { crawl } from '../support/crawl.ts';

const kinds = modules.flatMap((module) => module.recordKinds ?? []);

const CHANGED = `kith: year-file 1
partnership: hsscp
year: 2021-22
source: hsscp-annual-report-2021-22
priorities:
  - key: domestic-abuse
    at: A corrected page
    number: 2
    kind: thematic
    title: Domestic abuse
    aim: Understand it <b>better</b>.
    done:
      - "<script>alert(1)</script> was done."
`;

describe('where records come from', () => {
  let test: TestApp;
  const page = async (url: string) => {
    const answer = await test.app.inject({ url });
    return { status: answer.statusCode, html: answer.body };
  };

  beforeAll(async () => {
    test = await buildTestApp();
  });
  afterAll(() => test.close());

  it('is decided for every kind of record: shown as loaded, or only on a page that withholds small numbers', () => {
    const undecided = kinds
      .map((one) => one.kind)
      .filter((kind) => (shownKind(kind) === null) === !KINDS_WITH_THEIR_OWN_PAGE.includes(kind));
    expect(undecided).toEqual([]);
  });

  it('is never shown for a figure by its key, where a small number would stand uncovered', async () => {
    const answer = await page(
      `/records/figure/${encodeURIComponent('private-fostering-new|E06000001|2021-22|2021-22')}`,
    );
    expect(answer.status).toBe(404);
    expect(answer.html).toContain('Figures have provenance pages of their own');
  });

  it.each(['constructor', '__proto__', 'toString', 'no-such-kind'])('answers 404 for the kind %s', async (kind) => {
    expect((await page(`/records/${kind}/x`)).status).toBe(404);
  });

  it('is one link away from every page of a partnership’s year', async () => {
    const pages = (await crawl(test.app)).filter((one) =>
      /^\/(partnership|priorities\/|learning\/|training|engagement|snapshot\?year=2021)/.test(one.url),
    );
    expect(pages.length).toBeGreaterThan(40);
    expect(pages.filter((one) => !one.html?.includes('class="kith-source"')).map((one) => one.url)).toEqual([]);
  }, 120_000);

  it('keeps a corrected record’s earlier version beside it, and shows text as text', async () => {
    const loaded = await loadFiles(test.db, [{ name: 'corrected.yaml', text: CHANGED }], {
      kinds,
      loadedBy: 'A tester',
      now: TEST_NOW,
    });
    expect(loaded).toMatchObject({ ok: true });
    const { status, html } = await page('/records/priority/domestic-abuse');
    expect(status).toBe(200);
    expect(html).toContain('Version 2');
    expect(html).toContain('Version 1');
    expect(html).toContain('A tester');
    expect(html).toContain('corrected.yaml');
    expect(html).toContain('A corrected page');
    expect(html).toMatch(/Aim:<\/span> <del>[^<]+<\/del> <ins>Understand it &lt;b>better&lt;\/b>\.<\/ins>/);
    expect(html).not.toContain('<script>alert');
    expect((await page('/priorities/domestic-abuse')).html).toContain('&lt;script>alert(1)&lt;/script> was done.');
  });
});

describe('an address that leads nowhere', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildTestApp();
  });
  afterAll(() => test.close());

  it.each([
    ['/partnership/groups/none', 'There is no group at this address'],
    ['/priorities/none', 'There is no priority at this address'],
    ['/priorities?year=1999-00', 'No priorities are loaded for the year 1999-00'],
    ['/learning/themes/none', 'There is no theme at this address'],
    ['/learning/reviews/none', 'There is no review at this address'],
    ['/learning/audits/none', 'There is no audit at this address'],
    ['/training?year=<b>', 'No training is loaded for the year &lt;b>'],
    ['/engagement?year=1999-00', 'No communication is loaded for the year 1999-00'],
    ['/?year=1999-00', 'Nothing is loaded for the year 1999-00'],
    ['/records/priority/none', 'There is no record at this address'],
  ])('%s is answered 404, and says what to do', async (url, says) => {
    const answer = await test.app.inject({ url });
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain(says);
  });
});
