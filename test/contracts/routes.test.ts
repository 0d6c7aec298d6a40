import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../src/platform/paths.ts';
import { PlainError } from '../../src/platform/plain-error.ts';
import { loadAssets } from '../../src/platform/web/assets.ts';
import { Page } from '../../src/platform/web/page.tsx';
import { route } from '../../src/platform/web/route.ts';
import { buildServer } from '../../src/platform/web/server.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { gateForNobody } from '../support/gate.ts';
import { silentLog } from '../support/log.ts';
import { sampleOf } from './route-samples.ts';

let test: TestApp;
let declared: { method: string; url: string; kith: unknown }[];

beforeAll(async () => {
  test = await buildTestApp();
  declared = test.routes();
});
afterAll(() => test.close());

/** The texts of the test files at a place in the checkout: a file, or a folder with all below it. Empty where there is none. */
function testsIn(place: string): string[] {
  const path = join(projectRoot, place);
  if (!existsSync(path)) return [];
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
    : [path];
  return files.filter((file) => /\.test\.tsx?$/.test(file)).map((file) => spelledOut(readFileSync(file, 'utf8')));
}

/** A test with its named addresses put where they are used: “${AT}/new” as “/people/new”. */
function spelledOut(text: string): string {
  const named = [...text.matchAll(/^ *const (\w+) = ['`]([^'`]+)['`];$/gm)];
  // One may be made of another.
  return [...named, ...named].reduce((all, [, name, value]) => all.replaceAll(`\${${name}}`, value ?? ''), text);
}

/** Whether a test names an address, with whatever it puts in place of its parts, and not just the beginning of another. */
function mentions(text: string, url: string): boolean {
  return names(text, url, '');
}

/**
 * The same for a test that keeps the address of a record once it has made one: the record’s own address by its beginning, and
 * what is below it by its end, behind whatever stands for the record: “${record.href}/approve”, “approve(record)”.
 */
function mentionsOfRecord(text: string, url: string): boolean {
  const [, before = '', after = ''] = /^(.*?)\/:\w+(.*)$/.exec(url) ?? [];
  if (before === '') return false;
  if (after === '') return names(text, before, '');
  const end = after.slice(after.lastIndexOf('/:')).replace(/^\/:\w+/, '');
  if (end === '') return names(text, `${after.split('/:', 1)[0]}/:part`, '(?<=[^\\s/])');
  return names(text, end, '(?<=[^\\s/])') || new RegExp(`['"\`]${end.slice(1)}['"\`]`).test(text);
}

function names(text: string, url: string, behind: string): boolean {
  const literal = url.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`${behind}${literal.replaceAll(/:\w+/g, '[^/\\s]+')}(?![\\w/-])`).test(text);
}

