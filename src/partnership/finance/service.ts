import { listAgencies } from '../../directory/index.ts';
import { demandKind, reaches, type Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { movesFrom } from '../../platform/workflow/index.ts';
import { actingFor, daysOfYear, findPost, firstDay, type StatutoryPartner } from '../arrangements/index.ts';
import { changed, getBudget, partsOf, thePartnership, waitingFor } from './at-budget.ts';
import { BUDGET_PROCESS, type Budget, type BudgetDoing, type BudgetLineItem } from './budget.ts';
import { type BudgetFigures, figuresOf, missingToPropose, missingToPublish } from './figures.ts';
import { BUDGET } from './policy.ts';
import { findBudget, insertBudget, insertContribution, insertLine, listBudgets, lockBudget } from './repository.ts';

/** The year of account before another: 2020-21 for 2021-22. */
export function yearBefore(year: string): string {
  const start = Number(year.slice(0, 4)) - 1;
  return `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
}

/** The money of a year as whoever works with it sees it. */
export interface BudgetView {
  budget: Budget;
  figures: BudgetFigures;
  may: readonly BudgetDoing[];
  /** What keeps it from its next step, in words. */
  missing: readonly string[];
  waitingFor: readonly StatutoryPartner[];
  /** The person may change the plan now. */
  mayPlan: boolean;
  /** The person may write what is said of the year in words. */
  mayWrite: boolean;
  /** The person is to agree for their agency, which has not agreed yet. */
  isAsked: boolean;
  /** The person’s own post, where they are to agree and it is known. */
  post: string | null;
}

/** Every budget that the person may see. */
export async function listForWork(
  work: Work,
): Promise<{ budgets: BudgetLineItem[]; mayBegin: boolean; nextYear: string }> {
  demandKind(work, 'read', BUDGET);
  const partnership = await thePartnership(work);
  const budgets = await listBudgets(work.trx, partnership.key);
  const held = { agency: work.actor.agency, ownerId: work.actor.id };
  const newest = budgets[0]?.year;
  const start = newest ? Number(newest.slice(0, 4)) + 1 : Number(londonDate(work.now).slice(0, 4));
  const nextYear = `${start}-${String((start + 1) % 100).padStart(2, '0')}`;
  return { budgets, mayBegin: reaches(work, 'create', BUDGET, held), nextYear };
}

/** One year’s money, for somebody who may read it. Throws Refused where there is none that they may. */
export async function readBudget(work: Work, id: string): Promise<BudgetView> {
  const budget = await getBudget(work, 'read', id);
  const parts = await partsOf(work, budget);
  const isOffice = parts.has('office');
  const waiting = budget.state === 'proposed' ? await waitingFor(work, budget) : [];
  const isAsked = parts.has('partner') && waiting.some(({ key }) => key === work.actor.agency);
  const missing =
    budget.state === 'draft' ? missingToPropose(budget) : budget.state === 'closed' ? missingToPublish(budget) : [];
  return {
    budget,
    figures: await figuresFor(work.trx, budget),
    may: [...new Set(movesFrom(BUDGET_PROCESS, budget.state, parts).map((move) => move.doing))],
    missing: isOffice ? missing : [],
    waitingFor: waiting,
    mayPlan: isOffice && budget.state === 'draft',
    mayWrite: isOffice && budget.state !== 'published' && budget.state !== 'proposed',
    isAsked,
    post: isAsked ? await findPost(work.trx, work.actor.id) : null,
  };
}

/** A year’s figures against those of the year before, as far as whoever asks may see that. */
export async function figuresFor(db: Db, budget: Budget): Promise<BudgetFigures> {
  const before = await findBudget(db, { partnership: budget.partnership, year: yearBefore(budget.year) });
  return figuresOf(budget, before, await listAgencies(db));
}

/** A published year as everybody sees it; null where that year is not published. Throws nothing. */
export async function findPublished(
  db: Db,
  partnership: string,
  year: string,
): Promise<{ budget: Budget; figures: BudgetFigures } | null> {
  const budget = await findBudget(db, { partnership, year });
  if (!budget?.published) return null;
  const before = await findBudget(db, { partnership, year: yearBefore(year) });
  return { budget, figures: figuresOf(budget, before?.published ? before : null, await listAgencies(db)) };
}

/** What is wrong with a new budget: its year lies before the arrangements, or there is nothing to copy. */
export async function beginningProblems(work: Work, given: { year: string; copy: boolean }): Promise<FormProblem[]> {
  demandKind(work, 'create', BUDGET);
  const { key, liveFrom } = await thePartnership(work);
  const [, last] = daysOfYear(given.year);
  if (last < firstDay(liveFrom)) {
    const message = `The arrangements began on ${dateInWords(firstDay(liveFrom))}: enter the year of that day or a later one`;
    return [{ field: 'year', message }];
  }
  const before = yearBefore(given.year);
  const years = (await listBudgets(work.trx, key)).map((one) => one.year);
  if (!given.copy || years.includes(given.year) || years.includes(before)) return [];
  return [{ field: 'copy', message: `There is no budget of ${before} to copy: leave this empty to begin without` }];
}

/**
 * Begins the budget of a year, as a copy of the year before where that is asked for. Throws PlainError (409) where that year
 * has one.
 */
export async function beginBudget(
  work: Work,
  given: { year: string; copy: boolean; note: string | null },
  id: string = crypto.randomUUID(),
): Promise<{ id: string; changes: FieldChange[] }> {
  demandKind(work, 'create', BUDGET);
  const { trx, actor, now } = work;
  const { year, copy, note } = given;
  const partnership = await thePartnership(work);
  await lockBudget(trx, partnership.key);
  const held = (await listBudgets(trx, partnership.key)).some((one) => one.year === year);
  if (held) throw new PlainError(`The year ${year} has a budget already. Open that one.`, { statusCode: 409 });
  const record = { id, partnership: partnership.key, year, agency: actor.agency, ownerId: actor.id, now };
  await insertBudget(trx, record, note);
  if (copy) await copyPlan(work, id, year, partnership.key);
  return {
    id,
    changes: [changed(id, 'year', null, year), ...(note === null ? [] : [changed(id, 'note', null, note)])],
  };
}

/** Lines and contributions of the year before, each partner by who does its work by the end of the new year. */
async function copyPlan({ trx }: Work, id: string, year: string, partnership: string): Promise<void> {
  const before = await findBudget(trx, { partnership, year: yearBefore(year) });
  if (!before) {
    throw new PlainError(`There is no budget of ${yearBefore(year)} to copy. Begin this one without.`, {
      statusCode: 409,
    });
  }
  const agencies = await listAgencies(trx);
  const [first] = daysOfYear(year);
  for (const { title, kind, planned, words, key } of before.lines) {
    await insertLine(trx, id, { id: crypto.randomUUID(), title, kind, planned, words, key });
  }
  for (const { contributor, form, agreed, words } of before.contributions) {
    const heir = actingFor(contributor, agencies, first)?.key ?? contributor;
    await insertContribution(trx, id, { id: crypto.randomUUID(), contributor: heir, form, agreed, words });
  }
}
