import { z } from 'zod';
import type { Db } from '../database/connection.ts';
import { type RunningJob, type Task, task, type Work } from '../jobs/index.ts';
import type { Keyring } from '../keys/keyring.ts';
import { giveUpStale, type LeavingMessage, markFailed, markSent, takeWaiting } from './outbox.ts';
import { type Post, Undelivered } from './post.ts';
import { openLetter } from './sealed.ts';

const MINUTE = 60_000;
const AT_ONCE = 20;
/** So long nobody else takes a message that is being sent. */
const FREE_AFTER = 15 * MINUTE;
/** Pauses after the first refusal of a message, the second and so on; after the last of them it is given up. */
const PAUSES = [5 * MINUTE, 30 * MINUTE, 2 * 60 * MINUTE, 8 * 60 * MINUTE];
const SERVER_PAUSE = 2 * MINUTE;
/** After so long a message is news no more: it does not leave because a mail server was set, or came back, weeks later. */
const STALE = 3 * 24 * 60 * MINUTE;
const TOO_LATE = 'It could not leave for three days. Its reader finds it under their notices.';

/** The job that sends what waits. It may run at any time and as often as one likes. */
export const SEND_MAIL = { name: 'send-mail', payload: z.object({}) };

/** What sending needs. */
export interface SendMailOptions {
  db: Db;
  /** Opens what is sealed. */
  keyring: Keyring;
  now: () => Date;
  /** Opens a connection to the mail server. */
  open: () => Post;
}

/**
 * Sends every message whose time has come. One that is refused for good is given up, one that is refused for now is tried
 * again with growing pauses; where the mail server itself is away, all wait, for three days.
 */
export function sendMail({ db, keyring, now, open }: SendMailOptions): Task {
  const work: Work<object> = async (_payload, job) => {
    let post: Post | undefined;
    const madeBefore = new Date(now().getTime() - STALE);
    await giveUpStale(db, { madeBefore, because: TOO_LATE, now: now() });
    try {
      for (;;) {
        const free = new Date(now().getTime() + FREE_AFTER);
        const messages = await takeWaiting(db, { now: now(), free, most: AT_ONCE });
        if (messages.length === 0) return;
        post ??= open();
        if (!(await sendAll({ db, keyring, now }, post, messages, job))) return;
      }
    } finally {
      post?.close();
    }
  };
  return task(SEND_MAIL, work, { at: '* * * * *', catchUp: MINUTE });
}

/** False when no more will leave for now. */
async function sendAll(
  { db, keyring, now }: Omit<SendMailOptions, 'open'>,
  post: Post,
  messages: readonly LeavingMessage[],
  { log, signal }: RunningJob,
): Promise<boolean> {
  for (const [at, message] of messages.entries()) {
    const left = messages.slice(at);
    if (signal.aborted) {
      await wait(db, left, { because: null, until: now() }, now());
      return false;
    }
    try {
      await post.send({ ...message, words: wordsOf(keyring, message) });
      await markSent(db, message.id, now());
    } catch (error) {
      if (!(error instanceof Undelivered)) throw error;
      log.warn({ err: error, message: message.id }, 'a message did not leave');
      if (error.fault === 'server') {
        const until = new Date(now().getTime() + SERVER_PAUSE);
        await wait(db, left, { because: error.message, until }, now());
        return false;
      }
      await refused(db, message, error, now());
    }
  }
  return true;
}

function wordsOf(keyring: Keyring, { id, words, sealed }: LeavingMessage): string {
  if (sealed === null) return words;
  try {
    return openLetter(keyring, id, sealed);
  } catch (error) {
    throw new Undelivered(NO_KEY, { fault: 'message', lasting: true }, error);
  }
}

const NO_KEY = 'It was sealed with a key that Kith no longer holds. Make the person a new link.';

async function wait(
  db: Db,
  messages: readonly LeavingMessage[],
  { because, until }: { because: string | null; until: Date },
  now: Date,
): Promise<void> {
  for (const { id, tries } of messages) await markFailed(db, id, { because, tries, next: until }, now);
}

async function refused(db: Db, message: LeavingMessage, error: Undelivered, now: Date): Promise<void> {
  const tries = message.tries + 1;
  const pause = error.lasting ? undefined : PAUSES[tries - 1];
  const next = pause === undefined ? null : new Date(now.getTime() + pause);
  await markFailed(db, message.id, { because: error.message, tries, next }, now);
}
