import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedCensus } from '../../src/demo/census.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

/** The analyst of each council, with a telephone. */
const ANALYSTS = [
  ['Anwar Example', '805', 'with script', true],
  ['Agnes Example', '808', 'without script', false],
] as const;

/** Sends a census and waits until its page has gone on by itself. */
async function checks(analyst: Visitor, script: boolean, file: string): Promise<void> {
  await analyst.opens('/returns');
  await analyst.presses('Check a return');
  await analyst.ticks('Children in Need census');
  await analyst.page.getByLabel(/Children in Need census: which year does it account for/).selectOption('2024/25');
  const sent = { name: 'our census.xml', mimeType: 'application/xml', buffer: Buffer.from(file) };
  await analyst.page.getByLabel('The file').setInputFiles(sent);
  // With script the page may go on while it would be looked through.
  if (script) await analyst.page.getByRole('button', { name: 'Check it' }).click();
  else await analyst.presses('Check it');
  await analyst.page.getByText('This is a preview: nothing counts yet.').waitFor();
  await analyst.opens(analyst.where());
}

describe('an analyst checks the census, mends, checks again and sees what was mended', () => {
  it.each(ANALYSTS)(
    '%s, %s %s',
    async (name, authority, _how, script) => {
      const analyst = await journey.arrives(name, script);
      const wish = { authority, children: 40 };

      await checks(analyst, script, inventedCensus({ ...wish, faultEvery: 4 }));
      expect(await analyst.main()).toContain('in a return of 40 children');
      await analyst.follows(/^4220: The ethnicity is missing/);
      for (const words of ['Why it matters:', 'How it is usually mended:', 'Named by the rule: empty'])
        expect((await analyst.page.locator('main').textContent()) ?? '').toContain(words);
      await analyst.follows(/^Child DEMO/);
      expect(await analyst.main()).toMatch(/Child DEMO\d{5}\. \d+ findings/);
      await analyst.follows('decide about it');
      await analyst.presses('Accept this return', { status: 400 });
      expect(await analyst.main()).toContain('Enter why it is accepted though errors stand in it');
      await analyst.types('Why is it accepted though errors stand in it?', 'The state of October');
      await analyst.presses('Accept this return');
      expect(await analyst.main()).toContain('The return is accepted. This is its receipt.');

      await checks(analyst, script, inventedCensus({ ...wish, faultEvery: 20 }));
      await analyst.follows(/^\d+ mended$/);
      expect(await analyst.main()).toContain('What was mended');
      await analyst.follows(/^8610: The referral led to further action/);
      await analyst.follows('decide about it');
      await analyst.types('Why is it accepted though errors stand in it?', 'The state of November');
      await analyst.presses('Accept this return');
      expect(await analyst.main()).toMatch(/\d+ findings were mended/);
      await analyst.follows('the snapshot of the area');
      expect(await analyst.main()).toContain('counted from the census');
      await analyst.opens('/returns/quality');
      expect(await analyst.main()).toMatch(/\d+ findings fewer than in the one before/);
      await analyst.leaves();
    },
    60_000,
  );
});
