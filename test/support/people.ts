import { randomUUID } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { startSession, type Way } from '../../src/directory/sign-in/session.ts';
import { TERMS_VERSION } from '../../src/directory/sign-in/terms.ts';
import type { HeldRole, Purpose } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { TEST_NOW, type TestApp } from './app.ts';

/** An invented person to put into a test's database. */
export interface InventedPerson {
  name?: string;
  agency?: string;
  team?: string;
  roles?: readonly HeldRole[];
  /** Their first day; long ago unless told. */
  joined?: string;
  leftOn?: string;
  /** Has not accepted the terms of use. */
  withoutTerms?: boolean;
}

let count = 0;

/** Makes a person who holds the roles since long ago. Returns their number. */
export async function addPerson(db: Db, person: InventedPerson = {}): Promise<string> {
  const id = randomUUID();
  count += 1;
  const name = person.name ?? `Invented Testperson${letters(count)}`;
  const email = `invented.${id.slice(0, 8)}@example.invalid`;
  await sql`
    insert into person (id, name, email, agency, team, joined, left_on, made_at)
    values (${id}::uuid, ${name}, ${email}, ${person.agency ?? 'hartlepool-borough-council'}, ${person.team ?? null},
      ${person.joined ?? '2020-01-06'}::date, ${person.leftOn ?? null}::date, ${TEST_NOW})`.execute(db);
  for (const role of person.roles ?? []) {
    await sql`
      insert into role_holding (id, person_id, role, from_date, because, given_at)
      values (${randomUUID()}::uuid, ${id}::uuid, ${role}, '2020-01-06', 'A test needs it', ${TEST_NOW})`.execute(db);
  }
  if (!person.withoutTerms) {
    await sql`
      insert into terms_acceptance (person_id, version, accepted_at)
      values (${id}::uuid, ${TERMS_VERSION}, ${TEST_NOW})`.execute(db);
  }
  return id;
}

/** Two invented people must not have names that compare alike, or they would be in each other's way. */
function letters(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

/** Somebody signed in: sends requests as their browser would. */
export interface SignedIn {
  id: string;
  cookies: Record<string, string>;
  /** GETs an address. */
  get: (url: string) => Promise<LightMyRequestResponse>;
  /** POSTs a form to an address, with a token that belongs to this session. */
  post: (url: string, form: Record<string, string | string[]>) => Promise<LightMyRequestResponse>;
}

/** Signs a person in without a page, as somebody who has proved who they are. */
export async function signIn(
  test: Pick<TestApp, 'app' | 'db'>,
  personId: string,
  options: { purpose?: Purpose; way?: Way; strong?: boolean; now?: Date } = {},
): Promise<SignedIn> {
  const { id, token } = await startSession(test.db, {
    personId,
    way: options.way ?? 'password',
    strong: options.strong ?? true,
    browser: 'a test',
    now: options.now ?? TEST_NOW,
  });
  if (options.purpose) {
    await sql`update session set purpose = ${options.purpose} where id = ${id}::uuid`.execute(test.db);
  }
  const cookies: Record<string, string> = { kith: token };
  const get = async (url: string) => {
    const answer = await test.app.inject({ url, cookies, headers: { accept: 'text/html' } });
    for (const cookie of answer.cookies) cookies[cookie.name] = cookie.value;
    return answer;
  };
  const post = async (url: string, form: Record<string, string | string[]>) => {
    // Every page of a signed-in person carries a form: the one to sign out.
    const page = await get('/about');
    const body = new URLSearchParams();
    body.append('_csrf', /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '');
    for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
    const answer = await test.app.inject({
      method: 'POST',
      url,
      cookies,
      payload: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    });
    for (const cookie of answer.cookies) cookies[cookie.name] = cookie.value;
    return answer;
  };
  return { id: personId, cookies, get, post };
}

/** Makes a person with these roles and signs them in. */
export async function signInAs(
  test: Pick<TestApp, 'app' | 'db'>,
  role: HeldRole | readonly HeldRole[],
  person: Omit<InventedPerson, 'roles'> & { purpose?: Purpose } = {},
): Promise<SignedIn> {
  const { purpose, ...rest } = person;
  const id = await addPerson(test.db, { ...rest, roles: [role].flat() as HeldRole[] });
  return signIn(test, id, purpose ? { purpose } : {});
}
