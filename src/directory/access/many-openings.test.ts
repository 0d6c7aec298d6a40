import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { as } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { connectTo } from '../../../test/support/cluster.ts';
import { recorded } from '../../../test/support/notifications.ts';
import { addPerson, type SignedIn, signInAs } from '../../../test/support/people.ts';
import type { Db } from '../../platform/database/connection.ts';
import { APP_ROLE } from '../../platform/database/roles.ts';
import { countOpeningsToJudge, listOpenings } from './emergency-repository.ts';

const KIND = 'serious-incident-notification';
const PEOPLE = 60;
const MONDAY = '2026-11-30';

let test: TestApp;
let partner: SignedIn;
let db: Db;

beforeAll(async () => {
  test = await buildTestApp();
  partner = await signInAs(test, 'safeguarding-partner', { purpose: 'learning' });
  const hub = await signInAs(test, 'hub-worker');
  const records = [(await recorded(hub)).id, (await recorded(hub)).id];
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  const name = rows[0]?.name ?? '';
  const root = connectTo(inject('cluster'), name, 'postgres', 1);
  for (let at = 0; at < PEOPLE; at += 1) {
    const person = await addPerson(test.db, { roles: ['practitioner'], agency: 'cleveland-police' });
    await sql`
      insert into break_glass (id, kind, record_id, person_id, agency, reason, opened_at, ends_at, review_due)
      values (gen_random_uuid(), ${KIND}, ${records[at % 2]}::uuid, ${person}::uuid, 'cleveland-police', 'A child is in danger tonight',
        ${TEST_NOW}, ${TEST_NOW}::timestamptz + interval '2 hours', ${at === 7 ? '2026-11-27' : MONDAY}::date)`.execute(
      root,
    );
  }
  // The database counts how often its functions are called, on connections that begin from now on.
  await sql`alter role ${sql.id(APP_ROLE)} in database ${sql.id(name)} set track_functions to 'pl'`.execute(root);
  await root.destroy();
  db = connectTo(inject('cluster'), name, APP_ROLE, 1);
});
afterAll(async () => {
  await db.destroy();
  await test.close();
});

/** How often this connection has asked so far whether a record may be judged, read or shared. */
async function asked(trx: Db): Promise<number> {
  const { rows } = await sql<{ calls: number }>`
    select coalesce(sum(calls), 0)::bigint as calls from pg_stat_xact_user_functions where funcname = 'access_may'`.execute(
    trx,
  );
  return rows[0]?.calls ?? 0;
}

/** What a reading gives the partner, and how often the database asked meanwhile. */
function counted<T>(reading: (trx: Db) => Promise<T>): Promise<{ given: T; asks: number }> {
  return as({ db, now: test.now }, partner, { roles: ['safeguarding-partner'], purpose: 'learning' }, async (trx) => {
    const before = await asked(trx);
    const given = await reading(trx);
    return { given, asks: (await asked(trx)) - before };
  });
}

it('says how many openings wait and when the first is due, and asks about each record, not about each opening', async () => {
  const { given, asks } = await counted((trx) => countOpeningsToJudge(trx, KIND));
  expect(given).toEqual({ count: PEOPLE, due: '2026-11-27', since: TEST_NOW });
  expect(asks).toBeGreaterThan(0);
  // Two records, and the openings of the one that is due first to say since when it waits.
  expect(asks).toBeLessThan(PEOPLE);
});

it('lists them, the ones due first, and asks about an opening no more than once', async () => {
  const { given, asks } = await counted((trx) => listOpenings(trx, KIND));
  expect(given).toHaveLength(PEOPLE);
  expect(given.map((one) => one.reviewDue)).toEqual([
    '2026-11-27',
    ...Array.from({ length: PEOPLE - 1 }, () => MONDAY),
  ]);
  expect(asks).toBeGreaterThan(0);
  expect(asks).toBeLessThanOrEqual(PEOPLE + 2);
});
