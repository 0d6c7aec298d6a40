import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { access } from '../../src/access.ts';
import { NOTIFICATION } from '../../src/partnership/learning/policy.ts';
import { SCOPES, type Scope } from '../../src/platform/access/grant.ts';
import {
  ACTIONS,
  type AccessTable,
  type Action,
  type Actor,
  accessTable,
  actAs,
  databaseAllows,
  decideRecord,
  findFacts,
  type Grant,
  HELD_ROLES,
  type HeldRole,
  PURPOSES,
  type Purpose,
  type RecordFacts,
  writeAccessTable,
} from '../../src/platform/access/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { TEST_NOW } from '../support/app.ts';
import { connectTo } from '../support/cluster.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/** The rule is written twice: in TypeScript for use cases, in SQL for row-level security. Here each is held against the other. */
const SEED = 20_261_123;
const RECORDS = 800;
const HOUR = 3_600_000;
const PURPOSE_NAMES = Object.keys(PURPOSES) as Purpose[];
const ACTION_NAMES = Object.keys(ACTIONS) as Action[];
const TEAMS = ['Assessment', 'Hub', null] as const;
const AGENCIES = ['council', 'police'] as const;

/** When something begins and ends, from the moment of the test: it stands, it is over, or it is to come. */
const SPANS = {
  now: [-HOUR, HOUR],
  'without end': [-HOUR, null],
  'ends this moment': [-HOUR, 0],
  over: [-3 * HOUR, -HOUR],
  'to come': [HOUR, 2 * HOUR],
} as const;
type Span = keyof typeof SPANS;

interface Person {
  id: string;
  agency: (typeof AGENCIES)[number];
  team: string | null;
}

const PEOPLE: readonly Person[] = AGENCIES.flatMap((agency) =>
  TEAMS.map((team) => ({ id: randomUUID(), agency, team })),
);

/** One record with everything that decides who reaches it; people by their place in the list. */
interface Seeded {
  id: string;
  agency: (typeof AGENCIES)[number];
  team: string | null;
  owner: number;
  sealed: boolean;
  parts: { who: number; part: 'involved' | 'named'; span: Span }[];
  bars: { who: number | null; agency: (typeof AGENCIES)[number] | null; lifted: boolean }[];
  conflicts: number[];
  opened: { who: number; span: 'now' | 'ends this moment' | 'over' | 'to come' }[];
}

const who = fc.nat({ max: PEOPLE.length - 1 });
const some = <T>(one: fc.Arbitrary<T>, most: number) => fc.array(one, { maxLength: most });
const record: fc.Arbitrary<Seeded> = fc.record({
  id: fc.uuid({ version: 4 }),
  agency: fc.constantFrom(...AGENCIES),
  team: fc.constantFrom(...TEAMS),
  owner: who,
  sealed: fc.boolean(),
  parts: some(
    fc.record({
      who,
      part: fc.constantFrom('involved' as const, 'named' as const),
      span: fc.constantFrom(...(Object.keys(SPANS) as Span[])),
    }),
    5,
  ),
  bars: some(
    fc.oneof(
      fc.record({ who, agency: fc.constant(null), lifted: fc.boolean() }),
      fc.record({ who: fc.constant(null), agency: fc.constantFrom(...AGENCIES), lifted: fc.boolean() }),
    ),
    1,
  ),
  conflicts: fc.uniqueArray(who, { maxLength: 2 }),
  opened: some(
    fc.record({
      who,
      span: fc.constantFrom('now' as const, 'ends this moment' as const, 'over' as const, 'to come' as const),
    }),
    2,
  ),
});

const SEEDED = fc.sample(record, { numRuns: RECORDS, seed: SEED });

/** How a record stands to a person, worked out from what was seeded. */
function factsOf(one: Seeded, person: number): RecordFacts {
  const { id, agency } = PEOPLE[person] as Person;
  const stands = (span: Span) => SPANS[span][0] <= 0 && (SPANS[span][1] === null || SPANS[span][1] > 0);
  const has = (part: 'involved' | 'named') =>
    one.parts.some((p) => p.who === person && p.part === part && stands(p.span));
  const owner = PEOPLE[one.owner] as Person;
  return {
    ...{ agency: one.agency, team: one.team, ownerId: owner.id, sealed: one.sealed },
    involved: has('involved'),
    // Whoever makes a record is named in it.
    named: has('named') || owner.id === id,
    blocked:
      one.conflicts.includes(person) ||
      one.bars.some((bar) => !bar.lifted && (bar.who === person || bar.agency === agency)),
    brokenOpen: one.opened.some((o) => o.who === person && stands(o.span)),
  };
}

