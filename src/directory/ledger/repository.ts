import { type RawBuilder, sql } from 'kysely';
import { addDays, londonMoment, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { LedgerFilter } from './filter.ts';
import { type Cursor, type LedgerLine, type LedgerPage, pageOf } from './line.ts';

/** How many lines a page shows. */
export const LINES_A_PAGE = 50;

/** Which entries, beside what row-level security lets the reader see. */
export interface Wanted extends Omit<LedgerFilter, 'who'> {
  /** Words of a name. */
  who?: string | null;
  /** What this person did. */
  personId?: string;
}

/** A page of the ledger, newest first. Each narrowing has an index that ends in the moment, so a page costs the same anywhere. */
export async function listEntries(trx: Db, wanted: Wanted, cursor: Cursor, size = LINES_A_PAGE): Promise<LedgerPage> {
  const forwards = cursor.after !== null;
  const from = cursor.before ?? cursor.after;
  const conditions = await conditionsOf(trx, wanted);
  if (from !== null) {
    const place = sql`((select p.at from ledger_entry p where p.seq = ${from}), ${from}::bigint)`;
    conditions.push(forwards ? sql`(e.at, e.seq) > ${place}` : sql`(e.at, e.seq) < ${place}`);
  }
  const order = forwards ? sql`e.at, e.seq` : sql`e.at desc, e.seq desc`;
  const { rows } = await sql<LedgerLine>`
    select l.*, a.name as "agencyName" from (
      select e.seq, e.at, e.event, e.outcome, e.doing, e.person_id as "personId", e.who, e.agency, e.role, e.purpose, e.kind,
        e.record_id as "recordId", coalesce(cardinality(e.seen), 0) as seen, e.why, e.request_id as "requestId"
      from ledger_entry e
      where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}
      order by ${order} limit ${size + 1}
    ) l left join agency a on a.key = l.agency
    order by ${forwards ? sql`l.at, l.seq` : sql`l.at desc, l.seq desc`}`.execute(trx);
  return pageOf(rows, size, cursor);
}

async function conditionsOf(trx: Db, wanted: Wanted): Promise<RawBuilder<unknown>[]> {
  const { agency, event, outcome, kind, record, personId, who } = wanted;
  const conditions: RawBuilder<unknown>[] = within(wanted);
  if (personId !== undefined) conditions.push(sql`e.person_id = ${personId}::uuid`);
  if (who) {
    const ids = await peopleNamed(trx, who);
    conditions.push(sql`(e.person_id = any(${ids}::uuid[]) or (e.person_id is null and e.who = ${who}))`);
  }
  if (agency !== null) conditions.push(sql`e.agency = ${agency}`);
  if (event !== null) conditions.push(sql`e.event = ${event}`);
  if (kind !== null) conditions.push(sql`e.kind = ${kind}`);
  // As it stands in the index of those that were not done.
  if (outcome !== null) conditions.push(sql`e.outcome = ${sql.lit(outcome)}`);
  if (record !== null) {
    conditions.push(
      sql`(e.record_id = ${record}::uuid or e.seq = any(array(select ledger_lists_with(${record}::uuid))))`,
    );
  }
  return conditions;
}

/** Conditions on the moment of an entry `e` for a span of days in England. */
function within({ from, until }: { from: PlainDate | null; until: PlainDate | null }): RawBuilder<unknown>[] {
  const midnight = (date: PlainDate) => londonMoment({ date, time: '00:00' });
  return [
    ...(from === null ? [] : [sql`e.at >= ${midnight(from)}`]),
    ...(until === null ? [] : [sql`e.at < ${midnight(addDays(until, 1))}`]),
  ];
}

/** Numbers of the people whose names hold all the words. */
async function peopleNamed(trx: Db, typed: string): Promise<string[]> {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where not exists (select from unnest(${words}::text[]) as word where position(word in lower(p.name)) = 0)`.execute(
    trx,
  );
  return rows.map((row) => row.id);
}

/** Codes of every act that the ledger knows. */
export async function listEvents(trx: Db): Promise<string[]> {
  const { rows } = await sql<{ event: string }>`select e as event from ledger_events() e order by e`.execute(trx);
  return rows.map((row) => row.event);
}

/** The name that stands in the newest entry of a person which the reader may see; null when there is none. */
export async function findNameInLedger(trx: Db, personId: string): Promise<string | null> {
  const { rows } = await sql<{ who: string }>`
    select who from ledger_entry where person_id = ${personId}::uuid order by at desc, seq desc limit 1`.execute(trx);
  return rows[0]?.who ?? null;
}

/** One look at a record, or an act on it. */
export interface RecordLine
  extends Pick<
    LedgerLine,
    'seq' | 'at' | 'outcome' | 'doing' | 'personId' | 'who' | 'agency' | 'agencyName' | 'role' | 'purpose' | 'why'
  > {
  /** It stood in a list of several. */
  inList: boolean;
}

/** Somebody who looked at a record or tried to, with how often and when last. */
export interface Looker {
  personId: string | null;
  who: string;
  agency: string | null;
  agencyName: string | null;
  times: number;
  /** How often they were refused. */
  refused: number;
  last: Date;
}

/** Which looks at a record. */
export interface LooksWanted extends Pick<LedgerFilter, 'agency' | 'from' | 'until'> {
  personId: string | null;
}

/** A page of what was done with a record, newest first. The database answers only to whoever may decide who sees it. */
export async function listRecordLines(
  trx: Db,
  record: { kind: string; id: string },
  wanted: LooksWanted,
  cursor: Cursor,
  size = LINES_A_PAGE,
): Promise<LedgerPage<RecordLine>> {
  const forwards = cursor.after !== null;
  const conditions = within(wanted);
  if (wanted.personId !== null) conditions.push(sql`e.person_id = ${wanted.personId}::uuid`);
  if (wanted.agency !== null) conditions.push(sql`e.agency = ${wanted.agency}`);
  if (cursor.before !== null) conditions.push(sql`e.seq < ${cursor.before}`);
  if (cursor.after !== null) conditions.push(sql`e.seq > ${cursor.after}`);
  const { rows } = await sql<RecordLine>`
    select e.seq, e.at, e.outcome, e.doing, e.person_id as "personId", e.who, e.agency, a.name as "agencyName", e.role, e.purpose,
      case when e.outcome = 'refused' then null else e.why end as why, e.in_list as "inList"
    from ledger_of_record(${record.kind}, ${record.id}::uuid) e left join agency a on a.key = e.agency
    where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}
    order by e.seq ${forwards ? sql`asc` : sql`desc`} limit ${size + 1}`.execute(trx);
  return pageOf(rows, size, cursor);
}

/** Everybody who ever looked at a record or tried to, whoever did last first. */
export async function listLookers(trx: Db, record: { kind: string; id: string }): Promise<Looker[]> {
  const { rows } = await sql<Looker>`
    select l.*, a.name as "agencyName" from (
      select e.person_id as "personId", (array_agg(e.who order by e.seq desc))[1] as who,
        (array_agg(e.agency order by e.seq desc))[1] as agency, (count(*) filter (where e.outcome = 'done'))::integer as times,
        (count(*) filter (where e.outcome = 'refused'))::integer as refused, max(e.at) as last
      from ledger_of_record(${record.kind}, ${record.id}::uuid) e
      group by e.person_id, case when e.person_id is null then e.who end
    ) l left join agency a on a.key = l.agency
    order by l.last desc, l.who`.execute(trx);
  return rows;
}
