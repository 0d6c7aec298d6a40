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
  it('a board member opens the home page and reaches the record behind a claim', async () => {
    const member = await journey.visitor({ script });
    await member.opens('/');
    expect(await member.heading()).toBe('How the year stands');
    await member.follows(/Decide how to test \d+ claims of impact/, member.section('What needs doing'));
    expect(await member.heading()).toBe('Priorities');
    await member.follows('Domestic abuse');
    expect(await member.main()).toContain('Claimed, not measured');
    await member.follows(/^Source of claim 1$/);
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
    await scrutineer.follows('Professional curiosity', scrutineer.section('Themes and where they were seen'));
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
