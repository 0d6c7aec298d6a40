import { addDays, addMonths, londonDate } from '../../platform/clocks/index.ts';
import { forPurpose, purposeOf } from '../../platform/waiting/index.ts';
import type { Desk } from '../carrier.ts';
import { CONTRIBUTING_OPEN, type MeetingState } from '../meeting.ts';
import { type DatedMeeting, listDated } from './repository.ts';

/** A calendar holds meetings of so many days before today, so that what is over does not vanish at once. */
const BACK_DAYS = 92;
/** And of so many months to come. */
const AHEAD_MONTHS = 18;
/** At most so many. */
const MOST = 500;

/**
 * Meetings that are somebody's own: of the bodies in which they sit, and of those whose meetings they run. They are read as
 * that person, for the purpose for which their role may read meetings; nothing for somebody whose role may not.
 */
async function ownMeetings(
  desk: Desk,
  asked: { from: string; to: string; states: readonly MeetingState[] | 'all'; most: number },
): Promise<DatedMeeting[]> {
  const purpose = purposeOf(desk, { action: 'read', kind: desk.carrier.kind });
  if (purpose === null) return [];
  return forPurpose(desk, purpose, async (work) => {
    const { sits, runs } = await desk.carrier.seatsOf(work);
    const forums = runs === 'all' ? runs : [...new Set([...sits, ...runs])];
    return forums.length === 0 ? [] : listDated(work.trx, desk.carrier.name, { forums, ...asked });
  });
}

/** Somebody's next meetings that are not over, the first of them first. */
export function nextMeetings(desk: Desk, most: number): Promise<DatedMeeting[]> {
  const today = londonDate(desk.now);
  return ownMeetings(desk, { from: today, to: addMonths(today, AHEAD_MONTHS), states: CONTRIBUTING_OPEN, most });
}

/** What somebody's calendar holds: also what was cancelled, so that it leaves the calendar of whoever had it. */
export function calendarMeetings(desk: Desk): Promise<DatedMeeting[]> {
  const today = londonDate(desk.now);
  return ownMeetings(desk, {
    ...{ from: addDays(today, -BACK_DAYS), to: addMonths(today, AHEAD_MONTHS), states: 'all', most: MOST },
  });
}
