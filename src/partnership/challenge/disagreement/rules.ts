import {
  dateInWords,
  daysBetween,
  deadline,
  longDate,
  type PlainDate,
  type WorkingCalendar,
  workingDaysBetween,
} from '../../../platform/clocks/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { Disagreement, DisagreementState, Stage, StageRecord } from './disagreement.ts';

/** How firmly a limit stands. Only what the partnership agreed is a rule; the rest is a start. */
export const STANDINGS = {
  agreed: 'Agreed by this partnership',
  example: 'Another area’s example',
  recalled: 'Recalled, not checked in a source',
} as const;

/** The name of a standing. */
export type LimitStanding = keyof typeof STANDINGS;

/** How long one stage may take. */
export interface StageLimit {
  stage: Stage;
  urgent: boolean;
  /** England's working days; null where no limit is set. */
  days: number | null;
  source: string;
  standing: LimitStanding;
}

/** When a stage's answer is due, and how that was counted; `due` is null where nothing can be counted. */
export interface StageClock {
  due: PlainDate | null;
  counted: string;
}

/**
 * The clock of a stage that begins on a day. Zero working days is the same day, or the next working day. Without a limit,
 * or where England's bank holidays are not held so far ahead, there is no due day and the words say why.
 */
export function stageClock(
  limit: StageLimit | undefined,
  began: PlainDate,
  calendar: WorkingCalendar | null,
): StageClock {
  if (!limit || limit.days === null) {
    return { due: null, counted: 'The partnership has set no limit for this stage. Agree a day with each other.' };
  }
  if (calendar === null) {
    return { due: null, counted: 'No day can be counted, because England’s bank holidays are not loaded.' };
  }
  try {
    const edition = `${STANDINGS[limit.standing]}: ${limit.source}`;
    const counted = deadline({ start: began, amount: limit.days, unit: 'working-days', calendar, edition });
    return { due: counted.due, counted: counted.explanation };
  } catch (error) {
    if (error instanceof PlainError) return { due: null, counted: error.message };
    throw error;
  }
}

/** How a clock stands: nothing is due, in time, late, still open, or overdue. `days` are working days. */
export interface ClockStands {
  state: 'no-limit' | 'in-time' | 'late' | 'over' | 'open' | 'due-today' | 'overdue';
  due: PlainDate | null;
  days: number;
}

/** How something that is due by a day stands on another day. `over` says that nothing is waited for any more. */
export function standsOn(
  of: { due: PlainDate | null; answeredOn: PlainDate | null; over: boolean },
  today: PlainDate,
  calendar: WorkingCalendar | null,
): ClockStands {
  const { due, answeredOn } = of;
  if (due === null) return { state: 'no-limit', due, days: 0 };
  const days = countDays(due, answeredOn ?? today, calendar);
  if (answeredOn !== null) return { state: answeredOn <= due ? 'in-time' : 'late', due, days };
  if (of.over) return { state: 'over', due, days: 0 };
  if (due === today) return { state: 'due-today', due, days: 0 };
  return { state: due > today ? 'open' : 'overdue', due, days };
}

/** Working days, or days of the calendar where the working days of that year are not known. */
function countDays(from: PlainDate, to: PlainDate, calendar: WorkingCalendar | null): number {
  const known = calendar && [from, to].every((day) => day >= calendar.from && day <= calendar.to);
  return Math.abs(known ? workingDaysBetween(calendar, from, to) : daysBetween(from, to));
}

/** "Due by Friday 27 November 2026: 3 working days left", "2 working days late: it was due by …". */
export function clockInWords({ state, due, days }: ClockStands, answeredOn: PlainDate | null): string {
  const by = due === null ? '' : longDate(due);
  switch (state) {
    case 'no-limit':
      return answeredOn === null ? 'No limit set' : `Answered on ${dateInWords(answeredOn)}`;
    case 'in-time':
      return `Answered on ${dateInWords(answeredOn ?? due ?? '')}, in time`;
    case 'late':
      return `Answered on ${dateInWords(answeredOn ?? due ?? '')}, ${workingDays(days)} late`;
    case 'over':
      return `Ended without an answer, which was due by ${by}`;
    case 'due-today':
      return `Answer due today, ${by}`;
    case 'open':
      return `Answer due by ${by}: ${workingDays(days)} left`;
    case 'overdue':
      return `Answer ${workingDays(days)} late: it was due by ${by}`;
  }
}

function workingDays(days: number): string {
  if (days === 0) return 'less than 1 working day';
  return days === 1 ? '1 working day' : `${days} working days`;
}

/** Whether nothing is waited for any more. */
export function isOver(state: DisagreementState): boolean {
  return state === 'resolved' || state === 'withdrawn';
}

/** How the clock of one of its stages stands. */
export function stageStands(
  of: Pick<Disagreement, 'state'>,
  stage: StageRecord,
  today: PlainDate,
  calendar: WorkingCalendar | null,
): ClockStands {
  return standsOn({ ...stage, over: stage.ended !== null || isOver(of.state) }, today, calendar);
}

/** Whether the business unit is told: from the second stage on, for learning (facts §1.7). */
export function isForTheBusinessUnit(stage: Stage): boolean {
  return stage >= 2;
}
