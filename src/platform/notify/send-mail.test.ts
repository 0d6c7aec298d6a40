import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { silentLog } from '../../../test/support/log.ts';
import { type MailServer, mailServer } from '../../../test/support/mail-server.ts';
import { addPerson } from '../../../test/support/people.ts';
import { emailOf } from '../../../test/support/sign-in.ts';
import { listMessages, type OutgoingMessage, postBy, sendMail, tellPeople, tryAgain, type Word } from './index.ts';

let database: TestApp;
let server: MailServer;
let now = TEST_NOW;
const WORD: Word = {
  notice: 'You were let in to SIN-2026-0001.',
  href: '/learning/notifications/1',
  subject: 'You were let in to a record – ünd more',
  mail: 'Somebody let you in to a record in Kith.\n\nThis message does not say which.',
};
const MINUTE = 60_000;

beforeAll(async () => {
  database = await buildTestApp();
});
beforeEach(async () => {
  server = await mailServer();
  now = TEST_NOW;
});
afterEach(async () => {
  await server.close();
  await sql`delete from outbox_message`.execute(database.db);
});
afterAll(() => database.close());

const site = 'https://kith.example.invalid';
const mail = () => ({ url: server.url, from: 'kith@example.invalid', site });

async function send(options: { url?: string; signal?: AbortSignal } = {}): Promise<void> {
  const config = { ...mail(), ...(options.url ? { url: options.url } : {}) };
  const task = sendMail({ db: database.db, keyring: database.keyring, now: () => now, open: () => postBy(config) });
  await task.run({}, { attempt: 1, signal: options.signal ?? new AbortController().signal, log: silentLog() });
}

async function tell(count = 1): Promise<string[]> {
  const ids = await Promise.all(Array.from({ length: count }, () => addPerson(database.db)));
  await database.db.transaction().execute((trx) => tellPeople(trx, ids, WORD, now));
  return Promise.all(ids.map((id) => emailOf(database.db, id)));
}

async function message(address: string): Promise<OutgoingMessage> {
  const { messages } = await listMessages(database.db, { state: null, from: 0, most: 1000 });
  const found = messages.find((one) => one.address === address);
  if (!found) throw new Error(`Nothing was written to ${address}.`);
  return found;
}

