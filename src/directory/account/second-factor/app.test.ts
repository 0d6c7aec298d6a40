import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { signInAs } from '../../../../test/support/people.ts';
import {
  addSignIn,
  appCode,
  appKeyIn,
  mailsTo,
  PASSWORD,
  recoveryCodesIn,
  sessionsOf,
  trailOf,
} from '../../../../test/support/sign-in.ts';
import { type Stranger, stranger } from '../../../../test/support/stranger.ts';

const APP = '/account/second-factor/app';
const later = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000);

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

/** Somebody whose roles reach records about children, in with a password and nothing else yet. */
async function newcomer(role: 'practitioner' | 'administrator' = 'practitioner') {
  const person = await addSignIn(test.db, { roles: [role] });
  const mine = stranger(test.app);
  await mine.post('/sign-in', { email: person.email, password: PASSWORD });
  return { ...person, mine };
}

async function setUp(mine: Stranger, back = ''): Promise<{ key: string; location: unknown }> {
  const key = appKeyIn((await mine.get(APP + back)).body);
  const answer = await mine.post(APP + back, { code: await appCode(key, test.now()) });
  return { key, location: answer.headers.location };
}

describe('an authenticator app', () => {
  it('is set up with a picture or a key and the first code, and opens what was closed', async () => {
    const { id, email, mine } = await newcomer();
    const page = await mine.get(`${APP}?back=/learning/notifications`);
    expect(page.body).toMatch(/<svg class="kith-qr"[^>]* aria-label="Picture for your authenticator app"/);
    expect(appKeyIn(page.body)).toMatch(/^[A-Z2-7]{32}$/);
    const before = mine.cookies.kith;
    const { location } = await setUp(mine, '?back=/learning/notifications');
    expect(location).toBe('/account/second-factor/recovery-codes?back=%2Flearning%2Fnotifications');
    expect(mine.cookies.kith).not.toBe(before);
    expect((await sessionsOf(test.db, id)).at(-1)).toMatchObject({ strong: true, ended: null });
    expect((await mine.get('/learning/notifications')).statusCode).toBe(200);
    expect((await trailOf(test.db, id)).map(({ event }) => event)).toContain('second-factor.add');
    expect((await mailsTo(test.db, email)).map(({ words }) => words)).toContainEqual(
      expect.stringContaining('An authenticator app was set up'),
    );
  });

  it('keeps the key that it showed while somebody fetches their phone, and forgets it after half an hour', async () => {
    const { mine } = await newcomer();
    const key = appKeyIn((await mine.get(APP)).body);
    test.at(later(29 * 60));
    expect(appKeyIn((await mine.get(APP)).body)).toBe(key);
    test.at(later(31 * 60));
    expect(appKeyIn((await mine.get(APP)).body)).not.toBe(key);
  });

  it('is not taken into use with a wrong code: the same picture is shown again, and nothing opens', async () => {
    const { id, mine } = await newcomer();
    const key = appKeyIn((await mine.get(APP)).body);
    const answer = await mine.post(APP, { code: '000000' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('That code is not right');
    expect(appKeyIn(answer.body)).toBe(key);
    for (const code of ['', 'abcdef', `1${'0'.repeat(30)}`])
      expect((await mine.post(APP, { code })).statusCode).toBe(400);
    expect((await mine.get('/learning/notifications')).headers.location).toBe('/account/second-factor');
    expect((await trailOf(test.db, id)).at(-1)).toMatchObject({ outcome: 'failed', why: 'wrong-code' });
  });

  it('takes a code with a blank in the middle, as apps show it, and those of the half minutes around', async () => {
    for (const [seconds, taken] of [
      [0, true],
      [-30, true],
      [30, true],
      [-90, false],
      [90, false],
    ] as const) {
      const { mine } = await newcomer();
      const code = await appCode(appKeyIn((await mine.get(APP)).body), later(seconds));
      const answer = await mine.post(APP, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
      expect([seconds, answer.statusCode]).toEqual([seconds, taken ? 303 : 400]);
    }
  });

  it('refuses a form without a token and a field that it does not have', async () => {
    const { mine } = await newcomer();
    const code = await appCode(appKeyIn((await mine.get(APP)).body), TEST_NOW);
    expect((await mine.send(APP, { code })).statusCode).toBe(403);
    expect((await mine.post(APP, { code, person: 'x' })).statusCode).toBe(400);
    expect((await mine.get('/learning/notifications')).headers.location).toBe('/account/second-factor');
  });

  it('keeps its secret sealed: the database alone makes no code', async () => {
    const { id, mine } = await newcomer();
    const { key } = await setUp(mine);
    const { rows } = await sql<{ text: string }>`
      select t::text || coalesce((select string_agg(s::text, '') from sign_in_step s), '') as text
      from totp t where person_id = ${id}::uuid`.execute(test.db);
    expect(rows[0]?.text).not.toContain(key);
    expect(rows[0]?.text).not.toContain(Buffer.from(key).toString('hex'));
  });

  it('is replaced by another one, whose codes alone work afterwards', async () => {
    const { email, mine } = await newcomer();
    const first = await setUp(mine);
    test.at(later(60));
    const second = await setUp(mine);
    expect(second.location).toBe('/account/second-factor');
    expect(second.key).not.toBe(first.key);
    test.at(later(120));
    const other = stranger(test.app);
    await other.post('/sign-in', { email, password: PASSWORD });
    expect((await other.post('/sign-in/code', { code: await appCode(first.key, test.now()) })).statusCode).toBe(400);
    expect((await other.post('/sign-in/code', { code: await appCode(second.key, test.now()) })).statusCode).toBe(303);
  });

  it('is not set up by somebody who signed in through their organisation', async () => {
    const mine = await signInAs(test, 'practitioner');
    await sql`update session set way = 'provider' where person_id = ${mine.id}::uuid`.execute(test.db);
    expect((await mine.get(APP)).statusCode).toBe(409);
    expect((await mine.post(APP, { code: '123456' })).statusCode).toBe(409);
    expect((await mine.get('/account/second-factor')).body).toContain('there is nothing to set up here');
  });
});

describe('removing the authenticator app', () => {
  const remove = (mine: Stranger) => mine.post(`${APP}/remove`, {}, '/account/second-factor');

  it('is refused to somebody who must have a second factor and has no other, and says what to do', async () => {
    const { id, email, mine } = await newcomer();
    await setUp(mine);
    const answer = await remove(mine);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Set up another one before you remove this one');
    expect((await trailOf(test.db, id)).at(-1)).toMatchObject({ outcome: 'failed', why: 'last-one' });
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).headers.location).toBe(
      '/sign-in/code',
    );
  });

  it('is possible for somebody whose roles reach no such record; the recovery codes go with it', async () => {
    const { id, email, mine } = await newcomer('administrator');
    await setUp(mine);
    const answer = await remove(mine);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account/second-factor']);
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).headers.location).toBe('/');
    const { rows } = await sql`select from recovery_code where person_id = ${id}::uuid`.execute(test.db);
    expect(rows).toEqual([]);
    expect((await mailsTo(test.db, email)).map(({ words }) => words)).toContainEqual(
      expect.stringContaining('“Authenticator app” was removed'),
    );
  });

  it('is not possible for somebody who still has to set one up, and needs a token', async () => {
    const { mine } = await newcomer();
    expect((await remove(mine)).headers.location).toBe('/account/second-factor');
    const other = await newcomer('administrator');
    await setUp(other.mine);
    expect((await other.mine.send(`${APP}/remove`, {})).statusCode).toBe(403);
    expect(
      (await stranger(test.app).post('/sign-in', { email: other.email, password: PASSWORD })).headers.location,
    ).toBe('/sign-in/code');
  });

  it('leaves one of two when both are removed at the same moment', async () => {
    const { id, mine } = await newcomer();
    await setUp(mine);
    await sql`
      insert into passkey (id, person_id, name, public_key, counter, transports, made_at)
      values (${`key-of-${id}`}, ${id}::uuid, 'Work phone', ''::bytea, 0, '{}', ${TEST_NOW})`.execute(test.db);
    const [app, passkey] = await Promise.all([
      remove(mine),
      mine.post('/account/second-factor/passkey/remove', { id: `key-of-${id}` }, '/account/second-factor'),
    ]);
    expect([app.statusCode, passkey.statusCode].sort()).toEqual([303, 400]);
  });
});

