import { sql } from 'kysely';
import { z } from 'zod';
import type { AccessTable } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type Task, task } from '../../platform/jobs/index.ts';
import type { Keyring } from '../../platform/keys/keyring.ts';
import { append } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import { at } from './at-record.ts';
import { listDeciders, type PersonInService } from './people.ts';

const NAME = { name: 'name-deciders-for-sealed-records', payload: z.object({}) };

interface Stranded {
  kind: string;
  recordId: string;
  agency: string;
  ownerId: string;
}

/**
 * Names somebody every night for each sealed record that nobody is left to decide about: whoever was named has left, lost
 * their role, or must not see it any more. Settles relations that were withdrawn long enough ago, too.
 */
export function nameDeciders({ db, access, keyring, now }: Pick<Deps, 'db' | 'access' | 'keyring' | 'now'>): Task {
  const work = () => db.transaction().execute((trx) => name(trx, access, keyring, now()));
  return task(NAME, work, { at: '40 1 * * *', catchUp: 86_400_000 });
}

async function name(trx: Db, table: AccessTable, keyring: Keyring, now: Date): Promise<void> {
  await sql`select set_config('kith.now', ${now.toISOString()}, true)`.execute(trx);
  await sql`select access_settle_withdrawn()`.execute(trx);
  const { rows } = await sql<Stranded>`
    select s.kind, s.record_id as "recordId", o.agency, o.owner_id as "ownerId"
    from access_stranded() s cross join lateral access_owner(s.kind, s.record_id) o`.execute(trx);
  for (const one of rows) {
    const named = await nameFirst(trx, one, await candidates(trx, table, one, now));
    if (named) await write(trx, keyring, one, named, now);
  }
}

/** People of the record's own agency first: it answers for the record. */
async function candidates(trx: Db, table: AccessTable, one: Stranded, now: Date): Promise<PersonInService[]> {
  const { kind, agency } = one;
  const all = await listDeciders(trx, table, londonDate(now), { kind, agency, not: '' });
  return all.toSorted((a, b) => Number(b.agency === agency) - Number(a.agency === agency));
}

/** The first whom the database lets be named: from some of them the record is kept. */
async function nameFirst(
  trx: Db,
  { kind, recordId }: Stranded,
  people: readonly PersonInService[],
): Promise<PersonInService | null> {
  for (const person of people) {
    const { rows } = await sql<{ named: boolean }>`
      select access_name_decider(${kind}, ${recordId}::uuid, ${person.id}::uuid) as named`.execute(trx);
    if (rows[0]?.named) return person;
  }
  return null;
}

async function write(trx: Db, keyring: Keyring, one: Stranded, named: PersonInService, now: Date): Promise<void> {
  const { kind, recordId } = one;
  const words = 'A sealed record in Kith had nobody left who decides about it: you are named for it now.';
  await tellPeople(
    trx,
    [named.id],
    {
      notice: words,
      href: at.record(kind, recordId),
      subject: 'You were named for a sealed record in Kith',
      mail: `${words} Your notices in Kith lead to it.\n\nThis message does not say which record it is, so that nobody else reads it here.`,
    },
    now,
  );
  await append(trx, keyring, [
    {
      ...{ at: now, event: 'access.name-decider', outcome: 'done', who: 'Kith' },
      ...{ doing: 'Named somebody for a sealed record that nobody was left to decide about', kind, recordId },
      ...{ personId: null, agency: null, role: null, purpose: null, seen: null, requestId: null, sessionId: null },
      changes: [{ kind, recordId, field: 'named while sealed', before: null, after: named.name }],
      why: 'Nobody was left who decides about this sealed record',
    },
  ]);
}
