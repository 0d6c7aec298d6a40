import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { access } from '../../src/access.ts';
import { addPerson } from '../support/people.ts';
import { type Aim, judge } from './access-oracle.ts';
import { answerFaults, type Line, leaks, ledgerFaults, plain } from './matrix-faults.ts';
import {
  CIRCUMSTANCES,
  type Circumstance,
  MAKERS,
  makeRecord,
  noMaker,
  type TestRecord,
} from './restricted-records.ts';
import { addressOf, noSample, type Sample, sampleOf, type Target, type TestPerson } from './route-samples.ts';
import { type Route, routesOf, somebody } from './senders.ts';
import { buildWorld, COUNCIL, ledgerEnd, type Player, POLICE, send, type World } from './world.ts';

let world: World;
let routes: Route[];
let keeper: string;
/** By kind and circumstance; what is "made by the one who asks" by the asker's number too. */
const records = new Map<string, TestRecord>();
let tried = 0;
/** Entries of the ledger that the requests of somebody explain, and the last one of each. */
let accounted = 0;
const lastSeen = new Map<Player, number>();
const counted: Record<string, number> = {};
/** Somebody of each agency, until something is done to them. */
const people: (TestPerson | undefined)[] = [];

beforeAll(async () => {
  world = await buildWorld();
  routes = routesOf(world);
  keeper = await addPerson(world.test.db, { name: 'Keeper Ofrecords', roles: ['hub-worker'], agency: COUNCIL });
  for (const kind of restrictedKinds().filter((one) => MAKERS[one])) {
    for (const circumstance of CIRCUMSTANCES) {
      if (!circumstance.mine) await renew(kind, circumstance, null);
      else for (const player of world.players) if (player.id) await renew(kind, circumstance, player);
    }
  }
}, 120_000);
afterAll(() => world.close());

function restrictedKinds(): string[] {
  return access.kinds.filter((kind) => kind.restricted).map(({ kind }) => kind);
}

function key(kind: string, circumstance: Circumstance, player: Player | null): string {
  return [kind, circumstance.called, circumstance.mine ? player?.id : ''].join(' | ');
}

async function renew(kind: string, circumstance: Circumstance, player: Player | null): Promise<void> {
  const owner = player?.id ? { id: player.id, agency: player.agency } : { id: keeper, agency: COUNCIL };
  records.set(key(kind, circumstance, player), await makeRecord(world, kind, circumstance, owner));
}

function restrictedDemand(
  { kith: { permission } }: Route,
  sample: Sample | undefined,
): { action: string; kind: string } | null {
  const demand = sample?.decides ?? (typeof permission === 'string' ? null : permission);
  return demand && access.kind(demand.kind).restricted ? demand : null;
}

describe('every route says', () => {
  it('who may use it, and what the ledger says of it', () => {
    for (const { method, url, kith } of routes)
      expect(`${method} ${url}: ${kith ? 'says so' : 'says nothing'}`).toMatch(/says so$/);
  });

  it('what a form that is sent to it does', () => {
    const silent = routes.filter(({ method, kith }) => method === 'POST' && kith.event === 'none');
    expect(silent.map((one) => `POST ${one.url} declares no event for the ledger`)).toEqual([]);
  });

  it('what reading a restricted record is', () => {
    const silent = routes.filter((one) => {
      const demand = restrictedDemand(one, sampleOf(one));
      return demand && demand.action !== 'create' && one.kith.event === 'none';
    });
    expect(
      silent.map((one) => `${one.method} ${one.url} opens a restricted record and the ledger hears nothing`),
    ).toEqual([]);
  });

  it('who it is for, wherever it is open before the terms are accepted: whoever is signed in, for what is their own', () => {
    const wide = routes.filter(({ kith }) => kith.whileOwing && kith.permission !== 'signed-in');
    expect(wide.map((one) => one.url)).toEqual([]);
  });

  it('where it leads and what its form takes', () => {
    const target = { id: randomUUID() };
    const missing = routes.flatMap((route) => {
      const { method, url, kith } = route;
      return [
        ...(addressOf(url, sampleOf(route), target) === undefined ? [noSample(method, url, 'params')] : []),
        ...((kith.fields ?? []).length > 0 && !sampleOf(route)?.form ? [noSample(method, url, 'form')] : []),
      ];
    });
    expect(missing).toEqual([]);
  });

  it('of which kind its records are: each restricted kind can be made here in every state', () => {
    expect(
      restrictedKinds()
        .filter((kind) => !MAKERS[kind])
        .map(noMaker),
    ).toEqual([]);
    expect(restrictedKinds().length).toBeGreaterThan(0);
  });
});

/** The first route that does something with a kind is tried on every state of a record; the others on each that shuts one out. */
const TELLING = [
  'normal',
  'made by the one who asks',
  'sealed, not named',
  'they appear in it',
  'their agency is barred',
];
const firstOf = new Map<string, Route>();

function isTried(
  { called }: Circumstance,
  place: number,
  route: Route,
  player: Player,
  demand: { action: string; kind: string },
): boolean {
  const named = `${demand.action} ${demand.kind}`;
  const first = firstOf.get(named) ?? route;
  firstOf.set(named, first);
  const opens = judge(player, route.kith, 'nothing in particular', demand).is === 'open';
  // To whom the whole kind is closed, one record is like another: a few are enough.
  if (!opens || player.onFew) return first === route ? place % 8 === 4 : place === 0;
  return first === route || TELLING.includes(called) || called === 'broken open';
}

