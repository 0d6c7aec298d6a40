import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, SCRIPT, startJourney } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

describe('a police officer asks the council to account for how it works', () => {
  it.each(SCRIPT)(
    'is answered, told what changed, and read about in public, %s',
    async (_how, script) => {
      const peter = await journey.arrives('Peter Example', script);
      await peter.opens('/challenge');
      await peter.presses('Challenge an agency');
      await peter.chooses('Whom do you challenge?', 'Hartlepool Borough Council');
      await peter.presses('Continue');
      await peter.presses('Send it to Hartlepool Borough Council', { status: 400 });
      await peter.chooses('What is it about?', 'How the agency works otherwise');
      await peter.types('What do you ask them to account for?', 'Invented: meetings are called without the police.');
      await peter.typesDate('By when do you want a reply?', '2026-12-18');
      await peter.presses('Send it to Hartlepool Borough Council');
      expect(await peter.main()).toContain('It waits for a reply from whoever answers for Hartlepool Borough Council');
      const address = peter.where().split('?', 1)[0] ?? '';

      const laura = await journey.arrives('Laura Example', script);
      await laura.opens('/account/notices');
      expect(await laura.main()).toContain('Your agency is challenged and asked to reply');
      await laura.opens(address);
      await laura.follows('Reply');
      await laura.ticks('Accepted in part');
      await laura.types('Why, and what happens now?', 'Invented: true of evenings. A rota begins in January.');
      await laura.presses('Send the reply');
      expect(await laura.main()).toContain('Your reply is sent to whoever asked.');
      await laura.follows('Say what changed');
      await laura.types('What is different now?', 'Invented: 28 of 30 meetings had an officer in them.');
      await laura.presses('Save what changed');
      await laura.leaves();

      await peter.opens(address);
      expect(await peter.section('What changed').innerText()).toContain('28 of 30 meetings');
      await peter.leaves();

      // The office of the partnership decides what the public reads of it.
      const words = `Invented ${script ? 'with' : 'without'} script: the police asked to be called, and are.`;
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens(address);
      await brenda.follows(/Decide what the report .* says of it/);
      await brenda.types('What the report says', words);
      await brenda.ticks('Yes, publish it');
      await brenda.presses('Save');
      await brenda.leaves();
      const reader = await journey.visitor({ script });
      await reader.opens('/report/2026-27/account');
      expect(await reader.section('How partners challenged each other').innerText()).toContain(words);
      await reader.leaves();
    },
    120_000,
  );
});

describe('the partners choose which of them leads on an issue', () => {
  it.each(SCRIPT)(
    'and the public reads who, until it has ended, %s',
    async (_how, script) => {
      const issue = `An invented issue ${script ? 'with' : 'without'} script`;
      const brenda = await journey.arrives('Brenda Example', script);
      await brenda.opens('/partnership/leads/register');
      await brenda.presses('Enter who leads on an issue');
      await brenda.types('Which issue?', issue);
      await brenda.chooses('Which partner leads?', 'Cleveland Police');
      await brenda.types('How far does the lead go?', 'Invented: the joint hub, and nothing beside it.');
      await brenda.typesDate('From which day?', '2026-11-01');
      await brenda.types('What ends it?', 'The joint hub has opened.');
      await brenda.typesDate('On which day was it decided?', '2026-12-24');
      await brenda.types('Where was it decided?', 'Executive, minute 4');
      await brenda.types('Who decided it?', 'The partners together');
      await brenda.presses('Enter it', { status: 400 });
      await brenda.typesDate('On which day was it decided?', '2026-10-20');
      await brenda.presses('Enter it');
      expect(await brenda.main()).toContain('It is in the register. It is not public yet.');
      const address = brenda.where().split('?', 1)[0] ?? '';
      await brenda.presses('Put it on the public list');

      const reader = await journey.visitor({ script });
      await reader.opens('/partnership/leads');
      expect(await reader.section('Leads today').innerText()).toContain(issue);

      await brenda.opens(address);
      await brenda.follows('Say that it has ended');
      await brenda.typesDate('What was the last day?', '2026-11-20');
      await brenda.types('Why did it end?', 'Invented: the hub has opened.');
      await brenda.presses('End it');
      expect(await brenda.main()).toContain('It has ended. The register keeps it.');
      await brenda.leaves();
      await reader.opens('/partnership/leads');
      const today = reader.section('Leads today');
      expect((await today.count()) === 0 ? '' : await today.innerText()).not.toContain(issue);
      await reader.leaves();
    },
    120_000,
  );
});
