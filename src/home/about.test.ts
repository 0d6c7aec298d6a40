import { expect, it } from 'vitest';
import { buildTestApp } from '../../test/support/app.ts';

it('says what is demonstration where the demonstration is shown', async () => {
  const test = await buildTestApp();
  expect((await test.app.inject('/about')).body).toContain('What is demonstration');
  await test.close();
}, 30_000);

it('names no partnership of the demonstration where another one’s records are kept', async () => {
  const test = await buildTestApp({ empty: true });
  const { body } = await test.app.inject('/about');
  expect(body).toContain('What it keeps to');
  expect(body).not.toMatch(/Hartlepool|demonstration/i);
  await test.close();
}, 30_000);
