import { type LiveSource, listDecisionsBy } from '../../meetings/index.ts';
import { dateInWords } from '../../platform/clocks/index.ts';

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
