import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { textIn } from '../../../test/support/access.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { addSignIn, appCode, appKeyIn, emailOf, mailsTo, PASSWORD, sessionsOf } from '../../../test/support/sign-in.ts';
import { type Stranger, stranger } from '../../../test/support/stranger.ts';
import { HELD_ROLES, type HeldRole } from '../../platform/access/index.ts';
import { mayGive } from './roles/role-givers.ts';

const POLICE = 'cleveland-police';
const NEW = 'violet kettle anchor';

let test: TestApp;
let administrator: SignedIn;
let lead: SignedIn;
let manager: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  administrator = await signInAs(test, 'administrator', { name: 'Ada Invented' });
  lead = await signInAs(test, 'assurance-lead', { name: 'Lena Invented', agency: POLICE });
  manager = await signInAs(test, 'business-manager', { name: 'Berta Invented' });
}, 30_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const linkIn = (body: string) => /\/welcome\/[\w-]{43}/.exec(body)?.[0] ?? '';
const asksForLink = (who: SignedIn, id: string) => who.post(`/people/${id}/invitation`, {});
const links = async (id: string) =>
  (await sql`select from invitation where person_id = ${id}::uuid`.execute(test.db)).rows.length;

/** Changes one detail of a person, as their form stands. */
async function changes(who: SignedIn, id: string, change: Record<string, string>) {
  const { rows } = await sql<Record<string, string>>`
    select name, email, agency, coalesce(team, '') as team, coalesce(job, '') as job, version::text
    from person where id = ${id}::uuid`.execute(test.db);
  const first = { 'joined-day': '6', 'joined-month': '1', 'joined-year': '2020' };
  return who.post(`/people/${id}/change`, { ...rows[0], ...first, why: 'A test needs it', ...change });
}

const gives = (who: SignedIn, id: string, role: HeldRole, day = '23') =>
  who.post(`/people/${id}/roles`, {
    ...{ role, 'from-day': day, 'from-month': '11', 'from-year': '2026', because: 'A test needs it' },
  });

async function makes(who: SignedIn, agency = POLICE): Promise<{ id: string; email: string; link: string }> {
  const email = `made.${crypto.randomUUID().slice(0, 8)}@example.invalid`;
  const joined = { 'joined-day': '23', 'joined-month': '11', 'joined-year': '2026' };
  const made = await who.post('/people', { name: 'Ruth Invented', email, agency, team: '', job: '', ...joined });
  const { rows } = await sql<{ id: string }>`select id from person where email = ${email}`.execute(test.db);
  return { id: rows[0]?.id ?? '', email, link: linkIn(made.body) };
}

/** Uses a link as somebody else than its person would: a password, the terms and an app of their own. */
async function takesOver(link: string): Promise<Stranger> {
  const browser = stranger(test.app);
  await browser.post(link, { password: NEW });
  await browser.post('/terms', { accept: '2026-11' });
  const key = appKeyIn((await browser.get('/account/second-factor/app')).body);
  await browser.post('/account/second-factor/app', { code: await appCode(key, test.now()) });
  return browser;
}

