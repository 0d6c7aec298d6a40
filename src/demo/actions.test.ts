import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { signIn } from '../../test/support/people.ts';
import {
  listAccountedActions,
  listAccountedRecommendations,
  listWorkOfObjective,
} from '../partnership/actions/index.ts';
import { inventedActions } from './actions.ts';
import { ensureDemonstrationActions } from './actions-load.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';
import { inventedRecommendations } from './recommendations.ts';

let test: TestApp;
const as = (name: string) => signIn(test, DEMONSTRATION_PEOPLE.find((one) => one.name === name)?.id ?? '');

beforeAll(async () => {
  test = await buildTestApp();
  await ensureDemonstrationActions(test.db, { keyring: test.keyring, now: TEST_NOW });
}, 60_000);
afterAll(() => test.close());

describe('the invented actions of the demonstration', () => {
  it('say that they are invented', () => {
    for (const { words } of inventedActions('2026-11-23')) expect(words).toMatch(/^Invented for the demonstration\./);
    for (const { given } of inventedRecommendations('2026-11-23'))
      expect(given.words).toMatch(/^Invented for the demonstration\./);
  });

  it('stand in every state, and under every answer to a recommendation', async () => {
    const brenda = await as('Brenda Example');
    const live = textIn((await brenda.get('/work/partnership')).body);
    expect(live).toMatch(/Late by 34 days/);
    expect(live).toContain('Effect to be looked at');
    const over = textIn((await brenda.get('/work/partnership?show=over')).body);
    for (const state of ['Made a difference', 'Looked at, no improvement shown', 'No longer needed'])
      expect(over).toContain(state);
    const recommendations = textIn((await brenda.get('/work/recommendations')).body);
    for (const answer of ['Accepted', 'Accepted in part', 'Not accepted', 'No answer yet'])
      expect(recommendations).toContain(answer);
  });

  it('are put there once, and no mail about them leaves', async () => {
    const count = async () =>
      (await sql<{ n: number }>`select last_value::integer as n from action_number`.execute(test.db)).rows[0]?.n;
    const before = await count();
    await ensureDemonstrationActions(test.db, { keyring: test.keyring, now: TEST_NOW });
    expect(await count()).toBe(before);
    expect((await sql`select from outbox_message`.execute(test.db)).rows).toEqual([]);
  });
});

describe('the yearly account, as the public reads it', () => {
  it('tells of published actions with both evidences, and of little or no progress, without personal names', async () => {
    const actions = await listAccountedActions(test.db, '2026-27', '2026-11-23');
    expect(actions.length).toBeGreaterThan(8);
    expect(new Set(actions.map(({ little }) => little))).toEqual(
      new Set([null, 'late', 'done-without-look', 'no-change', 'worse', 'cannot-tell']),
    );
    const helped = actions.find(({ state }) => state === 'made-a-difference');
    expect(helped).toMatchObject({ evidence: expect.any(String), verdict: 'improved', found: expect.any(String) });
    expect(JSON.stringify(actions)).not.toMatch(/\w+ Example/);
    const recommendations = await listAccountedRecommendations(test.db, '2026-27');
    expect(recommendations.map(({ response }) => response)).toEqual(['accepted', 'accepted', 'in-part']);
    expect(recommendations[0]?.actions).toHaveLength(1);
  });

  it('tells for an objective what was done for it and what it made of it', async () => {
    const { actions, counts } = await listWorkOfObjective(test.db, 'objective-share-information', '2026-11-23');
    expect(counts.all).toBe(actions.length);
    expect(counts.byState['made-a-difference']).toBe(2);
    expect(actions.every(({ objectives }) => objectives.includes('objective-share-information'))).toBe(true);
  });
});
