import { sql } from 'kysely';
import { inject } from 'vitest';
import type { Db } from '../../src/platform/database/connection.ts';
import { OWNER_ROLE } from '../../src/platform/database/roles.ts';
import { type Keyring, newKeyring } from '../../src/platform/keys/keyring.ts';
import { append, type Entry, type Evidence, type Verification, verifyLedger } from '../../src/platform/ledger/index.ts';
import { connectTo } from './cluster.ts';
import { freshDatabase } from './database.ts';

/** Nothing outside the database tells of the ledger. */
export const NO_EVIDENCE: Evidence = { files: { found: [], damaged: [] }, mark: null };

/** A ledger that a superuser, whom no trigger stops, tampers with. */
export interface TamperedLedger {
  /** As the program works. */
  db: Db;
  name: string;
  owner: Db;
  superuser: Db;
  keyring: Keyring;
  /** Undoes whatever was done to the tables since the fixture was made. */
  restore: () => Promise<void>;
  verify: (evidence?: Evidence) => Promise<Verification>;
  close: () => Promise<void>;
}

const PERSON = '00000000-0000-4000-8000-00000000000a';
const RECORD = '00000000-0000-4000-8000-0000000000b1';
const OTHER = '00000000-0000-4000-8000-0000000000b2';

/** An entry as a request would write it. */
export function anEntry(own: Partial<Entry> = {}): Entry {
  return {
    at: new Date('2026-11-23T09:00:00.123Z'),
    event: 'notification.read',
    outcome: 'done',
    doing: 'Read a serious incident notification',
    personId: PERSON,
    who: 'Ada Example',
    agency: 'hartlepool-borough-council',
    role: 'practitioner',
    purpose: 'safeguarding',
    kind: 'serious-incident-notification',
    recordId: RECORD,
    seen: [RECORD, OTHER],
    why: 'Asked by the team',
    requestId: 'ABCD1234',
    sessionId: '00000000-0000-4000-8000-00000000000c',
    changes: [],
    ...own,
  };
}

/** A field that was changed. */
export function aChange(field: string, before: unknown, after: unknown): Entry['changes'][number] {
  return { kind: 'serious-incident-notification', recordId: RECORD, field, before, after };
}

const TABLES = ['ledger_entry', 'ledger_head', 'field_change', 'ledger_checkpoint'];

/** Makes a database whose ledger has so many entries; every third changed two fields. */
export async function tamperedLedger(count: number): Promise<TamperedLedger> {
  const { db, name, close } = await freshDatabase();
  const owner = connectTo(inject('cluster'), name, OWNER_ROLE, 1);
  const superuser = connectTo(inject('cluster'), name, 'postgres', 1);
  const keyring = newKeyring();
  for (let number = 1; number <= count; number++) {
    const changes =
      number % 3 === 0
        ? [aChange('outcome', null, `word ${number}`), aChange('harm', [1, 2], { b: 1.5, a: [number] })]
        : [];
    const at = new Date(Date.UTC(2026, 10, 23, 9, number));
    await db
      .transaction()
      .execute((trx) => append(trx, keyring, [anEntry({ at, doing: `Read record ${number}`, changes })]));
  }
  await sql`create schema kept`.execute(superuser);
  for (const table of TABLES)
    await sql`create table kept.${sql.id(table)} as table ${sql.id(table)}`.execute(superuser);
  await sql`set session_replication_role = replica`.execute(superuser);
  return {
    ...{ db, name, owner, superuser, keyring },
    restore: async () => {
      for (const table of TABLES) {
        await sql`delete from ${sql.id(table)}`.execute(superuser);
        await sql`insert into ${sql.id(table)} overriding system value select * from kept.${sql.id(table)}`.execute(
          superuser,
        );
      }
    },
    verify: (evidence = NO_EVIDENCE) => verifyLedger(owner, { keyring, evidence }),
    close: async () => {
      await owner.destroy();
      await superuser.destroy();
      await close();
    },
  };
}