describe('recovery codes', () => {
  const CODES = '/account/second-factor/recovery-codes';

  it('are ten, shown until their owner says that they have them, in that session alone, and never again', async () => {
    const { id, mine } = await newcomer();
    await setUp(mine, '?back=/learning/notifications');
    const shown = recoveryCodesIn((await mine.get(`${CODES}?back=/learning/notifications`)).body);
    expect(new Set(shown).size).toBe(10);
    expect(recoveryCodesIn((await mine.get(CODES)).body)).toEqual(shown);

    const kept = await mine.post(`${CODES}/kept?back=/learning/notifications`, {}, CODES);
    expect(kept.headers.location).toBe('/learning/notifications');
    const again = await mine.get(CODES);
    expect(recoveryCodesIn(again.body)).toEqual([]);
    expect(again.body).toContain('You have 10 left.');
    expect((await trailOf(test.db, id)).map(({ event }) => event)).toContain('recovery-codes.keep');
  });

  it('are shown for ten minutes at most, and to no other session of the same person', async () => {
    const { email, mine } = await newcomer();
    const { key } = await setUp(mine);
    test.at(later(60));
    const elsewhere = stranger(test.app);
    await elsewhere.post('/sign-in', { email, password: PASSWORD });
    await elsewhere.post('/sign-in/code', { code: await appCode(key, test.now()) });
    expect(recoveryCodesIn((await elsewhere.get(CODES)).body)).toEqual([]);
    expect(recoveryCodesIn((await mine.get(CODES)).body)).toHaveLength(10);
    test.at(later(10 * 60));
    expect(recoveryCodesIn((await mine.get(CODES)).body)).toEqual([]);
  });

  it('are nowhere in the database as they were shown', async () => {
    const { id, mine } = await newcomer();
    await setUp(mine);
    const [code = ''] = recoveryCodesIn((await mine.get(CODES)).body);
    const { rows } = await sql<{ text: string }>`
      select (select string_agg(r::text, '') from recovery_code r where r.person_id = ${id}::uuid)
        || (select string_agg(s::text, '') from sign_in_step s) as text`.execute(test.db);
    for (const text of [code, code.replace('-', ''), Buffer.from(code).toString('hex')])
      expect(rows[0]?.text).not.toContain(text);
  });

  it('are made anew when asked for; those before work no more', async () => {
    const { email, mine } = await newcomer();
    await setUp(mine);
    const [old = ''] = recoveryCodesIn((await mine.get(CODES)).body);
    expect((await mine.post(CODES, {}, '/account/second-factor')).headers.location).toBe(CODES);
    const [fresh = ''] = recoveryCodesIn((await mine.get(CODES)).body);
    const other = stranger(test.app);
    await other.post('/sign-in', { email, password: PASSWORD });
    expect((await other.post('/sign-in/code', { code: old })).statusCode).toBe(400);
    expect((await other.post('/sign-in/code', { code: fresh })).statusCode).toBe(303);
    expect((await mailsTo(test.db, email)).map(({ words }) => words)).toContainEqual(
      expect.stringContaining('New recovery codes were made'),
    );
  });

  it('are not made for somebody without a second factor, nor without a token', async () => {
    const { mine } = await newcomer('administrator');
    expect((await mine.post(CODES, {}, '/account/second-factor')).statusCode).toBe(303);
    expect((await mine.get(CODES)).headers.location).toBe('/account/second-factor');
    expect((await mine.send(CODES, {})).statusCode).toBe(403);
    expect((await mine.send(`${CODES}/kept`, {})).statusCode).toBe(403);
  });
});
