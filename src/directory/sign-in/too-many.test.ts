import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { addSignIn, PASSWORD } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';
import { TRIES_A_MINUTE } from './routes.ts';

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

it('a network that sends more forms in a minute than a council could is told to wait; others and pages are not', async () => {
  const { email } = await addSignIn(test.db);
  const mine = stranger(test.app);
  await mine.get('/sign-in');
  for (let turn = 0; turn < TRIES_A_MINUTE; turn += 1) {
    const url = turn % 2 ? '/sign-in' : '/sign-in/passkey';
    expect((await mine.send(url, {})).statusCode).toBe(403);
  }
  const tooMany = await mine.post('/sign-in', { email, password: PASSWORD });
  expect(tooMany.statusCode).toBe(429);
  expect(tooMany.body).toContain('Wait a minute and try again');
  expect((await mine.get('/sign-in')).statusCode).toBe(200);
  const elsewhere = await test.app.inject({ method: 'POST', url: '/sign-in', remoteAddress: '198.51.100.7' });
  expect(elsewhere.statusCode).toBe(403);
});

describe('behind a proxy', () => {
  const PROXY = '10.20.0.7';
  const READER = '198.51.100.7';
  let behind: TestApp;
  beforeAll(async () => {
    behind = await buildTestApp({
      env: { PUBLIC_URL: 'http://kith.example.invalid', TRUSTED_PROXIES: `10.20.0.0/24 fd00::1` },
    });
  });
  afterAll(() => behind.close());

  const sent = async (remoteAddress: string, forwarded: string) =>
    (
      await behind.app.inject({
        ...{ method: 'POST', url: '/sign-in', remoteAddress },
        headers: { 'x-forwarded-for': forwarded, accept: 'text/html' },
      })
    ).statusCode;
  const useUp = async (remoteAddress: string, forwarded: (turn: number) => string) => {
    for (let turn = 0; turn < TRIES_A_MINUTE; turn += 1) expect(await sent(remoteAddress, forwarded(turn))).toBe(403);
  };

  it('one stranger who sends too much shuts out nobody else who comes through it', async () => {
    await useUp(PROXY, () => READER);
    expect(await sent(PROXY, READER)).toBe(429);
    expect(await sent(PROXY, '198.51.100.8')).toBe(403);
    // What the stranger writes into the header themselves stands before what the proxy adds, and counts for nothing.
    expect(await sent(PROXY, `198.51.100.9, ${READER}`)).toBe(429);
    expect(await sent('fd00::1', READER)).toBe(429);
  });

  it('whoever comes past it is counted by their own address, whatever they say of another', async () => {
    await useUp('203.0.113.5', (turn) => `198.51.100.${turn % 250}`);
    expect(await sent('203.0.113.5', '192.0.2.1')).toBe(429);
    expect(await sent('203.0.113.6', '203.0.113.5')).toBe(403);
  });
});
