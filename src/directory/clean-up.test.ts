import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../test/support/app.ts';
import { silentLog } from '../../test/support/log.ts';
import { addPerson } from '../../test/support/people.ts';
import { emailOf } from '../../test/support/sign-in.ts';
import { tellPeople } from '../platform/notify/index.ts';
import { forgetWhatIsOver } from './clean-up.ts';
import { startSession } from './sign-in/session.ts';

const DAY = 86_400_000;
let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());

const ago = (days: number) => new Date(TEST_NOW.getTime() - days * DAY);

async function cleanUp(): Promise<void> {
  const job = { attempt: 1, signal: new AbortController().signal, log: silentLog() };
  await forgetWhatIsOver({ db: test.db, now: test.now }).run({}, job);
}

async function count(table: string, person: string): Promise<number> {
  const { rows } = await sql`select from ${sql.table(table)} where person_id = ${person}::uuid`.execute(test.db);
  return rows.length;
}

it('sessions are forgotten thirty days after their end, but for the newest of each person', async () => {
  const [often, once] = [await addPerson(test.db), await addPerson(test.db)];
  const session = { way: 'password', strong: true, browser: 'a test' } as const;
  for (const days of [90, 60, 20, 1]) await startSession(test.db, { ...session, personId: often, now: ago(days) });
  await startSession(test.db, { ...session, personId: once, now: ago(200) });
  await cleanUp();
  expect([await count('session', often), await count('session', once)]).toEqual([2, 1]);
});

it('links that nobody used are forgotten thirty days after they stopped working; a used one tells who could have used it', async () => {
  const person = await addPerson(test.db);
  for (const [ends, used] of [
    [ago(31), null],
    [ago(29), null],
    [ago(-1), ago(31)],
    [ago(-1), null],
  ]) {
    await sql`
      insert into invitation (token_hash, person_id, made_by, made_at, expires_at, used_at)
      values (${Buffer.from(randomUUID())}, ${person}::uuid, ${person}::uuid, ${ago(60)}, ${ends}, ${used})`.execute(
      test.db,
    );
  }
  await cleanUp();
  expect(await count('invitation', person)).toBe(3);
});

it('mail is forgotten after ninety days, and the notice that said the same stays', async () => {
  const person = await addPerson(test.db);
  const word = { notice: 'x', href: '/account', subject: 'x', mail: 'x' };
  for (const days of [91, 89]) await tellPeople(test.db, [person], word, ago(days));
  await cleanUp();
  const { rows } = await sql`
    select from outbox_message where address = ${await emailOf(test.db, person)}`.execute(test.db);
  expect(rows).toHaveLength(1);
  const { rows: notices } = await sql<{ unread: number }>`
    select notices_unread(${person}::uuid) as unread`.execute(test.db);
  expect(notices[0]?.unread).toBe(2);
});

it('wrong tries are forgotten a day after the last one, unless the address is still locked', async () => {
  for (const [address, last, locked] of [
    ['old@example.invalid', ago(2), null],
    ['new@example.invalid', ago(0.5), null],
    ['over@example.invalid', ago(2), ago(1.9)],
    ['locked@example.invalid', ago(2), ago(-1)],
  ] as const) {
    await sql`
      insert into sign_in_guard (address_hash, wrong, last_at, locked_until)
      values (${Buffer.from(address)}, 1, ${last}, ${locked})`.execute(test.db);
  }
  await cleanUp();
  const { rows } = await sql<{ hash: Buffer }>`select address_hash as hash from sign_in_guard`.execute(test.db);
  expect(rows.map(({ hash }) => hash.toString()).sort()).toEqual(['locked@example.invalid', 'new@example.invalid']);
});
