import type { LightMyRequestResponse } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEMONSTRATION_PEOPLE } from '../../src/demo/index.ts';
import { createInvitation } from '../../src/directory/sign-in/invitation.ts';
import type { RouteDeclaration } from '../../src/platform/web/declaration.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import { Authenticator, passkeyOptions } from '../support/authenticator.ts';
import { type LedgerLine, readLedger } from '../support/ledger.ts';
import { addPerson, signIn } from '../support/people.ts';
import { startProvider, type TestProvider } from '../support/provider.ts';
import { addSignIn, appCode, appKeyIn, PASSWORD } from '../support/sign-in.ts';
import { stranger } from '../support/stranger.ts';
import { addressOf, sampleOf } from './route-samples.ts';

const SITE = 'http://localhost';

let provider: TestProvider;
let test: TestApp;
let forms: { url: string; kith: RouteDeclaration }[];

beforeAll(async () => {
  provider = await startProvider({});
  test = await buildTestApp({ env: { KITH_ENV: 'demonstration', PUBLIC_URL: SITE, ...provider.env } });
  provider.knows(SITE);
  forms = test
    .routes()
    .filter(({ method, kith }) => method === 'POST' && (kith as RouteDeclaration).permission === 'public')
    .map(({ url, kith }) => ({ url, kith: kith as RouteDeclaration }));
}, 30_000);
afterEach(() => test.at(TEST_NOW));
afterAll(async () => {
  await test.close();
  await provider.stop();
});

/** What a request wrote into the ledger, and how it was answered. */
async function written(send: () => Promise<LightMyRequestResponse>): Promise<{ lines: LedgerLine[]; status: number }> {
  const before = (await readLedger(test)).length;
  const { statusCode } = await send();
  const all = await readLedger(test);
  return { lines: all.slice(0, all.length - before), status: statusCode };
}

/** One who gets through each form: whoever adds a form for everybody adds here how it is taken. */
const TAKEN: Record<string, () => Promise<LightMyRequestResponse>> = {
  '/sign-in': async () => {
    const { email } = await addSignIn(test.db);
    return stranger(test.app).post('/sign-in', { email, password: PASSWORD });
  },
  '/sign-in/code': async () => {
    const { id, email } = await addSignIn(test.db, { roles: ['practitioner'] });
    const first = await signIn(test, id, { strong: false });
    const key = appKeyIn((await first.get('/account/second-factor/app')).body);
    await first.post('/account/second-factor/app', { code: await appCode(key, TEST_NOW) });
    const later = new Date(TEST_NOW.getTime() + 60_000);
    test.at(later);
    const mine = stranger(test.app);
    await mine.post('/sign-in', { email, password: PASSWORD });
    return mine.post('/sign-in/code', { code: await appCode(key, later) });
  },
  '/sign-in/passkey': async () => {
    const { email } = await addSignIn(test.db, { roles: ['practitioner'] });
    const first = stranger(test.app);
    await first.post('/sign-in', { email, password: PASSWORD });
    const key = new Authenticator(SITE);
    const options = passkeyOptions((await first.get('/account/second-factor/passkey')).body);
    await first.post('/account/second-factor/passkey', { name: 'A key', answer: key.create(options) });
    const mine = stranger(test.app);
    const asked = passkeyOptions((await mine.get('/sign-in')).body);
    return mine.post('/sign-in/passkey', { answer: key.get(asked) }, '/sign-in');
  },
  '/welcome/:token': async () => {
    const personId = await addPerson(test.db, { roles: ['meeting-administrator'] });
    const link = await createInvitation(test.db, { personId, madeBy: null, sentTo: null }, TEST_NOW);
    return stranger(test.app).post(link, { password: 'violet kettle anchor' });
  },
  '/sign-in/provider': () => stranger(test.app).post('/sign-in/provider', {}, '/sign-in'),
  '/sign-in/as': () =>
    stranger(test.app).post('/sign-in/as', { person: DEMONSTRATION_PEOPLE[0]?.id ?? '' }, '/sign-in'),
  '/sign-out': async () => {
    const { email } = await addSignIn(test.db);
    const mine = stranger(test.app);
    await mine.post('/sign-in', { email, password: PASSWORD });
    return mine.post('/sign-out', {}, '/about');
  },
};

/** Forms of which a stranger can send none that is refused: what they do is done to whoever is there. */
const NEVER_REFUSED = ['/sign-out', '/sign-in/provider'];

describe('a form that is open to everybody', () => {
  it('declares what the ledger says of it, and is tried here', () => {
    expect(forms.map(({ url }) => url).sort()).toEqual(Object.keys(TAKEN).sort());
    expect(forms.filter(({ kith }) => kith.event === 'none')).toEqual([]);
  });

  it('writes what it declares when it is taken', async () => {
    for (const { url, kith } of forms) {
      const code = kith.event === 'none' ? '' : kith.event.code;
      const { lines, status } = await written(TAKEN[url] ?? (() => Promise.reject(new Error(url))));
      expect([url, status < 400]).toEqual([url, true]);
      expect([url, lines.map(({ event, outcome }) => `${event} ${outcome}`)]).toEqual([
        url,
        expect.arrayContaining([`${code} done`]),
      ]);
    }
  });

  it('writes that it was refused, with the reason, when it is not', async () => {
    for (const { url } of forms.filter((one) => !NEVER_REFUSED.includes(one.url))) {
      const target = { id: '00000000-0000-4000-8000-000000000000' };
      const sample = sampleOf({ method: 'POST', url });
      const at = addressOf(url, sample, target) ?? '';
      const form = sample?.form?.(target) ?? { person: target.id };
      const { lines } = await written(() => stranger(test.app).post(at, form as Record<string, string>, '/sign-in'));
      expect([url, lines.map(({ event, outcome, why }) => [event, outcome, why !== null])]).toEqual([
        url,
        [['sign-in.fail', 'failed', true]],
      ]);
    }
  });

  it('writes that a provider who is away let nobody go there', async () => {
    const down = await buildTestApp({ env: { ...provider.env, OIDC_ISSUER: 'http://127.0.0.1:9' } });
    await stranger(down.app).post('/sign-in/provider', {}, '/sign-in');
    expect((await readLedger(down))[0]).toMatchObject({ event: 'sign-in.fail', why: 'provider-away' });
    await down.close();
  });

  it('of a link that was used writes that it did not work, without a name: whoever holds it proved nothing', async () => {
    const personId = await addPerson(test.db, { roles: ['meeting-administrator'] });
    const link = await createInvitation(test.db, { personId, madeBy: null, sentTo: null }, TEST_NOW);
    await stranger(test.app).post(link, { password: 'violet kettle anchor' });
    const again = await written(() => stranger(test.app).post(link, { password: 'violet kettle anchor' }, '/sign-in'));
    expect(again.lines).toMatchObject([
      {
        ...{ event: 'sign-in.fail', outcome: 'failed', why: 'link-over', personId: null },
        doing: 'Tried to choose a password through a link that does not work',
      },
    ]);
  });
});
