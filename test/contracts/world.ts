import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { access } from '../../src/access.ts';
import { startSession } from '../../src/directory/sign-in/session.ts';
import { HELD_ROLES, type HeldRole, PURPOSES, type Purpose } from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { buildTestApp, TEST_NOW, type TestApp } from '../support/app.ts';
import { connectTo } from '../support/cluster.ts';
import { addPerson } from '../support/people.ts';

/** The agency to which the records belong, and another one. */
export const COUNCIL = 'hartlepool-borough-council';
/** The other agency. */
export const POLICE = 'cleveland-police';
const TEAM = 'Assessment team';

/** Somebody who sends requests: a role, or a state in which somebody may be. */
export interface Player {
  /** "hub-worker of cleveland-police". */
  called: string;
  /** Null for a visitor who is nobody. */
  id: string | null;
  agency: string;
  team: string | null;
  /** Roles in force today. */
  roles: readonly HeldRole[];
  /** What they said they need records for. */
  stated: Purpose | null;
  /** `in`: signed in. `out`: nobody, or somebody who has left. Else the page of what they owe. */
  standing: 'in' | 'out' | '/terms' | '/account/second-factor';
  cookies: Record<string, string>;
  /** The token of their forms. */
  token: string;
  /** Tried on a few records alone: one like them is tried on all. */
  onFew?: boolean;
}

/** An application with everybody in it, and the rights to put anything into its database. */
export interface World {
  test: TestApp;
  /** Reaches everything: no rule of access holds for it. */
  root: Db;
  players: Player[];
  close: () => Promise<void>;
}

/** Somebody to be made for a test. */
export interface Cast {
  called: string;
  roles: readonly HeldRole[];
  agency?: string;
  team?: string;
  stated?: Purpose;
  standing?: Player['standing'];
  leftOn?: string;
  weak?: boolean;
  withoutTerms?: boolean;
  onFew?: boolean;
}

const LEARNING: Cast[] = [
  { called: 'safeguarding-partner for learning', roles: ['safeguarding-partner'], stated: 'learning' },
  { called: 'safeguarding-partner for safeguarding', roles: ['safeguarding-partner'], stated: 'safeguarding' },
  { called: 'safeguarding-partner for audit', roles: ['safeguarding-partner'], stated: 'audit' },
  { called: 'police safeguarding-partner', roles: ['safeguarding-partner'], stated: 'learning', agency: POLICE },
  { called: 'analyst for learning', roles: ['analyst'], stated: 'learning' },
];

const SEVERAL: Cast[] = [
  { called: 'practitioner and assurance-lead', roles: ['practitioner', 'assurance-lead'] },
  {
    called: 'practitioner and assurance-lead for safeguarding',
    roles: ['practitioner', 'assurance-lead'],
    stated: 'safeguarding',
  },
  { called: 'hub-worker and business-manager', roles: ['hub-worker', 'business-manager'], stated: 'learning' },
  { called: 'administrator and auditor', roles: ['administrator', 'auditor'] },
  { called: 'analyst and scrutineer', roles: ['analyst', 'scrutineer'], stated: 'assurance' },
];

const STATES: Cast[] = [
  { called: 'somebody without a role', roles: [] },
  { called: 'leaver', roles: ['business-manager'], leftOn: '2026-11-22', standing: 'out' },
  { called: 'business-manager without the terms', roles: ['business-manager'], withoutTerms: true, standing: '/terms' },
  {
    called: 'practitioner without a second factor',
    roles: ['practitioner'],
    weak: true,
    standing: '/account/second-factor',
  },
  { called: 'auditor without a second factor', roles: ['auditor'], weak: true },
];

/** What each role never needs a record for: whoever states it is asked again, or works for the one purpose that is theirs. */
const WRONG_PURPOSES: Cast[] = HELD_ROLES.map((role) => {
  const right = new Set(access.grants.filter((line) => line.role === role).flatMap((line) => line.purposes));
  const wrong = (Object.keys(PURPOSES) as Purpose[]).find((one) => !right.has(one));
  return {
    called: `${role} for ${wrong}, which is not theirs`,
    roles: [role],
    onFew: true,
    ...(wrong ? { stated: wrong } : {}),
  };
});

