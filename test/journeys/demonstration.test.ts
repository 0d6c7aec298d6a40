import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELD_ROLES, ROLES } from '../../src/platform/access/index.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { Window } from './support/visitor.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney({ env: { KITH_ENV: 'demonstration' } });
});
afterAll(() => journey.close());

const WINDOWS: [string, Window][] = [
  ['on a phone', { width: 'phone', script: true }],
  ['on a phone without script', { width: 'phone', script: false }],
  ['at a desk', { width: 'desktop', script: true }],
];

describe('a visitor of the demonstration', () => {
  it.each(WINDOWS)(
    'looks around as one person and then as another, and every page says that nobody is real, %s',
    async (_how, window) => {
      const visitor = await journey.visitor(window);
      const banner = () => visitor.page.getByRole('region', { name: 'About this demonstration' }).innerText();
      await visitor.opens('/');
      expect(await banner()).toContain('Everybody here is invented');
      await visitor.follows('Sign in');
      const offered = await visitor.section('Look around as somebody invented').innerText();
      for (const role of HELD_ROLES) expect(offered).toContain(ROLES[role].name);

      await visitor.presses('Practitioner Priya Example Hartlepool Borough Council');
      await visitor.follows(/^Priya Example/);
      expect(await visitor.heading()).toContain('Priya Example');
      expect(await visitor.main()).toContain('This session: demonstration, without proof');
      expect(await banner()).toContain('Everybody here is invented');

      await visitor.opens('/sign-in');
      expect(await visitor.main()).toContain('You are signed in as Priya Example');
      await visitor.page.getByText('People of other agencies').click();
      await visitor.presses('Auditor Arthur Example North East and North Cumbria Integrated Care Board');
      await visitor.follows(/^Arthur Example/);
      expect(await visitor.heading()).toContain('Arthur Example');
      await visitor.presses('Sign out');
      expect(await visitor.heading()).toBe('You are signed out');
      await visitor.leaves();
    },
    60_000,
  );
});
