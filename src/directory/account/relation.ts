import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

/** Somebody outside Kith to whom a person said they are close. */
export interface Relation {
  id: string;
  name: string;
  born: PlainDate | null;
  relation: string;
  declaredAt: Date;
}

/** Ways in which somebody can be close, as the form offers them. */
export const RELATIONS = [
  'Child',
  'Partner or spouse',
  'Parent',
  'Brother or sister',
  'Grandchild or grandparent',
  'Other family',
  'Friend or neighbour',
  'Somebody I look after',
] as const;

/** Most that one person may declare: more would hide a list of everybody. */
export const MOST_RELATIONS = 100;

/** Those whom the person has declared and not withdrawn; row-level security shows nobody else’s. */
export async function listRelations(trx: Db, personId: string): Promise<Relation[]> {
  const { rows } = await sql<Relation>`
    select id, name, born::text as born, relation, declared_at as "declaredAt" from declared_relation
    where person_id = ${personId}::uuid and withdrawn_at is null order by name, id`.execute(trx);
  return rows;
}

/** Declares somebody. The database works out by itself which records the person may no longer reach. */
export async function insertRelation(
  trx: Db,
  one: { id: string; personId: string; name: string; born: PlainDate | null; relation: string; now: Date },
): Promise<void> {
  await sql`
    insert into declared_relation (id, person_id, name, born, relation, declared_at)
    values (${one.id}::uuid, ${one.personId}::uuid, ${one.name}, ${one.born}::date, ${one.relation}, ${one.now})`.execute(
    trx,
  );
}

/** Withdraws one that the person declared. */
export async function withdrawRelation(trx: Db, id: string, now: Date): Promise<void> {
  await sql`
    update declared_relation set withdrawn_at = ${now} where id = ${id}::uuid and withdrawn_at is null`.execute(trx);
}

/** Those who answer for an agency’s people today. */
export async function listLeads(trx: Db, agency: string, today: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.id from person p join role_holding h on h.person_id = p.id
    where p.agency = ${agency} and h.role = 'assurance-lead' and h.from_date <= ${today}::date
      and (h.until_date is null or h.until_date >= ${today}::date) and p.joined <= ${today}::date
      and (p.left_on is null or p.left_on >= ${today}::date)`.execute(trx);
  return rows.map((row) => row.id);
}
