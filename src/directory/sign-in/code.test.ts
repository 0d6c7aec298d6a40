import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { signIn } from '../../../test/support/people.ts';
import {
  addSignIn,
  appCode,
  appKeyIn,
  mailsTo,
  PASSWORD,
  recoveryCodesIn,
  sessionsOf,
  trailOf,
} from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';
import { createInvitation } from './invitation.ts';
import { LOCKED_FOR, TRIES } from './lock.ts';
import { MINUTES_FOR_CODE } from './password-sign-in.ts';

const later = (seconds: number) => new Date(TEST_NOW.getTime() + seconds * 1000);

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

/** Somebody who set up an app the day before and has their recovery codes. */
async function someone(person: { withoutTerms?: boolean } = {}) {
  test.at(later(-86_400));
  const made = await addSignIn(test.db, { roles: ['practitioner'], ...person });
  const first = await signIn(test, made.id, { strong: false, now: test.now() });
  const key = appKeyIn((await first.get('/account/second-factor/app')).body);
  await first.post('/account/second-factor/app', { code: await appCode(key, test.now()) });
  const codes = recoveryCodesIn((await first.get('/account/second-factor/recovery-codes')).body);
  await first.post('/account/second-factor/recovery-codes/kept', {});
  test.at(TEST_NOW);
  return { ...made, key, codes };
}

/** A browser in which the password was right. */
async function halfWay(email: string, back = '') {
  const mine = stranger(test.app);
  const answer = await mine.post(`/sign-in${back}`, { email, password: PASSWORD });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in/code']);
  return mine;
}

const told = (body: string) => /error-summary[\s\S]*?<a[^>]*>([^<]+)</.exec(body)?.[1];

describe('signing in with a password and a code', () => {
  it('is over for whoever comes too late, and the ledger says that a code was sent for nobody', async () => {
    const { email, key } = await someone();
    const mine = await halfWay(email);
    const late = later(MINUTES_FOR_CODE * 60 + 1);
    test.at(late);
    const answer = await mine.post('/sign-in/code', { code: await appCode(key, late) }, '/sign-in');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in']);
    expect((await readLedger(test))[0]).toMatchObject({
      ...{ event: 'sign-in.fail', outcome: 'failed', why: 'too-late', personId: null },
      doing: 'Sent a second factor, and nobody was waiting for one',
    });
  });

  it('needs both: after the password alone nobody is in', async () => {
    const { id, email, key } = await someone();
    const mine = await halfWay(email, '?back=/snapshot');
    expect(mine.cookies).not.toHaveProperty('kith');
    expect((await mine.get('/account')).headers.location).toMatch(/^\/sign-in/);
    expect((await mine.get('/sign-in/code')).body).toContain('Code from your authenticator app');
    const answer = await mine.post('/sign-in/code', { code: await appCode(key, TEST_NOW) });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/snapshot']);
    expect((await sessionsOf(test.db, id)).at(-1)).toEqual({ way: 'password', strong: true, ended: null });
    expect((await mine.get('/account')).statusCode).toBe(200);
    expect(mine.cookies).not.toHaveProperty('kith-step');
  });

  it('leads to the terms of use first where they are owed, and from there to where the person wanted to go', async () => {
    const { email, key } = await someone({ withoutTerms: true });
    const mine = await halfWay(email, '?back=/snapshot');
    const answer = await mine.post('/sign-in/code', { code: await appCode(key, TEST_NOW) });
    expect(answer.headers.location).toBe('/terms?back=%2Fsnapshot');
  });

  it('takes each code once, in one browser of two', async () => {
    const { email, key } = await someone();
    const [one, other] = [await halfWay(email), await halfWay(email)];
    const code = await appCode(key, TEST_NOW);
    const answers = await Promise.all([one, other].map((mine) => mine.post('/sign-in/code', { code })));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 400]);
    const third = await halfWay(email);
    expect((await third.post('/sign-in/code', { code })).statusCode).toBe(400);
  });

  it('begins again when it took too long, and for somebody who never typed a password', async () => {
    const { email, key } = await someone();
    const mine = await halfWay(email);
    test.at(later(MINUTES_FOR_CODE * 60));
    const code = await appCode(key, test.now());
    expect((await mine.get('/sign-in/code')).headers.location).toBe('/sign-in');
    const nobody = stranger(test.app);
    for (const browser of [mine, nobody]) {
      const answer = await browser.post('/sign-in/code', { code }, '/sign-in');
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/sign-in']);
      expect(browser.cookies).not.toHaveProperty('kith');
    }
  });

  it('is over for somebody whose last day passed in between', async () => {
    const { id, email, key } = await someone();
    const mine = await halfWay(email);
    await sql`update person set left_on = '2026-11-22' where id = ${id}::uuid`.execute(test.db);
    const answer = await mine.post('/sign-in/code', { code: await appCode(key, TEST_NOW) }, '/sign-in');
    expect(answer.headers.location).toBe('/sign-in');
    expect(mine.cookies).not.toHaveProperty('kith');
  });

  it('refuses a form without a token, an empty one and a field that it does not have', async () => {
    const { email, key } = await someone();
    const mine = await halfWay(email);
    const code = await appCode(key, TEST_NOW);
    expect((await mine.send('/sign-in/code', { code })).statusCode).toBe(403);
    expect(told((await mine.post('/sign-in/code', { code: ' ' })).body)).toBe('Enter the code');
    expect((await mine.post('/sign-in/code', { code, person: 'x' })).statusCode).toBe(400);
    expect((await mine.post('/sign-in/code', { code })).statusCode).toBe(303);
  });
});

