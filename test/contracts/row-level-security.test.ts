import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Actor, actAs, HELD_ROLES, type HeldRole } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { APP_ROLE, OWNER_ROLE } from '../../src/platform/database/roles.ts';
import { whoSees } from '../support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import { uploadOf } from '../support/checked-returns.ts';
import { connectTo } from '../support/cluster.ts';
import { recorded } from '../support/notifications.ts';
import { addPerson, signInAs } from '../support/people.ts';
import { censusFile } from '../support/returns.ts';

/** Tables of one person’s own matters that lead to no record by a column. Everything else is derived. */
const PERSONAL = ['notice', 'declared_relation'];

/**
 * Tables that a reader would take for restricted ones, and why they need no policy: what stands in them is sealed with a key
 * that is not in the database, or holds nothing of any record.
 */
const SEALED_ELSEWHERE: Record<string, string> = {
  kept_form: 'What was typed is sealed with a key that is not in the database, and opened for its own person alone.',
  outbox_message: 'Mail names no record and nobody who appears in one.',
};

/**
 * Views that work with their owner's rights, each with the reason why it may. Every other one is a fault. What such a view
 * gives to whom is tested where the reason says.
 */
const WITH_OWNERS_RIGHTS: Record<string, string> = {
  record_history:
    'The ledger’s entries stay closed to readers of a record; the view asks as the caller whether the record is theirs to read (record-history.test.ts).',
};

let test: TestApp;
let root: Db;

beforeAll(async () => {
  test = await buildTestApp();
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 2);
  await fill();
}, 60_000);
afterAll(async () => {
  await root.destroy();
  await test.close();
});

/** Puts at least one row into every table that is restricted today, by way of the pages. */
async function fill(): Promise<void> {
  const kind = 'serious-incident-notification';
  const hub = await signInAs(test, 'hub-worker');
  const manager = await signInAs(test, 'business-manager');
  const officer = await signInAs(test, 'practitioner', { agency: 'cleveland-police' });
  const { id } = await recorded(hub);
  const because = 'A test needs it';
  const answers = [
    await manager.post(`${whoSees(id)}/keep-out`, {
      ...{ agency: 'stockton-on-tees-borough-council', who: '', because },
    }),
    await officer.post(`/access/ask/${kind}`, { record: id, reference: '', reason: because }),
    await officer.post(`/access/emergency/${kind}`, { record: id, reference: '', reason: because }),
    await officer.post('/account/relations', {
      ...{ name: 'Invented Aunt', relation: 'Other family', 'born-day': '', 'born-month': '', 'born-year': '' },
    }),
  ];
  expect(answers.map((one) => one.statusCode)).toEqual([303, 303, 303, 303]);
  await addPerson(test.db, { name: 'Robin Madeup' });
  const analyst = await signInAs(test, 'analyst');
  const form = { kind: 'cin', 'cin-year': '2024/25' };
  const checked = await uploadOf(test, analyst, form, censusFile(20, 3, 10));
  expect((await analyst.post(`${checked.href}/accept`, { because })).statusCode).toBe(303);
}

/**
 * Every table that holds restricted rows: those that a kind of record is kept in, whatever refers to one of them however far
 * away, whatever speaks of a record by kind and number, and the ledger.
 */
