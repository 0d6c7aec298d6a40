import { sql } from 'kysely';
import { access } from '../access.ts';
import { type Actor, actAs, type Purpose, type Work } from '../platform/access/index.ts';
import { addDays, londonDate, londonMoment, type PlainDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import type { Keyring } from '../platform/keys/keyring.ts';
import { append, type Entry, type FieldChange } from '../platform/ledger/index.ts';
import { DEMONSTRATION_LOADER } from '../platform/records/index.ts';
import { DEMONSTRATION_PEOPLE } from './people.ts';

/** What invented records are written with. */
export interface Writing {
  now: Date;
  keyring: Keyring;
}

/** Works as somebody of the demonstration: now, or so many days before today, or on a day, at ten in the morning. */
export function asInvented<T>(
  db: Db,
  { now }: Pick<Writing, 'now'>,
  who: { name: string; purpose?: Purpose } & ({ ago: number } | { day: PlainDate | null }),
  what: (work: Work) => Promise<T>,
): Promise<T> {
  const actor = inventedActor(who.name);
  const purpose = who.purpose ?? (actor.roles.includes('scrutineer') ? 'assurance' : 'governance');
  const today = londonDate(now);
  const date = 'day' in who ? (who.day ?? today) : addDays(today, -who.ago);
  const then = date === today ? now : londonMoment({ date, time: '10:00' });
  return actAs(db, { actor, purpose, now: then }, async (trx) => {
    const result = await what({ trx, actor, purpose, access, now: then });
    await sendNoMail(trx);
    return result;
  });
}

/** Mail about what is invented is sent to nobody: what this transaction put into the outbox leaves it again; the notices stay. */
export async function sendNoMail(trx: Db): Promise<void> {
  await sql`
    delete from outbox_message where xmin = pg_current_xact_id()::xid and address like '%@example.invalid'`.execute(
    trx,
  );
}

/** What is written into the ledger about an invented record. */
export interface InventedAct {
  kind: string | null;
  id: string | null;
  event: string;
  says: string;
  changes: readonly FieldChange[];
  /** Why it was done; that the demonstration needs it, unless told. */
  why?: string;
}

/** Writes what was done: the program itself did it, and nobody who is signed in. */
export async function writeInvented(
  { trx }: Pick<Work, 'trx'>,
  { now, keyring }: Writing,
  act: InventedAct,
): Promise<void> {
  await append(trx, keyring, [inventedEntry(act, now)]);
}

/** The same as an entry, for whoever writes many at once. */
export function inventedEntry({ kind, id, event, says, changes, why }: InventedAct, now: Date): Entry {
  return {
    ...{ at: now, event, outcome: 'done', doing: says, who: DEMONSTRATION_LOADER, changes, kind, recordId: id },
    ...{ personId: null, agency: null, role: null, purpose: null, seen: null, requestId: null, sessionId: null },
    why: why ?? 'So that the demonstration has something to show',
  };
}

/** What is invented can be wrong only where this checkout is. */
export function inventionFault(id: string, found: unknown): Error {
  return new Error(`The demonstration's record ${id} can't be made: ${JSON.stringify(found)}`);
}

/** Somebody of the demonstration by name. */
export function inventedActor(name: string): Actor {
  const person = DEMONSTRATION_PEOPLE.find((one) => one.name === name);
  if (!person) throw new Error(`The demonstration has no ${name}.`);
  const { id, agency, team, role } = person;
  return { ...{ id, name, agency, agencyName: agency, team }, roles: [role] };
}
