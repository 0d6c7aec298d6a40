import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { signIn } from '../../test/support/people.ts';
import { listPublishedChallenges } from '../partnership/challenge/index.ts';
import { findPublishedStatement, listPublishedTests } from '../partnership/scrutiny/index.ts';
import { ensureDemonstrationActions } from './actions-load.ts';
import { inventedDisagreements } from './challenges.ts';
import { ensureDemonstrationChallenges } from './challenges-load.ts';
import { inventedPeerChallenges } from './peer-challenges.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';
import { inventedTests, inventedVisits } from './scrutiny.ts';
import { ensureDemonstrationScrutiny } from './scrutiny-load.ts';

let test: TestApp;
const as = (name: string) => signIn(test, DEMONSTRATION_PEOPLE.find((one) => one.name === name)?.id ?? '');

beforeAll(async () => {
  test = await buildTestApp();
  const writing = { keyring: test.keyring, now: TEST_NOW };
  await ensureDemonstrationActions(test.db, writing);
  await ensureDemonstrationChallenges(test.db, writing);
  await ensureDemonstrationScrutiny(test.db, writing);
}, 60_000);
afterAll(() => test.close());

describe('the invented challenges of the demonstration', () => {
  it('say that they are invented', () => {
    const words = [
      ...inventedDisagreements().map(({ given }) => given.words),
      ...inventedPeerChallenges().map(({ given }) => given.words),
      ...inventedTests().map(({ given }) => given.claimed),
      ...inventedVisits().map(({ given }) => given.heard),
    ];
    expect(words.filter((one) => !one.startsWith('Invented for the demonstration.'))).toEqual([]);
  });

  it('stand at every stage, late and in time, and end in every way', async () => {
    const brenda = await as('Brenda Example');
    const ended = textIn((await brenda.get('/challenge?show=ended')).body);
    for (const words of [
      'The safeguarding partners decided',
      'Withdrawn',
      'Part of it was changed',
      'Accepted and changed',
    ]) {
      expect(ended).toContain(words);
    }
    const open = textIn((await brenda.get('/challenge')).body);
    expect(open).toMatch(/working days late: it was due by/);
    expect(open).toContain('Urgent');
    const analysis = textIn((await brenda.get('/challenge/analysis')).body);
    expect(analysis).toContain('14 professional disagreements and 8 peer challenges');
  });

  it('wait for an answer under the name of whoever raised them: the scrutineer speaks for no agency', async () => {
    const title = 'PCH-2026-0008: the independent scrutineer to North East and North Cumbria Integrated Care Board';
    expect(textIn((await (await as('Samuel Example')).get('/')).body)).toContain(`Answer ${title}`);
  });

  it('are put there once, and no mail about them leaves', async () => {
    const count = async () =>
      (await sql<{ n: number }>`select last_value::integer as n from professional_disagreement_number`.execute(test.db))
        .rows[0]?.n;
    const before = await count();
    const writing = { keyring: test.keyring, now: TEST_NOW };
    await ensureDemonstrationChallenges(test.db, writing);
    await ensureDemonstrationScrutiny(test.db, writing);
    expect(await count()).toBe(before);
    expect((await sql`select from outbox_message`.execute(test.db)).rows).toEqual([]);
  });
});

describe('what the yearly report reads of them', () => {
  it('is published challenges, tests and the statement, without a personal name', async () => {
    const years = ['2025-26', '2026-27'];
    const challenges = (await Promise.all(years.map((year) => listPublishedChallenges(test.db, year)))).flat();
    const tests = (await Promise.all(years.map((year) => listPublishedTests(test.db, year)))).flat();
    const statement = await findPublishedStatement(test.db, '2026-27');
    expect(challenges).toHaveLength(4);
    expect(challenges.map(({ raisedBy }) => raisedBy)).toContain('The independent scrutineer');
    expect(tests).toHaveLength(3);
    expect(statement).toMatchObject({ edition: 1, words: expect.stringContaining('I tested five things') });
    expect(JSON.stringify([challenges, tests, statement])).not.toMatch(/\p{L}+ Example/u);
  });
});
