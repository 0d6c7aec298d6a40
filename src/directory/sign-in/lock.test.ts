import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { addSignIn, mailsTo, PASSWORD, trailOf } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';
import { LOCKED_FOR, TRIES, unlock } from './lock.ts';

const MINUTE = 60_000;
const later = (milliseconds: number) => new Date(TEST_NOW.getTime() + milliseconds);

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const someone = () => addSignIn(test.db);
const ledgerOf = (id: string) => trailOf(test.db, id);

describe('wrong tries in a row', () => {
  const fail = async (email: string, times: number) => {
    let last = '';
    for (let turn = 0; turn < times; turn += 1) {
      last = (await stranger(test.app).post('/sign-in', { email, password: `wrong ${turn}` })).body;
    }
    return last;
  };
  const told = (body: string) =>
    /error-summary__list">.*?<a[^>]*>([^<]+)</s.exec(body)?.[1] ?? /error-summary.*?<a[^>]*>([^<]+)</s.exec(body)?.[1];

  it('lock an address for 30 minutes after the sixth, known or not, in the same words', async () => {
    const { email } = await someone();
    for (const address of [email, 'nobody.else@example.invalid']) {
      expect(told(await fail(address, TRIES - 1))).toMatch(/do not fit together/);
      const sixth = told(await fail(address, 1));
      expect(sixth).toBe(
        'There were 6 wrong tries in a row, so this address is locked until 9:30am on Monday 23 November 2026. Wait, or ask an administrator to unlock it',
      );
      expect(told(await fail(address, 1))).toBe(sixth);
    }
  });

  it('refuse the right password, too, until the time is over', async () => {
    const { id, email } = await someone();
    const locked = told(await fail(email, TRIES));
    test.at(later(LOCKED_FOR - MINUTE));
    const right = await stranger(test.app).post('/sign-in', { email, password: PASSWORD });
    expect([right.statusCode, told(right.body)]).toEqual([400, locked]);
    expect((await ledgerOf(id)).at(-1)).toMatchObject({ event: 'sign-in.fail', why: 'locked' });
    test.at(later(LOCKED_FOR));
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
  });

  it('begin anew after a lock: six more lock again', async () => {
    const { email } = await someone();
    await fail(email, TRIES);
    test.at(later(LOCKED_FOR));
    expect(told(await fail(email, TRIES - 1))).toMatch(/do not fit together/);
    expect(told(await fail(email, 1))).toContain('locked until 10am');
  });

  it('are told to the person once, on their page and by mail, without a word that opens anything', async () => {
    const { id, email } = await someone();
    await fail(email, TRIES + 2);
    const mails = await mailsTo(test.db, email);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.subject).toBe('Your sign-in to Kith is locked for now');
    expect(mails[0]?.words).not.toMatch(/https?:|welcome|sign-in\?/);
    const { rows } = await sql<{ unread: number }>`select notices_unread(${id}::uuid) as unread`.execute(test.db);
    expect(rows[0]?.unread).toBe(1);
    await fail('nobody.at.all@example.invalid', TRIES);
    expect(await mailsTo(test.db, 'nobody.at.all@example.invalid')).toEqual([]);
  });

  it('are forgotten once somebody signs in', async () => {
    const { email } = await someone();
    await fail(email, TRIES - 1);
    await stranger(test.app).post('/sign-in', { email, password: PASSWORD });
    expect(told(await fail(email, TRIES - 1))).toMatch(/do not fit together/);
  });

  it('are forgotten when somebody entitled unlocks the address', async () => {
    const { email } = await someone();
    await fail(email, TRIES);
    await unlock(test.db, email.toUpperCase());
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
  });

  it('cannot be outrun by sending many at once: no more than the limit are answered', async () => {
    const { id, email } = await someone();
    const sent = Array.from({ length: 20 }, async (_, turn) => {
      const mine = stranger(test.app);
      return mine.post('/sign-in', { email, password: `wrong ${turn}` });
    });
    await Promise.all(sent);
    const whys = (await ledgerOf(id)).map(({ why }) => why);
    expect(whys.filter((why) => why === 'wrong-password')).toHaveLength(TRIES);
    expect(whys.filter((why) => why === 'locked')).toHaveLength(20 - TRIES);
  });
});
