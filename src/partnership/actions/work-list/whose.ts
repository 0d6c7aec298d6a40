import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import { ACTION_WAITS, type ActionPart, type ActionWait } from '../process.ts';
import { barredParts, type Turn, type TurnLine } from '../turns/turn.ts';
import type { Shown } from './filter.ts';

/** Whose work: one person's, one agency's, or all that row-level security lets through. */
export type Whose = Mine | { agency: string } | 'all';

/** What waits for one person: what they have, and what of others it is their turn to settle. */
export interface Mine {
  personId: string;
  turns: readonly Turn[];
}

/** The order of a list: what waits longest first, what is over last first. */
export function orderOf(show: Shown): RawBuilder<unknown> {
  return show === 'over' ? sql`a.over_on desc, a.id desc` : sql`a.next_on, a.id`;
}

/** Whether work is one person's. */
export function isMine(whose: Whose): whose is Mine {
  return whose !== 'all' && 'personId' in whose;
}

/** Which actions are read, and no more than so many of each kind. */
export interface Some {
  show: Shown;
  today: PlainDate;
  conditions: readonly RawBuilder<unknown>[];
  most: number;
}

/** Actions that are somebody's work: one reading along an index, or for a person one for each thing that waits for them. */
export function someOf(whose: Whose, some: Some): RawBuilder<unknown> {
  if (!isMine(whose)) return reading(some, ofAgency(whose));
  const readings = [
    ...ownOf(whose, some),
    ...whose.turns.filter(({ wait }) => SETTLED[some.show].includes(wait)).flatMap((turn) => turnOf(whose, turn, some)),
  ];
  return sql.join(
    readings.map((one) => sql`(${one})`),
    sql` union all `,
  );
}

/** What narrows a list down to an agency's work. */
export function ofAgency(whose: Exclude<Whose, Mine>): RawBuilder<unknown>[] {
  return whose === 'all' ? [] : [sql`a.agency = ${whose.agency}`];
}

/** What of others' actions stands in each list of one's own. */
const SETTLED: Readonly<Record<Shown, readonly ActionWait[]>> = {
  ...{ live: ['new-owner', 'answer', 'look'], open: [], done: ['look'] },
  ...{ asked: ['answer'], left: ['new-owner'], over: [] },
};

function reading({ show, conditions, most }: Some, further: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const all = sql.join([...conditions, ...further], sql` and `);
  return sql`select a.* from action a where ${all} order by ${orderOf(show)} limit ${most}`;
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

/** Others' actions with which it is somebody's turn: what they gave themselves, and what nobody nearer can settle. */
function turnOf({ personId }: Mine, { wait, lines }: Turn, some: Some): RawBuilder<unknown>[] {
  const me = sql`${personId}::uuid`;
  const bars = barredParts(wait).flatMap((part) => BARS[part] ?? []);
  const barred = sql`array[${sql.join(bars)}]::uuid[]`;
  const theirs = [...waits(wait, some.today), ...bars.map((bar) => sql`${bar} <> ${me}`)];
  const nobodyNearer = sql`turn.earlier <@ ${barred} and (a.given_by <> all(turn.able) or a.given_by = any(${barred}))`;
  if (ACTION_WAITS[wait].when !== null)
    return [reading(some, [...theirs, isTurn(lines, sql`a.given_by = ${me} or ${nobodyNearer}`)])];
  // Many actions wait for this, each in the first place for who gave it, and few for anybody else. Those few are found along
  // indexes: where nobody comes before, by givers who can't settle anything and by givers who are barred; and where somebody
  // does, by who that is, because it is they who are barred then.
  const nobodyBefore = lines.filter(({ earlier }) => earlier?.length === 0);
  const somebodyBefore = lines.filter(({ earlier }) => earlier !== null && earlier.length > 0);
  const those = sql`any(${[...new Set(somebodyBefore.flatMap(({ earlier }) => earlier ?? []))]}::uuid[])`;
  const unable = sql`giver.id <> all(turn.able)`;
  const anyBar = (who: RawBuilder<unknown>) =>
    sql`(${sql.join(
      bars.map((bar) => sql`${bar} = ${who}`),
      sql` or `,
    )})`;
  return [
    reading(some, [...theirs, sql`a.given_by = ${me}`, isTurn(lines, sql`true`)]),
    ...(nobodyBefore.length === 0
      ? []
      : [
          sql`select a.* from (${giversOf(wait)}) giver
            cross join lateral (${reading(some, [...theirs, sql`a.given_by = giver.id`, isTurn(nobodyBefore, unable)])}) a
            where exists (select from ${rowsOf(nobodyBefore)} where ${unable})`,
          reading(some, [
            ...[...theirs, anyBar(sql`a.given_by`)],
            isTurn(nobodyBefore, sql`a.given_by = any(turn.able)`),
          ]),
        ]),
    ...(somebodyBefore.length === 0
      ? []
      : [reading(some, [...theirs, anyBar(those), isTurn(somebodyBefore, nobodyNearer)])]),
  ];
}

/** Where somebody's turn comes, as rows. */
function rowsOf(lines: readonly TurnLine[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) turn (agency text, able uuid[], earlier uuid[])`;
}

/** Asked of each action along the index: without `offset 0` it would be joined, and all of them sorted. */
function isTurn(lines: readonly TurnLine[], condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select from ${rowsOf(lines)} where turn.agency = a.agency and (${condition}) offset 0)`;
}

/** Everybody who gave an action that waits: one step along an index for each of them, however many actions they gave. */
function giversOf(wait: ActionWait): RawBuilder<unknown> {
  const next = (further: RawBuilder<unknown>) =>
    sql`select a.given_by from action a where a.state = ${ACTION_WAITS[wait].from} ${further} order by a.given_by limit 1`;
  return sql`with recursive giver (id) as (
      (${next(sql``)})
      union all select (${next(sql`and a.given_by > giver.id`)}) from giver where giver.id is not null
    ) select id from giver where id is not null`;
}

/** What an action has in which something waits. */
export function waits(wait: ActionWait, today: PlainDate): RawBuilder<unknown>[] {
  const { from, when } = ACTION_WAITS[wait];
  // An array is read once, and few have left: whoever asks is not tempted to look for them among all actions.
  const left = sql`(array(select p.id from person p where p.left_on < ${today}::date))`;
  const state = sql`a.state = ${from}`;
  if (when === 'owner-left') return [state, sql`a.owner_id = any${left}`];
  return when === 'asked' ? [state, sql`a.asked_due_on is not null`, sql`a.owner_id <> all${left}`] : [state];
}
