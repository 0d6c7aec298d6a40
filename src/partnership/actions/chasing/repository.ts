import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { ChaseStep } from '../action.ts';

/** What the reminders know of an action: no words of it. */
export interface ActionForChase {
  id: string;
  reference: string;
  state: 'open' | 'done';
  agency: string;
  ownerId: string;
  givenBy: string;
  /** Who said that it is done; null while nobody has. */
  doneBy: string | null;
  dueOn: PlainDate;
  lookOn: PlainDate | null;
  /** How its agency's actions are chased; null where nobody has said so. */
  remindDays: number | null;
  seniorDays: number | null;
  seniorId: string | null;
  /** Its owner waits for an answer to a new date. */
  asked: boolean;
}

/** An action that is not over, for its reminders; works for nobody in particular. */
export async function findForChase(trx: Db, id: string): Promise<ActionForChase | undefined> {
  const { rows } = await sql<ActionForChase>`
    select id, reference, state, agency, owner_id as "ownerId", given_by as "givenBy", done_by as "doneBy", due_on as "dueOn",
      look_on as "lookOn", remind_days as "remindDays", senior_days as "seniorDays", senior_id as "seniorId", asked
    from action_for_chase(${id}::uuid)`.execute(trx);
  return rows[0];
}

/** Numbers of actions that may have to be chased today and were not yet. */
export async function listToChase(trx: Db, today: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from actions_to_chase(${today}::date)`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Writes down that an action is chased; false where it was already. */
export async function writeChase(
  trx: Db,
  chase: {
    actionId: string;
    step: ChaseStep;
    forDay: PlainDate;
    told: readonly string[];
    insteadOf: string | null;
    at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql<{ written: boolean }>`
    select action_chased(${chase.actionId}::uuid, ${chase.step}, ${chase.forDay}::date, ${[...chase.told]}::uuid[],
      ${chase.insteadOf}::uuid, ${chase.at}) as written`.execute(trx);
  return rows[0]?.written ?? false;
}

/** Who of these people works with Kith on a day. */
export async function whoIsThere(trx: Db, people: readonly string[], today: PlainDate): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where p.id = any(${[...people]}::uuid[]) and (p.left_on is null or p.left_on >= ${today}::date)`.execute(trx);
  return new Set(rows.map(({ id }) => id));
}

/** How one agency's actions are chased, for the page that sets it. */
export interface AgencyChasing {
  agency: string;
  agencyName: string;
  /** Null where the usual days hold. */
  remindDays: number | null;
  seniorDays: number | null;
  senior: { id: string; name: string; email: string; leftOn: PlainDate | null } | null;
  /** 0 where nothing is set yet. */
  version: number;
}

/** Every agency that works today with how its actions are chased. */
export async function listChasing(trx: Db): Promise<AgencyChasing[]> {
  const { rows } = await sql<AgencyChasing>`
    select g.key as agency, g.name as "agencyName", c.remind_days as "remindDays", c.senior_days as "seniorDays",
      case when s.id is null then null else json_build_object('id', s.id, 'name', s.name, 'email', s.email, 'leftOn', s.left_on) end as senior,
      coalesce(c.version, 0) as version
    from agency g left join action_chasing c on c.agency = g.key left join person s on s.id = c.senior_id
    where g.to_date is null order by g.name`.execute(trx);
  return rows;
}

/** Sets how an agency's actions are chased, unless somebody else did since that version (0 for the first time). */
export async function saveChasing(
  trx: Db,
  given: { agency: string; remindDays: number; seniorDays: number; seniorId: string | null },
  { version, by, now }: { version: number; by: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } =
    version === 0
      ? await sql`
          insert into action_chasing (agency, remind_days, senior_days, senior_id, version, changed_by, changed_at)
          values (${given.agency}, ${given.remindDays}, ${given.seniorDays}, ${given.seniorId}::uuid, 1, ${by}::uuid, ${now})
          on conflict do nothing`.execute(trx)
      : await sql`
          update action_chasing set remind_days = ${given.remindDays}, senior_days = ${given.seniorDays},
            senior_id = ${given.seniorId}::uuid, version = version + 1, changed_by = ${by}::uuid, changed_at = ${now}
          where agency = ${given.agency} and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}
