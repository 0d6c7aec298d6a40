import { addMonths, dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import {
  checkedForm,
  dayOf,
  dayShape,
  type Form,
  needed,
  textOf,
  tickedIn,
  tickedShape,
} from '../../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import { type FieldVersion, twoVersionsShape } from '../../../platform/web/two-versions.ts';
import type { Head, VersionFacts, VersionSection } from './version.ts';

/** The most letters of a section’s words. */
export const MOST_WORDS = 20_000;
/** The furthest that a date of arrangements lies ahead: nobody reviews them in ten years’ time. */
const FURTHEST_MONTHS = 60;

const FACTS = {
  why: formText(2000),
  areas: tickedShape,
  statutory: tickedShape,
  relevant: tickedShape,
  ...dayShape('force'),
  ...dayShape('review'),
};

/** The form of a version’s facts. */
export function factsForm(today: () => PlainDate): Form {
  return checkedForm(
    { ...FACTS, ...twoVersionsShape, do: formText(10) },
    (values) => readFacts(values, today()).problems,
  );
}

/** What that form says, and what is wrong with it. */
export function readFacts(values: TypedValues, today: PlainDate): { facts: VersionFacts; problems: FormProblem[] } {
  const problems = needed(values, 'why', 'Enter why there is a new version');
  const [areas, statutory, relevant] = ['areas', 'statutory', 'relevant'].map((name) => tickedIn(values, name));
  if (areas?.length === 0) problems.push({ field: 'areas', message: 'Choose at least one area' });
  const both = relevant?.filter((one) => statutory?.includes(one)) ?? [];
  if (both.length > 0) {
    problems.push({ field: 'relevant', message: 'An agency is a statutory partner or a relevant agency, not both' });
  }
  const inForceFrom = dayOf(values, 'force', 'the day it comes into force', problems, null);
  const reviewDue = dayOf(values, 'review', 'the day of its review', problems, null);
  if (reviewDue !== null) {
    const furthest = addMonths(today, FURTHEST_MONTHS);
    const message =
      reviewDue <= today
        ? `The day of its review must be after today, ${dateInWords(today)}`
        : reviewDue > furthest
          ? 'The day of its review must be within the next five years'
          : inForceFrom !== null && reviewDue <= inForceFrom
            ? 'The review must be due after the day it comes into force'
            : null;
    if (message !== null) problems.push({ field: 'review-day', message });
  }
  const facts = {
    why: textOf(values, 'why'),
    areas: areas ?? [],
    statutory: statutory ?? [],
    relevant: relevant ?? [],
  };
  return { facts: { ...facts, inForceFrom, reviewDue }, problems };
}

/** A version’s facts as the form shows them. */
export function factValues(facts: VersionFacts): TypedValues {
  const { why, areas, statutory, relevant } = facts;
  return {
    ...{ why, areas, statutory, relevant },
    ...dateFieldValues('force', facts.inForceFrom),
    ...dateFieldValues('review', facts.reviewDue),
  };
}

/** A version’s facts in words, for comparing two of them and for the ledger. */
export function factFields(facts: VersionFacts, names: ReadonlyMap<string, string>): FieldVersion[] {
  const named = (keys: readonly string[]) => keys.map((key) => names.get(key) ?? key).toSorted();
  const when = (date: PlainDate | null) => (date === null ? [] : [dateInWords(date)]);
  return [
    { field: 'why', label: 'Why there is a new version', value: facts.why.split(/\n+/).filter(Boolean) },
    { field: 'areas', label: 'Areas', value: facts.areas },
    { field: 'statutory', label: 'Statutory partners', value: named(facts.statutory) },
    { field: 'relevant', label: 'Relevant agencies', value: named(facts.relevant) },
    { field: 'inForceFrom', label: 'Comes into force', value: when(facts.inForceFrom) },
    { field: 'reviewDue', label: 'Review due', value: when(facts.reviewDue) },
  ];
}

const SECTION = { title: formText(200), head: formText(100), words: formText(MOST_WORDS) };

/** What can be typed of a section. */
export type GivenSection = Pick<VersionSection, 'head' | 'title' | 'words'>;

/** The form of a new section. */
export const newSectionForm: Form = checkedForm(SECTION, (values) => readSection(values).problems);
/** The form that changes a section. */
export const sectionForm: Form = checkedForm(
  { ...SECTION, ...twoVersionsShape, do: formText(10) },
  (values) => readSection(values).problems,
);

/** What that form says, and what is wrong with it. */
export function readSection(values: TypedValues): { section: GivenSection; problems: FormProblem[] } {
  const title = textOf(values, 'title').replaceAll(/\s+/g, ' ');
  const words = textOf(values, 'words').replaceAll('\r\n', '\n');
  const problems = [
    ...(title === '' ? [{ field: 'title', message: 'Enter a heading for the section' }] : []),
    ...(words === '' ? [{ field: 'words', message: 'Write the words of the section' }] : []),
  ];
  return { section: { title, words, head: textOf(values, 'head') || null }, problems };
}

/** A section as the form shows it. */
export function sectionValues({ title, head, words }: GivenSection): TypedValues {
  return { title, head: head ?? '', words };
}

/** A section in words, for comparing two of them and for the ledger. */
export function sectionFields(section: GivenSection, heads: readonly Head[]): FieldVersion[] {
  const head = heads.find((one) => one.key === section.head);
  return [
    { field: 'title', label: 'Heading', value: section.title === '' ? [] : [section.title] },
    { field: 'head', label: 'Answers', value: head ? [head.title] : [] },
    { field: 'words', label: 'Words', value: section.words.split('\n').filter(Boolean) },
  ];
}

/** The form with which a section is left out. */
export const leaveOutForm: Form = checkedForm({ version: formText(10), why: formText(500) }, (values) =>
  needed(values, 'why', 'Enter why the section is left out'),
);

/** The form of a move that needs a reason. */
export const reasonForm: Form = checkedForm({ why: formText(2000) }, (values) =>
  needed(values, 'why', 'Enter the reason'),
);

/** The form with which a partner signs: the post that is shown with the signature, and a tick. */
export const signForm: Form = checkedForm({ post: formText(120), agree: formText(3) }, (values) => [
  ...needed(values, 'post', 'Enter your post, as it is to stand under the arrangements'),
  ...(textOf(values, 'agree') === 'yes' ? [] : [{ field: 'agree', message: 'Confirm that you sign for your agency' }]),
]);

/** The form with which the office writes a signature down that was given on paper. */
export function paperForm(today: () => PlainDate): Form {
  return checkedForm(
    { agency: formText(100), post: formText(120), ...dayShape('signed'), kept: formText(300) },
    (values) => readPaper(values, today()).problems,
  );
}

/** A signature on paper. */
export interface PaperSignature {
  agency: string;
  post: string;
  signedOn: PlainDate;
  keptAt: string;
}

/** What that form says, and what is wrong with it. */
export function readPaper(
  values: TypedValues,
  today: PlainDate,
): { signature: PaperSignature; problems: FormProblem[] } {
  const problems = [
    ...needed(values, 'agency', 'Choose the partner who signed'),
    ...needed(values, 'post', 'Enter the post of whoever signed, not their name'),
  ];
  const signedOn = dayOf(values, 'signed', 'the day of the signature', problems, 'Enter the day of the signature');
  if (signedOn !== null && signedOn > today) {
    problems.push({ field: 'signed-day', message: 'The day of the signature can’t be after today' });
  }
  problems.push(...needed(values, 'kept', 'Enter where the signed paper is kept'));
  const [agency, post, keptAt] = ['agency', 'post', 'kept'].map((name) => textOf(values, name)) as [
    string,
    string,
    string,
  ];
  return { signature: { agency, post, signedOn: signedOn ?? today, keptAt }, problems };
}
