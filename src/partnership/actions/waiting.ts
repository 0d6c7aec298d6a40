import type { WaitingSource } from '../../platform/waiting/index.ts';
import { ACTION } from './policy.ts';
import { stateWords } from './process.ts';
import { listWork } from './work-list/repository.ts';
import { scopesOf, whoseWork } from './work-list/service.ts';

const EVERYTHING = { show: 'live', late: false, agency: null, owner: null, objective: null, text: null } as const;

/** Actions to do and effects to look at, in the order of the work list. That list itself has its own page, with filters. */
export const waitingActions: WaitingSource = {
  name: 'actions',
  needs: () => [{ action: 'read', kind: ACTION }],
  waits: async (work, { whose, today, most }) => {
    if (!scopesOf(work).includes(whose)) return [];
    const lines = await listWork(work.trx, {
      ...{ whose: whoseWork(work, whose), filter: EVERYTHING, today, after: null, most },
    });
    return lines.map((line) => ({
      key: `action:${line.id}`,
      kind: line.state === 'done' ? 'Effect of an action' : 'Action',
      title: line.title,
      href: `/work/actions/${line.id}`,
      whose: whose === 'mine' ? null : `${line.ownerName}, ${line.agencyName}`,
      due: line.nextOn,
      since: line.givenOn,
      why: `${line.reference}: ${stateWords(line.state).toLowerCase()}`,
    }));
  },
};
