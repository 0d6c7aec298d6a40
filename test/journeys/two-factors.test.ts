import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TEST_NOW } from '../support/app.ts';
import { addSignIn, appCode, PASSWORD } from '../support/sign-in.ts';
import { type Journey, startJourney } from './support/journey.ts';
import { Visitor, type Window } from './support/visitor.ts';

const MINUTE = 60_000;

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney();
});
afterEach(() => journey.test.at(TEST_NOW));
afterAll(() => journey.close());

/** An agency's assurance lead invites somebody and gives them a role; returns the path of the link that they hand over. */
async function invited(name: string, email: string, script: boolean): Promise<string> {
  const lead = await journey.arrives('Lewis Example', script);
  await lead.opens('/people/new');
  await lead.types('Name', name);
  await lead.types('Work email address', email);
  await lead.presses('Invite this person');
  const link = /\/welcome\/[\w-]+/.exec(await lead.main())?.[0] ?? '';
  await lead.follows(`Go on to ${name}’s page`);
  await lead.opens(`${lead.where()}/roles/new`);
  await lead.ticks('Practitioner');
  await lead.types('Why do they need it?', 'Joined the team for missing children');
  await lead.presses('Give the role');
  await lead.leaves();
  return link;
}

const WINDOWS: [string, Window][] = [
  ['on a phone', { width: 'phone', script: true }],
  ['on a phone without script', { width: 'phone', script: false }],
  ['at a desk', { width: 'desktop', script: true }],
];

describe('a new colleague', () => {
  it.each(WINDOWS)(
    'is invited, chooses a password, accepts the terms, sets up an app, keeps the recovery codes and signs in, %s',
    async (how, window) => {
      const email = `wanda.${how.replaceAll(' ', '.')}@example.invalid`;
      const link = await invited('Wanda Example', email, window.script);
      const wanda = await journey.visitor(window);
      await wanda.opens(link);
      expect(await wanda.main()).toContain('Welcome to Kith, Wanda Example');
      await wanda.types('Password', 'wanda example');
      await wanda.presses('Go on', { status: 400 });
      expect(await wanda.main()).toContain('harder to guess');
      await wanda.types('Password', 'violet kettle anchor');
      await wanda.presses('Go on');

      expect(await wanda.heading()).toContain('Terms of use');
      await wanda.presses('Go on', { status: 400 });
      expect(await wanda.main()).toContain('Tick the box if you accept the terms of use');
      await wanda.ticks('I have read these terms and I accept them');
      await wanda.presses('Go on');

      expect(await wanda.heading()).toContain('Second factor');
      expect(await wanda.main()).toContain('Set up one of these two before you go on');
      await wanda.presses('Set up an authenticator app');
      const key = (await wanda.page.locator('.kith-key').innerText()).replaceAll(/\s/g, '');
      await wanda.types('Code from the app', '000 000');
      await wanda.presses('Use this app', { status: 400 });
      expect(await wanda.main()).toContain('That code is not right');
      await wanda.types('Code from the app', await appCode(key, journey.test.now()));
      await wanda.presses('Use this app');

      expect(await wanda.heading()).toContain('Recovery codes');
      const codes = await wanda.page.locator('.kith-codes li').allInnerTexts();
      expect(codes).toHaveLength(10);
      await wanda.presses('I have kept them: go on');
      expect(await wanda.main()).toContain('In use since 23 November 2026');
      await wanda.presses('Sign out');
      expect(await wanda.heading()).toBe('You are signed out');

      journey.test.at(new Date(TEST_NOW.getTime() + 5 * MINUTE));
      await wanda.follows('Sign in again');
      await wanda.types('E-mail address', email);
      await wanda.types('Password', 'violet kettle anchor');
      await wanda.presses('Sign in');
      expect(await wanda.heading()).toBe('Show that it is you');
      await wanda.types('Code from your authenticator app', '000000');
      await wanda.presses('Sign in', { status: 400 });
      await wanda.types('Code from your authenticator app', await appCode(key, journey.test.now()));
      await wanda.presses('Sign in');
      expect(wanda.where()).toBe('/');
      await wanda.follows(/^Wanda Example/);
      expect(await wanda.main()).toContain('This session: password and second factor');
      await wanda.presses('Sign out');

      await wanda.follows('Sign in again');
      await wanda.types('E-mail address', email);
      await wanda.types('Password', 'violet kettle anchor');
      await wanda.presses('Sign in');
      await wanda.types('Code from your authenticator app', codes[0] ?? '');
      await wanda.presses('Sign in');
      await wanda.opens('/account/notices');
      expect(await wanda.main()).toContain(
        'Somebody signed in as you with a recovery code. 9 recovery codes are left.',
      );
      await wanda.leaves();
    },
    90_000,
  );
});

