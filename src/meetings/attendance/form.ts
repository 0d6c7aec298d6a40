import { checkedForm, type Form, textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { type Attendee, PRESENCES, type Presence } from '../meeting.ts';
import type { GivenPresence } from './service.ts';

/** The most people that an attendance list has lines for. */
export const MOST_LINES = 80;
const LINES = Array.from({ length: MOST_LINES }, (_, at) => at + 1);

/** The form of an attendance list: a line for each person. */
export const attendanceForm: Form = checkedForm(
  {
    ...Object.fromEntries(
      LINES.flatMap((line) => [
        [`who-${line}`, formText(100)],
        [`was-${line}`, formText(20)],
        [`presence-${line}`, formText(20)],
        [`deputy-${line}`, formText(200)],
      ]),
    ),
    others: formText(10),
  },
  (values) => readPresences(values).problems,
);

/** What that form says. A line without an answer says nothing, unless it had one before: then that is taken back. */
export function readPresences(values: TypedValues): {
  given: GivenPresence[];
  others: 'present' | 'absent' | null;
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const given = LINES.flatMap((line): GivenPresence[] => {
    const memberKey = textOf(values, `who-${line}`);
    const presence = textOf(values, `presence-${line}`);
    if (memberKey === '') return [];
    if (presence === '') {
      return textOf(values, `was-${line}`) === '' ? [] : [{ memberKey, presence: null, deputyName: null }];
    }
    if (!Object.hasOwn(PRESENCES, presence)) {
      problems.push({ field: `presence-${line}`, message: 'Choose from the list how they came' });
      return [];
    }
    const deputyName = textOf(values, `deputy-${line}`) || null;
    if (presence === 'deputy' && deputyName === null) {
      problems.push({ field: `deputy-${line}`, message: 'Enter the name of the deputy who came' });
    }
    return [{ memberKey, presence: presence as Presence, deputyName }];
  });
  const typed = textOf(values, 'others');
  const others = typed === 'present' || typed === 'absent' ? typed : null;
  if (typed !== '' && others === null) problems.push({ field: 'others', message: 'Choose from the list' });
  if (given.length === 0 && others === null && problems.length === 0) {
    problems.push({ field: 'presence-1', message: 'Say of at least one person whether they came' });
  }
  return { given, others, problems };
}

/** Attendance as its form shows it. */
export function presenceValues(attendees: readonly Attendee[]): TypedValues {
  return Object.fromEntries(
    attendees.flatMap((one, at) => [
      [`who-${at + 1}`, one.memberKey],
      [`was-${at + 1}`, one.presence ?? ''],
      [`presence-${at + 1}`, one.presence ?? ''],
      [`deputy-${at + 1}`, one.deputyName ?? ''],
    ]),
  );
}
