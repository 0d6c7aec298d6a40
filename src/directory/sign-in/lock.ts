import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

const MINUTE = 60_000;
/** So many wrong tries in a row lock an address. */
export const TRIES = 6;
/** For so long it stays locked. */
export const LOCKED_FOR = 30 * MINUTE;

/** How sign-in stands with one address. */
export interface Guard {
  /** Null when it is open. */
  lockedUntil: Date | null;
}

/** An address as it is compared: two spellings are one mailbox. */
export function addressOf(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

/** The checksum under which tries are counted, whether or not anybody here has the address. */
const hashOf = (email: string) => sql`sha256(convert_to(${email}::text, 'UTF8'))`;

/**
 * Whether the address is locked at this moment, for somebody about to count a try: until the transaction ends nobody else
 * tries this address, so that many tries at once are answered one after the other and no more of them than the limit.
 */
export async function holdGuard(trx: Db, email: string, now: Date): Promise<Guard> {
  const { rows } = await sql<{ until: Date | null }>`
    insert into sign_in_guard (address_hash, wrong, last_at) values (${hashOf(email)}, 0, ${now})
    on conflict (address_hash) do update set last_at = sign_in_guard.last_at
    returning locked_until as until`.execute(trx);
  return standing(rows[0]?.until ?? null, now);
}

/** Counts a wrong try at an address that is held. `justLocked` when it was the one too many. */
export async function countWrongTry(trx: Db, email: string, now: Date): Promise<Guard & { justLocked: boolean }> {
  const until = new Date(now.getTime() + LOCKED_FOR);
  const { rows } = await sql<{ until: Date | null }>`
    update sign_in_guard set last_at = ${now},
      wrong = case when wrong + 1 >= ${TRIES}::integer then 0 else wrong + 1 end,
      locked_until = case when wrong + 1 >= ${TRIES}::integer then ${until}::timestamptz end
    where address_hash = ${hashOf(email)} returning locked_until as until`.execute(trx);
  const guard = standing(rows[0]?.until ?? null, now);
  return { ...guard, justLocked: guard.lockedUntil !== null };
}

/** Opens an address and forgets its wrong tries: somebody signed in, or somebody entitled unlocked it. */
export async function unlock(trx: Db, email: string): Promise<void> {
  await sql`delete from sign_in_guard where address_hash = ${hashOf(addressOf(email))}`.execute(trx);
}

function standing(until: Date | null, now: Date): Guard {
  return { lockedUntil: until !== null && until > now ? until : null };
}
