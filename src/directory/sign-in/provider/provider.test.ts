import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { addPerson, signIn } from '../../../../test/support/people.ts';
import { AtProvider, startProvider, type TestProvider } from '../../../../test/support/provider.ts';
import { emailOf, mailsTo, sessionsOf, trailOf } from '../../../../test/support/sign-in.ts';
import { type Stranger, stranger } from '../../../../test/support/stranger.ts';

const SITE = 'http://localhost:3000';
const staff: Record<string, Record<string, string | boolean>> = {};
let provider: TestProvider;
let kith: TestApp;

beforeAll(async () => {
  provider = await startProvider(Object.assign(staff, CLAIMS_OF_EVERYBODY));
  provider.knows(SITE);
  kith = await buildTestApp({ env: { ...provider.env, PUBLIC_URL: SITE } });
});
afterAll(async () => {
  await kith.close();
  await provider.stop();
});
// The provider goes by the real time, and so does Kith here.
afterEach(() => kith.at(new Date()));

/** The provider learns at its start which claims there are. */
const CLAIMS_OF_EVERYBODY = {
  nobody: { email: '', email_verified: true, preferred_username: '', upn: '', oid: '', tid: '' },
};

/** Somebody who works with Kith and has an account at the provider. Returns their number and their name there. */
async function addStaff(claims: (email: string) => Record<string, string | boolean>, person = {}) {
  const id = await addPerson(kith.db, { roles: ['practitioner'], ...person });
  const login = `login-${id.slice(0, 8)}`;
  const email = await emailOf(kith.db, id);
  staff[login] = claims(email);
  return { id, login, email };
}

const keycloak = (email: string) => ({ email, email_verified: true, preferred_username: 'an.invented.name' });

/** Presses the button, and returns the address at the provider to which the browser is led. */
async function goes(browser: Stranger, back = '/'): Promise<string> {
  kith.at(new Date());
  const answer = await browser.post(`/sign-in/provider?back=${encodeURIComponent(back)}`, {}, '/sign-in');
  expect(answer.statusCode).toBe(200);
  const href = /^0; url=(.+)$/.exec(String(answer.headers.refresh))?.[1] ?? '';
  expect(answer.body).toContain(`href="${href.replaceAll('&', '&amp;')}"`);
  return href;
}

const pathOf = (url: URL) => url.pathname + url.search;

async function signsIn(browser: Stranger, login: string, back = '/') {
  const href = await goes(browser, back);
  return browser.get(pathOf(await new AtProvider(provider.issuer).signsIn(href, login)));
}

const newest = async () => (await readLedger(kith))[0];

