import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';

let test: TestApp;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
afterEach(() => test.at(TEST_NOW));

const minutes = (count: number) => new Date(TEST_NOW.getTime() + count * 60_000);
const stays = async (person: SignedIn) => (await person.get('/account/stay')).statusCode === 200;

/** Asks with exactly these cookies, whatever the answer sets. */
const ask = (cookies: Record<string, string>, url = '/account/stay', app = test.app) => app.inject({ url, cookies });

describe('somebody who is signed in', () => {
  it('stays so while they use Kith, and is out after 30 minutes without', async () => {
    const person = await signInAs(test, 'practitioner');
    for (const minute of [29, 58, 87]) {
      test.at(minutes(minute));
      expect(await stays(person)).toBe(true);
    }
    test.at(minutes(87 + 30));
    const answer = await person.get('/account');
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/sign-in?back=%2Faccount&out=idle');
  });

  it('is out after 12 hours, however busy', async () => {
    const person = await signInAs(test, 'practitioner');
    for (let minute = 20; minute < 720; minute += 20) {
      test.at(minutes(minute));
      expect(await stays(person)).toBe(true);
    }
    test.at(minutes(719));
    const { endsAt, idleEndsAt } = (await person.get('/account/stay')).json();
    expect(endsAt).toBe(minutes(720).getTime());
    expect(idleEndsAt).toBe(endsAt);
    test.at(minutes(720));
    expect((await person.get('/account')).headers.location).toBe('/sign-in?back=%2Faccount&out=longest');
  });

  it('is out at once when the session is ended elsewhere, and is told that somebody ended it', async () => {
    const id = await addPerson(test.db, { roles: ['practitioner'] });
    const [here, there] = [await signIn(test, id), await signIn(test, id)];
    await here.post('/account/sessions/end-others', {});
    expect((await there.get('/account')).headers.location).toBe('/sign-in?back=%2Faccount&out=ended');
    expect(await stays(here)).toBe(true);
  });

  it('is out on the day after their last one', async () => {
    const person = await signInAs(test, 'practitioner', { leftOn: '2026-11-23' });
    expect(await stays(person)).toBe(true);
    test.at(new Date('2026-11-23T23:59:00Z'));
    const late = await signIn(test, person.id, { now: test.now() });
    expect(await stays(late)).toBe(true);
    test.at(new Date('2026-11-24T00:00:00Z'));
    expect(await stays(late)).toBe(false);
  });

  it('loses a role on the day after it ends, without signing in again', async () => {
    const person = await signInAs(test, 'auditor');
    await sql`update role_holding set until_date = '2026-11-23' where person_id = ${person.id}::uuid`.execute(test.db);
    expect((await person.get('/account')).body).toContain('until 23 November 2026');
    test.at(new Date('2026-11-23T23:50:00Z'));
    const late = await signIn(test, person.id, { now: test.now() });
    expect((await late.get('/account')).body).toContain('Auditor');
    test.at(new Date('2026-11-24T00:05:00Z'));
    const after = await late.get('/account');
    expect(after.statusCode).toBe(200);
    expect(after.body).toContain('No role today');
  });

  it('is recognised by another process of Kith, and after a restart', async () => {
    const person = await signInAs(test, 'practitioner');
    const another = await test.another();
    try {
      expect((await ask(person.cookies, '/account/stay', another)).statusCode).toBe(200);
    } finally {
      await another.close();
    }
  });

  it('is nobody with a token that Kith never gave', async () => {
    const answer = await ask({ kith: 'A'.repeat(43) }, '/account');
    expect(answer.headers.location).toBe('/sign-in?back=%2Faccount');
    expect((await ask({ kith: '' }, '/account')).statusCode).toBe(303);
  });
});

describe('the clock of the machine', () => {
  it('signs people out when it jumps forward beyond their time', async () => {
    const person = await signInAs(test, 'practitioner');
    test.at(minutes(31));
    expect(await stays(person)).toBe(false);
  });

  it('gives nobody more than 30 minutes from their last request when it is set back', async () => {
    const person = await signInAs(test, 'practitioner');
    test.at(minutes(20));
    await stays(person);
    test.at(minutes(-60));
    expect(await stays(person)).toBe(true);
    test.at(minutes(-60 + 30));
    expect(await stays(person)).toBe(false);
  });
});

