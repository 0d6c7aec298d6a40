import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './support/journey.ts';
import type { Window } from './support/visitor.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const withScript: Window[] = [
  { width: 'phone', script: true },
  { width: 'desktop', script: true },
];
const phoneWithout: Window = { width: 'phone', script: false };

describe.each([...withScript, phoneWithout])('the safeguarding snapshot, $width, script $script', (window) => {
  it('an analyst compares both areas and finds why a figure was not joined', async () => {
    const analyst = await journey.visitor(window);
    await analyst.opens('/snapshot');
    expect(await analyst.heading()).toBe('Safeguarding snapshot');

    const row = analyst.page.getByRole('row', { name: /Open child in need cases/ });
    expect(await row.getByRole('cell').count()).toBe(3);
    expect(await row.innerText()).toMatch(/1,387[\s\S]*2,373/);
    expect(await row.innerText()).toMatch(/Not added up\s+The periods differ: 2021-22 against 2020-21/);

    const earlyHelp = analyst.page.getByRole('row', { name: /^Early help / }).first();
    expect(await earlyHelp.innerText()).toMatch(/The definitions differ/);
    await earlyHelp.getByRole('link', { name: /^note/ }).first().click();
    const note = await analyst.page.locator('.kith-notes li:target').innerText();
    expect(note).toMatch(/assessments completed[\s\S]*episodes opened/);

    await analyst.follows('Early help', earlyHelp);
    expect(await analyst.main()).toContain('2 different counts stand on this line');
    await analyst.leaves();
  });

  it('a reader follows a figure to its source', async () => {
    const reader = await journey.visitor(window);
    await reader.opens('/snapshot');
    await reader.follows('Snapshot of Hartlepool');
    expect(await reader.heading()).toBe('Hartlepool');

    const tile = reader.page.locator('.kith-figure').filter({ hasText: 'Referrals to children' });
    expect(await tile.innerText()).toMatch(/1,970[\s\S]*April 2021 to March 2022/);
    await reader.follows(/^Source of Referrals/, tile);

    expect(await reader.heading()).toMatch(/Referrals to children.*Hartlepool/);
    const page = await reader.main();
    expect(page).toContain('1,970');
    expect(page).toContain('Kith demonstration');
    expect(page).toMatch(/annual report 2021-22/);
    expect(page).toContain('This is the first value loaded');

    await reader.follows('Hartlepool');
    expect(reader.where()).toBe('/snapshot/areas/E06000001?year=2021-22');
    await reader.leaves();
  });
});

describe.each([{ width: 'desktop', script: true } as const, phoneWithout])(
  'the safeguarding snapshot in depth, $width, script $script',
  (window) => {
    it('a reader finds what a figure counts, and why a small number is not shown', async () => {
      const reader = await journey.visitor(window);
      await reader.opens('/snapshot/areas/E06000004?year=2021-22');
      const referrals = reader.page.locator('.kith-figure').filter({ hasText: 'Referrals to children' });
      await referrals.getByText('What it counts').click();
      expect(await referrals.locator('.kith-definition p').first().isVisible()).toBe(true);

      const fostering = reader.page.locator('.kith-figure').filter({ hasText: 'rivate fostering' });
      expect(await fostering.innerText()).toMatch(/Not shown[\s\S]*The number is from 1 to 5/);
      await reader.leaves();
    });

    it('an analyst sets a figure beside what is published, and takes the series away', async () => {
      const analyst = await journey.visitor(window);
      await analyst.opens('/snapshot/indicators/children-in-need');
      const published = analyst.section('Published statistics beside it');
      expect(await published.innerText()).toContain('Not the same figure.');
      await analyst.follows('This series on a page of its own', published);
      expect(await analyst.page.locator('svg[role="img"]:visible').count()).toBe(1);
      expect(await analyst.page.getByRole('table').count()).toBe(1);

      const [file] = await Promise.all([
        analyst.page.waitForEvent('download'),
        analyst.page.getByRole('link', { name: 'CSV' }).click(),
      ]);
      expect(file.suggestedFilename()).toMatch(/^published-[a-z0-9-]+\.csv$/);
      await analyst.leaves();
    });

    it('an analyst finds a published series by its words', async () => {
      const analyst = await journey.visitor(window);
      await analyst.opens('/snapshot/published');
      await analyst.page.getByRole('searchbox', { name: 'Find a series' }).fill('in need');
      await Promise.all([
        analyst.page.waitForURL(/q=in/),
        analyst.page.getByRole('button', { name: 'Search' }).click(),
      ]);
      expect(await analyst.main()).toMatch(/series holds? “in need”/);
      await analyst.leaves();
    });
  },
);

describe('the safeguarding snapshot before any year is loaded', () => {
  it('says what will be here and how it gets here', async () => {
    const empty = await startJourney({ empty: true });
    const visitor = await empty.visitor();
    await visitor.opens('/snapshot');
    expect(await visitor.main()).toMatch(/will stand here[\s\S]*kith load/);
    await visitor.opens('/snapshot/published');
    expect(await visitor.main()).toContain('kith load published FILE');
    await empty.close();
  });
});
