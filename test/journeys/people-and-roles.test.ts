import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inventedPerson, type Journey, SCRIPT, startJourney } from './support/journey.ts';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(() => journey.close());

describe('an agency’s assurance lead with a telephone', () => {
  it.each(SCRIPT)(
    'invites a colleague, gives them a role, ends it again and enters that they leave, %s',
    async (how, script) => {
      const lead = await journey.arrives('Lewis Example', script);
      await lead.opens('/');
      await lead.follows('People', lead.page.getByRole('navigation', { name: 'Main' }));
      expect(await lead.main()).toContain('Peter Example');
      expect(await lead.main()).not.toContain('Priya Example');

      await lead.opens('/people/new');
      const email = `wanda.${how.replaceAll(' ', '.')}@example.invalid`;
      await lead.types('Name', 'Wanda Example');
      await lead.types('Work email address', 'wanda');
      await lead.presses('Invite this person', { status: 400 });
      expect(await lead.main()).toContain('Enter an email address in the correct format');
      expect(await lead.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Wanda Example');
      await lead.types('Work email address', email);
      await lead.types('Job (optional)', 'Police constable');
      await lead.presses('Invite this person');
      expect(await lead.main()).toMatch(/\/welcome\/[\w-]+/);
      await lead.follows('Go on to Wanda Example’s page');
      expect(await lead.main()).toContain('No role today');

      await lead.opens(`${lead.where()}/roles/new`);
      expect(await lead.page.getByLabel('Business manager', { exact: true }).count()).toBe(0);
      await lead.ticks('Practitioner');
      await lead.types('Why do they need it?', 'Joined the team for missing children');
      await lead.presses('Give the role');
      expect(await lead.main()).toContain('The role is given.');
      expect(await lead.section('Roles today').innerText()).toContain('Joined the team for missing children');

      await lead.follows(/^End/);
      await lead.ticks('At once');
      await lead.types('Why does it end?', 'Given by mistake');
      await lead.presses('End the role');
      expect(await lead.section('Roles of the past').innerText()).toContain('Given by mistake');

      await lead.follows('They are leaving');
      await lead.typesDate('Last day with Kith', '2026-11-27');
      await lead.types('Why does their access end?', 'Secondment ends');
      await lead.presses('Save the last day');
      expect(await lead.main()).toContain('27 November 2026');
      expect(await lead.section('History').innerText()).toContain('Reason given: Secondment ends');
      await lead.leaves();
    },
    60_000,
  );

  it.each(SCRIPT)(
    'keeps what both wrote when a colleague changed the same person meanwhile, %s',
    async (_how, script) => {
      const person = `/people/${inventedPerson('Peter Example')}`;
      const lead = await journey.arrives('Lewis Example', script);
      const administrator = await journey.arrives('Adam Example', script);
      await lead.opens(`${person}/change`);
      await administrator.opens(`${person}/change`);
      const [theirs, mine] = [`Team ${script ? 1 : 3}`, `Team ${script ? 2 : 4}`];
      await administrator.types('Team (optional)', theirs);
      await administrator.types('Why are you changing these details?', 'New rota');
      await administrator.presses('Save the changes');
      await lead.types('Team (optional)', mine);
      await lead.types('Why are you changing these details?', 'Moved team');
      await lead.presses('Save the changes', { status: 409 });
      expect(await lead.main()).toContain(theirs);
      expect(await lead.main()).toContain(mine);
      await lead.page.getByRole('radio', { name: 'What you typed' }).check();
      await lead.presses('Save what I chose');
      expect(await lead.main()).toContain(mine);
      await lead.leaves();
      await administrator.leaves();
    },
    60_000,
  );
});

describe('the business manager, once a year', () => {
  it.each(SCRIPT)(
    'sees how far agencies are, confirms one person and asks to change another, %s',
    async (_how, script) => {
      const manager = await journey.arrives('Brenda Example', script);
      await manager.opens('/people');
      await manager.types('Name or email address', 'laura');
      await manager.presses('Show');
      expect(await manager.main()).toContain('Laura Example');
      await manager.opens('/people');
      await manager.follows('Yearly access review');
      const [agency, first, second] = script
        ? (['Cleveland Police', 'Peter Example', 'Sarah Example'] as const)
        : (['Stockton-on-Tees Borough Council', 'Hanna Example', 'Marek Example'] as const);
      await manager.follows(agency);
      await manager.ticks(first);
      await manager.ticks('Yes, their work needs it');
      await manager.presses('Save the review');
      expect(await manager.main()).toContain('The review is saved.');
      await manager.ticks(second);
      await manager.ticks('No, something is to change');
      await manager.presses('Save the review', { status: 400 });
      expect(await manager.main()).toContain('Enter what is to be changed');
      await manager.types('What is to change? (unless they may keep it)', 'Works in another team now');
      await manager.presses('Save the review');
      await manager.follows('Reviewed');
      expect(await manager.main()).toContain(
        'To change by Brenda Example on 23 November 2026: Works in another team now',
      );
      await manager.leaves();

      const administrator = await journey.arrives('Amina Example', script);
      await administrator.opens('/');
      expect(await administrator.page.getByRole('link', { name: /notice/ }).count()).toBe(1);
      await administrator.leaves();
    },
    60_000,
  );
});
