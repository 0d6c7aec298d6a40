import { sql } from 'kysely';
import { expect, inject, it } from 'vitest';
import { inventedCast, ledgerOfAMillion } from '../../bench/support/ledger-of-a-million.ts';
import { OWNER_ROLE } from '../../src/platform/database/roles.ts';
import { newKeyring } from '../../src/platform/keys/keyring.ts';
import { append, verifyLedger } from '../../src/platform/ledger/index.ts';
import { TEST_NOW } from './app.ts';
import { connectTo } from './cluster.ts';
import { freshDatabase } from './database.ts';
import { anEntry, NO_EVIDENCE } from './tampered-ledger.ts';

it('fills a ledger that is whole, goes on from what was there, and can be gone on from', async () => {
  const { db, name, close } = await freshDatabase();
  const owner = connectTo(inject('cluster'), name, OWNER_ROLE, 1);
  const keyring = newKeyring();
  const write = () => db.transaction().execute((trx) => append(trx, keyring, [anEntry()]));
  try {
    await write();
    await ledgerOfAMillion(owner, keyring, 5000, inventedCast(TEST_NOW));
    await write();
    expect(await verifyLedger(owner, { keyring, evidence: NO_EVIDENCE })).toMatchObject({ ok: true, entries: 5002 });
    const { rows } = await sql<Record<string, number>>`
      select count(distinct event) as events, count(distinct outcome) as outcomes, count(distinct person_id) as people,
        count(*) filter (where changes is not null) as changed, count(seen) as lists
      from ledger_entry`.execute(owner);
    expect(rows[0]).toMatchObject({ events: 4, outcomes: 3, people: 401 });
    expect(rows[0]?.changed).toBeGreaterThan(400);
    expect(rows[0]?.lists).toBeGreaterThan(400);
  } finally {
    await owner.destroy();
    await close();
  }
});
