import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { canonicalText, changesDigest, type Entry } from './entry.ts';

/** The end of the chain: the newest entry's place and code. */
interface Head {
  seq: number;
  mac: Uint8Array;
}

/** Where this program last saw the end of a chain: mostly it is there still, and one trip is enough. */
const lastSeen = new WeakMap<Keyring, Head>();

/**
 * Writes entries at the end of the ledger, in the caller's transaction: they stand when the act stands. Until that is
 * committed every other writer waits, so call it last. Throws when the chain's end is not what the database says it is.
 */
export async function append(trx: Db, keyring: Keyring, given: readonly Entry[]): Promise<void> {
  if (given.length === 0) return;
  const entries = given.map(storable);
  const guess = lastSeen.get(keyring) ?? { seq: -1, mac: Buffer.alloc(0) };
  const found = await place(trx, keyring, entries, guess);
  let first = guess.seq;
  if (found.seq !== guess.seq || Buffer.compare(found.mac, guess.mac) !== 0) {
    // The end is held for this transaction now, so it is there still.
    await place(trx, keyring, entries, found);
    first = found.seq;
  }
  await writeChanges(trx, entries, first + 1);
}

/** Takes the end of the chain and returns it; where it is the expected one, the entries now stand behind it. */
async function place(trx: Db, keyring: Keyring, entries: readonly Entry[], expected: Head): Promise<Head> {
  const keyId = keyring.ledgerKeyId;
  let { seq, mac } = expected;
  const rows = entries.map((entry) => {
    seq += 1;
    const changes = changesDigest(entry.changes);
    const code = keyring.mac(keyId, mac, canonicalText(seq, entry, changes, keyId));
    if (!code) throw new Error('The ring holds no key for the ledger.');
    mac = code;
    return sql`(${seq}::bigint, ${entry.at}::timestamptz, ${entry.event}, ${entry.outcome}, ${entry.doing},
      ${entry.personId}::uuid, ${entry.who}, ${entry.agency}, ${entry.role}, ${entry.purpose}, ${entry.kind},
      ${entry.recordId}::uuid, ${entry.seen === null ? null : [...entry.seen]}::uuid[], ${entry.why}, ${entry.requestId},
      ${entry.sessionId}::uuid, ${changes}::bytea, ${keyId}, ${code}::bytea)`;
  });
  const { rows: heads } = await sql<Head>`
    with head as materialized (select seq, mac from ledger_take_head()),
    entry (seq, at, event, outcome, doing, person_id, who, agency, role, purpose, kind, record_id, seen, why,
      request_id, session_id, changes, key_id, mac) as (values ${sql.join(rows)}),
    placed as (
      insert into ledger_entry (seq, at, event, outcome, doing, person_id, who, agency, role, purpose, kind, record_id,
        seen, why, request_id, session_id, changes, key_id, mac)
      select entry.* from entry, head where head.seq = ${expected.seq}::bigint and head.mac = ${expected.mac}::bytea
      order by entry.seq)
    select seq, mac from head`.execute(trx);
  const [head] = heads;
  if (!head) throw new Error('The ledger has lost the end of its chain.');
  lastSeen.set(keyring, { seq, mac });
  return head;
}

/** `first` is the place of the first of the entries. */
async function writeChanges(trx: Db, entries: readonly Entry[], first: number): Promise<void> {
  const fields = entries.flatMap(({ changes }, at) =>
    changes.map((change, position) => ({ seq: first + at, position, ...change })),
  );
  if (fields.length === 0) return;
  await sql`
    insert into field_change (seq, position, kind, record_id, field, before, after)
    select (f->>'seq')::bigint, (f->>'position')::integer, f->>'kind', (f->>'recordId')::uuid, f->>'field',
      nullif(f->'before', 'null'::jsonb), nullif(f->'after', 'null'::jsonb)
    from jsonb_array_elements(${JSON.stringify(fields)}::jsonb) as f`.execute(trx);
}

/** PostgreSQL takes no NUL in a text. Somebody who sends one must not escape the ledger by it. */
function storable(entry: Entry): Entry {
  const fields = Object.entries(entry).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value,
  ]);
  return Object.fromEntries(fields) as Entry;
}