describe('a link to somebody’s account', () => {
  it.each(HELD_ROLES)('of a %s is made by whoever may give that role, and by nobody else', async (role) => {
    for (const [who, roles] of [
      [administrator, 'administrator'],
      [lead, 'assurance-lead'],
      [manager, 'business-manager'],
    ] as const) {
      const { id } = await addSignIn(test.db, { agency: POLICE, roles: [role] });
      const giver = { id: who.id, agency: roles === 'assurance-lead' ? POLICE : 'x', roles: [roles] };
      const may = mayGive(giver, role, { id, agency: POLICE });
      const page = (await who.get(`/people/${id}`)).body;
      const answer = await asksForLink(who, id);
      expect([answer.statusCode, linkIn(answer.body) !== '', await links(id)]).toEqual(
        may ? [200, true, 1] : [403, false, 0],
      );
      expect(page.includes(`action="/people/${id}/invitation"`)).toBe(may);
    }
  });

  it('is refused in words that say who can make it, and the ledger keeps who asked', async () => {
    const { id, email } = await addSignIn(test.db, { agency: POLICE, roles: ['practitioner'] });
    const words = 'An assurance lead of Cleveland Police can do this.';
    expect(textIn((await administrator.get(`/people/${id}`)).body)).toContain(words);
    const answer = await asksForLink(administrator, id);
    expect(textIn(answer.body)).toContain('holds a role that you may not give: “Practitioner”.');
    expect(textIn(answer.body)).toContain(words);
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({
      ...{ event: 'person.invite-again', outcome: 'refused', who: 'Ada Invented' },
    });
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(303);
    expect(await mailsTo(test.db, email)).toEqual([]);
  });

  it('counts a role that is yet to begin, and no longer one that has ended', async () => {
    const id = await addPerson(test.db, { agency: POLICE });
    await gives(lead, id, 'practitioner', '30');
    expect((await asksForLink(administrator, id)).statusCode).toBe(403);
    await sql`update role_holding set until_date = '2026-11-22', from_date = '2026-11-01'
      where person_id = ${id}::uuid`.execute(test.db);
    expect((await asksForLink(administrator, id)).statusCode).toBe(200);
  });

  it('is nobody’s alone to make where no one may give all the roles: the operator is named', async () => {
    const id = await addPerson(test.db, { agency: POLICE, roles: ['practitioner', 'auditor'] });
    for (const who of [administrator, lead, manager]) {
      const answer = await asksForLink(who, id);
      expect(answer.statusCode).toBe(403);
      expect(textIn(answer.body)).toContain('whoever runs this Kith makes a link with “kith invite”');
    }
  });

  it('is refused for somebody who signs in with their organisation alone, too', async () => {
    const id = await addPerson(test.db, { agency: POLICE, roles: ['hub-worker'] });
    await sql`
      insert into person_identity (issuer, subject, person_id, linked_at, address)
      values ('https://sso.example.invalid', ${id}, ${id}::uuid, ${TEST_NOW}, ${await emailOf(test.db, id)})`.execute(
      test.db,
    );
    expect((await asksForLink(administrator, id)).statusCode).toBe(403);
    expect((await asksForLink(lead, id)).statusCode).toBe(200);
  });

  it('of somebody without any role is not a business manager’s to make: they let in whom they give a role', async () => {
    const id = await addPerson(test.db, { agency: POLICE });
    expect((await asksForLink(manager, id)).statusCode).toBe(403);
    expect(textIn((await manager.get(`/people/${id}`)).body)).toContain(
      'An administrator or an assurance lead of Cleveland Police can do this.',
    );
    expect((await asksForLink(administrator, id)).statusCode).toBe(200);
  });
});

describe('somebody’s email address', () => {
  it('is changed by whoever may give all their roles: others are told who, and change the rest', async () => {
    const id = await addPerson(test.db, { agency: POLICE, roles: ['practitioner'] });
    const before = await emailOf(test.db, id);
    const email = `theirs.${id.slice(0, 8)}@example.invalid`;
    const form = textIn((await administrator.get(`/people/${id}/change`)).body);
    expect(form).toContain('You can’t change the email address here.');
    expect(form).toContain('An assurance lead of Cleveland Police can do this.');
    const refused = await changes(administrator, id, { email });
    expect(refused.statusCode).toBe(400);
    expect(refused.body).toContain('You can’t change this address.');
    expect(await emailOf(test.db, id)).toBe(before);
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({ event: 'person.change', outcome: 'failed' });
    expect((await changes(administrator, id, { job: 'Sergeant' })).statusCode).toBe(303);
    expect((await lead.get(`/people/${id}/change`)).body).not.toContain('You can’t change the email address here.');
    expect((await changes(lead, id, { email })).statusCode).toBe(303);
    expect(await emailOf(test.db, id)).toBe(email);
  });

  it('takes a link with it that was on its way to the one before', async () => {
    const { id, link } = await makes(administrator);
    expect((await changes(administrator, id, { email: `other.${id}@example.invalid` })).statusCode).toBe(303);
    expect((await stranger(test.app).get(link)).statusCode).toBe(404);
  });
});

