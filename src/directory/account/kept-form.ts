import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';
import type { TypedValues } from '../../platform/web/form.ts';

/** As long as the longest session. What nobody came back for in that time is gone. */
const KEPT_FOR = 12 * 3_600_000;
/** The most pages for which one person's text is kept; the oldest goes first. */
const MOST_KEPT = 20;

/** Keeps what somebody typed on one page, sealed so that the database alone gives nothing away. Newer replaces older. */
export async function keepForm(
  db: Db,
  keyring: Keyring,
  kept: { personId: string; address: string; typed: TypedValues; now: Date },
): Promise<void> {
  const { personId, address, now } = kept;
  const body = keyring.seal(JSON.stringify(kept.typed), about(personId, address));
  await db.transaction().execute(async (trx) => {
    await dropForm(trx, personId, address);
    await sql`
      insert into kept_form (id, person_id, path, body, kept_at)
      values (${randomUUID()}::uuid, ${personId}::uuid, ${address}, ${body}, ${now})`.execute(trx);
    await sql`
      delete from kept_form where person_id = ${personId}::uuid and id not in (
        select id from kept_form where person_id = ${personId}::uuid order by kept_at desc, id limit ${MOST_KEPT})`.execute(
      trx,
    );
    await dropOldForms(trx, now);
  });
}

/** What somebody typed on one page; null when nothing is kept or it is too old. */
export async function findKeptForm(
  db: Db,
  keyring: Keyring,
  kept: { personId: string; address: string; now: Date },
): Promise<TypedValues | null> {
  const { personId, address } = kept;
  const { rows } = await sql<{ body: Buffer }>`
    select body from kept_form
    where person_id = ${personId}::uuid and path = ${address} and kept_at > ${oldest(kept.now)}`.execute(db);
  const body = rows[0]?.body;
  return body ? JSON.parse(keyring.open(body, about(personId, address)).toString()) : null;
}

/** Drops what was kept for one page. */
export async function dropForm(trx: Db, personId: string, address: string): Promise<void> {
  await sql`delete from kept_form where person_id = ${personId}::uuid and path = ${address}`.execute(trx);
}

/** Drops everybody's forms that nobody came back for. */
export async function dropOldForms(trx: Db, now: Date): Promise<void> {
  await sql`delete from kept_form where kept_at <= ${oldest(now)}`.execute(trx);
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - KEPT_FOR);
}

/** Sealed together with the text: a row that is moved to another person or page does not open. */
function about(personId: string, address: string): string {
  return `kept form of ${personId} at ${address}`;
}
