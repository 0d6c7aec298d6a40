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

/**
 * Every agency gives its own contribution. It waits for those of the agency who sit in the body, and for whoever answers for
 * the agency as a whole; whoever collects them sees all.
 */
function contributions(carrier: Carrier): WaitingSource {
  return {
    name: `${carrier.name} contributions`,
    needs: () => [{ action: 'read', kind: carrier.contributionKind }],
    waits: async (work, { whose, today, most }) => {
      const { trx, actor, access } = work;
      const gives = access.lines(actor.roles, 'change', carrier.contributionKind);
      if (gives.length === 0) return [];
      const { sits, runs } = await carrier.seatsOf(work);
      const answers = gives.some(({ scope, involvement }) => scope === 'agency' && involvement === 'any');
      const agency = whose === 'partnership' ? null : actor.agency;
      // Another agency's contribution opens only to whoever runs the meetings of the body.
      const forums = whose === 'partnership' ? runs : whose === 'agency' || answers ? 'all' : sits;
      const owed = await listOwedContributions(trx, carrier.name, { agency, forums, today, most });
      return owed.map(
        (one): WaitingItem => ({
          key: `contribution:${one.id}`,
          kind: 'Contribution to a meeting',
          title: `Contribute to ${one.title}, ${dateInWords(one.day)}`,
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
        href: `${carrier.base}/${one.id}`,
        whose: null,
        ...stepOf(one, today),
      }));
    },
  };
}

/** What a meeting waits for, in the words of somebody who runs it. */
function stepOf(
  { title, state, day, next }: UnsettledMeeting,
  today: PlainDate,
): Pick<WaitingItem, 'title' | 'kind' | 'due' | 'since' | 'why'> {
  const meeting = `${title}, ${dateInWords(day)}`;
  const over = { due: day, since: day };
  if (state === 'to-agree') {
    const why = next === null ? 'Enter the day on which they are agreed' : 'The next meeting of the group agrees them';
    return { title: `Agree the minutes of ${meeting}`, kind: 'Minutes to agree', due: next, since: day, why };
  }
  if (state === 'in-session') {
    const why = 'Its day is over, and it is still in session';
    return { title: `Close ${meeting}`, kind: 'Meeting to close', ...over, why };
  }
  if (day < today) {
    const why = 'Its day is over: start it to enter what was said, or cancel it';
    return { title: `Say what became of ${meeting}`, kind: 'Meeting without minutes', ...over, why };
  }
  const why = 'Members do not have it yet';
  return { title: `Send the agenda of ${meeting}`, kind: 'Agenda to send', due: day, since: null, why };
}
