import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellPeople } from '../../src/platform/notify/index.ts';
import { type MailServer, mailServer } from '../support/mail-server.ts';
import { type OwnServer, ownServer } from '../support/own-server.ts';
import { addPerson } from '../support/people.ts';
import { kith, openFolder, type Running, ready, removeHome, until } from '../support/process.ts';

const DAY = 86_400_000;
/** What the clocks of the demonstration say by mail: actions, the review of the arrangements, challenges. */
const REMINDER =
  /^(An action in Kith needs somebody: ACT-\d{4}-\d{4}|The published arrangements come up for review|An answer is due in Kith)$/;
let server: OwnServer;
let mail: MailServer;
let home: string;

beforeAll(async () => {
  [server, mail] = await Promise.all([ownServer(), mailServer()]);
  home = openFolder();
}, 60_000);
afterAll(async () => {
  await mail?.close();
  await server?.remove();
  await removeHome(home);
});

async function startKith(): Promise<Running> {
  const running = kith(['start'], {
    ...{ KITH_HOME: home, PORT: '0', DATABASE_URL: server.url('program'), DATABASE_OWNER_URL: server.url('owner') },
    ...{ SMTP_URL: mail.url, MAIL_FROM: 'kith@example.invalid', PUBLIC_URL: 'http://localhost:3000' },
  });
  await ready(running);
  return running;
}

async function stop(running: Running): Promise<void> {
  running.kill('SIGTERM');
  expect([await running.ended, running.err()]).toEqual([0, '']);
}

it('a server does by itself what falls due, and at its next start what fell due while none ran', async () => {
  const first = await startKith();
  const timetable = sql<{ what: string }>`
    select identifier as what from graphile_worker._private_known_crontabs order by 1`;
  await until(async () => (await timetable.execute(server.root)).rows.length > 0, 'the timetable');
  expect((await timetable.execute(server.root)).rows.map(({ what }) => what)).toEqual([
    ...['chase-contributions', 'chase-what-is-due', 'forget-what-is-over', 'name-deciders-for-sealed-records'],
    ...['remind-of-challenges', 'remind-of-decisions-about-access', 'remind-of-review-of-arrangements'],
    ...['remove-findings-that-were-kept-long-enough', 'remove-returns-nobody-accepted', 'send-mail', 'sign-ledger'],
  ]);
  await stop(first);
  // Inventing a year tells invented people much, and mails them nothing; the clocks may have run meanwhile.
  const { rows } = await sql<{ subject: string }>`select subject, words from outbox_message`.execute(server.root);
  expect(rows.filter(({ subject }) => !REMINDER.test(subject))).toEqual([]);

  const person = await addPerson(server.root);
  const word = { notice: 'A word', href: '/account', subject: 'A word from Kith', mail: 'A word.' };
  await tellPeople(server.root, [person], word, new Date());
  await sql`
    insert into sign_in_step (token_hash, kind, data, made_at, expires_at)
    values ('\\x00', 'password', '{}', ${new Date(Date.now() - DAY)}, ${new Date(Date.now() - DAY)})`.execute(
    server.root,
  );
  await sql`update graphile_worker._private_known_crontabs set known_since = ${new Date(Date.now() - DAY)},
    last_execution = null`.execute(server.root);

  const second = await startKith();
  // The demonstration's own clocks run, too: people who are invented are reminded of what is due, and of nothing else.
  const ours = () => mail.taken.filter(({ raw }) => raw.includes('Subject: A word from Kith'));
  await until(() => ours().length > 0, 'the mail');
  const folder = join(home, 'checkpoints');
  await until(() => existsSync(folder) && readdirSync(folder).length > 0, 'the signed end of the ledger');
  const left = sql`select from sign_in_step where token_hash = '\\x00'`;
  await until(async () => (await left.execute(server.root)).rows.length === 0, 'the nightly clean-up');
  await stop(second);
  expect(ours()).toHaveLength(1);
  const others = mail.taken
    .map(({ raw }) => /^Subject: (.*?)\r?$/m.exec(raw)?.[1] ?? '')
    .filter((of) => !of.startsWith('A word'));
  expect(others.filter((subject) => !REMINDER.test(subject))).toEqual([]);
});
