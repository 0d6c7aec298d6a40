import { sql } from 'kysely';
import type { Db } from '../../src/platform/database/connection.ts';
import type { Keyring } from '../../src/platform/keys/keyring.ts';
import { canonicalText, changesDigest, type Entry } from '../../src/platform/ledger/index.ts';

/** Whom and what the entries tell of. */
export interface LedgerCast {
  people: readonly { id: string; name: string; agency: string; role: string }[];
  /** Numbers of the records that are read and changed. */
  records: readonly string[];
  /** When the newest entry happened; the others lie in the year before it. */
  now: Date;
}

const BATCH = 4000;
const KIND = 'serious-incident-notification';
const AGENCIES = [
  'hartlepool-borough-council',
  'stockton-on-tees-borough-council',
  'cleveland-police',
  'tees-nhs-trust',
];
const ROLES = ['practitioner', 'hub-worker', 'business-manager', 'agency-assurance-lead'];

/** Four hundred people of four agencies and twenty thousand records, all invented. */
export function inventedCast(now: Date): LedgerCast {
  const people = Array.from({ length: 400 }, (_, index) => ({
    id: numbered('a', index),
    name: `Invented Example${index}`,
    agency: pick(AGENCIES, index),
    role: pick(ROLES, index >> 2),
  }));
  return { people, records: Array.from({ length: 20_000 }, (_, index) => numbered('b', index)), now };
}

/**
 * Writes so many valid entries at the end of a ledger, as a year of work would leave them: two thirds read a record, others
 * show a list of records, change fields, sign in, are refused. Their codes are made by the program's own code; only the rows
 * go in many at a time, past the trigger that moves the end of the chain, which is moved once for each batch. `owner` owns
 * the tables. Returns when the tables are analysed.
 */
export async function ledgerOfAMillion(
  owner: Db,
  keyring: Keyring,
  count = 1_000_000,
  cast = inventedCast(new Date()),
): Promise<void> {
  const random = randomFrom(20261123);
  const step = Math.floor((365 * 24 * 3_600_000) / count);
  const { rows } = await sql<{ seq: number; mac: Buffer }>`select seq, mac from ledger_head`.execute(owner);
  let end = rows[0] ?? { seq: 0, mac: Buffer.alloc(0) };
  const buildIndexes = await dropIndexes(owner);
  for (let done = 0; done < count; ) {
    const size = Math.min(BATCH, count - done);
    const entries = Array.from({ length: size }, (_, index) =>
      someEntry(cast, new Date(cast.now.getTime() - (count - done - index - 1) * step), random),
    );
    end = await writeBatch(owner, keyring, end, entries);
    done += size;
  }
  await buildIndexes();
  await sql`vacuum analyze ledger_entry`.execute(owner);
  await sql`vacuum analyze field_change`.execute(owner);
}

/** Built once at the end, indexes take seconds; kept up row by row, minutes. Returns what builds them as they were. */
async function dropIndexes(owner: Db): Promise<() => Promise<void>> {
  const { rows } = await sql<{ name: string; made: string }>`
    select indexname as name, indexdef as made from pg_indexes
    where schemaname = 'public' and tablename in ('ledger_entry', 'field_change')
      and indexname not in (select conname from pg_constraint)`.execute(owner);
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(owner);
  return async () => {
    for (const { made } of rows) await sql.raw(made).execute(owner);
  };
}