/** Names of those who must not receive a record: whom a bar that still stands names. */
function keptFromIn({ bars }: Seeded): string[] {
  return bars.flatMap((bar) => {
    if (bar.lifted) return [];
    return [bar.agency ? `The ${bar.agency}` : `Invented ${PEOPLE[bar.who ?? -1]?.id}`];
  });
}

/** By person, then by record. */
const FACTS = PEOPLE.map((_, person) => new Map(SEEDED.map((one) => [one.id, factsOf(one, person)])));

function standsTo(one: Pick<Seeded, 'id'>, person: number): RecordFacts {
  return FACTS[person]?.get(one.id) as RecordFacts;
}

let database: TestDatabase;
let root: Db;

beforeAll(async () => {
  database = await freshDatabase();
  root = connectTo(inject('cluster'), database.name, 'postgres', 2);
  await seed();
}, 60_000);
afterAll(async () => {
  await root.destroy();
  await database.close();
});

function rowsOf<T>(rows: readonly T[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)`;
}

const at = (shift: number | null) => (shift === null ? null : new Date(TEST_NOW.getTime() + shift));

async function seed(): Promise<void> {
  await root.transaction().execute(async (trx) => {
    await sql`select set_config('kith.now', ${at(-4 * HOUR)?.toISOString()}, true)`.execute(trx);
    // What a record must refer to besides people; who may see it does not depend on it.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`
      insert into agency (key, name, kind)
      select key, 'The ' || key, 'other' from unnest(${[...AGENCIES]}::text[]) as a (key)`.execute(trx);
    await sql`
      insert into person (id, name, email, agency, team, joined, made_at)
      select id, 'Invented ' || id, id || '@example.invalid', agency, team, '2020-01-06', ${TEST_NOW}
      from ${rowsOf(PEOPLE)} as p (id uuid, agency text, team text)`.execute(trx);
    await sql`
      insert into serious_incident_notification (id, reference, agency, team, owner_id, sealed, made_at, changed_at, area_code,
        aware_on, outcome, harm, abuse_or_neglect, looked_after, care_leaver, what_happened)
      select id, 'SIN-1997-' || id, agency, team, owner_id, sealed, ${TEST_NOW}, ${TEST_NOW}, 'none', '2026-11-16', 'death', '{}',
        'known', 'no', 'no', 'Invented'
      from ${rowsOf(SEEDED.map((one) => ({ ...one, owner_id: PEOPLE[one.owner]?.id })))}
        as r (id uuid, agency text, team text, owner_id uuid, sealed boolean)`.execute(trx);
    const parts = SEEDED.flatMap((one) =>
      [...one.parts, { who: one.owner, part: 'named' as const, span: 'without end' as const }].map(
        ({ who: person, part, span }) => ({
          ...{ record_id: one.id, person_id: PEOPLE[person]?.id, part },
          ...{ from_at: at(SPANS[span][0]), until_at: at(SPANS[span][1]) },
        }),
      ),
    );
    await sql`
      insert into record_person (kind, record_id, person_id, part, from_at, until_at, because)
      select ${NOTIFICATION}, record_id, person_id, part, from_at, until_at, 'A test needs it'
      from ${rowsOf(parts)} as p (record_id uuid, person_id uuid, part text, from_at timestamptz, until_at timestamptz)`.execute(
      trx,
    );
    const bars = SEEDED.flatMap((one) =>
      one.bars.map((bar) => ({
        ...{ record_id: one.id, agency: bar.agency, person_id: bar.who === null ? null : PEOPLE[bar.who]?.id },
        lifted_at: bar.lifted ? TEST_NOW : null,
      })),
    );
    await sql`
      insert into record_barred (kind, record_id, agency, person_id, because, barred_by, barred_at, lifted_at)
      select ${NOTIFICATION}, record_id, agency, person_id, 'A test needs it', ${PEOPLE[0]?.id}::uuid, ${TEST_NOW}, lifted_at
      from ${rowsOf(bars)} as b (record_id uuid, agency text, person_id uuid, lifted_at timestamptz)`.execute(trx);
    const conflicts = SEEDED.flatMap((one) =>
      one.conflicts.map((person) => ({ record_id: one.id, person_id: PEOPLE[person]?.id })),
    );
    await sql`
      insert into record_conflict (kind, record_id, person_id) select ${NOTIFICATION}, record_id, person_id
      from ${rowsOf(conflicts)} as c (record_id uuid, person_id uuid)`.execute(trx);
    const opened = SEEDED.flatMap((one) =>
      one.opened.map(({ who: person, span }) => ({
        ...{ record_id: one.id, person_id: PEOPLE[person]?.id, agency: PEOPLE[person]?.agency },
        ...{ opened_at: at(Math.max(SPANS[span][0], (SPANS[span][1] ?? 0) - 2 * HOUR)), ends_at: at(SPANS[span][1]) },
      })),
    );
    await sql`
      insert into break_glass (id, kind, record_id, person_id, agency, reason, opened_at, ends_at, review_due)
      select gen_random_uuid(), ${NOTIFICATION}, record_id, person_id, agency, 'A child is in danger', opened_at, ends_at, '2026-11-30'
      from ${rowsOf(opened)} as o (record_id uuid, person_id uuid, agency text, opened_at timestamptz, ends_at timestamptz)`.execute(
      trx,
    );
  });
  await sql`analyze`.execute(root);
}

/** Somebody at work: who, with which roles, for what. */
interface Working {
  person: number;
  roles: readonly HeldRole[];
  purpose: Purpose | null;
}

function actorOf({ person, roles }: Working): Actor {
  const { id, agency, team } = PEOPLE[person] as Person;
  return { id, name: 'x', agency, agencyName: 'x', team, roles };
}

/** Numbers of the records with which TypeScript lets somebody do this. */
function decided(table: AccessTable, working: Working, action: Action): string[] {
  const actor = actorOf(working);
  return SEEDED.filter((one) => {
    const facts = standsTo(one, working.person);
    // What is made is one’s own, and nobody has been kept from it yet.
    if (action === 'create' && (facts.ownerId !== actor.id || facts.blocked)) return false;
    return decideRecord(table, actor, working.purpose, action, NOTIFICATION, facts).may;
  })
    .map(({ id }) => id)
    .sort();
}

/** Numbers of the records for which the condition of row-level security holds: the rule as text, over the whole table at once. */
async function ruled(trx: Db, working: Working, action: Action): Promise<string[]> {
  const { rows: rules } = await sql<{ rule: string }>`select access_rule(${NOTIFICATION}, ${action}) as rule`.execute(
    trx,
  );
  const { rows } = await sql<{ id: string }>`
    select id from serious_incident_notification where ${sql.raw(rules[0]?.rule ?? 'false')}`.execute(trx);
  const blocked = new Set(SEEDED.filter((one) => standsTo(one, working.person).blocked).map(({ id }) => id));
  return rows
    .map(({ id }) => id)
    .filter((id) => action !== 'create' || !blocked.has(id))
    .sort();
}

let compared = 0;
const allowed: Partial<Record<Action, number>> = {};

/** Everything about one person at work that the two rules must agree on. */
async function compare(table: AccessTable, working: Working): Promise<string[]> {
  const acting = { actor: actorOf(working), purpose: working.purpose, now: TEST_NOW };
  const faults: string[] = [];
  const differ = (what: string, ts: readonly string[], database_: readonly string[]) => {
    compared += SEEDED.length;
    const odd = [...ts.filter((id) => !database_.includes(id)), ...database_.filter((id) => !ts.includes(id))];
    if (odd.length === 0) return;
    const [first] = odd;
    const one = SEEDED.find(({ id }) => id === first);
    faults.push(
      `${what} by ${JSON.stringify({ ...working, ...PEOPLE[working.person] })}: ${odd.length} differ; TypeScript says ${ts.includes(first ?? '')} of ${JSON.stringify(one)}`,
    );
  };
  const byRule = await actAs(root, acting, async (trx) => {
    const found = new Map<Action, string[]>();
    for (const action of ACTION_NAMES) found.set(action, await ruled(trx, working, action));
    return found;
  });
  for (const action of ACTION_NAMES) {
    const ts = decided(table, working, action);
    allowed[action] = (allowed[action] ?? 0) + ts.length;
    differ(action, ts, byRule.get(action) ?? []);
  }
  const visible = await actAs(database.db, acting, async (trx) => {
    const { rows } = await sql<{ id: string }>`select id from serious_incident_notification`.execute(trx);
    return rows.map(({ id }) => id).sort();
  });
  differ('what row-level security shows', decided(table, working, 'read'), visible);
  return faults;
}

const working: fc.Arbitrary<Working> = fc.record({
  person: who,
  roles: fc.uniqueArray(fc.constantFrom(...HELD_ROLES), { maxLength: 3 }),
  purpose: fc.option(fc.constantFrom(...PURPOSE_NAMES), { freq: 6 }),
});

/** An access table such as nobody wrote: every scope, both involvements, any purposes. */
const invented: fc.Arbitrary<AccessTable> = fc
  .uniqueArray(
    fc.record({
      role: fc.constantFrom(...HELD_ROLES),
      action: fc.constantFrom(...ACTION_NAMES),
      kind: fc.constant(NOTIFICATION),
      scope: fc.constantFrom(...(Object.keys(SCOPES) as Scope[])),
      involvement: fc.constantFrom('any' as const, 'involved' as const),
      purposes: fc.uniqueArray(fc.constantFrom(...PURPOSE_NAMES), { minLength: 1, maxLength: 3 }),
      why: fc.constant('A test needs it'),
    }),
    {
      minLength: 60,
      maxLength: 160,
      selector: (line) => [line.role, line.action, line.scope, line.involvement].join(' '),
    },
  )
  .map((grants) =>
    accessTable([
      { kinds: access.kinds.filter(({ kind }) => kind === NOTIFICATION), grants: grants as unknown as Grant[] },
    ]),
  );

describe('what a use case decides and what the database enforces are the same', () => {
  it('for every role, every purpose and every action of the table that ships', { timeout: 180_000 }, async () => {
    await writeAccessTable(root, access);
    const faults: string[] = [];
    for (const [place, role] of HELD_ROLES.entries()) {
      for (const [turn, purpose] of [...PURPOSE_NAMES, null].entries()) {
        faults.push(...(await compare(access, { person: (place + turn) % PEOPLE.length, roles: [role], purpose })));
      }
    }
    for (const one of fc.sample(working, { numRuns: 30, seed: SEED })) faults.push(...(await compare(access, one)));
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('for tables with lines of every scope and involvement, such as a later module may bring', {
    timeout: 180_000,
  }, async () => {
    const faults: string[] = [];
    for (const [place, table] of fc.sample(invented, { numRuns: 8, seed: SEED }).entries()) {
      await writeAccessTable(root, table);
      for (const one of fc.sample(working, { numRuns: 10, seed: SEED + place }))
        faults.push(...(await compare(table, one)));
    }
    await writeAccessTable(root, access);
    expect(faults.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(500_000);
    for (const action of ACTION_NAMES.filter((one) => one !== 'manage')) expect(allowed[action]).toBeGreaterThan(200);
  });

  it('when one record is asked about by its number, and so are the facts on which both decide', {
    timeout: 120_000,
  }, async () => {
    const faults: unknown[] = [];
    for (const [place, one] of fc.sample(working, { numRuns: 40, seed: SEED + 99 }).entries()) {
      const actor = actorOf(one);
      await actAs(database.db, { actor, purpose: one.purpose, now: TEST_NOW }, async (trx) => {
        for (const seeded of SEEDED.slice(place * 8, place * 8 + 8)) {
          const facts = standsTo(seeded, one.person);
          const keptFrom = keptFromIn(seeded);
          expect(await findFacts(trx, NOTIFICATION, seeded.id)).toEqual({ ...facts, keptFrom });
          for (const action of ['read', 'change', 'share', 'break-glass', 'review'] as const) {
            const mine = decideRecord(access, actor, one.purpose, action, NOTIFICATION, facts).may;
            const its = await databaseAllows(trx, action, NOTIFICATION, seeded.id);
            if (mine !== its) faults.push({ action, one, facts, mine, its });
          }
        }
        const none = randomUUID();
        expect(await findFacts(trx, NOTIFICATION, none)).toBeNull();
        for (const action of ACTION_NAMES) expect(await databaseAllows(trx, action, NOTIFICATION, none)).toBe(false);
      });
    }
    expect(faults.slice(0, 5)).toEqual([]);
  });

  it('for changing rows: only what somebody may both read and change is changed', { timeout: 60_000 }, async () => {
    const faults: unknown[] = [];
    for (const one of fc.sample(working, { numRuns: 25, seed: SEED + 7 })) {
      const changed = await actAs(
        database.db,
        { actor: actorOf(one), purpose: one.purpose, now: TEST_NOW },
        async (trx) => {
          const { rows } = await sql<{ id: string }>`
          update serious_incident_notification set version = version returning id`.execute(trx);
          return rows.map(({ id }) => id).sort();
        },
      );
      const read = new Set(decided(access, one, 'read'));
      const mine = decided(access, one, 'change').filter((id) => read.has(id));
      if (JSON.stringify(changed) !== JSON.stringify(mine))
        faults.push({ one, changed: changed.length, mine: mine.length });
    }
    expect(faults).toEqual([]);
  });
});
