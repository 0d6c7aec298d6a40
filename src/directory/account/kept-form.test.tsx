import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { buildTestApp, TEST_NOW, type TestApp } from '../../../test/support/app.ts';
import { testConfig } from '../../../test/support/config.ts';
import { silentLog } from '../../../test/support/log.ts';
import { addPerson, type SignedIn, signIn } from '../../../test/support/people.ts';
import { access } from '../../access.ts';
import { loadAssets } from '../../platform/web/assets.ts';
import { Form } from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import { guarded } from '../../platform/web/route.ts';
import { buildServer } from '../../platform/web/server.ts';
import { endSession, sessionGate } from '../sign-in/session.ts';

/** What a form sent: the forms below write it here, and nothing else does. */
let saved: { words: string; ticks: readonly string[] }[] = [];
let test: TestApp;
let app: FastifyInstance;
let personId: string;
let person: SignedIn;

const TYPED = 'What the child said: “I want to go home”\r\n<b>and more</b>';
const minutes = (count: number) => new Date(TEST_NOW.getTime() + count * 60_000);

beforeAll(async () => {
  test = await buildTestApp();
  app = await buildServer({
    log: silentLog(),
    assets: await loadAssets(),
    nav: [],
    installation: () => ({ partnershipName: 'Testshire', demonstration: false }),
    gate: sessionGate({ ...test, access, log: silentLog(), config: testConfig() }),
    secure: false,
  });
  const params = z.object({ id: z.string() });
  guarded(app, {
    method: 'GET',
    url: '/things/:id/edit',
    permission: 'signed-in',
    event: 'none',
    params,
    query: z.object({}),
    handle: ({ kept, params: { id } }) => ({
      page: (
        <Page title="Edit">
          <Form action={`/things/${id}`}>
            <output>{JSON.stringify(kept)}</output>
          </Form>
        </Page>
      ),
    }),
  });
  for (const url of ['/things/:id', '/things/:id/unkept']) {
    guarded(app, {
      method: 'POST',
      url,
      permission: 'signed-in',
      event: { code: 'thing.save', says: 'Saved a thing' },
      ...(url.endsWith('unkept') ? {} : { formAt: ({ id }: { id: string }) => `/things/${id}/edit?part=one` }),
      params,
      query: z.object({}),
      body: z.strictObject({ words: z.string(), ticks: z.preprocess((v) => [v ?? []].flat(), z.array(z.string())) }),
      handle: ({ body }) => {
        saved.push(body);
        return { redirect: '/saved' };
      },
    });
  }
  guarded(app, {
    method: 'POST',
    url: '/figures/:id',
    permission: { action: 'read', kind: 'withheld-figure' },
    event: { code: 'thing.save', says: 'Saved a thing' },
    formAt: ({ id }) => `/things/${id}/edit`,
    params,
    query: z.object({}),
    body: z.strictObject({ words: z.string() }),
    handle: () => ({ redirect: '/saved' }),
  });
  await app.ready();
});
afterAll(async () => {
  await app.close();
  await test.close();
});
beforeEach(async () => {
  saved = [];
  await sql`delete from kept_form`.execute(test.db);
  personId = await addPerson(test.db, { roles: ['analyst'] });
  person = await signIn(test, personId);
});
afterEach(() => test.at(TEST_NOW));

/** The fields that Kith puts into the form that is on the person's screen. */
async function opens(who: SignedIn, url = '/things/7/edit?part=one'): Promise<URLSearchParams> {
  const page = await app.inject({ url, cookies: who.cookies });
  for (const cookie of page.cookies) who.cookies[cookie.name] = cookie.value;
  const form = page.body.slice(page.body.indexOf('action="/things/'));
  const hidden = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]+)"/g)].slice(0, 2);
  return new URLSearchParams(hidden.map((one) => [one[1] ?? '', one[2] ?? '']));
}

