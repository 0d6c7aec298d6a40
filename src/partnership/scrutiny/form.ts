import { addMonths, dateInWords, type PlainDate } from '../../platform/clocks/index.ts';
import { dateFieldNames, dateFieldValues, readDay } from '../../platform/web/date-fields.ts';
import type { TypedValues } from '../../platform/web/form.ts';
import { LONG, type Reading, readingOf, strictForm } from '../../platform/web/form-reading.ts';
import { type FieldVersion, twoVersionsShape } from '../../platform/web/two-versions.ts';
import { identifierProblems } from '../challenge/index.ts';
import { FINDINGS, type GivenTest, type GivenVisit, isReportYear, VISITS } from './scrutiny.ts';

/** The most that a statement holds. */
const STATEMENT = 60_000;
/** What was tested or heard longer ago than this is no longer scrutiny of these arrangements. */
const MONTHS_BACK = 120;

function day(
  values: TypedValues,
  { problems }: Reading,
  of: { name: string; called: string; missing: string | null; notAfter?: PlainDate },
): PlainDate | null {
  const read = readDay(values, of.name, of.called);
  const [field] = dateFieldNames(of.name);
  if (read === null) {
    if (of.missing !== null) problems.push({ field, message: of.missing });
    return null;
  }
  if (typeof read !== 'string') {
    problems.push(read);
    return null;
  }
  if (of.notAfter !== undefined && read > of.notAfter) {
    problems.push({ field, message: `${of.called.charAt(0).toUpperCase()}${of.called.slice(1)} must not be ahead` });
  }
  if (of.notAfter !== undefined && read < addMonths(of.notAfter, -MONTHS_BACK)) {
    const message = `${of.called.charAt(0).toUpperCase()}${of.called.slice(1)} must be within the last ten years`;
    problems.push({ field, message });
  }
  return read;
}

/** What the form for a test says; where something is wrong `given` is not to be used. */
export function readTest(values: TypedValues, today: PlainDate): Pick<Reading, 'problems'> & { given: GivenTest } {
  const reading = readingOf(values);
  const { problems, words, one } = reading;
  const testedOn = day(values, reading, {
    ...{ name: 'tested', called: 'the day of the test', missing: 'Enter the day of the test', notAfter: today },
  });
  const nextLookOn = day(values, reading, { name: 'next', called: 'the day of the next look', missing: null });
  if (testedOn !== null && nextLookOn !== null && nextLookOn <= testedOn) {
    problems.push({ field: 'next-day', message: 'The day of the next look must be after the day of the test' });
  }
  const given: GivenTest = {
    claimed: words('claimed', 'Enter what was claimed'),
    evidence: words('evidence', 'Enter which evidence you looked at'),
    finding: one('finding', FINDINGS, 'Choose what you found'),
    found: words('found', 'Enter what you found, in words'),
    testedOn: testedOn ?? '',
    nextLookOn,
  };
  problems.push(...identifierProblems({ claimed: given.claimed, evidence: given.evidence, found: given.found }));
  return { given, problems };
}

const TEST_FIELDS = {
  ...{ claimed: LONG, evidence: LONG, finding: 40, found: LONG },
  ...Object.fromEntries([...dateFieldNames('tested'), ...dateFieldNames('next')].map((name) => [name, 20])),
};

/** The form for a new test. */
export function newTestForm(today: () => PlainDate) {
  return strictForm({ ...TEST_FIELDS, about: 300 }, (values) => readTest(values, today()));
}

/** The form that changes one. */
export function changeTestForm(today: () => PlainDate) {
  return strictForm({ ...TEST_FIELDS, do: 20 }, (values) => readTest(values, today()), twoVersionsShape);
}

/** A test as its form shows it. */
export function typedTest(given: GivenTest): TypedValues {
  return {
    ...{ claimed: given.claimed, evidence: given.evidence, finding: given.finding, found: given.found },
    ...dateFieldValues('tested', given.testedOn),
    ...dateFieldValues('next', given.nextLookOn),
  };
}

/** A test in words, field by field. */
export function testFields(given: GivenTest): FieldVersion[] {
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  return [
    { field: 'claimed', label: 'What was claimed', value: lines(given.claimed) },
    { field: 'evidence', label: 'Evidence looked at', value: lines(given.evidence) },
    { field: 'finding', label: 'Finding', value: [FINDINGS[given.finding]] },
    { field: 'found', label: 'What was found', value: lines(given.found) },
    { field: 'testedOn', label: 'Day of the test', value: [dateInWords(given.testedOn)] },
    {
      field: 'nextLookOn',
      label: 'Next look',
      value: given.nextLookOn === null ? [] : [dateInWords(given.nextLookOn)],
    },
  ];
}

/** What the form for a visit says. */
export function readVisit(values: TypedValues, today: PlainDate): Pick<Reading, 'problems'> & { given: GivenVisit } {
  const reading = readingOf(values);
  const { problems, typed, words, one } = reading;
  const visitedOn = day(values, reading, {
    ...{ name: 'visited', called: 'the day of the visit', missing: 'Enter the day of the visit', notAfter: today },
  });
  const given: GivenVisit = {
    visitedOn: visitedOn ?? '',
    form: one('form', VISITS, 'Choose what it was'),
    place: words('place', 'Enter where it was'),
    heard: words('heard', 'Enter what you saw and heard'),
    shared: typed('shared') === 'yes',
  };
  problems.push(...identifierProblems({ place: given.place, heard: given.heard }));
  return { given, problems };
}

/** The form for a visit. */
export function visitForm(today: () => PlainDate) {
  const days = Object.fromEntries(dateFieldNames('visited').map((name) => [name, 20]));
  return strictForm({ form: 40, place: 200, heard: LONG, shared: 10, ...days }, (values) => readVisit(values, today()));
}

/** The form that shares something or takes it back. */
export const shareForm = strictForm({ shared: 10 }, (values) => {
  const { problems, one } = readingOf(values);
  one('shared', { yes: true, no: true }, 'Choose whether it is shared');
  return { problems };
});

/** The form that begins a statement. */
export function beginStatementForm(today: () => PlainDate) {
  return strictForm({ year: 20 }, (values) => {
    const { problems, typed } = readingOf(values);
    const begins = `${typed('year').slice(0, 4)}-04-01`;
    if (!isReportYear(typed('year'))) {
      problems.push({ field: 'year', message: 'Enter the year of the report, like 2026-27' });
    } else if (begins > today() || begins < addMonths(today(), -MONTHS_BACK)) {
      problems.push({ field: 'year', message: 'Enter a year that has begun, within the last ten years' });
    }
    return { problems };
  });
}

/** What the form that writes on a draft says. */
export function readDraft(values: TypedValues): Pick<Reading, 'problems'> & { words: string } {
  const { problems, words } = readingOf(values);
  const draft = words('words', 'Enter what you state');
  problems.push(...identifierProblems({ words: draft }));
  return { words: draft, problems };
}

/** The form that writes on a draft. */
export const draftForm = strictForm({ words: STATEMENT, do: 20 }, readDraft, twoVersionsShape);

/** The form of a button that moves a statement on. */
export const moveForm = strictForm({ version: 12 }, () => ({ problems: [] }));
