import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { readLedger } from '../../../test/support/ledger.ts';
import { addPerson, type InventedPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { appCode, appKeyIn, mailsTo } from '../../../test/support/sign-in.ts';
import { countWrongTry, holdGuard } from '../sign-in/lock.ts';

const POLICE = 'cleveland-police';
const HARTLEPOOL = 'hartlepool-borough-council';

let test: TestApp;
let administrator: SignedIn;
let lead: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  administrator = await signInAs(test, 'administrator', { name: 'Ada Invented' });
  lead = await signInAs(test, 'assurance-lead', { name: 'Lena Invented', agency: POLICE });
}, 30_000);
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const someone = (person: InventedPerson = {}) => addPerson(test.db, { agency: POLICE, ...person });
const stored = async (id: string) =>
  (await sql<Record<string, unknown>>`select * from person where id = ${id}::uuid`.execute(test.db)).rows[0] ?? {};
const holdings = async (id: string) =>
  (
    await sql<{ role: string; until: string | null; because: string | null }>`
      select role, until_date as until, ended_because as because from role_holding where person_id = ${id}::uuid
      order by role`.execute(test.db)
  ).rows;

/** The fields of a form on a page, as a browser would send them. */
function fieldsIn(html: string): Record<string, string> {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [tag] of main.matchAll(/<input\b[^>]*>/g)) {
    const at = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const name = at('name');
    if (!name || name === '_csrf' || (at('type') === 'radio' && !/\bchecked\b/.test(tag))) continue;
    fields[name] = (at('value') ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  }
  for (const [, name, options] of main.matchAll(/<select\b[^>]*name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option\b[^>]*\bselected\b[^>]*>/.exec(options ?? '')?.[0];
    fields[name ?? ''] = /value="([^"]*)"/.exec(chosen ?? '')?.[1] ?? '';
  }
  return fields;
}
const formOf = async (who: SignedIn, id: string) => fieldsIn((await who.get(`/people/${id}/change`)).body);