/** Sends what the person typed with the fields of the form that is on their screen. */
async function sends(who: SignedIn, form: URLSearchParams, url = '/things/7', words = TYPED) {
  const body = new URLSearchParams(form);
  body.append('words', words);
  if (!url.startsWith('/figures')) for (const tick of ['a', 'b']) body.append('ticks', tick);
  return app.inject({
    method: 'POST',
    url,
    cookies: who.cookies,
    payload: body.toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
}

/** What stands in the form on a page. */
async function filledWith(who: SignedIn, url: string): Promise<unknown> {
  const page = await app.inject({ url, cookies: who.cookies });
  const json = /<output>(.*?)<\/output>/s.exec(page.body)?.[1] ?? '';
  return JSON.parse(json.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'));
}

const KEPT = '/things/7/edit?part=one&kept';
const all = { words: TYPED, ticks: ['a', 'b'] };

describe('a form that is sent after time ran out', () => {
  it('is not done, is kept, and after the same person’s sign-in stands filled on its page', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    const answer = await sends(person, form);
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('what you typed is kept');
    const next = new URL(
      /href="(\/sign-in[^"]+)"/.exec(answer.body)?.[1]?.replaceAll('&amp;', '&') ?? '',
      'http://kith.invalid',
    );
    expect(next.searchParams.get('back')).toBe(KEPT);
    expect(next.searchParams.get('out')).toBe('idle');
    expect(saved).toEqual([]);
    const again = await signIn(test, personId, { now: test.now() });
    expect(await filledWith(again, KEPT)).toEqual(all);
    expect(saved).toEqual([]);
  });

  it('survives that the page is reloaded, and is gone once it has been sent', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    await sends(person, form);
    const again = await signIn(test, personId, { now: test.now() });
    expect(await filledWith(again, KEPT)).toEqual(all);
    expect(await filledWith(again, KEPT)).toEqual(all);
    expect(await filledWith(again, '/things/7/edit?part=one')).toBeNull();
    expect((await sends(again, await opens(again, KEPT))).statusCode).toBe(303);
    expect(saved).toEqual([all]);
    expect(await filledWith(again, KEPT)).toBeNull();
  });

  it('is nothing to anybody else', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    await sends(person, form);
    const other = await signIn(test, await addPerson(test.db, { roles: ['analyst'] }), { now: test.now() });
    expect(await filledWith(other, KEPT)).toBeNull();
  });

  it('is kept sealed: whoever reads the database reads nothing of it, and can’t move it to somebody else', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    await sends(person, form);
    const { rows } = await sql<{ body: Buffer }>`select body from kept_form`.execute(test.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.body.toString('latin1')).not.toContain('child');
    const thief = await signIn(test, await addPerson(test.db), { now: test.now() });
    await sql`update kept_form set person_id = ${thief.id}::uuid`.execute(test.db);
    expect((await app.inject({ url: KEPT, cookies: thief.cookies })).body).not.toContain('child');
  });

  it('is kept for 12 hours and no longer', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    await sends(person, form);
    test.at(minutes(45 + 719));
    expect(await filledWith(await signIn(test, personId, { now: test.now() }), KEPT)).toEqual(all);
    test.at(minutes(45 + 720));
    const late = await signIn(test, personId, { now: test.now() });
    expect(await filledWith(late, KEPT)).toBeNull();
    const { rows } = await sql`select from kept_form`.execute(test.db);
    expect(rows).toEqual([]);
  });

  it('keeps the fields of the form and nothing that was slipped in, nor its token', async () => {
    const form = await opens(person);
    form.append('role', 'administrator');
    test.at(minutes(45));
    await sends(person, form);
    const again = await signIn(test, personId, { now: test.now() });
    expect(await filledWith(again, KEPT)).toEqual(all);
  });

  it('is not kept without the token of the session that ran out', async () => {
    await opens(person);
    test.at(minutes(45));
    expect((await sends(person, new URLSearchParams({ _csrf: 'forged' }))).statusCode).toBe(403);
    const { rows } = await sql`select from kept_form`.execute(test.db);
    expect(rows).toEqual([]);
  });

  it('is refused when it is larger than Kith takes', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    expect((await sends(person, form, '/things/7', 'x'.repeat(1_048_577))).statusCode).toBe(413);
  });

  it('replaces what was kept for the same page, and the oldest of very many', async () => {
    const forms = await opens(person);
    test.at(minutes(45));
    await sends(person, forms, '/things/7', 'first');
    await sends(person, forms, '/things/7', 'second');
    for (let number = 100; number < 125; number += 1) {
      test.at(minutes(46 + number));
      await sends(person, forms, `/things/${number}`);
    }
    const { rows } = await sql<{ path: string }>`select path from kept_form order by kept_at`.execute(test.db);
    expect(rows).toHaveLength(20);
    expect(rows[0]?.path).toBe('/things/105/edit?part=one');
  });

  it('of somebody who has left is not kept', async () => {
    const form = await opens(person);
    await sql`update person set left_on = '2026-11-22' where id = ${personId}::uuid`.execute(test.db);
    const answer = await sends(person, form);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toContain('/sign-in?');
    const { rows } = await sql`select from kept_form`.execute(test.db);
    expect(rows).toEqual([]);
  });

  it('leads to sign-in where its route keeps nothing', async () => {
    const form = await opens(person);
    test.at(minutes(45));
    const answer = await sends(person, form, '/things/7/unkept');
    expect(answer.headers.location).toBe('/sign-in?back=%2F&out=idle');
  });
});

describe('a form that is sent after signing in again on another page', () => {
  it('is not done, and its page opens filled, so that it can be sent with the new session', async () => {
    const form = await opens(person);
    await endSession(test.db, (await sessionOf(person)) ?? '', 'test', test.now());
    const again = await signIn(test, personId);
    again.cookies._csrf = person.cookies._csrf ?? '';
    const answer = await sends(again, form);
    expect(answer.headers.location).toBe(KEPT);
    expect(saved).toEqual([]);
    expect(await filledWith(again, KEPT)).toEqual(all);
  });

  it('is refused when somebody else signed in there, who then sees nothing of it', async () => {
    const form = await opens(person);
    const other = await signIn(test, await addPerson(test.db));
    other.cookies._csrf = person.cookies._csrf ?? '';
    expect((await sends(other, form)).statusCode).toBe(403);
    form.delete('_for');
    expect((await sends(other, form)).statusCode).toBe(403);
    expect(await filledWith(other, KEPT)).toBeNull();
  });

  it('is refused where its route keeps nothing', async () => {
    const form = await opens(person);
    const again = await signIn(test, personId);
    again.cookies._csrf = person.cookies._csrf ?? '';
    expect((await sends(again, form, '/things/7/unkept')).statusCode).toBe(403);
  });

  async function sessionOf(who: SignedIn): Promise<string | undefined> {
    const { rows } = await sql<{ id: string }>`select id from session where person_id = ${who.id}::uuid`.execute(
      test.db,
    );
    return rows[0]?.id;
  }
});

describe('a form for which a purpose must be stated first', () => {
  it('is kept until it has been', async () => {
    const answer = await sends(person, await opens(person), '/figures/7');
    const next = new URL(String(answer.headers.location), 'http://kith.invalid');
    expect(next.pathname).toBe('/account/purpose');
    expect(next.searchParams.get('back')).toBe('/things/7/edit?kept');
    expect(await filledWith(person, '/things/7/edit?kept')).toEqual({ words: TYPED });
  });
});
