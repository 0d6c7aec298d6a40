import { ACTION } from '../partnership/actions/index.ts';
import { listNextMeetings, MEETING } from '../partnership/governance/index.ts';
import { actAs, type HeldRole, type Work } from '../platform/access/index.ts';
import { londonDate, longDate, type PlainDate, timeInWords } from '../platform/clocks/index.ts';
import type { JoinedDeps } from '../platform/module.ts';
import { gatherWaiting, type WaitingFor, type WaitingItem } from '../platform/waiting/index.ts';
import type { Visit } from '../platform/web/gate.ts';

/** So many lines a person takes in at the end of a day. */
const MOST_WAITING = 6;
/** So many meetings. */
const MOST_MEETINGS = 3;
/** So many late things of others. */
const MOST_LATE = 5;

/** What the home page tells somebody who is signed in, before how the year stands. */
export interface DayView {
  today: PlainDate;
  waiting: readonly WaitingItem[];
  /** Whether the person has a work list. */
  hasWork: boolean;
  /** More waits than is shown. */
  more: boolean;
  meetings: readonly { id: string; title: string; when: string; place: string; href: string }[];
  /** What is late of others for whom the person answers; null for somebody who answers for nobody else. */
  late: { whose: Exclude<WaitingFor, 'mine'>; items: readonly WaitingItem[] } | null;
}

/** For whom somebody answers besides themselves: the business unit for the partnership, leads and partners for their agency. */
export function answersFor(roles: readonly HeldRole[]): Exclude<WaitingFor, 'mine'> | null {
  if (roles.includes('business-manager')) return 'partnership';
  return roles.includes('assurance-lead') || roles.includes('safeguarding-partner') ? 'agency' : null;
}

/**
 * The day of somebody who is signed in, read as they themselves; null while something else is owed first, and for whoever
 * has neither work nor meetings in Kith: those who look after accounts, or audit.
 */
export async function dayOf(
  { db, access, now, waiting: sources }: Pick<JoinedDeps, 'db' | 'access' | 'now' | 'waiting'>,
  visit: Visit | null,
): Promise<DayView | null> {
  if (!visit || visit.owes) return null;
  const { actor, purpose } = visit;
  const has = (kind: string) => access.lines(actor.roles, 'read', kind).length > 0;
  const hasWork = has(ACTION);
  if (!hasWork && !has(MEETING)) return null;
  const moment = now();
  const today = londonDate(moment);
  return actAs(db, { actor, purpose, now: moment }, async (trx) => {
    const work: Work = { trx, actor, purpose, access, now: moment };
    const mine = await gatherWaiting(work, sources, { whose: 'mine', today, most: MOST_WAITING + 1 });
    const shown = mine.slice(0, MOST_WAITING);
    const whose = answersFor(actor.roles);
    const known = new Set(mine.map(({ key }) => key));
    const asked = { today, most: MOST_LATE + mine.length };
    const others = whose === null ? [] : await gatherWaiting(work, sources, { whose, ...asked });
    const late = others.filter(({ key, due }) => due !== null && due < today && !known.has(key)).slice(0, MOST_LATE);
    const meetings = await listNextMeetings(work, MOST_MEETINGS);
    return {
      ...{ today, hasWork, waiting: shown, more: mine.length > MOST_WAITING },
      late: whose === null ? null : { whose, items: late },
      meetings: meetings.map(({ id, title, day, starts, place, href }) => ({
        ...{ id, title, place, href, when: `${longDate(day)} at ${timeInWords(starts)}` },
      })),
    };
  });
}