async function writeBatch(
  owner: Db,
  keyring: Keyring,
  end: { seq: number; mac: Buffer },
  entries: readonly Entry[],
): Promise<{ seq: number; mac: Buffer }> {
  let { seq, mac } = end;
  const keyId = keyring.ledgerKeyId;
  const fields: unknown[] = [];
  const written = entries.map((entry) => {
    seq += 1;
    const changes = changesDigest(entry.changes);
    mac = keyring.mac(keyId, mac, canonicalText(seq, entry, changes, keyId)) ?? mac;
    for (const [position, { kind, recordId, field, before, after }] of entry.changes.entries()) {
      fields.push({ seq, position, kind, record_id: recordId, field, before, after });
    }
    return {
      seq,
      ...{ at: entry.at, event: entry.event, outcome: entry.outcome, doing: entry.doing, person_id: entry.personId },
      ...{ who: entry.who, agency: entry.agency, role: entry.role, purpose: entry.purpose, kind: entry.kind },
      ...{ record_id: entry.recordId, seen: entry.seen, why: entry.why, request_id: entry.requestId },
      ...{ session_id: entry.sessionId, changes: hex(changes), key_id: keyId, mac: hex(mac) },
    };
  });
  await owner.transaction().execute(async (trx) => {
    await sql`alter table ledger_entry disable trigger entry_extends_the_chain`.execute(trx);
    await sql`
      insert into ledger_entry select * from json_populate_recordset(null::ledger_entry, ${JSON.stringify(written)}::json)`.execute(
      trx,
    );
    await sql`
      insert into field_change select * from json_populate_recordset(null::field_change, ${JSON.stringify(fields)}::json)`.execute(
      trx,
    );
    await sql`update ledger_head set seq = ${seq}, mac = ${mac}`.execute(trx);
    await sql`alter table ledger_entry enable trigger entry_extends_the_chain`.execute(trx);
  });
  return { seq, mac };
}

function hex(bytes: Buffer | null): string | null {
  return bytes && `\\x${bytes.toString('hex')}`;
}

function someEntry({ people, records }: LedgerCast, at: Date, random: () => number): Entry {
  const person = pick(people, random());
  const recordId = pick(records, random());
  const entry = {
    at,
    event: 'notification.read',
    outcome: 'done' as const,
    doing: 'Read a serious incident notification',
    ...{ personId: person.id, who: person.name, agency: person.agency, role: person.role, purpose: 'safeguarding' },
    ...{ kind: KIND, recordId, seen: null, why: null, requestId: random().toString(36) },
    sessionId: numbered('c', random() % 90_000),
    changes: [],
  };
  const sort = random() % 100;
  if (sort < 66) return entry;
  if (sort < 76) {
    const seen = Array.from({ length: 1 + (random() % 25) }, () => pick(records, random()));
    const doing = 'Looked at the list of serious incident notifications';
    return { ...entry, event: 'notification.list', doing, recordId: null, seen: [...new Set(seen)] };
  }
  if (sort < 88) {
    const fields = ['what_happened', 'harm', 'aware_on', 'other_children', 'police_reference'].slice(random() % 5);
    return {
      ...entry,
      event: 'notification.change',
      doing: 'Changed a serious incident notification',
      why: 'The police sent what was missing',
      changes: fields.map((field) => {
        const [before, after] = [someWords(random), someWords(random)];
        return { kind: KIND, recordId, field, before: random() % 3 ? before : null, after };
      }),
    };
  }
  const own = { ...entry, kind: null, recordId: null, purpose: null };
  if (sort < 96) return { ...own, event: 'session.begin', doing: 'Signed in' };
  if (sort < 98)
    return { ...own, event: 'session.begin', outcome: 'failed', doing: 'Signed in', why: 'Wrong password' };
  return { ...entry, outcome: 'refused', why: 'Not theirs to read' };
}

const WORDS = 'invented child was seen at school and said nothing of what the report tells about an example'.split(' ');

function someWords(random: () => number): string {
  return Array.from({ length: 3 + (random() % 30) }, () => pick(WORDS, random())).join(' ');
}

function pick<T>(list: readonly T[], number: number): T {
  const found = list[number % list.length];
  if (found === undefined) throw new Error('There is nobody and nothing to write entries of.');
  return found;
}

function numbered(sort: string, number: number): string {
  return `00000000-0000-4000-8000-${sort}${number.toString(16).padStart(11, '0')}`;
}

/** Numbers below 2^31 in an order that is the same in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    // The low digits of such a row repeat soon.
    return state >>> 8;
  };
}
