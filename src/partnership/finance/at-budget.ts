import { demandReach, reaches, type Work } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FieldVersion } from '../../platform/web/two-versions.ts';
import { findPartnership, type Partnership, type StatutoryPartner, statutoryPartners } from '../arrangements/index.ts';
import { BUDGET_PROCESS, type Budget, type BudgetPart } from './budget.ts';
import { dayOfPartners } from './figures.ts';
import { APPROVAL, BUDGET } from './policy.ts';
import { findBudget } from './repository.ts';

/** The partnership whose money this is. Throws PlainError (409) where none is loaded. */
export async function thePartnership({ trx }: Work): Promise<Partnership> {
  const partnership = await findPartnership(trx);
  if (partnership) return partnership;
  throw new PlainError('No partnership is loaded yet, so it has no money to account for. Load a year file first.', {
    statusCode: 409,
  });
}

/** One budget for somebody who may do this with it. Throws Refused where there is none. */
export async function getBudget(work: Work, action: 'read' | 'change', id: string): Promise<Budget> {
  const budget = await findBudget(work.trx, { id });
  demandReach(work, action, BUDGET, id, budget);
  return budget;
}

/** One budget for somebody who may change its plan. Throws PlainError (409) where it is a draft no more. */
export async function getDraft(work: Work, id: string): Promise<Budget> {
  const budget = await getBudget(work, 'change', id);
  if (budget.state === 'draft') return budget;
  throw new PlainError(
    `The plan of ${budget.year} stands still: it is “${BUDGET_PROCESS.states[budget.state].label}”. What was agreed is not changed afterwards; take it back while it is with the partners, or correct single entries.`,
    { statusCode: 409 },
  );
}

/** The statutory partners of a budget’s year: each of them agrees to it. */
export function partnersOf(work: Work, budget: Pick<Budget, 'year'>): Promise<StatutoryPartner[]> {
  return statutoryPartners(work.trx, dayOfPartners(budget.year, londonDate(work.now)));
}

/** Those of them that have not agreed yet. */
export async function waitingFor(work: Work, budget: Budget): Promise<StatutoryPartner[]> {
  const agreed = new Set(budget.approvals.map((one) => one.agency));
  return (await partnersOf(work, budget)).filter((one) => !agreed.has(one.key));
}

/** The parts that somebody plays for a budget: the office that keeps it, a partner who is to agree. */
export async function partsOf(work: Work, budget: Budget): Promise<Set<BudgetPart>> {
  const parts = new Set<BudgetPart>();
  if (reaches(work, 'change', BUDGET, budget)) parts.add('office');
  const mine = { agency: work.actor.agency, ownerId: work.actor.id };
  const waiting = await waitingFor(work, budget);
  if (waiting.some((one) => one.key === work.actor.agency) && reaches(work, 'create', APPROVAL, mine))
    parts.add('partner');
  return parts;
}

/** Two people pressed the same button in the same moment. */
export function movedOn(): PlainError {
  return new PlainError(
    'Somebody else changed this in the same moment. Open it again: nothing of theirs is overwritten.',
    {
      statusCode: 409,
    },
  );
}

/** One field of a budget that changed, for the ledger. */
export function changed(id: string, field: string, before: string | null, after: string | null): FieldChange {
  return { kind: BUDGET, recordId: id, field, before, after };
}

/** What differs between two states of a part of a budget, field by field, for the ledger. */
export function changesOf(
  id: string,
  part: string,
  before: readonly FieldVersion[],
  after: readonly FieldVersion[],
): FieldChange[] {
  const held = (fields: readonly FieldVersion[], field: string) =>
    fields.find((one) => one.field === field)?.value.join('\n') || null;
  return [...new Set([...before, ...after].map((one) => one.field))].flatMap((field) => {
    const [was, is] = [held(before, field), held(after, field)];
    return was === is ? [] : [changed(id, part === '' ? field : `${part}/${field}`, was, is)];
  });
}