/** Everybody who takes part: every role in two agencies, several roles at once, and every state that bars somebody. */
const CAST: Cast[] = [
  ...HELD_ROLES.map((role) => ({ called: role, roles: [role], team: TEAM })),
  ...HELD_ROLES.map((role) => ({ called: `police ${role}`, roles: [role], agency: POLICE })),
  ...LEARNING,
  ...WRONG_PURPOSES,
  ...SEVERAL,
  ...STATES,
];

/** Builds the application, with these settings, and signs everybody in, or those whom a test asks for. */
export async function buildWorld(cast: readonly Cast[] = CAST, env: Record<string, string> = {}): Promise<World> {
  const test = await buildTestApp({ env });
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  const root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 2);
  const players = [await nobody(test)];
  for (const one of cast) players.push(await addPlayer(test, one));
  return {
    test,
    root,
    players,
    close: async () => {
      await root.destroy();
      await test.close();
    },
  };
}

async function nobody(test: TestApp): Promise<Player> {
  const player: Player = {
    called: 'somebody signed out',
    id: null,
    agency: '',
    team: null,
    roles: [],
    stated: null,
    standing: 'out',
    cookies: {},
    token: '',
  };
  await takeToken(test, player, '/sign-in');
  return player;
}

/** Makes somebody with a session of their own, however they stand. */
export async function addPlayer(test: TestApp, one: Cast): Promise<Player> {
  const { called, roles, agency = COUNCIL, team = null, stated = null, standing = 'in' } = one;
  const id = await addPerson(test.db, {
    ...{ agency, roles },
    ...(team ? { team } : {}),
    ...(one.leftOn ? { leftOn: one.leftOn } : {}),
    ...(one.withoutTerms ? { withoutTerms: true } : {}),
  });
  const { id: session, token } = await startSession(test.db, {
    personId: id,
    way: 'password',
    strong: !one.weak,
    browser: 'a test',
    now: TEST_NOW,
  });
  await sql`update session set purpose = ${stated} where id = ${session}::uuid`.execute(test.db);
  const player: Player = { called, id, agency, team, roles, stated, standing, cookies: { kith: token }, token: '' };
  if (one.onFew) player.onFew = true;
  await takeToken(test, player, standing === 'in' ? '/about' : standing === 'out' ? '/sign-in' : standing);
  return player;
}

/** Takes the token of forms from a page, with the cookie that belongs to it. */
export async function takeToken(test: TestApp, player: Player, url: string): Promise<void> {
  const page = await send(test, player, { url });
  player.token = /name="_csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  if (!player.token) throw new Error(`${url} has no form for ${player.called}: it answered ${page.statusCode}.`);
}

/** One request to send. */
export interface Request {
  url: string;
  method?: string;
  /** Fields of a form; its token is added unless there is one. */
  form?: Record<string, string | readonly string[]>;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

let address = 0;

/** Sends a request as somebody’s browser would, from a network address of its own: no limit of tries is in the way. */
export async function send(test: TestApp, player: Player, request: Request): Promise<LightMyRequestResponse> {
  address += 1;
  const body = request.form && encodeForm({ _csrf: player.token, ...request.form });
  const answer = await test.app.inject({
    method: (request.method ?? (request.form || request.payload ? 'POST' : 'GET')) as 'GET',
    url: request.url,
    cookies: player.cookies,
    remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
    headers: {
      accept: 'text/html',
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      ...request.headers,
    },
    ...(body === undefined ? (request.payload ? { payload: request.payload } : {}) : { payload: body }),
  });
  for (const cookie of answer.cookies) player.cookies[cookie.name] = cookie.value;
  return answer;
}

/** A form as browsers send it. */
export function encodeForm(form: Record<string, string | readonly string[]>): string {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one);
  return body.toString();
}

/** Number of the newest entry of the ledger. */
export async function ledgerEnd({ root }: World): Promise<number> {
  const { rows } = await sql<{ seq: number }>`select seq from ledger_head`.execute(root);
  return rows[0]?.seq ?? 0;
}
