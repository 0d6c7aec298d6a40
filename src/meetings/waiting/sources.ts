import { addDays, dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { WaitingItem, WaitingSource } from '../../platform/waiting/index.ts';
import type { Carrier } from '../carrier.ts';
import { listOwedContributions, listUnsettled, type UnsettledMeeting } from './repository.ts';

/** Days before a meeting by which members should have its agenda: whoever runs it is reminded from then on. */
const AGENDA_BEFORE = 7;

/** What of a carrier's meetings waits for people: contributions, and the next step of a meeting for whoever runs it. */
export function waitingMeetings(carrier: Carrier): WaitingSource[] {
  return [contributions(carrier), steps(carrier)];
}

/** Every agency gives its own contribution: somebody sees those of theirs, and whoever collects them sees all. */
function contributions(carrier: Carrier): WaitingSource {
  return {
    name: `${carrier.name} contributions`,
    needs: () => [{ action: 'read', kind: carrier.contributionKind }],
    waits: async ({ trx, actor }, { whose, today, most }) => {
      const agency = whose === 'partnership' ? null : actor.agency;
      const owed = await listOwedContributions(trx, carrier.name, { agency, today, most });
      return owed.map(
        (one): WaitingItem => ({
          key: `contribution:${one.id}`,
          kind: 'Contribution to a meeting',
          title: `${one.title}, ${dateInWords(one.day)}`,
          href: `${carrier.base}/contributions/${one.id}`,
          whose: whose === 'mine' ? null : one.agencyName,
          due: one.dueOn,
          since: londonDate(one.askedAt),
          why: whose === 'partnership' ? 'Asked for before the meeting' : 'Asked of your agency before the meeting',
        }),
      );
    },
  };
}

function steps(carrier: Carrier): WaitingSource {
  return {
    name: `${carrier.name} meetings`,
    needs: () => [{ action: 'change', kind: carrier.kind }],
    waits: async (work, { whose, today, most }) => {
      const { runs } = await carrier.seatsOf(work);
      if (whose === 'agency' || (whose === 'partnership' && runs !== 'all') || runs.length === 0) return [];
      const asked = { forums: runs, today, sendBefore: addDays(today, AGENDA_BEFORE), most };
      return (await listUnsettled(work.trx, carrier.name, asked)).map((one) => ({
        key: `meeting:${one.id}`,
        title: `${one.title}, ${dateInWords(one.day)}`,
        href: `${carrier.base}/${one.id}`,
        whose: null,
        ...stepOf(one, today),
      }));
    },
  };
}

/** What a meeting waits for, in the words of somebody who runs it. */
function stepOf(
  { state, day, next }: UnsettledMeeting,
  today: PlainDate,
): Pick<WaitingItem, 'kind' | 'due' | 'since' | 'why'> {
  if (state === 'to-agree') {
    const why = next === null ? 'Enter the day on which they are agreed' : 'Agreed at the next meeting of the group';
    return { kind: 'Minutes to agree', due: next, since: day, why };
  }
  if (state === 'in-session') {
    return { kind: 'Meeting to close', due: day, since: day, why: 'Its day is over, and it is still in session' };
  }
  if (day < today) {
    const why = 'Its day is over: start it to enter what was said, or cancel it';
    return { kind: 'Meeting without minutes', due: day, since: day, why };
  }
  return { kind: 'Agenda to send', due: day, since: null, why: 'Members do not have the agenda yet' };
}
