import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { addPerson, signIn, signInAs } from '../../../test/support/people.ts';
import { addSignIn, emailOf, mailsTo, PASSWORD, sessionsOf, trailOf } from '../../../test/support/sign-in.ts';
import { stranger } from '../../../test/support/stranger.ts';
import { createInvitation } from './invitation.ts';
import { TERMS, TERMS_VERSION } from './terms.ts';

const DAY = 86_400_000;
const NEW = 'violet kettle anchor';

let test: TestApp;
beforeAll(async () => {
  test = await buildTestApp();
});
afterEach(() => test.at(TEST_NOW));
afterAll(() => test.close());

const invite = (id: string) => createInvitation(test.db, { personId: id, madeBy: null, sentTo: null }, test.now());

describe('an invitation', () => {
  it('lets its person choose a password once, and signs them in', async () => {
    const id = await addPerson(test.db, { roles: ['meeting-administrator'], name: 'Olive Example' });
    const link = await invite(id);
    const mine = stranger(test.app);
    const page = await mine.get(link);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Welcome to Kith, Olive Example');
    const answer = await mine.post(link, { password: NEW });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/']);
    expect((await mine.get('/account')).statusCode).toBe(200);
    expect((await trailOf(test.db, id)).map(({ event }) => event)).toEqual(['password.choose', 'sign-in']);
    const email = await emailOf(test.db, id);
    expect((await stranger(test.app).post('/sign-in', { email, password: NEW })).statusCode).toBe(303);
    expect((await stranger(test.app).post(link, { password: NEW }, '/sign-in')).body).toContain(
      'This link does not work',
    );
  });

  it('leads whoever may see records about children to terms and a second factor before anything else', async () => {
    const id = await addPerson(test.db, { roles: ['practitioner'], withoutTerms: true });
    const mine = stranger(test.app);
    expect((await mine.post(await invite(id), { password: NEW })).headers.location).toBe('/terms');
    expect((await mine.post('/terms', { accept: TERMS_VERSION })).headers.location).toBe('/account/second-factor');
    expect((await mine.get('/learning/notifications')).headers.location).toBe('/account/second-factor');
    expect((await mine.get('/account/second-factor')).body).toContain('Set up one of these two before you go on');
  });

  it.each([
    ['', 'Enter a password'],
    ['short words', 'at least 12 characters'],
    ['Sunshine2026!!', 'harder to guess'],
    ['Hartlepool Stockton', 'harder to guess'],
    ['x'.repeat(1001), 'Enter a shorter password'],
  ])('says what to do about a password that cannot be taken: %s', async (password, words) => {
    const id = await addPerson(test.db);
    const link = await invite(id);
    const answer = await stranger(test.app).post(link, { password });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(words);
    expect(answer.body).toContain('<title>Error: Choose a password - Kith</title>');
    if (password !== '') expect(answer.body).not.toContain(`"${password}"`);
    expect((await stranger(test.app).get(link)).statusCode).toBe(200);
  });

  it('refuses a form without a token', async () => {
    const link = await invite(await addPerson(test.db));
    expect((await stranger(test.app).send(link, { password: NEW })).statusCode).toBe(403);
    expect((await stranger(test.app).get(link)).statusCode).toBe(200);
  });

  it('answers alike when it is unknown, used, replaced, too old or its person has left', async () => {
    const used = await invite(await addPerson(test.db));
    await stranger(test.app).post(used, { password: NEW });
    const someone = await addPerson(test.db);
    const replaced = await invite(someone);
    const newest = await invite(someone);
    const left = await invite(await addPerson(test.db, { leftOn: '2026-11-22' }));
    const bodies = new Set<string>();
    for (const link of [`/welcome/${'A'.repeat(43)}`, '/welcome/x', used, replaced, left]) {
      const answer = await stranger(test.app).get(link);
      expect(answer.statusCode).toBe(404);
      bodies.add(answer.body.replaceAll(/nonce="[^"]+"/g, '').replaceAll(encodeURIComponent(link), 'LINK'));
      expect((await stranger(test.app).post(link, { password: NEW }, '/sign-in')).statusCode).toBe(404);
    }
    expect(bodies.size).toBe(1);
    expect((await stranger(test.app).get(newest)).statusCode).toBe(200);
    test.at(new Date(TEST_NOW.getTime() + 7 * DAY - 1));
    expect((await stranger(test.app).get(newest)).statusCode).toBe(200);
    test.at(new Date(TEST_NOW.getTime() + 7 * DAY));
    expect((await stranger(test.app).get(newest)).statusCode).toBe(404);
    expect((await stranger(test.app).post(newest, { password: NEW }, '/sign-in')).statusCode).toBe(404);
  });

  it('works from the first day on, and for seven days from then: before, it answers like any other that does not', async () => {
    const link = await invite(await addPerson(test.db, { joined: '2026-12-10' }));
    const before = await stranger(test.app).get(link);
    expect(before.statusCode).toBe(404);
    expect(before.body).toContain('None works before your first day with Kith.');
    expect((await stranger(test.app).post(link, { password: NEW }, '/sign-in')).statusCode).toBe(404);
    test.at(new Date('2026-12-10T00:00:00Z'));
    expect((await stranger(test.app).get(link)).statusCode).toBe(200);
    test.at(new Date('2026-12-16T23:59:59Z'));
    expect((await stranger(test.app).get(link)).statusCode).toBe(200);
    test.at(new Date('2026-12-17T00:00:00Z'));
    expect((await stranger(test.app).get(link)).statusCode).toBe(404);
  });

  it('is used by one of two who press at the same moment', async () => {
    const id = await addPerson(test.db, { roles: ['meeting-administrator'] });
    const link = await invite(id);
    const answers = await Promise.all(
      [1, 2, 3].map((turn) => stranger(test.app).post(link, { password: `${NEW} ${turn}` })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 404, 404]);
    expect(await sessionsOf(test.db, id)).toHaveLength(1);
  });

  it('is nowhere in the database as it was sent', async () => {
    const id = await addPerson(test.db);
    const token = (await invite(id)).split('/').at(-1) ?? '';
    const { rows } = await sql<{ text: string }>`
      select string_agg(i::text, ' ') as text from invitation i where person_id = ${id}::uuid`.execute(test.db);
    expect(rows[0]?.text).not.toContain(token);
    expect(rows[0]?.text).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });
});

describe('a new link after a forgotten password', () => {
  it('replaces the password, ends every session, opens a locked address and tells the person', async () => {
    const { id, email } = await addSignIn(test.db);
    const elsewhere = await signIn(test, id);
    for (let turn = 0; turn < 6; turn += 1) await stranger(test.app).post('/sign-in', { email, password: 'wrong' });
    expect((await stranger(test.app).post(await invite(id), { password: NEW })).statusCode).toBe(303);
    expect((await elsewhere.get('/account')).headers.location).toMatch(/^\/sign-in/);
    expect((await stranger(test.app).post('/sign-in', { email, password: NEW })).statusCode).toBe(303);
    expect((await stranger(test.app).post('/sign-in', { email, password: PASSWORD })).statusCode).toBe(400);
    expect((await mailsTo(test.db, email)).map(({ subject }) => subject)).toContain(
      'A password was chosen for your Kith account',
    );
  });
});

describe('the terms of use', () => {
  it('stand between a new person and everything else, and are accepted by ticking a box', async () => {
    const id = await addPerson(test.db, { roles: ['administrator'], withoutTerms: true });
    const mine = await signIn(test, id);
    expect((await mine.get('/people')).headers.location).toBe('/terms');
    const page = await mine.get('/terms?back=/people');
    for (const rule of TERMS.rules) expect(page.body).toContain(rule.title);
    const empty = await mine.post('/terms?back=/people', {});
    expect(empty.statusCode).toBe(400);
    expect(empty.body).toContain('Tick the box if you accept the terms of use');
    expect((await mine.post('/terms', { accept: 'another-version' })).statusCode).toBe(400);
    const right = await mine.post('/terms?back=/people', { accept: TERMS_VERSION });
    expect([right.statusCode, right.headers.location]).toEqual([303, '/people']);
    expect((await mine.get('/people')).statusCode).toBe(200);
    expect((await trailOf(test.db, id)).map(({ event, doing }) => [event, doing])).toContainEqual([
      'terms.accept',
      `Accepted the terms of use, version ${TERMS_VERSION}`,
    ]);
  });

  it('are asked for again when they have changed, and show what was accepted before', async () => {
    const id = await addPerson(test.db, { roles: ['administrator'], withoutTerms: true });
    await sql`
      insert into terms_acceptance (person_id, version, accepted_at)
      values (${id}::uuid, '2025-01', '2025-01-06T10:00:00Z')`.execute(test.db);
    const mine = await signIn(test, id);
    expect((await mine.get('/people')).headers.location).toBe('/terms');
    const page = await mine.get('/terms');
    expect(page.body).toContain('They have changed since you accepted them');
    expect(page.body).toContain('Version 2025-01, accepted at 10am on Monday 6 January 2025');
    await mine.post('/terms', { accept: TERMS_VERSION });
    const { rows } = await sql<{ version: string }>`
      select version from terms_acceptance where person_id = ${id}::uuid order by version`.execute(test.db);
    expect(rows.map(({ version }) => version)).toEqual(['2025-01', TERMS_VERSION]);
    expect((await mine.get('/terms')).body).toContain('You accepted these terms at 9am on Monday 23 November 2026');
  });

  it('never lead to another site', async () => {
    const mine = await signInAs(test, 'meeting-administrator', { withoutTerms: true });
    const answer = await mine.post('/terms?back=%2F%2Fevil.example', { accept: TERMS_VERSION });
    expect(answer.headers.location).toBe('/');
  });

  it('refuse a form without a token', async () => {
    const id = await addPerson(test.db, { withoutTerms: true });
    const { cookies } = await signIn(test, id);
    const bare = stranger(test.app);
    Object.assign(bare.cookies, cookies);
    expect((await bare.send('/terms', { accept: TERMS_VERSION })).statusCode).toBe(403);
  });
});
