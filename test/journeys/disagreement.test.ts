import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, SCRIPT, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

const main = (person: Visitor) => person.page.getByRole('navigation', { name: 'Main' });
const answers = (person: Visitor, question: string, answer: string) =>
  person.page.getByRole('group', { name: question }).getByLabel(answer, { exact: true }).check();

describe('a school safeguarding lead disagrees with a council’s decision', () => {
  it.each(SCRIPT)(
    'and is answered at stage two, and the partnership learns from it, %s',
    async (_how, script) => {
      const stella = await journey.arrives('Stella Example', script);
      await stella.opens('/');
      await stella.follows('Challenge', main(stella));
      await stella.presses('Disagree with a decision');
      await stella.chooses('Whose decision or practice is it?', 'Stockton-on-Tees Borough Council');
      await stella.ticks('The behaviour of somebody who works with children');
      await stella.presses('Continue');
      expect(await stella.main()).toContain('designated officer of the council (LADO)');
      await stella.follows('It is about a decision or practice after all');
      await stella.chooses('Whose decision or practice is it?', 'Stockton-on-Tees Borough Council');
      await stella.presses('Continue');
      await answers(stella, 'What is it about?', 'A referral was said to be below the threshold');
      await answers(stella, 'Of whom does it speak?', 'One child');
      await stella.types('What do you disagree with, and why?', 'Invented: NHS 943 476 5919 was turned away.');
      await stella.types('What do you want to happen?', 'Invented: an assessment.');
      await answers(stella, 'Is it urgent?', 'No');
      await stella.chooses('Whom do you ask?', 'Hanna Example, Worker at the Children’s Hub, Children’s Hub');
      const send = 'Send it to Stockton-on-Tees Borough Council';
      await stella.presses(send, { status: 400 });
      expect(await stella.main()).toContain('This holds an NHS number');
      await stella.types('What do you disagree with, and why?', 'Invented: the child is hungry and was turned away.');
      await stella.presses(send);
      expect(await stella.main()).toContain('It is sent to Stockton-on-Tees Borough Council.');
      const address = stella.where().split('?', 1)[0] ?? '';
      expect(await stella.section('What comes next').innerText()).toContain('Answer due by Wednesday 25 November 2026');

      const hanna = await journey.arrives('Hanna Example', script);
      await hanna.opens('/account/notices');
      expect(await hanna.main()).toContain('you are asked to answer a professional disagreement');
      await hanna.opens(address);
      await hanna.follows('Answer');
      await hanna.ticks('Our decision stands');
      await hanna.types('Why, and what happens now?', 'Invented: one contact alone is below the threshold.');
      await hanna.presses('Send the answer to Schools in Hartlepool and Stockton-on-Tees');
      await hanna.leaves();

      await stella.opens(address);
      expect(await stella.main()).toContain('Invented: one contact alone is below the threshold.');
      await stella.follows('Take it to stage 2');
      await stella.presses('Take it to stage 2', { status: 400 });
      expect(await stella.main()).toContain('Enter why it is not settled');
      await stella.types('Why is it not settled?', 'Invented: it is the fourth contact.');
      await stella.chooses(
        'Whom do you ask at Stockton-on-Tees Borough Council?',
        'Tomas Example, Team manager, assessment, Assessment team',
      );
      await stella.presses('Take it to stage 2');
      expect(await stella.main()).toContain('It is at stage 2 now.');

      const tomas = await journey.arrives('Tomas Example', script);
      await tomas.opens('/challenge?whose=mine');
      expect(await tomas.main()).toContain('Stage 2, waiting for an answer');
      await tomas.opens(address);
      await tomas.follows('Answer');
      await tomas.ticks('We change what we do');
      await tomas.types('Why, and what happens now?', 'Invented: read together, all four are above it.');
      await tomas.presses('Send the answer to Schools in Hartlepool and Stockton-on-Tees');
      await tomas.leaves();

      await stella.opens(address);
      await stella.follows('Say that it is resolved');
      await stella.ticks('The decision or practice was changed');
      await stella.types('What was agreed or decided?', 'Invented: an assessment has begun.');
      await stella.presses('Say that it is resolved');
      expect(await stella.section('How it ended').innerText()).toContain('Invented: an assessment has begun.');

      // A police officer has no part in it: it is not there for him.
      const peter = await journey.arrives('Peter Example', script);
      await peter.opens(address, { status: 404 });
      await peter.leaves();

      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(address);
      await brenda.follows('Write down what is learned');
      await brenda.types('What does the partnership take from it?', 'Invented: read all contacts together.');
      await brenda.chooses('Does it belong to a theme that keeps coming back?', 'Recognition and referral');
      await brenda.presses('Save what is learned');
      await brenda.follows('Challenge', main(brenda));
      await brenda.follows('What the register shows when it is counted');
      expect(await brenda.section('How disagreements ended').innerText()).toContain(
        'The decision or practice was changed',
      );
      await brenda.leaves();

      await stella.opens(address);
      expect(await stella.main()).toContain('Invented: read all contacts together.');
      await stella.leaves();
    },
    120_000,
  );
});

describe('the independent scrutineer', () => {
  it.each(SCRIPT)(
    'tests what was claimed, and signs and publishes a statement that the partnership then reads, %s',
    async (_how, script) => {
      const ines = await journey.arrives('Ines Example', script);
      await ines.opens('/');
      await ines.follows('Scrutiny', main(ines));
      await ines.presses('Test what was claimed');
      await ines.follows(/hopeful/);
      await ines.types('What was claimed?', 'Invented: supervision asks for evidence.');
      await ines.types('Which evidence did you look at?', 'Invented: eight notes.');
      await ines.ticks('Carried out, effect not seen');
      await ines.types('What you found, in words', 'Invented: it is asked, and nothing follows.');
      await ines.typesDate('When did you test it?', '2026-11-20');
      await ines.presses('Record the test');
      await ines.presses('Put it into the yearly report');
      expect(await ines.main()).toContain('In the yearly report 2026-27');

      await ines.opens('/scrutiny/statements');
      const year = script ? '2024-25' : '2023-24';
      await ines.types('Year of the report', year);
      await ines.presses('Begin');
      await ines.presses('Write on it');
      await ines.types('What do you state of this year?', 'Invented: partners listen more.');
      await ines.presses('Save the draft');
      const address = ines.where().split('?', 1)[0] ?? '';
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(address, { status: 404 });
      await ines.presses('Sign it');
      await ines.presses('Publish it');
      expect(await ines.main()).toContain('word for word as it was signed');
      await brenda.opens(address);
      expect(await brenda.main()).toContain('Invented: partners listen more.');
      await brenda.leaves();
      await ines.leaves();
    },
    90_000,
  );
});
