import { decideKind, demandKind, reaches, type Work } from '../../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import { gatherWaiting, type WaitingItem, type WaitingSource } from '../../../platform/waiting/index.ts';
import { ACTION, CHASING } from '../policy.ts';
import type { ActionWait } from '../process.ts';
import { turnsOf } from '../turns/service.ts';
import { waitOf } from '../turns/turn.ts';
import { type BulkDoing, bulkMoves } from './bulk.ts';
import { narrows, type WorkCursor, type WorkFilter, type WorkScope } from './filter.ts';
import { countIn, countWork, listChoices, listWork, type WorkCounts, type WorkLine } from './repository.ts';
import type { Whose } from './whose.ts';

/** So many items stand on a page. */
const PER_PAGE = 25;
/** So much of everything else stands below the actions, what is due first. */
export const OTHERS_A_PAGE = 10;
/** A download holds at most so many items. */
export const LINES_A_DOWNLOAD = 20_000;

/** A work list as its page shows it. */
export interface WorkList {
  /** Number of whoever looks. */
  me: string;
  scope: WorkScope;
  /** The lists that the person reaches, from the narrowest. */
  scopes: readonly WorkScope[];
  filter: WorkFilter;
  today: PlainDate;
  lines: readonly WorkItem[];
  /** The page that is shown: begins after this; null on the first. */
  after: WorkCursor | null;
  /** Where the next page begins; null on the last. */
  next: WorkCursor | null;
  /** What waits besides actions; on the first page of a list that nothing narrows down. */
  others: readonly WaitingItem[];
  counts: WorkCounts;
  choices: { agencies: { key: string; name: string }[]; objectives: { key: string; words: string }[] };
  may: { give: boolean; setChasing: boolean };
}

/** An item of a work list as its page shows it to one person. */
export interface WorkItem extends WorkLine {
  /** What of it waits; null when it is over. */
  wait: ActionWait | null;
  /** What the person may do to it together with others. */
  doings: readonly BulkDoing[];
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
  const whose = await whoseWork(work, scope);
  const whole = asked.after === null && !narrows(asked.filter);
  // One's own work is counted from its first page: nobody who has more than a page of it late needs to know how much more.
  const fromPage = whole && scope === 'mine';
  // Sent one behind the other on one connection: the second does not wait for the first one's answer.
  const [lines, counted, choices] = await Promise.all([
    listWork(work.trx, { whose, filter: asked.filter, today, after: asked.after, most: PER_PAGE }),
    fromPage ? null : countWork(work.trx, whose, today),
    listChoices(work.trx),
  ]);
  const counts = counted ?? countIn(lines, PER_PAGE, today);
  const shown = lines.slice(0, PER_PAGE);
  const others = whole ? await gatherWaiting(work, sources, { whose: scope, today, most: OTHERS_A_PAGE }) : [];
  return {
    ...{ me: work.actor.id, scope, scopes, filter: asked.filter, after: asked.after, today, counts, choices, others },
    lines: shown.map((line) => ({ ...line, wait: waitOfLine(line, today), doings: bulkMoves(work, line) })),
    next: lines.length > PER_PAGE ? cursorOf(shown.at(-1)) : null,
    may: {
      give: decideKind(work.access, work.actor, work.purpose, 'create', ACTION).may,
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
  const whose = await whoseWork(work, scope);
  return listWork(work.trx, { whose, filter, today, after: null, most: LINES_A_DOWNLOAD, withObjectives: true });
}

/** The lists that somebody reaches: their own always. */
export function scopesOf(work: Work): WorkScope[] {
  const agency = reaches(work, 'read', ACTION, { agency: work.actor.agency, ownerId: NOBODY });
  const partnership = reaches(work, 'read', ACTION, { agency: '', ownerId: NOBODY });
  return ['mine', ...(agency ? (['agency'] as const) : []), ...(partnership ? (['partnership'] as const) : [])];
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Whose work a list of somebody's is: their own with whatever else it is their turn to settle. */
export async function whoseWork(work: Work, scope: WorkScope): Promise<Whose> {
  const { actor } = work;
  if (scope === 'mine') return { personId: actor.id, turns: await turnsOf(work) };
  return scope === 'agency' ? { agency: actor.agency } : 'all';
}

/** What of a line waits on a day; null when it is over. */
export function waitOfLine({ state, askedDueOn, ownerLeftOn }: WorkLine, today: PlainDate): ActionWait | null {
  return waitOf({ state, asked: askedDueOn !== null, ownerLeft: ownerLeftOn !== null && ownerLeftOn < today });
}

function cursorOf(line: WorkLine | undefined): WorkCursor | null {
  const day = line && (line.nextOn ?? line.overOn);
  return line && day ? { day, id: line.id } : null;
}