/** A phone or computer with a sensor that always knows its owner. A browser makes passkeys for names only, not for numbers. */
async function withSensor(window: Partial<Window>) {
  const site = journey.site.replace('127.0.0.1', 'localhost');
  const visitor = await Visitor.arrives(journey.browser, site, window);
  const debug = await visitor.page.context().newCDPSession(visitor.page);
  await debug.send('WebAuthn.enable');
  const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { visitor, losesKeys: () => debug.send('WebAuthn.clearCredentials', { authenticatorId }) };
}

describe('somebody whose phone or computer knows their finger', () => {
  it.each(['phone', 'desktop'] as const)(
    'sets up a passkey and signs in with it, without typing anything, on a %s',
    async (width) => {
      const { email } = await addSignIn(journey.test.db, { roles: ['practitioner'], name: 'Pia Example' });
      const { visitor: pia, losesKeys } = await withSensor({ width });
      await pia.opens('/sign-in?back=/learning/notifications');
      await pia.types('E-mail address', email);
      await pia.types('Password', PASSWORD);
      await pia.presses('Sign in');
      await pia.presses('Set up a passkey');
      await pia.types('Name of the passkey', 'Work phone');
      await pia.presses('Set up this device');
      expect(await pia.heading()).toContain('Recovery codes');
      await pia.presses('I have kept them: go on');
      expect(pia.where()).toBe('/learning/notifications');
      await pia.presses('Sign out');

      await pia.follows('Sign in again');
      await pia.presses('Use a passkey');
      expect(pia.where()).toBe('/');
      await pia.opens('/account');
      expect(await pia.main()).toContain('This session: passkey');
      await pia.opens('/account/second-factor');
      expect(await pia.main()).toMatch(/Work phone[\s\S]*Last used at 9am on Monday 23 November 2026/);
      await pia.presses('Sign out');

      await pia.follows('Sign in again');
      await pia.types('E-mail address', email);
      await pia.types('Password', PASSWORD);
      await pia.presses('Sign in');
      expect(await pia.heading()).toBe('Show that it is you');
      await pia.presses('Use a passkey');
      expect(pia.where()).toBe('/');
      await pia.presses('Sign out');

      await losesKeys();
      await pia.follows('Sign in again');
      await pia.page.getByRole('button', { name: 'Use a passkey', exact: true }).click();
      await pia.page.getByText('Your browser gave no passkey for Kith').waitFor();
      expect(pia.where()).toBe('/sign-in');
      await pia.leaves();
    },
    90_000,
  );

  it('is told without script why there is none, and goes another way', async () => {
    const { email } = await addSignIn(journey.test.db, { roles: ['practitioner'] });
    const pia = await journey.visitor({ script: false });
    await pia.opens('/sign-in');
    expect(await pia.main()).toContain('To use a passkey, switch script on in this browser.');
    expect(await pia.page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
    await pia.types('E-mail address', email);
    await pia.types('Password', PASSWORD);
    await pia.presses('Sign in');
    await pia.presses('Set up a passkey');
    expect(await pia.page.getByRole('button', { name: 'Set up this device' }).count()).toBe(0);
    await pia.follows('Set up an authenticator app');
    expect(await pia.heading()).toBe('Set up an authenticator app');
    await pia.leaves();
  });
});
