import { dateInWords, type PlainDate } from '../../platform/clocks/index.ts';
import { yearText } from '../../platform/records/index.ts';
import { checkedForm, dayOf, dayShape, type Form, needed, textOf } from '../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { type FieldVersion, twoVersionsShape } from '../../platform/web/two-versions.ts';
import {
  type BudgetWords,
  FORMS,
  type GivenContribution,
  type GivenLine,
  LINE_KINDS,
  type LineKind,
} from './budget.ts';
import { entryDays } from './figures.ts';
import { type Pence, poundsInWords, readPounds, typedPounds } from './money.ts';

const AGAIN = { ...twoVersionsShape, do: formText(10) };

/** How far from the present year a budget can lie. */
const YEARS_AWAY = 10;

/** The form of a new budget. */
export function newBudgetForm(today: () => PlainDate): Form {
  return checkedForm({ year: formText(10), copy: formText(3), note: formText(1000) }, (values) =>
    yearProblems(textOf(values, 'year'), today()),
  );
}

function yearProblems(year: string, today: PlainDate): FormProblem[] {
  if (!yearText.safeParse(year).success) {
    return [{ field: 'year', message: 'Enter a year from April to March, like 2026-27' }];
  }
  const away = Math.abs(Number(year.slice(0, 4)) - Number(today.slice(0, 4)));
  return away > YEARS_AWAY ? [{ field: 'year', message: `Enter a year within ${YEARS_AWAY} years of today` }] : [];
}

/** Reads an amount and puts what is wrong with it among the problems. Null where it is empty or wrong. */
function amountOf(
  values: TypedValues,
  name: string,
  called: string,
  problems: FormProblem[],
  missing: string | null,
): Pence | null {
  const typed = textOf(values, name);
  if (typed === '') {
    if (missing !== null) problems.push({ field: name, message: missing });
    return null;
  }
  const read = readPounds(typed, called);
  if ('pence' in read) return read.pence;
  problems.push({ field: name, message: read.problem });
  return null;
}

const LINE = { title: formText(150), kind: formText(30), planned: formText(40), words: formText(1000) };

/** The form of a new line. */
export const newLineForm: Form = checkedForm(LINE, (values) => readLine(values).problems);
/** The form that changes a line. */
export const lineForm: Form = checkedForm({ ...LINE, ...AGAIN }, (values) => readLine(values).problems);

/** What that form says, and what is wrong with it. */
export function readLine(values: TypedValues): { line: GivenLine; problems: FormProblem[] } {
  const problems = needed(values, 'title', 'Enter what the money is for');
  const kind = textOf(values, 'kind');
  if (!Object.hasOwn(LINE_KINDS, kind)) problems.push({ field: 'kind', message: 'Choose what kind of cost it is' });
  const planned = amountOf(values, 'planned', 'the planned amount', problems, 'Enter the planned amount');
  const title = textOf(values, 'title').replaceAll(/\s+/g, ' ');
  const line = { title, kind: kind as LineKind, planned: planned ?? 0n, words: textOf(values, 'words') || null };
  return { line, problems };
}

/** A line as the form shows it. */
export function lineValues({ title, kind, planned, words }: GivenLine): TypedValues {
  return { title, kind, planned: typedPounds(planned), words: words ?? '' };
}

/** A line in words, for comparing two versions of it and for the ledger. */
export function lineFields({ title, kind, planned, words }: GivenLine): FieldVersion[] {
  return [
    { field: 'title', label: 'What for', value: [title] },
    { field: 'kind', label: 'Kind of cost', value: [LINE_KINDS[kind]] },
    { field: 'planned', label: 'Planned', value: [poundsInWords(planned)] },
    { field: 'words', label: 'Note', value: words === null ? [] : words.split(/\n+/) },
  ];
}

const CONTRIBUTION = { contributor: formText(100), form: formText(20), agreed: formText(40), words: formText(1000) };

/** The form of a new contribution. */
export const newContributionForm: Form = checkedForm(CONTRIBUTION, (values) => readContribution(values).problems);
/** The form that changes a contribution. */
export const contributionForm: Form = checkedForm(
  { ...CONTRIBUTION, ...AGAIN },
  (values) => readContribution(values).problems,
);

