import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../../test/support/app.ts';
import { Authenticator, type Forged, passkeyOptions } from '../../../../test/support/authenticator.ts';
import { signIn, signInAs } from '../../../../test/support/people.ts';
import { addSignIn, mailsTo, PASSWORD, sessionsOf, trailOf } from '../../../../test/support/sign-in.ts';
import { type Stranger, stranger } from '../../../../test/support/stranger.ts';
import { CHALLENGE_MINUTES } from './challenge.ts';
import { MOST_PASSKEYS } from './passkey.ts';

const SITE = 'http://localhost';
const PAGE = '/account/second-factor/passkey';
const later = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000);

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

/** Somebody whose roles reach records about children, in with a password and nothing else yet. */
async function newcomer() {
  const person = await addSignIn(test.db, { roles: ['practitioner'] });
  const mine = stranger(test.app);
  await mine.post('/sign-in', { email: person.email, password: PASSWORD });
  return { ...person, mine };
}

async function setUp(mine: Stranger, key: Authenticator, forged: Forged = {}) {
  const options = passkeyOptions((await mine.get(PAGE)).body);
  return mine.post(PAGE, { name: 'Work phone', answer: key.create(options, forged) });
}

/** Somebody who set up a passkey and is signed in nowhere. */
async function someone() {
  const { id, email, mine } = await newcomer();
  const key = new Authenticator(SITE);
  expect((await setUp(mine, key)).statusCode).toBe(303);
  await mine.post('/sign-out', {}, '/about');
  return { id, email, key };
}

async function signInWith(key: Authenticator, forged: Forged = {}, back = '') {
  const mine = stranger(test.app);
  const options = passkeyOptions((await mine.get(`/sign-in${back}`)).body);
  const answer = await mine.post(`/sign-in/passkey${back}`, { answer: key.get(options, forged) }, '/sign-in');
  return { mine, answer };
}

describe('a new passkey', () => {
  it('is made for this site and this person, opens what was closed, and its owner is told', async () => {
    const { id, email, mine } = await newcomer();
    const options = JSON.parse(passkeyOptions((await mine.get(PAGE)).body));
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Kith' },
      user: { name: email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const before = mine.cookies.kith;
    const answer = await setUp(mine, new Authenticator(SITE));
    expect(answer.headers.location).toBe('/account/second-factor/recovery-codes');
    expect(mine.cookies.kith).not.toBe(before);
    expect((await sessionsOf(test.db, id)).at(-1)).toMatchObject({ strong: true });
    expect((await mine.get('/account/second-factor')).body).toContain('Work phone');
    expect((await trailOf(test.db, id)).at(-1)).toMatchObject({ event: 'second-factor.add', outcome: 'done' });
    expect((await mailsTo(test.db, email)).map(({ words }) => words)).toContainEqual(
      expect.stringContaining('The passkey “Work phone” was set up'),
    );
  });

  it.each<[string, Forged]>([
    ['made on another site', { origin: 'https://kith.example.invalid' }],
    ['made for another question', { challenge: 'AAAA' }],
    ['made without a finger, a face or a PIN', { unverified: true }],
  ])('is refused when it was %s', async (_how, forged) => {
    const { id, mine } = await newcomer();
    const answer = await setUp(mine, new Authenticator(SITE), forged);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('The passkey could not be set up');
    expect(answer.body).toContain('value="Work phone"');
    expect((await trailOf(test.db, id)).at(-1)).toMatchObject({ outcome: 'failed', why: 'wrong-passkey' });
    expect((await mine.get('/learning/notifications')).headers.location).toBe('/account/second-factor');
  });

  it('is refused when the question was asked of somebody else, was answered before or is out of date', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const options = passkeyOptions((await one.mine.get(PAGE)).body);
    const answerOf = (key: Authenticator) => ({ name: 'Work phone', answer: key.create(options) });
    expect((await other.mine.post(PAGE, answerOf(new Authenticator(SITE)))).statusCode).toBe(400);
    expect((await one.mine.post(PAGE, answerOf(new Authenticator(SITE)))).statusCode).toBe(303);
    expect((await one.mine.post(PAGE, answerOf(new Authenticator(SITE)))).statusCode).toBe(400);
    const late = passkeyOptions((await one.mine.get(PAGE)).body);
    test.at(later(CHALLENGE_MINUTES * 60));
    const form = { name: 'Late', answer: new Authenticator(SITE).create(late) };
    expect((await one.mine.post(PAGE, form)).statusCode).toBe(400);
  });

  it.each(['', 'null', '[]', '{}', '{"id":1}', '{"id":"a","rawId":"a","type":"public-key","response":{}}', '<b>'])(
    'is refused when the browser’s answer is none: %s',
    async (answer) => {
      const { mine } = await newcomer();
      expect((await mine.post(PAGE, { name: 'Work phone', answer })).statusCode).toBe(400);
    },
  );

  it('must have a name, and a token like every form', async () => {
    const { mine } = await newcomer();
    const answer = new Authenticator(SITE).create(passkeyOptions((await mine.get(PAGE)).body));
    const nameless = await mine.post(PAGE, { name: ' ', answer });
    expect(nameless.statusCode).toBe(400);
    expect(nameless.body).toContain('Enter a name for the passkey');
    expect((await mine.send(PAGE, { name: 'Work phone', answer })).statusCode).toBe(403);
  });

  it('stays its owner’s: nobody else can set up the same one', async () => {
    const { key } = await someone();
    const { mine } = await newcomer();
    expect((await setUp(mine, key)).statusCode).toBe(400);
  });

  it('is one too many after the tenth', async () => {
    const mine = await signInAs(test, 'practitioner');
    for (let turn = 0; turn < MOST_PASSKEYS; turn += 1) {
      await sql`
        insert into passkey (id, person_id, name, public_key, counter, transports, made_at)
        values (${`${mine.id}-${turn}`}, ${mine.id}::uuid, 'Key', ''::bytea, 0, '{}', ${TEST_NOW})`.execute(test.db);
    }
    const options = passkeyOptions((await mine.get(PAGE)).body);
    const answer = await mine.post(PAGE, { name: 'One more', answer: new Authenticator(SITE).create(options) });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('You have 10 passkeys already. Remove one first');
  });
});

