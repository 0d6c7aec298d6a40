import { z } from 'zod';
import { dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { dateFieldNames, dateFieldValues, readDay, readPartialDate } from '../../../platform/web/date-fields.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import { twoVersionsShape } from '../../../platform/web/two-versions.ts';
import {
  ABUSE,
  ANSWERS,
  type GivenNotification,
  type GivenPerson,
  type GivenView,
  HARMS,
  type Harm,
  OUTCOMES,
  PARTS,
  VIEWS,
} from './notification.ts';
import { secretaryOfStateIsTold } from './rules.ts';

/** The most people, and the most partners, that the form has lines for. */
export const MOST_LINES = 12;
/** Lines for people that an empty form begins with. */
const FIRST_LINES = 3;

const LINES = Array.from({ length: MOST_LINES }, (_, at) => at + 1);
const LONG = 20_000;

function fields(names: readonly string[], most: number): Record<string, z.ZodType> {
  return Object.fromEntries(names.map((name) => [name, formText(most)]));
}

const DATES = ['aware', 'incident', 'notified', 'told', 'secretary-of-state'];

const shape: Record<string, z.ZodType> = {
  ...fields(['area', 'outcome', 'abuse', 'looked-after', 'care-leaver', 'incident-not-known', 'do'], 40),
  ...fields(DATES.flatMap(dateFieldNames), 20),
  harm: z.union([formText(40), z.array(z.string().max(40)).max(40)], 'Choose kinds of harm from the list').optional(),
  'what-happened': formText(LONG),
  'panel-reference': formText(60),
  ...Object.assign({}, ...LINES.map(personFields)),
  ...Object.assign({}, ...LINES.map(viewFields)),
};

function personFields(line: number): Record<string, z.ZodType> {
  const name = `people-${line}`;
  return {
    ...fields([`${name}-part`], 40),
    ...fields([`${name}-name`, `${name}-email`], 200),
    ...fields(dateFieldNames(`${name}-born`), 20),
  };
}

function viewFields(line: number): Record<string, z.ZodType> {
  const name = `views-${line}`;
  return {
    ...fields([`${name}-agency`, `${name}-view`], 200),
    ...fields([`${name}-words`], 2000),
    ...fields(dateFieldNames(`${name}-on`), 20),
  };
}

type Form = z.ZodType<TypedValues>;

/** The form for a new notification. `today` is asked when it is sent: no day in it may lie ahead. */
export function newForm(today: () => PlainDate): Form {
  return checked({ ...shape, ...fields(['sealed'], 10), ...fields(['decider'], 40) }, today) as unknown as Form;
}

/** The form that changes one: with a reason, and with what is needed where two people change it. */
export function changeForm(today: () => PlainDate): Form {
  return checked({ ...shape, ...fields(['why'], 1000), ...twoVersionsShape }, today, (values) =>
    (typedText(values, 'why') ?? '').trim() === ''
      ? [{ field: 'why', message: 'Enter why you are changing this notification' }]
      : [],
  ) as unknown as Form;
}

function checked(
  whole: Record<string, z.ZodType>,
  today: () => PlainDate,
  further: (values: TypedValues) => FormProblem[] = () => [],
) {
  return z.strictObject(whole).superRefine((typed, context) => {
    const values = typed as TypedValues;
    // Room for another person is asked for before the form is ready.
    if (asksForLine(values)) return;
    for (const { field, message } of [...readForm(values, today()).problems, ...further(values)]) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });
}

/** Whether the form was sent to get a line for another person, and not to be kept. */
export function asksForLine(values: TypedValues): boolean {
  return typedText(values, 'do') === 'add-person';
}

/** How many lines for people the form shows: those it was sent with, and one more where that was asked for. */
export function linesShown(values: TypedValues): number {
  const sent = LINES.findLast((line) => typedText(values, `people-${line}-name`) !== undefined) ?? FIRST_LINES;
  return Math.min(MOST_LINES, sent + (asksForLine(values) ? 1 : 0));
}

/** What the form says, and what is wrong with it; where something is wrong `given` is not to be used. */
export function readForm(
  values: TypedValues,
  today: PlainDate,
): { given: GivenNotification; problems: readonly FormProblem[] } {
  const problems: FormProblem[] = [];
  const typed = (name: string) => (typedText(values, name) ?? '').trim();
  const one = <K extends string>(name: string, choices: Record<K, unknown>, message: string): K => {
    const found = typed(name);
    if (!Object.hasOwn(choices, found)) problems.push({ field: name, message });
    return found as K;
  };
  const day = (name: string, called: string): PlainDate | null => {
    const read = readDay(values, name, called);
    if (read !== null && typeof read !== 'string') problems.push(read);
    if (typeof read !== 'string') return null;
    if (read > today)
      problems.push({ field: dateFieldNames(name)[0], message: `${capital(called)} must not be ahead` });
    return read;
  };
  if (typed('area') === '') problems.push({ field: 'area', message: 'Choose the area in which it happened' });
  const awareOn = day('aware', 'the day the council became aware');
  if (dateFieldNames('aware').every((name) => typed(name) === '')) {
    problems.push({ field: 'aware-day', message: 'Enter the day the council became aware' });
  }
  const incidentOn = incident(values, awareOn, problems);
  const outcome = one('outcome', OUTCOMES, 'Choose whether the child died or was seriously harmed');
  const harm = harms(values, problems);
  if (harm.length === 0 && outcome === 'serious-harm') {
    problems.push({ field: 'harm', message: 'Choose the kinds of harm, or “Not known yet”' });
  }
  const abuse = one('abuse', ABUSE, 'Choose whether abuse or neglect is known or suspected');
  const lookedAfter = one('looked-after', ANSWERS, 'Choose whether the child was looked after');
  const careLeaver = one('care-leaver', ANSWERS, 'Choose whether the young person was a care leaver');
  const whatHappened = typed('what-happened').replaceAll('\r\n', '\n');
  if (whatHappened === '') problems.push({ field: 'what-happened', message: 'Enter what happened' });
  const people = LINES.flatMap((line) => person(values, line, problems, { one, day, typed }));
  const views = LINES.flatMap((line) => view(line, { one, day, typed }));
  const since = (name: string, called: string) => {
    const done = day(name, called);
    if (done !== null && awareOn !== null && done < awareOn) {
      const message = `${capital(called)} must not be before the council became aware, on ${dateInWords(awareOn)}`;
      problems.push({ field: dateFieldNames(name)[0], message });
    }
    return done;
  };
  const notifiedOn = since('notified', 'the day it was sent to the Panel');
  const partnersToldOn = since('told', 'the day the partners were told');
  const secretaryOfStateToldOn = since('secretary-of-state', 'the day the Secretary of State was told');
  if (secretaryOfStateToldOn !== null && !secretaryOfStateIsTold({ outcome, lookedAfter })) {
    problems.push({
      field: 'secretary-of-state-day',
      message:
        'The Secretary of State is told when a looked-after child died: clear this day, or change the answers above',
    });
  }
  const given: GivenNotification = {
    area: typed('area'),
    awareOn: awareOn ?? '',
    incidentOn,
    outcome,
    harm,
    abuse,
    lookedAfter,
    careLeaver,
    whatHappened,
    people,
    views,
    notifiedOn,
    panelReference: typed('panel-reference') || null,
    partnersToldOn,
    secretaryOfStateToldOn,
  };
  return { given, problems };
}

function incident(values: TypedValues, awareOn: PlainDate | null, problems: FormProblem[]): string | null {
  const called = 'the day of the incident';
  const read = readPartialDate(values, 'incident', called);
  const notKnown = typedText(values, 'incident-not-known') === 'yes';
  const say = (message: string, field = 'incident-day') => {
    problems.push({ field, message });
    return null;
  };
  if (read === null) {
    return notKnown ? null : say('Enter the day, month or year of the incident, or tick that it is not known');
  }
  if (typeof read !== 'string') return say(read.message, read.field);
  if (notKnown) return say('Enter a date of the incident or tick that it is not known, not both');
  // A month or year is compared as far as it goes.
  if (awareOn !== null && read > awareOn.slice(0, read.length)) {
    return say('The day of the incident must not be after the day the council became aware');
  }
  return read;
}

function harms(values: TypedValues, problems: FormProblem[]): Harm[] {
  const ticked = [values.harm ?? []].flat().filter((one) => one !== '');
  const harm = (Object.keys(HARMS) as Harm[]).filter((one) => ticked.includes(one));
  if (harm.length !== new Set(ticked).size) {
    problems.push({ field: 'harm', message: 'Choose kinds of harm from the list' });
  }
  if (harm.length > 1 && harm.includes('not-known')) {
    problems.push({ field: 'harm', message: 'Choose the kinds of harm or “Not known yet”, not both' });
  }
  return harm;
}

interface Reading {
  typed: (name: string) => string;
  one: <K extends string>(name: string, choices: Record<K, unknown>, message: string) => K;
  day: (name: string, called: string) => PlainDate | null;
}

/** One line of the people; a line without a name, a date and an address is nobody. */
function person(
  values: TypedValues,
  line: number,
  problems: FormProblem[],
  { typed, one, day }: Reading,
): GivenPerson[] {
  const at = `people-${line}`;
  const name = typed(`${at}-name`).replaceAll(/\s+/g, ' ');
  const born = day(`${at}-born`, `the date of birth of person ${line}`);
  const email = typed(`${at}-email`).toLowerCase() || null;
  const dateTyped = dateFieldNames(`${at}-born`).some((field) => (typedText(values, field) ?? '').trim() !== '');
  if (name === '' && email === null && !dateTyped) return [];
  if (name === '') {
    problems.push({ field: `${at}-name`, message: `Enter the name of person ${line}, or clear the line` });
  }
  const part = one(`${at}-part`, PARTS, `Choose what person ${line} is to the child`);
  return [{ part, name, born, email }];
}

function view(line: number, { typed, one, day }: Reading): GivenView[] {
  const at = `views-${line}`;
  const agency = typed(`${at}-agency`);
  if (agency === '') return [];
  return [
    {
      agency,
      view: one(`${at}-view`, VIEWS, `Choose where partner ${line} stands`),
      on: day(`${at}-on`, `the day of the view of partner ${line}`),
      words: typed(`${at}-words`).replaceAll('\r\n', '\n') || null,
    },
  ];
}

/** A notification as its form shows it. */
export function typedOf(given: GivenNotification): TypedValues {
  const people = given.people.map((one, at) => ({
    [`people-${at + 1}-part`]: one.part,
    [`people-${at + 1}-name`]: one.name,
    [`people-${at + 1}-email`]: one.email ?? '',
    ...dateFieldValues(`people-${at + 1}-born`, one.born),
  }));
  const views = given.views.map((one, at) => ({
    [`views-${at + 1}-agency`]: one.agency,
    [`views-${at + 1}-view`]: one.view,
    [`views-${at + 1}-words`]: one.words ?? '',
    ...dateFieldValues(`views-${at + 1}-on`, one.on),
  }));
  // One line stays open for somebody who is still to be added.
  const open = given.people.length < MOST_LINES ? { [`people-${given.people.length + 1}-name`]: '' } : {};
  return {
    area: given.area,
    ...dateFieldValues('aware', given.awareOn),
    ...dateFieldValues('incident', given.incidentOn),
    ...(given.incidentOn === null ? { 'incident-not-known': 'yes' } : {}),
    outcome: given.outcome,
    harm: given.harm,
    abuse: given.abuse,
    'looked-after': given.lookedAfter,
    'care-leaver': given.careLeaver,
    'what-happened': given.whatHappened,
    ...Object.assign({}, ...people, ...views),
    ...open,
    ...dateFieldValues('notified', given.notifiedOn),
    'panel-reference': given.panelReference ?? '',
    ...dateFieldValues('told', given.partnersToldOn),
    ...dateFieldValues('secretary-of-state', given.secretaryOfStateToldOn),
  };
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
