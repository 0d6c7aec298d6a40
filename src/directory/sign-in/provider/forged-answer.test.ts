import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildTestApp, type TestApp } from '../../../../test/support/app.ts';
import { type ForgingProvider, startForgingProvider } from '../../../../test/support/forging-provider.ts';
import { readLedger } from '../../../../test/support/ledger.ts';
import { addPerson } from '../../../../test/support/people.ts';
import { emailOf, sessionsOf } from '../../../../test/support/sign-in.ts';
import { stranger } from '../../../../test/support/stranger.ts';

const SITE = 'http://localhost:3000';
const seconds = (away: number) => Math.floor(Date.now() / 1000) + away;

let kith: TestApp;
let forger: ForgingProvider;
let person: string;

beforeAll(async () => {
  forger = await startForgingProvider({ site: SITE });
  kith = await buildTestApp({ env: { ...forger.env, OIDC_ACR: 'two-factors' } });
});
beforeEach(async () => {
  person = await addPerson(kith.db, { roles: ['practitioner'] });
  forger.vouchesFor(await emailOf(kith.db, person));
  kith.at(new Date());
});
afterAll(async () => {
  await kith.close();
  await forger.stop();
});

/** Signs in with what the forger says now. */
async function tries() {
  const browser = stranger(kith.app);
  const answer = await browser.post('/sign-in/provider', {}, '/sign-in');
  const back = forger.sendsBack(/^0; url=(.+)$/.exec(String(answer.headers.refresh))?.[1] ?? '');
  const came = await browser.get(back.pathname + back.search);
  return { status: came.statusCode, body: came.body, sessions: await sessionsOf(kith.db, person) };
}

const honest = { acr: 'two-factors' };

describe('what a provider says of somebody', () => {
  test('opens Kith when all of it fits', async () => {
    forger.says(honest);
    expect(await tries()).toMatchObject({ status: 303, sessions: [{ way: 'provider' }] });
  });

  test.each([
    ['was said to somebody else than Kith', () => ({ aud: 'another-program' })],
    [
      'was said to Kith among others, and asked for by one of them',
      () => ({ aud: ['kith', 'another-program'], azp: 'another-program' }),
    ],
    ['was said by another provider', () => ({ iss: 'http://127.0.0.1:1' })],
    ['answers another question', () => ({ nonce: 'another-nonce' })],
    ['answers no question', () => ({ nonce: undefined })],
    ['names nobody', () => ({ sub: undefined })],
    ['says not when it was said', () => ({ iat: undefined })],
    ['says not until when it holds', () => ({ exp: undefined })],
    ['does not hold any more', () => ({ exp: seconds(-90) })],
    ['does not hold yet', () => ({ nbf: seconds(600) })],
    ['was said ten minutes before it was asked', () => ({ iat: seconds(-600) })],
    ['will be said in ten minutes', () => ({ iat: seconds(600), exp: seconds(4200) })],
  ])('is refused when it %s', async (_what, forgery) => {
    forger.says({ ...honest, ...forgery() });
    const tried = await tries();
    expect(tried).toMatchObject({ status: 400, sessions: [] });
    expect(tried.body).toContain('We could not finish signing you in');
    expect((await readLedger(kith))[0]).toMatchObject({ event: 'sign-in.fail', why: 'provider-misfit' });
  });

  test.each([
    ['its clock is half a minute behind', () => ({ iat: seconds(-30), exp: seconds(270) })],
    ['its clock is half a minute ahead', () => ({ iat: seconds(30), nbf: seconds(30), exp: seconds(330) })],
    ['it holds for a very short time', () => ({ iat: seconds(-30), exp: seconds(-29) })],
  ])('opens Kith though %s', async (_what, forgery) => {
    forger.says({ ...honest, ...forgery() });
    expect((await tries()).status).toBe(303);
  });

  test('is refused when it is signed with a key that the provider does not show', async () => {
    forger.says(honest);
    forger.signsWithAnotherKey();
    expect(await tries()).toMatchObject({ status: 400, sessions: [] });
  });

  test('is refused when it vouches for less than Kith asks for', async () => {
    forger.says({ acr: 'a-password' });
    const tried = await tries();
    expect(tried).toMatchObject({ status: 403, sessions: [] });
    expect(tried.body).toContain('usually with a second factor');
    expect((await readLedger(kith))[0]).toMatchObject({ event: 'sign-in.fail', why: 'too-weak' });
  });

  test('stays out of the log when it is refused', async () => {
    forger.says({ ...honest, nonce: 'another-nonce', email: 'told.to.nobody@example.invalid' });
    await tries();
    const log = JSON.stringify(kith.log.lines());
    expect(log).toContain('a sign-in with the provider came to nothing');
    expect(log).not.toContain('told.to.nobody');
  });
});

describe('a provider that answers as none should', () => {
  test.each([
    [500, 'gone mad'],
    [503, ''],
    [200, '<html>A page of a proxy</html>'],
    [401, '{"error":"invalid_client"}'],
    [400, '{"error":"temporarily_unavailable"}'],
  ])('counts as away: %i %s', async (status, body) => {
    forger.answers(status, body);
    const tried = await tries();
    expect(tried).toMatchObject({ status: 503, sessions: [] });
    expect(tried.body).toContain('We could not reach Example Council just now');
  });

  test.each([
    [400, '{"error":"invalid_grant"}'],
    [200, '{"access_token":"anything","token_type":"bearer"}'],
    [200, '{"access_token":"anything","token_type":"bearer","id_token":"nonsense"}'],
  ])('lets nobody in: %i %s', async (status, body) => {
    forger.answers(status, body);
    expect(await tries()).toMatchObject({ status: 400, sessions: [] });
  });
});
