import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, SCRIPT, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const group = (person: Visitor, name: string) => person.page.getByRole('group', { name, exact: true });

/** Ticks one answer to one question. */
async function answers(person: Visitor, question: string, answer: string): Promise<void> {
  await group(person, question).getByLabel(answer, { exact: true }).check();
}

/** Types who somebody is, on one line of the form. */
async function names(person: Visitor, line: number, part: string, name: string): Promise<void> {
  const fields = group(person, `Person ${line}`);
  await fields.getByLabel('What they are to the child', { exact: true }).selectOption({ label: part });
  await person.types('Name', name, fields);
}

/** Fills the form in as far as a hub worker knows at six in the evening. */
async function fillsIn(person: Visitor): Promise<void> {
  await answers(person, 'In which area did it happen?', 'Hartlepool');
  await person.typesDate('When did the council become aware?', '2026-11-20');
  await person.ticks('It is not known when it happened');
  await answers(person, 'What happened to the child?', 'The child was seriously harmed');
  await answers(person, 'Which kinds of harm?', 'Not known yet');
  await answers(person, 'Is abuse or neglect known or suspected?', 'Suspected');
  await answers(person, 'Was the child looked after by a council?', 'No');
  await answers(person, 'Was the young person a care leaver?', 'No');
  await person.types('What happened?', 'Invented: a hospital rang about an invented child.');
  await names(person, 1, 'The child', 'Robin Madeup');
}

/** Records an incident and stays on its page. */
async function records(person: Visitor): Promise<string> {
  await person.opens('/learning/notifications/new');
  await fillsIn(person);
  await person.presses('Record the notification');
  return person.where().split('?', 1)[0] ?? '';
}

const main = (person: Visitor) => person.page.getByRole('navigation', { name: 'Main' });

describe('a serious incident is notified', () => {
  it.each(SCRIPT)(
    'by a hub worker, from the first call to the day it was sent, %s',
    async (_how, script) => {
      const hugh = await journey.arrives('Hugh Example', script);
      await hugh.opens('/');
      await hugh.follows('Incidents', main(hugh));
      await hugh.presses('Record a serious incident');
      await fillsIn(hugh);
      await hugh.page.getByLabel('What happened?', { exact: true }).fill('');
      await hugh.presses('Record the notification', { status: 400 });
      expect(await hugh.main()).toContain('Enter what happened');
      await hugh.types('What happened?', 'Invented: a hospital rang about an invented child.');

      await names(hugh, 2, 'Brother or sister', 'Sam Madeup');
      await names(hugh, 3, 'Parent or carer', 'Alex Madeup');
      await hugh.presses('Add another person');
      expect(await group(hugh, 'Person 3').getByLabel('Name', { exact: true }).inputValue()).toBe('Alex Madeup');
      await names(hugh, 4, 'Professional', 'Kim Madeup');
      await hugh.presses('Record the notification');
      expect(await hugh.main()).toContain('The notification is recorded. Nothing has been sent');
      const toDo = hugh.section('What is still to be done');
      expect(await toDo.innerText()).toContain('Due by Friday 27 November 2026: 4 working days left');
      expect(await toDo.innerText()).toContain('Send it to the Panel through the Panel’s own system');
      expect(await hugh.section('Who appears').innerText()).toContain('Kim Madeup');

      await hugh.follows('Change this notification');
      await hugh.typesDate('When was it sent to the Panel?', '2026-11-23');
      await hugh.types('The Panel’s reference', 'INVENTED-17');
      await hugh.typesDate('When were the safeguarding partners told?', '2026-11-23');
      await hugh.presses('Save changes', { status: 400 });
      await hugh.types('Why are you changing it?', 'It was sent this morning');
      await hugh.presses('Save changes');
      expect(await toDo.innerText()).toContain('Sent on 23 November 2026, in time');
      expect(await toDo.innerText()).toContain('A rapid review follows within 15 working days');

      await hugh.follows('What was changed, by whom and why');
      const history = await hugh.main();
      for (const words of ['Reason given: It was sent this morning', 'INVENTED-17', 'Hugh Example', 'Kim Madeup']) {
        expect(history).toContain(words);
      }
      await hugh.opens('/learning/notifications?show=notified');
      expect(await hugh.main()).toContain('Sent on 23 November 2026, in time');
      await hugh.leaves();
    },
    90_000,
  );

  it.each(SCRIPT)(
    'and whoever answers for it in the council says what they need it for, and finds who sees it, %s',
    async (_how, script) => {
      const hugh = await journey.arrives('Hugh Example', script);
      const address = await records(hugh);
      expect(await hugh.page.getByRole('link', { name: 'Who sees this' }).count()).toBe(0);
      await hugh.leaves();

      const sunil = await journey.arrives('Sunil Example', script);
      await sunil.opens(address);
      expect(sunil.where()).toContain('/account/purpose');
      await sunil.ticks('Keeping a child safe now');
      await sunil.presses('Continue');
      expect(sunil.where()).toBe(address);
      expect(await sunil.main()).toContain('You are reading this for: keeping a child safe now.');
      const link = sunil.page.getByRole('link', { name: 'Who sees this' });
      expect(await link.getAttribute('href')).toBe(
        `/access/records/serious-incident-notification/${address.split('/').at(-1)}`,
      );
      await sunil.follows('All notifications');
      expect(await sunil.main()).toContain('Hartlepool Borough Council became aware on 20 November 2026');
      await sunil.leaves();
    },
    60_000,
  );

  it.each(SCRIPT)(
    'sealed from the start, it is there for whoever decides about it, and for nobody else, not even by its address, %s',
    async (_how, script) => {
      const hugh = await journey.arrives('Hugh Example', script);
      await hugh.opens('/learning/notifications/new');
      await fillsIn(hugh);
      await hugh.ticks('Seal it from the start');
      await hugh.presses('Record the notification', { status: 400 });
      const laura = 'Laura Example, Hartlepool Borough Council';
      await hugh.page.getByLabel('who decides with you who else sees it?').selectOption({ label: laura });
      await hugh.presses('Record the notification');
      expect(await hugh.main()).toContain('Only the people named for this notification can see it');
      const address = hugh.where().split('?', 1)[0] ?? '';
      await hugh.leaves();
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(address, { status: 404 });
      expect(await brenda.main()).not.toContain('Madeup');
      await brenda.leaves();
      const decides = await journey.arrives('Laura Example', script);
      await decides.opens(address);
      await decides.follows('Who sees this');
      await decides.leaves();
    },
    60_000,
  );

  it('and an officer of the police is told which council to tell', async () => {
    const sarah = await journey.arrives('Sarah Example', true);
    await sarah.opens('/learning/notifications');
    await sarah.ticks('Learning from what happened');
    await sarah.presses('Continue');
    await sarah.presses('Record a serious incident');
    expect(await sarah.main()).toContain('Only a council notifies the Panel, and you work for Cleveland Police');
    await sarah.leaves();
  }, 60_000);
});

