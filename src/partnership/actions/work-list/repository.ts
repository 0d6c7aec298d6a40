import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { type ActionLine, escapeLike } from '../repository.ts';
import { timingOf } from '../rules.ts';
import type { WorkCursor, WorkFilter } from './filter.ts';
import { isMine, type Mine, ofAgency, orderOf, someOf, type Whose, waits } from './whose.ts';

/** An item of a work list. */
export interface WorkLine extends ActionLine {
  version: number;
  ownerId: string;
  /** Number of who said that it is done. */
  doneBy: string | null;
  firstDueOn: PlainDate;
  /** Since when it is over; null while it is not. */
  overOn: PlainDate | null;
  askedDueOn: PlainDate | null;
  /** Keys of its objectives; empty unless they were asked for. */
  objectives: readonly string[];
}

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
  const { filter, today, whose } = asked;
  const found =
    filter.objective === null || isMine(whose)
      ? someOf(whose, { show: filter.show, today, conditions: conditionsOf(asked), most: asked.most + 1 })
      : ofObjective(asked, filter.objective, whose);
  const { rows } = await sql<WorkLine>`
    select a.id, a.reference, a.title, a.state, a.agency, g.name as "agencyName", a.owner_id as "ownerId", o.name as "ownerName",
      o.left_on as "ownerLeftOn", a.given_on as "givenOn", a.due_on as "dueOn", a.first_due_on as "firstDueOn",
      a.next_on as "nextOn", a.over_on as "overOn", a.asked_due_on as "askedDueOn", a.done_by as "doneBy", a.verdict, a.version,
      ${asked.withObjectives ? sql`array(select t.statement_key from action_objective t where t.action_id = a.id order by 1)` : sql`'{}'::text[]`} as objectives
    from (${found}) a join agency g on g.key = a.agency join person o on o.id = a.owner_id
    order by ${orderOf(filter.show)} limit ${asked.most + 1}`.execute(trx);
  return rows;
}

function conditionsOf({ whose, filter, today, after }: AskedWork): RawBuilder<unknown>[] {
  const over = filter.show === 'over';
  const day = over ? sql.ref('over_on') : sql.ref('next_on');
  const conditions: RawBuilder<unknown>[] = [sql`a.${day} is not null`];
  if (filter.show === 'open') conditions.push(sql`a.state = 'open'`);
  if (filter.show === 'done') conditions.push(sql`a.state = 'done'`);
  if (filter.show === 'asked') conditions.push(sql`a.asked_due_on is not null`);
  if (filter.show === 'left') conditions.push(...waits('new-owner', today));
  if (filter.agency) conditions.push(sql`a.agency = ${filter.agency}`);
  if (filter.owner)
    conditions.push(
      sql`a.owner_id in (select p.id from person p where p.name ilike ${`${escapeLike(filter.owner)}%`})`,
    );
  if (filter.objective && isMine(whose))
    conditions.push(
      sql`exists (select from action_objective t where t.action_id = a.id and t.statement_key = ${filter.objective})`,
    );
  if (filter.text)
    conditions.push(sql`(a.title ilike ${`%${escapeLike(filter.text)}%`} or a.reference = upper(${filter.text}))`);
  return [...conditions, ...boundsOf({ filter, today, after }, sql`a.${day}`, sql`a.id`)];
}

/** Between which days a page of the list stands. */
function boundsOf(
  { filter, today, after }: Pick<AskedWork, 'filter' | 'today' | 'after'>,
  day: RawBuilder<unknown>,
  id: RawBuilder<unknown>,
): RawBuilder<unknown>[] {
  const over = filter.show === 'over';
  const bounds: RawBuilder<unknown>[] = [];
  if (filter.late && !over) bounds.push(sql`${day} < ${today}::date`);
  const onwards = over ? sql`<` : sql`>`;
  if (after) bounds.push(sql`(${day}, ${id}) ${onwards} (${after.day}::date, ${after.id}::uuid)`);
  return bounds;
}

/**
 * The work of one objective, read along an index of what serves it, which has the action's days and agency; `offset 0` keeps
 * the database from beginning with all actions instead.
 */
function ofObjective(asked: AskedWork, objective: string, whose: Exclude<Whose, Mine>): RawBuilder<unknown> {
  const over = asked.filter.show === 'over';
  const day = over ? sql.ref('t.over_on') : sql.ref('t.next_on');
  const id = sql.ref('t.action_id');
  const agency = whose === 'all' ? asked.filter.agency : whose.agency;
  const served = [
    ...[sql`t.statement_key = ${objective}`, sql`${day} is not null`, ...boundsOf(asked, day, id)],
    ...(agency === null ? [] : [sql`t.agency = ${agency}`]),
  ];
  const theirs = [sql`a.id = ${id}`, ...conditionsOf(asked), ...ofAgency(whose)];
  return sql`select a.* from action_objective t
      cross join lateral (select a.* from action a where ${sql.join(theirs, sql` and `)} offset 0) a
    where ${sql.join(served, sql` and `)}
    order by ${over ? sql`${day} desc, ${id} desc` : sql`${day}, ${id}`} limit ${asked.most + 1}`;
}

/** How many items are late and how many come due within two weeks. */
export interface WorkCounts {
  late: Counted;
  /** Null where so much is late that nothing else was counted. */
  soon: Counted | null;
}

/** A number, or `more` than it: counting on would cost more than it tells. */
export interface Counted {
  n: number;
  more: boolean;
}

const COUNTED = 99;

/** Counts what is late and what comes due, both along the index and no further than `COUNTED`. */
export async function countWork(trx: Db, whose: Whose, today: PlainDate): Promise<WorkCounts> {
  const within = [sql`a.next_on is not null`, sql`a.next_on >= days.first`, sql`a.next_on <= days.last`];
  const some = someOf(whose, { show: 'live', today, conditions: within, most: COUNTED + 1 });
  const { rows } = await sql<{ late: number; soon: number }>`
    select coalesce(max(n) filter (where late), 0) as late, coalesce(max(n) filter (where not late), 0) as soon
    from (values (true, '-infinity'::date, ${today}::date - 1), (false, ${today}::date, ${today}::date + 14)) days (late, first, last)
      cross join lateral (select count(*)::integer as n from (select from (${some}) each_of limit ${COUNTED + 1}) one) counted`.execute(
    trx,
  );
  const counted = (n = 0): Counted => ({ n: Math.min(n, COUNTED), more: n > COUNTED });
  return { late: counted(rows[0]?.late), soon: counted(rows[0]?.soon) };
}

/** The same from the first page of a list and, where there are more, one line of the next: what is late stands first. */
export function countIn(lines: readonly Pick<WorkLine, 'nextOn'>[], perPage: number, today: PlainDate): WorkCounts {
  const timings = lines.map(({ nextOn }) => timingOf(nextOn, today));
  const late = timings.filter((one) => one === 'late').length;
  if (late > perPage) return { late: { n: perPage, more: true }, soon: null };
  const soon = timings.filter((one) => one === 'today' || one === 'soon').length;
  const more = lines.length > perPage && late + soon === lines.length;
  return { late: { n: late, more: false }, soon: { n: more ? soon - 1 : soon, more } };
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
