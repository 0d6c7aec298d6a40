import { setImmediate as nextTurn } from 'node:timers/promises';
import { CompiledQuery } from 'kysely';
import pg from 'pg';
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

/** What happens at the end of a transaction for a person. */
export interface Ending<T> {
  /** Runs after the work, as the last step inside the transaction. */
  beforeCommit?: (trx: Db) => Promise<void>;
  /** Runs while the database commits, so that it costs no time of its own. Nothing may leave the program here. */
  meanwhile?: (result: T) => void;
}

/**
 * Runs work in a transaction that says for whom it works, so that row-level security decides what is seen and written.
 * What the work throws undoes all of it. Resolves when the transaction is committed. `work` must not begin one of its own.
 */
export async function actAs<T>(
  db: Db,
  acting: ActingAs,
  work: (trx: Db) => Promise<T>,
  { beforeCommit, meanwhile }: Ending<T> = {},
): Promise<T> {
  return db.connection().execute(async (trx) => {
    try {
      await trx.executeQuery(opening(acting));
      const result = await work(asTransaction(trx));
      await beforeCommit?.(trx);
      const committed = commit(trx);
      if (meanwhile) {
        committed.catch(() => {});
        // The word to commit is on its way before this program is busy with something else.
        await nextTurn();
        meanwhile(result);
      }
      await committed;
      return result;
    } catch (error) {
      // A connection that can't even undo must not serve the next person.
      await trx.executeQuery(ROLLBACK).catch(() => trx.executeQuery(END_SESSION).catch(() => {}));
      throw error;
    }
  });
}

/** PostgreSQL answers a commit with ROLLBACK when a statement failed before, even where the work took no notice of that. */
async function commit(trx: Db): Promise<void> {
  const { rows } = await trx.executeQuery<{ command: string }>(COMMIT as CompiledQuery<{ command: string }>);
  if (rows[0]?.command !== 'COMMIT')
    throw new Error('A statement failed in this transaction, so nothing of it was kept.');
}

/** Kysely did not begin this transaction, so it is told: whoever begins another inside it is stopped, not obeyed. */
function asTransaction(trx: Db): Db {
  return Object.defineProperties(trx, {
    isTransaction: { value: true },
    transaction: {
      value: () => {
        throw new Error('Work for a person runs in one transaction: begin no other.');
      },
    },
  });
}

const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');
const END_SESSION = CompiledQuery.raw('select pg_terminate_backend(pg_backend_pid())');

/** Begins the transaction and says its words, which are settings of this transaction alone, in one trip. */
function opening({ actor, purpose, now }: ActingAs): CompiledQuery {
  const words = {
    person: actor.id,
    agency: actor.agency,
    team: actor.team ?? '',
    roles: actor.roles.join(','),
    purpose: purpose ?? '',
    now: now.toISOString(),
  };
  const said = Object.entries(words).map(
    ([word, text]) => `set_config('kith.${word}', ${pg.escapeLiteral(text)}, true)`,
  );
  return CompiledQuery.raw(`begin; select ${said.join(', ')}`);
}
