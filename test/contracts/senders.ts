import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { HELD_ROLES, PURPOSES, type Purpose } from '../../src/platform/access/index.ts';
import type { RouteDeclaration } from '../../src/platform/web/declaration.ts';
import { addPerson } from '../support/people.ts';
import { type Aim, judge } from './access-oracle.ts';
import { CIRCUMSTANCES, makeRecord } from './restricted-records.ts';
import { type Sample, sampleOf, type Target, type TestPerson } from './route-samples.ts';
import { addPlayer, type Cast, COUNCIL, type Player, takeToken, type World } from './world.ts';

/** A route as the application tells of it. */
export interface Route {
  method: string;
  url: string;
  kith: RouteDeclaration;
}

/** Every route of a world’s application, each once. */
export function routesOf(world: World): Route[] {
  return world.test.routes().filter((one) => one.method !== 'HEAD') as Route[];
}

/**
 * Whether a form was taken: it was not answered with a refusal, and the ledger says, since an entry, that something was done.
 * Where a form is shown again for want of something, whoever sees it is in the ledger too; that is not what is meant.
 */
export async function wasTaken(
  world: World,
  since: number,
  status: number,
): Promise<{ taken: boolean; ids: string[] }> {
  // Told where the ledger ends, the database looks at these entries alone and not through all of it.
  const { rows } = await sql<{ id: string | null }>`
    select record_id as id from ledger_entry
    where seq > ${since} and seq <= (select seq from ledger_head) and outcome = 'done'`.execute(world.root);
  return { taken: status < 400 && rows.length > 0, ids: rows.flatMap((row) => row.id ?? []) };
}

/** Somebody who was made for earlier requests, and for how many. */
interface Known<T> {
  is: T;
  times: number;
}

/** So often somebody is taken again: more would meet limits of how much one person may do. */
const MOST_TIMES = 20;
/** What is done to the sender’s own account leaves somebody else behind: whoever did that is not taken again. */
const CHANGES_SENDER = /^\/(account|sign-|terms|welcome|access\/reviews)/;

const senders = new WeakMap<World, Map<string, Known<Player>>>();
const owners = new WeakMap<World, Map<string, Known<string>>>();

/** Whoever is known under a name, up to so many times; then somebody new. */
async function again<T>(known: Map<string, Known<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const one = known.get(name);
  if (one && one.times < MOST_TIMES) {
    one.times += 1;
    return one.is;
  }
  const is = await make();
  known.set(name, { is, times: 1 });
  return is;
}

function ofWorld<T>(all: WeakMap<World, Map<string, T>>, world: World): Map<string, T> {
  const known = all.get(world) ?? new Map<string, T>();
  all.set(world, known);
  return known;
}

/**
 * Somebody who may use the route on the target: whoever could before, or somebody new where `alone` is asked for or the route
 * changes its sender. Says who is missing when nobody may.
 */
export async function entitledTo(world: World, route: Route, target: Target, alone = false): Promise<Player> {
  if (route.kith.permission === 'public') return signedOut(world);
  const sample = sampleOf(route);
  const open = CANDIDATES.filter((one) => opensTo(asPlayer(one), route, sample, target));
  // Whom the module's own rules would turn away comes only where there is nobody else.
  const cast = open.find((one) => !sample?.besides?.(asPlayer(one), target)) ?? open[0];
  if (!cast)
    throw new Error(`Nobody may use ${route.method} ${route.url}, as the access table and its sample have it.`);
  if (alone || CHANGES_SENDER.test(route.url)) return addPlayer(world.test, cast);
  const named = [cast.called, cast.agency, cast.stated].join(' ');
  return again(ofWorld(senders, world), named, () => addPlayer(world.test, cast));
}

/** Nobody in particular, with a token for forms. */
export async function signedOut(world: World): Promise<Player> {
  const player: Player = {
    ...{ called: 'somebody signed out', id: null, agency: '', team: null, roles: [], stated: null },
    ...{ standing: 'out', cookies: {}, token: '' },
  };
  await takeToken(world.test, player, '/sign-in');
  return player;
}

/** Everybody whom the table may know: each role, with no purpose stated and with each. */
const CANDIDATES: Cast[] = HELD_ROLES.toReversed().flatMap((role) =>
  [null, ...(Object.keys(PURPOSES) as Purpose[])].map((stated) => ({
    called: role,
    roles: [role],
    ...(stated ? { stated } : {}),
  })),
);

function asPlayer(one: Cast): Player {
  return {
    ...{ called: one.called, id: randomUUID(), agency: COUNCIL, team: null, roles: one.roles },
    ...{ stated: one.stated ?? null, standing: 'in', cookies: {}, token: '' },
  };
}

function opensTo(player: Player, route: Route, sample: Sample | undefined, { record, person }: Target): boolean {
  const aim: Aim = record ? { record } : person ? { agency: person.agency } : 'nothing in particular';
  return judge(player, route.kith, aim, sample?.decides).is === 'open';
}

/** Something new of the kind that the route is about. */
export async function newTarget(world: World, route: Route): Promise<Target> {
  const sample = sampleOf(route);
  if (sample?.of === 'person') {
    const person = await somebody(world, COUNCIL);
    return { id: person.id, person };
  }
  const { permission } = route.kith;
  const kind = sample?.decides?.kind ?? (typeof permission === 'string' ? undefined : permission.kind);
  const [normal] = CIRCUMSTANCES;
  if (sample?.of !== 'record' || !kind || !normal) return { id: randomUUID() };
  const owner = await again(ofWorld(owners, world), 'owner', () =>
    addPerson(world.test.db, { roles: ['hub-worker'], agency: COUNCIL }),
  );
  const record = await makeRecord(world, kind, normal, { id: owner, agency: COUNCIL });
  return { id: record.id, record };
}

/** Somebody whom others look after, with a role of their own. */
export async function somebody(world: World, agency: string): Promise<TestPerson> {
  const id = await addPerson(world.test.db, { agency, roles: ['meeting-administrator'] });
  const { rows } = await sql<{ id: string }>`select id from role_holding where person_id = ${id}::uuid`.execute(
    world.root,
  );
  return { id, agency, holding: rows[0]?.id ?? '' };
}