describe('signing in with an organisation’s account', () => {
  test('begins with a button on the page of signing in and ends where somebody wanted to go', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    expect((await browser.get('/sign-in')).body).toContain('Sign in with Example Council');
    const answer = await signsIn(browser, person.login, '/account/sessions');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account/sessions']);
    expect((await browser.get('/account/sessions')).statusCode).toBe(200);
    expect(await sessionsOf(kith.db, person.id)).toEqual([{ way: 'provider', strong: true, ended: null }]);
    const trail = (await trailOf(kith.db, person.id)).map((line) => line.doing);
    expect(trail.slice(0, 2)).toEqual([
      'Joined their account in Kith to their organisation’s account',
      'Signed in with their organisation’s account',
    ]);
    expect(await mailsTo(kith.db, person.email)).toHaveLength(1);
  });

  test('asks the provider by code with PKCE, a state and a nonce that nobody has seen before', async () => {
    const seen = new Set<string | null>();
    for (const browser of [stranger(kith.app), stranger(kith.app)]) {
      const asked = new URL(await goes(browser)).searchParams;
      expect(asked.get('response_type')).toBe('code');
      expect(asked.get('code_challenge_method')).toBe('S256');
      expect(asked.get('redirect_uri')).toBe(`${SITE}/sign-in/provider/back`);
      for (const name of ['state', 'nonce', 'code_challenge']) seen.add(asked.get(name));
    }
    expect(seen.size).toBe(6);
    for (const one of seen) expect(one?.length).toBeGreaterThanOrEqual(43);
  });

  test('is in the ledger from the moment somebody goes there, though nobody knows yet who it is', async () => {
    await goes(stranger(kith.app));
    expect(await newest()).toMatchObject({
      ...{ event: 'sign-in.start', outcome: 'done', doing: 'Went to their organisation to sign in' },
      ...{ personId: null, who: '(not recognised)' },
    });
  });

  test('keeps no secret of it in the database that could be read there', async () => {
    const asked = new URL(await goes(stranger(kith.app))).searchParams;
    const { rows } = await sql<{ all: string }>`select row_to_json(s)::text as all from sign_in_step s`.execute(
      kith.db,
    );
    const kept = rows.map((row) => row.all).join('\n');
    expect(kept).toContain('sealed');
    for (const name of ['state', 'nonce']) expect(kept).not.toContain(asked.get(name));
  });

  test('knows somebody by their number there the second time, whatever their address has become', async () => {
    const person = await addStaff(keycloak);
    await signsIn(stranger(kith.app), person.login);
    staff[person.login] = { email: 'another@example.invalid', email_verified: false };
    expect((await signsIn(stranger(kith.app), person.login)).statusCode).toBe(303);
    expect(await sessionsOf(kith.db, person.id)).toHaveLength(2);
    expect(await mailsTo(kith.db, person.email)).toHaveLength(1);
  });

  test('finds somebody of Entra ID by their user name and keeps their number in the organisation', async () => {
    const person = await addStaff((email) => ({
      oid: 'c0ffee-oid',
      tid: 'c0ffee-tid',
      preferred_username: email.toUpperCase(),
      email: 'a.nickname@example.invalid',
    }));
    expect((await signsIn(stranger(kith.app), person.login)).statusCode).toBe(303);
    const { rows } = await sql<{ subject: string; issuer: string }>`
      select subject, issuer from person_identity where person_id = ${person.id}::uuid`.execute(kith.db);
    expect(rows).toEqual([{ subject: 'c0ffee-oid', issuer: provider.issuer }]);
  });

  test('leads nobody to another site afterwards', async () => {
    const person = await addStaff(keycloak);
    const answer = await signsIn(stranger(kith.app), person.login, '//evil.example.org/');
    expect(answer.headers.location).toBe('/');
  });

  test('gives the browser a session that it did not have before, and ends the one that it had', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    await signsIn(browser, person.login);
    const before = browser.cookies.kith;
    await signsIn(browser, person.login);
    expect(browser.cookies.kith).not.toBe(before);
    expect((await sessionsOf(kith.db, person.id)).map((one) => one.ended)).toEqual([
      'Somebody signed in anew in the same browser',
      null,
    ]);
  });

  test('works in two tabs of one browser at once', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const [one, two] = [await goes(browser), await goes(browser)];
    const there = new AtProvider(provider.issuer);
    for (const href of [two, one]) {
      expect((await browser.get(pathOf(await there.signsIn(href, person.login)))).statusCode).toBe(303);
    }
  });
});

describe('somebody whom the provider knows and Kith does not let in', () => {
  test('is told that nobody with that account works with Kith, and by whom to be added', async () => {
    staff.unknown = keycloak('stranger@example.invalid');
    const answer = await signsIn(stranger(kith.app), 'unknown');
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('Nobody with this account works with Kith');
    expect(answer.body).toContain('stranger@example.invalid');
    expect(answer.headers['set-cookie'] ?? '').not.toContain('kith=');
    expect(await newest()).toMatchObject({
      event: 'sign-in.fail',
      outcome: 'failed',
      why: 'not-known',
      personId: null,
    });
  });

  test('is anybody whose last day is over, in the same words, known before or not', async () => {
    const fresh = await addStaff(keycloak, { leftOn: '2026-01-30' });
    const known = await addStaff(keycloak);
    await signsIn(stranger(kith.app), known.login);
    await sql`update person set left_on = '2026-01-30' where id = ${known.id}::uuid`.execute(kith.db);
    for (const { login, id } of [fresh, known]) {
      const answer = await signsIn(stranger(kith.app), login);
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('Nobody with this account works with Kith');
      expect(await newest()).toMatchObject({ event: 'sign-in.fail', why: 'left', personId: id });
    }
    expect(await sessionsOf(kith.db, fresh.id)).toEqual([]);
  });

  test('is anybody whose first day is still to come, in the same words, known before or not', async () => {
    const fresh = await addStaff(keycloak, { joined: '2126-01-30' });
    const known = await addStaff(keycloak);
    await signsIn(stranger(kith.app), known.login);
    await sql`update person set joined = '2126-01-30' where id = ${known.id}::uuid`.execute(kith.db);
    for (const { login, id } of [fresh, known]) {
      const answer = await signsIn(stranger(kith.app), login);
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('Nobody with this account works with Kith');
      expect(await newest()).toMatchObject({ event: 'sign-in.fail', why: 'not-yet', personId: id });
    }
    expect(await sessionsOf(kith.db, fresh.id)).toEqual([]);
  });

  test('is anybody with an address that the provider calls unverified', async () => {
    const person = await addStaff((email) => ({ email, email_verified: false, preferred_username: email }));
    const answer = await signsIn(stranger(kith.app), person.login);
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('Your email address is not confirmed');
    expect(await sessionsOf(kith.db, person.id)).toEqual([]);
    expect(await newest()).toMatchObject({ event: 'sign-in.fail', why: 'address-not-verified' });
  });

  test('is a second person with the address of somebody who is joined already', async () => {
    const person = await addStaff(keycloak);
    await signsIn(stranger(kith.app), person.login);
    staff['their-successor'] = keycloak(person.email);
    const answer = await signsIn(stranger(kith.app), 'their-successor');
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('This is not the account that opens Kith');
    expect(await sessionsOf(kith.db, person.id)).toHaveLength(1);
  });

  test('is somebody of whom the provider tells no address', async () => {
    staff['no-address'] = { preferred_username: 'somebody' };
    const answer = await signsIn(stranger(kith.app), 'no-address');
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('did not tell Kith your email address');
  });

  test('is somebody who pressed “cancel” there', async () => {
    const browser = stranger(kith.app);
    const back = await new AtProvider(provider.issuer).stops(await goes(browser, '/learning'));
    expect(back.searchParams.get('error')).toBe('access_denied');
    const answer = await browser.get(pathOf(back));
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Nothing was changed.');
    expect(answer.body).toContain('href="/sign-in?back=%2Flearning"');
    expect(await newest()).toMatchObject({ event: 'sign-in.fail', outcome: 'failed', why: 'provider-refused' });
  });
});

