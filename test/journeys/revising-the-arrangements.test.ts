import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureShippedData } from '../../src/demo/index.ts';
import { type Journey, startJourney } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
  const { db, keyring, log, now } = journey.test;
  await ensureShippedData(db, { now, log, ledger: { keyring } });
}, 90_000);
afterAll(() => journey.close());

const PUBLIC = '/partnership/arrangements';

describe('the business manager revises the arrangements, partners sign, and the public reads what changed', () => {
  it.each([
    ['with script', true, 3],
    ['without script', false, 4],
  ] as const)(
    '%s',
    async (_how, script, number) => {
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(PUBLIC);
      await brenda.follows('Every version, and the one under way');
      if (number > 3) {
        await brenda.types('Why is there a new version?', 'The yearly review.');
        await brenda.presses('Copy the version in force');
      } else await brenda.follows('Version 3');
      const draft = brenda.where().split('?', 1)[0] ?? '';

      await brenda.follows('Change “Independent scrutiny”');
      await brenda.types('Words', '');
      await brenda.presses('Save the section', { status: 400 });
      expect(await brenda.main()).toContain('Write the words of the section');
      await brenda.types('Words', `Scrutiny is by somebody who chairs nothing, as of version ${number}.`);
      await brenda.presses('Save the section');
      expect(await brenda.main()).toContain('Your changes are saved.');

      await brenda.follows('Reason, areas, partners and dates');
      await brenda.typesDate('When is its review due?', '2025-04-01');
      await brenda.presses('Save these facts', { status: 400 });
      expect(await brenda.main()).toContain('The day of its review must be after today');
      await brenda.typesDate('When does it come into force?', '2026-12-01');
      await brenda.typesDate('When is its review due?', '2027-12-01');
      await brenda.presses('Save these facts');
      await brenda.follows(`What changed since version ${number - 1}`);
      expect(await brenda.main()).toContain('Independent scrutiny');
      await brenda.opens(draft);
      await brenda.presses('Send it to the partners to sign');
      expect(await brenda.main()).toContain('The partners have been told that it waits for their signature.');

      for (const [index, name] of ['Sunil Example', 'Sarah Example', 'Samuel Example'].entries()) {
        const partner = await journey.arrives(name, script);
        await partner.opens('/account/notices');
        expect(await partner.main()).toContain('waits for your agency’s signature');
        await partner.opens(draft);
        await partner.presses('Sign it');
        if (index === 0) {
          await partner.presses('Sign this version', { status: 400 });
          expect(await partner.main()).toContain('Confirm that you sign for your agency');
        }
        await partner.page.getByLabel('I am entitled to sign for').check();
        await partner.presses('Sign this version');
        expect(await partner.main()).toContain('The signature is recorded.');
        await partner.leaves();
      }

      await brenda.opens(draft);
      expect(await brenda.main()).toContain('Still to sign: Stockton-on-Tees Borough Council.');
      await brenda.follows('Record a signature given on paper');
      await brenda.page.getByLabel('Which partner signed?').selectOption({ label: 'Stockton-on-Tees Borough Council' });
      await brenda.types('In which post?', 'Chief executive');
      await brenda.typesDate('On which day?', '2026-11-20');
      await brenda.types('Where is the signed paper kept?', 'In the office, folder 3');
      await brenda.presses('Record the signature');
      await brenda.presses('Publish it');
      expect(await brenda.main()).toContain('It is public now');
      await brenda.leaves();

      const public_ = await journey.visitor({ script });
      await public_.opens('/partnership');
      await public_.follows('Published arrangements');
      // Until its own day comes, the one before is in force.
      expect(await public_.main()).toContain('takes the place of this one on 1 December 2026.');
      expect(await public_.main()).not.toContain(`as of version ${number}`);
      await public_.follows(`Version ${number}`);
      expect(await public_.main()).toContain('It comes into force on 1 December 2026. Read the version in force');
      expect(await public_.main()).toContain(`as of version ${number}`);
      expect(await public_.main()).not.toContain('folder 3');
      await public_.follows(`From version ${number - 1} to version ${number}`);
      const added = (await public_.page.locator('ins.kith-added').allInnerTexts()).join(' ');
      expect(added).toContain('added:');
      expect(added).toContain(String(number));
      await public_.leaves();
    },
    120_000,
  );
});

describe('the public asks who was in the partnership, and what it cost', () => {
  it('on another day, and in another year', async () => {
    const reader = await journey.visitor();
    await reader.opens('/partnership?on=2021-10-01');
    expect(await reader.section('Who is in it').innerText()).toContain('Tees Valley Clinical Commissioning Group');
    await reader.follows('Back to today');
    expect(await reader.section('Who is in it').innerText()).toContain(
      'in place of Tees Valley Clinical Commissioning Group',
    );
    await reader.follows('Money');
    await reader.follows('2021-22');
    expect(await reader.main()).toContain('Every figure here is invented for the demonstration');
    await reader.opens('/partnership');
    await reader.follows('Objectives, and what was done for each');
    await reader.follows(/Share information well enough/);
    expect(await reader.main()).toContain('Tied to it because');
    await reader.leaves();
  }, 60_000);
});
