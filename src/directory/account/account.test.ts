import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { addPerson, type SignedIn, signIn, signInAs } from '../../../test/support/people.ts';
import { passwordHasher } from '../sign-in/password-hash.ts';

let test: TestApp;

beforeAll(async () => {
  test = await buildTestApp();
});
afterAll(() => test.close());
afterEach(() => test.at(TEST_NOW));

const textOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function entriesOf(personId: string): Promise<{ event: string; outcome: string; why: string | null }[]> {
  const person = await signInAs(test, 'auditor', { purpose: 'audit' });
  return test.db.transaction().execute(async (trx) => {
    await sql`select set_config('kith.person', ${person.id}, true), set_config('kith.roles', 'auditor', true),
      set_config('kith.purpose', 'audit', true)`.execute(trx);
    const { rows } = await sql<{ event: string; outcome: string; why: string | null }>`
      select event, outcome, why from ledger_entry where person_id = ${personId}::uuid order by seq`.execute(trx);
    return rows;
  });
}

async function sessionsOf(personId: string): Promise<{ id: string; ended: string | null }[]> {
  const { rows } = await sql<{ id: string; ended: string | null }>`
    select id, ended_because as ended from session where person_id = ${personId}::uuid order by started_at, id`.execute(
    test.db,
  );
  return rows;
}

describe('the page of one’s own account', () => {
  it('is for whoever is signed in, and nobody else', async () => {
    expect((await test.app.inject('/account')).headers.location).toBe('/sign-in?back=%2Faccount');
  });

  it('says who Kith takes them for, which roles they hold from when, and what those mean', async () => {
    const person = await signInAs(test, ['practitioner', 'auditor'], { name: 'Ada Example', team: 'Early help' });
    await sql`
      insert into role_holding (id, person_id, role, from_date, until_date, because, given_at) values
      (${randomUUID()}::uuid, ${person.id}::uuid, 'analyst', '2026-12-01', '2027-03-31', 'A project', ${TEST_NOW}),
      (${randomUUID()}::uuid, ${person.id}::uuid, 'scrutineer', '2020-01-06', '2020-02-06', 'Long ago', ${TEST_NOW})`.execute(
      test.db,
    );
    const text = textOf((await person.get('/account')).body);
    expect(text).toContain('Ada Example');
    expect(text).toContain('Hartlepool Borough Council');
    expect(text).toContain('Early help');
    expect(text).toMatch(/Practitioner Works with children and families.*? Since 6 January 2020, no end set/);
    expect(text).toContain('From 1 December 2026, until 31 March 2027 and that day included');
    expect(text).not.toContain('Independent scrutineer');
    expect(text).toContain('No second factor is set up here.');
  });

  it('opens to somebody who has not accepted the terms yet, and says so', async () => {
    const person = await signInAs(test, 'practitioner', { withoutTerms: true });
    expect(textOf((await person.get('/account')).body)).toContain('You have not accepted them yet');
  });
});

describe('one’s own sessions', () => {
  const EDGE = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0';

  it('are listed with when they began, when they were last used and in which browser', async () => {
    const id = await addPerson(test.db, { roles: ['practitioner'] });
    const there = await signIn(test, id, { now: new Date('2026-11-23T08:40:00Z') });
    await sql`update session set browser = ${EDGE} where person_id = ${id}::uuid`.execute(test.db);
    const here = await signIn(test, id);
    const text = textOf((await here.get('/account/sessions')).body);
    expect(text).toContain('Edge on Windows');
    expect(text).toContain('Begun 8:40am on Monday 23 November 2026');
    expect(text).toContain('(this one)');
    expect(text).not.toContain('Mozilla');
    expect((await there.get('/account/sessions')).statusCode).toBe(200);
  });

  it('can be ended one by one, which the ledger remembers', async () => {
    const id = await addPerson(test.db, { roles: ['practitioner'] });
    const [there, here] = [await signIn(test, id), await signIn(test, id)];
    const page = await there.get('/account/sessions');
    const other = /action="(\/account\/sessions\/[\w-]+\/end)"/.exec(page.body)?.[1] ?? '';
    const answer = await there.post(other, {});
    expect(answer.headers.location).toBe('/account/sessions');
    expect((await here.get('/account')).statusCode).toBe(303);
    expect((await there.get('/account')).statusCode).toBe(200);
    expect(await entriesOf(id)).toEqual([expect.objectContaining({ event: 'session.end', outcome: 'done' })]);
    expect(textOf((await there.get('/account/sessions')).body)).toContain('You ended it from another browser, at 9am');
  });

  it('of somebody else are answered like those that never were', async () => {
    const [mine, theirs] = [await signInAs(test, 'administrator'), await signInAs(test, 'practitioner')];
    const [session] = await sessionsOf(theirs.id);
    const hers = await mine.post(`/account/sessions/${session?.id}/end`, {});
    const nobodys = await mine.post(`/account/sessions/${randomUUID()}/end`, {});
    const said = (answer: typeof hers) => textOf(/<main[\s\S]*<\/main>/.exec(answer.body)?.[0] ?? '');
    expect([hers.statusCode, said(hers)]).toEqual([nobodys.statusCode, said(nobodys)]);
    expect(hers.statusCode).toBe(404);
    expect((await theirs.get('/account')).statusCode).toBe(200);
    expect((await mine.post('/account/sessions/1%27%20or%201=1/end', {})).statusCode).toBe(404);
  });

  it('that ran out are told apart from those somebody ended', async () => {
    const id = await addPerson(test.db, { roles: ['practitioner'] });
    await signIn(test, id, { now: new Date('2026-11-23T08:00:00Z') });
    await signIn(test, id, { now: new Date('2026-11-22T08:00:00Z') });
    const here = await signIn(test, id);
    const text = textOf((await here.get('/account/sessions')).body);
    expect(text).toContain('Ended after 30 minutes without use, at 8:30am on Monday 23 November 2026');
    expect(text).toContain('Ended after 30 minutes without use, at 8:30am on Sunday 22 November 2026');
  });
});

