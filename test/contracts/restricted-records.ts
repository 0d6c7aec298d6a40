import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { TEST_NOW } from '../support/app.ts';
import { addPerson } from '../support/people.ts';
import { COUNCIL, type Player, POLICE, type World } from './world.ts';

/** How a record stands to everybody at once. What is not said is not so. */
export interface Circumstance {
  called: string;
  team?: string;
  sealed?: boolean;
  /** Everybody was put to work on it. */
  involved?: 'now' | 'no longer';
  /** Everybody is named in it. */
  named?: 'now' | 'no longer';
  /** Everybody appears in it, or is close to somebody who does. */
  conflict?: 'appears' | 'same name' | 'relation';
  barred?: 'person' | 'agency' | 'lifted';
  /** Everybody opened it in an emergency. */
  broken?: 'now' | 'no longer';
  /** It was made by the one who asks, whoever that is. */
  mine?: boolean;
}

/** A restricted record of the tests, with every word that must not reach whoever may not read it. */
export interface TestRecord {
  kind: string;
  id: string;
  agency: string;
  team: string | null;
  ownerId: string;
  circumstance: Circumstance;
  /** Words of its content: names and texts. */
  content: string[];
  /** By which people speak of it. */
  reference: string;
  bystanders: Bystanders;
}

/** People around a record who send no requests: what is done about access to it is done to them. */
interface Bystanders {
  /** Was let in, and may be shut out again. */
  admitted: string;
  /** Address of somebody who is not let in yet. */
  next: string;
  /** Number of what keeps the record from somebody. */
  barring: string;
  /** Number of somebody’s request to see it. */
  ask: string;
}

/** Every way in which a record can stand to a person. */
export const CIRCUMSTANCES: readonly Circumstance[] = [
  { called: 'normal' },
  { called: 'of the team', team: 'Assessment team' },
  { called: 'made by the one who asks', mine: true },
  { called: 'made by the one who asks, sealed', mine: true, sealed: true },
  { called: 'involved', involved: 'now' },
  { called: 'involved until yesterday', involved: 'no longer' },
  { called: 'sealed, not named', sealed: true },
  { called: 'sealed, involved, not named', sealed: true, involved: 'now' },
  { called: 'sealed, named', sealed: true, named: 'now' },
  { called: 'sealed, named and involved', sealed: true, named: 'now', involved: 'now' },
  { called: 'sealed, named until yesterday', sealed: true, named: 'no longer' },
  { called: 'they appear in it', conflict: 'appears', involved: 'now' },
  { called: 'somebody of their name appears in it', conflict: 'same name', involved: 'now' },
  { called: 'somebody close to them appears in it', conflict: 'relation', involved: 'now' },
  { called: 'they are barred', barred: 'person', involved: 'now' },
  { called: 'their agency is barred', barred: 'agency', involved: 'now' },
  { called: 'their agency was barred once', barred: 'lifted' },
  { called: 'broken open', broken: 'now' },
  { called: 'broken open, sealed', broken: 'now', sealed: true },
  { called: 'broken open, over', broken: 'no longer', sealed: true },
  { called: 'broken open, they appear in it', broken: 'now', conflict: 'appears' },
  { called: 'made by the one who asks, their agency is barred', mine: true, barred: 'agency' },
];

/** What a kind of restricted record must have here: how to put one into the database. */
type Maker = (world: World, record: Omit<TestRecord, keyof Made | 'bystanders'>, people: Named[]) => Promise<Made>;
type Made = Pick<TestRecord, 'content' | 'reference'>;
interface Named {
  name: string;
  personId: string | null;
}

/** One for every kind of restricted record. A kind that is not here fails the matrix. */
export const MAKERS: Record<string, Maker> = {
  'serious-incident-notification': makeNotification,
  'return-upload': makeCheckedReturn,
};

/** What every word of every record here has in it, so that a page is looked through once. */
export const RECOGNISED = /(SIN|RET)-1999-|Zebedee Quagmire|The words of record/;

const RELATIVE = 'Relatus Closekin';
const DAY = 86_400_000;
let made = 0;

