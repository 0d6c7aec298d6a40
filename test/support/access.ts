import { sql } from 'kysely';
import { NOTIFICATION } from '../../src/partnership/learning/policy.ts';
import { actAs, type HeldRole, type Purpose } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { textOf } from '../contracts/hostile.ts';
import { TEST_NOW, type TestApp } from './app.ts';
import { AUDITOR } from './notifications.ts';
import type { SignedIn } from './people.ts';

/** Address of the page that says who sees a notification. */
export function whoSees(id: string): string {
  return `/access/records/${NOTIFICATION}/${id}`;
}

/** The words of a page as a reader has them. */
export function textIn(html: string): string {
  return textOf(html).replaceAll(/\s+/g, ' ');
}

/** What stands in the summary of what is wrong with a form, and how it was answered. */
export function problemsIn({ statusCode, body }: { statusCode: number; body: string }): string {
  const summary = /govuk-error-summary__list[^>]*>([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '';
  return `${statusCode} ${textIn(summary).trim()}`;
}

/** What the page of an answer says, and how it was answered. */
export function saidIn({ statusCode, body }: { statusCode: number; body: string }): string {
  return `${statusCode} ${textIn(body.slice(body.indexOf('<main')))}`;
}

/** The name of somebody. */
export async function nameOf({ db }: Pick<TestApp, 'db'>, person: Pick<SignedIn, 'id'>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from person where id = ${person.id}::uuid`.execute(db);
  return rows[0]?.name ?? '';
}

/** The address of somebody. */
export async function emailOf({ db }: Pick<TestApp, 'db'>, person: Pick<SignedIn, 'id'>): Promise<string> {
  const { rows } = await sql<{ email: string }>`select email from person where id = ${person.id}::uuid`.execute(db);
  return rows[0]?.email ?? '';
}

/** Works in the database as somebody, past every page: what row-level security alone lets them do. */
export function as<T>(
  { db, now }: Pick<TestApp, 'db' | 'now'>,
  person: Pick<SignedIn, 'id'>,
  stands: { roles: readonly HeldRole[]; purpose: Purpose; agency?: string },
  work: (trx: Db) => Promise<T>,
): Promise<T> {
  const { roles, purpose, agency = 'hartlepool-borough-council' } = stands;
  const actor = { id: person.id, name: 'x', agency, agencyName: 'x', team: null, roles };
  return actAs(db, { actor, purpose, now: now() }, work);
}

/** What a person was told on their page of notices, newest first. */
export async function noticesOf(
  test: Pick<TestApp, 'db' | 'now'>,
  person: Pick<SignedIn, 'id'>,
): Promise<{ words: string; href: string | null }[]> {
  return as(test, person, { roles: [], purpose: 'learning' }, async (trx) => {
    const { rows } = await sql<{ words: string; href: string | null }>`
      select words, href from notice order by made_at desc, id`.execute(trx);
    return rows;
  });
}

/** Fields that the newest entry of the ledger with changes wrote down. */
export async function changesOf(
  test: Pick<TestApp, 'db'>,
  reader: Pick<SignedIn, 'id'>,
  id: string,
): Promise<{ field: string; before: unknown; after: unknown }[]> {
  const actor = { ...AUDITOR, id: reader.id, roles: ['business-manager'] as const };
  return actAs(test.db, { actor, purpose: 'learning', now: TEST_NOW }, async (trx) => {
    const { rows } = await sql<{ field: string; before: unknown; after: unknown }>`
      select field, before, after from field_change
      where record_id = ${id}::uuid and seq = (select max(seq) from field_change where record_id = ${id}::uuid)
      order by position`.execute(trx);
    return rows;
  });
}

/** A page as it is but for what differs from request to request, whatever is asked for. */
export function still(body: string): string {
  return body
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'NUMBER')
    .replaceAll(/nonce(=\\?"|-)[0-9a-f]{32}/g, 'NONCE')
    .replaceAll(/name="_(csrf|for)" value="[^"]*"/g, 'TOKEN')
    .replaceAll(/SIN-\d{4}-\d+/g, 'REFERENCE');
}

/** The words of what a person was told, newest first. */
export async function wordsTo(test: Pick<TestApp, 'db' | 'now'>, person: Pick<SignedIn, 'id'>): Promise<string[]> {
  return (await noticesOf(test, person)).map(({ words }) => words);
}
