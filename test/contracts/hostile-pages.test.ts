import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSignIn, PASSWORD } from '../support/sign-in.ts';
import { HOSTILE_PARTS, injectedInto, isElsewhere, MARKUP, OTHER_SITES, PAYLOADS, textOf } from './hostile.ts';
import { addressOf, sampleOf } from './route-samples.ts';
import { entitledTo, newTarget, type Route, routesOf, signedOut, wasTaken } from './senders.ts';
import { addPlayer, buildWorld, type Cast, ledgerEnd, type Player, send, type World } from './world.ts';

let world: World;
let routes: Route[];

beforeAll(async () => {
  world = await buildWorld([]);
  routes = routesOf(world);
});
afterAll(() => world.close());

const get = (player: Player, url: string) => send(world.test, player, { url });
const isHtml = ({ headers }: LightMyRequestResponse) => String(headers['content-type']).startsWith('text/html');

/** Sends a form with markup in every field that takes it. Returns what was taken, and numbers of what it was written into. */
async function fillWithMarkup(
  route: Route,
  place: number,
): Promise<{ marks: Map<string, string>; ids: string[]; shown: string }> {
  const free: string[] = [];
  for (const field of (route.kith.fields ?? []).filter((one) => !/-([2-9]|\d\d)(-|$)/.test(one))) {
    if ((await sendForm(route, { [field]: `x ${MARKUP}` })).taken) free.push(field);
  }
  // Something of its own in front: what each form and field became is told from the others.
  const all = Object.fromEntries(free.map((field, at) => [field, `m${place}n${at}e ${MARKUP}`]));
  const { taken, ids, shown } = await sendForm(route, all);
  if (free.length === 0 || !taken) return { marks: new Map(), ids: [], shown: '' };
  return { marks: new Map(free.map((field) => [all[field] ?? '', `${route.url} ${field}`])), ids, shown };
}

/** Sends a form of which some fields say something else, and follows it where it leads. */
async function sendForm(
  route: Route,
  change: Record<string, string>,
): Promise<{
  taken: boolean;
  ids: string[];
  /** The text of the page to which a form that was taken leads. */
  shown: string;
}> {
  const target = await newTarget(world, route);
  const sender = await entitledTo(world, route, target);
  const sample = sampleOf(route);
  const before = await ledgerEnd(world);
  const url = addressOf(route.url, sample, target) ?? '';
  const answer = await send(world.test, sender, {
    method: 'POST',
    url,
    form: { ...sample?.form?.(target), ...change },
  });
  const { taken, ids } = await wasTaken(world, before, answer.statusCode);
  const went = answer.statusCode === 303;
  const { body } = went ? await get(sender, String(answer.headers.location)) : answer;
  expect(injectedInto(body)).toEqual([]);
  return { taken, shown: went ? textOf(body) : '', ids: sample?.of ? [...ids, target.id] : ids };
}

/** People between them see every page that there is. */
const READERS: Cast[] = [
  { called: 'business manager', roles: ['business-manager'], stated: 'learning' },
  { called: 'business manager as administrator', roles: ['business-manager'], stated: 'administration' },
  { called: 'administrator', roles: ['administrator'] },
  { called: 'assurance lead', roles: ['assurance-lead'] },
  { called: 'safeguarding partner', roles: ['safeguarding-partner'], stated: 'learning' },
  { called: 'auditor', roles: ['auditor'] },
];

/** What is taken and shown to nobody: the number of something, which button was pressed, which choices somebody saw. */
const NEVER_SHOWN = /(remove id|change seen|keep-\d+| do|incident-not-known|purpose (kind|action))$/;

