import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney({ empty: true });
});
afterAll(() => journey.close());

describe('a business manager whose partnership has loaded nothing yet', () => {
  it.each(['phone', 'desktop'] as const)(
    'is told on every page what will be here, who brings it and how, on a %s',
    async (width) => {
      const manager = await journey.visitor({ width });
      await manager.opens('/');
      expect(await manager.heading()).toBe('No year is loaded yet');
      for (const name of ['Partnership', 'Priorities', 'Learning']) {
        await manager.follows(name, manager.page.getByRole('navigation', { name: 'Main' }));
        const main = await manager.main();
        expect(main).toContain('Here will stand');
        expect(main).toContain("The partnership's office has not loaded this yet.");
        expect(main).toContain('For the office: kith load my-year.yaml');
      }
      for (const path of ['/training', '/engagement', '/about', '/accessibility']) await manager.opens(path);
      await manager.leaves();
    },
  );

  it('sees no demonstration notice', async () => {
    const manager = await journey.visitor();
    await manager.opens('/');
    expect(await manager.page.getByText('Demonstration.').count()).toBe(0);
    await manager.leaves();
  });
});
