import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { freshDatabase } from '../../../test/support/database.ts';
import { addPerson } from '../../../test/support/people.ts';
import { sessionsOf, trailOf } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';
import { DEMONSTRATION_PEOPLE, refuseDemonstration } from '../../demo/index.ts';
import { HELD_ROLES, ROLES } from '../../platform/access/index.ts';

const demonstration = { KITH_ENV: 'demonstration' };
const [somebody] = DEMONSTRATION_PEOPLE;
if (!somebody) throw new Error('the demonstration has no people');

describe('in the demonstration', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await buildTestApp({ env: demonstration });
  });
  afterAll(() => test.close());

  it('the page of signing in offers somebody invented for every role', async () => {
    const { body } = await stranger(test.app).get('/sign-in');
    for (const role of HELD_ROLES) expect(body).toContain(`kith-people__role">${ROLES[role].name}<`);
    for (const { id, name } of DEMONSTRATION_PEOPLE) {
      expect(body).toContain(`value="${id}"`);
      expect(name).toMatch(/ Example$/);
    }
  });

  it('one press signs in as them, without a password, and the ledger says how', async () => {
    const mine = stranger(test.app);
    const answer = await mine.post('/sign-in/as?back=/account', { person: somebody.id }, '/sign-in');
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/account']);
    expect((await mine.get('/account')).body).toContain(somebody.name);
    expect((await sessionsOf(test.db, somebody.id)).at(-1)).toEqual({
      way: 'demonstration',
      strong: true,
      ended: null,
    });
    expect((await trailOf(test.db, somebody.id)).at(-1)?.doing).toBe('Signed in with one press, in the demonstration');
  });

  it('every page says that it is a demonstration', async () => {
    const mine = stranger(test.app);
    await mine.post('/sign-in/as', { person: somebody.id }, '/sign-in');
    for (const url of ['/', '/sign-in', '/account', '/terms', '/no-such-page']) {
      expect((await mine.get(url)).body).toContain('Everybody here is invented');
    }
  });

  it('nobody can be chosen who is not invented', async () => {
    const real = await addPerson(test.db, { roles: ['practitioner'] });
    for (const person of [real, '00000000-0000-4000-8000-000000000000']) {
      const mine = stranger(test.app);
      expect((await mine.post('/sign-in/as', { person }, '/sign-in')).statusCode).toBe(404);
      expect(mine.cookies).not.toHaveProperty('kith');
    }
    expect((await stranger(test.app).post('/sign-in/as', { person: 'x' }, '/sign-in')).statusCode).toBe(400);
    expect((await stranger(test.app).post('/sign-in/as', {}, '/sign-in')).statusCode).toBe(400);
    expect(await sessionsOf(test.db, real)).toEqual([]);
  });

  it('the press needs a token like every other form', async () => {
    expect((await stranger(test.app).send('/sign-in/as', { person: somebody.id })).statusCode).toBe(403);
  });

  it('nobody sets up a second factor on an account that everybody shares', async () => {
    const mine = stranger(test.app);
    await mine.post('/sign-in/as', { person: somebody.id }, '/sign-in');
    expect((await mine.get('/account/second-factor')).body).toContain('there is nothing to set up here');
    expect((await mine.get('/account/second-factor/app')).statusCode).toBe(409);
    expect((await mine.get('/account/second-factor/passkey')).statusCode).toBe(409);
    const form = { code: '123456' };
    expect((await mine.post('/account/second-factor/app', form, '/account')).statusCode).toBe(409);
  });
});

describe('anywhere else', () => {
  it('there is no such address, whoever stands in the database', async () => {
    for (const KITH_ENV of ['production', 'test']) {
      const test = await buildTestApp({ env: { KITH_ENV, PUBLIC_URL: 'http://localhost' } });
      const mine = stranger(test.app);
      expect((await mine.get('/sign-in')).body).not.toContain('Look around as somebody invented');
      expect((await mine.post('/sign-in/as', { person: somebody.id }, '/sign-in')).statusCode).toBe(404);
      expect(mine.cookies).not.toHaveProperty('kith');
      await test.close();
    }
  });

  it('an invented person cannot be chosen where the demonstration is not what is held', async () => {
    const test = await buildTestApp({ empty: true, env: demonstration });
    await sql`insert into agency (key, name, kind) values ('invented-council', 'Invented Council', 'council')`.execute(
      test.db,
    );
    const id = await addPerson(test.db, { roles: ['practitioner'], agency: 'invented-council' });
    await sql`update person set demonstration = true where id = ${id}::uuid`.execute(test.db);
    expect((await stranger(test.app).get('/sign-in')).body).not.toContain(id);
    expect((await stranger(test.app).post('/sign-in/as', { person: id }, '/sign-in')).statusCode).toBe(404);
    await test.close();
  });
});

describe('production', () => {
  it('refuses a database that holds the demonstration, and says what to do', async () => {
    const test = await buildTestApp();
    await expect(refuseDemonstration(test.db)).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(/^This database holds the demonstration, .* let KITH_HOME or DATABASE_URL name/),
    });
    await test.close();
  });

  it('refuses one in which only an invented person is left', async () => {
    const { db, close } = await freshDatabase();
    await expect(refuseDemonstration(db)).resolves.toBeUndefined();
    await sql`insert into agency (key, name, kind) values ('invented-council', 'Invented Council', 'council')`.execute(
      db,
    );
    const id = await addPerson(db, { agency: 'invented-council' });
    await expect(refuseDemonstration(db)).resolves.toBeUndefined();
    await sql`update person set demonstration = true where id = ${id}::uuid`.execute(db);
    await expect(refuseDemonstration(db)).rejects.toThrow('holds the demonstration');
    await close();
  });
});
