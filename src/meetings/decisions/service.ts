import { randomUUID } from 'node:crypto';
import { decideKind, Refused } from '../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { listItems } from '../agenda/repository.ts';
import { readAttendance } from '../attendance/service.ts';
import { type Desk, demandRuns, demandState } from '../carrier.ts';
import { type Decision, WRITING_OPEN } from '../meeting.ts';
import { getMeeting, meetingChange } from '../service.ts';
import { confirmDecision, findDecision, insertDecision, nextDecisionReference, setPublished } from './repository.ts';

/** A decision as a form gives it. */
export interface GivenDecision {
  itemId: string | null;
  words: string;
  reasons: string;
  /** Agencies that did not agree, with what they said. */
  dissent: readonly { agency: string; words: string }[];
  objective: string | null;
}

/**
 * Records a decision. Who decided is whoever has a voice and was there: the agencies of the attendance list. Without a quorum
 * it is refused or recorded as to be confirmed, as the body's own rule says.
 */
export async function takeDecision(
  desk: Desk,
  id: string,
  given: GivenDecision,
  decisionId: string = randomUUID(),
): Promise<
  | { decision: Omit<Decision, 'confirmedOn' | 'confirmedWords' | 'published'>; changes: FieldChange[] }
  | { problems: FormProblem[] }
> {
  const meeting = await getMeeting(desk, id);
  await demandRuns(desk, meeting);
  demandState(meeting, WRITING_OPEN, 'Recording a decision');
  const { attendees, recorded, quorum } = await readAttendance(desk, meeting);
  if (!recorded) {
    const message = 'Record first who is there: a decision says which agencies took it';
    return { problems: [{ field: 'decision', message }] };
  }
  if (!quorum.met && meeting.quorum.otherwise === 'refuse') {
    return { problems: [{ field: 'decision', message: `${quorum.says} ${quorum.cannot}` }] };
  }
  const objectives = await desk.carrier.listObjectives(desk.trx);
  if (given.objective !== null && !objectives.some(({ key }) => key === given.objective)) {
    return { problems: [{ field: 'objective', message: 'Choose an objective from the list' }] };
  }
  const items = await listItems(desk.trx, id);
  if (given.itemId !== null && !items.some((item) => item.id === given.itemId)) {
    return { problems: [{ field: 'item', message: 'Choose an item of this meeting' }] };
  }
  const here = attendees.filter(({ voting, presence }) => voting && (presence === 'present' || presence === 'deputy'));
  const agencies = [...new Set(here.map(({ agency }) => agency))];
  const strangers = given.dissent.filter(({ agency }) => !agencies.includes(agency));
  if (strangers.length > 0) {
    return { problems: [{ field: 'dissent-1', message: 'Only an agency with a vote that was there can dissent' }] };
  }
  const decision = {
    ...{ id: decisionId, reference: await nextDecisionReference(desk.trx, meeting.day.slice(0, 4)), meetingId: id },
    ...{
      itemId: given.itemId,
      forumKey: meeting.forumKey,
      day: meeting.day,
      words: given.words,
      reasons: given.reasons,
    },
    ...{ decidedBy: agencies, dissent: [...given.dissent], objective: given.objective },
    standing: quorum.met ? ('decided' as const) : ('to-confirm' as const),
  };
  await insertDecision(desk.trx, desk.carrier.name, decision, desk.now);
  const change = (field: string, after: unknown) => meetingChange(desk, id, field, null, after);
  return {
    decision,
    changes: [change(decision.reference, given.words), change(`reasons of ${decision.reference}`, given.reasons)],
  };
}

/** One decision that the person may read. Refused like one that does not exist. */
export async function getDecision(desk: Desk, id: string): Promise<Decision> {
  const found = await findDecision(desk.trx, desk.carrier.name, id);
  if (!found) throw new Refused({ because: 'no-record', action: 'read', kind: desk.carrier.kind, recordId: id });
  return found;
}

/** Confirms, at a meeting with a quorum, a decision that was taken without one. */
export async function confirm(
  desk: Desk,
  id: string,
  on: PlainDate,
  words: string,
): Promise<{ changes: FieldChange[] }> {
  const decision = await getDecision(desk, id);
  await demandRuns(desk, { id: decision.meetingId, forumKey: decision.forumKey });
  if (on < decision.day || on > londonDate(desk.now)) {
    throw new PlainError('A decision is confirmed between the day it was taken and today.', { statusCode: 409 });
  }
  if (!(await confirmDecision(desk.trx, id, on, words))) {
    throw new PlainError(`${decision.reference} does not wait to be confirmed.`, { statusCode: 409 });
  }
  return {
    changes: [meetingChange(desk, decision.meetingId, decision.reference, 'to be confirmed', `confirmed on ${on}`)],
  };
}

/** Whether the person may decide which decisions are published. */
export function mayPublish(desk: Desk): boolean {
  return decideKind(desk.access, desk.actor, desk.purpose, 'share', desk.carrier.kind).may;
}

/** Publishes a decision for the yearly report, or takes it back. It shows agencies, never names. */
export async function publish(
  desk: Desk,
  id: string,
  published: boolean,
): Promise<{ changes: FieldChange[]; decision: Decision }> {
  const decision = await getDecision(desk, id);
  if (!mayPublish(desk)) {
    throw new Refused({
      because: 'out-of-scope',
      action: 'share',
      kind: desk.carrier.kind,
      recordId: decision.meetingId,
    });
  }
  if (decision.standing === 'to-confirm') {
    throw new PlainError(
      `${decision.reference} was taken without a quorum and waits to be confirmed, so it is not published.`,
      { statusCode: 409 },
    );
  }
  if (!(await setPublished(desk.trx, id, published, desk.now))) {
    throw new PlainError(`${decision.reference} is ${published ? 'published already' : 'not published'}.`, {
      statusCode: 409,
    });
  }
  return { decision, changes: [meetingChange(desk, decision.meetingId, decision.reference, !published, published)] };
}
