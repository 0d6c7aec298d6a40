import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { DatedMeeting } from './repository.ts';

const ZONE = 'Europe/London';

/** The clock of England as a calendar program that does not know it needs it: RFC 5545, 3.6.5, for every year since 1996. */
const LONDON = `BEGIN:VTIMEZONE
TZID:${ZONE}
BEGIN:DAYLIGHT
DTSTART:19960331T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
END:STANDARD
END:VTIMEZONE`;

/** How often a calendar should ask again, in seconds. */
const AGAIN_AFTER = 3600;

/** Around the meetings of a calendar. */
export interface CalendarOf {
  /** What a calendar program calls it. */
  name: string;
  /** Address below which a meeting stands: "https://kith.example.org/meetings". */
  base: string;
}

/**
 * Meetings as an iCalendar text (RFC 5545): title, time by the clock in England, place and address, and nothing else. The
 * number of a meeting is its UID, so that what was moved moves and what was cancelled is crossed out wherever it was taken.
 */
export function asCalendar(meetings: readonly DatedMeeting[], { name, base }: CalendarOf): string {
  const calendar = ical({
    prodId: { company: 'Kith', product: 'Kith', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    name,
    ttl: AGAIN_AFTER,
    // No zone of the calendar itself: stamps stay in UTC, as RFC 5545 asks of them.
    timezone: { name: null, generator: () => LONDON },
  });
  for (const meeting of meetings) {
    const href = `${base}/${meeting.id}`;
    calendar.createEvent({
      id: meeting.id,
      sequence: meeting.version - 1,
      start: onTheWall(meeting.day, meeting.starts, 0),
      end: onTheWall(meeting.day, meeting.starts, meeting.minutes),
      timezone: ZONE,
      stamp: meeting.changedAt,
      lastModified: meeting.changedAt,
      summary: meeting.title,
      location: meeting.place,
      description: `In Kith: ${href}`,
      url: href,
      status: meeting.state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}

/** A time as the wall shows it, so many minutes later: the library writes a date's own hours behind the name of the zone. */
function onTheWall(day: PlainDate, time: string, later: number): Date {
  const at = new Date(Date.parse(`${day}T${time}:00Z`) + later * 60_000);
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes());
}