describe('a mail', () => {
  it('reaches the person once, says what is to be said, and leads to no record', async () => {
    const [address = ''] = await tell();
    await send();
    await send();
    expect(server.taken).toHaveLength(1);
    const { to, raw } = server.taken[0] ?? { to: [], raw: '' };
    expect(to).toEqual([address]);
    expect(raw).toMatch(/^From: Kith <kith@example\.invalid>\r$/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(raw).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(raw).toContain('Somebody let you in to a record in Kith.');
    expect(raw).toContain(`${site}/account/notices`);
    expect(raw).not.toMatch(/SIN-2026|learning\/notifications/);
    expect(await message(address)).toMatchObject({ sentAt: now, givenUpAt: null, failedBecause: null });
  });

  it('of an act that is undone never leaves', async () => {
    const id = await addPerson(database.db);
    const undone = database.db.transaction().execute(async (trx) => {
      await tellPeople(trx, [id], WORD, now);
      throw new Error('the act was undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await send();
    expect(server.taken).toEqual([]);
  });

  it('cannot carry a head of somebody else’s making', async () => {
    const id = await addPerson(database.db);
    const subject = 'Hello\r\nBcc: everybody@example.invalid';
    await tellPeople(database.db, [id], { ...WORD, subject }, now);
    await send();
    expect(server.taken[0]?.to).toEqual([await emailOf(database.db, id)]);
    expect(server.taken[0]?.raw).not.toMatch(/^Bcc:/m);
  });

  it('leaves once though several servers send at the same time', async () => {
    const addresses = await tell(45);
    await Promise.all([send(), send(), send()]);
    expect(server.taken.flatMap(({ to }) => to).sort()).toEqual(addresses.sort());
  });
});

describe('an address that the mail server refuses', () => {
  it('for good is given up at once, in plain words, and does not keep the others waiting', async () => {
    const [wrong = '', right = ''] = await tell(2);
    server.refuse.set(wrong, 550);
    await send();
    expect(server.taken.flatMap(({ to }) => to)).toEqual([right]);
    expect(await message(wrong)).toMatchObject({
      givenUpAt: now,
      failedBecause: 'The mail server refused this address (code 550).',
    });
    now = new Date(TEST_NOW.getTime() + 600 * MINUTE);
    await send();
    expect((await message(wrong)).tries).toBe(1);
  });

  it('for now is tried again with growing pauses, and given up after the fifth refusal', async () => {
    const [slow = ''] = await tell();
    server.refuse.set(slow, 451);
    const tried: number[] = [];
    for (let minutes = 0; minutes <= 1440; minutes += 5) {
      now = new Date(TEST_NOW.getTime() + minutes * MINUTE);
      const before = (await message(slow)).tries;
      await send();
      if ((await message(slow)).tries > before) tried.push(minutes);
    }
    expect(tried).toEqual([0, 5, 35, 155, 635]);
    expect((await message(slow)).givenUpAt).not.toBeNull();
  });

  it('is tried anew when somebody asks for it', async () => {
    const [slow = ''] = await tell();
    server.refuse.set(slow, 550);
    await send();
    const { id } = await message(slow);
    expect(await tryAgain(database.db, id, now)).toBe('again');
    expect(await tryAgain(database.db, id, now)).toBe('not-given-up');
    server.refuse.clear();
    await send();
    expect(server.taken.flatMap(({ to }) => to)).toEqual([slow]);
    expect(await message(slow)).toMatchObject({ sentAt: now, givenUpAt: null, tries: 0 });
  });
});

describe('a mail server that is away', () => {
  it('keeps every message waiting, and gets all of them when it is back within three days', async () => {
    const addresses = await tell(3);
    const { port } = server;
    await server.close();
    for (let hour = 0; hour < 48; hour += 1) {
      now = new Date(TEST_NOW.getTime() + hour * 60 * MINUTE);
      await send({ url: `smtp://127.0.0.1:${port}` });
    }
    expect(await message(addresses[0] ?? '')).toMatchObject({
      ...{ tries: 0, sentAt: null, givenUpAt: null },
      failedBecause: 'The mail server can’t be reached.',
    });
    server = await mailServer({ port });
    now = new Date(now.getTime() + 60 * MINUTE);
    await send();
    expect(server.taken.flatMap(({ to }) => to).sort()).toEqual(addresses.sort());
  });

  it('for longer gets what is new alone: weeks of old news help nobody', async () => {
    const [old = ''] = await tell();
    now = new Date(TEST_NOW.getTime() + 73 * 60 * MINUTE);
    const [fresh = ''] = await tell();
    await send();
    expect(server.taken.flatMap(({ to }) => to)).toEqual([fresh]);
    expect(await message(old)).toMatchObject({
      ...{ sentAt: null, givenUpAt: now, tries: 0 },
      failedBecause: 'It could not leave for three days. Its reader finds it under their notices.',
    });
  });

  it('or does not take the password, is told apart', async () => {
    const [address = ''] = await tell();
    await server.close();
    server = await mailServer({ login: ['kith', 'right'] });
    await send({ url: `smtp://kith:wrong@127.0.0.1:${server.port}` });
    expect((await message(address)).failedBecause).toBe(
      'The mail server does not take the user or password in SMTP_URL.',
    );
    now = new Date(TEST_NOW.getTime() + 5 * MINUTE);
    await send({ url: `smtp://kith:right@127.0.0.1:${server.port}` });
    expect(server.taken).toHaveLength(1);
  });

  it('or is not who it says it is, gets nothing', async () => {
    const [address = ''] = await tell();
    await server.close();
    server = await mailServer({ withTls: true });
    await send();
    expect(server.taken).toEqual([]);
    expect((await message(address)).failedBecause).toBe(
      'The mail server’s encryption is none that this machine trusts.',
    );
  });

  it('is left alone when Kith stops: what was not sent waits for the next start', async () => {
    const [address = ''] = await tell();
    await send({ signal: AbortSignal.abort() });
    expect(server.taken).toEqual([]);
    await send();
    expect(server.taken.flatMap(({ to }) => to)).toEqual([address]);
  });
});
