import { listPeopleInService } from '../../directory/index.ts';
import type { Work } from '../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { demandMove } from '../../platform/workflow/index.ts';
import { daysOfYear } from '../arrangements/index.ts';
import { changed, getBudget, movedOn, partnersOf, partsOf, waitingFor } from './at-budget.ts';
import { BUDGET_PROCESS, type Budget, type BudgetPart } from './budget.ts';
import { missingToPropose, missingToPublish } from './figures.ts';
import type { MinutedApproval } from './form.ts';
import { BUDGETS } from './pages/links.ts';
import { insertApproval, lockBudget, type Moved, moveBudget } from './repository.ts';

/** Steps that need nobody else. */
export type Step = 'propose' | 'take-back' | 'send-back' | 'close' | 'reopen' | 'publish';

/** Takes one step of the process. Throws PlainError (409) where it is not allowed, or something is missing for it. */
export async function take(work: Work, id: string, step: Step, why: string | null): Promise<FieldChange[]> {
  await lockBudget(work.trx, id);
  const budget = await getBudget(work, 'read', id);
  const { to } = demandMove(BUDGET_PROCESS, budget.state, step, await partsOf(work, budget));
  const today = londonDate(work.now);
  const missing = missingFor(budget, step, today);
  if (missing.length > 0) throw new PlainError(`Not yet. ${missing.join('. ')}.`, { statusCode: 409 });
  const writes: Record<Step, Moved> = {
    propose: { round: budget.round + 1, sent_back_by: null, sent_back_because: null },
    'take-back': {},
    'send-back': { sent_back_by: work.actor.agency, sent_back_because: why },
    close: { closed_on: today },
    reopen: { closed_on: null },
    publish: { published_on: today, published: true },
  };
  if (!(await moveBudget(work.trx, { id, from: budget.state, to, now: work.now }, writes[step]))) throw movedOn();
  await tell(work, budget, step);
  return [changed(id, 'state', budget.state, to)];
}

function missingFor(budget: Budget, step: Step, today: string): string[] {
  if (step === 'propose') return missingToPropose(budget);
  if (step === 'publish') return missingToPublish(budget);
  const [, last] = daysOfYear(budget.year);
  return step === 'close' && today <= last ? [`The year ${budget.year} ends on ${dateInWords(last)}`] : [];
}

/** Agrees for one’s own agency. */
export async function approve(work: Work, id: string, post: string): Promise<FieldChange[]> {
  const { agency, id: personId } = work.actor;
  return putApproval(
    work,
    id,
    'partner',
    { agency, post, approvedOn: londonDate(work.now), minutedAt: null },
    personId,
  );
}

/** Writes an approval down that a partner gave in a meeting. */
export async function recordApproval(work: Work, id: string, given: MinutedApproval): Promise<FieldChange[]> {
  return putApproval(work, id, 'office', given, null);
}

async function putApproval(
  work: Work,
  id: string,
  as: BudgetPart,
  given: Omit<MinutedApproval, 'minutedAt'> & { minutedAt: string | null },
  personId: string | null,
): Promise<FieldChange[]> {
  await lockBudget(work.trx, id);
  const budget = await getBudget(work, 'read', id);
  const parts = await partsOf(work, budget);
  demandMove(BUDGET_PROCESS, budget.state, 'approve', new Set([...parts].filter((one) => one === as)));
  const partner = (await partnersOf(work, budget)).find((one) => one.key === given.agency);
  if (!partner) {
    throw new PlainError('Only the statutory partners of that year agree to its budget: choose one of them.', {
      statusCode: 409,
    });
  }
  if (!(await insertApproval(work.trx, id, { ...given, round: budget.round, personId, recordedBy: work.actor.id }))) {
    throw new PlainError(`${partner.name} has agreed already.`, { statusCode: 409 });
  }
  const words = `${given.post}, ${dateInWords(given.approvedOn)}`;
  const changes = [changed(id, `approval/${given.agency}`, null, words)];
  const others = (await waitingFor(work, budget)).filter((one) => one.key !== given.agency);
  if (others.length > 0) return changes;
  const { to } = demandMove(BUDGET_PROCESS, budget.state, 'complete', new Set(['kith']));
  const moved = { agreed_on: londonDate(work.now) };
  if (!(await moveBudget(work.trx, { id, from: budget.state, to, now: work.now }, moved))) throw movedOn();
  await tell(work, budget, 'complete');
  return [...changes, changed(id, 'state', budget.state, to)];
}

/** Tells those for whom something is to be done now. */
async function tell(work: Work, budget: Budget, step: Step | 'complete'): Promise<void> {
  const today = londonDate(work.now);
  const href = `${BUDGETS}/${budget.id}`;
  const say = async (
    role: 'safeguarding-partner' | 'business-manager',
    agencies: readonly string[] | null,
    notice: string,
  ) => {
    const people = await listPeopleInService(work.trx, today, { roles: [role] });
    const ids = people.flatMap((one) => (agencies === null || agencies.includes(one.agency) ? [one.id] : []));
    const mail = `${notice} Your notices in Kith lead there.`;
    await tellPeople(
      work.trx,
      ids,
      { notice, href, subject: `The partnership’s budget of ${budget.year}`, mail },
      work.now,
    );
  };
  if (step === 'propose') {
    const agencies = (await partnersOf(work, budget)).map((one) => one.key);
    await say('safeguarding-partner', agencies, `The budget of ${budget.year} waits for your agency to agree.`);
  }
  if (step === 'complete') {
    await say('business-manager', null, `Every statutory partner has agreed to the budget of ${budget.year}.`);
  }
  if (step === 'send-back') {
    const notice = `The budget of ${budget.year} was sent back: ${work.actor.agencyName} asks for a change.`;
    await say('business-manager', null, notice);
  }
}
