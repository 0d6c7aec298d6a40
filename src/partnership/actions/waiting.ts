import type { WaitingItem, WaitingSource } from '../../platform/waiting/index.ts';
import { ACTION } from './policy.ts';
import { ACTION_WAITS, stateWords } from './process.ts';
import { listWork, type WorkLine } from './work-list/repository.ts';
import { scopesOf, waitOfLine, whoseWork } from './work-list/service.ts';

const EVERYTHING = { show: 'live', late: false, agency: null, owner: null, objective: null, text: null } as const;

/**
 * Actions to do, and what of others' actions it is somebody's turn to settle, in the order of the work list. That list itself
 * has its own page, with filters.
 */
export const waitingActions: WaitingSource = {
  name: 'actions',
  needs: () => [{ action: 'read', kind: ACTION }],
  waits: async (work, { whose, today, most }) => {
    if (!scopesOf(work).includes(whose)) return [];
    const asked = { filter: EVERYTHING, today, after: null, most };
    const lines = await listWork(work.trx, { whose: await whoseWork(work, whose), ...asked });
    return lines.map((line) => itemOf(line, { mine: whose === 'mine', today }));
  },
};

function itemOf(line: WorkLine, { mine, today }: { mine: boolean; today: string }): WaitingItem {
  const wait = waitOfLine(line, today) ?? 'doing';
  const { kind, ask } = ACTION_WAITS[wait];
  const owner = `${line.ownerName}, ${line.agencyName}`;
  return {
    key: `action:${line.id}`,
    kind,
    title: ask === null ? line.title : `${ask}: ${line.title}`,
    href: `/work/actions/${line.id}`,
    // What others have done, or asked for, waits for somebody else than them.
    whose: mine || wait !== 'doing' ? null : owner,
    due: line.nextOn,
    since: line.givenOn,
    why: `${line.reference}: ${wait === 'doing' ? stateWords(line.state).toLowerCase() : owner}`,
  };
}