describe('changing a person’s details', () => {
  it('shows what is stored, and saves what is changed with its reason', async () => {
    const id = await someone({ name: 'Carla Invented', team: 'North' });
    const form = await formOf(lead, id);
    expect(form).toMatchObject({ name: 'Carla Invented', team: 'North', 'joined-day': '6', version: '1' });
    const saved = await lead.post(`/people/${id}/change`, { ...form, team: 'South', job: 'Sergeant', why: 'Promoted' });
    expect(saved.headers.location).toBe(`/people/${id}?done=changed`);
    expect(await stored(id)).toMatchObject({ team: 'South', job: 'Sergeant', version: 2 });
    const [entry] = await readLedger(test, { record: id });
    expect(entry).toMatchObject({ event: 'person.change', outcome: 'done', why: 'Promoted', who: 'Lena Invented' });
    const page = (await lead.get(`/people/${id}?done=changed`)).body;
    expect(page).toContain('The details are changed.');
    expect(page).toContain('Reason given: Promoted');
    expect(page).toMatch(/Team<\/th><td[^>]*>North<\/td><td[^>]*>South<\/td>/);
  });

  it('wants a reason, and whatever a person must have', async () => {
    const id = await someone();
    const wrong = await lead.post(`/people/${id}/change`, { ...(await formOf(lead, id)), name: ' ', why: '' });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain('Enter the person’s name');
    expect(wrong.body).toContain('Enter why you are changing these details');
    expect(await stored(id)).toMatchObject({ version: 1 });
  });

  it('shows whoever saves second both versions, and loses nothing of either', async () => {
    const id = await someone({ name: 'Zora Invented', team: 'North' });
    const [first, second] = [await formOf(lead, id), await formOf(lead, id)];
    await lead.post(`/people/${id}/change`, { ...first, team: 'East', name: 'Zora Married', why: 'Moved team' });
    const clash = await lead.post(`/people/${id}/change`, {
      ...second,
      team: 'South',
      job: 'Sergeant',
      why: 'Promoted',
    });
    expect(clash.statusCode).toBe(409);
    for (const words of ['East', 'South', 'Zora Married', 'Zora Invented', 'Sergeant'])
      expect(clash.body).toContain(words);
    expect(await stored(id)).toMatchObject({ team: 'East', job: null, version: 2 });

    const shown = fieldsIn(clash.body);
    // What only one of the two changed is chosen already; where both did, a person decides.
    const undecided = await lead.post(`/people/${id}/change`, shown);
    expect(undecided.statusCode).toBe(409);
    expect(undecided.body).toContain('Choose which “team” is to stand');
    const place =
      /name="(keep-\d+)"[^>]*value="mine:team"/.exec(clash.body)?.[1] ??
      /value="mine:team"[^>]*name="(keep-\d+)"/.exec(clash.body)?.[1] ??
      '';
    const saved = await lead.post(`/people/${id}/change`, { ...shown, [place]: 'mine:team' });
    expect(saved.statusCode).toBe(303);
    expect(await stored(id)).toMatchObject({ name: 'Zora Married', team: 'South', job: 'Sergeant', version: 3 });
    const clashes = (await readLedger(test, { record: id })).map((one) => one.outcome);
    expect(clashes).toEqual(['done', 'failed', 'failed', 'done']);
  });

  it('ends every role at once when somebody moves to another agency', async () => {
    const id = await someone({ roles: ['practitioner', 'hub-worker'] });
    const form = { ...(await formOf(administrator, id)), agency: HARTLEPOOL, why: 'New job' };
    expect((await administrator.post(`/people/${id}/change`, form)).statusCode).toBe(303);
    expect(await holdings(id)).toEqual(
      ['hub-worker', 'practitioner'].map((role) => ({ role, until: '2026-11-22', because: 'Moved to another agency' })),
    );
    expect((await lead.get(`/people/${id}`)).statusCode).toBe(404);
    expect((await administrator.get(`/people/${id}`)).body).toContain('Moved to another agency');
  });

  it('is nobody’s own to do', async () => {
    for (const path of ['change', 'leave']) {
      expect((await administrator.get(`/people/${administrator.id}/${path}`)).statusCode).toBe(404);
    }
    const own = await administrator.get(`/people/${administrator.id}`);
    expect(own.body).toContain('This is you.');
    for (const act of ['stay', 'invitation', 'unlock', 'remove-second-factor', 'end-sessions']) {
      expect((await administrator.post(`/people/${administrator.id}/${act}`, {})).statusCode).toBe(404);
    }
  });
});

const lastDay = (date: string, because = 'New job') => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { 'last-day': day, 'last-month': month, 'last-year': year, because };
};

