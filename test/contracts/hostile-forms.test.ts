import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerMark } from '../../src/platform/web/kept-form.ts';
import { type Happened, watchWrites } from '../support/writes.ts';
import { GOVERNED, HOSTILE_PARTS, injectedInto, PAYLOADS, STRANGE_FIELDS } from './hostile.ts';
import { addressOf, sampleOf, type Target } from './route-samples.ts';
import { entitledTo, newTarget, type Route, routesOf } from './senders.ts';
import { buildWorld, type Player, send, type World } from './world.ts';

const FORM = 'application/x-www-form-urlencoded';

let world: World;
let forms: Route[];
/** What happened since it was asked last. */
let happened: () => Promise<Happened>;

beforeAll(async () => {
  world = await buildWorld([]);
  forms = routesOf(world).filter(({ method }) => method === 'POST');
  happened = await watchWrites(world.root);
});
afterAll(() => world.close());

/** A form on its way: who sends it, about what, and its fields as they would be taken. */
interface Desk {
  route: Route;
  sender: Player;
  target: Target;
  fields: [string, string][];
  /** Where it is sent, when not to its own address. */
  at?: string;
}

async function deskFor(route: Route, alone = false): Promise<Desk> {
  const target = await newTarget(world, route);
  const sender = await entitledTo(world, route, target, alone);
  await happened();
  const form = sampleOf(route)?.form?.(target) ?? {};
  const fields = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return { route, sender, target, fields };
}

interface Outcome {
  answer: LightMyRequestResponse;
  taken: boolean;
  written: string[];
}

const encode = encodeURIComponent;

