import { type Agency, listAgencies } from '../../directory/index.ts';
import type { Work } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Difference, type FieldVersion, settle } from '../../platform/web/two-versions.ts';
import { daysOfYear, firstDay, lastDay, sectionKey } from '../arrangements/index.ts';
import { changesOf, getBudget, getDraft, movedOn } from './at-budget.ts';
import type { Budget, BudgetLine, BudgetWords, Contribution, GivenContribution, GivenLine } from './budget.ts';
import { contributionFields, lineFields, wordFields } from './form.ts';
import {
  deleteFromPlan,
  insertContribution,
  insertLine,
  lockBudget,
  updateContribution,
  updateLine,
  updateWords,
} from './repository.ts';

/** What became of something that was sent. */
export type Saved =
  | { changes: FieldChange[] }
  | { problems: readonly FormProblem[] }
  /** Somebody else saved it meanwhile: both versions, to choose from. */
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; version: number };

/** Adds a line to a draft. */
export async function addLine(work: Work, id: string, given: GivenLine): Promise<FieldChange[]> {
  await lockBudget(work.trx, id);
  const budget = await getDraft(work, id);
  const taken = budget.lines.map((one) => one.key);
  const key = sectionKey(given.title, taken);
  await insertLine(work.trx, id, { ...given, id: crypto.randomUUID(), key });
  return changesOf(id, `line/${key}`, [], lineFields(given));
}

/** A line of a draft, for somebody who is about to change it. */
export async function openLine(
  work: Work,
  id: string,
  lineId: string,
): Promise<{ budget: Budget; part: BudgetLine; fields: FieldVersion[] }> {
  const budget = await getDraft(work, id);
  const part = budget.lines.find((one) => one.id === lineId);
  if (!part) throw gone();
  return { budget, part, fields: lineFields(part) };
}

function gone(): PlainError {
  return new PlainError('This plan has no such entry: somebody may have taken it out. Open the budget again.', {
    statusCode: 404,
  });
}

/** Changes a line of a draft. */
export async function changeLine(
  work: Work,
  id: string,
  lineId: string,
  given: GivenLine,
  values: TypedValues,
): Promise<Saved> {
  const { part, fields } = await openLine(work, id, lineId);
  const settled = settle(values, { version: part.version, mine: lineFields(given), stored: fields });
  if ('differences' in settled) return { ...settled, version: part.version };
  const { title, kind, planned, words } = part;
  const wanted = merged(given, { title, kind, planned, words }, settled.asStored);
  const changes = changesOf(id, `line/${part.key}`, fields, lineFields(wanted));
  if (changes.length > 0 && !(await updateLine(work.trx, part, wanted))) throw movedOn();
  return { changes };
}

/** What was typed, with the fields that stay as they are stored. */
function merged<Whole extends object>(given: Whole, stored: Whole, asStored: ReadonlySet<string>): Whole {
  const kept = Object.fromEntries(Object.entries(stored).filter(([field]) => asStored.has(field)));
  return { ...given, ...kept };
}

function namesIn(agencies: readonly Agency[]): Map<string, string> {
  return new Map(agencies.map((one) => [one.key, one.name]));
}

/** Agencies that existed on some day of a year: only they can contribute to it. */
export function agenciesOfYear<One extends Pick<Agency, 'from' | 'until'>>(
  agencies: readonly One[],
  year: string,
): One[] {
  const [first, last] = daysOfYear(year);
  return agencies.filter(
    ({ from, until }) => (from === null || firstDay(from) <= last) && (until === null || lastDay(until) >= first),
  );
}

/** What is wrong with the partner of a contribution; nothing where it can be. */
function unfit(
  budget: Budget,
  given: GivenContribution,
  agencies: readonly Agency[],
  own: string | null,
): FormProblem[] {
  const agency = agencies.find(({ key }) => key === given.contributor);
  if (!agency) return [{ field: 'contributor', message: 'Choose an agency from the list' }];
  if (agenciesOfYear([agency], budget.year).length === 0) {
    const message = `${agency.name} did not exist in ${budget.year}: choose who did its work then`;
    return [{ field: 'contributor', message }];
  }
  const twice = budget.contributions.some(
    (one) => one.id !== own && one.contributor === given.contributor && one.form === given.form,
  );
  return twice
    ? [{ field: 'contributor', message: 'That partner has a contribution of this form already: change that one' }]
    : [];
}

