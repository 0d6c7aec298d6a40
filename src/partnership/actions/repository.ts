import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { HeldRole } from '../../platform/access/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { ActionRecord, ActionState, GivenAction, OriginKind, SeenBy, Verdict } from './action.ts';
import type { ActionDoing } from './process.ts';

/** Columns of an action that moves write. */
export interface ActionRow {
  id: string;
  reference: string;
  agency: string;
  owner_id: string;
  version: number;
  made_at: Date;
  changed_at: Date;
  title: string;
  words: string;
  given_by: string;
  given_on: PlainDate;
  due_on: PlainDate;
  first_due_on: PlainDate;
  origin_kind: OriginKind | null;
  origin_id: string | null;
  origin_words: string | null;
  recommendation_id: string | null;
  follows_id: string | null;
  priority: string | null;
  themes: string[];
  state: ActionState;
  asked_due_on: PlainDate | null;
  asked_due_why: string | null;
  test_change: string | null;
  test_seen_by: SeenBy | null;
  test_seen_words: string | null;
  look_on: PlainDate | null;
  evidence: string | null;
  done_on: PlainDate | null;
  done_by: string | null;
  verdict: Verdict | null;
  found: string | null;
  looked_on: PlainDate | null;
  looked_by: string | null;
  ended_on: PlainDate | null;
  ended_why: string | null;
  passed_on_by: string | null;
  published: boolean;
}

type Tables = {
  action: ActionRow;
  action_objective: { action_id: string; statement_key: string };
  action_step: {
    id: string;
    action_id: string;
    position: number;
    doing: ActionDoing | 'given';
    by_id: string;
    at: Date;
    words: string | null;
    verdict: Verdict | null;
    due_from: PlainDate | null;
    due_to: PlainDate | null;
    owner_from: string | null;
    owner_to: string | null;
  };
  person: { id: string; name: string; email: string; agency: string; left_on: PlainDate | null };
};

/** Somebody who may have an action. */
export interface PossibleOwner {
  id: string;
  name: string;
  agency: string;
  leftOn: PlainDate | null;
  /** The roles that they hold on the day. */
  roles: readonly HeldRole[];
}

/** The columns of a possible owner, from `person p`. */
function ownerColumns(today: PlainDate): RawBuilder<unknown> {
  return sql`p.id, p.name, p.agency, p.left_on as "leftOn", array(
    select distinct h.role from role_holding h where h.person_id = p.id and h.from_date <= ${today}::date
      and (h.until_date is null or h.until_date >= ${today}::date) order by h.role) as roles`;
}