async function restrictedTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    with recursive kept as (
      select c.oid from access_kind k join pg_class c on c.relname = k.table_name and c.relnamespace = 'public'::regnamespace
      union
      select r.conrelid from pg_constraint r join kept on r.confrelid = kept.oid where r.contype = 'f'
    )
    select distinct c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm') and (
      c.oid in (select oid from kept)
      or c.relname = any(${PERSONAL}) or c.relname like 'ledger_entry%' or c.relname = 'ledger_head'
      -- A column that holds the number of a record, with its kind beside it.
      or exists (select from pg_attribute a join pg_attribute k on k.attrelid = a.attrelid and k.attname = 'kind'
        where a.attrelid = c.oid and not a.attisdropped and a.attname in ('record_id', 'record') and a.atttypid = 'uuid'::regtype))
    order by 1`.execute(db);
  return rows.map((row) => row.name);
}

/** What is wrong with how tables are guarded; nothing when all is well. */
async function unguarded(db: Db): Promise<string[]> {
  const names = await restrictedTables(db);
  const { rows } = await sql<{ name: string; secured: boolean; policies: number; reaches: boolean; kind: string }>`
    select c.relname as name, c.relrowsecurity as secured, c.relkind::text as kind,
      (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies,
      has_table_privilege(${APP_ROLE}, c.oid, 'select, insert, update, delete') as reaches
    from pg_class c where c.relname = any(${names}) and c.relnamespace = 'public'::regnamespace order by 1`.execute(db);
  return rows.flatMap(({ name, secured, policies, reaches, kind }) => {
    if (!reaches) return [];
    if (kind === 'm') return [`${name} is a copy that no policy guards`];
    if (!secured) return [`${name} holds restricted rows and has no row-level security`];
    return policies === 0 ? [`${name} has row-level security, no policy and is not closed`] : [];
  });
}

/** How many rows of a table a connection gets without any filter; `closed` where it may not even ask. */
async function rowsGot(db: Db, table: string): Promise<number | 'closed'> {
  try {
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(db);
    return rows[0]?.n ?? 0;
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    return 'closed';
  }
}

/** The same for somebody who acts without a purpose. A question that may not even be asked undoes their transaction. */
async function rowsGotFor(actor: Actor, table: string): Promise<number | 'closed'> {
  let got: number | 'closed' | undefined;
  const asking = actAs(test.db, { actor, purpose: null, now: TEST_NOW }, async (trx) => {
    got = await rowsGot(trx, table);
    return got;
  });
  return asking.catch((error: unknown) => (got === 'closed' ? 'closed' : Promise.reject(error)));
}

describe('every table that holds restricted rows', () => {
  it('is known here: records, their parts, what surrounds them, their history and the ledger', async () => {
    expect(await restrictedTables(root)).toEqual([
      ...['access_ask', 'break_glass', 'declared_relation', 'field_change', 'ledger_entry', 'ledger_head', 'notice'],
      ...['record_barred', 'record_conflict', 'record_person', 'record_subject', 'return_finding', 'return_receipt'],
      ...['return_upload', 'serious_incident_notification', 'serious_incident_person', 'serious_incident_view'],
    ]);
  });

  it('has row-level security and a policy, or is closed to the program altogether', async () => {
    expect(await unguarded(root)).toEqual([]);
  });

  it('gives nothing to a query that forgot its filter and for whom it works, though there are rows', async () => {
    for (const table of await restrictedTables(root)) {
      const held = await rowsGot(root, table);
      expect({ table, held: Number(held) > 0 }).toEqual({ table, held: true });
      expect({ table, got: (await rowsGot(test.db, table)) || 'nothing' }).toEqual({
        ...{ table, got: expect.stringMatching(/^(nothing|closed)$/) },
      });
    }
  });

  it('gives nothing to somebody of any role who has said no purpose, but what is their own', async () => {
    for (const role of HELD_ROLES) {
      const id = await addPerson(test.db, { roles: [role] });
      const actor = {
        id,
        name: 'x',
        agency: 'cleveland-police',
        agencyName: 'x',
        team: null,
        roles: [role] as HeldRole[],
      };
      for (const table of await restrictedTables(root)) {
        const got = await rowsGotFor(actor, table);
        expect({ table, role, got: got || 'nothing' }).toEqual({
          table,
          role,
          got: expect.stringMatching(/nothing|closed/),
        });
      }
    }
  });

  it('lets nobody change or remove a row without saying for whom', async () => {
    for (const table of await restrictedTables(root)) {
      const before = await rowsGot(root, table);
      const { rows } = await sql<{ column: string }>`
        select attname as column from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
        order by attnum limit 1`.execute(root);
      const column = sql.ref(rows[0]?.column ?? '');
      for (const statement of [
        sql`update ${sql.table(table)} set ${column} = ${column}`,
        sql`delete from ${sql.table(table)}`,
      ]) {
        const changed = await statement.execute(test.db).then(
          (done) => Number(done.numAffectedRows ?? 0),
          (error: { code?: string }) => (error.code === '42501' ? 0 : Promise.reject(error)),
        );
        expect({ table, changed }).toEqual({ table, changed: 0 });
      }
      expect({ table, held: await rowsGot(root, table) }).toEqual({ table, held: before });
    }
  });

  describe('for somebody who may decide about a record, changes only what ends or answers a row', () => {
    const as = (person: string, role: HeldRole, agency: string, work: (trx: Db) => Promise<unknown>) =>
      actAs(
        test.db,
        {
          ...{ purpose: role === 'practitioner' ? 'safeguarding' : 'learning', now: TEST_NOW },
          actor: { id: person, name: 'x', agency, agencyName: 'x', team: null, roles: [role] },
        },
        work,
      );

    it.each([
      ['record_person', "person_id = gen_random_uuid(), until_at = access_now() + interval '1 year'"],
      ['record_person', "because = 'something else'"],
      ['record_barred', 'agency = null, person_id = access_person()'],
      ['break_glass', "reason = 'It was quite different'"],
      ['break_glass', "opened_at = opened_at - interval '1 hour'"],
      ['access_ask', "reason = 'It was quite different'"],
      ['serious_incident_notification', "reference = 'SIN-1997-0001'"],
      ['serious_incident_notification', "team = 'Assessment team'"],
      ['serious_incident_notification', 'owner_id = access_person()'],
    ])('%s: set %s', async (table, change) => {
      const partner = await addPerson(test.db, { roles: ['safeguarding-partner'] });
      const tried = as(partner, 'safeguarding-partner', 'hartlepool-borough-council', (trx) =>
        sql.raw(`update ${table} set ${change}`).execute(trx),
      );
      await expect(tried).rejects.toMatchObject({ code: '42501' });
    });

    it('and lets nobody in who is the one who acts', async () => {
      const partner = await addPerson(test.db, { roles: ['safeguarding-partner'] });
      const tried = as(partner, 'safeguarding-partner', 'hartlepool-borough-council', (trx) =>
        sql`insert into record_person (kind, record_id, person_id, part, from_at, given_by, because)
          select 'serious-incident-notification', id, access_person(), 'involved', access_now(), access_person(), 'x'
          from serious_incident_notification limit 1`.execute(trx),
      );
      await expect(tried).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('that is new and has no policy is found, whether it is a part, a part of a part or speaks of a record by number', async () => {
    await root
      .transaction()
      .execute(async (trx) => {
        await sql`create table new_part (id uuid primary key, notification_id uuid references serious_incident_notification (id))`.execute(
          trx,
        );
        await sql`create table new_part_of_part (id uuid primary key, part_id uuid references new_part (id))`.execute(
          trx,
        );
        await sql`create table new_remark (kind text, record_id uuid, words text)`.execute(trx);
        await sql`create table new_guarded (id uuid primary key, notification_id uuid references serious_incident_notification (id))`.execute(
          trx,
        );
        await sql`call access_guard_part('new_guarded', 'notification_id', 'serious-incident-notification')`.execute(
          trx,
        );
        await sql`create table new_unrelated (id uuid primary key, words text)`.execute(trx);
        await sql`create materialized view new_copy as select kind, record_id from record_person`.execute(trx);
        for (const table of ['new_part', 'new_part_of_part', 'new_remark', 'new_guarded', 'new_unrelated', 'new_copy'])
          await sql`grant select on ${sql.table(table)} to ${sql.id(APP_ROLE)}`.execute(trx);
        const found = await unguarded(trx);
        expect(found.map((words) => words.split(' ', 1)[0])).toEqual([
          'new_copy',
          'new_part',
          'new_part_of_part',
          'new_remark',
        ]);
        throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
  });

  it('is asked through no view that works with its owner’s rights, but for the one that is named here', async () => {
    const { rows } = await sql<{ name: string; barrier: boolean }>`
      select c.relname as name, coalesce('security_barrier=true' = any(c.reloptions), false) as barrier from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
        and not coalesce('security_invoker=true' = any(c.reloptions), false)
        and exists (select from pg_depend d join pg_rewrite w on w.oid = d.objid
          where w.ev_class = c.oid and d.refobjid = any(
            select oid from pg_class where relname = any(${await restrictedTables(root)})))`.execute(root);
    expect(rows).toEqual(Object.keys(WITH_OWNERS_RIGHTS).map((name) => ({ name, barrier: true })));
  });

  it('is told apart from tables whose content is sealed elsewhere or names no record', async () => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relname = any(${Object.keys(SEALED_ELSEWHERE)})`.execute(root);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(SEALED_ELSEWHERE).toSorted());
    const { rows: mail } = await sql<{ words: string }>`select words || subject as words from outbox_message`.execute(
      root,
    );
    expect(mail.length).toBeGreaterThan(0);
    for (const { words } of mail) expect(words).not.toMatch(/SIN-|Robin|Madeup/);
  });
});

