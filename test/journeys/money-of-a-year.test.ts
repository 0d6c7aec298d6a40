import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInAs } from '../support/people.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;
let office: string;
let police: string;

beforeAll(async () => {
  journey = await startJourney();
  office = (await signInAs(journey.test, 'business-manager')).id;
  police = (await signInAs(journey.test, 'safeguarding-partner', { agency: 'cleveland-police' })).id;
}, 90_000);
afterAll(() => journey.close());

const PARTNERS = [
  'Hartlepool Borough Council',
  'Stockton-on-Tees Borough Council',
  'North East and North Cumbria Integrated Care Board',
];

async function contributes(visitor: Visitor, partner: string, amount: string): Promise<void> {
  await visitor.follows('Add a contribution');
  await visitor.chooses('Which partner contributes?', partner);
  await visitor.ticks('In money');
  await visitor.types('How much was agreed?', amount);
  await visitor.presses('Add the contribution');
}

async function spends(visitor: Visitor, amount: string, date: string, words: string): Promise<void> {
  await visitor.follows('Record money spent or received');
  await visitor.chooses('What was it?', 'Spent on: Training');
  await visitor.types('How much?', amount);
  await visitor.typesDate('On which day?', date);
  await visitor.types('What was it for?', words);
  await visitor.presses('Record it');
}

describe('the partners agree what a year costs, the business unit spends it, and the public reads what it brought', () => {
  it.each([
    ['with script', true, '2024-25', '2024-09-02', '1,200.00', 'Not known: last year is not recorded'],
    ['without script', false, '2025-26', '2025-09-02', '1,500.00', 'Up £300.00 (25.0%)'],
  ] as const)(
    '%s',
    async (_how, script, year, spentOn, amount, onLastYear) => {
      const brenda = await journey.signedInAs(office, { script });
      await brenda.opens('/partnership/budgets');
      await brenda.types('Which year?', year);
      await brenda.presses('Begin this budget');
      const budget = brenda.where().split('?', 1)[0] ?? '';

      await brenda.follows('Add a line');
      await brenda.types('What is the money for?', 'Training');
      await brenda.chooses('What kind of cost is it?', 'Training');
      await brenda.types('How much is planned?', '12.5');
      await brenda.presses('Add the line', { status: 400 });
      expect(await brenda.main()).toContain('The planned amount must be in pounds and pence, like 1,234.56');
      await brenda.types('How much is planned?', '8,000');
      await brenda.presses('Add the line');
      for (const partner of [...PARTNERS, 'Cleveland Police']) await contributes(brenda, partner, '2,000.00');
      expect(await brenda.main()).toContain('What the partners agreed to pay is what is planned.');
      await brenda.presses('Put it to the partners');

      const partner = await journey.signedInAs(police, { script });
      await partner.opens('/account/notices');
      expect(await partner.main()).toContain(`The budget of ${year} waits for your agency to agree.`);
      await partner.opens(budget);
      await partner.presses('Agree to it');
      await partner.types('Your post', 'Invented post');
      await partner.presses('Agree to this budget', { status: 400 });
      expect(await partner.main()).toContain('Confirm that you agree for your agency');
      await partner.ticks('I am entitled to agree for Cleveland Police, and I agree to this budget');
      await partner.presses('Agree to this budget');
      await partner.leaves();

      await brenda.opens(budget);
      for (const name of PARTNERS) {
        await brenda.follows('Record an approval given in a meeting');
        await brenda.chooses('Which partner agreed?', name);
        await brenda.types('In which post?', 'Director');
        await brenda.typesDate('On which day?', '2024-03-20');
        await brenda.types('In which meeting, and which minute?', 'Executive, minute 4');
        await brenda.presses('Record the approval');
      }
      expect(await brenda.main()).toContain('Every statutory partner agreed. Money is received and spent.');

      await spends(brenda, '12,000.00', spentOn, 'A course');
      await brenda.follows('Correct “A course”');
      await brenda.types('What was wrong with it?', 'A slip of the comma');
      await brenda.ticks('Yes, the one below');
      await brenda.types('How much?', amount);
      await brenda.presses('Correct the entry');
      expect(await brenda.main()).toContain('Takes an entry back: A slip of the comma');

      await brenda.presses('Close the year');
      expect(await brenda.main()).toContain('Say what the money bought');
      await brenda.follows('Write what it bought and changed');
      await brenda.types('What did it buy?', 'Four courses.');
      await brenda.types('What did that change?', 'Not known.');
      await brenda.types('What shows it?', 'Nothing yet.');
      await brenda.types('Who judged it?', 'Independent scrutineer');
      await brenda.presses('Save these words');
      await brenda.presses('Publish it');
      await brenda.leaves();

      const reader = await journey.visitor({ script });
      await reader.opens('/partnership');
      await reader.follows('Money');
      await reader.follows(year);
      const shown = await reader.main();
      for (const words of [`£${amount}`, 'Four courses.', 'One entry was corrected', onLastYear]) {
        expect(shown).toContain(words);
      }
      expect(shown).not.toContain('A slip of the comma');
      await reader.leaves();
    },
    120_000,
  );
});