describe('the token in the browser', () => {
  it('is new at every sign-in, whatever the browser carried before', async () => {
    const id = await addPerson(test.db, { roles: ['practitioner'] });
    const [one, two] = [await signIn(test, id), await signIn(test, id)];
    expect(one.cookies.kith).not.toBe(two.cookies.kith);
    expect(one.cookies.kith).toMatch(/^[\w-]{43}$/);
  });

  it('is not in the database', async () => {
    const { cookies } = await signInAs(test, 'practitioner');
    const { rows } = await sql<{ all: string }>`select string_agg(session::text, ' ') as all from session`.execute(
      test.db,
    );
    expect(rows[0]?.all).not.toContain(cookies.kith);
    expect(rows[0]?.all).not.toContain(Buffer.from(cookies.kith ?? '').toString('hex'));
  });

  it('is replaced when somebody is given a role; requests under way still succeed, and one new token is made', async () => {
    const person = await signInAs(test, 'practitioner');
    const before = { ...person.cookies };
    await sql`
      insert into role_holding (id, person_id, role, from_date, because, given_at)
      values (gen_random_uuid(), ${person.id}::uuid, 'meeting-administrator', '2020-01-06', 'A test needs it', ${TEST_NOW})`.execute(
      test.db,
    );
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(before)));
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200, 200, 200, 200, 200]);
    const given = answers.flatMap((one) => one.cookies.filter(({ name }) => name === 'kith').map(({ value }) => value));
    expect(given).toHaveLength(1);
    expect(given[0]).not.toBe(before.kith);
    test.at(new Date(TEST_NOW.getTime() + 29_000));
    expect((await ask(before)).statusCode).toBe(200);
    test.at(new Date(TEST_NOW.getTime() + 31_000));
    expect((await ask(before)).statusCode).toBe(303);
    const after = await ask({ kith: given[0] ?? '' }, '/account');
    expect(after.body).toContain('Meeting administrator');
    expect(after.cookies.filter(({ name }) => name === 'kith')).toEqual([]);
  });

  it('is replaced when somebody moves to another agency or team', async () => {
    const person = await signInAs(test, 'practitioner');
    await sql`update person set team = 'Early help' where id = ${person.id}::uuid`.execute(test.db);
    const answer = await ask(person.cookies);
    expect(answer.cookies.map(({ name }) => name)).toContain('kith');
  });

  it('is kept from script, from other sites and, once read over TLS, from plain connections', async () => {
    const person = await signInAs(test, 'practitioner');
    await sql`update person set team = 'Another' where id = ${person.id}::uuid`.execute(test.db);
    const given = String((await ask(person.cookies)).headers['set-cookie']);
    expect(given).toMatch(/HttpOnly/);
    expect(given).toMatch(/SameSite=Lax/);
  });
});

describe('a first day that is moved ahead', () => {
  it('ends what is open until then', async () => {
    const person = await signInAs(test, 'practitioner');
    await sql`update person set joined = '2026-11-24' where id = ${person.id}::uuid`.execute(test.db);
    expect((await person.get('/account')).headers.location).toBe('/sign-in?back=%2Faccount&out=ended');
  });
});

describe('pages of signed-in people', () => {
  it('say until when, and are not kept by the browser; the public’s say nothing of it', async () => {
    const person = await signInAs(test, 'practitioner');
    const own = await person.get('/about');
    expect(own.body).toContain(`data-idle-ends="${minutes(30).getTime()}"`);
    expect(own.body).toContain(`data-ends="${minutes(720).getTime()}"`);
    expect(own.body).toMatch(/you are signed out at <span[^>]*>9:30am<\/span>,\s*and at the latest at 9pm/);
    expect(own.headers['cache-control']).toBe('no-store');
    const publics = await test.app.inject('/about');
    expect(publics.body).not.toContain('data-kith-session');
    expect(publics.body).not.toContain('signed out');
  });
});

describe('the page of signing in', () => {
  const said = async (out: string) =>
    (await test.app.inject(`/sign-in?back=%2Faccount&out=${encodeURIComponent(out)}`)).body;

  it('says why somebody is there who was signed in before', async () => {
    expect(await said('idle')).toContain('You were signed out after 30 minutes without using Kith');
    expect(await said('longest')).toContain('You were signed out after 12 hours');
    expect(await said('ended')).toContain('Your session was ended');
  });

  it('says nothing that somebody else put into its address', async () => {
    for (const out of ['<b>Call 0800</b>', 'constructor', '__proto__', 'Your account is locked']) {
      const page = await said(out);
      expect(page).not.toContain('signed out');
      expect(page).not.toContain('Call 0800');
    }
    expect((await test.app.inject('/sign-in?out=idle&out=longest')).statusCode).toBe(200);
  });
});
