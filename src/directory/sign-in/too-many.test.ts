import { afterAll, beforeAll, expect, it } from 'vitest';
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
