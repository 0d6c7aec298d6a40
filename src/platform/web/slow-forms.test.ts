import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { gateForNobody } from '../../../test/support/gate.ts';
import { silentLog } from '../../../test/support/log.ts';
import { until } from '../../../test/support/process.ts';
import { loadAssets } from './assets.ts';
import { buildServer } from './server.ts';
import { LONGEST_FORM } from './slow-forms.ts';

let app: Awaited<ReturnType<typeof buildServer>>;
let port: number;

beforeAll(async () => {
  app = await buildServer({
    ...{ log: silentLog(), assets: await loadAssets(), nav: [], gate: gateForNobody(), secure: false },
    installation: () => ({ partnershipName: 'Testshire', demonstration: false }),
  });
  const config = { kith: { permission: 'public', event: 'none' } } as const;
  app.post('/form', { config }, async () => 'taken');
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as { port: number }).port;
});
afterAll(async () => {
  vi.useRealTimers();
  await app.close();
});

const HEAD =
  'POST /form HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\n';

/** Sends a form of five bytes as far as it goes, and hears what comes back. */
function sends(part: string): { heard: () => string; ended: () => boolean } {
  let heard = '';
  let ended = false;
  const socket = connect(port, '127.0.0.1');
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    ended = true;
  });
  socket.write(HEAD + part);
  return { heard: () => heard, ended: () => ended };
}

it('a form that comes in byte by byte is ended; one that is there in time is answered', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const slow = sends('a=');
  await until(() => timers.mock.calls.some(([, after]) => after === LONGEST_FORM), 'the form to begin');
  const [end] = timers.mock.calls.find(([, after]) => after === LONGEST_FORM) ?? [];
  timers.mockRestore();
  const whole = sends('a=bcd');
  await until(() => whole.heard().includes('taken'), 'the answer');
  expect(slow.ended()).toBe(false);
  end?.();
  await until(() => slow.ended(), 'the slow form to be ended');
  expect(slow.heard()).toBe('');
});
