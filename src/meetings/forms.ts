import { z } from 'zod';
import { dayOfWeek, type PlainDate } from '../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../platform/web/checked-form.ts';
import { dateFieldNames } from '../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../platform/web/form.ts';
import { formText } from '../platform/web/form-text.ts';
import { ASKS } from './meeting.ts';
import type { Series, StandingItem } from './repository.ts';
import { MONTHS, MOVES, type Moves, type Pattern, weekOf } from './series.ts';
import type { GivenMeeting } from './service.ts';

/** A time of day as people type it: "10:00", "10", "2.30pm". Null where it is none. */
export function readTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  if (!found) return null;
  const [, hourTyped = '', minute = '00', half] = found;
  let hour = Number(hourTyped);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half?.toLowerCase() === 'pm' && hour < 12) hour += 12;
  if (half?.toLowerCase() === 'am' && hour === 12) hour = 0;
  if (hour > 23 || Number(minute) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minute}`;
}

function timeOf(values: TypedValues, problems: FormProblem[]): string {
  const time = readTime(textOf(values, 'starts'));
  if (time === null) problems.push({ field: 'starts', message: 'Enter when it begins, like 10:00 or 2:30pm' });
  return time ?? '';
}

/** A whole number within bounds from a form. Null where it is empty; wrong ones are put among the problems. */
export function numberOf(
  values: TypedValues,
  name: string,
  { least, most, message }: { least: number; most: number; message: string },
  problems: FormProblem[],
): number | null {
  const typed = textOf(values, name);
  if (typed === '') return null;
  const number = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  if (number >= least && number <= most) return number;
  problems.push({ field: name, message });
  return null;
}

const LASTS = { least: 15, most: 720, message: 'Enter how long it lasts, from 15 to 720 minutes' };

/** The form that plans one meeting. */
export const planForm: Form = checkedForm(
  {
    ...{ group: formText(200), ...dayShape('day'), starts: formText(20), minutes: formText(5), place: formText(300) },
    afterwards: formText(5),
  },
  (values) => readPlan(values).problems,
);

/** What that form says. */
export function readPlan(values: TypedValues): { given: GivenMeeting; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const forumKey = textOf(values, 'group');
  if (forumKey === '') problems.push({ field: 'group', message: 'Choose the group that meets' });
  const day = dayOf(values, 'day', 'the day of the meeting', problems, 'Enter the day of the meeting');
  const starts = timeOf(values, problems);
  const minutes = numberOf(values, 'minutes', LASTS, problems) ?? 120;
  const place = textOf(values, 'place');
  if (place === '') problems.push({ field: 'place', message: 'Enter where it takes place, or “Online”' });
  return {
    given: { forumKey, day: day ?? '', starts, minutes, place, afterwards: textOf(values, 'afterwards') === 'yes' },
    problems,
  };
}

/** The form that moves a meeting. */
export const moveForm: Form = checkedForm(
  { ...dayShape('day'), starts: formText(20), because: formText(500) },
  (values) => readMove(values).problems,
);

/** What that form says. */
export function readMove(values: TypedValues): {
  day: PlainDate;
  starts: string;
  because: string;
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const day = dayOf(values, 'day', 'the new day', problems, 'Enter the new day');
  const starts = timeOf(values, problems);
  const because = textOf(values, 'because');
  if (because === '') problems.push({ field: 'because', message: 'Enter why it is moved' });
  return { day: day ?? '', starts, because, problems };
}

/** The form that takes a step back, with its reason. */
export const takeBackForm: Form = checkedForm({ reason: formText(500) }, (values) =>
  textOf(values, 'reason') === '' ? [{ field: 'reason', message: 'Enter why' }] : [],
);

/** The form that cancels a meeting. */
export const cancelForm: Form = checkedForm({ reason: formText(500) }, (values) =>
  textOf(values, 'reason') === '' ? [{ field: 'reason', message: 'Enter why it is cancelled' }] : [],
);

/** The form that says on which day minutes were agreed. */
export const agreeForm: Form = checkedForm({ ...dayShape('agreed') }, (values) => readAgreed(values).problems);

/** What that form says. */
export function readAgreed(values: TypedValues): { on: PlainDate; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const on = dayOf(
    values,
    'agreed',
    'the day on which they were agreed',
    problems,
    'Enter the day on which they were agreed',
  );
  return { on: on ?? '', problems };
}

/** How many standing items a series can have. */
export const MOST_STANDING = 6;
const STANDING = Array.from({ length: MOST_STANDING }, (_, at) => at + 1);

/** The form that makes a series. */
export const seriesForm: Form = checkedForm(
  {
    ...{ group: formText(200), unit: formText(10), every: formText(3), ...dayShape('first'), ...dayShape('last') },
    months: z.union([formText(20), z.array(z.string().max(20)).max(12)], 'Choose months from the list').optional(),
    ...{ starts: formText(20), minutes: formText(5), place: formText(300), moves: formText(30) },
    ...Object.fromEntries(
      STANDING.flatMap((line) => [
        [`standing-${line}`, formText(200)],
        [`asks-${line}`, formText(20)],
        [`time-${line}`, formText(5)],
      ]),
    ),
  },
  (values) => readSeriesForm(values).problems,
);

/** What that form says. */
export function readSeriesForm(values: TypedValues): {
  given: Omit<Series, 'id' | 'version'>;
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const forumKey = textOf(values, 'group');
  if (forumKey === '') problems.push({ field: 'group', message: 'Choose the group that meets' });
  const firstOn = dayOf(values, 'first', 'the first date', problems, 'Enter the first date');
  if (firstOn !== null && [0, 6].includes(dayOfWeek(firstOn))) {
    problems.push({
      field: dateFieldNames('first')[0],
      message: 'The first date must be a weekday: it gives the day of the week',
    });
  }
  const lastOn = dayOf(values, 'last', 'the last date', problems, null);
  if (firstOn !== null && lastOn !== null && lastOn < firstOn) {
    problems.push({ field: dateFieldNames('last')[0], message: 'The last date can’t be before the first' });
  }
  const pattern = patternOf(values, firstOn ?? '2026-01-01', problems);
  const starts = timeOf(values, problems);
  const minutes = numberOf(values, 'minutes', LASTS, problems) ?? 120;
  const place = textOf(values, 'place');
  if (place === '') problems.push({ field: 'place', message: 'Enter where it takes place, or “Online”' });
  const moves = textOf(values, 'moves');
  if (!Object.hasOwn(MOVES, moves))
    problems.push({ field: 'moves', message: 'Choose where a date moves to that is a bank holiday' });
  const standing = STANDING.flatMap((line) => standingOf(values, line, problems));
  const given = {
    forumKey,
    pattern,
    firstOn: firstOn ?? '',
    lastOn,
    starts,
    minutes,
    place,
    moves: moves as Moves,
    standing,
  };
  return { given, problems };
}

function patternOf(values: TypedValues, firstOn: PlainDate, problems: FormProblem[]): Pattern {
  const unit = textOf(values, 'unit');
  const every = {
    least: 1,
    most: unit === 'months' ? 12 : 52,
    message: 'Enter a number of weeks up to 52, or of months up to 12',
  };
  const count = numberOf(values, 'every', every, problems);
  if (unit === 'terms') {
    const months = [values.months ?? []]
      .flat()
      .map(Number)
      .filter((month) => month >= 1 && month <= MONTHS.length);
    if (months.length === 0)
      problems.push({ field: 'months', message: 'Choose in which months the terms’ meetings are' });
    return { unit, months, week: weekOf(firstOn) };
  }
  if (unit !== 'weeks' && unit !== 'months')
    problems.push({ field: 'unit', message: 'Choose how the dates are counted' });
  else if (count === null)
    problems.push({ field: 'every', message: 'Enter after how many weeks or months it meets again' });
  return unit === 'months' ? { unit, every: count ?? 1, week: weekOf(firstOn) } : { unit: 'weeks', every: count ?? 1 };
}

function standingOf(values: TypedValues, line: number, problems: FormProblem[]): StandingItem[] {
  const title = textOf(values, `standing-${line}`);
  if (title === '') return [];
  const asks = textOf(values, `asks-${line}`) || 'discuss';
  if (!Object.hasOwn(ASKS, asks)) problems.push({ field: `asks-${line}`, message: 'Choose what the item asks for' });
  const bounds = { least: 1, most: 720, message: 'Enter a number of minutes from 1 to 720' };
  return [{ title, asks: asks as StandingItem['asks'], minutes: numberOf(values, `time-${line}`, bounds, problems) }];
}

/** The form that ends a series. */
export const stopForm: Form = checkedForm({ ...dayShape('last') }, (values) => readStop(values).problems);

/** What that form says. */
export function readStop(values: TypedValues): { lastOn: PlainDate; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const lastOn = dayOf(values, 'last', 'the last date', problems, 'Enter the last day of the series');
  return { lastOn: lastOn ?? '', problems };
}
