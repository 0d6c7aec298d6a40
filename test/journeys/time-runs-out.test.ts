import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { passwordHasher } from '../../src/directory/sign-in/password-hash.ts';
import { TEST_NOW } from '../support/app.ts';
import { addPerson } from '../support/people.ts';
import { accessibilityFaults } from './support/accessibility.ts';
import { type Journey, startJourney } from './support/journey.ts';
import type { Visitor, Window } from './support/visitor.ts';

const PASSWORD = 'lantern gravel otter';
const MINUTE = 60_000;

let journey: Journey;
let personId: string;
let email: string;
let passed: number;

beforeAll(async () => {
  journey = await startJourney();
  const { db } = journey.test;
  personId = await addPerson(db, { name: 'Nora Example', roles: ['administrator'] });
  const hash = await passwordHasher().hash(PASSWORD);
  await sql`
    insert into password (person_id, hash, changed_at) values (${personId}::uuid, ${hash}, ${TEST_NOW})`.execute(db);
  const { rows } = await sql<{ email: string }>`select email from person where id = ${personId}::uuid`.execute(db);
  email = rows[0]?.email ?? '';
});
afterAll(() => journey.close());
afterEach(() => journey.test.at(TEST_NOW));

/** Somebody at work, whose browser has a clock that this test moves together with the server's. */
async function atWork(window: Partial<Window> = {}): Promise<Visitor> {
  passed = 0;
  const person = await journey.signedInAs(personId, window);
  if (window.script !== false) await person.page.clock.install({ time: TEST_NOW });
  return person;
}

/** Lets it become so many minutes past nine, on the server and in the browser. */
async function itIs(person: Visitor, minutes: number, script = true): Promise<void> {
  journey.test.at(new Date(TEST_NOW.getTime() + minutes * MINUTE));
  if (script) await person.page.clock.fastForward((minutes - passed) * MINUTE);
  passed = minutes;
}

const dialogOf = (page: Page) => page.getByRole('dialog');
const foot = (page: Page) => page.locator('footer');
const fieldOf = (person: Visitor, label: string) => person.page.getByLabel(label, { exact: true });

async function invited(name: string): Promise<number> {
  const { rows } = await sql`select from person where name = ${name}`.execute(journey.test.db);
  return rows.length;
}

async function typesInvitation(person: Visitor, name: string): Promise<void> {
  await person.types('Name', name);
  await person.types('Work email address', `${name.toLowerCase().replaceAll(' ', '.')}@example.invalid`);
  await fieldOf(person, 'Agency').selectOption('hartlepool-borough-council');
}

async function signsIn(person: Visitor): Promise<void> {
  await person.types('E-mail address', email);
  await person.types('Password', PASSWORD);
  await person.presses('Sign in');
}

describe('somebody who is called away in the middle of a form', () => {
  it.each(['phone', 'desktop'] as const)(
    'is warned, stays, is called away again, and loses nothing of what they typed, on a %s',
    async (width) => {
      const name = width === 'phone' ? 'Wanda Example' : 'Walter Example';
      const person = await atWork({ width });
      const { page } = person;
      await person.opens('/people/new');
      await expect.poll(() => foot(page).innerText()).toContain('you are signed out at 9:30am');
      await typesInvitation(person, name);
      await itIs(person, 24);
      expect(await dialogOf(page).count()).toBe(0);

      await itIs(person, 26);
      await dialogOf(page).waitFor();
      expect(await dialogOf(page).innerText()).toContain('You will be signed out at 9:30am');
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Stay signed in');
      await page.keyboard.press('Escape');
      await dialogOf(page).waitFor({ state: 'hidden' });
      expect(await foot(page).innerText()).toContain('you are signed out at 9:56am');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');

      await itIs(person, 52);
      await dialogOf(page).getByRole('button', { name: 'Stay signed in' }).click();
      await dialogOf(page).waitFor({ state: 'hidden' });
      expect(await foot(page).innerText()).toContain('10:22am');

      await itIs(person, 90);
      await dialogOf(page).getByRole('heading', { name: 'You were signed out' }).waitFor();
      expect(await dialogOf(page).innerText()).toContain('What you typed is still here and was not sent');
      expect(await accessibilityFaults(page)).toEqual([]);
      for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
      await expect.poll(() => dialogOf(page).isVisible()).toBe(true);
      expect(await fieldOf(person, 'Name').inputValue()).toBe(name);
      expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe('[{},{}]');

      await person.presses('Sign in again and keep what I typed', { status: 401 });
      expect(await person.heading()).toBe('You were signed out, and what you typed is kept');
      await person.presses('Sign in and go on');
      expect(await person.main()).toContain('You were signed out after 30 minutes');
      await signsIn(person);
      expect(person.where()).toBe('/people/new?kept');
      expect(await fieldOf(person, 'Name').inputValue()).toBe(name);
      expect(await fieldOf(person, 'Agency').inputValue()).toBe('hartlepool-borough-council');
      expect(await invited(name)).toBe(0);
      await person.presses('Invite this person');
      expect(await invited(name)).toBe(1);
      await person.leaves();
    },
  );

  it('is told at the foot of the page until when, and loses nothing without script either', async () => {
    const name = 'Winona Example';
    const person = await atWork({ script: false });
    await person.opens('/people/new');
    expect(await foot(person.page).innerText()).toContain(
      'If you do nothing in Kith, you are signed out at 9:30am, and at the latest at 9pm.',
    );
    await typesInvitation(person, name);
    await itIs(person, 45, false);
    await person.presses('Invite this person', { status: 401 });
    expect(await invited(name)).toBe(0);
    await person.presses('Sign in and go on');
    await signsIn(person);
    expect(await fieldOf(person, 'Name').inputValue()).toBe(name);
    await person.presses('Invite this person');
    expect(await invited(name)).toBe(1);
    await person.leaves();
  });
});

