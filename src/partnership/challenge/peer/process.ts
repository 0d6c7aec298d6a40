import type { Actor } from '../../../platform/access/index.ts';
import type { Process } from '../../../platform/workflow/index.ts';
import type { PeerChallenge, PeerState } from './peer-challenge.ts';

/** What can be done with a challenge. */
export type PeerDoing = 'reply' | 'change' | 'close' | 'withdraw';

/** The part that somebody plays in one. */
export type PeerPart = 'raiser' | 'own-lead' | 'asked' | 'other-lead' | 'unit';

/** A challenge of one agency by another. Inventory row 20. */
export const peerProcess: Process<PeerState, PeerDoing, PeerPart> = {
  name: 'peer challenge',
  about:
    'One agency, or the independent scrutineer, asks another to account for how it works. There is a reply by a day, a result, and what changed. Inventory rows 20 and 21.',
  parts: {
    raiser: 'whoever raised it',
    'own-lead': 'an assurance lead or delegated partner of the agency that raised it',
    asked: 'the person who is asked',
    'other-lead': 'an assurance lead or delegated partner of the agency that is asked',
    unit: 'the business manager',
  },
  states: {
    waiting: { label: 'Waiting for a reply', about: 'The agency that is asked replies by a day.' },
    replied: { label: 'Replied', about: 'There is a reply. What changed is still to be told, or nothing more comes.' },
    changed: { label: 'Changed', about: 'What was challenged has changed, and how is recorded.', over: true },
    closed: { label: 'Closed', about: 'There is a reply, and nothing more comes of it.', over: true },
    withdrawn: { label: 'Withdrawn', about: 'Whoever raised it no longer asks.', over: true },
  },
  first: 'waiting',
  moves: [
    {
      ...{ doing: 'reply', from: ['waiting'], to: 'replied', label: 'Reply', by: ['asked', 'other-lead'] },
      ...{ notBy: ['raiser'], needs: ['whether it is accepted', 'why'], says: 'Your reply is sent to whoever asked.' },
    },
    {
      ...{ doing: 'change', from: ['replied'], to: 'changed', label: 'Say what changed' },
      ...{ by: ['asked', 'other-lead', 'unit'], needs: ['what is different now'], says: 'What changed is recorded.' },
    },
    {
      ...{ doing: 'close', from: ['replied'], to: 'closed', label: 'Close it without a change' },
      ...{ by: ['raiser', 'own-lead', 'unit'], needs: ['why nothing more comes of it'], says: 'It is closed.' },
    },
    {
      ...{ doing: 'withdraw', from: ['waiting'], to: 'withdrawn', label: 'Withdraw it', by: ['raiser', 'own-lead'] },
      ...{ needs: ['why'], says: 'It is withdrawn. Nobody needs to reply any more.' },
    },
  ],
};

/** The parts that somebody plays in a challenge. */
export function peerPartsIn(
  of: Pick<PeerChallenge, 'agency' | 'otherAgency' | 'owner' | 'asked' | 'raisedAs'>,
  actor: Pick<Actor, 'id' | 'agency' | 'roles'>,
): ReadonlySet<PeerPart> {
  const parts = new Set<PeerPart>();
  const leads = actor.roles.some((role) => role === 'assurance-lead' || role === 'safeguarding-partner');
  if (of.owner.id === actor.id) parts.add('raiser');
  if (of.asked?.id === actor.id) parts.add('asked');
  // The scrutineer belongs to no agency: no agency's lead speaks for them.
  if (leads && actor.agency === of.agency && of.raisedAs !== 'scrutineer') parts.add('own-lead');
  if (leads && actor.agency === of.otherAgency) parts.add('other-lead');
  if (actor.roles.includes('business-manager')) parts.add('unit');
  return parts;
}
