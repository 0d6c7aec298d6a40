import type { WaitingItem, WaitingSource } from '../../platform/waiting/index.ts';
import { disagreementHref } from './disagreement/notices.ts';
import { peerHref } from './peer/peer-challenge.ts';
import { DISAGREEMENT } from './policy.ts';
import { listWaitingChallenges, type WaitingChallenge, type WaitingChallengesAsked } from './waiting-repository.ts';

/** Challenges that wait for a reply, and stages of disagreements whose clock runs, for whoever answers or asked. */
export const waitingChallenges: WaitingSource = {
  name: 'challenges',
  needs: () => [{ action: 'read', kind: DISAGREEMENT }],
  waits: async ({ trx, actor }, { whose, most }) => {
    const leads = actor.roles.some((role) => role === 'assurance-lead' || role === 'safeguarding-partner');
    const asked: Record<typeof whose, WaitingChallengesAsked['whose']> = {
      mine: {
        ...{ personId: actor.id, leads: leads ? actor.agency : null },
        decides: actor.roles.some((role) => role === 'safeguarding-partner' || role === 'business-manager'),
      },
      agency: { agency: actor.agency },
      partnership: 'all',
    };
    const found = await listWaitingChallenges(trx, { whose: asked[whose], most });
    return found.map((one) => itemOf(one, whose === 'mine'));
  },
};

function itemOf(one: WaitingChallenge, mine: boolean): WaitingItem {
  const isPeer = one.kind === 'peer-challenge';
  const at = one.stage === null ? '' : `, stage ${one.stage}${one.urgent ? ', urgent' : ''}`;
  return {
    key: `challenge:${one.id}`,
    kind: isPeer ? 'Challenge to reply to' : `Professional disagreement${at}`,
    title: `${one.waitsFor === 'answer' ? 'Answer' : 'Settle'} ${one.reference}: ${one.raisedBy} to ${one.otherAgencyName}`,
    href: isPeer ? peerHref(one.id) : disagreementHref(one.id),
    whose: mine ? null : one.otherAgencyName,
    due: one.due,
    since: one.since,
    why:
      one.waitsFor === 'answer'
        ? 'It waits for an answer'
        : 'It is answered: say whether that settles it, or take it further',
  };
}
