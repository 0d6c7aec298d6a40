import { CompiledQuery } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { HeldRole, Purpose } from './roles.ts';

/** Who acts, with what stands in force for them at this moment. */
export interface Actor {
  id: string;
  name: string;
  /** Key of the agency they belong to. */
  agency: string;
  agencyName: string;
  team: string | null;
  roles: readonly HeldRole[];
}

/** What a transaction says of the person for whom it works: the database's own rules read it. */
export interface ActingAs {
  actor: Actor;
  purpose: Purpose | null;
  now: Date;
}

/**
 * Runs work in a transaction that says for whom it works, so that row-level security decides what is seen and written.
 * `beforeCommit` runs after the work and inside the transaction. What the work throws undoes all of it.
 * `work` must not begin a transaction of its own.
 */
export async function actAs<T>(
  db: Db,
  acting: ActingAs,
  work: (trx: Db) => Promise<T>,
  beforeCommit?: (trx: Db) => Promise<void>,
): Promise<T> {
  return db.connection().execute(async (trx) => {
    try {
      // One trip: begin and every word together. The words are settings of this transaction alone.
      await trx.executeQuery(CompiledQuery.raw(openingWords(acting)));
      const result = await work(trx);
      await beforeCommit?.(trx);
      await trx.executeQuery(CompiledQuery.raw('commit'));
      return result;
    } catch (error) {
      await trx.executeQuery(CompiledQuery.raw('rollback')).catch(() => {});
      throw error;
    }
  });
}

const SAFE = /^[A-Za-z0-9,.:_-]*$/;

function openingWords({ actor, purpose, now }: ActingAs): string {
  const words = {
    'kith.person': actor.id,
    'kith.agency': actor.agency,
    'kith.team': actor.team ?? '',
    'kith.roles': actor.roles.join(','),
    'kith.purpose': purpose ?? '',
    'kith.now': now.toISOString(),
  };
  const set = Object.entries(words).map(([name, value]) => `set_config('${name}', ${literal(name, value)}, true)`);
  return `begin; select ${set.join(', ')}`;
}

function literal(name: string, value: string): string {
  // A team is free text; every other word is a key, a number or a time of Kith's own making.
  if (name !== 'kith.team' && !SAFE.test(value)) throw new Error(`${name} holds a sign that no such word has.`);
  return `'${value.replaceAll("'", "''")}'`;
}
