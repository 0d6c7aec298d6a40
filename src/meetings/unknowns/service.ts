import { randomUUID } from 'node:crypto';
import { Refused } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Desk, demandRuns, demandState } from '../carrier.ts';
import { type Unknown, WRITING_OPEN } from '../meeting.ts';
import { getMeeting, meetingChange } from '../service.ts';
import { answerUnknown, findUnknown, insertUnknown } from './repository.ts';

/** What is not known, as a form gives it. */
export type GivenUnknown = Pick<Unknown, 'what' | 'whoKnows' | 'asks' | 'by'>;

/** Writes down what a meeting does not know, who would know and who asks. It is listed until it is answered. */
export async function addUnknown(
  desk: Desk,
  id: string,
  given: GivenUnknown,
  unknownId: string = randomUUID(),
): Promise<{ id: string; changes: FieldChange[] }> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, WRITING_OPEN, 'Writing down what is not known');
  await insertUnknown(
    desk.trx,
    desk.carrier.name,
    { ...given, id: unknownId, meetingId: id, forumKey: meeting.forumKey },
    desk.now,
  );
  return { id: unknownId, changes: [meetingChange(desk, id, 'not known', null, given.what)] };
}

/** Answers one of them, at the meeting or afterwards. */
export async function answer(
  desk: Desk,
  id: string,
  words: string,
): Promise<{ meetingId: string; changes: FieldChange[] }> {
  const found = await findUnknown(desk.trx, desk.carrier.name, id);
  if (!found) throw new Refused({ because: 'no-record', action: 'read', kind: desk.carrier.kind, recordId: id });
  await demandRuns(desk, { id: found.meetingId, forumKey: found.forumKey });
  if (!(await answerUnknown(desk.trx, id, words, londonDate(desk.now)))) {
    throw new PlainError('This was answered already. Open the list again to read the answer.', { statusCode: 409 });
  }
  return {
    meetingId: found.meetingId,
    changes: [meetingChange(desk, found.meetingId, `answer to “${found.what}”`, null, words)],
  };
}
