import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import { NOTIFICATION } from '../policy.ts';
import type {
  GivenNotification,
  GivenPerson,
  GivenView,
  Harm,
  Notification,
  NotificationLine,
  Outcome,
} from './notification.ts';

type Tables = {
  serious_incident_notification: {
    id: string;
    reference: string;
    agency: string;
    team: string | null;
    owner_id: string;
    sealed: boolean;
    version: number;
    made_at: Date;
    changed_at: Date;
    area_code: string;
    aware_on: string;
    incident_on: string | null;
    outcome: Outcome;
    harm: Harm[];
    abuse_or_neglect: GivenNotification['abuse'];
    looked_after: GivenNotification['lookedAfter'];
    care_leaver: GivenNotification['careLeaver'];
    what_happened: string;
    notified_on: string | null;
    panel_reference: string | null;
    partners_told_on: string | null;
    secretary_of_state_told_on: string | null;
  };
  serious_incident_person: {
    id: string;
    notification_id: string;
    part: GivenPerson['part'];
    name: string;
    born: string | null;
    person_id: string | null;
    position: number;
  };
  serious_incident_view: {
    notification_id: string;
    agency: string;
    view: GivenView['view'];
    given_on: string | null;
    words: string | null;
  };
  area: { code: string; short_name: string };
  agency: { key: string; name: string };
  person: { id: string; name: string; email: string; left_on: string | null };
};

/** Which notifications a list shows. */
export type Shown = 'all' | 'open' | 'notified';

/** The notifications that the person who acts may read, the newest first, and how many there are. */
export async function listLines(
  trx: Db,
  asked: { show: Shown; from: number; most: number },
): Promise<{ lines: NotificationLine[]; total: number }> {
  const t = trx.withTables<Tables>();
  const shown = t
    .selectFrom('serious_incident_notification as n')
    .$if(asked.show === 'open', (query) => query.where('n.notified_on', 'is', null))
    .$if(asked.show === 'notified', (query) => query.where('n.notified_on', 'is not', null));
  // Counted along with the lines: what the database's rules ask of every row is asked once.
  const rows = await shown
    .innerJoin('area', 'area.code', 'n.area_code')
    .innerJoin('agency', 'agency.key', 'n.agency')
    .select(['n.id', 'n.reference', 'n.outcome', 'n.sealed', 'n.aware_on as awareOn', 'n.notified_on as notifiedOn'])
    .select(['area.short_name as areaName', 'agency.name as agencyName'])
    .select(({ fn }) => fn.countAll<number>().over().as('total'))
    .orderBy('n.aware_on', 'desc')
    .orderBy('n.reference', 'desc')
    .offset(asked.from)
    .limit(asked.most)
    .execute();
  const lines = rows.map(({ total: _, ...line }) => line);
  if (rows[0] || asked.from === 0) return { lines, total: Number(rows[0]?.total ?? 0) };
  const { total } = await shown.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  return { lines, total: Number(total) };
}

