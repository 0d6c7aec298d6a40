import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import type { LiveLine, LiveSource } from '../../platform/waiting/index.ts';
import { REGISTER } from './links.ts';
import { type ChallengeKind, DISAGREEMENT, PEER_CHALLENGE } from './policy.ts';
import { listUnansweredChallenges, type UnansweredChallenge } from './register/repository.ts';

const NAMES: Record<ChallengeKind, { one: string; more: string }> = {
  [PEER_CHALLENGE]: { one: 'challenge between agencies waits', more: 'challenges between agencies wait' },
  [DISAGREEMENT]: { one: 'professional disagreement waits', more: 'professional disagreements wait' },
};

/**
 * Challenges and disagreements that wait for an answer, of those that the person who prepares may read: each by itself where
 * everybody who sits in the body may read it, else how many there are.
 */
export const unansweredChallenges: LiveSource = {
  name: 'Challenges without an answer',
  lines: async ({ trx, now }, { day, allRead }) => {
    const waiting = await listUnansweredChallenges(trx, { today: londonDate(now) });
    const lines: LiveLine[] = [];
    for (const kind of [DISAGREEMENT, PEER_CHALLENGE] as const) {
      const ofKind = waiting.filter((one) => one.kind === kind);
      if (ofKind.length === 0) continue;
      lines.push(...((await allRead(kind)) ? ofKind.map(lineOf) : [countOf(kind, ofKind, day)]));
    }
    return lines;
  },
};

function lineOf(one: UnansweredChallenge): LiveLine {
  const by = one.due === null ? '' : dateInWords(one.due);
  return {
    ...{ key: `challenge:${one.id}`, href: one.href },
    title: `${one.reference}: ${one.raisedBy} to ${one.otherAgencyName}`,
    whyNow: one.due === null ? 'Waits for an answer' : `${one.late ? 'Was' : 'Is'} to be answered by ${by}`,
  };
}

function countOf(kind: ChallengeKind, waiting: readonly UnansweredChallenge[], day: string): LiveLine {
  const late = waiting.filter((one) => one.late).length;
  const before = waiting.filter(({ due, late: over }) => due !== null && !over && due <= day).length;
  const parts = [
    late === 0 ? null : `${late} late`,
    before === 0 ? null : `${before} due by the day of the meeting`,
    late + before === 0 ? 'None is late' : null,
  ].filter((part) => part !== null);
  const { one, more } = NAMES[kind];
  return {
    key: `waiting:${kind}`,
    title: `${waiting.length} ${waiting.length === 1 ? one : more} for an answer`,
    whyNow: `${parts.join(', ')}. Not everybody in the group may read which`,
    href: REGISTER,
  };
}