describe('two tabs that change the same notification', () => {
  it.each(SCRIPT)(
    'lose nothing: whoever saves second is shown both versions and chooses, %s',
    async (_how, script) => {
      const hugh = await journey.arrives('Hugh Example', script);
      const address = await records(hugh);
      const brenda = await journey.arrives('Brenda Example', script);
      await hugh.opens(`${address}/change`);
      await brenda.opens(`${address}/change`);

      await brenda.types('What happened?', 'Invented: as the business manager heard it.');
      await brenda.types('The Panel’s reference', 'INVENTED-2');
      await brenda.types('Why are you changing it?', 'The police rang');
      await brenda.presses('Save changes');
      await brenda.leaves();

      await hugh.types('What happened?', 'Invented: as the hub heard it.');
      await answers(hugh, 'Is abuse or neglect known or suspected?', 'Known');
      await hugh.types('Why are you changing it?', 'The hospital rang again');
      await hugh.presses('Save changes', { status: 409 });
      expect(await hugh.heading()).toBe('Somebody else changed this notification too');
      const both = await hugh.main();
      expect(both).toContain('Invented: as the business manager heard it.');
      expect(both).toContain('Invented: as the hub heard it.');

      await hugh.presses('Save what I chose', { status: 400 });
      expect(await hugh.main()).toContain('Choose which “what happened” is to stand');
      await group(hugh, 'What happened').getByLabel('What you typed').check();
      await hugh.presses('Save what I chose');
      const saved = await hugh.main();
      expect(saved).toContain('Invented: as the hub heard it.');
      expect(saved).toContain('INVENTED-2');
      await hugh.follows('What was changed, by whom and why');
      const history = await hugh.main();
      expect(history).toContain('Invented: as the business manager heard it.');
      expect(history).toContain('Reason given: The hospital rang again');
      await hugh.leaves();
    },
    90_000,
  );
});
