import { setImmediate as nextTurn } from 'node:timers/promises';
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
      // The words are settings of this transaction alone. Nobody waits for the answers: what the work asks first is sent
      // behind them, and where they fail, so does that.
      const opened = Promise.all([trx.executeQuery(BEGIN), trx.executeQuery(wordsOf(acting))]);
      opened.catch(() => {});
      await nextTurn();
      const result = await work(asTransaction(trx));
      await opened;
      await beforeCommit?.(trx);
      const committed = trx.executeQuery(COMMIT);
      if (meanwhile) {
        committed.catch(() => {});
        // The word to commit is on its way before this program is busy with something else.
        await nextTurn();
        meanwhile(result);
      }
      await committed;
      return result;
    } catch (error) {
      await trx.executeQuery(ROLLBACK).catch(() => {});
      throw error;
    }
  });
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

const BEGIN = CompiledQuery.raw('begin');
const COMMIT = CompiledQuery.raw('commit');
const ROLLBACK = CompiledQuery.raw('rollback');
const WORDS = ['person', 'agency', 'team', 'roles', 'purpose', 'now'] as const;
const SET_WORDS = `select ${WORDS.map((word, place) => `set_config('kith.${word}', $${place + 1}, true)`).join(', ')}`;

function wordsOf({ actor, purpose, now }: ActingAs): CompiledQuery {
  const words: Record<(typeof WORDS)[number], string> = {
    person: actor.id,
    agency: actor.agency,
    team: actor.team ?? '',
    roles: actor.roles.join(','),
    purpose: purpose ?? '',
    now: now.toISOString(),
  };
  return CompiledQuery.raw(
    SET_WORDS,
    WORDS.map((word) => words[word]),
  );
}
