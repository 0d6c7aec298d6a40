/**
 * How a partnership speaks with those who work with children, with families and with the public, and whom that reaches.
 * Numbers reached are figures of the snapshot, which a channel names by indicator. Everything here is public. Guidance:
 * Working Together 2018 and 2023 on the yearly report; inventory rows 28, 60, 77, 84, 85 and 128.
 */
import type { Module } from '../../platform/module.ts';
import { orderedIn, recordKind } from '../../platform/records/index.ts';
import { channel } from './channel.ts';
import { saveChannel } from './repository.ts';
import { engagementRoutes } from './routes.ts';

export { type Channel, listChannels } from './repository.ts';

/** Channels of communication. */
export const engagementModule: Module = {
  name: 'partnership/engagement',
  routes: engagementRoutes,
  recordKinds: [
    recordKind({
      kind: 'channel',
      heading: 'channels',
      about: 'A way by which the partnership speaks with others, how often and with whom.',
      schema: channel,
      key: (one) => one.key,
      needs: ['partnership', 'year'],
      references: (one) => one.reach.map((key, index) => ({ kind: 'indicator', key, path: ['reach', index] })),
      save: (trx, one, { partnership, year }, position) => {
        if (partnership === null || year === null) throw new Error('A channel was let through without its year.');
        return saveChannel(trx, one, { partnership, year, position });
      },
      reorder: orderedIn('channel'),
    }),
  ],
};
