import type { Work } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { changed, getBudget, movedOn } from './at-budget.ts';
import { BUDGET_PROCESS, type Budget } from './budget.ts';
import { deleteBudget, lockBudget } from './repository.ts';

/** Why a budget can't be given up, and what to do instead. */
export interface InTheWay {
  because: string;
  instead: string;
  /** What stands in it and can be taken out first. */
  parts: readonly { name: string; path: string }[];
}

/** What keeps a budget from being given up; null where nothing has been entered in it. */
export function inTheWay(budget: Budget): InTheWay | null {
  const { year, state, round, lines, contributions, bought, changed: brought, evidence, judgedBy } = budget;
  if (state !== 'draft') {
    return {
      because: `The budget of ${year} is “${BUDGET_PROCESS.states[state].label}”: people have read it or agreed to it, so it stays on record.`,
      instead:
        state === 'proposed'
          ? 'Take it back to change it, and begin the right year beside it.'
          : 'Correct single entries, each beside the one that it takes back, and begin the right year beside it.',
      parts: [],
    };
  }
  if (round > 0) {
    return {
      because: `The budget of ${year} has been with the partners: what they answered stays on record.`,
      instead:
        'Say in its note that it was begun for the wrong year, and begin the right year beside it. A draft is never public.',
      parts: [],
    };
  }
  const parts = [
    ...lines.map(({ id, title }) => ({ name: title, path: `lines/${id}/take-out` })),
    ...contributions.map(({ id, contributorName }) => ({
      name: `From ${contributorName}`,
      path: `contributions/${id}/take-out`,
    })),
    ...([bought, brought, evidence, judgedBy].some((words) => words !== null)
      ? [{ name: 'What the money bought and changed', path: 'words' }]
      : []),
  ];
  if (parts.length === 0) return null;
  return {
    because: `Something has been entered in the budget of ${year}.`,
    instead: 'Take out or clear each of these first, with a reason that the ledger keeps. Then it can be given up.',
    parts,
  };
}

/** A budget for somebody who is about to give it up, and what is in the way. Throws Refused where they don’t keep it. */
export async function openGivingUp(work: Work, id: string): Promise<{ budget: Budget; inTheWay: InTheWay | null }> {
  const budget = await getBudget(work, 'change', id);
  return { budget, inTheWay: inTheWay(budget) };
}

/**
 * Gives up a budget in which nothing has been entered. Its year is free again, and the ledger keeps that it was begun. Throws
 * PlainError (409) where something stands in it.
 */
export async function giveUp(work: Work, id: string): Promise<FieldChange[]> {
  await lockBudget(work.trx, id);
  const opened = await openGivingUp(work, id);
  const { because, instead } = opened.inTheWay ?? {};
  if (because !== undefined) throw new PlainError(`${because} ${instead}`, { statusCode: 409 });
  if (!(await deleteBudget(work.trx, id))) throw movedOn();
  const { year, note, state } = opened.budget;
  return [
    changed(id, 'year', year, null),
    changed(id, 'state', state, null),
    ...(note === null ? [] : [changed(id, 'note', note, null)]),
  ];
}
