import { reaches, type Work } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { WaitingItem, WaitingSource } from '../../../platform/waiting/index.ts';
import { recommendationHref } from '../pages/links.ts';
import { RECOMMENDATION } from '../policy.ts';
import { listStanding } from '../turns/repository.ts';
import type { Standing } from '../turns/turn.ts';
import { SOURCES } from './recommendation.ts';
import { listUnanswered, type UnansweredAsked, type UnansweredRecommendation } from './waiting-repository.ts';

const CHANGE = { action: 'change', kind: RECOMMENDATION } as const;

/**
 * Recommendations without an answer, for whoever answers for an agency whose they are; for the business manager where nobody
 * there could enter it. Nobody is shown one that they could not answer.
 */
export const waitingRecommendations: WaitingSource = {
  name: 'recommendations',
  needs: () => [CHANGE],
  waits: async (work, { whose, most }) => {
    const everywhere = mayChange(work, '');
    const found = async (asked: Omit<UnansweredAsked, 'enteredBy' | 'most'>) => {
      const lines = await listUnanswered(work.trx, {
        ...asked,
        enteredBy: everywhere ? null : work.actor.agency,
        most,
      });
      return lines.map((line) => itemOf(line, whose === 'mine'));
    };
    if (whose === 'partnership') return everywhere ? found({ of: 'all', orphans: null }) : [];
    if (whose === 'agency') return found({ of: work.actor.agency, orphans: null });
    const answers = work.actor.roles.some((role) => role === 'assurance-lead' || role === 'safeguarding-partner');
    const orphans = work.actor.roles.includes('business-manager') ? await answerers(work) : null;
    return answers || orphans ? found({ of: answers ? work.actor.agency : null, orphans }) : [];
  },
};

/** Whether the person may answer what an agency entered. */
function mayChange(work: Work, agency: string): boolean {
  return reaches(work, CHANGE.action, CHANGE.kind, { agency, ownerId: NOBODY });
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Agencies for which somebody at work answers: whatever is recommended to them, or what they entered themselves. */
async function answerers({ trx, now }: Work): Promise<UnansweredAsked['orphans']> {
  const people = await listStanding(trx, londonDate(now));
  const of = (role: Standing['roles'][number]) => people.filter(({ roles }) => roles.includes(role));
  return {
    anything: of('safeguarding-partner').map(({ agency }) => agency),
    own: of('assurance-lead').map(({ agency }) => agency),
  };
}

function itemOf(line: UnansweredRecommendation, mine: boolean): WaitingItem {
  return {
    key: `recommendation:${line.id}`,
    kind: 'Recommendation to answer',
    title: `Answer ${line.reference}: ${line.words}`,
    href: `${recommendationHref(line.id)}/change`,
    whose: mine ? null : line.agencyNames,
    due: null,
    since: line.madeOn,
    why: `${SOURCES[line.sourceKind]}: ${line.sourceWords}`,
  };
}