/** What that form says, and what is wrong with it. */
export function readContribution(values: TypedValues): { contribution: GivenContribution; problems: FormProblem[] } {
  const problems = needed(values, 'contributor', 'Choose the partner that contributes');
  const form = textOf(values, 'form');
  if (!Object.hasOwn(FORMS, form))
    problems.push({ field: 'form', message: 'Choose whether it is in money or in kind' });
  const missing = form === 'money' ? 'Enter the amount that was agreed' : null;
  const agreed = amountOf(values, 'agreed', 'the agreed amount', problems, missing);
  if (form === 'in-kind') problems.push(...needed(values, 'words', 'Enter what is given in kind'));
  const contribution = {
    ...{ contributor: textOf(values, 'contributor'), form: form as GivenContribution['form'], agreed },
    words: textOf(values, 'words') || null,
  };
  return { contribution, problems };
}

/** A contribution as the form shows it. */
export function contributionValues({ contributor, form, agreed, words }: GivenContribution): TypedValues {
  return { contributor, form, agreed: agreed === null ? '' : typedPounds(agreed), words: words ?? '' };
}

/** A contribution in words, for comparing two versions of it and for the ledger. */
export function contributionFields(one: GivenContribution, names: ReadonlyMap<string, string>): FieldVersion[] {
  return [
    { field: 'contributor', label: 'Partner', value: [names.get(one.contributor) ?? one.contributor] },
    { field: 'form', label: 'In money or in kind', value: [FORMS[one.form]] },
    { field: 'agreed', label: 'Agreed', value: one.agreed === null ? [] : [poundsInWords(one.agreed)] },
    { field: 'words', label: 'What is given', value: one.words === null ? [] : one.words.split(/\n+/) },
  ];
}

/** The form with which something is taken out of the plan. */
export const takeOutForm: Form = checkedForm({ version: formText(10), why: formText(500) }, (values) =>
  needed(values, 'why', 'Enter why it is taken out'),
);

/** Money spent or received, as it was typed. */
export interface GivenEntry {
  /** `line:` or `contribution:` with the number of it. */
  of: string;
  amount: Pence;
  on: PlainDate;
  words: string;
}

const ENTRY = { of: formText(60), amount: formText(40), ...dayShape('on'), words: formText(500) };

/** The form of a new entry. What the year allows is said by `readEntry`, which knows it. */
export const entryForm: Form = checkedForm(ENTRY, (values) => readEntry(values, null).problems);

/** What that form says, and what is wrong with it. Without a year its days are not held against one. */
export function readEntry(
  values: TypedValues,
  of: { year: string; today: PlainDate } | null,
): { entry: GivenEntry; problems: FormProblem[] } {
  const problems = needed(values, 'of', 'Choose the line or the partner');
  const amount = readAmount(values, problems);
  const on = readEntryDay(values, of, problems);
  problems.push(...needed(values, 'words', 'Enter what it was for'));
  return {
    entry: { of: textOf(values, 'of'), amount: amount ?? 0n, on: on ?? '', words: textOf(values, 'words') },
    problems,
  };
}

function readAmount(values: TypedValues, problems: FormProblem[]): Pence | null {
  const amount = amountOf(values, 'amount', 'the amount', problems, 'Enter the amount');
  if (amount === 0n) problems.push({ field: 'amount', message: 'The amount must be more than nothing' });
  return amount;
}

function readEntryDay(
  values: TypedValues,
  of: { year: string; today: PlainDate } | null,
  problems: FormProblem[],
): PlainDate | null {
  const on = dayOf(values, 'on', 'the day', problems, 'Enter the day');
  if (on === null || of === null) return on;
  const [first, last] = entryDays(of.year);
  if (on > of.today) problems.push({ field: 'on-day', message: 'The day can’t be after today' });
  else if (on < first || on > last) {
    const message = `The day must be between ${dateInWords(first)} and ${dateInWords(last)}: the year, and three months for late bills`;
    problems.push({ field: 'on-day', message });
  }
  return on;
}

/** The form that corrects an entry: why, and what stands in its place, if anything does. */
export const correctForm: Form = checkedForm(
  { why: formText(500), instead: formText(3), amount: formText(40), ...dayShape('on'), words: formText(500) },
  (values) => readCorrection(values, null).problems,
);

/** How an entry is corrected. */
export interface Correction {
  why: string;
  /** What stands in its place; null where nothing does. */
  instead: Omit<GivenEntry, 'of'> | null;
}

