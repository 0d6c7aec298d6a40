import type { Agency } from '../../directory/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Group, Partner } from './repository.ts';
import { actingFor, lastDay } from './standing.ts';

/** A seat of a group that is filled no more. */
export interface PastSeat {
  seat: string;
  agencyName: string;
  /** Its last day: a day, month or year. */
  until: string;
  /** What ended then: the agency itself, or that it stood in the arrangements. */
  ended: 'agency' | 'standing';
  /** Who does its work on the day; null where nobody is known to. */
  nowDoneBy: string | null;
}

/**
 * The published seats of a group on a day: those that stand, and those of agencies that have ended or left the arrangements.
 * That another agency does its work now is told; that it sits there is for the group to say.
 */
export function seatsOn(
  seats: Group['seats'],
  { partners, agencies, day }: { partners: readonly Partner[]; agencies: readonly Agency[]; day: PlainDate },
): { now: Group['seats']; past: PastSeat[] } {
  const now: Group['seats'] = [];
  const past: PastSeat[] = [];
  for (const one of seats) {
    const agency = agencies.find(({ key }) => key === one.agency?.key);
    const ended = agency ? endOf(agency, partners, day) : null;
    if (!agency || ended === null) now.push(one);
    else {
      const heir = actingFor(agency.key, agencies, day);
      const nowDoneBy = heir && heir.key !== agency.key ? heir.name : null;
      past.push({ seat: one.seat, agencyName: agency.name, ...ended, nowDoneBy });
    }
  }
  return { now, past };
}

function endOf(agency: Agency, partners: readonly Partner[], day: PlainDate): Pick<PastSeat, 'until' | 'ended'> | null {
  const standings = partners.filter((one) => one.agency.key === agency.key);
  const over = (until: string | null): until is string => until !== null && lastDay(until) < day;
  if (over(agency.until)) return { until: agency.until, ended: 'agency' };
  const last = standings
    .map(({ until }) => until)
    .toSorted((a, b) => (a === null ? 1 : b === null ? -1 : lastDay(a).localeCompare(lastDay(b))))
    .at(-1);
  return last !== undefined && over(last) ? { until: last, ended: 'standing' } : null;
}
