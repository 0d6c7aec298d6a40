import { QUORUM_UNLESS_SAID, type Quorum, quorumInWords } from '../../../meetings/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import { safeBack } from '../../../platform/web/safe-back.ts';
import { type FieldVersion, twoVersionsShape } from '../../../platform/web/two-versions.ts';
import { type GivenMember, PARTS, type Part } from './member.ts';
import type { Terms } from './repository.ts';
import { EVIDENCE_KINDS, type Evidence, type EvidenceKind } from './rules.ts';

const isNumber = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The form with which somebody joins a group. */
export const memberForm: Form = checkedForm(
  {
    ...{ person: formText(36), seat: formText(200), agency: formText(100), part: formText(20), voting: formText(10) },
    ...{ 'deputy-for': formText(36), ...dayShape('from'), because: formText(500) },
  },
  (values) => readMember(values).problems,
);

/** What that form says. The agency is empty where it is the person's own. */
export function readMember(values: TypedValues): { given: GivenMember; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const person = textOf(values, 'person');
  if (person !== '' && !isNumber(person)) problems.push({ field: 'person', message: 'Choose somebody from the list' });
  const seat = textOf(values, 'seat');
  const agency = textOf(values, 'agency');
  if (person === '' && seat !== '' && agency === '') {
    problems.push({ field: 'agency', message: 'Choose the agency that fills the seat' });
  }
  if (person === '' && seat === '') {
    problems.push({ field: 'person', message: 'Choose a person, or enter the name of the seat' });
  }
  const part = textOf(values, 'part');
  if (!Object.hasOwn(PARTS, part)) problems.push({ field: 'part', message: 'Choose what they are in the group' });
  const voting = textOf(values, 'voting');
  if (voting !== 'yes' && voting !== 'no') {
    problems.push({ field: 'voting', message: 'Choose whether their agency votes through them' });
  }
  const deputyFor = textOf(values, 'deputy-for');
  if (deputyFor !== '' && !isNumber(deputyFor)) {
    problems.push({ field: 'deputy-for', message: 'Choose somebody from the list' });
  }
  const from = dayOf(values, 'from', 'the first day', problems, 'Enter the day from which they sit in the group');
  const because = textOf(values, 'because');
  if (because === '') problems.push({ field: 'because', message: 'Enter why they join' });
  const given = {
    ...{ personId: person || null, seat: seat || null, agency, part: part as Part, voting: voting === 'yes' },
    ...{ deputyFor: deputyFor || null, from: from ?? '', because },
  };
  return { given, problems };
}

/** The form with which a membership ends. */
export const endForm: Form = checkedForm(
  { ...dayShape('until'), because: formText(500) },
  (values) => readEnd(values).problems,
);

/** What that form says. */
export function readEnd(values: TypedValues): { until: PlainDate; because: string; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const until = dayOf(values, 'until', 'the last day', problems, 'Enter their last day in the group');
  const because = textOf(values, 'because');
  if (because === '') problems.push({ field: 'because', message: 'Enter why the membership ends' });
  return { until: until ?? '', because, problems };
}

/** The form with which evidence for a duty is entered. */
export const evidenceForm: Form = checkedForm(
  { duty: formText(2000), year: formText(7), kind: formText(20), words: formText(2000), href: formText(300) },
  (values) => readEvidence(values).problems,
);

/** What that form says. */
export function readEvidence(values: TypedValues): {
  given: Pick<Evidence, 'duty' | 'kind' | 'words' | 'href'>;
  year: string;
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const kind = textOf(values, 'kind');
  if (!Object.hasOwn(EVIDENCE_KINDS, kind)) problems.push({ field: 'kind', message: 'Choose what shows it' });
  const words = textOf(values, 'words').replaceAll('\r\n', '\n');
  if (words === '') problems.push({ field: 'words', message: 'Enter what shows that the duty was done' });
  const href = textOf(values, 'href');
  if (href !== '' && safeBack(href) !== href) {
    problems.push({ field: 'href', message: 'Enter an address in Kith that begins with /, or leave it empty' });
  }
  const given = { duty: textOf(values, 'duty'), kind: kind as EvidenceKind, words, href: href || null };
  return { given, year: textOf(values, 'year'), problems };
}

/** The form that takes evidence of a duty back. */
export const withdrawForm: Form = checkedForm({ because: formText(500) }, (values) =>
  textOf(values, 'because') === '' ? [{ field: 'because', message: 'Enter why it is taken back' }] : [],
);

/** A task and finish group as the form sets it up. */
export interface GivenGroup {
  name: string;
  purpose: string;
  /** Key of the group to which it answers. */
  under: string;
  remit: string;
  endsOn: PlainDate;
  closureTest: string;
  because: string;
}

/** The form that sets up a task and finish group. */
export const groupForm: Form = checkedForm(
  {
    ...{ name: formText(200), purpose: formText(1000), under: formText(200), remit: formText(4000) },
    ...{ ...dayShape('ends'), 'closure-test': formText(2000), because: formText(500) },
  },
  (values) => readGroup(values).problems,
);