/** Somebody by their number, whether or not they have left. */
export async function findOwner(trx: Db, id: string, today: PlainDate): Promise<PossibleOwner | undefined> {
  const { rows } = await sql<PossibleOwner>`
    select ${ownerColumns(today)} from person p where p.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** Everybody at work on a day who holds one of these roles, by agency and name. */
export async function listOwners(
  trx: Db,
  roles: readonly string[],
  today: PlainDate,
): Promise<{ id: string; name: string; agencyName: string }[]> {
  const { rows } = await sql<{ id: string; name: string; agencyName: string }>`
    select p.id, p.name, g.name as "agencyName" from person p join agency g on g.key = p.agency
    where (p.left_on is null or p.left_on >= ${today}::date)
      and exists (select from role_holding h where h.person_id = p.id and h.role = any(${[...roles]}::text[])
        and h.from_date <= ${today}::date and (h.until_date is null or h.until_date >= ${today}::date))
    order by g.name, p.name, p.id`.execute(trx);
  return rows;
}

/** People at work on this day whose name or address is what was typed, or begins with it. At most eleven. */
export async function findPeople(trx: Db, typed: string, today: PlainDate): Promise<PossibleOwner[]> {
  const { rows } = await sql<PossibleOwner & { exact: boolean }>`
    select ${ownerColumns(today)}, lower(p.name) = lower(${typed}) or p.email = lower(${typed}) as exact
    from person p
    where (lower(p.name) like lower(${`${escapeLike(typed)}%`}) or p.email = lower(${typed}))
      and (p.left_on is null or p.left_on >= ${today}::date)
      and exists (select from role_holding h where h.person_id = p.id and h.role <> 'auditor' and h.from_date <= ${today}::date
        and (h.until_date is null or h.until_date >= ${today}::date))
    order by exact desc, p.name, p.id limit 11`.execute(trx);
  const exact = rows.filter((row) => row.exact);
  return (exact.length > 0 ? exact : rows).map(({ exact: _exact, ...person }) => person);
}

/** A text as a pattern of LIKE that means itself. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** The next reference of a year: ACT-2026-0001. A number whose action was not kept is not given again. */
export async function nextActionReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`select nextval('action_number')::integer as number`.execute(trx);
  return `ACT-${year}-${String(rows[0]?.number).padStart(4, '0')}`;
}

/** What stands in a new action besides what was given. */
export interface NewAction {
  id: string;
  reference: string;
  agency: string;
  givenBy: string;
  givenOn: PlainDate;
  now: Date;
}

/** Writes a new action with its first step. */
export async function insertAction(trx: Db, record: NewAction, given: GivenAction): Promise<void> {
  const { id, reference, agency, givenBy, givenOn, now } = record;
  await trx
    .withTables<Tables>()
    .insertInto('action')
    .values({
      ...{ id, reference, agency, owner_id: given.ownerId, version: 1, made_at: now, changed_at: now },
      ...{
        given_by: givenBy,
        given_on: givenOn,
        due_on: given.dueOn,
        first_due_on: given.dueOn,
        state: 'open' as const,
      },
      ...{ follows_id: given.followsId ?? null, published: false },
      ...columnsOf(given),
    })
    .execute();
  await writeObjectives(trx, id, given.objectives);
  await insertStep(trx, {
    actionId: id,
    doing: 'given',
    byId: givenBy,
    at: now,
    dueTo: given.dueOn,
    ownerTo: given.ownerId,
  });
}

/** Columns that a form of an action fills. */
export function columnsOf(given: Omit<GivenAction, 'ownerId' | 'dueOn' | 'followsId'>) {
  const { origin, expectedChange: test } = given;
  return {
    ...{ title: given.title, words: given.words, recommendation_id: given.recommendationId },
    ...{ origin_kind: origin?.kind ?? null, origin_id: origin?.id ?? null, origin_words: origin?.words ?? null },
    ...{ priority: given.priority, themes: [...(given.themes ?? [])] },
    ...{ test_change: test?.change ?? null, test_seen_by: test?.seenBy ?? null },
    ...{ test_seen_words: test?.seenWords ?? null, look_on: test?.lookOn ?? null },
  };
}

/** Writes which objectives an action serves. */
export async function writeObjectives(trx: Db, id: string, objectives: readonly string[]): Promise<void> {
  const t = trx.withTables<Tables>();
  await t.deleteFrom('action_objective').where('action_id', '=', id).execute();
  if (objectives.length === 0) return;
  const rows = [...new Set(objectives)].map((key) => ({ action_id: id, statement_key: key }));
  await t.insertInto('action_objective').values(rows).execute();
}

/** One step to be added to an action's history. */
export interface NewStep {
  actionId: string;
  doing: ActionDoing | 'given';
  byId: string;
  at: Date;
  words?: string | null;
  verdict?: Verdict | null;
  dueFrom?: PlainDate | null;
  dueTo?: PlainDate | null;
  ownerFrom?: string | null;
  ownerTo?: string | null;
}

/** Adds a step after those that there are. */
export async function insertStep(trx: Db, step: NewStep): Promise<void> {
  await sql`
    insert into action_step (id, action_id, position, doing, by_id, at, words, verdict, due_from, due_to, owner_from, owner_to)
    select ${randomUUID()}::uuid, ${step.actionId}::uuid,
      coalesce((select max(s.position) from action_step s where s.action_id = ${step.actionId}::uuid), 0) + 1,
      ${step.doing}, ${step.byId}::uuid, ${step.at}, ${step.words ?? null}, ${step.verdict ?? null},
      ${step.dueFrom ?? null}::date, ${step.dueTo ?? null}::date, ${step.ownerFrom ?? null}::uuid, ${step.ownerTo ?? null}::uuid`.execute(
    trx,
  );
}

/** Writes columns of an action, unless somebody else changed it since that version, or the database does not let the person. */
export async function updateAction(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  columns: Partial<ActionRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('action')
    .set({ ...columns, version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

type Found = Omit<ActionRecord, 'origin' | 'asked' | 'test' | 'done' | 'look' | 'ended' | 'steps' | 'chases'> & {
  row: ActionRow;
  doneByName: string | null;
  lookedByName: string | null;
  steps: (Omit<ActionRecord['steps'][number], 'at'> & { at: string })[];
  chases: (Omit<ActionRecord['chases'][number], 'at'> & { at: string })[];
};

/** One action with all that belongs to it, or nothing where the person who acts may not read it. */
export async function findAction(trx: Db, id: string): Promise<ActionRecord | undefined> {
  // One statement: what the database's rules ask about the person is asked once for each table, and sent once for all.
  const { rows } = await sql<Found>`
    select a.id, a.reference, a.agency, g.name as "agencyName", a.owner_id as "ownerId", o.name as "ownerName",
      o.left_on as "ownerLeftOn", a.version, a.made_at as "madeAt", a.changed_at as "changedAt", a.title, a.words,
      a.given_by as "givenBy", giver.name as "givenByName", a.given_on as "givenOn", a.due_on as "dueOn",
      a.first_due_on as "firstDueOn", a.state, a.passed_on_by as "passedOnBy", a.published, to_jsonb(a) as row,
      doer.name as "doneByName", looker.name as "lookedByName",
      (select json_build_object('id', r.id, 'reference', r.reference, 'words', r.words)
        from recommendation r where r.id = a.recommendation_id) as recommendation,
      (select json_build_object('id', f.id, 'reference', f.reference, 'title', f.title)
        from action f where f.id = a.follows_id) as follows,
      coalesce((select json_agg(json_build_object('id', f.id, 'reference', f.reference, 'title', f.title, 'state', f.state) order by f.reference)
        from action f where f.follows_id = ${id}::uuid), '[]') as "followedBy",
      coalesce((select json_agg(json_build_object('key', s.key, 'words', s.words) order by s.position)
        from action_objective t join statement s on s.key = t.statement_key where t.action_id = ${id}::uuid), '[]') as objectives,
      (select json_build_object('key', p.key, 'title', p.title) from priority p where p.key = a.priority) as priority,
      coalesce((select json_agg(json_build_object('key', t.key, 'name', t.name) order by t.position)
        from theme t where t.key = any(a.themes)), '[]') as themes,
      coalesce((select json_agg(json_build_object('doing', s.doing, 'byName', b.name, 'at', s.at, 'words', s.words, 'verdict', s.verdict,
          'dueFrom', s.due_from, 'dueTo', s.due_to, 'ownerFrom', pf.name, 'ownerTo', pt.name) order by s.position)
        from action_step s join person b on b.id = s.by_id left join person pf on pf.id = s.owner_from left join person pt on pt.id = s.owner_to
        where s.action_id = ${id}::uuid), '[]') as steps,
      coalesce((select json_agg(json_build_object('step', c.step, 'forDay', c.for_day, 'at', c.at, 'insteadOf', i.name,
          'told', array(select t.name from person t where t.id = any(c.told) order by t.name)) order by c.at, c.step)
        from action_chase c left join person i on i.id = c.instead_of where c.action_id = ${id}::uuid), '[]') as chases
    from action a join agency g on g.key = a.agency join person o on o.id = a.owner_id join person giver on giver.id = a.given_by
      left join person doer on doer.id = a.done_by left join person looker on looker.id = a.looked_by
    where a.id = ${id}::uuid`.execute(trx);
  return rows[0] && recordOf(rows[0]);
}

function recordOf({ row, doneByName, lookedByName, steps, chases, ...found }: Found): ActionRecord {
  return {
    ...found,
    origin:
      row.origin_kind === null ? null : { kind: row.origin_kind, id: row.origin_id, words: row.origin_words ?? '' },
    asked: row.asked_due_on === null ? null : { dueOn: row.asked_due_on, why: row.asked_due_why ?? '' },
    test:
      row.test_change === null || row.test_seen_by === null || row.look_on === null
        ? null
        : {
            ...{ change: row.test_change, seenBy: row.test_seen_by },
            ...{ seenWords: row.test_seen_words ?? '', lookOn: row.look_on },
          },
    done:
      row.done_on === null || row.done_by === null
        ? null
        : { evidence: row.evidence ?? '', on: row.done_on, by: row.done_by, byName: doneByName ?? '' },
    look:
      row.verdict === null || row.looked_on === null || row.looked_by === null
        ? null
        : {
            ...{ verdict: row.verdict, found: row.found ?? '', on: row.looked_on },
            ...{ by: row.looked_by, byName: lookedByName ?? '' },
          },
    ended: row.ended_on === null ? null : { on: row.ended_on, why: row.ended_why ?? '' },
    steps: steps.map((step) => ({ ...step, at: new Date(step.at) })),
    chases: chases.map((chase) => ({ ...chase, at: new Date(chase.at) })),
  };
}

/** An action as another module's pages list it. */
export interface ActionLine {
  id: string;
  reference: string;
  title: string;
  state: ActionState;
  /** Key of its owner's agency. */
  agency: string;
  agencyName: string;
  ownerName: string;
  /** The last day of the owner's account; null while no end is known. */
  ownerLeftOn: PlainDate | null;
  givenOn: PlainDate;
  dueOn: PlainDate;
  /** When somebody must do something about it next; null when it is over. */
  nextOn: PlainDate | null;
  verdict: Verdict | null;
}

/** What every list of actions reads of them. */
export const LINE = sql`
  a.id, a.reference, a.title, a.state, a.agency, g.name as "agencyName", o.name as "ownerName", o.left_on as "ownerLeftOn",
  a.given_on as "givenOn", a.due_on as "dueOn", a.next_on as "nextOn", a.verdict`;
/** What those lists read it from. */
export const FROM = sql`action a join agency g on g.key = a.agency join person o on o.id = a.owner_id`;

/** The actions that came from one record, in the order in which they were given. Row-level security decides which of them. */
export async function listActionsOf(trx: Db, origin: { kind: OriginKind; id: string }): Promise<ActionLine[]> {
  const { rows } = await sql<ActionLine>`
    select ${LINE} from ${FROM} where a.origin_kind = ${origin.kind} and a.origin_id = ${origin.id}
    order by a.given_on, a.reference`.execute(trx);
  return rows;
}

/**
 * Actions that are late or due within so many days, and impact tests to be looked at by then, the most overdue first; at most
 * two hundred. `agency` narrows them down to one agency's. Row-level security decides which of them.
 */
export async function listActionsDue(
  trx: Db,
  { today, within, agency }: { today: PlainDate; within: number; agency?: string },
): Promise<ActionLine[]> {
  const { rows } = await sql<ActionLine>`
    select ${LINE} from ${FROM}
    where a.next_on is not null and a.next_on <= ${today}::date + ${within}::integer
      ${agency === undefined ? sql`` : sql`and a.agency = ${agency}`}
    order by a.next_on, a.id limit 200`.execute(trx);
  return rows;
}

/** Which of these keys are objectives or pillars, priorities, themes and recommendations, with their words. */
export async function namesOf(
  trx: Db,
  given: Pick<GivenAction, 'objectives' | 'priority' | 'themes' | 'recommendationId'>,
): Promise<{
  objectives: Map<string, string>;
  priorities: Map<string, string>;
  themes: Map<string, string>;
  recommendations: Map<string, string>;
}> {
  const { rows } = await sql<{ of: string; key: string; name: string }>`
    select 'objective' as of, key, words as name from statement
      where kind in ('objective', 'pillar') and key = any(${[...given.objectives]}::text[])
    union all select 'priority', key, title from priority where key = ${given.priority}
    union all select 'theme', key, name from theme where key = any(${[...(given.themes ?? [])]}::text[])
    union all select 'recommendation', id::text, reference from recommendation where id = ${given.recommendationId}::uuid`.execute(
    trx,
  );
  const of = (kind: string) => new Map(rows.filter((row) => row.of === kind).map(({ key, name }) => [key, name]));
  return {
    objectives: of('objective'),
    priorities: of('priority'),
    themes: of('theme'),
    recommendations: of('recommendation'),
  };
}