/** Adds a contribution to a draft. */
export async function addContribution(
  work: Work,
  id: string,
  given: GivenContribution,
): Promise<{ changes: FieldChange[] } | { problems: FormProblem[] }> {
  await lockBudget(work.trx, id);
  const budget = await getDraft(work, id);
  const agencies = await listAgencies(work.trx);
  const names = namesIn(agencies);
  const problems = unfit(budget, given, agencies, null);
  if (problems.length > 0) return { problems };
  if (!(await insertContribution(work.trx, id, { ...given, id: crypto.randomUUID() }))) throw movedOn();
  return { changes: changesOf(id, partName(given), [], contributionFields(given, names)) };
}

function partName({ contributor, form }: GivenContribution): string {
  return `contribution/${contributor}/${form}`;
}

/** A contribution of a draft, for somebody who is about to change it. */
export async function openContribution(
  work: Work,
  id: string,
  contributionId: string,
): Promise<{ budget: Budget; part: Contribution; fields: FieldVersion[] }> {
  const budget = await getDraft(work, id);
  const part = budget.contributions.find((one) => one.id === contributionId);
  if (!part) throw gone();
  return { budget, part, fields: contributionFields(part, namesIn(await listAgencies(work.trx))) };
}

/** Changes a contribution of a draft. */
export async function changeContribution(
  work: Work,
  id: string,
  contributionId: string,
  given: GivenContribution,
  values: TypedValues,
): Promise<Saved> {
  const { budget, part, fields } = await openContribution(work, id, contributionId);
  const agencies = await listAgencies(work.trx);
  const names = namesIn(agencies);
  const settled = settle(values, { version: part.version, mine: contributionFields(given, names), stored: fields });
  if ('differences' in settled) return { ...settled, version: part.version };
  const { contributor, form, agreed, words } = part;
  const wanted = merged(given, { contributor, form, agreed, words }, settled.asStored);
  const problems = [
    ...unfit(budget, wanted, agencies, part.id),
    // Two versions that are each in order may not be so together.
    ...(wanted.form === 'money' && wanted.agreed === null
      ? [{ field: 'agreed', message: 'Enter the amount that was agreed' }]
      : []),
    ...(wanted.form === 'in-kind' && wanted.words === null
      ? [{ field: 'words', message: 'Enter what is given in kind' }]
      : []),
  ];
  if (problems.length > 0) return { problems };
  const changes = changesOf(id, partName(part), fields, contributionFields(wanted, names));
  if (changes.length > 0 && !(await updateContribution(work.trx, part, wanted))) throw movedOn();
  return { changes };
}

/** Takes a line or a contribution out of a draft; the ledger keeps what it was. */
export async function takeOut(
  work: Work,
  id: string,
  of: 'line' | 'contribution',
  { partId, version }: { partId: string; version: string },
): Promise<FieldChange[]> {
  const opened = of === 'line' ? await openLine(work, id, partId) : await openContribution(work, id, partId);
  const name = of === 'line' ? `line/${(opened.part as BudgetLine).key}` : partName(opened.part as Contribution);
  const table = of === 'line' ? 'budget_line' : 'budget_contribution';
  if (version !== String(opened.part.version) || !(await deleteFromPlan(work.trx, table, opened.part))) {
    throw new PlainError('Somebody else changed this meanwhile. Read it again before you take it out.', {
      statusCode: 409,
    });
  }
  return changesOf(id, name, opened.fields, []);
}

/** A budget for somebody who is about to write what is said of the year. Throws PlainError (409) where it is published. */
export async function openWords(work: Work, id: string): Promise<{ budget: Budget; fields: FieldVersion[] }> {
  const budget = await getBudget(work, 'change', id);
  if (budget.state === 'published' || budget.state === 'proposed') {
    const why =
      budget.state === 'published'
        ? 'it is published, and people have read it'
        : 'the partners are about to agree to it';
    throw new PlainError(`What is said of ${budget.year} stands still: ${why}.`, { statusCode: 409 });
  }
  return { budget, fields: wordFields(budget) };
}

/** Writes what is said of a year in words: a note, and what the money bought and changed. */
export async function changeWords(work: Work, id: string, given: BudgetWords, values: TypedValues): Promise<Saved> {
  const { budget, fields } = await openWords(work, id);
  const settled = settle(values, { version: budget.version, mine: wordFields(given), stored: fields });
  if ('differences' in settled) return { ...settled, version: budget.version };
  const { note, bought, changed, evidence, judgedBy } = budget;
  const wanted = merged(given, { note, bought, changed, evidence, judgedBy }, settled.asStored);
  const changes = changesOf(id, '', fields, wordFields(wanted));
  const at = { id, version: budget.version, now: work.now };
  if (changes.length > 0 && !(await updateWords(work.trx, at, wanted))) throw movedOn();
  return { changes };
}
