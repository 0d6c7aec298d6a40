import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { ACTION_WAITS, type ActionPart, type ActionWait } from '../process.ts';
import { type ActionLine, escapeLike } from '../repository.ts';
import { barredParts, type Turn } from '../turns/turn.ts';
import type { Shown, WorkCursor, WorkFilter } from './filter.ts';

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

/** Whose work: one person's, one agency's, or all that row-level security lets through. */
export type Whose = Mine | { agency: string } | 'all';

/** What waits for one person: what they have, and what of others it is their turn to settle. */
export interface Mine {
  personId: string;
  turns: readonly Turn[];
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
  const order = filter.show === 'over' ? sql`a.over_on desc, a.id desc` : sql`a.next_on, a.id`;
  const found = someOf(whose, { show: filter.show, today, conditions: conditionsOf(asked), most: asked.most + 1 });
  const { rows } = await sql<WorkLine>`
    select a.id, a.reference, a.title, a.state, a.agency, g.name as "agencyName", a.owner_id as "ownerId", o.name as "ownerName",
      o.left_on as "ownerLeftOn", a.given_on as "givenOn", a.due_on as "dueOn", a.first_due_on as "firstDueOn",
      a.next_on as "nextOn", a.over_on as "overOn", a.asked_due_on as "askedDueOn", a.done_by as "doneBy", a.verdict, a.version,
      ${asked.withObjectives ? sql`array(select t.statement_key from action_objective t where t.action_id = a.id order by 1)` : sql`'{}'::text[]`} as objectives
    from (${found}) a join agency g on g.key = a.agency join person o on o.id = a.owner_id
    order by ${order} limit ${asked.most + 1}`.execute(trx);
  return rows;
}

/** Which actions are read, and no more than so many of each kind. */
interface Some {
  show: Shown;
  today: PlainDate;
  conditions: readonly RawBuilder<unknown>[];
  most: number;
}

/** Actions that are somebody's work: one reading along an index, or for a person one for each thing that waits for them. */
function someOf(whose: Whose, some: Some): RawBuilder<unknown> {
  if (whose === 'all') return reading(some, []);
  if ('agency' in whose) return reading(some, [sql`a.agency = ${whose.agency}`]);
  const readings = [
    ...ownOf(whose, some),
    ...whose.turns.filter(({ wait }) => SETTLED[some.show].includes(wait)).flatMap((turn) => turnOf(whose, turn, some)),
  ];
  return sql.join(
    readings.map((one) => sql`(${one})`),
    sql` union all `,
  );
}

/** What of others' actions stands in each list of one's own. */
const SETTLED: Readonly<Record<Shown, readonly ActionWait[]>> = {
  ...{ live: ['new-owner', 'answer', 'look'], open: [], done: ['look'] },
  ...{ asked: ['answer'], left: ['new-owner'], over: [] },
};

function reading({ show, conditions, most }: Some, further: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const all = [...conditions, ...further];
  const order = show === 'over' ? sql`a.over_on desc, a.id desc` : sql`a.next_on, a.id`;
  return sql`select a.* from action a where ${sql.join(all, sql` and `)} order by ${order} limit ${most}`;
}

/** One's own actions. What one did and others look at is told where that is asked for, and does not wait for oneself. */
function ownOf({ personId }: Mine, some: Some): RawBuilder<unknown>[] {
  const own = sql`a.owner_id = ${personId}::uuid`;
  return [reading(some, some.show === 'live' ? [own, sql`a.state = ${ACTION_WAITS.doing.from}`] : [own])];
}

const BARS: Readonly<Partial<Record<ActionPart, RawBuilder<unknown>>>> = {
  owner: sql`a.owner_id`,
  doer: sql`a.done_by`,
};

/** Others' actions with which it is somebody's turn: what they gave; and, agency by agency, what nobody nearer can settle. */
function turnOf({ personId }: Mine, { wait, lines }: Turn, some: Some): RawBuilder<unknown>[] {
  const me = sql`${personId}::uuid`;
  const bars = barredParts(wait).flatMap((part) => BARS[part] ?? []);
  const barred = sql`array[${sql.join(bars)}]::uuid[]`;
  const theirs = [...waits(wait, some.today), ...bars.map((bar) => sql`${bar} <> ${me}`)];
  const agencies = lines.map(({ agency }) => agency);
  const given = reading(some, [...theirs, sql`a.given_by = ${me}`, sql`a.agency = any(${agencies}::text[])`]);
  const nearer = lines.filter(({ earlier }) => earlier !== null);
  if (nearer.length === 0) return [given];
  const others = reading(some, [
    ...theirs,
    ...[sql`a.agency = t.agency`, sql`a.given_by <> ${me}`, sql`t.earlier <@ ${barred}`],
    sql`(a.given_by <> all(t.able) or a.given_by = any(${barred}))`,
  ]);
  return [
    given,
    sql`select a.* from jsonb_to_recordset(${JSON.stringify(nearer)}::jsonb) t (agency text, able uuid[], earlier uuid[])
      cross join lateral (${others}) a`,
  ];
}

function waits(wait: ActionWait, today: PlainDate): RawBuilder<unknown>[] {
  const { from, when } = ACTION_WAITS[wait];
  const left = sql`(select p.id from person p where p.left_on < ${today}::date)`;
  const state = sql`a.state = ${from}`;
  if (when === 'owner-left') return [state, sql`a.owner_id in ${left}`];
  return when === 'asked' ? [state, sql`a.asked_due_on is not null`, sql`a.owner_id not in ${left}`] : [state];
}

function conditionsOf({ filter, today, after }: AskedWork): RawBuilder<unknown>[] {
  const over = filter.show === 'over';
  const conditions: RawBuilder<unknown>[] = [over ? sql`a.over_on is not null` : sql`a.next_on is not null`];
  if (filter.show === 'open') conditions.push(sql`a.state = 'open'`);
  if (filter.show === 'done') conditions.push(sql`a.state = 'done'`);
  if (filter.show === 'asked') conditions.push(sql`a.asked_due_on is not null`);
  if (filter.show === 'left') conditions.push(...waits('new-owner', today));
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
  const counted = (...conditions: RawBuilder<unknown>[]) => {
    const live = [sql`a.next_on is not null`, ...conditions];
    const some = someOf(whose, { show: 'live', today, conditions: live, most: COUNTED + 1 });
    return sql`(select count(*)::integer from (select from (${some}) each_of limit ${COUNTED + 1}) one)`;
  };
  const { rows } = await sql<WorkCounts>`
    select ${counted(sql`a.next_on < ${today}::date`)} as late,
      ${counted(sql`a.next_on >= ${today}::date`, sql`a.next_on <= ${today}::date + 14`)} as soon`.execute(trx);
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