describe('somebody who leaves', () => {
  it('works until their last day is over, and finds nothing open the day after', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const leaver = await signIn(test, id);
    expect((await lead.post(`/people/${id}/leave`, lastDay('2026-11-24'))).statusCode).toBe(303);
    expect(await stored(id)).toMatchObject({ left_on: '2026-11-24' });
    expect(await holdings(id)).toEqual([{ role: 'practitioner', until: '2026-11-24', because: 'Left' }]);
    expect((await leaver.get('/about')).body).toContain('action="/sign-out"');
    test.at(new Date('2026-11-24T23:59:00Z'));
    const late = await signIn(test, id, { now: new Date('2026-11-24T23:59:00Z') });
    expect((await late.get('/about')).body).toContain('action="/sign-out"');
    test.at(new Date('2026-11-25T00:00:00Z'));
    expect((await late.get('/about')).body).not.toContain('action="/sign-out"');
  });

  it('today or earlier is signed out at once', async () => {
    for (const day of ['2026-11-23', '2026-11-20']) {
      const id = await someone({ roles: ['practitioner'] });
      const leaver = await signIn(test, id);
      expect((await lead.post(`/people/${id}/leave`, lastDay(day))).statusCode).toBe(303);
      expect((await leaver.get('/about')).body).not.toContain('action="/sign-out"');
    }
  });

  it('gets no role back by coming back', async () => {
    const id = await someone({ roles: ['practitioner'] });
    await lead.post(`/people/${id}/leave`, lastDay('2026-11-20'));
    expect((await lead.post(`/people/${id}/stay`, {})).headers.location).toBe(`/people/${id}?done=staying`);
    expect(await stored(id)).toMatchObject({ left_on: null });
    expect((await holdings(id)).map((one) => one.until)).toEqual(['2026-11-22']);
    const page = (await lead.get(`/people/${id}`)).body;
    expect(page).toContain('No role today');
    expect(page).toContain('Entered that a person stays, or is back');
  });

  it('has a real last day, not before the first, and a reason', async () => {
    const id = await someone();
    const empty = await lead.post(`/people/${id}/leave`, {});
    expect(empty.statusCode).toBe(400);
    expect(empty.body).toContain('Enter the person’s last day with Kith');
    expect(empty.body).toContain('Enter why their access ends');
    expect((await lead.post(`/people/${id}/leave`, lastDay('2026-02-30'))).body).toContain('must be a real date');
    expect((await lead.post(`/people/${id}/leave`, lastDay('2019-12-31'))).body).toContain(
      '6 January 2020, their first',
    );
    expect(await stored(id)).toMatchObject({ left_on: null });
  });

  it('is not given a new link once they have left', async () => {
    const id = await someone({ leftOn: '2026-11-01' });
    const answer = await lead.post(`/people/${id}/invitation`, {});
    expect(answer.statusCode).toBe(303);
    const links = await sql`select 1 from invitation where person_id = ${id}::uuid`.execute(test.db);
    expect(links.rows).toEqual([]);
  });
});

