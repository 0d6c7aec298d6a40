import { decideKind, demandKind, reaches, type Work } from '../../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import { gatherWaiting, type WaitingItem, type WaitingSource } from '../../../platform/waiting/index.ts';
import { ACTION, CHASING } from '../policy.ts';
import { narrows, type WorkCursor, type WorkFilter, type WorkScope } from './filter.ts';
import { countWork, listChoices, listWork, type Whose, type WorkCounts, type WorkLine } from './repository.ts';

/** So many items stand on a page. */
const PER_PAGE = 25;
/** So much of everything else stands below the actions, what is due first. */
export const OTHERS_A_PAGE = 10;
/** A download holds at most so many items. */
export const LINES_A_DOWNLOAD = 20_000;

/** A work list as its page shows it. */
export interface WorkList {
  scope: WorkScope;
  /** The lists that the person reaches, from the narrowest. */
  scopes: readonly WorkScope[];
  filter: WorkFilter;
  today: PlainDate;
  lines: readonly WorkLine[];
  /** Where the next page begins; null on the last. */
  next: WorkCursor | null;
  /** What waits besides actions; on the first page of a list that nothing narrows down. */
  others: readonly WaitingItem[];
  /** Whether the page is not the first. */
  isLater: boolean;
  counts: WorkCounts;
  choices: { agencies: { key: string; name: string }[]; objectives: { key: string; words: string }[] };
  may: { give: boolean; change: boolean; setChasing: boolean };
}

/**
 * A page of one of the work lists. Whoever does not reach as far is shown the widest list that they do reach. `sources` are
 * those of what waits besides actions.
 */
export async function openWorkList(
  work: Work,
  asked: { scope: WorkScope; filter: WorkFilter; after: WorkCursor | null },
  sources: readonly WaitingSource[],
): Promise<WorkList> {
  demandKind(work, 'read', ACTION);
  const today = londonDate(work.now);
  const scopes = scopesOf(work);
  const scope = scopes.includes(asked.scope) ? asked.scope : (scopes.at(-1) ?? 'mine');
  const whose = whoseWork(work, scope);
  // Sent one behind the other on one connection: the second does not wait for the first one's answer.
  const [lines, counts, choices] = await Promise.all([
    listWork(work.trx, { whose, filter: asked.filter, today, after: asked.after, most: PER_PAGE }),
    countWork(work.trx, whose, today),
    listChoices(work.trx),
  ]);
  const shown = lines.slice(0, PER_PAGE);
  const others =
    asked.after === null && !narrows(asked.filter)
      ? await gatherWaiting(work, sources, { whose: scope, today, most: OTHERS_A_PAGE })
      : [];
  return {
    ...{ scope, scopes, filter: asked.filter, today, lines: shown, counts, choices, others },
    next: lines.length > PER_PAGE ? cursorOf(shown.at(-1)) : null,
    isLater: asked.after !== null,
    may: {
      give: decideKind(work.access, work.actor, work.purpose, 'create', ACTION).may,
      change: decideKind(work.access, work.actor, work.purpose, 'change', ACTION).may,
      setChasing: decideKind(work.access, work.actor, work.purpose, 'manage', CHASING).may,
    },
  };
}

/** Everything of one list that the filter lets through, for a download; one line more than it holds where there are more. */
export async function listForDownload(
  work: Work,
  asked: { scope: WorkScope; filter: WorkFilter },
): Promise<WorkLine[]> {
  demandKind(work, 'read', ACTION);
  const scopes = scopesOf(work);
  const scope = scopes.includes(asked.scope) ? asked.scope : (scopes.at(-1) ?? 'mine');
  const { filter } = asked;
  const today = londonDate(work.now);
  const whose = whoseWork(work, scope);
  return listWork(work.trx, { whose, filter, today, after: null, most: LINES_A_DOWNLOAD, withObjectives: true });
}

/** The lists that somebody reaches: their own always. */
export function scopesOf(work: Work): WorkScope[] {
  const agency = reaches(work, 'read', ACTION, { agency: work.actor.agency, ownerId: NOBODY });
  const partnership = reaches(work, 'read', ACTION, { agency: '', ownerId: NOBODY });
  return ['mine', ...(agency ? (['agency'] as const) : []), ...(partnership ? (['partnership'] as const) : [])];
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whose work a list of somebody's is. */
export function whoseWork({ actor }: Work, scope: WorkScope): Whose {
  if (scope === 'mine') return { ownerId: actor.id };
  return scope === 'agency' ? { agency: actor.agency } : 'all';
}

function cursorOf(line: WorkLine | undefined): WorkCursor | null {
  const day = line && (line.nextOn ?? line.overOn);
  return line && day ? { day, id: line.id } : null;
}
