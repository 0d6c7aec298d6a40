import { type LiveSource, listDecisionsBy, listUnknowns } from '../../meetings/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import { listUnansweredChallenges } from '../challenge/index.ts';

/** Decisions of the group that were taken without a quorum and wait for a meeting that has one. */
export const toConfirmSource: LiveSource = {
  name: 'Decisions to confirm',
  lines: async (work, { forumKey }) => {
    const waiting = await listDecisionsBy(work.trx, 'governance', { forumKey, toConfirm: true });
    return waiting.map((one) => ({
      ...{
        key: `confirm:${one.id}`,
        title: `Confirm ${one.reference}: ${one.words}`,
        href: `/meetings/${one.meetingId}`,
      },
      whyNow: `Taken on ${dateInWords(one.day)} without a quorum`,
    }));
  },
};

/** Challenges and disagreements between agencies that wait for an answer, of those that the person who prepares may read. */
export const challengesSource: LiveSource = {
  name: 'Challenges without an answer',
  lines: async ({ trx, now }) => {
    const waiting = await listUnansweredChallenges(trx, { today: londonDate(now) });
    return waiting.map((one) => ({
      ...{ key: `challenge:${one.id}`, href: one.href },
      title: `${one.reference}: ${one.agencyName} to ${one.otherAgencyName}`,
      whyNow:
        one.due === null
          ? 'Waits for an answer'
          : `${one.late ? 'Was' : 'Is'} to be answered by ${dateInWords(one.due)}`,
    }));
  },
};

/** What earlier meetings of the group did not know, and should know by the day of the meeting. */
export const notKnownSource: LiveSource = {
  name: 'Questions that should be answered by then',
  lines: async (work, { forumKey, day }) => {
    const open = await listUnknowns(work.trx, 'governance', { openOf: forumKey });
    return open
      .filter(({ by }) => by <= day)
      .map((one) => ({
        ...{ key: `not-known:${one.id}`, title: one.what, href: `/meetings/not-known?group=${forumKey}` },
        whyNow: `${one.whoKnows} would know. ${one.asks} asks them by ${dateInWords(one.by)}`,
      }));
  },
};
