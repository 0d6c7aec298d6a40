import { type Agency, type Area, listAgencies, listAreas } from '../../directory/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { GivenGroup, GivenPartner, GivenStatement } from './arrangement.ts';
import type { ArrangementTables } from './tables.ts';

/** The partnership as pages show it. */
export interface Partnership {
  kind: 'partnership';
  key: string;
  name: string;
  shortName: string;
  /** Code of the area that is the whole partnership. */
  areaCode: string;
  /** The councils' areas it spans, in order. */
  areas: Area[];
  /** A day, month or year: 2019-04. */
  liveFrom: string;
  office: string | null;
  note: string | null;
}

/** An agency's standing in the arrangements. */
export interface Partner {
  kind: 'partner';
  key: string;
  agency: Agency;
  standing: GivenPartner['standing'];
  /** Its first and last day in the arrangements: a day, month or year; null for since they began, and still. */
  from: string | null;
  until: string | null;
  note: string | null;
}

/** Something the partnership says of itself. */
export interface Statement {
  kind: 'statement';
  key: string;
  statementKind: GivenStatement['kind'];
  words: string;
}

/** A group of the partnership with its duties and seats. */
export interface Group {
  kind: 'group';
  key: string;
  name: string;
  groupKind: GivenGroup['kind'];
  purpose: string;
  accountableTo: { key: string; name: string } | null;
  meets: string | null;
  everyWeeks: number | null;
  duties: string[];
  seats: { seat: string; agency: { key: string; name: string } | null }[];
  note: string | null;
  /** When and why it was set up in Kith; null where a file names it. */
  setUp: { on: PlainDate; because: string } | null;
}

/** The partnership of that key, or the first one when none is named; null when there is none. */
export async function findPartnership(db: Db, key?: string): Promise<Partnership | null> {
  const t = db.withTables<ArrangementTables>();
  let query = t.selectFrom('partnership').selectAll().orderBy('key').limit(1);
  if (key !== undefined) query = query.where('key', '=', key);
  const row = await query.executeTakeFirst();
  if (row === undefined) return null;
  const spans = await t
    .selectFrom('partnership_area')
    .select('area_code')
    .where('partnership', '=', row.key)
    .orderBy('position')
    .execute();
  const areas = new Map((await listAreas(db)).map((area) => [area.key, area]));
  return {
    kind: 'partnership',
    key: row.key,
    name: row.name,
    shortName: row.short_name,
    areaCode: row.area_code,
    areas: spans.flatMap(({ area_code }) => areas.get(area_code) ?? []),
    liveFrom: row.live_from,
    office: row.office,
    note: row.note,
  };
}

/** The agencies of a partnership's arrangements, statutory partners first. */
export async function listPartners(db: Db, partnership: string): Promise<Partner[]> {
  const rows = await db
    .withTables<ArrangementTables>()
    .selectFrom('partner')
    .selectAll()
    .where('partnership', '=', partnership)
    .orderBy('standing', 'desc')
    .orderBy('position')
    .orderBy('key')
    .execute();
  const agencies = new Map((await listAgencies(db)).map((agency) => [agency.key, agency]));
  return rows.flatMap((row) => {
    const agency = agencies.get(row.agency);
    const { standing, note, from_date: from, until_date: until } = row;
    return agency ? [{ kind: 'partner' as const, key: row.key, agency, standing, from, until, note }] : [];
  });
}

/** What the partnership says of itself, in the order of the files. */
export async function listStatements(db: Db, partnership: string): Promise<Statement[]> {
  const rows = await db
    .withTables<ArrangementTables>()
    .selectFrom('statement')
    .select(['key', 'kind', 'words'])
    .where('partnership', '=', partnership)
    .orderBy('position')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ kind: 'statement', key: row.key, statementKind: row.kind, words: row.words }));
}

/** The groups of a partnership, in the order of the files. */
export async function listGroups(db: Db, partnership: string): Promise<Group[]> {
  const t = db.withTables<ArrangementTables>();
  const rows = await t
    .selectFrom('governance_group as g')
    .leftJoin('governance_group as above', 'above.key', 'g.accountable_to')
    .selectAll('g')
    .select('above.name as above_name')
    .where('g.partnership', '=', partnership)
    .orderBy('g.position')
    .orderBy('g.key')
    .execute();
  const keys = rows.map((row) => row.key);
  if (keys.length === 0) return [];
  const duties = await t
    .selectFrom('governance_group_duty')
    .selectAll()
    .where('group_key', 'in', keys)
    .orderBy('position')
    .execute();
  const seats = await t
    .selectFrom('governance_group_seat')
    .selectAll()
    .where('group_key', 'in', keys)
    .orderBy('position')
    .execute();
  const agencies = new Map((await listAgencies(db)).map((agency) => [agency.key, agency.name]));
  const named = (key: string | null) => (key === null ? null : { key, name: agencies.get(key) ?? key });
  return rows.map((row) => ({
    kind: 'group',
    key: row.key,
    name: row.name,
    groupKind: row.kind,
    purpose: row.purpose,
    accountableTo: row.accountable_to === null ? null : { key: row.accountable_to, name: row.above_name ?? '' },
    meets: row.meets,
    everyWeeks: row.every_weeks,
    duties: duties.filter((duty) => duty.group_key === row.key).map((duty) => duty.words),
    seats: seats
      .filter((seat) => seat.group_key === row.key)
      .map((seat) => ({ seat: seat.seat, agency: named(seat.agency) })),
    note: row.note,
    setUp: row.set_up_on === null ? null : { on: row.set_up_on, because: row.set_up_because ?? '' },
  }));
}

/** One group by its key, or null. */
export async function findGroup(db: Db, key: string): Promise<Group | null> {
  const row = await db
    .withTables<ArrangementTables>()
    .selectFrom('governance_group')
    .select('partnership')
    .where('key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return null;
  return (await listGroups(db, row.partnership)).find((group) => group.key === key) ?? null;
}

/** What everybody may read of what a group was told to be. */
export interface PublicTerms {
  remit: string | null;
  endsOn: PlainDate | null;
  closureTest: string | null;
  closedOn: PlainDate | null;
  /** How the closure test was met: what came of the group. */
  closedWords: string | null;
}

/** The published terms of a group, or null where none are. */
export async function findPublicTerms(db: Db, key: string): Promise<PublicTerms | null> {
  const row = await db
    .withTables<ArrangementTables>()
    .selectFrom('group_terms')
    .select(['remit', 'ends_on as endsOn', 'closure_test as closureTest', 'closed_on as closedOn'])
    .select('closed_words as closedWords')
    .where('group_key', '=', key)
    .where('published', '=', true)
    .executeTakeFirst();
  return row ?? null;
}

/** One group by its key. Throws PlainError (404) when there is none. */
export async function getGroup(db: Db, key: string): Promise<Group> {
  const group = await findGroup(db, key);
  if (group === null) {
    throw new PlainError('There is no group at this address; choose one from the list of groups.', { statusCode: 404 });
  }
  return group;
}
