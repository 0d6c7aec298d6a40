import { hash, verify } from '@node-rs/argon2';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { testConfig } from '../../../test/support/config.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { addPerson, type InventedPerson, signIn } from '../../../test/support/people.ts';
import { addSignIn, emailOf, PASSWORD, sessionsOf, trailOf } from '../../../test/support/sign-in.ts';
import { stranger, tokenIn } from '../../../test/support/stranger.ts';
import { access } from '../../access.ts';
import type { Deps } from '../../platform/module.ts';
import { savePassword } from './account.ts';
import { TRIES } from './lock.ts';
import { type PasswordHasher, passwordHasher } from './password-hash.ts';
import { tryPassword } from './password-sign-in.ts';

let test: TestApp;
const hasher = passwordHasher();
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

const someone = (person?: InventedPerson) => addSignIn(test.db, person);
const ledgerOf = (id: string) => trailOf(test.db, id);

describe('the page of signing in', () => {
  it('offers address and password, and says whom to ask for a forgotten one', async () => {
    const page = await stranger(test.app).get('/sign-in?back=/learning');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Forgotten your password?');
    expect(page.body).toContain('Ask your agency’s assurance lead or an administrator');
    expect(page.body).toContain('action="/sign-in?back=%2Flearning"');
  });

  it('shows a passkey only to a browser whose script asks for it', async () => {
    const page = await stranger(test.app).get('/sign-in');
    expect(page.body).toMatch(/<div hidden[^>]* data-kith-passkey="get"/);
    expect(page.body).toContain('<noscript>');
  });

  it('refuses a form without a token and with somebody else’s', async () => {
    const { email } = await someone();
    const form = { email, password: PASSWORD };
    expect((await stranger(test.app).send('/sign-in', form)).statusCode).toBe(403);
    const elsewhere = tokenIn((await stranger(test.app).get('/sign-in')).body);
    const mine = stranger(test.app);
    await mine.get('/sign-in');
    expect((await mine.send('/sign-in', { _csrf: elsewhere, ...form })).statusCode).toBe(403);
    expect(mine.cookies).not.toHaveProperty('kith');
  });

  it('refuses a form whose token has grown stale', async () => {
    const { email } = await someone();
    const mine = stranger(test.app);
    const token = tokenIn((await mine.get('/sign-in')).body);
    delete mine.cookies._csrf;
    expect((await mine.send('/sign-in', { _csrf: token, email, password: PASSWORD })).statusCode).toBe(403);
  });

  it('says which field is empty, and keeps the address that was typed', async () => {
    const answer = await stranger(test.app).post('/sign-in', { email: 'a@example.invalid', password: '' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('There is a problem');
    expect(answer.body).toContain('Enter your password');
    expect(answer.body).not.toContain('Enter your e-mail address');
    expect(answer.body).toContain('value="a@example.invalid"');
    expect(answer.body).toContain('<title>Error: Sign in - Kith</title>');
    const blank = await stranger(test.app).post('/sign-in', { email: '  ', password: 'x' });
    expect(blank.body).toContain('Enter your e-mail address');
  });

  it('refuses a field that the form does not have', async () => {
    const { email } = await someone();
    const answer = await stranger(test.app).post('/sign-in', { email, password: PASSWORD, strong: 'true' });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['set-cookie'] ?? '').not.toContain('kith=');
  });

  it('never sends a password back', async () => {
    const { email } = await someone();
    const answer = await stranger(test.app).post('/sign-in', { email, password: 'wrong horse battery' });
    expect(answer.body).not.toContain('wrong horse battery');
  });
});

describe('signing in', () => {
  it('leads to the page that was asked for, with a session that the ledger tells of', async () => {
    const { id, email } = await someone();
    const mine = stranger(test.app, { 'user-agent': 'An invented browser' });
    const answer = await mine.post('/sign-in?back=/snapshot', {
      email: ` ${email.toUpperCase()} `,
      password: PASSWORD,
    });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/snapshot']);
    expect(await sessionsOf(test.db, id)).toEqual([{ way: 'password', strong: false, ended: null }]);
    expect((await mine.get('/account')).statusCode).toBe(200);
    expect(await ledgerOf(id)).toEqual([
      expect.objectContaining({ event: 'sign-in', outcome: 'done', doing: 'Signed in with a password', personId: id }),
    ]);
    const { rows } = await sql<{ browser: string }>`select browser from session where person_id = ${id}::uuid`.execute(
      test.db,
    );
    expect(rows[0]?.browser).toBe('An invented browser');
  });

  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/%09/evil.example'])(
    'never leads to another site: %s',
    async (back) => {
      const { email } = await someone();
      const url = `/sign-in?back=${encodeURIComponent(decodeURIComponent(back))}`;
      const answer = await stranger(test.app).post(url, { email, password: PASSWORD });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
    },
  );

  it('sets a cookie that script and other sites cannot use', async () => {
    const { email } = await someone();
    const answer = await stranger(test.app).post('/sign-in', { email, password: PASSWORD });
    const cookie = [answer.headers['set-cookie']].flat().find((one) => String(one).startsWith('kith='));
    expect(cookie).toMatch(/^kith=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('gives a token of its own, whatever the browser carried before, and ends the session that it had', async () => {
    const before = await addPerson(test.db, { roles: ['meeting-administrator'] });
    const { cookies } = await signIn(test, before);
    const planted = cookies.kith ?? '';
    const { id, email } = await someone();
    const mine = stranger(test.app);
    mine.cookies.kith = planted;
    await mine.post('/sign-in', { email, password: PASSWORD });
    expect(mine.cookies.kith).not.toBe(planted);
    expect(await sessionsOf(test.db, before)).toEqual([
      expect.objectContaining({ ended: 'Somebody signed in anew in the same browser' }),
    ]);
    expect((await sessionsOf(test.db, id)).map(({ ended }) => ended)).toEqual([null]);
    const attacker = stranger(test.app);
    attacker.cookies.kith = planted;
    expect((await attacker.get('/account')).headers.location).toMatch(/^\/sign-in/);
  });

  it('takes no token that somebody made up', async () => {
    const { id, email } = await someone();
    const mine = stranger(test.app);
    mine.cookies.kith = 'A'.repeat(43);
    await mine.post('/sign-in', { email, password: PASSWORD });
    expect(mine.cookies.kith).not.toBe('A'.repeat(43));
    expect(await sessionsOf(test.db, id)).toHaveLength(1);
  });

  it('takes a password with blanks at its ends as it is', async () => {
    const { id, email } = await someone();
    await savePassword(test.db, id, await hasher.hash(` ${PASSWORD} `), TEST_NOW);
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    expect((await stranger(test.app).post('/sign-in', { email, password: ` ${PASSWORD} ` })).statusCode).toBe(303);
  });

  it('leads to the terms of use first, and from there to where the person wanted to go', async () => {
    const { email } = await someone({ withoutTerms: true });
    const answer = await stranger(test.app).post('/sign-in?back=/snapshot', { email, password: PASSWORD });
    expect(answer.headers.location).toBe('/terms?back=%2Fsnapshot');
  });

  it('leads to a second factor whoever may see records about children and has none', async () => {
    const { email } = await someone({ roles: ['practitioner'] });
    const mine = stranger(test.app);
    const answer = await mine.post('/sign-in?back=/people', { email, password: PASSWORD });
    expect(answer.headers.location).toBe('/account/second-factor?back=%2Fpeople');
    expect((await mine.get('/learning/notifications')).headers.location).toBe('/account/second-factor');
  });
});

/** Tries an address and a password; counts how often a password is compared, and tells what the database is asked, in order. */
async function comparing(email: string, password: string) {
  const asked: string[] = [];
  const db = test.db.withPlugin({
    transformQuery: ({ node }) => {
      asked.push(node.kind === 'RawNode' ? node.sqlFragments.join('?').replaceAll(/\s+/g, ' ') : node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const light = { memoryCost: 64, timeCost: 1, parallelism: 1 };
  let compared = 0;
  const counting: PasswordHasher = passwordHasher(light, {
    hash,
    verify: (stored, typed) => {
      compared += 1;
      return verify(stored, typed);
    },
  });
  const deps: Deps = { ...test, db, config: testConfig(), access, now: () => TEST_NOW };
  const arrival = { browser: 'a test', requestId: 'TEST', before: null, now: TEST_NOW };
  const tried = await tryPassword(deps, counting, { email, password, back: '/' }, arrival);
  return { tried, compared, asked };
}

/** A page without what differs from one to the next: the address that was typed, tokens, nonces. */
function plainBody(body: string, email: string): string {
  const nonce = /nonce="([^"]+)"/.exec(body)?.[1] ?? '';
  return body
    .replaceAll(email, 'ADDRESS')
    .replaceAll(nonce, 'NONCE')
    .replaceAll(/name="_csrf" value="[^"]+"/g, 'TOKEN')
    .replaceAll(/challenge&quot;:&quot;[\w-]+/g, 'CHALLENGE');
}

describe('somebody who is not let in', () => {
  const cases = {
    'an unknown address': async () => 'nobody@example.invalid',
    'a wrong password': async () => (await someone()).email,
    'a person who left': async () => (await someone({ leftOn: '2026-11-22' })).email,
    'a person whose first day is ahead': async () => (await someone({ joined: '2026-11-24' })).email,
    'a person without a password': async () => emailOf(test.db, await addPerson(test.db)),
  };

  it('is told the same, word for word, whatever the reason', async () => {
    const bodies: string[] = [];
    for (const make of Object.values(cases)) {
      const email = await make();
      const answer = await stranger(test.app).post('/sign-in', { email, password: 'wrong horse battery' });
      expect(answer.statusCode).toBe(400);
      bodies.push(plainBody(answer.body, email));
    }
    expect(bodies[0]).toContain('The e-mail address and the password do not fit together');
    expect(new Set(bodies).size).toBe(1);
  });

  it.each(Object.keys(cases) as (keyof typeof cases)[])('costs exactly one comparison: %s', async (name) => {
    const email = await cases[name]();
    const { tried, compared } = await comparing(email, 'wrong horse battery');
    expect(tried).toEqual({ became: 'wrong' });
    expect(compared).toBe(1);
  });

  it('is the same work for Kith, whatever the reason, with every try: the wrong ones, the one that locks, those after it', async () => {
    const work: Record<string, unknown[]> = {};
    for (const [name, make] of Object.entries(cases)) {
      const email = name === 'an unknown address' ? 'never.heard.of@example.invalid' : await make();
      work[name] = [];
      for (let turn = 0; turn < TRIES + 2; turn += 1) {
        const { tried, compared, asked } = await comparing(email, 'wrong horse battery');
        expect(asked.length).toBeGreaterThan(2);
        work[name].push([tried.became, compared, asked]);
      }
    }
    const unknown = work['an unknown address'];
    expect(unknown?.map((one) => (one as unknown[])[0])).toEqual([
      ...Array(TRIES - 1).fill('wrong'),
      ...Array(3).fill('locked'),
    ]);
    for (const [name, done] of Object.entries(work)) expect([name, done]).toEqual([name, unknown]);
  });

  it('is told the same, and is the same work, at a locked address: with the right password, a wrong one, or of nobody', async () => {
    const { email } = await someone();
    const nobodys = 'locked.and.unknown@example.invalid';
    for (const address of [email, nobodys])
      for (let turn = 0; turn < TRIES; turn += 1) await comparing(address, 'wrong horse battery');
    const right = await comparing(email, PASSWORD);
    const wrong = await comparing(email, 'wrong horse battery');
    const ofNobody = await comparing(nobodys, 'wrong horse battery');
    expect(right).toMatchObject({ tried: { became: 'locked' }, compared: 1 });
    expect(wrong).toEqual(right);
    expect(ofNobody).toEqual(right);
    const bodies = new Set<string>();
    for (const [address, password] of [
      [email, PASSWORD],
      [email, 'x'],
      [nobodys, 'x'],
    ] as const) {
      const answer = await stranger(test.app).post('/sign-in', { email: address, password });
      expect(answer.statusCode).toBe(400);
      bodies.add(plainBody(answer.body, address));
    }
    expect(bodies.size).toBe(1);
    expect([...bodies][0]).toContain('so this address is locked until');
  });

  it('does not come in with the right password after the last day', async () => {
    const { id, email } = await someone({ leftOn: '2026-11-22' });
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    expect(await sessionsOf(test.db, id)).toEqual([]);
    const { email: today } = await someone({ leftOn: '2026-11-23' });
    expect((await stranger(test.app).post('/sign-in', { email: today, password: PASSWORD })).statusCode).toBe(303);
  });

  it('does not come in with the right password before the first day, and does on it', async () => {
    const { id, email } = await someone({ joined: '2026-11-24' });
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    expect(await sessionsOf(test.db, id)).toEqual([]);
    expect(await ledgerOf(id)).toMatchObject([{ event: 'sign-in.fail', why: 'not-yet' }]);
    test.at(new Date('2026-11-23T23:59:59Z'));
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    test.at(new Date('2026-11-24T00:00:00Z'));
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
    test.at(TEST_NOW);
  });

  it('stands in the ledger by name when the address is known, and without any when it is not', async () => {
    const { id, email } = await someone();
    await stranger(test.app).post('/sign-in', { email, password: 'wrong horse battery' });
    expect(await ledgerOf(id)).toMatchObject([
      {
        event: 'sign-in.fail',
        outcome: 'failed',
        doing: 'Tried to sign in and was not recognised',
        personId: id,
        who: expect.stringContaining('Invented'),
        why: 'wrong-password',
      },
    ]);
    await stranger(test.app).post('/sign-in', { email: 'hunter2hunter2', password: 'x' });
    expect((await readLedger(test))[0]).toMatchObject({
      event: 'sign-in.fail',
      outcome: 'failed',
      doing: 'Tried to sign in and was not recognised',
      personId: null,
      who: '(not recognised)',
      why: 'not-known',
    });
  });
});

describe('a stored password', () => {
  it('is made anew at sign-in when its parameters have changed, and stays the same password', async () => {
    const { id, email } = await someone();
    const light = passwordHasher({ memoryCost: 64, timeCost: 1, parallelism: 1 });
    await savePassword(test.db, id, await light.hash(PASSWORD), TEST_NOW);
    for (let turn = 0; turn < 2; turn += 1) {
      expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
    }
    const { rows } = await sql<{ hash: string }>`select hash from password where person_id = ${id}::uuid`.execute(
      test.db,
    );
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