describe('what somebody needs records for', () => {
  const asks = '/account/purpose?kind=withheld-figure&action=read&back=%2Fsnapshot';

  it('is asked with the purposes that their roles have for it, and no others', async () => {
    const person = await signInAs(test, 'analyst');
    const page = await person.get(asks);
    const offered = [...page.body.matchAll(/name="purpose" type="radio" value="([\w-]+)"/g)].map((one) => one[1]);
    expect(offered).toEqual(['assurance', 'learning']);
  });

  it('is kept in the session and in the ledger, and leads back to where they were going', async () => {
    const person = await signInAs(test, 'analyst');
    const answer = await person.post('/account/purpose', {
      kind: 'withheld-figure',
      action: 'read',
      back: '/snapshot',
      purpose: 'learning',
    });
    expect(answer.headers.location).toBe('/snapshot');
    expect(textOf((await person.get('/account')).body)).toContain('you said: learning from what happened');
    expect(await entriesOf(person.id)).toEqual([
      { event: 'purpose.state', outcome: 'done', why: 'Learning from what happened' },
    ]);
  });

  it('can’t be one that was not offered', async () => {
    const person = await signInAs(test, 'analyst');
    for (const purpose of ['audit', 'administration', 'nothing', '']) {
      const about = { kind: 'withheld-figure', action: 'read', back: '/', purpose };
      expect((await person.post('/account/purpose', about)).statusCode).toBe(400);
    }
    expect(textOf((await person.get('/account')).body)).toContain('You have not said so');
  });

  it('must be chosen: the page asks again and keeps where they were going', async () => {
    const person = await signInAs(test, 'analyst');
    const answer = await person.post('/account/purpose', {
      kind: 'withheld-figure',
      action: 'read',
      back: '/snapshot',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Select what you need these records for');
    expect(answer.body).toContain('name="back" value="/snapshot"');
    expect(answer.body).toContain('href="#purpose"');
  });

  it('never leads to another site', async () => {
    const person = await signInAs(test, 'analyst');
    for (const back of [
      'https://elsewhere.invalid/',
      '//elsewhere.invalid',
      '/\\elsewhere.invalid',
      'javascript:alert(1)',
    ]) {
      const answer = await person.post('/account/purpose', { back, purpose: 'learning' });
      expect(answer.headers.location).toBe('/');
    }
  });

  it('is not asked of somebody whose roles don’t reach such records, nor for records that Kith does not keep', async () => {
    const person = await signInAs(test, 'practitioner');
    expect((await person.get(asks)).statusCode).toBe(403);
    expect((await person.get('/account/purpose?kind=none&action=read')).statusCode).toBe(404);
    expect((await person.get('/account/purpose?kind=ledger&action=constructor')).statusCode).toBe(404);
  });
});

describe('one’s own notices', () => {
  async function notice(personId: string, words: string): Promise<string> {
    const id = randomUUID();
    await sql`
      insert into notice (id, person_id, words, href, made_at)
      values (${id}::uuid, ${personId}::uuid, ${words}, '/account', ${TEST_NOW})`.execute(test.db);
    return id;
  }

  it('are counted in the header until they are read, one by one or all', async () => {
    const person = await signInAs(test, 'practitioner');
    const [first] = [
      await notice(person.id, 'One thing'),
      await notice(person.id, 'Another'),
      await notice(person.id, 'A third'),
    ];
    expect(textOf((await person.get('/about')).body)).toContain('3 notices');
    await person.post(`/account/notices/${first}/read`, {});
    expect(textOf((await person.get('/account/notices')).body)).toContain('2 notices');
    await person.post('/account/notices/read-all', {});
    const text = textOf((await person.get('/account/notices')).body);
    expect(text).not.toMatch(/\d notices?\b/);
    expect(text).toContain('One thing');
    expect((await entriesOf(person.id)).map((one) => one.event)).toEqual(['notice.read', 'notice.read']);
  });

  it('are nobody else’s to see or to mark', async () => {
    const [mine, theirs] = [await signInAs(test, 'administrator'), await signInAs(test, 'practitioner')];
    const id = await notice(theirs.id, 'Only for them');
    expect((await mine.get('/account/notices')).body).not.toContain('Only for them');
    expect((await mine.post(`/account/notices/${id}/read`, {})).statusCode).toBe(404);
    expect(textOf((await theirs.get('/about')).body)).toContain('1 notice');
  });

  it('show what somebody wrote into them as text', async () => {
    const person = await signInAs(test, 'practitioner');
    await notice(person.id, '<img src=x onerror=alert(1)>');
    expect((await person.get('/account/notices')).body).not.toContain('<img');
  });
});

describe('changing one’s own password', () => {
  const OLD = 'correct horse battery';
  const NEW = 'lantern gravel otter';
  const hasher = passwordHasher();

  async function withPassword(): Promise<SignedIn> {
    const id = await addPerson(test.db, { roles: ['practitioner'] });
    await sql`
      insert into password (person_id, hash, changed_at)
      values (${id}::uuid, ${await hasher.hash(OLD)}, ${TEST_NOW})`.execute(test.db);
    return signIn(test, id);
  }

  it('ends every other session and gives this one a new token', async () => {
    const here = await withPassword();
    const there = await signIn(test, here.id);
    const before = here.cookies.kith;
    const answer = await here.post('/account/password', { old: OLD, password: NEW });
    expect(answer.headers.location).toBe('/account');
    expect(here.cookies.kith).not.toBe(before);
    expect((await here.get('/account')).statusCode).toBe(200);
    expect((await there.get('/account')).statusCode).toBe(303);
    expect((await test.app.inject({ url: '/account', cookies: { kith: before ?? '' } })).statusCode).toBe(303);
    const { rows } = await sql<{ hash: string }>`select hash from password where person_id = ${here.id}::uuid`.execute(
      test.db,
    );
    expect(await hasher.verify(rows[0]?.hash ?? '', NEW)).toBe(true);
    expect((await entriesOf(here.id)).map((one) => one.event)).toEqual(['password.change']);
  });

  it('needs the one until now, which six wrong tries lock as they do at sign-in', async () => {
    const person = await withPassword();
    for (let turn = 0; turn < 6; turn += 1) {
      const answer = await person.post('/account/password', { old: 'not the password', password: NEW });
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain(turn < 5 ? 'Enter the password you use now' : 'Too many wrong passwords');
      expect(answer.body).not.toContain(NEW);
    }
    expect((await person.post('/account/password', { old: OLD, password: NEW })).body).toContain('Too many wrong');
    expect((await entriesOf(person.id)).map((one) => one.outcome)).toEqual(Array(7).fill('failed'));
    test.at(new Date(TEST_NOW.getTime() + 29 * 60_000));
    await person.get('/account');
    test.at(new Date(TEST_NOW.getTime() + 31 * 60_000));
    expect((await person.post('/account/password', { old: OLD, password: NEW })).statusCode).toBe(303);
  });

  it('refuses one that is easy to guess, or the same again', async () => {
    const person = await withPassword();
    expect((await person.post('/account/password', { old: OLD, password: 'short' })).body).toContain('at least 12');
    expect((await person.post('/account/password', { old: OLD, password: OLD })).body).toContain('that is new');
    const empty = await person.post('/account/password', { old: '', password: '' });
    expect(empty.body).toContain('Enter the password you use now');
    expect(empty.body).toContain('Enter a new password');
  });

  it('is not offered to people who sign in another way', async () => {
    const person = await signInAs(test, 'practitioner');
    expect((await person.get('/account/password')).body).toContain('You have no password in Kith');
    expect((await person.post('/account/password', { old: OLD, password: NEW })).statusCode).toBe(400);
  });
});