describe('a recovery code', () => {
  it('lets its owner in once, however it is typed, and they are told how many are left', async () => {
    const { id, email, codes } = await someone();
    const [code = ''] = codes;
    const mine = await halfWay(email);
    const typed = ` ${code.toUpperCase().replace('-', ' ')} `;
    expect((await mine.post('/sign-in/code', { code: typed })).statusCode).toBe(303);
    expect((await sessionsOf(test.db, id)).at(-1)).toMatchObject({ strong: true });
    const again = await halfWay(email);
    expect((await again.post('/sign-in/code', { code })).statusCode).toBe(400);
    expect((await mine.get('/account/notices')).body).toContain(
      'Somebody signed in as you with a recovery code. 9 recovery codes are left.',
    );
    expect((await mailsTo(test.db, email)).at(-1)).toMatchObject({
      subject: 'A recovery code was used to sign in to Kith',
      words: expect.not.stringContaining(code),
    });
  });

  it('opens nobody else’s account', async () => {
    const [mine, theirs] = [await someone(), await someone()];
    const browser = await halfWay(mine.email);
    expect((await browser.post('/sign-in/code', { code: theirs.codes[0] ?? '' })).statusCode).toBe(400);
    expect((await browser.post('/sign-in/code', { code: mine.codes[0] ?? '' })).statusCode).toBe(303);
  });
});

describe('wrong codes', () => {
  it('count with wrong passwords: the sixth in a row locks, tells the owner, and begins from the front', async () => {
    const { id, email, key } = await someone();
    await stranger(test.app).post('/sign-in', { email, password: 'wrong horse battery' });
    const mine = await halfWay(email);
    for (let turn = 2; turn < TRIES; turn += 1) {
      expect(told((await mine.post('/sign-in/code', { code: '000000' })).body)).toMatch(/^That code is not right/);
    }
    const sixth = await mine.post('/sign-in/code', { code: '000000' });
    expect(sixth.statusCode).toBe(400);
    expect(sixth.body).toContain('There were 6 wrong tries in a row, so this address is locked until 9:30am');
    expect((await mine.get('/sign-in/code')).headers.location).toBe('/sign-in');
    const right = await stranger(test.app).post('/sign-in', { email, password: PASSWORD });
    expect(told(right.body)).toContain('is locked until 9:30am');
    expect((await mailsTo(test.db, email)).at(-1)?.subject).toBe('Your sign-in to Kith is locked for now');
    const whys = (await trailOf(test.db, id)).map(({ why }) => why).filter((why) => why !== null);
    expect(whys).toEqual(['wrong-password', ...Array(5).fill('wrong-code'), 'locked']);

    test.at(later(LOCKED_FOR / 1000));
    const afterwards = await halfWay(email);
    expect((await afterwards.post('/sign-in/code', { code: await appCode(key, test.now()) })).statusCode).toBe(303);
  });

  it('are not forgotten by typing the right password in between', async () => {
    const { email } = await someone();
    for (let turn = 1; turn < TRIES; turn += 1) {
      const mine = await halfWay(email);
      expect((await mine.post('/sign-in/code', { code: '000000' })).statusCode).toBe(400);
    }
    const last = await halfWay(email);
    expect((await last.post('/sign-in/code', { code: '000000' })).body).toContain('is locked until 9:30am');
  });

  it('cannot be outrun by sending many at once', async () => {
    const { id, email } = await someone();
    const browsers = await Promise.all(Array.from({ length: 12 }, () => halfWay(email)));
    await Promise.all(browsers.map((mine, turn) => mine.post('/sign-in/code', { code: `00000${turn % 10}` })));
    const whys = (await trailOf(test.db, id)).map(({ why }) => why);
    expect(whys.filter((why) => why === 'wrong-code')).toHaveLength(TRIES);
  });

  it('lock the right code out, too, in every browser that is half-way in', async () => {
    const { email, key } = await someone();
    const [one, other] = [await halfWay(email), await halfWay(email)];
    for (let turn = 0; turn < TRIES; turn += 1) await one.post('/sign-in/code', { code: '000000' }, '/sign-in');
    const answer = await other.post('/sign-in/code', { code: await appCode(key, TEST_NOW) });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('is locked until 9:30am');
    expect(other.cookies).not.toHaveProperty('kith');
  });
});

describe('a new link for somebody with a second factor', () => {
  it('gives them a new password and still asks for the code', async () => {
    const { id, email, key } = await someone();
    const mine = stranger(test.app);
    const link = await createInvitation(test.db, { personId: id, madeBy: null, sentTo: null }, TEST_NOW);
    const answer = await mine.post(link, { password: 'violet kettle anchor' });
    expect(answer.headers.location).toBe('/sign-in/code');
    expect(mine.cookies).not.toHaveProperty('kith');
    expect((await mine.post('/sign-in/code', { code: await appCode(key, TEST_NOW) })).headers.location).toBe('/');
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
  });
});
