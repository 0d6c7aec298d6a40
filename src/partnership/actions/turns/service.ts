import type { Work } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import { rolesThatMay } from '../policy.ts';
import { ACTION_WAITS, type ActionWait } from '../process.ts';
import { listAgencyKeys, listStanding } from './repository.ts';
import { type Turn, turnLines } from './turn.ts';

const WAITS = Object.keys(ACTION_WAITS) as ActionWait[];

/** With which of other people's actions it is somebody's turn; the database is asked nothing for whoever has only their own. */
export async function turnsOf({ trx, actor, now }: Work): Promise<Turn[]> {
  const reaching = new Set([...rolesThatMay('change', 'others'), ...rolesThatMay('review', 'others')]);
  if (!actor.roles.some((role) => reaching.has(role))) return [];
  const [people, agencies] = await Promise.all([listStanding(trx, londonDate(now)), listAgencyKeys(trx)]);
  return WAITS.flatMap((wait) => {
    const lines = turnLines(wait, actor.id, people, agencies);
    return lines.length === 0 || ACTION_WAITS[wait].turns.includes('owner') ? [] : [{ wait, lines }];
  });
}
