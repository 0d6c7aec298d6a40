import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import type { InventedPerson } from '../../../test/support/people.ts';
import { addSignIn, PASSWORD, sessionsOf, trailOf } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

const someone = (person?: InventedPerson) => addSignIn(test.db, person);
const ledgerOf = (id: string) => trailOf(test.db, id);

describe('signing out', () => {
  it('ends the session, takes the cookies back and says so', async () => {
    const { id, email } = await someone();
    const mine = stranger(test.app);
    await mine.post('/sign-in', { email, password: PASSWORD });
    const token = mine.cookies.kith ?? '';
    const answer = await mine.post('/sign-out', {}, '/about');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/signed-out']);
    expect(mine.cookies).not.toHaveProperty('kith');
    expect((await mine.get('/signed-out')).body).toContain('You are signed out');
    expect(await sessionsOf(test.db, id)).toEqual([expect.objectContaining({ ended: 'Signed out' })]);
    expect((await ledgerOf(id)).map(({ event }) => event)).toEqual(['sign-in', 'sign-out']);
    const thief = stranger(test.app);
    thief.cookies.kith = token;
    expect((await thief.get('/account')).headers.location).toMatch(/^\/sign-in/);
  });

  it('needs a token, so that no other site can do it', async () => {
    const { id, email } = await someone();
    const mine = stranger(test.app);
    await mine.post('/sign-in', { email, password: PASSWORD });
    expect((await mine.send('/sign-out', {})).statusCode).toBe(403);
    expect(await sessionsOf(test.db, id)).toEqual([expect.objectContaining({ ended: null })]);
  });

  it('is possible while something is owed', async () => {
    const { email } = await someone({ withoutTerms: true });
    const mine = stranger(test.app);
    await mine.post('/sign-in', { email, password: PASSWORD });
    expect((await mine.post('/sign-out', {}, '/terms')).headers.location).toBe('/signed-out');
  });

  it('says the same to somebody who was signed out already', async () => {
    const mine = stranger(test.app);
    expect((await mine.post('/sign-out', {}, '/sign-in')).headers.location).toBe('/signed-out');
  });
});
