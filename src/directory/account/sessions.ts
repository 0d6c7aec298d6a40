import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { endSession, IDLE_LIMIT, type Way } from '../sign-in/session.ts';

const FORTNIGHT = 14 * 24 * 3_600_000;

/** One session of one's own. */
export interface OwnSession {
  id: string;
  startedAt: Date;
  seenAt: Date;
  /** What the browser says of itself: `browserWords` makes it readable. */
  browser: string;
  way: Way;
  /** Null while it goes on. */
  over: { at: Date; because: string } | null;
}

/** A person's sessions that go on, the last used first, and those of the last fortnight that are over. */
export async function listSessions(trx: Db, personId: string, now: Date): Promise<OwnSession[]> {
  const { rows } = await sql<Omit<OwnSession, 'over'> & { endsAt: Date; endedAt: Date | null; because: string | null }>`
    select id, started_at as "startedAt", seen_at as "seenAt", ends_at as "endsAt", browser, way, ended_at as "endedAt",
      ended_because as because
    from session where person_id = ${personId}::uuid and started_at > ${new Date(now.getTime() - FORTNIGHT)}
    order by seen_at desc, id`.execute(trx);
  return rows.map(({ endsAt, endedAt, because, ...session }) => {
    const idleEnd = new Date(session.seenAt.getTime() + IDLE_LIMIT);
    if (endedAt) return { ...session, over: { at: endedAt, because: because ?? 'Ended' } };
    if (now >= endsAt && endsAt <= idleEnd)
      return { ...session, over: { at: endsAt, because: 'Ended after 12 hours' } };
    if (now >= idleEnd) return { ...session, over: { at: idleEnd, because: 'Ended after 30 minutes without use' } };
    return { ...session, over: null };
  });
}

/** Ends a session if it is the person's own. False when there is none of theirs by that number, whoever else's it is. */
export async function endOwnSession(trx: Db, personId: string, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from session where id = ${id}::uuid and person_id = ${personId}::uuid`.execute(trx);
  if (rows.length === 0) return false;
  await endSession(trx, id, 'You ended it from another browser', now);
  return true;
}
