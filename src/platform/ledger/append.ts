import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { canonicalText, changesDigest, type Entry } from './entry.ts';

/**
 * Writes entries at the end of the ledger, in the caller's transaction: they stand when the act stands. Until that is
 * committed every other writer waits, so call it last. Throws when the chain's end is not what the database says it is.
 */
export async function append(trx: Db, keyring: Keyring, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const head = await sql<{ seq: number; mac: Buffer }>`select seq, mac from ledger_take_head()`.execute(trx);
  let seq = head.rows[0]?.seq ?? 0;
  let mac: Uint8Array = head.rows[0]?.mac ?? Buffer.alloc(0);
  const keyId = keyring.ledgerKeyId;
  const changed: { seq: number; entry: Entry }[] = [];
  const rows = entries.map((entry) => {
    seq += 1;
    const changes = changesDigest(entry.changes);
    const code = keyring.mac(keyId, mac, canonicalText(seq, entry, changes, keyId));
    if (!code) throw new Error('The ring holds no key for the ledger.');
    mac = code;
    if (changes) changed.push({ seq, entry });
    return sql`(${seq}, ${entry.at}, ${entry.event}, ${entry.outcome}, ${entry.doing}, ${entry.personId}::uuid, ${entry.who},
      ${entry.agency}, ${entry.role}, ${entry.purpose}, ${entry.kind}, ${entry.recordId}::uuid,
      ${entry.seen === null ? null : [...entry.seen]}::uuid[], ${entry.why}, ${entry.requestId}, ${entry.sessionId}::uuid,
      ${changes}::bytea, ${keyId}, ${code}::bytea)`;
  });
  await sql`
    insert into ledger_entry (seq, at, event, outcome, doing, person_id, who, agency, role, purpose, kind, record_id, seen, why,
      request_id, session_id, changes, key_id, mac)
    values ${sql.join(rows)}`.execute(trx);
  const fields = changed.flatMap((one) =>
    one.entry.changes.map((change, position) => ({ seq: one.seq, position, ...change })),
  );
  if (fields.length === 0) return;
  await sql`
    insert into field_change (seq, position, kind, record_id, field, before, after)
    select (f->>'seq')::bigint, (f->>'position')::integer, f->>'kind', (f->>'recordId')::uuid, f->>'field',
      nullif(f->'before', 'null'::jsonb), nullif(f->'after', 'null'::jsonb)
    from jsonb_array_elements(${JSON.stringify(fields)}::jsonb) as f`.execute(trx);
}
