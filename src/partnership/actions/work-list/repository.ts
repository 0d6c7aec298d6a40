import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { type ActionLine, escapeLike } from '../repository.ts';
import type { WorkCursor, WorkFilter } from './filter.ts';

/** An item of a work list. */
export interface WorkLine extends ActionLine {
  version: number;
  firstDueOn: PlainDate;
  /** Since when it is over; null while it is not. */
  overOn: PlainDate | null;
  askedDueOn: PlainDate | null;
  /** Keys of its objectives; empty unless they were asked for. */
  objectives: readonly string[];
}

/** Whose work: one person's, one agency's, or all that row-level security lets through. */
export type Whose = { ownerId: string } | { agency: string } | 'all';

/** What a page of the list is asked for. */
export interface AskedWork {
  whose: Whose;
  filter: WorkFilter;
  today: PlainDate;
  after: WorkCursor | null;
  most: number;
  /** Whether each line comes with its objectives, which a file has and a page has not. */
  withObjectives?: boolean;
}

/**
 * A page of work, what is late first, and one line more where there are more. The order is the order of an index
 * (next_on, id) of whoever's work it is, so that reading stops after so many lines however much work there is; names are
 * fetched for those lines alone.
 */
export async function listWork(trx: Db, asked: AskedWork): Promise<WorkLine[]> {
  const over = asked.filter.show === 'over';
  const order = over ? sql`a.over_on desc, a.id desc` : sql`a.next_on, a.id`;
  const { rows } = await sql<WorkLine>`
    select a.id, a.reference, a.title, a.state, a.agency, g.name as "agencyName", o.name as "ownerName",
      o.left_on as "ownerLeftOn", a.given_on as "givenOn", a.due_on as "dueOn", a.first_due_on as "firstDueOn",
      a.next_on as "nextOn", a.over_on as "overOn", a.asked_due_on as "askedDueOn", a.verdict, a.version,
      ${asked.withObjectives ? sql`array(select t.statement_key from action_objective t where t.action_id = a.id order by 1)` : sql`'{}'::text[]`} as objectives
    from (select a.* from action a where ${sql.join(conditionsOf(asked), sql` and `)} order by ${order} limit ${asked.most + 1}) a
      join agency g on g.key = a.agency join person o on o.id = a.owner_id
    order by ${order}`.execute(trx);
  return rows;
}

function conditionsOf({ whose, filter, today, after }: AskedWork): RawBuilder<unknown>[] {
  const over = filter.show === 'over';
  const conditions: RawBuilder<unknown>[] = [over ? sql`a.over_on is not null` : sql`a.next_on is not null`];
  if (whose !== 'all')
    conditions.push('ownerId' in whose ? sql`a.owner_id = ${whose.ownerId}::uuid` : sql`a.agency = ${whose.agency}`);
  if (filter.show === 'open') conditions.push(sql`a.state = 'open'`);
  if (filter.show === 'done') conditions.push(sql`a.state = 'done'`);
  if (filter.show === 'asked') conditions.push(sql`a.asked_due_on is not null`);
  if (filter.show === 'left')
    conditions.push(
      sql`a.state = 'open' and a.owner_id in (select p.id from person p where p.left_on < ${today}::date)`,
    );
  if (filter.late && !over) conditions.push(sql`a.next_on < ${today}::date`);
  if (filter.agency) conditions.push(sql`a.agency = ${filter.agency}`);
  if (filter.owner)
    conditions.push(
      sql`a.owner_id in (select p.id from person p where p.name ilike ${`${escapeLike(filter.owner)}%`})`,
    );
  if (filter.objective)
    conditions.push(
      sql`a.id in (select t.action_id from action_objective t where t.statement_key = ${filter.objective})`,
    );
  if (filter.text)
    conditions.push(sql`(a.title ilike ${`%${escapeLike(filter.text)}%`} or a.reference = upper(${filter.text}))`);
  if (after)
    conditions.push(
      over
        ? sql`(a.over_on, a.id) < (${after.day}::date, ${after.id}::uuid)`
        : sql`(a.next_on, a.id) > (${after.day}::date, ${after.id}::uuid)`,
    );
  return conditions;
}

/** How many items are late and how many come due within two weeks, counted up to so many. */
export interface WorkCounts {
  late: number;
  soon: number;
}

/** A number above this is told as "more than": counting on would cost more than it tells. */
export const COUNTED = 99;

/** Counts what is late and what comes due, both along the index and no further than `COUNTED`. */
export async function countWork(trx: Db, whose: Whose, today: PlainDate): Promise<WorkCounts> {
  const theirs =
    whose === 'all'
      ? sql`true`
      : 'ownerId' in whose
        ? sql`a.owner_id = ${whose.ownerId}::uuid`
        : sql`a.agency = ${whose.agency}`;
  const counted = (condition: RawBuilder<unknown>) => sql`
    (select count(*)::integer from (select from action a
      where a.next_on is not null and ${theirs} and ${condition} order by a.next_on, a.id limit ${COUNTED + 1}) one)`;
  const { rows } = await sql<WorkCounts>`
    select ${counted(sql`a.next_on < ${today}::date`)} as late,
      ${counted(sql`a.next_on >= ${today}::date and a.next_on <= ${today}::date + 14`)} as soon`.execute(trx);
  return rows[0] ?? { late: 0, soon: 0 };
}

/** Agencies and objectives to narrow a list down by. */
export async function listChoices(
  trx: Db,
): Promise<{ agencies: { key: string; name: string }[]; objectives: { key: string; words: string }[] }> {
  const { rows } = await sql<{ of: string; key: string; name: string }>`
    select of, key, name from (
      select 'agency' as of, key, name, 0 as position from agency where to_date is null
      union all select 'objective', key, words, position from statement where kind in ('objective', 'pillar')) c
    order by of, position, name`.execute(trx);
  return {
    agencies: rows.filter(({ of }) => of === 'agency').map(({ key, name }) => ({ key, name })),
    objectives: rows.filter(({ of }) => of === 'objective').map(({ key, name }) => ({ key, words: name })),
  };
}