/** What that form says. */
export function readGroup(values: TypedValues): { given: GivenGroup; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const needed = (field: string, message: string) => {
    const typed = textOf(values, field);
    if (typed === '') problems.push({ field, message });
    return typed;
  };
  const given = {
    name: needed('name', 'Enter what the group is called'),
    purpose: needed('purpose', 'Enter in a sentence what it is for'),
    under: needed('under', 'Choose the group to which it answers'),
    remit: needed('remit', 'Enter what the group is asked to do, and what not'),
    endsOn: dayOf(values, 'ends', 'the day on which the group ends', problems, 'Enter when it ends') ?? '',
    closureTest: needed('closure-test', 'Enter what has to be true before it may close'),
    because: needed('because', 'Enter why it is set up'),
  };
  return { given, problems };
}

const NUMBER = /^\d{1,2}$/;

/** The form that changes a group's terms, with what is needed where two people change them. */
export const termsForm: Form = checkedForm(
  {
    ...{ partners: formText(5), agencies: formText(3), otherwise: formText(20), remit: formText(4000) },
    ...{ ...dayShape('ends'), 'closure-test': formText(2000), ...dayShape('closed'), 'closed-words': formText(2000) },
    ...{ why: formText(500), ...twoVersionsShape, version: formText(9), do: formText(10) },
  },
  (values) => readTerms(values).problems,
);

/** Terms as a form gives them. */
export type GivenTerms = Omit<Terms, 'version' | 'quorum' | 'published'> & { quorum: Quorum };

/** What that form says. */
export function readTerms(values: TypedValues): { given: GivenTerms; why: string; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const partners = textOf(values, 'partners') || 'all';
  if (partners !== 'all' && !(NUMBER.test(partners) && Number(partners) <= 20)) {
    problems.push({ field: 'partners', message: 'Enter “all”, or a number of partners from 0 to 20' });
  }
  const agencies = textOf(values, 'agencies') || '0';
  if (!(NUMBER.test(agencies) && Number(agencies) <= 50)) {
    problems.push({ field: 'agencies', message: 'Enter a number of agencies from 0 to 50' });
  }
  const otherwise = textOf(values, 'otherwise');
  if (otherwise !== 'refuse' && otherwise !== 'to-confirm') {
    problems.push({ field: 'otherwise', message: 'Choose what becomes of a decision without a quorum' });
  }
  const endsOn = dayOf(values, 'ends', 'the day on which the group ends', problems, null);
  const closedOn = dayOf(values, 'closed', 'the day on which the group closed', problems, null);
  const closedWords = textOf(values, 'closed-words') || null;
  const closureTest = textOf(values, 'closure-test') || null;
  if (closedOn !== null && closedWords === null) {
    problems.push({ field: 'closed-words', message: 'Enter how the closure test was met before you close the group' });
  }
  if (closedOn !== null && closureTest === null) {
    problems.push({ field: 'closure-test', message: 'Enter what has to be true before the group may close' });
  }
  const why = textOf(values, 'why');
  if (why === '') problems.push({ field: 'why', message: 'Enter why you are changing the terms' });
  const quorum: Quorum = {
    partners: partners === 'all' ? 'all' : Number(partners),
    agencies: Number(agencies),
    otherwise: otherwise === 'refuse' ? 'refuse' : 'to-confirm',
  };
  const given = { quorum, remit: textOf(values, 'remit') || null, endsOn, closureTest, closedOn, closedWords };
  return { given, why, problems };
}

/** Terms as their form shows them. */
export function termsValues(terms: Omit<Terms, 'version' | 'published'>): TypedValues {
  const quorum = terms.quorum ?? QUORUM_UNLESS_SAID;
  return {
    ...{ partners: String(quorum.partners), agencies: String(quorum.agencies), otherwise: quorum.otherwise },
    ...{ remit: terms.remit ?? '', ...dateFieldValues('ends', terms.endsOn), 'closure-test': terms.closureTest ?? '' },
    ...{ ...dateFieldValues('closed', terms.closedOn), 'closed-words': terms.closedWords ?? '' },
  };
}

const lines = (value: string | null): string[] => (value === null ? [] : [value]);

/** Terms field by field in words, for telling two versions apart and for the history. */
export function termsFields(terms: Omit<Terms, 'version' | 'published'>): FieldVersion[] {
  return [
    { field: 'quorum', label: 'Quorum', value: lines(terms.quorum && quorumInWords(terms.quorum)) },
    { field: 'remit', label: 'Remit', value: lines(terms.remit) },
    { field: 'ends', label: 'Ends on', value: lines(terms.endsOn) },
    { field: 'closure-test', label: 'Closure test', value: lines(terms.closureTest) },
    { field: 'closed', label: 'Closed on', value: lines(terms.closedOn) },
    { field: 'closed-words', label: 'How the closure test was met', value: lines(terms.closedWords) },
  ];
}

/** The terms that a form gives, with those fields as stored that were chosen to stay so. */
export function withStoredTerms(given: GivenTerms, stored: Terms, asStored: ReadonlySet<string>): GivenTerms {
  const keep = (field: string) => asStored.has(field);
  return {
    quorum: keep('quorum') ? (stored.quorum ?? QUORUM_UNLESS_SAID) : given.quorum,
    remit: keep('remit') ? stored.remit : given.remit,
    endsOn: keep('ends') ? stored.endsOn : given.endsOn,
    closureTest: keep('closure-test') ? stored.closureTest : given.closureTest,
    closedOn: keep('closed') ? stored.closedOn : given.closedOn,
    closedWords: keep('closed-words') ? stored.closedWords : given.closedWords,
  };
}