/** One notification with all its parts, or nothing where the person who acts may not read it. */
export async function findNotification(trx: Db, id: string): Promise<Notification | undefined> {
  // One statement: what the database's rules ask about the person is asked once for each table, and sent once for all.
  const { rows } = await sql<Notification>`
    select n.id, n.reference, n.agency, n.team, n.owner_id as "ownerId", owner.name as "ownerName", n.sealed, n.version,
      n.made_at as "madeAt", n.changed_at as "changedAt", n.area_code as area, n.aware_on as "awareOn",
      n.incident_on as "incidentOn", n.outcome, n.harm, n.abuse_or_neglect as abuse, n.looked_after as "lookedAfter",
      n.care_leaver as "careLeaver", n.what_happened as "whatHappened", n.notified_on as "notifiedOn",
      n.panel_reference as "panelReference", n.partners_told_on as "partnersToldOn",
      n.secretary_of_state_told_on as "secretaryOfStateToldOn",
      coalesce((
        select json_agg(json_build_object('part', s.part, 'name', s.name, 'born', s.born, 'email', p.email) order by s.position)
        from serious_incident_person s left join person p on p.id = s.person_id where s.notification_id = ${id}::uuid), '[]') as people,
      coalesce((
        select json_agg(json_build_object('agency', v.agency, 'view', v.view, 'on', v.given_on, 'words', v.words) order by v.agency)
        from serious_incident_view v where v.notification_id = ${id}::uuid), '[]') as views
    from serious_incident_notification n join person owner on owner.id = n.owner_id
    where n.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** The next reference of a year: SIN-2026-0001. A number whose notification was not kept is not given again. */
export async function nextReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`
    select nextval('serious_incident_number')::integer as number`.execute(trx);
  return `SIN-${year}-${String(rows[0]?.number).padStart(4, '0')}`;
}

/** What stands in a new notification besides what was typed. */
export interface NewRecord {
  id: string;
  reference: string;
  agency: string;
  ownerId: string;
  sealed: boolean;
  now: Date;
}

/** Numbers of the people who work with Kith, by their addresses. */
export type Workers = ReadonlyMap<string, string>;

/** Writes a new notification with everybody who appears in it and every view. */
export async function insertNotification(
  trx: Db,
  record: NewRecord,
  given: GivenNotification,
  workers: Workers,
): Promise<void> {
  const { id, reference, agency, sealed, now } = record;
  await trx
    .withTables<Tables>()
    .insertInto('serious_incident_notification')
    .values({
      ...{ id, reference, agency, sealed, version: 1, made_at: now, changed_at: now },
      owner_id: record.ownerId,
      team: null,
      ...columnsOf(given),
    })
    .execute();
  await insertPeople(trx, id, given.people, workers);
  await insertViews(trx, id, given.views);
}

/**
 * Writes what was changed, unless somebody else did since that version: then it writes nothing and returns false. So it does
 * where the database does not let the person change it.
 */
export async function updateNotification(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  given: GivenNotification,
  workers: Workers,
): Promise<boolean> {
  const t = trx.withTables<Tables>();
  const { numUpdatedRows } = await t
    .updateTable('serious_incident_notification')
    .set({ ...columnsOf(given), version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await t.deleteFrom('serious_incident_person').where('notification_id', '=', id).execute();
  await insertPeople(trx, id, given.people, workers);
  await t.deleteFrom('serious_incident_view').where('notification_id', '=', id).execute();
  await insertViews(trx, id, given.views);
  return true;
}

function columnsOf(given: GivenNotification) {
  return {
    area_code: given.area,
    aware_on: given.awareOn,
    incident_on: given.incidentOn,
    outcome: given.outcome,
    harm: [...given.harm],
    abuse_or_neglect: given.abuse,
    looked_after: given.lookedAfter,
    care_leaver: given.careLeaver,
    what_happened: given.whatHappened,
    notified_on: given.notifiedOn,
    panel_reference: given.panelReference,
    partners_told_on: given.partnersToldOn,
    secretary_of_state_told_on: given.secretaryOfStateToldOn,
  };
}

async function insertPeople(trx: Db, id: string, people: readonly GivenPerson[], workers: Workers): Promise<void> {
  if (people.length === 0) return;
  const rows = people.map(({ part, name, born, email }, position) => ({
    ...{ id: crypto.randomUUID(), notification_id: id, part, name, born, position },
    person_id: email === null ? null : (workers.get(email) ?? null),
  }));
  await trx.withTables<Tables>().insertInto('serious_incident_person').values(rows).execute();
}

async function insertViews(trx: Db, id: string, views: readonly GivenView[]): Promise<void> {
  if (views.length === 0) return;
  const rows = views.map(({ agency, view, on, words }) => ({
    ...{ notification_id: id, agency, view, words },
    given_on: on,
  }));
  await trx.withTables<Tables>().insertInto('serious_incident_view').values(rows).execute();
}

/**
 * Which of these addresses belong to somebody who works with Kith on this day, with their numbers; those in `already` may
 * have left since.
 */
export async function findWorkers(
  trx: Db,
  emails: readonly string[],
  { today, already }: { today: string; already: readonly string[] },
): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map();
  const rows = await trx
    .withTables<Tables>()
    .selectFrom('person')
    .select(['id', 'email', 'left_on'])
    .where('email', 'in', [...emails])
    .execute();
  const there = rows.filter((row) => row.left_on === null || row.left_on >= today || already.includes(row.email));
  return new Map(there.map(({ id, email }) => [email, id]));
}

/** Whether somebody who works with Kith appears among these people, or is close to one of them. */
export async function meets(
  trx: Db,
  personId: string,
  people: readonly GivenPerson[],
  workers: Workers,
): Promise<boolean> {
  const asked = people.map(({ name, born, email }) => ({
    ...{ name, born },
    person_id: email === null ? null : (workers.get(email) ?? null),
  }));
  const { rows } = await sql<{ meets: boolean }>`
    select access_meets(${personId}::uuid, ${JSON.stringify(asked)}::jsonb) as meets`.execute(trx);
  return rows[0]?.meets ?? false;
}

/** Names somebody who decides with its maker about a sealed notification that was just made; false where they could not. */
export async function nameDecider(trx: Db, id: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ named: boolean }>`
    select access_name_decider(${NOTIFICATION}, ${id}::uuid, ${personId}::uuid) as named`.execute(trx);
  return rows[0]?.named ?? false;
}

/** What the clocks of a notification need, and whose it is. */
export type RunningNotification = Pick<
  Notification,
  'id' | 'agency' | 'ownerId' | 'awareOn' | 'notifiedOn' | 'partnersToldOn'
>;

/** Notifications with a clock that still runs, of those that the person who acts may read, the oldest first. */
export async function listRunning(trx: Db): Promise<RunningNotification[]> {
  const { rows } = await sql<RunningNotification>`
    select n.id, n.agency, n.owner_id as "ownerId", n.aware_on as "awareOn", n.notified_on as "notifiedOn",
      n.partners_told_on as "partnersToldOn"
    from serious_incident_notification n
    where n.notified_on is null or n.partners_told_on is null order by n.aware_on, n.id limit 200`.execute(trx);
  return rows;
}
