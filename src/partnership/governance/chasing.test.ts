import { afterAll, beforeAll, expect, it } from 'vitest';
import { wordsTo } from '../../../test/support/access.ts';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { day, fillExecutive, joins, plans, type TestExecutive, takes } from '../../../test/support/meetings.ts';
import { chaseDue } from './chasing.ts';

let test: TestApp;
let executive: TestExecutive;

beforeAll(async () => {
  test = await buildTestApp();
  executive = await fillExecutive(test);
}, 60_000);
afterAll(() => test.close());

it('a contribution that falls due is chased once by itself; a seat without an address is nobody to tell', async () => {
  const { maya, members } = executive;
  const police = members[3] as (typeof members)[number];
  await joins(maya, 'executive', { seat: 'Adults board', agency: 'tsab', voting: false });
  const href = await plans(maya, day('day', '2026-12-14'));
  const ask = (agency: string, due: string) =>
    takes(maya, `${href}/contributions`, { agencies: [agency], asked: 'x', ...day('due', due) });
  await ask('cleveland-police', '2026-11-25');
  await ask('tsab', '2026-11-25');
  expect(await chaseDue(test.db, new Date('2026-11-24T06:00:00Z'))).toBe(0);
  expect(await chaseDue(test.db, new Date('2026-11-25T06:00:00Z'))).toBe(2);
  expect(await chaseDue(test.db, new Date('2026-11-26T06:00:00Z'))).toBe(0);
  const words = await wordsTo(test, police);
  expect(
    words.filter((one) => one === 'The contribution of your agency to Executive is due on 25 November 2026.'),
  ).toHaveLength(1);
});

it('one that has come is not chased, nor one for a meeting that is cancelled', async () => {
  const { maya, members } = executive;
  const href = await plans(maya, day('day', '2026-12-15'));
  await takes(maya, `${href}/contributions`, {
    agencies: ['cleveland-police'],
    asked: 'y',
    ...day('due', '2026-11-23'),
  });
  const own = (await members[3]?.get(`${href}/contributions`))?.body ?? '';
  const link = /\/meetings\/contributions\/[0-9a-f-]{36}/.exec(own)?.[0] ?? '';
  await takes(members[3] as (typeof members)[number], link, { 'based-on': '0', words: 'Here it is' });
  const other = await plans(maya, day('day', '2026-12-16'));
  await takes(maya, `${other}/contributions`, {
    agencies: ['cleveland-police'],
    asked: 'z',
    ...day('due', '2026-11-23'),
  });
  await takes(maya, `${other}/cancel`, { reason: 'Not needed' });
  expect(await chaseDue(test.db, new Date('2026-11-24T06:00:00Z'))).toBe(0);
});
