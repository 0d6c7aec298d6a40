import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { silentLog } from '../../../test/support/log.ts';
import { type MailServer, mailServer } from '../../../test/support/mail-server.ts';
import { addPerson, type SignedIn, signInAs } from '../../../test/support/people.ts';
import { emailOf } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';
import { newKeyring } from '../../platform/keys/keyring.ts';
import { postBy, sendMail } from '../../platform/notify/index.ts';

const SITE = 'https://kith.example.invalid';
const COUNCIL = 'hartlepool-borough-council';
const FROM = 'kith@example.invalid';

let server: MailServer;
let test: TestApp;
let administrator: SignedIn;

beforeAll(async () => {
  server = await mailServer();
  // Over plain HTTP, so that the test’s own browser keeps its cookies.
  test = await buildTestApp({
    env: { SMTP_URL: server.url, MAIL_FROM: FROM, PUBLIC_URL: SITE.replace('https', 'http') },
  });
  administrator = await signInAs(test, 'administrator', { name: 'Ada Invented' });
}, 30_000);
afterAll(async () => {
  await test.close();
  await server.close();
});

async function leaves(keyring = test.keyring): Promise<void> {
  const open = () => postBy({ url: server.url, from: FROM, site: SITE });
  const task = sendMail({ db: test.db, keyring, now: () => TEST_NOW, open });
  await task.run({}, { attempt: 1, signal: new AbortController().signal, log: silentLog() });
}

async function invites(): Promise<{ id: string; email: string; page: string }> {
  const email = `mailed.${crypto.randomUUID().slice(0, 8)}@example.invalid`;
  const joined = { 'joined-day': '23', 'joined-month': '11', 'joined-year': '2026' };
  const form = { name: 'Ruth Invented', email, agency: COUNCIL, team: '', job: '', ...joined };
  const { body } = await administrator.post('/people', form);
  const { rows } = await sql<{ id: string }>`select id from person where email = ${email}`.execute(test.db);
  return { id: rows[0]?.id ?? '', email, page: body };
}

/** The link in the newest mail to somebody, its soft line ends taken away. */
function linkTo(email: string): string {
  const mail = server.taken.filter(({ to, raw }) => to.includes(email) && raw.includes('/welcome/')).at(-1);
  return /http\S*(\/welcome\/[\w-]{43})/.exec((mail?.raw ?? '').replaceAll('=\r\n', ''))?.[1] ?? '';
}

const LINK = /\/welcome\//;

describe('an invitation where Kith sends mail', () => {
  it('goes to the person, who comes in with it, and is shown to nobody else', async () => {
    const { id, email, page } = await invites();
    expect(textIn(page)).toContain('Ruth Invented gets a link by mail');
    expect(textIn(page)).toContain(`It goes to ${email} within a minute or two.`);
    expect(page).not.toContain('No mail server');
    expect(textIn(page)).not.toMatch(LINK);
    await leaves();
    const link = linkTo(email);
    expect(link).not.toBe('');
    expect(page).not.toContain(link.split('/').at(-1));
    expect((await stranger(test.app).post(link, { password: 'violet kettle anchor' })).statusCode).toBe(303);
    // Given a role by somebody else, they keep what they chose: its maker never saw the link.
    const lead = await signInAs(test, 'assurance-lead', { agency: COUNCIL });
    const given = await lead.post(`/people/${id}/roles`, {
      ...{ role: 'practitioner', 'from-day': '23', 'from-month': '11', 'from-year': '2026', because: 'x' },
    });
    expect(given.headers.location).toBe(`/people/${id}?done=given`);
  });

  it('cannot be read by an administrator in the list of outgoing mail, nor in the database', async () => {
    const { email } = await invites();
    for (const state of ['', '?state=waiting']) {
      const list = (await administrator.get(`/people/outbox${state}`)).body;
      expect(list).toContain(email);
      expect(textIn(list)).toContain('Nobody but its reader sees it, so it is not shown here.');
      expect(textIn(list)).not.toMatch(LINK);
    }
    const stored = async () =>
      (
        await sql<{ text: string; sealed: Buffer | null }>`
          select row_to_json(m)::text as text, sealed from outbox_message m
          where address = ${email} and subject = 'Your link to Kith'`.execute(test.db)
      ).rows[0];
    const before = await stored();
    expect(before?.sealed?.toString('latin1')).not.toContain('welcome');
    await leaves();
    const link = linkTo(email);
    expect(before?.text).not.toContain(link.split('/').at(-1));
    expect((await stored())?.sealed).toBeNull();
    expect(textIn((await administrator.get('/people/outbox')).body)).not.toContain(link);
  });

  it('that is made anew goes to the address of the account, and a message that was moved does not open', async () => {
    const id = await addPerson(test.db, { roles: ['meeting-administrator'] });
    const email = await emailOf(test.db, id);
    expect(textIn((await administrator.post(`/people/${id}/invitation`, {})).body)).toContain('gets a link by mail');
    // Somebody who can write into the table puts the sealed text into a message to themselves.
    await sql`
      insert into outbox_message (id, address, subject, words, sealed, made_at, try_at)
      select gen_random_uuid(), 'thief@example.invalid', subject, words, sealed, made_at, try_at
      from outbox_message where address = ${email} and sealed is not null`.execute(test.db);
    await leaves();
    expect(linkTo(email)).not.toBe('');
    expect(server.taken.filter(({ to }) => to.includes('thief@example.invalid'))).toEqual([]);
  });

  it('whose key is gone is given up with a word on what to do, and holds up no other mail', async () => {
    const { email } = await invites();
    await leaves(newKeyring());
    expect(linkTo(email)).toBe('');
    const list = textIn((await administrator.get('/people/outbox?state=given-up')).body);
    expect(list).toContain('It was sealed with a key that Kith no longer holds. Make the person a new link.');
  });
});