describe('what people typed', () => {
  it('is text on every page on which anybody finds it', { timeout: 180_000 }, async () => {
    const marks = new Map<string, string>();
    const seen = new Set<string>();
    const ids: string[] = [];
    const forms = routes.filter(({ method, kith }) => method === 'POST' && kith.permission !== 'public');
    for (const [place, route] of forms.entries()) {
      const filled = await fillWithMarkup(route, place);
      for (const [mark, field] of filled.marks) {
        marks.set(mark, field);
        // Some of it is shown to nobody but who wrote it.
        if (filled.shown.includes(mark)) seen.add(mark);
      }
      ids.push(...filled.ids);
    }
    const faults: string[] = [];
    for (const cast of READERS) {
      await follow(await addPlayer(world.test, cast), ids, (url, html) => {
        faults.push(...injectedInto(html).map((one) => `${cast.called}, ${url}: ${one}`));
        const text = textOf(html);
        for (const mark of marks.keys()) if (text.includes(mark)) seen.add(mark);
      });
    }
    expect(faults.slice(0, 20)).toEqual([]);
    const unseen = [...marks].filter(([mark, field]) => !seen.has(mark) && !NEVER_SHOWN.test(field));
    expect(unseen.map(([, field]) => `${field} is taken and was found on no page`)).toEqual([]);
    expect(seen.size).toBeGreaterThan(10);
  });

  it('makes no header and no second address of a mail', async () => {
    const crlf = 'Nobody Inparticular\r\nBcc: everybody@example.invalid\r\n\r\nx';
    for (const route of routes.filter(({ method, kith }) => method === 'POST' && kith.permission !== 'public')) {
      for (const field of (route.kith.fields ?? []).filter((one) => /name|email|job|team/.test(one)))
        await sendForm(route, { [field]: crlf });
    }
    const { rows } = await sql<{
      address: string;
      subject: string;
    }>`select address, subject from outbox_message`.execute(world.root);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ address, subject }) => /[\r\n]/.test(address + subject))).toEqual([]);
  });
});

/** Follows links from the home page: to each kind of page a few times, and to all that is about one of these numbers. */
async function follow(
  reader: Player,
  ids: readonly string[],
  onPage: (url: string, html: string) => void,
): Promise<void> {
  const found = new Set(['/']);
  const kinds = new Map<string, number>();
  for (const route of routes.filter(({ method, url }) => method === 'GET' && !/[:*]/.test(url))) found.add(route.url);
  for (const id of ids) {
    // Reasons that people typed are read by the auditor, however much was done since.
    if (reader.roles.includes('auditor')) found.add(`/ledger?record=${id}`);
    for (const route of routes.filter(({ method, url }) => method === 'GET' && sampleOf({ method, url })?.of)) {
      if (!route.url.includes(':holding')) found.add(route.url.replace(':id', id));
    }
  }
  for (const url of found) {
    const kind = url.replaceAll(/[0-9a-f-]{36}|\d+/g, '#').split('?', 1)[0] ?? '';
    const about = ids.some((id) => url.includes(id));
    const often = (kinds.get(kind) ?? 0) + 1;
    kinds.set(kind, often);
    if (!about && often > 3) continue;
    const answer = await get(reader, url);
    if (!isHtml(answer)) continue;
    onPage(url, answer.body);
    for (const [, link = ''] of answer.body.matchAll(/<a\s[^>]*?href="(\/[^"]*)"/g)) {
      const address = link.replaceAll('&amp;', '&').split('#', 1)[0] ?? '';
      const [path = ''] = address.split('?', 1);
      if (!/^\/(snapshot|figures|records|report|clocks|assets|priorities|sign-out)/.test(path)) found.add(address);
    }
  }
}