/** Makes a record that stands like this to every player, owned by `owner`. */
export async function makeRecord(
  world: World,
  kind: string,
  circumstance: Circumstance,
  owner: { id: string; agency: string },
): Promise<TestRecord> {
  const maker = MAKERS[kind];
  if (!maker) throw new Error(noMaker(kind));
  const id = randomUUID();
  const base = { kind, id, agency: owner.agency, team: circumstance.team ?? null, ownerId: owner.id, circumstance };
  const people = world.players.filter((one): one is Player & { id: string } => one.id !== null);
  const content = await maker(world, base, await subjects(world, circumstance, people));
  const record = { ...base, ...content, bystanders: await placeBystanders(world, base) };
  const missed = [...record.content, record.reference].filter((words) => !RECOGNISED.test(words));
  if (missed.length > 0) throw new Error(`RECOGNISED in test/contracts/restricted-records.ts does not know ${missed}.`);
  const ids = people.map((one) => one.id);
  for (const part of ['involved', 'named'] as const) {
    const stands = circumstance[part];
    if (!stands) continue;
    const until = stands === 'now' ? null : new Date(TEST_NOW.getTime() - DAY);
    await sql`
      insert into record_person (kind, record_id, person_id, part, from_at, until_at, given_by, because)
      select ${kind}, ${id}::uuid, one, ${part}, ${new Date(TEST_NOW.getTime() - 30 * DAY)}, ${until}::timestamptz,
        ${owner.id}::uuid, 'A test needs it'
      from unnest(${ids}::uuid[]) as one`.execute(world.root);
  }
  if (circumstance.barred) await bar(world, record, ids);
  if (circumstance.broken) {
    const opened = new Date(TEST_NOW.getTime() - (circumstance.broken === 'now' ? 1 : 25) * 3_600_000);
    await sql`
      insert into break_glass (id, kind, record_id, person_id, agency, reason, opened_at, ends_at, review_due)
      select gen_random_uuid(), ${kind}, ${id}::uuid, p.id, p.agency, 'A child is in danger tonight', ${opened},
        ${opened}::timestamptz + interval '2 hours', '2026-11-30'
      from person p where p.id = any(${ids}::uuid[])`.execute(world.root);
  }
  return record;
}

/** In each world, three people who work on the front door: one is let in, one may be, and one asks and is kept out. */
const atTheDoor = new WeakMap<World, Promise<string[]>>();

async function placeBystanders(
  world: World,
  { kind, id, ownerId }: Pick<TestRecord, 'kind' | 'id' | 'ownerId'>,
): Promise<Bystanders> {
  const made = ['Admitted', 'Waiting', 'Outside'].map((word) => ({
    name: `${word} Bystander${letters()}`,
    roles: FRONT_DOOR,
  }));
  const known = atTheDoor.get(world) ?? Promise.all(made.map((one) => addPerson(world.test.db, one)));
  atTheDoor.set(world, known);
  const [admitted = '', waiting = '', outside = ''] = await known;
  await sql`
    insert into record_person (kind, record_id, person_id, part, from_at, given_by, because)
    values (${kind}, ${id}::uuid, ${admitted}::uuid, 'involved', ${TEST_NOW}, ${ownerId}::uuid, 'A test needs it')`.execute(
    world.root,
  );
  const barring = randomUUID();
  await sql`
    insert into record_barred (id, kind, record_id, person_id, because, barred_by, barred_at)
    values (${barring}::uuid, ${kind}, ${id}::uuid, ${outside}::uuid, 'A test needs it', ${ownerId}::uuid, ${TEST_NOW})`.execute(
    world.root,
  );
  const ask = randomUUID();
  await sql`
    insert into access_ask (id, kind, record_id, person_id, agency, reason, asked_at, answer_due)
    select ${ask}::uuid, ${kind}, ${id}::uuid, p.id, p.agency, 'A test needs it', ${TEST_NOW}, '2026-11-30'
    from person p where p.id = ${outside}::uuid`.execute(world.root);
  const { rows } = await sql<{ email: string }>`select email from person where id = ${waiting}::uuid`.execute(
    world.root,
  );
  return { admitted, next: rows[0]?.email ?? '', barring, ask };
}

const FRONT_DOOR = ['hub-worker'] as const;

/** What the test says when a module brings a kind of restricted record that nobody taught it to make. */
export function noMaker(kind: string): string {
  return `Nobody says how to make a record of kind “${kind}”: add a maker to MAKERS in test/contracts/restricted-records.ts, so that every route is tried on every state of such a record.`;
}

async function subjects(
  world: World,
  { conflict }: Circumstance,
  people: (Player & { id: string })[],
): Promise<Named[]> {
  if (conflict === 'appears') return people.map((one) => ({ name: `Named Otherwise${letters()}`, personId: one.id }));
  if (conflict === 'relation') {
    await sql`
      insert into declared_relation (id, person_id, name, relation, declared_at)
      select gen_random_uuid(), one, ${RELATIVE}, 'cousin', ${TEST_NOW} from unnest(${people.map((one) => one.id)}::uuid[]) as one
      where not exists (select from declared_relation r where r.person_id = one)`.execute(world.root);
    return [{ name: RELATIVE.toUpperCase(), personId: null }];
  }
  if (conflict !== 'same name') return [];
  const ids = people.map((one) => one.id);
  const { rows } = await sql<{ name: string }>`select name from person where id = any(${ids}::uuid[])`.execute(
    world.root,
  );
  return rows.map((row) => ({ name: row.name.toLowerCase(), personId: null }));
}

