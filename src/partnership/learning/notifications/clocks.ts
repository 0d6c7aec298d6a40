import type { PlainDate, WorkingCalendar } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import { dueUnder, englandCalendar, findTimeLimit, type TimeLimit } from '../../../statutory/index.ts';
import type { GivenNotification } from './notification.ts';
import { type Clock, clockOn, NOTIFY_WITHIN } from './rules.ts';

/** The clocks of one notification, and why they run out when they do. */
export interface Clocks {
  panel: Clock;
  partners: Clock;
  /** "5 working days from Monday 16 November 2026: due Monday 23 November 2026. Working Together 2023." */
  explanation: string;
}

/** Either clocks or, in words, why none can be shown. */
export type ClocksOrReason = { clocks: Clocks } | { reason: string };

/** What counting needs: read once, used for every notification of a list. */
export interface Counting {
  limit: TimeLimit;
  calendar: WorkingCalendar;
}

/** Reads the time limit and England's working days; null where a partnership holds neither. */
export async function readCounting(db: Db): Promise<Counting | null> {
  const limit = await findTimeLimit(db, NOTIFY_WITHIN);
  if (!limit) return null;
  try {
    return { limit, calendar: await englandCalendar(db) };
  } catch (error) {
    if (error instanceof PlainError) return null;
    throw error;
  }
}

/** Both clocks of a notification on a day: the Panel's, and the partners' within the same days. */
export function clocksOf(
  given: Pick<GivenNotification, 'awareOn' | 'notifiedOn' | 'partnersToldOn'>,
  counting: Counting | null,
  today: PlainDate,
): ClocksOrReason {
  if (counting === null) return { reason: 'The time limit or the bank holidays it is counted with are not loaded.' };
  const { limit, calendar } = counting;
  try {
    const { due, explanation } = dueUnder(limit, given.awareOn, calendar);
    return {
      clocks: {
        panel: clockOn(due, given.notifiedOn, today, calendar),
        partners: clockOn(due, given.partnersToldOn, today, calendar),
        explanation,
      },
    };
  } catch (error) {
    if (error instanceof PlainError) return { reason: error.message };
    throw error;
  }
}