describe('one press of a button', () => {
  it('hands over a new link, and the one before works no more', async () => {
    const id = await someone();
    const links = [];
    for (let turn = 0; turn < 2; turn++) {
      const page = await lead.post(`/people/${id}/invitation`, {});
      links.push(/\/welcome\/[\w-]{43}/.exec(page.body)?.[0]);
    }
    expect(links[0]).toBeDefined();
    expect(links[1]).not.toBe(links[0]);
    const open = await sql<{ n: number }>`
      select count(*)::integer as n from invitation where person_id = ${id}::uuid and expires_at > ${TEST_NOW}`.execute(
      test.db,
    );
    expect(open.rows).toEqual([{ n: 1 }]);
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({
      event: 'person.invite-again',
      who: 'Lena Invented',
    });
  });

  it('unlocks somebody after wrong tries', async () => {
    const id = await someone();
    const email = String((await stored(id)).email);
    await holdGuard(test.db, email, TEST_NOW);
    for (let count = 0; count < 6; count++) await countWrongTry(test.db, email, TEST_NOW);
    expect((await lead.get(`/people/${id}`)).body).toContain('after wrong tries');
    expect((await lead.get('/people?state=locked')).body).toContain(email);
    expect((await lead.post(`/people/${id}/unlock`, {})).headers.location).toBe(`/people/${id}?done=unlocked`);
    expect((await lead.get(`/people/${id}`)).body).not.toContain('after wrong tries');
    expect((await lead.get('/people?state=locked')).body).not.toContain(email);
  });

  it('removes a second factor that somebody lost: they are signed out and told, and set up a new one', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const theirs = await signIn(test, id, { strong: false });
    const key = appKeyIn((await theirs.get('/account/second-factor/app')).body);
    await theirs.post('/account/second-factor/app', { code: await appCode(key, TEST_NOW) });
    expect((await lead.get(`/people/${id}`)).body).toContain('They lost their phone');
    const answer = await lead.post(`/people/${id}/remove-second-factor`, {});
    expect(answer.headers.location).toBe(`/people/${id}?done=factor-removed`);
    expect((await lead.get(`/people/${id}`)).body).not.toContain('They lost their phone');
    expect((await theirs.get('/account')).statusCode).toBe(303);
    for (const table of ['totp', 'passkey', 'recovery_code']) {
      const { rows } = await sql`select from ${sql.table(table)} where person_id = ${id}::uuid`.execute(test.db);
      expect(rows).toEqual([]);
    }
    const mails = await mailsTo(test.db, String((await stored(id)).email));
    expect(mails.map(({ subject }) => subject)).toContain('Your second factor for Kith was removed');
    expect((await readLedger(test, { record: id }))[0]).toMatchObject({ event: 'person.remove-second-factor' });
    const again = await signIn(test, id, { strong: false });
    expect((await again.get('/learning/notifications')).headers.location).toBe('/account/second-factor');
  });

  it('leaves a second factor alone that guards a role which the one who asks may not give', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const theirs = await signIn(test, id, { strong: false });
    const key = appKeyIn((await theirs.get('/account/second-factor/app')).body);
    await theirs.post('/account/second-factor/app', { code: await appCode(key, TEST_NOW) });
    expect((await administrator.get(`/people/${id}`)).body).not.toContain('They lost their phone');
    const answer = await administrator.post(`/people/${id}/remove-second-factor`, {});
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('holds a role that you may not give');
    expect((await theirs.get('/account/second-factor')).body).toContain('In use since 23 November 2026');
  });

  it('signs somebody out everywhere', async () => {
    const id = await someone({ roles: ['practitioner'] });
    const [one, other] = [await signIn(test, id), await signIn(test, id)];
    expect((await lead.get(`/people/${id}`)).body).toContain('2 places');
    await lead.post(`/people/${id}/end-sessions`, {});
    for (const session of [one, other]) {
      expect((await session.get('/about')).body).not.toContain('action="/sign-out"');
    }
  });

  it('does nothing without the token of the page, nor with fields that it does not have', async () => {
    const id = await someone();
    for (const act of [
      'stay',
      'invitation',
      'unlock',
      'remove-second-factor',
      'end-sessions',
      'leave',
      'change',
      'roles',
    ]) {
      const url = `/people/${id}/${act}`;
      expect((await test.app.inject({ method: 'POST', url, cookies: lead.cookies })).statusCode).toBe(403);
      expect((await lead.post(url, { demonstration: 'true' })).statusCode).toBe(400);
    }
    expect(await readLedger(test, { record: id })).toEqual([]);
  });
});

describe('a role that ends in the middle of a session', () => {
  it('changes the session’s token: the old one dies after a moment, the new one goes on without the role', async () => {
    const id = await someone({ roles: ['assurance-lead'] });
    await sql`update role_holding set until_date = '2026-11-23' where person_id = ${id}::uuid`.execute(test.db);
    const evening = new Date('2026-11-23T23:50:00Z');
    test.at(evening);
    const person = await signIn(test, id, { now: evening });
    const old = person.cookies.kith ?? '';
    expect((await person.get('/people')).statusCode).toBe(200);
    expect(person.cookies.kith).toBe(old);

    const midnight = new Date('2026-11-24T00:00:00Z');
    test.at(midnight);
    expect((await person.get('/people')).statusCode).toBe(403);
    const fresh = person.cookies.kith ?? '';
    expect(fresh).not.toBe(old);
    const carrying = async (kith: string) =>
      (await test.app.inject({ url: '/people', cookies: { kith }, headers: { accept: 'text/html' } })).statusCode;
    // Whatever was under way with the old token is answered, and no more than a new one is.
    expect(await carrying(old)).toBe(403);
    test.at(new Date(midnight.getTime() + 31_000));
    expect(await carrying(old)).toBe(303);
    expect(await carrying(fresh)).toBe(403);
  });
});
