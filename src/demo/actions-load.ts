import { sql } from 'kysely';
import {
  ACTION,
  createRecommendation,
  type GivenMove,
  giveAction,
  moveAction,
  publishAction,
  publishRecommendation,
  RECOMMENDATION,
} from '../partnership/actions/index.ts';
import type { Work } from '../platform/access/index.ts';
import { addDays, londonDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { type InventedAction, inventedActions } from './actions.ts';
import { asInvented, inventedActor, inventionFault, type Writing, writeInvented } from './as-invented.ts';
import { inventedRecommendations, recommendationId } from './recommendations.ts';

/** Two servers that start at the same moment write one after the other. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(hashtextextended('kith demonstration actions', 0))`;

/**
 * Puts the invented recommendations and actions into a database that holds the demonstration, each step as the person who is
 * said to have taken it on its day, because the database lets nobody else, and with an entry in the ledger. What is there is
 * left as it is.
 */
export async function ensureDemonstrationActions(db: Db, writing: Writing): Promise<void> {
  const today = londonDate(writing.now);
  const actions = inventedActions(today);
  const recommendations = inventedRecommendations(today);
  const there = await held(db, writing);
  if ([...actions, ...recommendations].every(({ id }) => there.has(id))) return;
  for (const one of recommendations) {
    if (there.has(one.id)) continue;
    await asInvented(db, writing, { name: one.by, ago: one.ago }, async (work) => {
      if (await exists(work, 'recommendation', one.id)) return;
      const made = await createRecommendation(work, one.given, one.id);
      if (!('made' in made)) throw inventionFault(one.id, made);
      await writeInvented(work, writing, {
        kind: RECOMMENDATION,
        id: one.id,
        event: 'recommendation.create',
        says: 'Entered an invented recommendation',
        changes: made.made.changes,
      });
      if (!one.published) return;
      const changes = await publishRecommendation(work, one.id, true);
      await writeInvented(work, writing, {
        kind: RECOMMENDATION,
        id: one.id,
        event: 'recommendation.publish',
        says: 'Published an invented recommendation',
        changes,
      });
    });
  }
  for (const one of actions) if (!there.has(one.id)) await ensureOne(db, writing, one);
}

async function ensureOne(db: Db, writing: Writing, one: InventedAction): Promise<void> {
  const { id } = one;
  const today = londonDate(writing.now);
  const isNew = await asInvented(db, writing, { name: one.by, ago: one.ago }, async (work) => {
    if (await exists(work, 'action', id)) return false;
    const giving = await giveAction(
      work,
      {
        ...{ title: one.title, words: one.words, origin: one.origin, objectives: one.objectives },
        ...{ priority: one.priority, themes: one.themes, expectedChange: one.test, followsId: one.follows ?? null },
        ...{ ownerId: inventedActor(one.owner).id, dueOn: addDays(today, -one.due) },
        recommendationId: one.recommendation === null ? null : recommendationId(one.recommendation),
      },
      id,
    );
    if (!('given' in giving)) throw inventionFault(id, giving);
    await writeInvented(work, writing, {
      kind: ACTION,
      id,
      event: 'action.give',
      says: 'Gave an invented action',
      changes: giving.given.changes,
    });
    return true;
  });
  if (!isNew) return;
  for (const { by, ago, move } of one.later) {
    await asInvented(db, writing, { name: by, ago: ago }, async (work) => {
      const given: GivenMove = { ...{ day: null, owner: '', test: null, verdict: null }, ...move };
      const moving = await moveAction(work, id, given);
      if (!('moved' in moving)) throw inventionFault(id, moving.problems);
      const says = `Moved an invented action on: ${move.doing}`;
      await writeInvented(work, writing, {
        kind: ACTION,
        id,
        event: `action.${move.doing}`,
        says,
        changes: moving.moved.changes,
        why: move.words,
      });
    });
  }
  if (!one.published) return;
  await asInvented(db, writing, { name: 'Brenda Example', ago: 0 }, async (work) => {
    const changes = await publishAction(work, id, true);
    await writeInvented(work, writing, {
      kind: ACTION,
      id,
      event: 'action.publish',
      says: 'Published an invented action',
      changes,
    });
  });
}

/** Numbers of what is there already, as somebody who may read all of it finds them. */
async function held(db: Db, writing: Writing): Promise<Set<string>> {
  return asInvented(db, writing, { name: 'Brenda Example', ago: 0 }, async ({ trx }) => {
    const { rows } = await sql<{ id: string }>`
      select id from action where id::text like 'a0000000-0000-5000-%'
      union all select id from recommendation where id::text like 'a1000000-0000-5000-%'`.execute(trx);
    return new Set(rows.map(({ id }) => id));
  });
}

async function exists({ trx }: Work, table: 'action' | 'recommendation', id: string): Promise<boolean> {
  await ONE_AT_A_TIME.execute(trx);
  const { rows } = await sql`select from ${sql.table(table)} where id = ${id}::uuid`.execute(trx);
  return rows.length > 0;
}
