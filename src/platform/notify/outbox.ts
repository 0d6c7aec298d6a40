import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';

/** Where a message stands, as its page says it. */
export const MESSAGE_STATES = {
  waiting: 'Waiting',
  sent: 'Sent',
  'given-up': 'Not delivered',
} as const;
/** Where a message stands. */
export type MessageState = keyof typeof MESSAGE_STATES;

/** A message by mail. */
export interface OutgoingMessage {
  id: string;
  address: string;
  subject: string;
  /** In paragraphs, with an empty line between them. */
  words: string;
  madeAt: Date;
  sentAt: Date | null;
  /** Kith does not try again by itself since then. */
  givenUpAt: Date | null;
  /** How often the mail server refused this message. */
  tries: number;
  /** Why it did not leave when it was last tried, in plain words. */
  failedBecause: string | null;
}

/** A message about to leave. */
export interface LeavingMessage extends OutgoingMessage {
  /** What it says in place of `words`, sealed; null where those are all. */
  sealed: Buffer | null;
}

type Tables = {
  outbox_message: {
    id: string;
    address: string;
    subject: string;
    words: string;
    sealed: Buffer | null;
    made_at: Date;
    try_at: Date;
    sent_at: Date | null;
    given_up_at: Date | null;
    tries: number;
    failed_because: string | null;
  };
};

const FIELDS = [
  'id',
  'address',
  'subject',
  'words',
  'made_at as madeAt',
  'sent_at as sentAt',
  'given_up_at as givenUpAt',
  'tries',
  'failed_because as failedBecause',
] as const;

/** Messages of one state or of all, the newest first, and how many there are. */
export async function listMessages(
  db: Db,
  asked: { state: MessageState | null; from: number; most: number },
): Promise<{ messages: OutgoingMessage[]; total: number }> {
  const found = db
    .withTables<Tables>()
    .selectFrom('outbox_message')
    .$if(asked.state === 'sent', (query) => query.where('sent_at', 'is not', null))
    .$if(asked.state === 'given-up', (query) => query.where('given_up_at', 'is not', null))
    .$if(asked.state === 'waiting', (query) => query.where('sent_at', 'is', null).where('given_up_at', 'is', null));
  const { total } = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const messages = await found
    .select(FIELDS)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .offset(asked.from)
    .limit(asked.most)
    .execute();
  return { messages, total: Number(total) };
}

/** Lets a message that was given up wait for the next try, counted anew; or says why nothing is done. */
export async function tryAgain(db: Db, id: string, now: Date): Promise<'again' | 'not-given-up' | 'no-message'> {
  const { numUpdatedRows } = await db
    .withTables<Tables>()
    .updateTable('outbox_message')
    .set({ given_up_at: null, tries: 0, try_at: now, failed_because: null })
    .where('id', '=', id)
    .where('given_up_at', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return 'again';
  const held = await db
    .withTables<Tables>()
    .selectFrom('outbox_message')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return held ? 'not-given-up' : 'no-message';
}

/**
 * Takes messages whose time has come, the oldest first, until `free` from now on: another sender does not take them
 * meanwhile, and where this one dies they are tried again after that.
 */
export async function takeWaiting(
  db: Db,
  { now, free, most }: { now: Date; free: Date; most: number },
): Promise<LeavingMessage[]> {
  const { rows } = await sql<LeavingMessage>`
    with due as (
      select id from outbox_message
      where sent_at is null and given_up_at is null and try_at <= ${now}
      order by made_at, id limit ${most} for update skip locked
    ), taken as (
      update outbox_message m set try_at = ${free} from due where m.id = due.id returning m.*
    )
    select id, address, subject, words, sealed, made_at as "madeAt", sent_at as "sentAt", given_up_at as "givenUpAt", tries,
      failed_because as "failedBecause" from taken order by made_at, id`.execute(db);
  return rows;
}

/** Writes down that a message left. What was sealed in it is not kept. */
export async function markSent(db: Db, id: string, now: Date): Promise<void> {
  const t = db.withTables<Tables>();
  await t
    .updateTable('outbox_message')
    .set({ sent_at: now, failed_because: null, sealed: null })
    .where('id', '=', id)
    .execute();
}

/** What became of a message that did not leave. */
export interface Failure {
  because: string | null;
  tries: number;
  /** When it is tried next; null when it is given up. */
  next: Date | null;
}

/** Writes down that a message did not leave. */
export async function markFailed(db: Db, id: string, failure: Failure, now: Date): Promise<void> {
  const { because, tries, next } = failure;
  await db
    .withTables<Tables>()
    .updateTable('outbox_message')
    .set({ failed_because: because, tries, ...(next === null ? { given_up_at: now } : { try_at: next }) })
    .where('id', '=', id)
    .execute();
}

/** Gives up what nobody could send so long that it is news no more. */
export async function giveUpStale(
  db: Db,
  { madeBefore, because, now }: { madeBefore: Date; because: string; now: Date },
) {
  await sql`
    update outbox_message set given_up_at = ${now}, failed_because = ${because}
    where sent_at is null and given_up_at is null and made_at < ${madeBefore}`.execute(db);
}

/** Drops messages that were written before a moment, whatever became of them. */
export async function forgetMessages(db: Db, before: Date): Promise<void> {
  await sql`delete from outbox_message where made_at <= ${before}`.execute(db);
}
