import { sql } from 'kysely';
import { access } from '../access.ts';
import { type Actor, actAs, type Purpose, type Work } from '../platform/access/index.ts';
import { addDays, londonDate, londonMoment } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import type { Keyring } from '../platform/keys/keyring.ts';
import { append, type FieldChange } from '../platform/ledger/index.ts';
import { DEMONSTRATION_LOADER } from '../platform/records/index.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';

/** What invented records are written with. */
export interface Writing {
  now: Date;
  keyring: Keyring;
}

/** Works as somebody of the demonstration, so many days before today at ten in the morning. */
export function asInvented<T>(
  db: Db,
  { now }: Pick<Writing, 'now'>,
  who: { name: string; ago: number; purpose?: Purpose },
  what: (work: Work) => Promise<T>,
): Promise<T> {
  const actor = inventedActor(who.name);
  const purpose = who.purpose ?? (actor.roles.includes('scrutineer') ? 'assurance' : 'governance');
  const then = who.ago === 0 ? now : londonMoment({ date: addDays(londonDate(now), -who.ago), time: '10:00' });
  return actAs(db, { actor, purpose, now: then }, async (trx) => {
    const result = await what({ trx, actor, purpose, access, now: then });
    // Mail about an invented past is sent to nobody; the notices stay.
    await sql`delete from outbox_message where made_at = ${then} and address like '%@example.invalid'`.execute(trx);
    return result;
  });
}

/** One entry for the ledger about an invented record. */
export interface InventedAct {
  kind: string;
  id: string;
  event: string;
  says: string;
  changes: readonly FieldChange[];
}

/** Writes what was done: the program itself did it, and nobody who is signed in. */
export async function writeInvented({ trx }: Work, { now, keyring }: Writing, act: InventedAct): Promise<void> {
  const { kind, id, event, says, changes } = act;
  await append(trx, keyring, [
    {
      ...{ at: now, event, outcome: 'done', doing: says, who: DEMONSTRATION_LOADER, changes, kind, recordId: id },
      ...{ personId: null, agency: null, role: null, purpose: null, seen: null, requestId: null, sessionId: null },
      why: 'So that the demonstration has something to show',
    },
  ]);
}

/** Somebody of the demonstration by name. */
export function inventedActor(name: string): Actor {
  const person = DEMONSTRATION_PEOPLE.find((one) => one.name === name);
  if (!person) throw new Error(`The demonstration has no ${name}.`);
  const { id, agency, team, role } = person;
  return { ...{ id, name, agency, agencyName: agency, team }, roles: [role] };
}