describe('somebody who types for longer than half an hour', () => {
  it('is never asked, because typing is being there', async () => {
    const person = await atWork();
    await person.opens('/people/new');
    for (let minutes = 5; minutes <= 40; minutes += 5) {
      await itIs(person, minutes);
      const told = person.page.waitForResponse((answer) => answer.url().endsWith('/account/stay'));
      await fieldOf(person, 'Name').press('a');
      expect((await told).status()).toBe(200);
      // The page has taken the answer in once its foot says so; until then it does not ask again.
      const end = 9 * 60 + 30 + minutes;
      const clock = end % 60 === 0 ? `${end / 60}am` : `${Math.floor(end / 60)}:${String(end % 60).padStart(2, '0')}am`;
      await expect.poll(() => foot(person.page).innerText()).toContain(`signed out at ${clock}`);
      expect(await dialogOf(person.page).count()).toBe(0);
    }
    await person.leaves();
  });
});

describe('somebody with two pages open', () => {
  it('is asked on neither while they use one of them', async () => {
    const person = await atWork();
    await person.opens('/people/new');
    await itIs(person, 24);
    const other = await person.page.context().newPage();
    await other.goto(`${journey.site}/about`);
    await expect.poll(() => foot(person.page).innerText()).toContain('9:54am');
    await itIs(person, 28);
    expect(await dialogOf(person.page).count()).toBe(0);
    await person.leaves();
  });

  it('who signs out on one is told on the other, and goes on there with what they typed once they are back', async () => {
    const name = 'Wilma Example';
    const person = await atWork();
    await person.opens('/people/new');
    await typesInvitation(person, name);
    const other = await person.page.context().newPage();
    await other.goto(`${journey.site}/account`);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await other.waitForURL('**/signed-out');
    await dialogOf(person.page).getByRole('heading', { name: 'You signed out' }).waitFor();

    await other.goto(`${journey.site}/sign-in?back=/account`);
    await other.getByLabel('E-mail address', { exact: true }).fill(email);
    await other.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.waitForURL('**/account');
    await dialogOf(person.page).getByRole('heading', { name: 'You signed in again' }).waitFor();
    await person.presses('Go on with what I typed');
    expect(person.where()).toBe('/people/new?kept');
    expect(await fieldOf(person, 'Name').inputValue()).toBe(name);
    expect(await invited(name)).toBe(0);
    await person.leaves();
  });
});

describe('somebody near the end of twelve hours', () => {
  it('is told that nothing puts it off, and goes on until then', async () => {
    const person = await atWork();
    for (let minutes = 20; minutes <= 700; minutes += 20) {
      await itIs(person, minutes);
      expect((await person.page.context().request.get(`${journey.site}/account/stay`)).status()).toBe(200);
    }
    await person.opens('/people/new');
    expect(await foot(person.page).innerText()).toContain(
      'You are signed out at 9pm, the longest that one sign-in lasts.',
    );
    await itIs(person, 716);
    await dialogOf(person.page).waitFor();
    expect(await dialogOf(person.page).innerText()).toContain('You will be signed out at 9pm');
    expect(await dialogOf(person.page).innerText()).toContain('12 hours after you signed in');
    await dialogOf(person.page).getByRole('button', { name: 'Go on' }).click();
    await itIs(person, 718);
    expect(await dialogOf(person.page).isVisible()).toBe(false);
    await itIs(person, 720);
    await dialogOf(person.page).getByRole('heading', { name: 'You were signed out' }).waitFor();
    await person.leaves();
  });
});

describe('the public', () => {
  it('is never asked anything, however long a page stands open', async () => {
    const anybody = await journey.visitor();
    const asked: string[] = [];
    anybody.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await anybody.page.clock.install({ time: TEST_NOW });
    await anybody.opens('/about');
    await anybody.page.clock.fastForward(13 * 60 * MINUTE);
    expect(await anybody.page.locator('dialog').count()).toBe(0);
    expect(asked).not.toContain('/account/stay');
    await anybody.leaves();
  });
});
