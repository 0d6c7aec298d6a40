import { addWorkingDays, londonMoment, type PlainDate, type WorkingCalendar } from '../../../platform/clocks/index.ts';
import type { ChaseStep } from '../action.ts';

/** How an agency's actions are chased. */
export interface Chasing {
  /** So many working days before the due date the owner is reminded; 0 for never. */
  remindDays: number;
  /** So many working days after the due date the named senior is told. */
  seniorDays: number;
  /** Number of that senior; null while nobody is named. */
  seniorId: string | null;
}

/** How actions are chased where an agency has not said otherwise. Not from guidance: the partnership's own to change. */
export const USUAL_CHASING: Chasing = { remindDays: 5, seniorDays: 10, seniorId: null };

/** What the reminders know of an action. */
export interface Chased {
  state: 'open' | 'done';
  dueOn: PlainDate;
  /** When its effect is looked at; null while it has no test. */
  lookOn: PlainDate | null;
}

/** One reminder and the day from which it is sent. */
export interface PlannedChase {
  step: ChaseStep;
  on: PlainDate;
  /** The due date, or day to look, that it is about. */
  forDay: PlainDate;
}

/**
 * The reminders of an action, in the order in which they come. Working days are England's; a due date beyond the bank
 * holidays that are loaded is counted in weekdays of five to seven days, so that it is chased all the same.
 */
export function plannedChases(action: Chased, chasing: Chasing, calendar: WorkingCalendar): PlannedChase[] {
  if (action.state === 'done') {
    return action.lookOn === null ? [] : [{ step: 'look', on: action.lookOn, forDay: action.lookOn }];
  }
  const forDay = action.dueOn;
  return [
    ...(chasing.remindDays > 0
      ? [{ step: 'before' as const, on: counted(calendar, forDay, -chasing.remindDays), forDay }]
      : []),
    { step: 'late', on: counted(calendar, forDay, 1), forDay },
    { step: 'senior', on: counted(calendar, forDay, chasing.seniorDays), forDay },
  ];
}

function counted(calendar: WorkingCalendar, from: PlainDate, days: number): PlainDate {
  const inside = (day: PlainDate) => day >= calendar.from && day <= calendar.to;
  const rough = Math.sign(days) * Math.ceil((Math.abs(days) * 7) / 5);
  const end = shifted(from, rough);
  // Counting reaches somewhat further than the rough day where holidays lie between.
  return inside(from) && inside(shifted(end, Math.sign(days) * 14)) ? addWorkingDays(calendar, from, days) : end;
}

function shifted(day: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The reminder that is due on a day: the last of those whose day has come, because an action of which the senior is to
 * hear needs no word that it is late. None before the first. A reminder before the due date is not sent from that date on.
 */
export function chaseDue(planned: readonly PlannedChase[], today: PlainDate): PlannedChase | undefined {
  const due = planned.findLast(({ on }) => on <= today);
  return due?.step === 'before' && due.forDay < today ? undefined : due;
}

/** The next reminder after a day. */
export function chaseAfter(planned: readonly PlannedChase[], today: PlainDate): PlannedChase | undefined {
  return planned.find(({ on }) => on > today);
}

/** The moment at which reminders of a day leave: as people come to work. */
export function chaseMoment(day: PlainDate): Date {
  return londonMoment({ date: day, time: '08:00' });
}
