import { PlainError } from '../plain-error.ts';
import { addDays, type PlainDate, plainDate } from './plain-date.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const LONG_DATE = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

const DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

const MINUTE_IN_MS = 60_000;

/** What a calendar and a clock on a wall in England show. */
export interface WallClock {
  date: PlainDate;
  /** HH:MM, 00:00 to 23:59. */
  time: string;
}

/** One request asks many times what the clock shows at one and the same moment. */
let last: { at: number; shows: WallClock } | undefined;

/** Date and time in England at a moment. */
export function londonClock(moment: Date): WallClock {
  const at = moment.getTime();
  if (last?.at !== at) last = { at, shows: readClock(moment) };
  return { ...last.shows };
}

function readClock(moment: Date): WallClock {
  const part = Object.fromEntries(CLOCK.formatToParts(moment).map(({ type, value }) => [type, value]));
  return { date: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** The day it is in England at a moment. */
export function londonDate(moment: Date): PlainDate {
  return londonClock(moment).date;
}

/**
 * The moment at which a wall clock in England shows this. A time that comes twice, when the clocks go back, means the
 * first of the two, so that no time limit ends later than it may. Throws PlainError for a time that is skipped when the clocks go forward.
 */
export function londonMoment({ date, time }: WallClock): Date {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new PlainError(`“${time}” is not a time: write hours and minutes like 16:30.`);
  }
  const asUtc = Date.parse(`${plainDate(date)}T${time}:00Z`);
  for (const offset of [60, 0]) {
    const moment = new Date(asUtc - offset * MINUTE_IN_MS);
    const shown = londonClock(moment);
    if (shown.date === date && shown.time === time) return moment;
  }
  throw new PlainError(
    `There was no ${timeInWords(time)} on ${longDate(date)}, because the clocks went forward: give a time before 1am or from 2am.`,
  );
}

/** How far England's clocks are ahead of UTC at a moment, in minutes: 0 in winter, 60 in summer. */
export function londonOffset(moment: Date): number {
  const { date, time } = londonClock(moment);
  return Math.round((Date.parse(`${date}T${time}:00Z`) - moment.getTime()) / MINUTE_IN_MS);
}

/** "Monday 25 October 2021", as GOV.UK writes a date with its weekday. */
export function longDate(date: PlainDate): string {
  return LONG_DATE.format(Date.parse(`${plainDate(date)}T00:00:00Z`)).replace(',', '');
}

/** "25 October 2021". */
export function dateInWords(date: PlainDate): string {
  return DATE.format(Date.parse(`${plainDate(date)}T00:00:00Z`));
}

/** "4:30pm", "11am", "midday" and "midnight", as GOV.UK writes times. */
export function timeInWords(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (minute === 0 && hour === 0) return 'midnight';
  if (minute === 0 && hour === 12) return 'midday';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** "4:30pm on Monday 25 October 2021", in England. Midnight names the day that begins with it. */
export function momentInWords(moment: Date): string {
  const { date, time } = londonClock(moment);
  return `${timeInWords(time)} on ${longDate(date)}`;
}

/** The day within a span of moments on which England's clocks changed, and which way; nothing when they did not. */
export function clockChange(from: Date, to: Date): { date: PlainDate; way: 'forward' | 'back' } | undefined {
  const last = londonDate(to);
  for (let date = londonDate(from); date <= last; date = addDays(date, 1)) {
    const before = londonOffset(new Date(`${date}T00:00:00Z`));
    const after = londonOffset(new Date(`${date}T12:00:00Z`));
    if (before === after) continue;
    // The change comes at 1am UTC; a span may begin after it or end before it on the same day.
    const change = Date.parse(`${date}T01:00:00Z`);
    if (from.getTime() < change && change <= to.getTime()) return { date, way: after > before ? 'forward' : 'back' };
  }
  return undefined;
}
