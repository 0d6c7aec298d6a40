import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { type SignedIn, signIn, signInAs } from '../support/people.ts';

const HOST = 'https://kith.example.invalid';
const FORM = 'application/x-www-form-urlencoded';

let test: TestApp;
let overTls: TestApp;
let person: SignedIn;

beforeAll(async () => {
  test = await buildTestApp();
  overTls = await buildTestApp({ empty: true, env: { PUBLIC_URL: HOST } });
  person = await signInAs(test, 'business-manager', { purpose: 'learning' });
});
afterAll(() => Promise.all([test.close(), overTls.close()]));

/** One answer of every kind that the server gives. */
const KINDS: [string, number, () => Promise<LightMyRequestResponse>][] = [
  ['a page for the public', 200, () => test.app.inject('/')],
  ['a page for somebody signed in', 200, () => person.get('/')],
  ['a page whose head alone is asked for', 200, () => test.app.inject({ method: 'HEAD', url: '/' })],
  ['a redirect to sign in', 303, () => test.app.inject('/account')],
  ['a download of figures', 200, () => test.app.inject('/snapshot/areas/E06000001/figures.csv')],
  ['a workbook', 200, () => test.app.inject('/snapshot/figures.xlsx')],
  ['an answer to a watchman', 200, () => test.app.inject('/health')],
  ['an address that no page has', 404, () => test.app.inject('/no/such/page')],
  ['an address that can’t be decoded', 404, () => test.app.inject('/%E0%A4%A')],
  ['an address with a part that is too long', 404, () => test.app.inject(`/learning/themes/${'a'.repeat(5000)}`)],
  ['a query that can’t be read', 400, () => test.app.inject('/report/2021-22/download?format=a&format=b')],
  ['a method that no page has', 404, () => test.app.inject({ method: 'DELETE', url: '/' })],
  ['a form without its token', 403, () => test.app.inject({ method: 'POST', url: '/sign-out', payload: '' })],
  ['a form that is too large', 413, () => post('/sign-out', `a=${'b'.repeat(1_048_577)}`, FORM)],
  ['something that is not a form', 415, () => post('/sign-out', '{"a":1}', 'application/json')],
  ['a page that is not part of somebody’s role', 403, async () => (await analyst()).get('/people')],
  ['an asset that is not there', 404, () => test.app.inject('/assets/none.css')],
];

function post(url: string, payload: string, type: string): Promise<LightMyRequestResponse> {
  return test.app.inject({ method: 'POST', url, payload, headers: { 'content-type': type } });
}

let known: SignedIn | undefined;
async function analyst(): Promise<SignedIn> {
  known ??= await signInAs(test, 'meeting-administrator');
  return known;
}

describe('every kind of answer', () => {
  it.each(KINDS)('carries the security headers: %s', async (_name, status, ask) => {
    const { statusCode, headers, cookies } = await ask();
    expect(statusCode).toBe(status);
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(
      /^default-src 'none';script-src 'self' 'nonce-[0-9a-f]{32}';style-src 'self' 'nonce-[0-9a-f]{32}';/,
    );
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|data:|http:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(String(headers['strict-transport-security'])).toContain('max-age=31536000');
    expect(String(headers['cache-control'])).toMatch(/^(no-store|private, no-cache)$/);
    for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin'])
      expect(headers).not.toHaveProperty(telling);
    for (const cookie of cookies) expect(cookie).toMatchObject({ httpOnly: true, path: '/' });
  });
});

describe('what a browser may keep', () => {
  it('is nothing of what somebody signed in was shown, on any page that needs no number', async () => {
    const fixed = test.routes().filter(({ method, url }) => method === 'GET' && !/[:*]/.test(url));
    expect(fixed.length).toBeGreaterThan(15);
    for (const { url } of fixed) {
      const { headers } = await person.get(url);
      expect(`${url} ${headers['cache-control']}`).toBe(`${url} no-store`);
      expect(`${url} ${/^default-src 'none';/.test(String(headers['content-security-policy']))}`).toBe(`${url} true`);
      expect(`${url} ${headers['x-content-type-options']}`).toBe(`${url} nosniff`);
    }
  });

  it('is nothing of an answer that is not for the public, whoever asks and whatever it says', async () => {
    const closed = test
      .routes()
      .filter(({ method, kith }) => method !== 'HEAD' && (kith as { permission: unknown }).permission !== 'public');
    expect(closed.length).toBeGreaterThan(10);
    for (const { method, url } of closed) {
      const asked = url.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000');
      const { headers } = await test.app.inject({ method: method as 'GET', url: asked });
      expect(`${method} ${url} ${headers['cache-control']}`).toBe(`${method} ${url} no-store`);
    }
  });

  it('is the assets, for good, under names that change with them', async () => {
    const { body } = await test.app.inject('/');
    const stylesheet = /<link rel="stylesheet" href="([^"]+)"/.exec(body)?.[1] ?? '';
    const { headers } = await test.app.inject({ url: stylesheet, cookies: person.cookies });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers).not.toHaveProperty('set-cookie');
  });
});

describe('cookies', () => {
  it('are out of reach of scripts and of other sites', async () => {
    const page = await person.get('/about');
    const signedOut = await person.post('/sign-out', {});
    expect(signedOut.statusCode).toBe(303);
    const set = [...page.cookies, ...signedOut.cookies];
    for (const cookie of set) {
      expect(cookie).toMatchObject({ httpOnly: true, path: '/', sameSite: expect.stringMatching(/^(Lax|Strict)$/) });
      expect(cookie).not.toHaveProperty('domain');
    }
    const away = signedOut.cookies.find((cookie) => cookie.name === 'kith');
    expect(away).toMatchObject({ value: '' });
    expect(away?.expires?.getTime() ?? 0).toBeLessThan(Date.now());
  });

  it('over TLS go no other way, and no other host can set them', async () => {
    const page = await overTls.app.inject('/sign-in');
    expect(page.cookies.length).toBeGreaterThan(0);
    for (const cookie of page.cookies) {
      expect(cookie).toMatchObject({
        name: expect.stringMatching(/^__Host-/),
        secure: true,
        httpOnly: true,
        path: '/',
      });
      expect(cookie).not.toHaveProperty('domain');
    }
  });

  it('over TLS are taken under their guarded names alone', async () => {
    const page = await overTls.app.inject('/sign-in');
    const [forms] = page.cookies;
    const token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const sent = (name = '') =>
      overTls.app.inject({
        method: 'POST',
        url: '/sign-out',
        payload: new URLSearchParams({ _csrf: token }).toString(),
        headers: { 'content-type': FORM, cookie: `${name}=${forms?.value}` },
      });
    expect((await sent('_csrf')).statusCode).toBe(403);
    expect((await sent(forms?.name)).statusCode).toBe(303);
  });

  it('of a session that was planted before signing in is never the session afterwards', async () => {
    const planted = 'A'.repeat(43);
    const asked = await test.app.inject({ url: '/account', cookies: { kith: planted } });
    expect(asked.statusCode).toBe(303);
    expect(asked.cookies.map((cookie) => cookie.name)).not.toContain('kith');
    const fresh = await signIn(test, person.id);
    expect(fresh.cookies.kith).not.toBe(planted);
    expect((await test.app.inject({ url: '/account', cookies: { kith: planted } })).statusCode).toBe(303);
    expect((await fresh.get('/account')).statusCode).toBe(200);
  });
});