describe('an address', { timeout: 120_000 }, () => {
  it('that somebody made up is answered in order on every page: nothing is there, and nothing breaks', async () => {
    const faults: string[] = [];
    for (const route of routes.filter(({ method, url }) => method === 'GET' && /[:*]/.test(url))) {
      const target = await newTarget(world, route);
      const sender = await entitledTo(world, route, target);
      const query = new URLSearchParams(sampleOf(route)?.query?.(target)).toString();
      for (const part of HOSTILE_PARTS) {
        const url = `${route.url.replaceAll(/:\w+|\*/g, encodeURIComponent(part))}?${query}`;
        const answer = await get(sender, url);
        const where = `${route.url} with ${part.slice(0, 40)}`;
        if (answer.statusCode !== 404 && !isSaidOfAnybody(route, part)) faults.push(`${where}: ${answer.statusCode}`);
        faults.push(...headersPutIn(answer).map((one) => `${where}: ${one}`));
        if (answer.body.includes('kith-')) faults.push(...injectedInto(answer.body).map((one) => `${where}: ${one}`));
      }
    }
    expect(faults.slice(0, 30)).toEqual([]);
  });

  it('with hostile words behind the question mark shows them as text or not at all', async () => {
    const faults: string[] = [];
    let tried = 0;
    for (const { route, sender, path } of await pagesWithQuery()) {
      const fields = route.kith.query ?? [];
      const attempts: [string, string][] = Object.entries(PAYLOADS).map(([called, { text, raw }]) => {
        const value = (raw ?? encodeURIComponent(text)).slice(0, 9000 / fields.length).replace(/%.?$/, '');
        return [called, fields.map((field) => `${field}=${value}`).join('&')];
      });
      // One that is taken on its own may be refused beside others.
      for (const field of fields) {
        attempts.push([`markup in ${field}`, `${field}=${encodeURIComponent(MARKUP)}`]);
        attempts.push([`${field} twice`, `${field}=a&${field}=b&${field}[c]=d`]);
      }
      for (const [called, query] of attempts) {
        const answer = await get(sender, `${path}?${query}`);
        tried += 1;
        const wrong = [
          ...(answer.statusCode >= 500 ? [String(answer.statusCode)] : []),
          ...headersPutIn(answer),
          ...(isHtml(answer) ? injectedInto(answer.body) : []),
        ];
        faults.push(...wrong.map((one) => `${route.url}, ${called}: ${one}`));
      }
    }
    expect(faults.slice(0, 30)).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  });

  it('to go on to afterwards never leads to another site, from any page or form', { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    let tried = 0;
    for (const { route, sender, path } of await pagesWithQuery()) {
      const fields = route.kith.query ?? [];
      const waysOn = fields.filter((field) => WAYS_ON.test(field));
      const others = fields.filter((field) => !WAYS_ON.test(field));
      for (const together of [...waysOn.map((field) => [field]), others]) {
        for (const site of waysOn.includes(together[0] ?? '') ? OTHER_SITES : OTHER_SITES.slice(0, 3)) {
          const answer = await get(sender, `${path}?${new URLSearchParams(together.map((field) => [field, site]))}`);
          tried += 1;
          faults.push(...leadsAway(answer).map((one) => `${route.url}?${together}=${site}: ${one}`));
        }
      }
    }
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      const queries = (route.kith.query ?? []).filter((one) => WAYS_ON.test(one));
      const bodies = (route.kith.fields ?? []).filter((one) => WAYS_ON.test(one));
      for (const field of [...queries, ...bodies]) {
        for (const site of OTHER_SITES) {
          const answer = await sendOn(route, queries.includes(field), { [field]: site });
          tried += 1;
          faults.push(...leadsAway(answer).map((one) => `POST ${route.url} ${field}=${site}: ${one}`));
        }
      }
    }
    expect(faults.slice(0, 30)).toEqual([]);
    expect(tried).toBeGreaterThan(300);
  });

  it('to go on to after signing in never leads to another site', async () => {
    const { email } = await addSignIn(world.test.db);
    for (const site of OTHER_SITES) {
      const url = `/sign-in?back=${encodeURIComponent(site)}`;
      const answer = await send(world.test, await signedOut(world), {
        method: 'POST',
        url,
        form: { email, password: PASSWORD },
      });
      expect(`${site}: ${answer.statusCode} ${leadsAway(answer)}`).toBe(`${site}: 303 `);
    }
  });

  it('is never taken from what a browser says of the host', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    for (const route of routes.filter(({ method, url }) => method === 'GET' && !/[:*]/.test(url))) {
      const sender = await entitledTo(world, route, await newTarget(world, route));
      const answer = await send(world.test, sender, { url: route.url, headers });
      expect(`${route.url}: ${leadsAway(answer)}`).toBe(`${route.url}: `);
    }
  });
});