function encoded(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

async function post(
  { route, sender, target, at }: Desk,
  payload: string,
  headers: Record<string, string> = { 'content-type': FORM },
  query = '',
): Promise<Outcome> {
  const url = `${at ?? addressOf(route.url, sampleOf(route), target)}${query}`;
  const answer = await send(world.test, sender, { method: 'POST', url, payload: payload || ' ', headers });
  const { written, done } = await happened();
  return { answer, taken: answer.statusCode < 400 && done, written };
}

/** Sends the form with a token that is right and, beside what is changed, all that it needs. */
function withToken(desk: Desk, rest: string, query = ''): Promise<Outcome> {
  return post(desk, `_csrf=${encode(desk.sender.token)}&${rest}`, undefined, query);
}

/** The text in forms that says whom they were made for. */
async function ownerMarkOf(player: Player): Promise<string> {
  return player.id ? ownerMark(world.test.keyring, player.id) : '';
}

/** What must hold of every answer, whatever was sent. */
function faultsOf({ answer }: Outcome): string[] {
  const { statusCode, headers, body } = answer;
  return [
    ...(statusCode >= 500 ? [`answered ${statusCode}`] : []),
    ...(headers['x-kith-injected'] || answer.cookies.some(({ value }) => value === 'planted')
      ? ['a header was put in']
      : []),
    ...(body.includes('kith-mark') || body.includes('javascript:')
      ? injectedInto(body).map((one) => `the page holds ${one}`)
      : []),
    ...(/evil\.example/.test(String(headers.location)) && !String(headers.location).startsWith('/')
      ? ['leads away']
      : []),
  ];
}

const name = ({ url }: Route) => `POST ${url}`;

/** Names of fields that were tried with everything in an earlier form. */
const tried = new Set<string>();

/**
 * A field is tried with everything in the first form that has one of its name, and with four things, one of them markup, in
 * every other: `npm run test:nightly` tries everything everywhere. Lines of a list, months and years of a date are tried with
 * one thing each.
 */
function payloadsFor(field: string, place: number): [string, { text: string; raw?: string }][] {
  const all = Object.entries(PAYLOADS);
  const isLikeAnother = /-([2-9]|\d\d)(-|$)|-(month|year)$/.test(field);
  if (isLikeAnother) return all.slice(place % all.length).slice(0, 1);
  if (!tried.has(field) || process.env.KITH_NIGHTLY) {
    tried.add(field);
    return all;
  }
  const [first, ...others] = all;
  const some = [0, 1, 2].map((one) => others[(place * 3 + one) % others.length]);
  return [first, ...some].filter((one) => one !== undefined);
}

/** A fresh start after something was taken, or after tries that lock. */
async function renewed(desk: Desk, tries: number, done: boolean): Promise<Desk> {
  const worn = sampleOf(desk.route)?.testedIn !== undefined && tries % 5 === 0;
  return done || worn ? deskFor(desk.route) : desk;
}

/** The same words may have become somebody’s name in another form: whoever bears it is kept from the record. */
const FOLLOWS = 'insert record_conflict';

describe('every field of every form', () => {
  it('takes hostile text as text or refuses it: no fault, no markup, no header, no row where it does not belong', {
    timeout: 900_000,
  }, async () => {
    const faults: string[] = [];
    let accepted = 0;
    let sent = 0;
    for (const route of forms) {
      let desk = await deskFor(route);
      const own = await withToken(desk, encoded(desk.fields));
      const places = new Set(own.written);
      if (own.taken) {
        desk = await deskFor(route);
        // What is kept once for an agency is a new row the first time, and the same row written anew from then on.
        for (const one of (await withToken(desk, encoded(desk.fields))).written) places.add(one);
        desk = await deskFor(route);
      }
      for (const [place, field] of (route.kith.fields ?? []).entries()) {
        for (const [called, payload] of payloadsFor(field, place)) {
          sent += 1;
          const rest = encoded(desk.fields.filter(([one]) => one !== field));
          const outcome = await withToken(desk, `${rest}&${encode(field)}=${payload.raw ?? encode(payload.text)}`);
          const beside = outcome.written.filter((one) => !places.has(one) && one !== FOLLOWS);
          const wrong = [
            ...faultsOf(outcome),
            ...(outcome.taken
              ? beside.map((one) => `also ${one}`)
              : outcome.written.map((one) => `refused, and yet ${one}`)),
          ];
          faults.push(...wrong.map((one) => `${name(route)}, ${field}, ${called}: ${one}`));
          if (outcome.taken) accepted += 1;
          desk = await renewed(desk, sent, outcome.taken);
        }
      }
    }
    expect(faults.slice(0, 30)).toEqual([]);
    expect(sent).toBeGreaterThan(1000);
    expect(accepted).toBeGreaterThan(100);
  });
});

describe('every form', { timeout: 120_000 }, () => {
  /** Runs one trial on every form, each time from a fresh desk. */
  async function onEveryForm(trial: (desk: Desk, fault: (what: string) => void) => Promise<void>): Promise<string[]> {
    const faults: string[] = [];
    for (const route of forms) {
      await trial(await deskFor(route), (what) => faults.push(`${name(route)}: ${what}`));
    }
    return faults;
  }

  /** What is wrong where a form had to be refused with one of these answers and nothing else had to happen. */
  function notRefused(outcome: Outcome, right: readonly number[]): string[] {
    const { answer, taken } = outcome;
    return [
      ...faultsOf(outcome),
      ...(right.includes(answer.statusCode) ? [] : [`answered ${answer.statusCode}, not ${right.join(' or ')}`]),
      ...(taken ? ['was taken'] : []),
      ...outcome.written.map((one) => `refused, and yet ${one}`),
      ...(String(answer.headers['content-type']).startsWith('text/html') ? [] : ['is no page']),
    ];
  }

  it('refuses fields that it does not have, so that nobody’s record becomes another’s or more than it is', async () => {
    const faults = await onEveryForm(async (desk, fault) => {
      const declared = desk.route.kith.fields ?? [];
      const own = encoded(desk.fields);
      for (const field of [...STRANGE_FIELDS, ...GOVERNED].filter((one) => !declared.includes(one))) {
        const outcome = await withToken(desk, `${own}&${encode(field)}=1`);
        for (const one of notRefused(outcome, [400])) fault(`${field}: ${one}`);
      }
      const many = Array.from({ length: 3000 }, (_, number) => `x${number}=1`).join('&');
      for (const one of notRefused(await withToken(desk, `${own}&${many}`), [400])) fault(`3000 fields: ${one}`);
    });
    expect(faults).toEqual([]);
  });

  it('takes a field that is sent twice for no more than it is', async () => {
    const faults = await onEveryForm(async (desk, fault) => {
      for (const [field, value] of desk.fields.slice(0, 12)) {
        const outcome = await withToken(desk, `${encoded(desk.fields)}&${encode(field)}=${encode(value)}`);
        for (const one of faultsOf(outcome)) fault(`${field} twice: ${one}`);
        if (!outcome.taken) for (const one of outcome.written) fault(`${field} twice: refused, and yet ${one}`);
      }
    });
    expect(faults).toEqual([]);
  });

  it('wants its own token, from its own session: none, a made-up, a stale and somebody else’s are refused', async () => {
    const faults = await onEveryForm(async (desk, fault) => {
      const { sender, route } = desk;
      const own = encoded(desk.fields);
      const other = await deskFor(route, true);
      const mark = route.kith.keepsForm ? `&_for=${encode(await ownerMarkOf(other.sender))}` : '';
      const token = encode(sender.token);
      const refused: [string, string, string?, Record<string, string>?][] = [
        ['without a token', own],
        ['with an empty token', `_csrf=&${own}`],
        ['with a made-up token', `_csrf=${'a'.repeat(60)}&${own}`],
        ['with the token of somebody else', `_csrf=${encode(other.sender.token)}&${own}`],
        ['with the token of somebody else and their mark', `_csrf=${encode(other.sender.token)}${mark}&${own}`],
        ['with the token twice', `_csrf=${token}&_csrf=${token}&${own}`],
        ['with the token in the address', own, `?_csrf=${token}`],
        ['with the token in a header', own, '', { 'csrf-token': sender.token, 'x-csrf-token': sender.token }],
      ];
      for (const [called, payload, query = '', headers = {}] of refused) {
        const outcome = await post(desk, payload, { 'content-type': FORM, ...headers }, query);
        for (const one of notRefused(outcome, [403])) fault(`${called}: ${one}`);
      }
      // The same person, signed in again since: the token was made for the session before.
      const again = sender.id ? await entitledTo(world, route, desk.target, true) : null;
      if (!again) return;
      const cookies = { ...sender.cookies, kith: again.cookies.kith ?? '' };
      await happened();
      const stale = await post({ ...desk, sender: { ...sender, cookies } }, `_csrf=${token}&${own}`);
      for (const one of notRefused(stale, [403])) fault(`with a stale token: ${one}`);
    });
    expect(faults).toEqual([]);
  });

  it('reads forms alone, and no more than a megabyte of them', async () => {
    const large = 'x'.repeat(1_048_577);
    const kinds: [string, (own: string) => string, number[]][] = [
      ['application/json', () => '{"__proto__":{"strong":true},"email":{"$ne":null}}', [415]],
      ['text/plain', (own) => own, [415]],
      [
        'multipart/form-data; boundary=x',
        () => '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--',
        [415],
      ],
      ['application/xml', () => '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', [415]],
      ['', (own) => own, [415]],
      ['nonsense', (own) => own, [415]],
      [FORM, (own) => `${own}&x=${large}`, [413]],
      [FORM, () => '%', [403]],
      [FORM, () => `${'&='.repeat(2000)}`, [403]],
      [FORM, () => '\u0000\ufffd=%00', [403]],
    ];
    const faults = await onEveryForm(async (desk, fault) => {
      for (const [type, body, right] of kinds) {
        // A route that takes a file reads such a form, and finds no token in this one. See hostile-uploads.test.ts.
        if (desk.route.kith.file !== undefined && type.startsWith('multipart/')) {
          for (const one of notRefused(await post(desk, body(''), { 'content-type': type }), [403]))
            fault(`${type}: ${one}`);
          continue;
        }
        const payload = body(`_csrf=${encode(desk.sender.token)}&${encoded(desk.fields)}`);
        const outcome = await post(desk, payload, type ? { 'content-type': type } : {});
        for (const one of notRefused(outcome, right)) fault(`${type || 'no type'} ${payload.slice(0, 12)}: ${one}`);
      }
    });
    expect(faults).toEqual([]);
  });

  it('whose address names something that is not there does nothing', async () => {
    const faults: string[] = [];
    for (const route of forms.filter(({ url }) => url.includes('/:'))) {
      const desk = await deskFor(route);
      for (const part of HOSTILE_PARTS) {
        const params = Object.fromEntries((route.url.match(/:\w+/g) ?? []).map((one) => [one.slice(1), part]));
        const url = route.url.replaceAll(/:\w+/g, (one) => encode(params[one.slice(1)] ?? ''));
        const outcome = await post({ ...desk, at: url }, `_csrf=${encode(desk.sender.token)}&${encoded(desk.fields)}`);
        faults.push(...notRefused(outcome, [404]).map((one) => `${name(route)} with ${part.slice(0, 40)}: ${one}`));
      }
    }
    expect(faults).toEqual([]);
  });
});
