import { sql } from 'kysely';
import { type Purpose, purposeFor, purposesFor, type Work } from '../access/index.ts';
import type { Needed } from './waiting.ts';

/**
 * The purpose under which somebody is told how much of a kind waits: the one that they stated where it fits, else the first
 * that does, because nothing but a number and a day is told of a restricted record. Null where no role of theirs has the right.
 */
export function purposeOf({ access, actor, purpose }: Work, { action, kind }: Needed): Purpose | null {
  return purposeFor(access, actor, purpose, action, kind) ?? purposesFor(access, actor, action, kind)[0] ?? null;
}

/** Does something for another purpose of the same person, and gives the transaction its own back. */
export async function forPurpose<T>(work: Work, purpose: Purpose, what: (work: Work) => Promise<T>): Promise<T> {
  if (purpose === work.purpose) return what(work);
  await say(work, purpose);
  const result = await what({ ...work, purpose });
  await say(work, work.purpose);
  return result;
}

/** Tells the database's own rules for what purpose the next statements read. */
async function say({ trx }: Work, purpose: Purpose | null): Promise<void> {
  await sql`select set_config('kith.purpose', ${purpose ?? ''}, true)`.execute(trx);
}
