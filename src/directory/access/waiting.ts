import type { AccessTable } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { WaitingItem, WaitingSource } from '../../platform/waiting/index.ts';
import { listOpenAsks } from './ask-repository.ts';
import { at, lower } from './at-record.ts';
import { countOpeningsToJudge } from './emergency-repository.ts';

function needs(table: AccessTable, action: 'review' | 'share') {
  return table.shared.map(({ kind }) => ({ action, kind }));
}

/** Openings in an emergency that somebody is to judge: how many, and when the first is due. */
export const waitingOpenings: WaitingSource = {
  name: 'openings in an emergency',
  needs: (table) => needs(table, 'review'),
  waits: async ({ trx, access }, { whose }, { kind }) => {
    if (whose !== 'mine') return [];
    const open = await countOpeningsToJudge(trx, kind);
    if (!open) return [];
    const item: WaitingItem = {
      key: `openings:${kind}`,
      kind: 'Opened in an emergency',
      title: `Judge whether it was right to open ${counted(open.count, 'a record', 'records')} in an emergency`,
      href: at.judge(kind),
      whose: null,
      due: open.due,
      since: londonDate(open.since),
      why: access.kind(kind).plural,
    };
    return [item];
  },
};

/** Requests to see a restricted record that somebody may answer: how many, and when the first answer is due. */
export const waitingAsks: WaitingSource = {
  name: 'requests for access',
  needs: (table) => needs(table, 'share'),
  waits: async ({ trx, access }, { whose }, { kind }) => {
    if (whose !== 'mine') return [];
    const open = await listOpenAsks(trx, kind, null);
    const [first] = open;
    if (!first) return [];
    const item: WaitingItem = {
      key: `asks:${kind}`,
      kind: 'Request for access',
      title: `Answer ${counted(open.length, 'a request', 'requests')} to see ${lower(access.kind(kind).plural)}`,
      href: `/access/asks/${kind}`,
      whose: null,
      due: first.answerDue,
      since: londonDate(first.askedAt),
      why: 'Somebody asked to be let in',
    };
    return [item];
  },
};

function counted(n: number, one: string, more: string): string {
  return n === 1 ? one : `${n} ${more}`;
}