describe('a role that is given to somebody', () => {
  it('ends a link that somebody who may not give it could have read, and says so', async () => {
    const { id, link } = await makes(administrator);
    expect((await lead.get(`/people/${id}/roles/new`)).body).toContain('Check that it is theirs');
    const answer = await gives(lead, id, 'practitioner');
    expect(answer.headers.location).toBe(`/people/${id}?done=given-link-ended`);
    expect((await lead.get(String(answer.headers.location))).body).toContain(
      'A link that waited for them works no more',
    );
    expect((await stranger(test.app).get(link)).statusCode).toBe(404);
    expect((await stranger(test.app).post(link, { password: NEW }, '/sign-in')).statusCode).toBe(404);
    expect((await asksForLink(administrator, id)).statusCode).toBe(403);
    const fresh = linkIn((await asksForLink(lead, id)).body);
    expect((await stranger(test.app).get(fresh)).statusCode).toBe(200);
  });

  it('leaves a link alone that the giver could have made', async () => {
    const { id, link } = await makes(lead);
    expect((await gives(lead, id, 'practitioner')).headers.location).toBe(`/people/${id}?done=given`);
    expect((await stranger(test.app).post(link, { password: NEW })).statusCode).toBe(303);
  });

  it('takes back what was chosen through such a link: nobody who used it in their place is that person afterwards', async () => {
    const { id, email, link } = await makes(administrator);
    const thief = await takesOver(link);
    expect((await thief.get('/account')).statusCode).toBe(200);
    const answer = await gives(lead, id, 'practitioner');
    expect(answer.headers.location).toBe(`/people/${id}?done=given-anew`);
    expect((await lead.get(String(answer.headers.location))).body).toContain('Make them a new link.');
    expect((await thief.get('/account')).statusCode).toBe(303);
    expect((await stranger(test.app).post('/sign-in', { email, password: NEW })).statusCode).toBe(400);
    for (const table of ['password', 'totp', 'passkey', 'recovery_code']) {
      const { rows } = await sql`select from ${sql.table(table)} where person_id = ${id}::uuid`.execute(test.db);
      expect(rows).toEqual([]);
    }
    expect((await sessionsOf(test.db, id)).map(({ ended }) => ended)).not.toContain(null);
    expect((await mailsTo(test.db, email)).map(({ subject }) => subject)).toContain(
      'Choose your password for Kith anew',
    );
    const events = (await readLedger(test, { record: id })).map(({ event }) => event);
    expect(events).toContain('person.shut-door');
    // And it goes on: the person themselves chooses, and keeps what they chose at the next role of the same giver.
    const mine = stranger(test.app);
    await mine.post(linkIn((await asksForLink(lead, id)).body), { password: NEW });
    expect((await gives(lead, id, 'hub-worker')).headers.location).toBe(`/people/${id}?done=given`);
    expect((await stranger(test.app).post('/sign-in', { email, password: NEW })).statusCode).toBe(303);
  });

  it('cannot be got round by ending the role, making a link and having it given again', async () => {
    const { id, email } = await makes(lead);
    await gives(lead, id, 'practitioner');
    const { rows } = await sql<{ id: string }>`select id from role_holding where person_id = ${id}::uuid`.execute(
      test.db,
    );
    await administrator.post(`/people/${id}/roles/${rows[0]?.id}/end`, { when: 'now', because: 'A ruse' });
    // A role of the administrator’s own giving does not make the next one look like a second.
    await gives(administrator, id, 'auditor');
    const thief = await takesOver(linkIn((await asksForLink(administrator, id)).body));
    expect((await gives(lead, id, 'hub-worker')).headers.location).toBe(`/people/${id}?done=given-anew`);
    expect((await thief.get('/account')).statusCode).toBe(303);
    expect((await stranger(test.app).post('/sign-in', { email, password: NEW })).statusCode).toBe(400);
  });

  it('undoes an organisation’s account that was joined under another address', async () => {
    const { id, email } = await makes(administrator);
    for (const [subject, address] of [
      ['their own', email],
      ['somebody else’s', 'administrator@example.invalid'],
    ])
      await sql`
        insert into person_identity (issuer, subject, person_id, linked_at, address)
        values ('https://sso.example.invalid', ${`${subject} ${id}`}, ${id}::uuid, ${TEST_NOW}, ${address})`.execute(
        test.db,
      );
    await gives(lead, id, 'practitioner');
    const { rows } = await sql<{ address: string }>`
      select address from person_identity where person_id = ${id}::uuid`.execute(test.db);
    expect(rows).toEqual([{ address: email }]);
  });
});

describe('somebody who cannot be let in by anybody in Kith', () => {
  it('is let in by the operator, and nothing of before opens their account any more', async () => {
    const { inviteKnown } = await import('../sign-in/first-person.ts');
    const { id, email } = await addSignIn(test.db, { agency: POLICE, roles: ['practitioner', 'auditor'] });
    const before = await signIn(test, id);
    const { path } = await inviteKnown(test.db, test.keyring, email, 'Olga Operator', TEST_NOW);
    expect((await before.get('/account')).statusCode).toBe(303);
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    expect((await stranger(test.app).post(path, { password: NEW })).statusCode).toBe(303);
    expect((await readLedger(test, { record: id })).find(({ event }) => event === 'person.invite')).toMatchObject({
      ...{ who: 'Olga Operator', doing: 'Made a new link for a person on the command line' },
    });
    await expect(inviteKnown(test.db, test.keyring, 'x@example.invalid', 'x', TEST_NOW)).rejects.toThrow(
      'Nobody in Kith',
    );
  });
});
