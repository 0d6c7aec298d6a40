import { longDate, type PlainDate } from '../platform/clocks/index.ts';
import { type Move, movesFrom } from '../platform/workflow/index.ts';
import type { Attendee, Meeting, MeetingDoing, MeetingPart, MeetingState } from './meeting.ts';
import { meetingProcess } from './meeting.ts';

/** What has to be known of a meeting to say whether a step that its process allows can be taken now. */
export interface StepFacts {
  today: PlainDate;
  /** Items on its agenda. */
  items: number;
  attendees: readonly Pick<Attendee, 'name' | 'presence'>[];
  /** Minutes, a decision, an action, somebody’s coming or something not known was written down in it. */
  written: boolean;
  /** Texts beside which another version stands that nobody has settled. */
  unsettled: number;
}

/** Why a step can't be taken. */
export interface Against {
  says: string;
  /** Page of the meeting on which it is mended; null where only time or another step mends it. */
  page: 'agenda' | 'attendance' | 'minutes' | 'change' | null;
  /** Nothing will change it, so that it is not even spoken of. */
  never: boolean;
}

/** Says what stands against a step now, in plain words; null where nothing does. The one rule for buttons and for the step itself. */
export function standsAgainst(
  meeting: Pick<Meeting, 'state' | 'day' | 'enteredAfterwards' | 'agendaSentAt'>,
  doing: MeetingDoing,
  facts: StepFacts,
): Against | null {
  const yet = (says: string, page: Against['page'] = null): Against => ({ says, page, never: false });
  const never = (says: string): Against => ({ says, page: null, never: true });
  if (doing === 'send-agenda' && meeting.enteredAfterwards) {
    return never('This meeting is over already, so its agenda is not sent. Start it to write down what was said.');
  }
  if (doing === 'start' && meeting.day > facts.today) {
    return yet(
      `This meeting is on ${longDate(meeting.day)}. It can be started on its day, or moved to an earlier one first.`,
      'change',
    );
  }
  if ((doing === 'send-agenda' || doing === 'start') && facts.items === 0) {
    return yet('There is nothing on the agenda yet: put an item on it first.', 'agenda');
  }
  if (doing === 'unstart' || doing === 'unstart-sent') {
    if (facts.written) return never('Something was written in this meeting already, so it was started.');
    const other = (doing === 'unstart') === (meeting.agendaSentAt !== null);
    return other ? never('Open the meeting again: whether its agenda was sent has changed.') : null;
  }
  if (doing === 'finish') {
    if (facts.attendees.length === 0) {
      return yet('The group has no members on the day of this meeting: enter who sits in it first.');
    }
    const unsaid = facts.attendees.filter(({ presence }) => presence === null);
    if (unsaid.length === facts.attendees.length) {
      return yet('Nobody has said yet who was there: record attendance first.', 'attendance');
    }
    return unsaid.length === 0 ? null : yet(`${unsaidInWords(unsaid)} Record attendance first.`, 'attendance');
  }
  if (doing === 'agree' && facts.unsettled > 0) {
    const which = facts.unsettled === 1 ? 'One text has' : `${facts.unsettled} texts have`;
    return yet(`${which} two versions that nobody has settled: settle them first.`, 'minutes');
  }
  if (doing === 'reinstate' && meeting.day < facts.today) {
    return never('Its day is over. Plan the meeting anew, on a day to come or as one that has taken place.');
  }
  return null;
}

/** The most people that a sentence names. */
const NAMED = 3;

function unsaidInWords(unsaid: readonly { name: string }[]): string {
  const names = unsaid.slice(0, NAMED).map(({ name }) => name);
  const more = unsaid.length - names.length;
  const whom = new Intl.ListFormat('en-GB').format(more > 0 ? [...names, `${more} more`] : names);
  return `Nobody has said yet of ${whom} whether they came.`;
}

type Step = Move<MeetingState, MeetingDoing, MeetingPart>;

/** What somebody may do with a meeting now, and what they may do once something is mended. */
export function stepsOf(
  meeting: Meeting,
  parts: ReadonlySet<MeetingPart>,
  facts: StepFacts,
): { now: Step[]; later: (Against & Pick<Step, 'doing' | 'label'>)[] } {
  const steps = movesFrom(meetingProcess, meeting.state, parts).map((step) => ({
    step,
    against: standsAgainst(meeting, step.doing, facts),
  }));
  return {
    now: steps.flatMap(({ step, against }) => (against === null ? [step] : [])),
    later: steps.flatMap(({ step: { doing, label }, against }) =>
      against === null || against.never ? [] : [{ doing, label, ...against }],
    ),
  };
}