describe('the address of this Kith', { timeout: 120_000 }, () => {
  const OURS = 'http://kith.example.org';
  // Every request of these tests comes through a proxy that is believed, and that passes on what a browser says of the host.
  const settings = { PUBLIC_URL: OURS, TRUSTED_PROXIES: '10.0.0.0/8' };
  const forged = {
    ...{ host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
    ...{ 'x-forwarded-proto': 'https', 'x-original-host': 'evil.example' },
  };
  let ours: World;
  beforeAll(async () => {
    ours = await buildWorld([], settings);
  });
  afterAll(() => ours.close());

  /** One request of each route, about something that is there, from a browser that names another host. */
  async function sentForged(route: Route): Promise<LightMyRequestResponse> {
    const target = await newTarget(ours, route);
    const sender = await entitledTo(ours, route, target);
    const sample = sampleOf(route);
    const { method } = route;
    const url = addressOf(route.url, sample, target) ?? route.url;
    const form = method === 'POST' ? { form: sample?.form?.(target) ?? {} } : {};
    return send(ours.test, sender, { method, url, headers: forged, ...form });
  }

  it('is the one in PUBLIC_URL on every page and after every form, whatever host a browser or a proxy names', async () => {
    const faults: string[] = [];
    let tried = 0;
    for (const route of routesOf(ours)) {
      const { statusCode, headers, body } = await sentForged(route);
      tried += 1;
      if (statusCode >= 500) faults.push(`${route.method} ${route.url}: ${statusCode}`);
      if (`${JSON.stringify(headers)} ${body}`.includes('evil.example'))
        faults.push(`${route.method} ${route.url}: takes it`);
    }
    expect(faults).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });

  it.each(['/people', '/people/:id/invitation'])('is in the link that opens an account: POST %s', async (url) => {
    const route = routesOf(ours).find((one) => one.method === 'POST' && one.url === url);
    if (!route) throw new Error(`There is no ${url}.`);
    const { statusCode, body } = await sentForged(route);
    expect(statusCode).toBe(200);
    expect(body.match(/[^>\s]*\/welcome\/[\w-]{43}/g)).toEqual([expect.stringContaining(`${OURS}/welcome/`)]);
    expect(body).not.toContain('evil.example');
  });
});

/** What the ledger has of a number that is nobody’s is what it has of somebody without entries: nothing, and in the same words. */
function isSaidOfAnybody({ url }: Route, part: string): boolean {
  return url.startsWith('/ledger/people/:id') && /^[0-9a-f-]{36}$/.test(part);
}

/** Sends a form that says where to go on, in its address or as a field. */
async function sendOn(route: Route, inAddress: boolean, way: Record<string, string>): Promise<LightMyRequestResponse> {
  const target = await newTarget(world, route);
  const sender = await entitledTo(world, route, target);
  const sample = sampleOf(route);
  const address = addressOf(route.url, sample, target) ?? '';
  const url = inAddress ? `${address}?${new URLSearchParams(way)}` : address;
  return send(world.test, sender, {
    method: 'POST',
    url,
    form: { ...sample?.form?.(target), ...(inAddress ? {} : way) },
  });
}

/** Fields of a form that may say where to go on. */
const WAYS_ON = /^(back|next|to|return|url|href|from|page|redirect)/;

/** Every page that reads something behind the question mark, with somebody who may see it. */
async function pagesWithQuery(): Promise<{ route: Route; sender: Player; path: string }[]> {
  const found = [];
  for (const route of routes.filter(({ method, kith }) => method === 'GET' && (kith.query ?? []).length > 0)) {
    const target = await newTarget(world, route);
    const sender = await entitledTo(world, route, target);
    found.push({ route, sender, path: (addressOf(route.url, sampleOf(route), target) ?? '').split('?', 1)[0] ?? '' });
  }
  return found;
}

function headersPutIn({ headers, cookies }: LightMyRequestResponse): string[] {
  const planted = cookies.some(({ value }) => value === 'planted');
  return headers['x-kith-injected'] !== undefined || planted ? ['a header was put in'] : [];
}

function leadsAway({ statusCode, headers, body }: LightMyRequestResponse): string[] {
  const location = String(headers.location ?? '/');
  return [
    ...(statusCode >= 500 ? [String(statusCode)] : []),
    ...(isElsewhere(location) || !/^\/(?![/\\])/.test(location) ? [`leads to ${location}`] : []),
    ...(body.includes('evil.example') ? injectedInto(body) : []),
  ];
}
