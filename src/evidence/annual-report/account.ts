import { listAgencies } from '../../directory/index.ts';
import {
  type AccountedAction,
  type AccountedRecommendation,
  hrefsOfWork,
  listAccountedActions,
  listAccountedRecommendations,
} from '../../partnership/actions/index.ts';
import { findPartnership, listGroups } from '../../partnership/arrangements/index.ts';
import { listPublishedChallenges } from '../../partnership/challenge/index.ts';
import {
  hrefsOfDecisions,
  listPublishedDecisions,
  type PublishedDecision,
} from '../../partnership/governance/index.ts';
import {
  findPublishedStatement,
  listPublishedTests,
  type PublishedStatement,
  type PublishedTest,
} from '../../partnership/scrutiny/index.ts';
import type { Work } from '../../platform/access/index.ts';
import { addMonths, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';

/** A decision with names in place of keys: of the group that took it, of agencies. */
export type AccountedDecision = PublishedDecision & { groupName: string };

/**
 * What was decided, done and challenged in a year of account, as far as it was published on purpose: agencies and roles, no
 * personal name (Working Together 2018 and 2023 on decisions, actions and scrutiny; facts §1.4 items 4, 9 and 11).
 */
export interface Account {
  year: string;
  /** The earliest first. */
  decisions: readonly AccountedDecision[];
  actions: readonly AccountedAction[];
  recommendations: readonly AccountedRecommendation[];
  challenges: Awaited<ReturnType<typeof listPublishedChallenges>>;
  /** The independent scrutineer's, word for word; null while none is published for the year. */
  statement: PublishedStatement | null;
  tests: readonly PublishedTest[];
}

/**
 * Reads the account of a year with no person: what everybody may see. `today` decides what is late. Throws PlainError (404)
 * for a year that has not begun.
 */
export async function accountOf(db: Db, year: string, today: PlainDate): Promise<Account> {
  if (!yearHasBegun(year, today))
    throw new PlainError(`The year ${year} has not begun: nothing can be told of it yet.`, { statusCode: 404 });
  const partnership = await findPartnership(db);
  const groups = partnership ? await listGroups(db, partnership.key) : [];
  const names = new Map(groups.map(({ key, name }) => [key, name]));
  const agencies = new Map((await listAgencies(db)).map(({ key, name }) => [key, name]));
  const agencyName = (key: string) => agencies.get(key) ?? key;
  const decisions = await listPublishedDecisions(db, { year });
  return {
    year,
    decisions: decisions
      .map((one) => ({
        ...one,
        groupName: names.get(one.forumKey) ?? one.forumKey,
        decidedBy: one.decidedBy.map(agencyName),
        dissent: one.dissent.map(({ agency, words }) => ({ agency: agencyName(agency), words })),
      }))
      .toSorted((one, other) => one.day.localeCompare(other.day) || one.reference.localeCompare(other.reference)),
    actions: await listAccountedActions(db, year, today),
    recommendations: await listAccountedRecommendations(db, year),
    challenges: await listPublishedChallenges(db, year),
    statement: await findPublishedStatement(db, year),
    tests: await listPublishedTests(db, year),
  };
}

/** Addresses of the records beneath an account, by reference: those whose own page opens to whoever is signed in. */
export type Beneath = ReadonlyMap<string, string>;

/** Finds what stands beneath an account for whoever is signed in. */
export async function beneathAccount(work: Work, account: Account): Promise<Beneath> {
  const { decisions, actions, recommendations } = account;
  const references = [...decisions, ...actions, ...recommendations].map(({ reference }) => reference);
  return new Map([...(await hrefsOfWork(work, references)), ...(await hrefsOfDecisions(work, references))]);
}

/** The running year of account and the one before, if anything of them is published; the newest first. */
export async function yearsWithAccount(db: Db, today: PlainDate): Promise<string[]> {
  const running = yearOfAccount(today);
  const years = [running, yearOfAccount(addMonths(today, -12))];
  const accounts = await Promise.all(years.map((year) => accountOf(db, year, today)));
  return accounts.filter((one) => !isEmpty(one)).map(({ year }) => year);
}

/** The year of account, April to March, in which a day lies: 2026-11-23 → 2026-27. */
export function yearOfAccount(day: PlainDate): string {
  const first = Number(addMonths(day, -3).slice(0, 4));
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

/** Whether a year of account has begun by a day. */
export function yearHasBegun(year: string, today: PlainDate): boolean {
  return `${year.slice(0, 4)}-04-01` <= today;
}

/** Whether anything of a year is published. */
export function isEmpty(account: Account): boolean {
  const { decisions, actions, recommendations, challenges, statement, tests } = account;
  return [decisions, actions, recommendations, challenges, tests].every(({ length }) => length === 0) && !statement;
}

/** Words as a sentence: those that end with a full stop, a question or a quotation mark have theirs. */
export function asSentence(words: string): string {
  return /[.?!”]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`;
}

/** Kinds of record in an account, by the word that begins the name of their place on its page. */
export const ACCOUNTED = {
  decision: ['decision', 'decisions'],
  action: ['action', 'actions'],
  recommendation: ['recommendation', 'recommendations'],
  challenge: ['challenge', 'challenges'],
  test: ['test of implementation', 'tests of implementation'],
  scrutineer: ['statement of the scrutineer', 'statements of the scrutineer'],
} as const satisfies Record<string, [one: string, many: string]>;

/** The place of a record on the account's page: `decision-DEC-2026-0001`, `test-2`. */
export function placeOf(kind: keyof typeof ACCOUNTED, name: string | number): string {
  return `${kind}-${name}`;
}

/** Address of a year's account. */
export function accountHref(year: string): string {
  return `/report/${encodeURIComponent(year)}/account`;
}
