import { sql } from 'kysely';
import { generate } from 'otplib';
import { savePassword } from '../../src/directory/sign-in/account.ts';
import { passwordHasher } from '../../src/directory/sign-in/password-hash.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { TEST_NOW } from './app.ts';
import { type LedgerLine, readLedger } from './ledger.ts';
import { addPerson, type InventedPerson } from './people.ts';

/** The password of everybody whom `addSignIn` makes. */
export const PASSWORD = 'otter lantern brick';

let hash: Promise<string> | undefined;

/** Makes a person who chose a password. */
export async function addSignIn(db: Db, person: InventedPerson = {}): Promise<{ id: string; email: string }> {
  const id = await addPerson(db, { roles: ['meeting-administrator'], ...person });
  hash ??= passwordHasher().hash(PASSWORD);
  await savePassword(db, id, await hash, TEST_NOW);
  return { id, email: await emailOf(db, id) };
}

/** A person's address. */
export async function emailOf(db: Db, id: string): Promise<string> {
  const { rows } = await sql<{ email: string }>`select email from person where id = ${id}::uuid`.execute(db);
  return rows[0]?.email ?? '';
}

/** What the ledger says of a person, oldest first. */
export async function trailOf(db: Db, personId: string): Promise<LedgerLine[]> {
  return (await readLedger({ db })).filter((line) => line.personId === personId).reverse();
}

/** A person's sessions, oldest first. */
export async function sessionsOf(
  db: Db,
  personId: string,
): Promise<{ way: string; strong: boolean; ended: string | null }[]> {
  const { rows } = await sql<{ way: string; strong: boolean; ended: string | null }>`
    select way, strong, ended_because as ended from session
    where person_id = ${personId}::uuid order by started_at, rotated_at, id`.execute(db);
  return rows;
}

/** Subjects of the mails that wait for an address, oldest first. */
export async function mailsTo(db: Db, email: string): Promise<{ subject: string; words: string }[]> {
  const { rows } = await sql<{ subject: string; words: string }>`
    select subject, words from outbox_message where address = ${email} order by made_at, id`.execute(db);
  return rows;
}

/** The key that the page for a new authenticator app shows, as somebody without a camera types it. */
export function appKeyIn(body: string): string {
  const shown = /kith-key">([\s\S]*?)<\/p>/.exec(body)?.[1] ?? '';
  return shown.replaceAll(/<[^>]+>|\s/g, '');
}

/** The code that an authenticator app shows at a moment. */
export function appCode(key: string, now: Date): Promise<string> {
  return generate({ secret: key, epoch: Math.floor(now.getTime() / 1000) });
}

/** The recovery codes that a page shows. */
export function recoveryCodesIn(body: string): string[] {
  return [...body.matchAll(/<li>([0-9a-z]{5}-[0-9a-z]{5})<\/li>/g)].map((one) => one[1] ?? '');
}