/** Undoes what a test made. */
class Undone extends Error {}

describe('the role as which the program works', () => {
  it('owns nothing, is no superuser, bypasses no row-level security and belongs to no other role', async () => {
    const { rows } = await sql`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
        (select count(*)::integer from pg_class where relowner = r.oid) + (select count(*)::integer from pg_proc where proowner = r.oid)
          + (select count(*)::integer from pg_namespace where nspowner = r.oid) as owned,
        (select count(*)::integer from pg_auth_members where member = r.oid) as member_of
      from pg_roles r where rolname = current_user and rolname = ${APP_ROLE}`.execute(test.db);
    expect(rows).toEqual([
      {
        ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
        ...{ owned: 0, member_of: 0 },
      },
    ]);
  });

  it.each([
    ['become the owner', `set role ${OWNER_ROLE}`],
    ['become a superuser', 'set role postgres'],
    ['act as another session user', `set session authorization ${OWNER_ROLE}`],
    ['switch triggers off', 'set session_replication_role = replica'],
    ['switch row-level security off', 'alter table serious_incident_notification disable row level security'],
    ['make a policy of its own', 'create policy all_mine on serious_incident_notification using (true)'],
    ['drop a policy', 'drop policy may_read on serious_incident_notification'],
    ['drop a trigger', 'drop trigger ledger_entry_is_append_only on ledger_entry'],
    ['make a table', 'create table mine (id integer)'],
    ['make a function', "create function public.mine() returns integer language sql as 'select 1'"],
    [
      'replace a function',
      'create or replace function access_blocked(kind text) returns uuid[] language sql as $$ select null $$',
    ],
    [
      'write the access table',
      "insert into access_grant select 'analyst', action, kind, scope, involvement, purposes, why, position from access_grant",
    ],
    ['change the access table', "update access_grant set role = 'analyst'"],
    ['add a kind of record', "insert into access_kind values ('x', 'person')"],
    ['empty the ledger', 'truncate ledger_entry cascade'],
    ['change the ledger', "update ledger_entry set who = 'nobody'"],
    ['take an entry out of the ledger', 'delete from ledger_entry'],
    ['move the end of the chain', 'update ledger_head set seq = 0'],
    ['read who appears where', 'select * from record_subject'],
    ['read who is kept from what', 'select * from record_conflict'],
    ['take somebody out of those kept away', 'delete from record_conflict'],
    ['read what the server knows of passwords', 'select * from pg_authid'],
    ['run a program on the machine', "copy person to program 'cat'"],
    ['read a file of the machine', "select pg_read_file('/etc/hostname')"],
    ['make a procedure guard nothing', "call access_guard('person', 'x')"],
  ])('cannot %s', async (_what, statement) => {
    const done = sql
      .raw(statement)
      .execute(test.db)
      .then(
        () => 'done',
        (error: { code?: string }) => error.code,
      );
    expect(await done).toMatch(/^(42501|22023)$/);
  });

  it('is told by the database when a query would leave row-level security out, and gets nothing', async () => {
    const asked = test.db.connection().execute(async (one) => {
      await sql`set row_security = off`.execute(one);
      try {
        return await sql`select * from serious_incident_notification`.execute(one);
      } finally {
        await sql`set row_security = on`.execute(one);
      }
    });
    await expect(asked).rejects.toMatchObject({ code: '42501' });
  });

  it('works through functions with the owner’s rights only where their names can’t be redirected', async () => {
    const { rows } = await sql<{ name: string }>`
      select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not coalesce('search_path=public, pg_temp' = any(p.proconfig), false)`.execute(root);
    expect(rows).toEqual([]);
  });

  it('leaves no words of one transaction to the next on the same connection', async () => {
    const id = await addPerson(test.db, { roles: ['business-manager'] });
    const actor = { id, name: 'x', agency: 'hartlepool-borough-council', agencyName: 'x', team: null };
    await test.db.connection().execute(async (one) => {
      const seen = await actAs(
        { connection: () => ({ execute: (work: (db: Db) => unknown) => work(one) }) } as unknown as Db,
        { actor: { ...actor, roles: ['business-manager'] }, purpose: 'learning', now: TEST_NOW },
        (trx) => rowsGot(trx, 'serious_incident_notification'),
      );
      expect(seen).toBeGreaterThan(0);
    });
    for (let turn = 0; turn < 20; turn += 1) expect(await rowsGot(test.db, 'serious_incident_notification')).toBe(0);
  });
});
