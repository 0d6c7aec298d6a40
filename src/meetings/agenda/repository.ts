import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { Item, NewItem } from '../meeting.ts';

const COLUMNS =
  sql.raw(`i.id, i.meeting_id as "meetingId", i.position, i.kind, i.part, i.title, i.why_now as "whyNow", i.href,
  i.source_key as "sourceKey", i.asks, i.minutes, i.leads`);

/** The items of a meeting, in their order. */
export async function listItems(trx: Db, meetingId: string): Promise<Item[]> {
  const { rows } = await sql<Item>`
    select ${COLUMNS} from meeting_item i where i.meeting_id = ${meetingId}::uuid order by i.position, i.made_at, i.id`.execute(
    trx,
  );
  return rows;
}

/** Puts items on an agenda from a place on; those that stood there move down. One that stands there already is left out. */
export async function insertItems(
  trx: Db,
  meetingId: string,
  at: number,
  items: readonly NewItem[],
  now: Date,
): Promise<string[]> {
  if (items.length === 0) return [];
  await sql`
    update meeting_item set position = position + ${items.length}
    where meeting_id = ${meetingId}::uuid and position >= ${at}`.execute(trx);
  const rows = items.map((item, place) => ({ ...item, id: randomUUID(), position: at + place }));
  const { rows: made } = await sql<{ id: string }>`
    insert into meeting_item (id, meeting_id, position, kind, part, title, why_now, href, source_key, asks, minutes, leads, made_at)
    select id, ${meetingId}::uuid, position, kind, part, title, "whyNow", href, "sourceKey", asks, minutes, leads, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, position integer, kind text, part text, title text,
      "whyNow" text, href text, "sourceKey" text, asks text, minutes integer, leads text)
    on conflict (meeting_id, source_key) do nothing returning id`.execute(trx);
  return made.map(({ id }) => id);
}

/** Gives the items of a meeting this order. */
export async function orderItems(trx: Db, meetingId: string, ids: readonly string[]): Promise<void> {
  await sql`
    update meeting_item i set position = o.position
    from unnest(${[...ids]}::uuid[]) with ordinality as o (id, position)
    where i.id = o.id and i.meeting_id = ${meetingId}::uuid`.execute(trx);
}

/** Changes what an item says of itself. */
export async function updateItem(
  trx: Db,
  meetingId: string,
  id: string,
  { title, asks, minutes, leads }: Pick<Item, 'title' | 'asks' | 'minutes' | 'leads'>,
): Promise<void> {
  await sql`
    update meeting_item set title = ${title}, asks = ${asks}, minutes = ${minutes}, leads = ${leads}
    where id = ${id}::uuid and meeting_id = ${meetingId}::uuid`.execute(trx);
}

/** Takes an item off an agenda. False where minutes or a decision stand under it. */
export async function removeItem(trx: Db, meetingId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from meeting_item i where i.id = ${id}::uuid and i.meeting_id = ${meetingId}::uuid
      and not exists (select from meeting_words w where w.subject_id = i.id)
      and not exists (select from meeting_decision d where d.item_id = i.id)`.execute(trx);
  return numAffectedRows === 1n;
}