describe('every route', () => {
  it('is seen by this test', () => {
    expect(declared.map((one) => one.url)).toEqual(
      expect.arrayContaining(['/', '/health', '/snapshot', '/report', '/partnership']),
    );
  });

  it('declares who may use it and what the ledger says of it', () => {
    expect(declared.filter((one) => !one.kith)).toEqual([]);
  });

  it('that is not tried on everybody is tried where its sample says, by a test that names its address', () => {
    const elsewhere = declared.flatMap(({ method, url }) => {
      const testedIn = sampleOf({ method, url })?.testedIn;
      // Pages are tried on everybody all the same: the matrix leaves forms alone.
      return testedIn === undefined || method !== 'POST' ? [] : [{ method, url, testedIn }];
    });
    expect(elsewhere.length).toBeGreaterThan(15);
    const untested = elsewhere.filter(({ url, testedIn }) => {
      const tests = testsIn(testedIn);
      return !tests.some((text) => mentions(text, url) || mentionsOfRecord(text, url));
    });
    expect(untested).toEqual([]);
  });

  it('is not taken for tested by a test of another address', () => {
    expect(mentions("post('/sign-in/code', {})", '/sign-in')).toBe(false);
    expect(mentions("post('/sign-in?back=/', {})", '/sign-in')).toBe(true);
    expect(mentions("post('/account/sessions/1234/end', {})", '/account/sessions/:id/end')).toBe(true);
    expect(mentions("post('/account/sessions/end-others', {})", '/account/sessions/:id/end')).toBe(false);
    expect(testsIn('src/no/such/folder')).toEqual([]);
  });

  it('answers an unknown address without saying what the inside is made of', async () => {
    const answer = await test.app.inject('/no/such/page?x=<script>alert(1)</script>');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('Page not found');
    expect(answer.body).not.toMatch(/fastify|node|postgres|stack|<script>alert/i);
  });

  it.each(['/', '/snapshot', '/partnership', '/no-such-page', '/health'])(
    'sends the security headers with %s',
    async (url) => {
      const { headers } = await test.app.inject(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}'/);
      expect(policy).not.toContain('unsafe');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('server');
    },
  );

  it('sends a stylesheet small to whoever can unpack it, and not at all under another name', async () => {
    const home = await test.app.inject('/');
    const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(home.body)?.[1] ?? '';
    const small = await test.app.inject({ url: stylesheet, headers: { 'accept-encoding': 'gzip, br' } });
    const plain = await test.app.inject(stylesheet);
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(small.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
    expect((await test.app.inject('/assets/../package.json')).statusCode).toBe(404);
    expect((await test.app.inject('/assets/none.css')).body).toContain('Page not found');
  });

  it('never uses a nonce twice', async () => {
    const nonces = new Set<string>();
    for (let turn = 0; turn < 5; turn++) {
      const policy = String((await test.app.inject('/health')).headers['content-security-policy']);
      nonces.add(/script-src [^;]*'nonce-([0-9a-f]+)'/.exec(policy)?.[1] ?? '');
    }
    expect(nonces.size).toBe(5);
  });
});

describe('the web layer, whatever module uses it', () => {
  let app: FastifyInstance;
  const log = silentLog();

  beforeAll(async () => {
    app = await buildServer({
      log,
      assets: await loadAssets(),
      nav: [],
      installation: () => ({ partnershipName: 'Testshire', demonstration: false }),
      gate: gateForNobody(),
      secure: false,
    });
    app.register(async (scope) => {
      route(scope, {
        method: 'GET',
        url: '/form',
        permission: 'public',
        event: 'none',
        params: z.object({}),
        query: z.object({}),
        handle: () => ({ page: Page({ title: 'x', children: 'x' }) }),
      });
      route(scope, {
        method: 'POST',
        url: '/form',
        permission: 'public',
        event: 'none',
        params: z.object({}),
        query: z.object({}),
        body: z.object({ name: z.string().min(2, 'Enter a name') }),
        handle: ({ body }) => ({ json: { name: body.name } }),
      });
      route(scope, {
        method: 'GET',
        url: '/breaks',
        permission: 'public',
        event: 'none',
        params: z.object({}),
        query: z.object({ how: z.enum(['defect', 'plain', 'database']) }),
        handle: ({ query }) => {
          if (query.how === 'plain') throw new PlainError('There is no such <b>year</b>.', { statusCode: 404 });
          if (query.how === 'database') throw Object.assign(new Error('gone'), { code: '57P01' });
          throw new Error('secret: select * from people at /srv/kith/src/x.ts');
        },
      });
      scope.get('/token', { config: { kith: { permission: 'public', event: 'none' } } }, async (_request, reply) => ({
        token: reply.generateCsrf({ userInfo: 'nobody' }),
      }));
    });
    await app.ready();
  });
  afterAll(() => app.close());

  const post = (payload: string, cookie = '') =>
    app.inject({
      method: 'POST',
      url: '/form',
      payload,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) },
    });

  it('refuses a form without a token', async () => {
    const answer = await post('name=Ada');
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('Your form has expired');
  });

  it('refuses a form whose token belongs to another visitor', async () => {
    const mine = await app.inject('/token');
    const theirs = await app.inject('/token');
    const answer = await post(
      `name=Ada&_csrf=${mine.json().token}`,
      String(theirs.headers['set-cookie']).split(';', 1)[0],
    );
    expect(answer.statusCode).toBe(403);
  });

  it('notices a route that declares nothing', async () => {
    const bare = await buildServer({
      log,
      assets: await loadAssets(),
      nav: [],
      installation: () => ({ partnershipName: '', demonstration: false }),
      gate: gateForNobody(),
      secure: false,
    });
    bare.get('/silent', async () => 'x');
    await bare.ready();
    expect(bare.kithRoutes.filter((one) => !one.kith).map((one) => one.url)).toContain('/silent');
    await bare.close();
  });

  it('takes a form with its token', async () => {
    const page = await app.inject('/token');
    const answer = await post(
      `name=Ada&_csrf=${page.json().token}`,
      String(page.headers['set-cookie']).split(';', 1)[0],
    );
    expect(answer.json()).toEqual({ name: 'Ada' });
    expect(String(page.headers['set-cookie'])).toMatch(/HttpOnly/);
    expect(String(page.headers['set-cookie'])).toMatch(/SameSite=Strict/);
  });

  it('says which field is wrong', async () => {
    const page = await app.inject('/token');
    const answer = await post(`name=A&_csrf=${page.json().token}`, String(page.headers['set-cookie']).split(';', 1)[0]);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Enter a name');
  });

  it('refuses a body over one megabyte', async () => {
    expect((await post(`name=${'a'.repeat(1_100_000)}`)).statusCode).toBe(413);
  });

  it('hides the cause of a defect and gives a reference that stands in the log', async () => {
    const answer = await app.inject('/breaks?how=defect');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/secret|select|srv/);
    const reference = /kith-reference">([0-9A-Z]{8})</.exec(answer.body)?.[1];
    expect(reference).toBeTruthy();
    expect(log.lines().some((line) => line.reference === reference && line.err?.message.includes('secret'))).toBe(true);
  });

  it('says that the database is away, not that the visitor is wrong', async () => {
    const answer = await app.inject('/breaks?how=database');
    expect(answer.statusCode).toBe(503);
    expect(answer.body).toContain('Try again in a minute');
  });

  it('shows a plain fault as text, never as markup', async () => {
    const answer = await app.inject('/breaks?how=plain');
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('no such &lt;b>year');
  });

  it('explains a query it can’t read', async () => {
    const answer = await app.inject('/breaks?how=%3Cimg%3E');
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('<img>');
  });
});
