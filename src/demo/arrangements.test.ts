import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { textIn } from '../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { readLedger } from '../../test/support/ledger.ts';
import { INVENTED_BUDGETS, INVENTED_LEADS, inventedVersions } from './arrangements.ts';
import { ensureDemonstrationArrangements } from './arrangements-load.ts';

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
  await ensureDemonstrationArrangements(test.db, { keyring: test.keyring, now: TEST_NOW });
}, 60_000);
afterAll(() => test.close());
const page = async (url: string) => textIn((await test.app.inject({ url })).body);

it('say of themselves that they are invented, wherever the public reads them', async () => {
  for (const one of inventedVersions(2027)) expect(one.why).toMatch(/^Invented for the demonstration/);
  for (const one of INVENTED_LEADS) expect(one.issue).toContain('(invented)');
  expect(await page('/partnership/arrangements')).toContain('Invented for the demonstration');
  for (const { year } of INVENTED_BUDGETS) {
    expect(await page(`/partnership/finance/${year}`)).toContain('Every figure here is invented for the demonstration');
  }
});

it('show a version in force whose review is overdue, the one before, and what changed', async () => {
  const text = await page('/partnership/arrangements');
  expect(text).toContain('Review was due on 1 April 2022: it is overdue');
  expect(text).toContain('From version 1 to version 2');
  const changes = await page('/partnership/arrangements/2/changes?from=1');
  expect(changes).toContain('Relevant agencies: Schools in Hartlepool and Stockton-on-Tees was added');
  expect(changes).toMatch(/\[added: .*tests whether recommendations were carried out/s);
  expect((await test.app.inject({ url: '/partnership/arrangements/3' })).statusCode).toBe(404);
});

it('tell who does today what an agency that ended led on', async () => {
  expect(await page('/partnership/leads')).toContain(
    'its duties are now those of North East and North Cumbria Integrated Care Board',
  );
});

it('compare two years of money, with a corrected entry', async () => {
  const text = await page('/partnership/finance/2021-22');
  for (const words of [
    '£182,000.00',
    'One entry was corrected',
    '£4,120.00',
    'Up £17,000.00 (10.3%)',
    'there was nothing last year',
  ]) {
    expect(text).toContain(words);
  }
});

it('are put there once, each with what changed in the ledger', async () => {
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::integer as n from arrangement_version`.execute(test.db)).rows[0]?.n;
  const before = await count();
  await ensureDemonstrationArrangements(test.db, { keyring: test.keyring, now: TEST_NOW });
  expect(await count()).toBe(before);
  const events = (await readLedger(test)).filter((one) => one.outcome === 'done').map((one) => one.event);
  const times = (event: string) => events.filter((one) => one === event).length;
  expect(times('arrangements.begin')).toBe(inventedVersions(2027).length);
  expect(times('lead.create')).toBe(INVENTED_LEADS.length);
  expect(times('budget.publish')).toBe(INVENTED_BUDGETS.length);
});
