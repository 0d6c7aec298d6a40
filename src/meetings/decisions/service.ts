import { randomUUID } from 'node:crypto';
import { decideKind, Refused } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { listItems } from '../agenda/repository.ts';
import { readAttendance } from '../attendance/service.ts';
import { type Desk, demandRuns, demandState } from '../carrier.ts';
import { type Attendee, type Decision, type Meeting, WRITING_OPEN } from '../meeting.ts';
import { listWritingAfter } from '../repository.ts';
import { getMeeting, meetingChange } from '../service.ts';
import {
  confirmDecision,
  findDecision,
  insertDecision,
  type NewDecision,
  nextDecisionReference,
  setPublished,
  withdrawDecision,
} from './repository.ts';

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
): Promise<{ decision: NewDecision; changes: FieldChange[] } | { problems: FormProblem[] }> {
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
  const agencies = agenciesDeciding(attendees);
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

function agenciesDeciding(attendees: readonly Attendee[]): string[] {
  const here = attendees.filter(({ voting, presence }) => voting && (presence === 'present' || presence === 'deputy'));
  return [...new Set(here.map(({ agency }) => agency))];
}

/** A later meeting of the body, with whether it can confirm a decision. */
export interface Confirming {
  meeting: Meeting;
  /** Keys of the agencies with a vote that are there. */
  by: string[];
  /** Why it can't; null where it can. */
  against: string | null;
}

/** Meetings that could confirm what a meeting decided without a quorum: later ones of the body, in session or with minutes to agree. */
export async function listConfirming(
  desk: Desk,
  decision: Pick<Decision, 'meetingId' | 'forumKey'>,
): Promise<Confirming[]> {
  const of = { id: decision.meetingId, forumKey: decision.forumKey };
  const found: Confirming[] = [];
  for (const meeting of await listWritingAfter(desk.trx, desk.carrier.name, of)) {
    const { attendees, recorded, quorum } = await readAttendance(desk, meeting);
    const against = recorded ? (quorum.met ? null : quorum.says) : 'Nobody has said yet who was there.';
    found.push({ meeting, by: agenciesDeciding(attendees), against });
  }
  return found;
}

/** Confirms, at a later meeting of the body that has a quorum, a decision that was taken without one. */
export async function confirm(
  desk: Desk,
  id: string,
  { meetingId, words }: { meetingId: string; words: string },
): Promise<{ changes: FieldChange[] }> {
  const decision = await getDecision(desk, id);
  await demandRuns(desk, { id: decision.meetingId, forumKey: decision.forumKey });
  if (decision.standing !== 'to-confirm') {
    throw new PlainError(`${decision.reference} does not wait to be confirmed.`, { statusCode: 409 });
  }
  const at = (await listConfirming(desk, decision)).find(({ meeting }) => meeting.id === meetingId);
  if (!at || at.against !== null) {
    const why = at?.against ? ` ${at.against}` : '';
    throw new PlainError(
      `A decision without a quorum is confirmed by a later meeting of the same group that has one, while its minutes are written.${why}`,
      { statusCode: 409 },
    );
  }
  const { meeting, by } = at;
  if (!(await confirmDecision(desk.trx, id, { meetingId, on: meeting.day, by, words }))) {
    throw new PlainError(`${decision.reference} does not wait to be confirmed.`, { statusCode: 409 });
  }
  const after = `confirmed by ${meeting.reference} on ${meeting.day}`;
  return {
    changes: [
      meetingChange(desk, decision.meetingId, decision.reference, 'to be confirmed', after),
      meetingChange(desk, meetingId, `confirmed ${decision.reference}`, null, words),
    ],
  };
}

/** A decision that can be taken back: it was recorded by mistake in a meeting whose minutes are still written. */
export async function readForWithdrawal(
  desk: Desk,
  meetingId: string,
  id: string,
): Promise<{ meeting: Meeting; decision: Decision }> {
  const decision = await getDecision(desk, id);
  const meeting = await getMeeting(desk, meetingId);
  if (decision.meetingId !== meeting.id) {
    throw new Refused({ because: 'no-record', action: 'change', kind: desk.carrier.kind, recordId: id });
  }
  await demandRuns(desk, meeting);
  demandState(meeting, WRITING_OPEN, 'Taking a decision back');
  if (decision.standing === 'withdrawn') {
    throw new PlainError(`${decision.reference} was taken back already.`, { statusCode: 409 });
  }
  return { meeting, decision };
}

/** Takes back a decision that was recorded by mistake. It stays in the meeting with the reason, and stands nowhere else. */
export async function withdraw(
  desk: Desk,
  meetingId: string,
  id: string,
  because: string,
): Promise<{ changes: FieldChange[] }> {
  const { decision } = await readForWithdrawal(desk, meetingId, id);
  if (!(await withdrawDecision(desk.trx, id, londonDate(desk.now), because))) {
    throw new PlainError(`${decision.reference} was taken back already.`, { statusCode: 409 });
  }
  return { changes: [meetingChange(desk, meetingId, decision.reference, decision.words, `taken back: ${because}`)] };
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
  if (decision.standing === 'withdrawn') {
    throw new PlainError(`${decision.reference} was taken back, so it is not published.`, { statusCode: 409 });
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