describe('signing in with a passkey', () => {
  it('needs no password, leads to where the person wanted to go, and the ledger says how', async () => {
    const { id, key } = await someone();
    const { mine, answer } = await signInWith(key, {}, '?back=/snapshot');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/snapshot']);
    expect(await sessionsOf(test.db, id)).toContainEqual({ way: 'passkey', strong: true, ended: null });
    expect((await mine.get('/learning/notifications')).statusCode).toBe(200);
    expect((await trailOf(test.db, id)).map(({ doing }) => doing)).toContain('Signed in with a passkey');
  });

  it('works as the second step after a password, too', async () => {
    const { id, email, key } = await someone();
    const mine = stranger(test.app);
    await mine.post('/sign-in?back=/snapshot', { email, password: PASSWORD });
    const page = (await mine.get('/sign-in/code')).body;
    const options = passkeyOptions(page);
    expect(JSON.parse(options).allowCredentials).toMatchObject([{ id: key.id }]);
    expect(page).toContain('action="/sign-in/passkey?back=%2Fsnapshot"');
    const answer = await mine.post('/sign-in/passkey?back=/snapshot', { answer: key.get(options) }, '/sign-in/code');
    expect(answer.headers.location).toBe('/snapshot');
    expect(await sessionsOf(test.db, id)).toContainEqual(expect.objectContaining({ strong: true, ended: null }));
    expect(mine.cookies).not.toHaveProperty('kith-step');
  });

  it('opens a locked address: a passkey cannot be guessed', async () => {
    const { email, key } = await someone();
    for (let turn = 0; turn < 6; turn += 1) await stranger(test.app).post('/sign-in', { email, password: 'wrong' });
    expect((await signInWith(key)).answer.statusCode).toBe(303);
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
  });

  it.each<[string, Forged]>([
    ['on another site', { origin: 'https://kith.example.invalid' }],
    ['another question', { challenge: 'AAAA' }],
    ['without a finger, a face or a PIN', { unverified: true }],
    ['with another key', { otherKey: true }],
  ])('is refused when it answers %s', async (_how, forged) => {
    const { id, key } = await someone();
    const { mine, answer } = await signInWith(key, forged);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('We do not know that passkey');
    expect(mine.cookies).not.toHaveProperty('kith');
    expect((await sessionsOf(test.db, id)).filter(({ way }) => way === 'passkey')).toEqual([]);
  });

  it('is refused when the same answer comes twice, or when a copy of the key lags behind', async () => {
    const { key } = await someone();
    const page = passkeyOptions((await stranger(test.app).get('/sign-in')).body);
    const form = { answer: key.get(page) };
    expect((await stranger(test.app).post('/sign-in/passkey', form, '/sign-in')).statusCode).toBe(303);
    expect((await stranger(test.app).post('/sign-in/passkey', form, '/sign-in')).statusCode).toBe(400);
    expect((await signInWith(key, { counter: 1 })).answer.statusCode).toBe(400);
    expect((await signInWith(key)).answer.statusCode).toBe(303);
  });

  it('is refused with a question that was out of date, or that was asked to make a new one', async () => {
    const { id, key } = await someone();
    const page = passkeyOptions((await stranger(test.app).get('/sign-in')).body);
    const mine = await signIn(test, id);
    const other = passkeyOptions((await mine.get(PAGE)).body);
    const form = { answer: key.get(other) };
    expect((await stranger(test.app).post('/sign-in/passkey', form, '/sign-in')).statusCode).toBe(400);
    test.at(later(CHALLENGE_MINUTES * 60));
    const late = { answer: key.get(page) };
    expect((await stranger(test.app).post('/sign-in/passkey', late, '/sign-in')).statusCode).toBe(400);
  });

  it('is refused in the same words for a key that nobody has and for that of somebody who left', async () => {
    const { id, key } = await someone();
    await sql`update person set left_on = '2026-11-22' where id = ${id}::uuid`.execute(test.db);
    const [left, nobodys] = [await signInWith(key), await signInWith(new Authenticator(SITE))];
    const main = (body: string) =>
      (/<main[\s\S]*<\/main>/.exec(body)?.[0] ?? '')
        .replaceAll(/challenge&quot;:&quot;[\w-]+/g, 'CHALLENGE')
        .replaceAll(/value="[\w-]{20,}"/g, 'TOKEN');
    expect(left.answer.statusCode).toBe(400);
    expect([left.answer.statusCode, main(left.answer.body)]).toEqual([
      nobodys.answer.statusCode,
      main(nobodys.answer.body),
    ]);
    expect((await trailOf(test.db, id)).at(-1)).toMatchObject({ event: 'sign-in.fail', why: 'left' });
  });

  it('needs a token like every other form', async () => {
    const { key } = await someone();
    const mine = stranger(test.app);
    const answer = key.get(passkeyOptions((await mine.get('/sign-in')).body));
    expect((await mine.send('/sign-in/passkey', { answer })).statusCode).toBe(403);
    expect(mine.cookies).not.toHaveProperty('kith');
  });
});