/** Everything to try one route on, for one player. */
async function targetsOf(
  route: Route,
  sample: Sample | undefined,
  player: Player,
): Promise<{ aim: Aim; target: Target }[]> {
  const unknown = { aim: 'unknown' as const, target: { id: randomUUID() } };
  const demand = restrictedDemand(route, sample);
  if (sample?.of === 'record' && demand) {
    const all = CIRCUMSTANCES.filter((one, place) => isTried(one, place, route, player, demand)).flatMap(
      (circumstance) => {
        const record = records.get(key(demand.kind, circumstance, player));
        return record ? [{ aim: { record }, target: { id: record.id, record } }] : [];
      },
    );
    return [...all, unknown];
  }
  if (sample?.of === 'person') {
    people[0] ??= await somebody(world, COUNCIL);
    people[1] ??= await somebody(world, POLICE);
    const all = people.flatMap((person) =>
      person ? [{ aim: { agency: person.agency }, target: { id: person.id, person } }] : [],
    );
    return [...all, unknown];
  }
  return [{ aim: 'nothing in particular', target: { id: randomUUID() } }];
}

/** Entries by a person since one of theirs; by nobody, for somebody who is not signed in. */
async function entriesSince(seq: number, personId: string | null): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select seq, outcome, event, person_id as "personId", kind, record_id as "recordId", seen, who, agency, role, purpose,
      doing, request_id as "requestId"
    from ledger_entry where seq > ${seq} and ${personId === null ? sql`person_id is null` : sql`person_id = ${personId}::uuid`}
    order by seq`.execute(world.root);
  return rows;
}

/** One request with all that must hold of it. Says what is wrong, or nothing. */
async function tryOne(
  route: Route,
  sample: Sample | undefined,
  player: Player,
  { aim, target }: { aim: Aim; target: Target },
): Promise<{ wrong: string[]; hidden: string | null; done: boolean }> {
  const { method, kith } = route;
  const verdict = judge(player, kith, aim, sample?.decides);
  const answer = await send(world.test, player, {
    method,
    url: addressOf(route.url, sample, target) ?? '',
    ...(method === 'POST' ? { form: sample?.form?.(target) ?? {} } : {}),
  });
  const lines = await entriesSince(lastSeen.get(player) ?? 0, player.id);
  lastSeen.set(player, lines.at(-1)?.seq ?? lastSeen.get(player) ?? 0);
  accounted += lines.length;
  tried += 1;
  counted[verdict.is] = (counted[verdict.is] ?? 0) + 1;
  const further = verdict.is === 'open' ? (sample?.besides?.(player, target) ?? null) : null;
  const wrong = [
    ...answerFaults(answer, verdict, further, method),
    ...ledgerFaults(lines, { route, sample, player, target, verdict, further, status: answer.statusCode }),
    ...leaks(answer, records.values(), player, kith),
  ];
  const done = method === 'POST' && lines.some((line) => line.outcome === 'done');
  return { wrong, hidden: verdict.is === 'hidden' ? plain(answer, target) : null, done };
}

/** Tries a route on everything there is for one player. */
async function tryPlayer(route: Route, player: Player): Promise<string[]> {
  const sample = sampleOf(route);
  const where = `${route.method} ${route.url}, ${player.called}`;
  const faults: string[] = [];
  const hidden = new Set<string>();
  for (const one of await targetsOf(route, sample, player)) {
    const result = await tryOne(route, sample, player, one);
    const of = one.target.record?.circumstance.called ?? one.target.person?.agency ?? String(one.aim);
    faults.push(...result.wrong.map((wrong) => `${where}, ${of}: ${wrong}`));
    if (result.hidden) hidden.add(result.hidden);
    if (result.done && one.target.person) people[people.indexOf(one.target.person)] = undefined;
    if (result.done && one.target.record) {
      const { kind, circumstance } = one.target.record;
      await renew(kind, circumstance, circumstance.mine ? player : null);
    }
  }
  return hidden.size > 1 ? [...faults, `${where}: refusals can be told apart`] : faults;
}

/** Whoever only reads is in nobody’s way: several do at once. Forms are sent one after the other. */
async function tryRoute(route: Route): Promise<string[]> {
  const before = await ledgerEnd(world);
  const accountedBefore = accounted;
  for (const player of world.players) lastSeen.set(player, before);
  const waiting = [...world.players];
  const faults: string[] = [];
  const work = async () => {
    for (let player = waiting.shift(); player; player = waiting.shift())
      faults.push(...(await tryPlayer(route, player)));
  };
  await Promise.all(Array.from({ length: route.method === 'GET' ? 4 : 1 }, work));
  const strange = (await ledgerEnd(world)) - before - (accounted - accountedBefore);
  if (strange > 0) faults.push(`${route.method} ${route.url}: ${strange} entries are of nobody who asked`);
  return faults;
}

describe('every route on everybody', () => {
  it('answers, and writes into the ledger, what the access table says: thousands of cases', {
    timeout: 300_000,
  }, async () => {
    const faults: string[] = [];
    const matrix = routes.filter(
      (one) =>
        (one.kith.permission !== 'public' || one.kith.more) && (one.method === 'GET' || !sampleOf(one)?.testedIn),
    );
    for (const route of matrix) faults.push(...(await tryRoute(route)));
    expect(faults.slice(0, 40)).toEqual([]);
    expect(tried).toBeGreaterThan(4000);
    for (const is of ['open', 'sign-in first', 'owes', 'say what for', 'closed', 'hidden'])
      expect(`${is}: ${(counted[is] ?? 0) > 100}`).toBe(`${is}: true`);
  });
});
