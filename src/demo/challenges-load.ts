import { sql } from 'kysely';
import {
  actOnDisagreement,
  actOnPeerChallenge,
  addLimit,
  DISAGREEMENT,
  type Doing,
  learnFromDisagreement,
  PEER_CHALLENGE,
  publishPeerChallenge,
  raiseDisagreement,
  raisePeerChallenge,
} from '../partnership/challenge/index.ts';
import type { Work } from '../platform/access/index.ts';
import { addDays, londonDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { asInvented, inventedActor, inventionFault, type Writing, writeInvented } from './as-invented.ts';
import { type InventedDisagreement, type InventedStep, inventedDisagreements } from './challenges.ts';
import { type InventedPeerChallenge, inventedPeerChallenges } from './peer-challenges.ts';

/** Two servers that start at the same moment write one after the other. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(hashtextextended('kith demonstration challenges', 0))`;
/** The invented partnership agreed these before its year began. */
const AGREED_AGO = 345;

/**
 * Puts the invented challenges and disagreements into a database that holds the demonstration, each step as the person who is
 * said to have taken it on its day, because the database lets nobody else, and with an entry in the ledger. What is there is
 * left as it is.
 */
export async function ensureDemonstrationChallenges(db: Db, writing: Writing): Promise<void> {
  const disagreements = inventedDisagreements();
  const peers = inventedPeerChallenges();
  const there = await asInvented(db, writing, { name: 'Brenda Example', ago: 0 }, async ({ trx }) => {
    const { rows } = await sql<{ id: string }>`
      select id from disagreement where id::text like 'b1000000-0000-5000-%'
      union all select id from peer_challenge where id::text like 'b2000000-0000-5000-%'`.execute(trx);
    return new Set(rows.map(({ id }) => id));
  });
  if ([...disagreements, ...peers].every(({ id }) => there.has(id))) return;
  if (there.size === 0) await ensureLimit(db, writing);
  for (const one of disagreements) if (!there.has(one.id)) await ensureDisagreement(db, writing, one);
  for (const one of peers) if (!there.has(one.id)) await ensurePeer(db, writing, one);
}

/** The invented partnership gave its partners ten working days for the last stage. */
async function ensureLimit(db: Db, writing: Writing): Promise<void> {
  await asInvented(db, writing, { name: 'Brenda Example', ago: AGREED_AGO }, async (work) => {
    await ONE_AT_A_TIME.execute(work.trx);
    const { rows } = await sql`select from disagreement_limit where set_by is not null limit 1`.execute(work.trx);
    if (rows.length > 0) return;
    const limit = { stage: 4, urgent: false, days: 10, standing: 'agreed' } as const;
    const source = 'Invented for the demonstration: the Executive agreed it';
    const why = 'Kith starts without a limit at this stage';
    // As of today: the newest counts, and what Kith brings along was set when it was installed.
    const id = await addLimit(work.trx, { ...limit, source, why }, { personId: work.actor.id, now: writing.now });
    const changes = [{ kind: DISAGREEMENT, recordId: id, field: 'stage_4_usual_days', before: null, after: 10 }];
    await writeInvented(work, writing, {
      ...{ kind: DISAGREEMENT, id, event: 'challenge.set-limit', says: 'Set an invented limit', changes },
    });
  });
}

async function exists({ trx }: Work, table: 'disagreement' | 'peer_challenge', id: string): Promise<boolean> {
  await ONE_AT_A_TIME.execute(trx);
  const { rows } = await sql`select from ${sql.table(table)} where id = ${id}::uuid`.execute(trx);
  return rows.length > 0;
}

const idOf = (name: string | null) => (name === null ? null : inventedActor(name).id);

async function ensureDisagreement(db: Db, writing: Writing, one: InventedDisagreement): Promise<void> {
  const { id } = one;
  const isNew = await asInvented(db, writing, { name: one.by, ago: one.ago }, async (work) => {
    if (await exists(work, 'disagreement', id)) return false;
    const raising = await raiseDisagreement(work, { ...one.given, answererId: idOf(one.answerer) }, id);
    if (!('made' in raising)) throw inventionFault(id, raising.problems);
    await writeInvented(work, writing, {
      ...{ kind: DISAGREEMENT, id, event: 'disagreement.raise', says: 'Raised an invented disagreement' },
      changes: raising.made.changes,
    });
    return true;
  });
  if (!isNew) return;
  for (const [at, step] of one.steps.entries()) {
    await asInvented(db, writing, { name: step.by, ago: step.ago }, async (work) => {
      const done =
        step.doing === 'learn'
          ? await learnFromDisagreement(work, id, at + 1, step)
          : await actOnDisagreement(work, id, at + 1, doingOf(step));
      if (!('done' in done)) throw inventionFault(id, 'problems' in done ? done.problems : step);
      await writeInvented(work, writing, {
        ...{ kind: DISAGREEMENT, id, event: `disagreement.${step.doing}`, changes: done.done.changes },
        says: `Moved an invented disagreement on: ${step.doing}`,
      });
    });
  }
}

function doingOf(step: Exclude<InventedStep, { doing: 'learn' }>): Doing {
  if (step.doing === 'hand-over') return { doing: 'hand-over', answererId: idOf(step.answerer) ?? '' };
  if (step.doing !== 'escalate') return step;
  const { doing, words, answerer, asker } = step;
  return { doing, words, answererId: idOf(answerer), askerId: idOf(asker) };
}

async function ensurePeer(db: Db, writing: Writing, one: InventedPeerChallenge): Promise<void> {
  const { id } = one;
  const replyBy = addDays(londonDate(writing.now), -one.replyBy);
  const isNew = await asInvented(db, writing, { name: one.by, ago: one.ago }, async (work) => {
    if (await exists(work, 'peer_challenge', id)) return false;
    const raising = await raisePeerChallenge(work, { ...one.given, askedId: idOf(one.asked ?? null), replyBy }, id);
    if (!('made' in raising)) throw inventionFault(id, raising.problems);
    await writeInvented(work, writing, {
      ...{ kind: PEER_CHALLENGE, id, event: 'peer-challenge.raise', says: 'Raised an invented challenge' },
      changes: raising.made.changes,
    });
    return true;
  });
  if (!isNew) return;
  for (const [at, { by, ago, ...act }] of one.steps.entries()) {
    await asInvented(db, writing, { name: by, ago }, async (work) => {
      const done = await actOnPeerChallenge(work, id, at + 1, act);
      if (!('done' in done)) throw inventionFault(id, act);
      await writeInvented(work, writing, {
        ...{ kind: PEER_CHALLENGE, id, event: `peer-challenge.${act.doing}`, changes: done.done.changes },
        says: `Moved an invented challenge on: ${act.doing}`,
      });
    });
  }
  const words = one.published;
  if (words === null) return;
  await asInvented(db, writing, { name: 'Brenda Example', ago: 0 }, async (work) => {
    const changes = await publishPeerChallenge(work, id, {
      words: `Invented for the demonstration. ${words}`,
      published: true,
    });
    await writeInvented(work, writing, {
      ...{
        kind: PEER_CHALLENGE,
        id,
        event: 'peer-challenge.publish',
        says: 'Published an invented challenge',
        changes,
      },
    });
  });
}