describe('removing a passkey', () => {
  const remove = (mine: Stranger, id: string) => mine.post(`${PAGE}/remove`, { id }, '/account/second-factor');

  it('is possible while another factor is left, and ends what it opens', async () => {
    const { email, mine } = await newcomer();
    const [first, second] = [new Authenticator(SITE), new Authenticator(SITE)];
    await setUp(mine, first);
    await setUp(mine, second);
    expect((await remove(mine, first.id)).statusCode).toBe(303);
    expect((await signInWith(first)).answer.statusCode).toBe(400);
    expect((await signInWith(second)).answer.statusCode).toBe(303);
    expect((await mailsTo(test.db, email)).map(({ words }) => words)).toContainEqual(
      expect.stringContaining('“Work phone” was removed'),
    );
    const last = await remove(mine, second.id);
    expect(last.statusCode).toBe(400);
    expect(last.body).toContain('Set up another one before you remove this one');
  });

  it('leaves somebody else’s alone, and answers like one that never was', async () => {
    const { key } = await someone();
    const { mine } = await newcomer();
    await setUp(mine, new Authenticator(SITE));
    const [theirs, nobodys] = [await remove(mine, key.id), await remove(mine, 'none')];
    expect([theirs.statusCode, theirs.headers.location]).toEqual([nobodys.statusCode, nobodys.headers.location]);
    expect((await signInWith(key)).answer.statusCode).toBe(303);
  });
});