/** What that form says, and what is wrong with it. */
export function readCorrection(
  values: TypedValues,
  of: { year: string; today: PlainDate } | null,
): { correction: Correction; problems: FormProblem[] } {
  const problems = needed(values, 'why', 'Enter what was wrong with the entry');
  const instead = textOf(values, 'instead');
  if (instead !== 'yes' && instead !== 'no') {
    problems.push({ field: 'instead', message: 'Say whether another entry stands in its place' });
  }
  if (instead !== 'yes') return { correction: { why: textOf(values, 'why'), instead: null }, problems };
  const amount = readAmount(values, problems);
  const on = readEntryDay(values, of, problems);
  problems.push(...needed(values, 'words', 'Enter what it was for'));
  const entry = { amount: amount ?? 0n, on: on ?? '', words: textOf(values, 'words') };
  return { correction: { why: textOf(values, 'why'), instead: entry }, problems };
}

/** An entry as the form that corrects it shows it. */
export function correctionValues(entry: Omit<GivenEntry, 'of'>): TypedValues {
  return { amount: typedPounds(entry.amount), words: entry.words, ...dateFieldValues('on', entry.on) };
}

/** The form of what is said of a year in words. */
export const wordsForm: Form = checkedForm(
  {
    ...{ note: formText(1000), bought: formText(4000), changed: formText(4000), evidence: formText(4000) },
    ...{ judged: formText(150), ...AGAIN },
  },
  () => [],
);

/** What that form says. */
export function readWords(values: TypedValues): BudgetWords {
  const text = (name: string) => textOf(values, name).replaceAll('\r\n', '\n') || null;
  return {
    ...{ note: text('note'), bought: text('bought'), changed: text('changed'), evidence: text('evidence') },
    judgedBy: text('judged'),
  };
}

/** The words of a year as the form shows them. */
export function wordValues(words: BudgetWords): TypedValues {
  const { note, bought, changed, evidence, judgedBy } = words;
  return {
    ...{ note: note ?? '', bought: bought ?? '', changed: changed ?? '' },
    ...{ evidence: evidence ?? '', judged: judgedBy ?? '' },
  };
}

/** The words of a year, for comparing two versions of them and for the ledger. */
export function wordFields(words: BudgetWords): FieldVersion[] {
  const value = (text: string | null) => (text === null ? [] : text.split(/\n+/));
  return [
    { field: 'note', label: 'Note on the year', value: value(words.note) },
    { field: 'bought', label: 'What it bought', value: value(words.bought) },
    { field: 'changed', label: 'What it changed', value: value(words.changed) },
    { field: 'evidence', label: 'What shows it', value: value(words.evidence) },
    { field: 'judgedBy', label: 'Judged by', value: value(words.judgedBy) },
  ];
}

/** The form of a move that needs a reason. */
export const reasonForm: Form = checkedForm({ why: formText(2000) }, (values) =>
  needed(values, 'why', 'Enter the reason'),
);

/** The form with which a partner agrees. */
export const approveForm: Form = checkedForm({ post: formText(120), agree: formText(3) }, (values) => [
  ...needed(values, 'post', 'Enter your post, as it is to stand under the budget'),
  ...(textOf(values, 'agree') === 'yes' ? [] : [{ field: 'agree', message: 'Confirm that you agree for your agency' }]),
]);

/** An approval that was given in a meeting. */
export interface MinutedApproval {
  agency: string;
  post: string;
  approvedOn: PlainDate;
  minutedAt: string;
}

/** The form with which the office writes an approval down that was minuted. */
export function minutedForm(today: () => PlainDate): Form {
  return checkedForm(
    { agency: formText(100), post: formText(120), ...dayShape('agreed'), minuted: formText(300) },
    (values) => readMinuted(values, today()).problems,
  );
}

/** What that form says, and what is wrong with it. */
export function readMinuted(
  values: TypedValues,
  today: PlainDate,
): { approval: MinutedApproval; problems: FormProblem[] } {
  const problems = [
    ...needed(values, 'agency', 'Choose the partner who agreed'),
    ...needed(values, 'post', 'Enter the post of whoever agreed, not their name'),
  ];
  const approvedOn = dayOf(values, 'agreed', 'the day of the approval', problems, 'Enter the day of the approval');
  if (approvedOn !== null && approvedOn > today) {
    problems.push({ field: 'agreed-day', message: 'The day of the approval can’t be after today' });
  }
  problems.push(...needed(values, 'minuted', 'Enter the meeting and the minute'));
  const approval = {
    ...{ agency: textOf(values, 'agency'), post: textOf(values, 'post') },
    ...{ approvedOn: approvedOn ?? today, minutedAt: textOf(values, 'minuted') },
  };
  return { approval, problems };
}
