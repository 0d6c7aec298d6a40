import { listDecisionsBy, listUnknowns } from '../../meetings/index.ts';
import { dateInWords } from '../../platform/clocks/index.ts';
import type { LiveSource } from '../../platform/waiting/index.ts';

/** Decisions of the group that were taken without a quorum and wait for a meeting that has one. */
export const toConfirmSource: LiveSource = {
  name: 'Decisions to confirm',
  lines: async (work, { forumKey }) => {
    const waiting = await listDecisionsBy(work.trx, 'governance', { forumKey, standing: 'to-confirm' });
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