describe('an answer of the provider', () => {
  const startAgain = 'A sign-in works once';

  test('works once: sent again, it opens nothing', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const back = await new AtProvider(provider.issuer).signsIn(await goes(browser), person.login);
    expect((await browser.get(pathOf(back))).statusCode).toBe(303);
    const again = await browser.get(pathOf(back));
    expect([again.statusCode, again.body.includes(startAgain)]).toEqual([400, true]);
    expect(await sessionsOf(kith.db, person.id)).toHaveLength(1);
    expect(await newest()).toMatchObject({ event: 'sign-in.fail', why: 'provider-misfit' });
  });

  test('works once even when it is sent twice at the same moment', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const back = await new AtProvider(provider.issuer).signsIn(await goes(browser), person.login);
    const both = await Promise.all([browser.get(pathOf(back)), browser.get(pathOf(back))]);
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([303, 400]);
    expect(await sessionsOf(kith.db, person.id)).toHaveLength(1);
  });

  test('works in no other browser than the one that asked', async () => {
    const person = await addStaff(keycloak);
    const [asked, other] = [stranger(kith.app), stranger(kith.app)];
    const back = await new AtProvider(provider.issuer).signsIn(await goes(asked), person.login);
    await goes(other);
    for (const browser of [other, stranger(kith.app)]) {
      const answer = await browser.get(pathOf(back));
      expect([answer.statusCode, answer.body.includes(startAgain)]).toEqual([400, true]);
    }
    expect(await sessionsOf(kith.db, person.id)).toEqual([]);
    // And the one who asked is not hindered by those who tried.
    expect((await asked.get(pathOf(back))).statusCode).toBe(303);
  });

  test('works with no other code than the one that was given for it', async () => {
    const [mine, theirs] = [await addStaff(keycloak), await addStaff(keycloak)];
    const browser = stranger(kith.app);
    const there = await new AtProvider(provider.issuer).signsIn(await goes(stranger(kith.app)), theirs.login);
    const back = await new AtProvider(provider.issuer).signsIn(await goes(browser), mine.login);
    back.searchParams.set('code', there.searchParams.get('code') ?? '');
    expect((await browser.get(pathOf(back))).statusCode).toBe(400);
    expect(await sessionsOf(kith.db, theirs.id)).toEqual([]);
  });

  test('works for ten minutes', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const back = await new AtProvider(provider.issuer).signsIn(await goes(browser), person.login);
    kith.at(new Date(Date.now() + 10 * 60_000 + 1000));
    const answer = await browser.get(pathOf(back));
    expect([answer.statusCode, answer.body.includes(startAgain)]).toEqual([400, true]);
  });

  test.each(['', '?code=x', '?state=x', '?state=x&code=y', '?error=access_denied', '?state=a&state=b&code=%00'])(
    'that was never asked for opens nothing: %s',
    async (query) => {
      const browser = stranger(kith.app);
      await goes(browser);
      const answer = await browser.get(`/sign-in/provider/back${query}`);
      expect(answer.statusCode).toBe(400);
      expect(browser.cookies.kith).toBeUndefined();
    },
  );
});

