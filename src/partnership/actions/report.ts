import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { ActionState, SeenBy, Verdict } from './action.ts';
import type { Response, SourceKind } from './recommendations/recommendation.ts';

/** An action as the yearly account tells of it: roles and agencies, no personal name. */
export interface AccountedAction {
  id: string;
  reference: string;
  title: string;
  /** Key and name of the agency whose it is. */
  agency: string;
  agencyName: string;
  /** Where it stands, whatever the year. */
  state: ActionState;
  givenOn: PlainDate;
  dueOn: PlainDate;
  firstDueOn: PlainDate;
  /** Where it came from, in words; null for by itself. */
  originWords: string | null;
  /** Reference of its recommendation. */
  recommendation: string | null;
  /** Keys of the objectives and pillars that it serves. */
  objectives: readonly string[];
  priority: string | null;
  /** First evidence. */
  evidence: string | null;
  doneOn: PlainDate | null;
  test: { change: string; seenBy: SeenBy; seenWords: string; lookOn: PlainDate } | null;
  /** Second evidence. */
  verdict: Verdict | null;
  found: string | null;
  lookedOn: PlainDate | null;
  endedWhy: string | null;
  /** Where little or no progress is told of it, in the order in which a reader should worry; null where there is some. */
  little: LittleProgress | null;
}

/** Why an action counts as little or no progress. */
export type LittleProgress = 'late' | 'done-without-look' | 'worse' | 'no-change' | 'cannot-tell';

/** The same in the words of the report. */
export const LITTLE_PROGRESS: Readonly<Record<LittleProgress, string>> = {
  late: 'Not done by its date',
  'done-without-look': 'Done, but its effect was not looked at by the day that was set',
  worse: 'Done, and things are worse',
  'no-change': 'Done, and nothing has changed',
  'cannot-tell': 'Done, and it can’t be told whether it helped',
};

/** Where little or no progress is to be told of an action as it stands on a day; null where there is some. Product rule 6. */
export function littleProgress(
  action: { state: ActionState; dueOn: PlainDate; lookOn: PlainDate | null; verdict: Verdict | null },
  today: PlainDate,
): LittleProgress | null {
  if (action.state === 'open') return action.dueOn < today ? 'late' : null;
  // The process lets nothing be done without a test; what came from elsewhere without one is told all the same.
  if (action.state === 'done') return action.lookOn === null || action.lookOn < today ? 'done-without-look' : null;
  if (action.state !== 'looked-at' || action.verdict === null || action.verdict === 'improved') return null;
  return action.verdict;
}

/** First and last day of a year of account, April to March: "2026-27" runs from 1 April 2026 to 31 March 2027. */
export function yearOfAccount(year: string): { from: PlainDate; to: PlainDate } {
  const first = Number(year.slice(0, 4));
  return { from: `${first}-04-01`, to: `${first + 1}-03-31` };
}

const COLUMNS = sql`
  a.id, a.reference, a.title, a.agency, g.name as "agencyName", a.state, a.given_on as "givenOn", a.due_on as "dueOn",
  a.first_due_on as "firstDueOn", a.origin_words as "originWords", r.reference as recommendation,
  array(select t.statement_key from action_objective t where t.action_id = a.id order by 1) as objectives,
  a.priority, a.evidence, a.done_on as "doneOn",
  case when a.test_change is null then null else json_build_object('change', a.test_change, 'seenBy', a.test_seen_by,
    'seenWords', a.test_seen_words, 'lookOn', a.look_on) end as test,
  a.verdict, a.found, a.looked_on as "lookedOn", a.ended_why as "endedWhy"`;
const FROM = sql`action a join agency g on g.key = a.agency left join recommendation r on r.id = a.recommendation_id`;

/**
 * The actions that a year of account ("2026-27") tells of: given before it ended, and not over before it began. With the
 * plain database, as the public report reads, only published ones; no personal names. `today` decides what is late.
 */
export async function listAccountedActions(db: Db, year: string, today: PlainDate): Promise<AccountedAction[]> {
  const { from, to } = yearOfAccount(year);
  const { rows } = await sql<Omit<AccountedAction, 'little'>>`
    select ${COLUMNS} from ${FROM}
    where a.published and a.given_on <= ${to}::date and (a.over_on is null or a.over_on >= ${from}::date)
    order by a.reference`.execute(db);
  // A year that is over is told as it stood at its end, as far as dates go.
  const day = today < to ? today : to;
  return rows.map((row) => ({ ...row, little: littleProgress({ ...row, lookOn: row.test?.lookOn ?? null }, day) }));
}

/** How many of a year's published actions stand where: for one sentence in the report. */
export interface ActionsInYear {
  all: number;
  byState: Readonly<Record<ActionState, number>>;
  /** Little or no progress. */
  little: number;
}

/** Counts the actions of a year. */
export function countAccounted(actions: readonly AccountedAction[]): ActionsInYear {
  const byState = { open: 0, done: 0, 'made-a-difference': 0, 'looked-at': 0, 'not-needed': 0 };
  for (const { state } of actions) byState[state] += 1;
  return { all: actions.length, byState, little: actions.filter(({ little }) => little !== null).length };
}

/** A recommendation as the yearly account tells of it, with the states of its published actions. */
export interface AccountedRecommendation {
  id: string;
  reference: string;
  words: string;
  source: { kind: SourceKind; id: string | null; words: string };
  madeOn: PlainDate;
  response: Response;
  responseWhy: string | null;
  agencies: readonly string[];
  actions: readonly { reference: string; title: string; state: ActionState; verdict: Verdict | null }[];
}

/** The published recommendations that were made before a year of account ended, with their published actions. */
export async function listAccountedRecommendations(db: Db, year: string): Promise<AccountedRecommendation[]> {
  const { to } = yearOfAccount(year);
  const { rows } = await sql<AccountedRecommendation>`
    select r.id, r.reference, r.words,
      json_build_object('kind', r.source_kind, 'id', r.source_id, 'words', r.source_words) as source,
      r.made_on as "madeOn", r.response, r.response_why as "responseWhy",
      array(select g.name from recommendation_agency w join agency g on g.key = w.agency
        where w.recommendation_id = r.id order by 1) as agencies,
      coalesce((select json_agg(json_build_object('reference', a.reference, 'title', a.title, 'state', a.state, 'verdict', a.verdict)
        order by a.reference) from action a where a.recommendation_id = r.id and a.published), '[]') as actions
    from recommendation r where r.published and r.made_on <= ${to}::date order by r.reference`.execute(db);
  return rows;
}

/** What was done for an objective and what it made of it. */
export interface WorkOfObjective {
  actions: readonly AccountedAction[];
  counts: ActionsInYear;
}

/**
 * The actions that serve an objective or pillar, the newest first, at most two hundred: with the plain database the
 * published ones, in a person's transaction all that they may read. No personal names.
 */
export async function listWorkOfObjective(db: Db, key: string, today: PlainDate): Promise<WorkOfObjective> {
  const { rows } = await sql<Omit<AccountedAction, 'little'>>`
    select ${COLUMNS} from ${FROM}
    where a.id in (select t.action_id from action_objective t where t.statement_key = ${key})
    order by a.given_on desc, a.reference desc limit 200`.execute(db);
  const actions = rows.map((row) => ({
    ...row,
    little: littleProgress({ ...row, lookOn: row.test?.lookOn ?? null }, today),
  }));
  return { actions, counts: countAccounted(actions) };
}
