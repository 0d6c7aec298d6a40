import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

/** The most notices shown at once. */
const MOST = 100;

/** What Kith told a person. */
export interface Notice {
  id: string;
  words: string;
  /** Where it is about, on this site. */
  href: string | null;
  madeAt: Date;
  readAt: Date | null;
}

/** The person's own notices, unread first, then the newest; row-level security shows nobody else's. */
export async function listNotices(trx: Db): Promise<Notice[]> {
  const { rows } = await sql<Notice>`
    select id, words, href, made_at as "madeAt", read_at as "readAt" from notice
    order by read_at is not null, made_at desc, id limit ${MOST}`.execute(trx);
  return rows;
}

/** Marks one of the person's own notices as read. False when they have none by that number. */
export async function readNotice(trx: Db, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update notice set read_at = coalesce(read_at, ${now}) where id = ${id}::uuid returning id`.execute(trx);
  return rows.length === 1;
}

/** Marks all of the person's notices as read. */
export async function readAllNotices(trx: Db, now: Date): Promise<void> {
  await sql`update notice set read_at = ${now} where read_at is null`.execute(trx);
}
