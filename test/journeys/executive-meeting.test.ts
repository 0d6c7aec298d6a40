import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wordOf } from '../../src/platform/uploads/uploads.testing.ts';
import { fillExecutive, type TestExecutive } from '../support/meetings.ts';
import { type Journey, SCRIPT, startJourney } from './support/journey.ts';
import type { Visitor } from './support/visitor.ts';

let journey: Journey;
let executive: TestExecutive;

beforeAll(async () => {
  journey = await startJourney();
  executive = await fillExecutive(journey.test);
}, 90_000);
afterAll(() => journey.close());

let maya: Visitor;

async function plansFor(visitor: Visitor, date: string): Promise<string> {
  await visitor.opens('/meetings');
  await visitor.presses('Plan a meeting');
  await visitor.chooses('Which group meets?', 'Executive');
  await visitor.typesDate('On which day?', date);
  await visitor.types('When does it begin?', '10am');
  await visitor.types('Where?', 'Civic Centre');
  await visitor.presses('Plan this meeting');
  expect(await visitor.main()).toContain('The meeting is planned. Build its agenda next.');
  return visitor.where().split('?', 1)[0] ?? '';
}

describe.each(SCRIPT)('a meeting of the Executive, on a phone, %s', (_how, script) => {
  beforeEach(async () => {
    maya = await journey.signedInAs(executive.maya.id, { script });
  });

  it('is prepared: an agenda of the group’s own, contributions asked, and sent to the members', async () => {
    const href = await plansFor(maya, '2026-12-08');
    await maya.follows('Build the agenda');
    await maya.types('What is it about?', 'Use of the neglect tool', maya.section('Something else'));
    await maya.page.locator('#own').getByLabel('Minutes', { exact: true }).fill('30');
    await maya.presses('Put it on the agenda');
    expect(await maya.main()).toContain('The items take 45 of 120 minutes.');
    await maya.presses('Up “Use of the neglect tool”');
    await maya.follows('Contributions');
    await maya.ticks('Cleveland Police');
    await maya.types('What for?', 'How often is the tool asked for?');
    await maya.typesDate('By when?', '2026-12-01');
    await maya.presses('Ask them');
    expect(await maya.main()).toContain('They are asked.');
    await maya.follows('Papers');
    await maya.types('What is the paper called?', 'What a sample shows');
    await maya.chooses('Which item of the agenda is it for?', '1. Use of the neglect tool');
    await maya.page.getByLabel('The file', { exact: true }).setInputFiles({
      ...{ name: 'Sample.exe', mimeType: 'application/pdf' },
      buffer: Buffer.from('MZ\u0000 This is no paper'),
    });
    await maya.presses('Add this paper', { status: 415 });
    expect(await maya.main()).toContain('This is a program of Windows, not a document');
    await maya.page.getByLabel('The file', { exact: true }).setInputFiles({
      ...{ name: 'Sample.docx', mimeType: 'application/octet-stream' },
      buffer: wordOf([`In nine of forty files (${_how}).`]),
    });
    await maya.presses('Add this paper');
    expect(await maya.main()).toContain(`In nine of forty files (${_how}).`);
    await maya.follows('Meeting');
    await maya.presses('Send the agenda');
    expect(await maya.main()).toContain('The agenda is sent');
    await maya.leaves();

    const police = await journey.signedInAs(executive.members[3]?.id ?? '', { script });
    await police.opens('/');
    expect(await police.heading()).toBe('What waits for you');
    await police.follows('Contribute to Executive, 8 December 2026');
    await police.types('Your agency’s contribution', 'In nine of forty files.');
    await police.presses('Send the contribution');
    expect(await police.main()).toContain('The contribution is there for the meeting.');
    await police.opens(href);
    await police.follows('What a sample shows');
    expect(await police.main()).toContain(`In nine of forty files (${_how}).`);

    await police.opens('/');
    expect(await police.main()).not.toContain('Contribute to Executive, 8 December 2026');
    expect(await police.section('Your next meetings').innerText()).toContain('Tuesday 8 December 2026 at 10am');
    await police.follows('Have them in your own calendar');
    await police.presses('Make an address for my calendar');
    const address = await police.page.getByLabel('Copy this into your calendar').inputValue();
    const calendar = await fetch(address);
    expect(await calendar.text()).toContain('DTSTART;TZID=Europe/London:20261208T100000');
    await police.presses('End this address');
    expect((await fetch(address)).status).toBe(404);
    await police.leaves();
  }, 90_000);

  it('is held: who is there, minutes beside the agenda, a decision, an action, what nobody knows', async () => {
    const href = await plansFor(maya, '2026-11-23');
    await maya.presses('Start the meeting');
    await maya.follows('Attendance');
    await maya.chooses('And everybody for whom nothing is said yet', 'Was present');
    await maya.presses('Save attendance');
    expect(await maya.main()).toContain('4 of 4 statutory partners are here. That is enough to decide.');

    await maya.follows('Write minutes');
    const minutes = maya.page.getByLabel('Minutes of “Minutes of last time”');
    await minutes.fill('They were read and agreed.');
    if (script) {
      await maya.page
        .getByText(/^Saved at/)
        .first()
        .waitFor();
      await maya.opens(`${href}/minutes`);
    } else {
      await maya.presses('Save the minutes of “Minutes of last time”');
    }
    expect(await maya.page.getByLabel('Minutes of “Minutes of last time”').inputValue()).toBe(
      'They were read and agreed.',
    );

    await maya.follows(/^Record a decision under “Minutes/);
    await maya.types('What was decided?', 'Every conference asks for the neglect tool.');
    await maya.types('Why?', 'Its use was not tested.');
    await maya.types('What Cleveland Police said against it', 'Has no people for it.');
    await maya.presses('Record the decision');
    await maya.follows(/^Give an action under “Minutes/);
    await maya.types('What is to be done?', 'Change the template of minutes');
    await maya.chooses('Who does it?', 'Hartlepool Borough Council: Laura Example');
    await maya.typesDate('By when?', '2026-12-18');
    await maya.presses('Give the action');
    await maya.follows(/^Write down what is not known/);
    await maya.types('What do we not know?', 'How often does the tool change a plan?');
    await maya.types('Who would know?', 'The chairs of conferences');
    await maya.types('Who asks them?', 'The business manager');
    await maya.typesDate('By when?', '2026-12-04');
    await maya.presses('Write it down');
    await maya.leaves();

    const partner = await journey.signedInAs(executive.members[1]?.id ?? '', { script });
    await partner.opens(href);
    const read = await partner.main();
    expect(read).toContain('They were read and agreed.');
    expect(read).toContain('Cleveland Police did not agree: Has no people for it.');
    expect(read).toContain('Change the template of minutes');
    expect(read).toContain('The business manager asks them by 4 December 2026.');
    await partner.leaves();
  }, 120_000);

  it('is followed up: closed, agreed, its decision published, what is open asked again', async () => {
    const href = await plansFor(maya, '2026-11-23');
    await maya.presses('Start the meeting');
    await maya.follows('Attendance');
    await maya.chooses('And everybody for whom nothing is said yet', 'Was present');
    await maya.presses('Save attendance');
    await maya.follows('Write minutes');
    await maya.follows(/^Record a decision under “Minutes/);
    await maya.types('What was decided?', `Schools are told before the first lesson (${_how}).`);
    await maya.types('Why?', 'A child needs a kind word then.');
    await maya.presses('Record the decision');
    await maya.opens(href);
    await maya.presses('Close the meeting');
    await maya.presses('Minutes are agreed');
    expect(await maya.main()).toContain('Nothing in this meeting changes any more.');
    await maya.follows('Take the agreed minutes back');
    await maya.types('Why are they taken back?', 'An agency was named wrongly.');
    await maya.presses('Take the agreed minutes back');
    expect(await maya.main()).toContain('Its agreed minutes were taken back on 23 November 2026');
    await maya.presses('Minutes are agreed');
    await maya.opens('/meetings/not-known');
    await maya.leaves();

    const partner = await journey.signedInAs(executive.members[0]?.id ?? '', { script });
    await partner.opens('/meetings/decisions');
    const claim = partner.page.locator('li').filter({ hasText: `Schools are told before the first lesson (${_how}).` });
    const answered = partner.page.waitForEvent('load');
    await claim.getByRole('button', { name: /^Publish for the report/ }).click();
    await answered;
    expect(await partner.main()).toContain('The decision is published');
    await partner.leaves();
  }, 120_000);

  it('written by two at once keeps both, and one of them settles it', async () => {
    const href = await plansFor(maya, '2026-11-23');
    await maya.presses('Start the meeting');
    const chair = await journey.signedInAs(executive.members[0]?.id ?? '', { script });
    await maya.opens(`${href}/minutes`);
    await chair.opens(`${href}/minutes`);
    const label = 'Minutes of “Minutes of last time”';
    await maya.page.getByLabel(label).fill('As Maya heard it.');
    await maya.presses(`Save the minutes of “Minutes of last time”`);
    await chair.page.getByLabel(label).fill('As the chair heard it.');
    if (script) {
      await chair.page.getByText('Saved beside what somebody else wrote: both are kept.').waitFor();
      await chair.follows('Settle it');
    } else {
      await chair.presses(`Save the minutes of “Minutes of last time”`);
    }
    expect(await chair.heading()).toBe('Two versions of the minutes');
    const both = await chair.main();
    expect(both).toContain('As Maya heard it.');
    expect(both).toContain('As the chair heard it.');
    await chair.types('Minutes', 'As both heard it.');
    await chair.presses('Save what is to stand');
    await chair.leaves();
    await maya.opens(href);
    expect(await maya.main()).toContain('As both heard it.');
    await maya.leaves();
  }, 90_000);
});
