import type { Work } from '../../platform/access/index.ts';
import { dateInWords, type PlainDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { demandMove } from '../../platform/workflow/index.ts';
import { changed, getBudget, partsOf } from './at-budget.ts';
import { BUDGET_PROCESS, type Budget, type Entry } from './budget.ts';
import { reversalOf } from './figures.ts';
import type { Correction, GivenEntry } from './form.ts';
import { type Pence, poundsInWords } from './money.ts';
import { insertEntry, lockBudget } from './repository.ts';

/** A budget for somebody who is about to record money. Throws PlainError (409) where its state does not allow it. */
export async function openBook(work: Work, id: string): Promise<Budget> {
  const budget = await getBudget(work, 'change', id);
  demandMove(BUDGET_PROCESS, budget.state, 'record', await partsOf(work, budget));
  return budget;
}

/** What an entry is of: a line that money was spent on, or a contribution that money came from. */
function targetOf(budget: Budget, of: string): { lineId: string | null; contributionId: string | null } | null {
  const [kind, id] = of.split(':', 2);
  if (kind === 'line' && budget.lines.some((one) => one.id === id)) return { lineId: id ?? null, contributionId: null };
  const money = budget.contributions.find((one) => one.id === id && one.form === 'money');
  return kind === 'contribution' && money ? { lineId: null, contributionId: money.id } : null;
}

/** Records money that was spent or received. */
export async function recordEntry(
  work: Work,
  id: string,
  given: GivenEntry,
  entryId: string = crypto.randomUUID(),
): Promise<{ changes: FieldChange[] } | { problems: FormProblem[] }> {
  await lockBudget(work.trx, id);
  const budget = await openBook(work, id);
  const target = targetOf(budget, given.of);
  if (!target) return { problems: [{ field: 'of', message: 'Choose a line or a partner from the list' }] };
  await insertEntry(work.trx, id, {
    ...{ ...target, id: entryId, amount: given.amount, on: given.on, words: given.words },
    ...{ recordedBy: work.actor.id, recordedAt: work.now, reverses: null },
  });
  return { changes: [changed(id, `entry/${entryId}`, null, entryInWords(given))] };
}

function entryInWords({ amount, on, words }: { amount: Pence; on: PlainDate; words: string }): string {
  return `${poundsInWords(amount)}, ${dateInWords(on)}, ${words}`;
}

/** An entry for somebody who is about to correct it. Throws PlainError: 404 where there is none, 409 where it was corrected. */
export async function openEntry(work: Work, id: string, entryId: string): Promise<{ budget: Budget; entry: Entry }> {
  const budget = await getBudget(work, 'change', id);
  demandMove(BUDGET_PROCESS, budget.state, 'correct', await partsOf(work, budget));
  const entry = budget.entries.find((one) => one.id === entryId);
  if (!entry) {
    throw new PlainError('There is no such entry in this book. Open the book and choose one.', { statusCode: 404 });
  }
  if (entry.reverses !== null || reversalOf(entry, budget.entries)) throw already();
  return { budget, entry };
}

function already(): PlainError {
  return new PlainError(
    'This entry was corrected already, or takes another one back. Correct the one that stands now.',
    {
      statusCode: 409,
    },
  );
}

/** Takes an entry back by another, and puts one in its place where that is wanted. Nothing is overwritten. */
export async function correctEntry(
  work: Work,
  id: string,
  entryId: string,
  { why, instead }: Correction,
): Promise<FieldChange[]> {
  await lockBudget(work.trx, id);
  const { entry } = await openEntry(work, id, entryId);
  const common = {
    ...{ lineId: entry.lineId, contributionId: entry.contributionId },
    ...{ recordedBy: work.actor.id, recordedAt: work.now },
  };
  const back = {
    ...common,
    id: crypto.randomUUID(),
    amount: -entry.amount,
    on: entry.on,
    words: why,
    reverses: entry.id,
  };
  if (!(await insertEntry(work.trx, id, back))) throw already();
  const taken = changed(id, `entry/${entry.id}`, entryInWords(entry), null);
  if (!instead) return [taken];
  const next = { ...common, ...instead, id: crypto.randomUUID(), reverses: null };
  await insertEntry(work.trx, id, next);
  return [taken, changed(id, `entry/${next.id}`, null, entryInWords(next))];
}
