import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TEST_NOW } from '../support/app.ts';
import { recorded } from '../support/notifications.ts';
import { signIn } from '../support/people.ts';
import { inventedPerson, type Journey, SCRIPT, startJourney } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterEach(() => journey.test.at(TEST_NOW));
afterAll(() => journey.close());

/** The address of an incident that the Hartlepool hub recorded. */
async function incident(child = 'Robin Madeup'): Promise<string> {
  const hugh = await signIn(journey.test, inventedPerson('Hugh Example'));
  return (await recorded(hugh, { 'people-1-name': child })).href;
}

describe('somebody who may not see a record and needs it', () => {
  it.each(SCRIPT)(
    'asks for it from the page that shows nothing, is answered, and opens it, %s',
    async (_how, script) => {
      // The second of the two comes later: its notice stands above that of the first.
      if (!script) journey.test.at(new Date(TEST_NOW.getTime() + 60_000));
      const address = await incident();
      const peter = await journey.arrives('Peter Example', script);
      await peter.opens(address, { status: 404 });
      await peter.follows('Ask for access');
      await peter.presses('Ask for access', { status: 400 });
      expect(await peter.main()).toContain('Enter what you need the record for');
      await peter.types('What do you need it for?', 'I see the family at four today');
      await peter.presses('Ask for access');
      expect(await peter.main()).toContain('If there is such a record, whoever answers for it has been told');
      expect(await peter.main()).toContain('No answer yet. One is due by 25 November 2026');

      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens('/account');
      await brenda.follows('Requests for access');
      await brenda.follows('Who waits for your answer about serious incident notifications');
      await brenda.follows(/^Peter Example asks to see/);
      await brenda.presses('Answer', { status: 400 });
      expect(await brenda.main()).toContain('Choose your answer');
      await brenda.ticks('Yes, until a day');
      await brenda.typesDate('Last day on which they need it (if yes)', '2026-11-30');
      await brenda.types('Why?', 'Works with the family');
      await brenda.presses('Answer');
      expect(await brenda.main()).toContain('The request is answered');
      expect(await brenda.section('Let in').innerText()).toContain('Peter Example (Cleveland Police)');

      await peter.opens('/account/notices');
      await peter.follows(/^You were let in to SIN-/);
      expect(peter.where()).toBe(address);
      expect(await peter.main()).toContain('Robin Madeup');

      await brenda.follows('End somebody’s access');
      await brenda.ticks('Peter Example');
      await brenda.types('Why does it end?', 'The visit is done');
      await brenda.presses('End their access');
      await peter.opens(address, { status: 404 });
      await brenda.leaves();
      await peter.leaves();
    },
    120_000,
  );
});

describe('an emergency at night', () => {
  it.each(SCRIPT)(
    'opens a sealed record for two hours, and somebody else judges it, %s',
    async (_how, script) => {
      const address = await incident();
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(address);
      await brenda.follows('Who sees this');
      await brenda.follows('Seal it');
      await brenda.types('Why?', 'A colleague’s neighbour');
      await brenda.presses('Seal it');
      expect(await brenda.main()).toContain('It is sealed: nobody sees it who is not named for it');
      await brenda.leaves();

      const priya = await journey.arrives('Priya Example', script);
      await priya.opens(address, { status: 404 });
      await priya.follows('Ask for access');
      await priya.follows('Open it in an emergency');
      await priya.types('What is the emergency?', 'Child in A and E');
      await priya.presses('Open it now');
      expect(priya.where()).toBe(address);
      expect(await priya.main()).toContain('You opened this in an emergency. It is open to you until 11am');

      const sunil = await journey.arrives('Sunil Example', script);
      await sunil.opens('/account/notices');
      await sunil.follows(/^Priya Example, .* opened a record in an emergency/);
      await sunil.ticks('Learning from what happened');
      await sunil.presses('Continue');
      expect(await sunil.heading()).toBe('Opened in an emergency, to be judged');
      await sunil.ticks('Yes, it was right');
      await sunil.presses('Save the verdict');
      expect(await sunil.main()).toContain('Your verdict is saved');
      await sunil.leaves();

      await priya.opens('/access/emergencies');
      expect(await priya.main()).toContain('It was right, says Sunil Example');
      await priya.leaves();
    },
    120_000,
  );
});

describe('a person with somebody close to them in the area', () => {
  it.each(SCRIPT)(
    'declares them, and never meets them in a record, %s',
    async (how, script) => {
      const child = `Nephew Madeup${how.replaceAll(' ', '')}`;
      const address = await incident(child);
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(address);
      await brenda.opens('/account/relations');
      await brenda.presses('Declare them', { status: 400 });
      await brenda.types('Their first name and last name', child);
      await brenda.ticks('Other family');
      await brenda.presses('Declare them');
      expect(await brenda.main()).toContain('From now on you meet them in no record');
      await brenda.opens(address, { status: 404 });
      await brenda.opens('/learning/notifications');
      expect(await brenda.page.locator(`a[href="${address}"]`).count()).toBe(0);
      await brenda.leaves();
    },
    60_000,
  );
});

describe('anybody who works with Kith', () => {
  it.each(SCRIPT)('reads on one page who may see what, and why, %s', async (_how, script) => {
    const maya = await journey.arrives('Maya Example', script);
    await maya.opens('/account');
    await maya.follows('Who may see what');
    const table = await maya.main();
    expect(table).toContain('At night, with a child in danger, nobody is there to be asked.');
    expect(table).toContain('Nobody gives a role to themselves');
    await maya.leaves();
  });
});