async function bar(world: World, { kind, id, circumstance }: TestRecord, people: string[]): Promise<void> {
  const add = (agency: RawBuilder<unknown>, person: RawBuilder<unknown>, lifted: Date | null) =>
    sql`
    insert into record_barred (kind, record_id, agency, person_id, because, barred_by, barred_at, lifted_at, lifted_by)
    values (${kind}, ${id}::uuid, ${agency}, ${person}, 'A test needs it', ${people[0]}::uuid, ${TEST_NOW}, ${lifted},
      ${lifted && people[0]}::uuid)`.execute(world.root);
  const nothing = sql`null`;
  if (circumstance.barred === 'person') {
    for (const person of people) await add(nothing, sql`${person}::uuid`, null);
    return;
  }
  for (const agency of [COUNCIL, POLICE])
    await add(sql`${agency}`, nothing, circumstance.barred === 'lifted' ? TEST_NOW : null);
}

async function makeNotification(
  { root }: World,
  record: Omit<TestRecord, keyof Made | 'bystanders'>,
  people: Named[],
): Promise<Made> {
  made += 1;
  const reference = `SIN-1999-${String(made).padStart(5, '0')}`;
  const child = `Zebedee Quagmire${letters()}`;
  const words = `The words of record ${letters()} are never repeated`;
  const { id, agency, team, ownerId, circumstance } = record;
  await root.transaction().execute(async (trx) => {
    // Whoever makes it is named in it as of the moment of the test, not of the machine.
    await sql`select set_config('kith.now', ${TEST_NOW.toISOString()}, true)`.execute(trx);
    await sql`
      insert into serious_incident_notification (id, reference, agency, team, owner_id, sealed, made_at, changed_at, area_code,
        aware_on, incident_on, outcome, harm, abuse_or_neglect, looked_after, care_leaver, what_happened)
      values (${id}::uuid, ${reference}, ${agency}, ${team}, ${ownerId}::uuid, ${circumstance.sealed ?? false}, ${TEST_NOW},
        ${TEST_NOW}, 'E06000001', '2026-11-16', '2026-11', 'serious-harm', '{physical}', 'suspected', 'no', 'no', ${words})`.execute(
      trx,
    );
  });
  for (const [position, one] of [{ name: child, personId: null }, ...people].entries()) {
    await sql`
      insert into serious_incident_person (id, notification_id, part, name, person_id, position)
      values (gen_random_uuid(), ${id}::uuid, ${position === 0 ? 'child' : 'professional'}, ${one.name}, ${one.personId}::uuid,
        ${position})`.execute(root);
  }
  return { reference, content: [child, words] };
}

/** A return in which one rule names one child. It holds no names: that somebody appears in it is put there beside it. */
async function makeCheckedReturn(
  { root }: World,
  record: Omit<TestRecord, keyof Made | 'bystanders'>,
  people: Named[],
): Promise<Made> {
  made += 1;
  const reference = `RET-1999-${String(made).padStart(5, '0')}`;
  const child = `Zebedee Quagmire${letters()}`;
  const words = `The words of record ${letters()} are never repeated`;
  const { kind, id, agency, team, ownerId, circumstance } = record;
  const rule = { code: '8500', severity: 'error', message: words, why: 'Because', mend: 'Mend it', returnLevel: false };
  const outcome = {
    ...{
      lineIs: 'line',
      about: [],
      notes: [],
      tables: [{ name: 'ChildIdentifiers', rows: 1 }],
      children: 1,
      figures: [],
    },
    results: [{ ...rule, status: 'failed', because: null, found: 1, kept: 1 }],
    ...{ stated: '2025-03-31', authority: '' },
  };
  await root.transaction().execute(async (trx) => {
    await sql`select set_config('kith.now', ${TEST_NOW.toISOString()}, true)`.execute(trx);
    await sql`
      insert into return_upload (id, reference, agency, team, owner_id, sealed, return_kind, rules, state, file_name, bytes, sha256,
        made_at, progress, heard_at, outcome, expires_at)
      values (${id}::uuid, ${reference}, ${agency}, ${team}, ${ownerId}::uuid, ${circumstance.sealed ?? false}, 'cin', '2024/25',
        'preview', 'invented.xml', 1, 'none', ${TEST_NOW}, 1000, ${TEST_NOW}, ${JSON.stringify(outcome)}::jsonb,
        ${new Date(TEST_NOW.getTime() + DAY)})`.execute(trx);
    await sql`
      insert into return_finding (upload_id, number, rule, severity, child, about, tables, places, rows)
      values (${id}::uuid, 0, '8500', 'error', ${child}, '', '{ChildIdentifiers}', '[]', '[]')`.execute(trx);
    for (const { name, personId } of people)
      await sql`
        insert into record_subject (source_id, kind, record_id, name, person_id)
        values (gen_random_uuid(), ${kind}, ${id}::uuid, access_name(${name}), ${personId}::uuid)`.execute(trx);
    await sql`select access_meet(${kind}, ${id}::uuid)`.execute(trx);
  });
  return { reference, content: [child, words] };
}

let count = 0;
/** Letters that nothing else has: names that differ in figures alone would compare alike. */
function letters(): string {
  count += 1;
  // The last letter is never one of the others, so that no name is the beginning of another.
  return `${[...String(count)].map((digit) => 'zyxwvutsrq'[Number(digit)]).join('')}a`;
}