describe('clocks that differ', () => {
  const SECOND = 1000;

  test.each([-30, 30])('by %s seconds let somebody in', async (seconds) => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const href = await goes(browser);
    const back = await new AtProvider(provider.issuer).signsIn(href, person.login);
    kith.at(new Date(Date.now() - seconds * SECOND));
    expect((await browser.get(pathOf(back))).statusCode).toBe(303);
  });
});

describe('signing out', () => {
  test('ends the session here and leads on to the provider, which ends its own and leads back', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const there = new AtProvider(provider.issuer);
    await browser.get(pathOf(await there.signsIn(await goes(browser), person.login)));
    expect(await there.asksAnew(await goes(stranger(kith.app)))).toBe(false);
    const answer = await browser.post('/sign-out', {}, '/about');
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('You are signed out of Kith');
    expect(browser.cookies.kith).toBeUndefined();
    expect(await sessionsOf(kith.db, person.id)).toMatchObject([{ ended: 'Signed out' }]);
    const href = /^0; url=(.+)$/.exec(String(answer.headers.refresh))?.[1] ?? '';
    expect(new URL(href).searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect((await there.signsOut(href)).href).toBe(`${SITE}/signed-out`);
    expect(await there.asksAnew(await goes(stranger(kith.app)))).toBe(true);
  });

  test('leads nobody to the provider who came in another way', async () => {
    const id = await addPerson(kith.db, { roles: ['meeting-administrator'] });
    kith.at(new Date());
    const answer = await (await signIn(kith, id, { now: new Date() })).post('/sign-out', {});
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/signed-out']);
  });
});

describe('a provider that is down', () => {
  test('when somebody wants to go there: Kith says so, names other ways in, and goes on once it is back', async () => {
    const person = await addStaff(keycloak);
    // A process that has not asked the provider for anything yet.
    const app = await kith.another();
    await provider.stop();
    const browser = stranger(app);
    kith.at(new Date());
    const answer = await browser.post('/sign-in/provider?back=%2Flearning', {}, '/sign-in');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('We could not reach Example Council just now');
    expect(answer.body).toContain('href="/sign-in?back=%2Flearning"');
    expect(await newest()).toMatchObject({ event: 'sign-in.fail', outcome: 'failed', why: 'provider-away' });
    expect((await browser.get('/sign-in')).statusCode).toBe(200);
    await provider.start();
    const href = /^0; url=(.+)$/.exec(
      String((await browser.post('/sign-in/provider', {}, '/sign-in')).headers.refresh),
    )?.[1];
    const back = await new AtProvider(provider.issuer).signsIn(href ?? '', person.login);
    expect((await browser.get(pathOf(back))).statusCode).toBe(303);
    await app.close();
  });

  test('when somebody comes back: Kith says so, and nobody is half in', async () => {
    const person = await addStaff(keycloak);
    const browser = stranger(kith.app);
    const back = await new AtProvider(provider.issuer).signsIn(await goes(browser), person.login);
    await provider.stop();
    const answer = await browser.get(pathOf(back));
    await provider.start();
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('Your organisation’s sign-in does not answer');
    expect(await sessionsOf(kith.db, person.id)).toEqual([]);
    expect(await newest()).toMatchObject({ event: 'sign-in.fail', why: 'provider-away' });
    expect((await signsIn(browser, person.login)).statusCode).toBe(303);
  });

  test('when somebody signs out, who is then signed out of Kith all the same', async () => {
    const person = await addStaff(keycloak);
    const app = await kith.another();
    const browser = stranger(kith.app);
    await signsIn(browser, person.login);
    await provider.stop();
    const elsewhere = stranger(app);
    Object.assign(elsewhere.cookies, browser.cookies);
    const answer = await elsewhere.post('/sign-out', {}, '/about');
    await provider.start();
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/signed-out']);
    expect(await sessionsOf(kith.db, person.id)).toMatchObject([{ ended: 'Signed out' }]);
    await app.close();
  });
});

test('without an organisation there is neither a button nor an address', async () => {
  const plain = await buildTestApp();
  const browser = stranger(plain.app);
  expect((await browser.get('/sign-in')).body).not.toContain('Sign in with Example');
  expect((await browser.get('/sign-in/provider/back')).statusCode).toBe(404);
  expect((await browser.post('/sign-in/provider', {}, '/sign-in')).statusCode).toBe(404);
  await plain.close();
});
