import type { Db } from '../platform/database/connection.ts';
import type { SourceDocument } from '../platform/records/index.ts';
import type { GivenAgency } from './agency.ts';
import type { GivenArea } from './area.ts';
import type { GivenSourceDocument } from './source-document.ts';

type Tables = {
  source_document: SourceDocument;
  area: {
    code: string;
    name: string;
    short_name: string;
    kind: GivenArea['kind'];
    dfe_number: string | null;
    profile: string | null;
    position: number;
  };
  agency: {
    key: string;
    name: string;
    kind: GivenAgency['kind'];
    from_date: string | null;
    to_date: string | null;
    succeeded_by: string | null;
    note: string | null;
  };
};

/** An area as pages show it. `key` is its code. */
export interface Area {
  kind: 'area';
  key: string;
  name: string;
  shortName: string;
  areaKind: GivenArea['kind'];
  /** The Department for Education's number of a local authority. */
  dfeNumber: string | null;
  profile: string | null;
}

/** An agency as pages show it. */
export interface Agency {
  kind: 'agency';
  key: string;
  name: string;
  agencyKind: GivenAgency['kind'];
  from: string | null;
  until: string | null;
  /** The agency that took over its duties. */
  successor: { key: string; name: string } | null;
  note: string | null;
}

/** Writes a source document's current state. */
export async function saveSource(trx: Db, source: GivenSourceDocument): Promise<void> {
  const { key, ...rest } = {
    ...source,
    published: source.published ?? null,
    covers: source.covers ?? null,
    url: source.url ?? null,
    licence: source.licence ?? null,
    note: source.note ?? null,
  };
  await trx
    .withTables<Tables>()
    .insertInto('source_document')
    .values({ key, ...rest })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(rest))
    .execute();
}

/** Writes an area's current state. */
export async function saveArea(trx: Db, area: GivenArea, position: number): Promise<void> {
  const row = {
    name: area.name,
    short_name: area.short,
    kind: area.kind,
    dfe_number: area.dfe ?? null,
    profile: area.profile ?? null,
    position,
  };
  await trx
    .withTables<Tables>()
    .insertInto('area')
    .values({ code: area.code, ...row })
    .onConflict((conflict) => conflict.column('code').doUpdateSet(row))
    .execute();
}

/** Writes an agency's current state. */
export async function saveAgency(trx: Db, agency: GivenAgency): Promise<void> {
  const row = {
    name: agency.name,
    kind: agency.kind,
    from_date: agency.from ?? null,
    to_date: agency.until ?? null,
    succeeded_by: agency.successor ?? null,
    note: agency.note ?? null,
  };
  await trx
    .withTables<Tables>()
    .insertInto('agency')
    .values({ key: agency.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Every source document, by title. */
export async function listSources(db: Db): Promise<SourceDocument[]> {
  return await db.withTables<Tables>().selectFrom('source_document').selectAll().orderBy('title').execute();
}

/** Every area, in the order of the files. */
export async function listAreas(db: Db): Promise<Area[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('area')
    .selectAll()
    .orderBy('position')
    .orderBy('code')
    .execute();
  return rows.map(areaOf);
}

/** One area by its code, or null. */
export async function findArea(db: Db, code: string): Promise<Area | null> {
  const row = await db.withTables<Tables>().selectFrom('area').selectAll().where('code', '=', code).executeTakeFirst();
  return row ? areaOf(row) : null;
}

function areaOf(row: Tables['area']): Area {
  return {
    kind: 'area',
    key: row.code,
    name: row.name,
    shortName: row.short_name,
    areaKind: row.kind,
    dfeNumber: row.dfe_number,
    profile: row.profile,
  };
}

/** Every agency, by name. */
export async function listAgencies(db: Db): Promise<Agency[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('agency as a')
    .leftJoin('agency as s', 's.key', 'a.succeeded_by')
    .selectAll('a')
    .select(['s.key as successor_key', 's.name as successor_name'])
    .orderBy('a.name')
    .execute();
  return rows.map((row) => ({
    kind: 'agency',
    key: row.key,
    name: row.name,
    agencyKind: row.kind,
    from: row.from_date,
    until: row.to_date,
    successor: row.successor_key === null ? null : { key: row.successor_key, name: row.successor_name ?? '' },
    note: row.note,
  }));
}
