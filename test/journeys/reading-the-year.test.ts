import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

describe.each([
  { script: true, how: 'with script' },
  { script: false, how: 'with script off' },
])('on a phone, $how', ({ script }) => {
  it('a board member opens the home page and reaches the record behind a stated result', async () => {
    const member = await journey.visitor({ script });
    await member.opens('/');
    expect(await member.heading()).toBe('How the year stands');
    expect(await member.section('What keeps coming back').innerText()).not.toContain('Recognition and referral');
    expect(await member.section('What works well').innerText()).toContain('Recognition and referral');
    await member.follows(/Decide how to test \d+ stated results/, member.section('What needs doing'));
    expect(await member.heading()).toBe('Priorities');
    await member.follows('Domestic abuse');
    expect(await member.main()).toContain('Stated, not measured');
    await member.follows(/^Source of result 1$/);
    expect(member.where()).toMatch(/^\/records\/priority\/domestic-abuse#impact-1$/);
    const main = await member.main();
    expect(main).toContain('Kith demonstration');
    expect(main).toContain('Priority 2, page 17');
    await member.leaves();
  });

  it('a business manager finds the actions that nobody answers for', async () => {
    const manager = await journey.visitor({ script });
    await manager.opens('/');
    await manager.follows(/Give \d+ actions an owner and a date/);
    expect(manager.where()).toBe('/learning#actions');
    expect(await manager.section('Actions from reviews').innerText()).toContain('No owner or date in the source');
    await manager.leaves();
  });

  it('an independent scrutineer follows a theme from the learning page to every place where it was seen', async () => {
    const scrutineer = await journey.visitor({ script });
    await scrutineer.opens('/learning');
    await scrutineer.follows('Professional curiosity', scrutineer.section('What keeps coming back'));
    expect(await scrutineer.section('Where it was seen').innerText()).toContain('Child Q');
    await scrutineer.follows('Child Q', scrutineer.section('Where it was seen'));
    expect(await scrutineer.main()).toContain('Kith holds no record of the child or the family');
    await scrutineer.follows(/^Source of point 3$/);
    expect(scrutineer.where()).toBe('/records/practice-review/child-q#learning-3');
    await scrutineer.leaves();
  });

  it('a new partner reads who leads the partnership and what the Engine Room must do', async () => {
    const partner = await journey.visitor({ script });
    await partner.opens('/partnership');
    await partner.follows('Engine Room', partner.section('How it is led'));
    expect(await partner.main()).toContain('Accountable to');
    await partner.follows('Executive');
    expect(await partner.heading()).toBe('Executive');
    await partner.leaves();
  });
});

describe('a reader at the end of the day', () => {
  it('finds on the page of learning what comes back first, then who answers for what, and the long table last', async () => {
    const reader = await journey.visitor();
    await reader.opens('/learning');
    expect(await reader.page.locator('main h2').allInnerTexts()).toEqual([
      'What keeps coming back',
      'Actions from reviews',
      'Practice reviews',
      'Multi-agency audits',
      'Every theme, and where it was seen',
    ]);
    const rows = await reader.page.locator('main tbody tr').count();
    expect(await reader.page.locator('.kith-lede').innerText()).toContain(`of ${rows} themes`);
    expect(await reader.section('Every theme, and where it was seen').innerText()).toContain(`Of ${rows} themes`);
    await reader.leaves();
  });

  it('reads of a strength that it is one, and is asked for nothing against it', async () => {
    const reader = await journey.visitor();
    await reader.opens('/learning/themes/recognition-and-referral');
    expect(await reader.page.locator('.kith-lede').innerText()).toBe('Seen 5 times, always as a strength.');
    expect(await reader.page.getByRole('heading', { name: 'What was tried' }).count()).toBe(0);
    await reader.leaves();
  });

  it('follows whom the website reached by what was counted, and sees in which section a figure stands', async () => {
    const reader = await journey.visitor();
    await reader.opens('/engagement');
    await reader.follows('Visitors to the website');
    expect(await reader.heading()).toContain('isitors');
    await reader.follows(/^Source/, reader.page.locator('main'));
    expect(reader.where()).toMatch(/^\/figures\/\d+$/);
    expect(await reader.page.locator('.kith-nav [aria-current]').innerText()).toBe('Snapshot');
    await reader.leaves();
  });
});

describe('with the keyboard alone', () => {
  it('a reader skips to the page and comes to its first link', async () => {
    const reader = await journey.visitor({ width: 'desktop' });
    await reader.opens('/priorities');
    await reader.page.keyboard.press('Tab');
    expect(await reader.page.locator(':focus').innerText()).toBe('Skip to main content');
    await reader.page.keyboard.press('Enter');
    await reader.page.keyboard.press('Tab');
    expect(await reader.page.locator('main :focus').count()).toBe(1);
    await reader.leaves();
  });
});

describe('every page says', () => {
  it('that this is a demonstration, also when the address is wrong', async () => {
    const reader = await journey.visitor({ width: 'desktop' });
    for (const path of ['/', '/learning', '/clocks', '/accessibility']) {
      await reader.opens(path);
      expect(await reader.page.getByText('Demonstration.').isVisible()).toBe(true);
    }
    await reader.opens('/no-such-page', { status: 404 });
    expect(await reader.heading()).toBe('Page not found');
    expect(await reader.page.getByText('Demonstration.').isVisible()).toBe(true);
    await reader.leaves();
  });
});

describe('on paper', () => {
  it.each(['/', '/partnership', '/learning', '/priorities/domestic-abuse', '/snapshot/areas/E06000001?year=2021-22'])(
    '%s has Kith’s face, no addresses behind links, and nothing that only a screen can use',
    async (path) => {
      const reader = await journey.visitor({ width: 'desktop' });
      await reader.opens(path);
      await reader.page.emulateMedia({ media: 'print' });
      const faults = await reader.page.evaluate(() => {
        const found: string[] = [];
        for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
          if (!element.checkVisibility()) continue;
          const name = `${element.tagName}.${element.getAttribute('class')}`;
          const { fontFamily } = getComputedStyle(element);
          if (!/^"?Atkinson/.test(fontFamily) && !element.closest('code')) found.push(`${name} in ${fontFamily}`);
          if (getComputedStyle(element, '::after').content.includes('(')) found.push(`${name} prints an address`);
          if (element.matches('nav, .kith-no-print, .kith-source, .govuk-skip-link')) found.push(`${name} is printed`);
        }
        return [...new Set(found)];
      });
      expect(faults).toEqual([]);
      await reader.leaves();
    },
  );
});
