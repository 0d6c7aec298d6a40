import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, SCRIPT, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const nav = (person: Visitor) => person.page.getByRole('navigation', { name: 'Main' });

/** Brenda gives an action and stays on its page. Returns its address. */
async function gives(brenda: Visitor, title: string, owner: string): Promise<string> {
  await brenda.opens('/work/actions/new');
  await brenda.types('What is to be done?', title);
  await brenda.types('What does it mean?', 'Invented: write to every school and say how it will be told.');
  await brenda.types('Who does it?', owner);
  await brenda.typesDate('By when?', '2026-12-18');
  await brenda.presses('Give the action');
  return brenda.where().split('?', 1)[0] ?? '';
}

describe('an action that is done is not yet one that made a difference', () => {
  it.each(SCRIPT)(
    'until somebody else has looked, on a day that was set, %s',
    async (_how, script) => {
      const title = `Tell schools before the meeting, ${script ? 'first' : 'second'}`;
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens('/');
      await brenda.follows('Work', nav(brenda));
      await brenda.follows('Recommendations');
      await brenda.presses('Enter a recommendation');
      await brenda.types('What is recommended?', 'Invented: every school is told before the meeting.');
      await brenda.page.getByLabel('Where does it come from?').selectOption('practice-review:child-o');
      await brenda.types('Which one, and where in it?', 'Child O, on schools');
      await brenda.typesDate('When was it made?', '2026-11-02');
      await brenda.ticks('Cleveland Police');
      await brenda.presses('Enter the recommendation');
      expect(await brenda.main()).toContain('The recommendation is entered');
      await brenda.presses('Give an action under it');
      await brenda.types('What is to be done?', title);
      await brenda.types('What does it mean?', 'Invented: write to every school.');
      await brenda.types('Who does it?', 'Peter Example');
      await brenda.typesDate('By when?', '2026-11-10');
      await brenda.presses('Give the action', { status: 400 });
      expect(await brenda.main()).toContain('The due date must not be in the past');
      await brenda.typesDate('By when?', '2026-12-18');
      await brenda.presses('Give the action');
      expect(await brenda.main()).toContain('The action is given, and its owner is told');
      const address = brenda.where().split('?', 1)[0] ?? '';
      await brenda.leaves();

      const peter = await journey.arrives('Peter Example', script);
      await peter.opens('/work');
      await peter.follows(title);
      await peter.presses('Say that it is done');
      await peter.presses('Say that it is done', { status: 400 });
      expect(await peter.main()).toContain('an action is not closed without evidence');
      await peter.types('What was done?', 'Invented: 84 schools were written to.');
      await peter.types(
        'What should be different for children or practitioners?',
        'Schools have their say before the meeting',
      );
      await peter.ticks('A question in an audit');
      await peter.types('Which figure, which question, or whose feedback?', 'Was the school told before the meeting?');
      await peter.typesDate('When does somebody look?', '2027-03-01');
      await peter.presses('Say that it is done');
      expect(await peter.main()).toContain('Done, effect not looked at yet');
      expect(await peter.main()).not.toContain('Look at its effect');
      await peter.leaves();

      const ines = await journey.arrives('Ines Example', script);
      await ines.opens(address);
      await ines.presses('Look at its effect');
      expect(await ines.main()).toContain('84 schools were written to');
      await ines.ticks('Improved');
      await ines.types('What did you find?', 'Invented: 9 of 10 schools were told; 3 of 10 before.');
      await ines.presses('Record what I found');
      const over = await ines.main();
      for (const words of ['made a difference', '84 schools', '9 of 10 schools', 'Peter Example', 'Ines Example'])
        expect(over.toLowerCase()).toContain(words.toLowerCase());
      await ines.leaves();
    },
    120_000,
  );

  it.each(SCRIPT)(
    'and several that are late get a new date together, %s',
    async (_how, script) => {
      const brenda = await journey.arrives('Brenda Example', script);
      const titles = ['First', 'Second'].map((place) => `${place} of a pair ${script ? 'with' : 'without'} script`);
      for (const title of titles) await gives(brenda, title, 'Priya Example');
      await brenda.opens('/work/partnership');
      for (const title of titles) {
        const item = brenda.page.locator('.kith-work__item', { hasText: title });
        await item.getByRole('checkbox').check();
      }
      await brenda.presses('Change the ticked ones together');
      await brenda.ticks('Set a new due date');
      await brenda.presses('Change all of them', { status: 400 });
      await brenda.typesDate('When are they due?', '2027-01-29');
      await brenda.types('Why?', 'The term is too short');
      await brenda.presses('Change all of them');
      expect(await brenda.main()).toContain('All of the ticked actions were changed');
      await brenda.follows(titles[0] ?? '');
      expect(await brenda.main()).toContain('29 January 2027');
      await brenda.leaves();
    },
    120_000,
  );
});
