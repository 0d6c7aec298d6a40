import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { actAs } from '../../src/platform/access/index.ts';
import type { Entry } from '../../src/platform/ledger/index.ts';
import { TEST_NOW, type TestApp } from './app.ts';

/** An entry of the ledger, as a test looks at it. */
export type LedgerLine = Pick<
  Entry,
  'event' | 'outcome' | 'doing' | 'who' | 'role' | 'why' | 'kind' | 'recordId' | 'personId'
>;

/** Entries of the ledger, newest first: all, or those on one record. */
export function readLedger(test: Pick<TestApp, 'db'>, of: { record?: string } = {}): Promise<LedgerLine[]> {
  const auditor = { id: randomUUID(), name: 'A test', agency: 'none', agencyName: 'None', team: null };
  return actAs(test.db, { actor: { ...auditor, roles: ['auditor'] }, purpose: 'audit', now: TEST_NOW }, async (trx) => {
    const { rows } = await sql<LedgerLine>`
        select event, outcome, doing, who, role, why, kind, record_id as "recordId", person_id as "personId"
        from ledger_entry
        where ${of.record ?? null}::uuid is null or record_id = ${of.record ?? null}::uuid
        order by seq desc`.execute(trx);
    return rows;
  });
}
