import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { SnapshotTables } from './tables.ts';
import type { AreaRef, PublishedMeasure } from './view.ts';

/** A figure's current version with the title of its source. */
export interface FigureRow {
  id: number;
  indicatorCode: string;
  areaCode: string;
  period: string;
  accountYear: string;
  version: number;
  value: number | null;
  notKnown: string | null;
  numerator: number | null;
  denominator: number | null;
  about: boolean;
  sourceKey: string | null;
  sourceTitle: string | null;
  place: string | null;
  loadedAt: Date;
}

/** Definitions and current figures of the whole installation: some hundred rows for each year of a partnership. */
export interface BookRows {
  areas: AreaRef[];
  groups: SnapshotTables['indicator_group'][];
  lines: SnapshotTables['snapshot_line'][];
  indicators: SnapshotTables['indicator'][];
  computed: SnapshotTables['computed_measure'][];
  comparators: (SnapshotTables['comparator'] & { source_title: string | null })[];
  notes: SnapshotTables['quality_note'][];
  notesAbout: SnapshotTables['quality_note_about'][];
  links: SnapshotTables['published_link'][];
  /** What is published of these areas in the series that are linked. */
  published: PublishedFigureRow[];
  figures: FigureRow[];
}

/**
 * A mark that changes with every load, since nothing else writes these tables: what was read under the same stamp is still
 * true. A load that does no more than put records in another order makes no row and shows at the next load.
 */
export async function readStamp(db: Db): Promise<string> {
  const result = await sql<{ stamp: string }>`
    select count(*) || '-' || coalesce(max(id), 0) as stamp from load`.execute(db);
  return result.rows[0]?.stamp ?? 'none';
}

/** Reads everything the snapshot's pages are made of, as one moment of the database saw it. */
export async function readBook(db: Db): Promise<BookRows & { stamp: string }> {
  if (db.isTransaction) return readTables(db);
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(readTables);
}

async function readTables(trx: Db): Promise<BookRows & { stamp: string }> {
  const db = trx.withTables<SnapshotTables>();
  const areas = await db
    .selectFrom('area')
    .select(['code', 'name', 'short_name as shortName', 'kind'])
    .orderBy('position')
    .orderBy('code')
    .execute();
  const links = await db.selectFrom('published_link').selectAll().orderBy('position').orderBy('measure_id').execute();
  const names = links.map(({ measure_id: measureId, measure, breakdown }) => ({ measureId, measure, breakdown }));
  return {
    ...{ areas, links },
    stamp: await readStamp(trx),
    groups: await db.selectFrom('indicator_group').selectAll().orderBy('position').orderBy('key').execute(),
    lines: await db.selectFrom('snapshot_line').selectAll().orderBy('position').orderBy('key').execute(),
    indicators: await db.selectFrom('indicator').selectAll().orderBy('position').orderBy('code').execute(),
    computed: await db.selectFrom('computed_measure').selectAll().orderBy('position').orderBy('code').execute(),
    comparators: await db
      .selectFrom('comparator as c')
      .leftJoin('source_document as s', 's.key', 'c.source_key')
      .selectAll('c')
      .select('s.title as source_title')
      .orderBy('c.position')
      .orderBy('c.key')
      .execute(),
    notes: await db.selectFrom('quality_note').selectAll().orderBy('position').orderBy('key').execute(),
    notesAbout: await db.selectFrom('quality_note_about').selectAll().execute(),
    published: await readPublished(
      trx,
      names,
      areas.map(({ code }) => code),
    ),
    figures: await figuresQuery(trx, 'current_figure').orderBy('f.id').execute(),
  };
}

function figuresQuery(db: Db, table: 'current_figure' | 'figure') {
  return db
    .withTables<SnapshotTables>()
    .selectFrom(`${table} as f`)
    .innerJoin('load as l', 'l.id', 'f.load_id')
    .leftJoin('source_document as s', 's.key', 'f.source_key')
    .select([
      'f.id',
      'f.indicator_code as indicatorCode',
      'f.area_code as areaCode',
      'f.period',
      'f.account_year as accountYear',
      'f.version',
      'f.value',
      'f.not_known as notKnown',
      'f.numerator',
      'f.denominator',
      'f.about',
      'f.source_key as sourceKey',
      's.title as sourceTitle',
      'f.place',
      'l.loaded_at as loadedAt',
    ]);
}

/** One version of a figure with its load and the whole of its source. */
export interface FigureVersionRow extends FigureRow {
  recordedAt: Date;
  loadedBy: string;
  files: { name: string }[];
  publisher: string | null;
  published: string | null;
  covers: string | null;
  url: string | null;
  licence: string | null;
  note: string | null;
}

/**
 * Every version of the figures to which the given rows belong, newest first. Rows may be any version; several figures are
 * asked for at once so that what ties them can be judged.
 */
export function findFigureVersions(db: Db, ids: readonly number[]): Promise<FigureVersionRow[]> {
  return figuresQuery(db, 'figure')
    .select([
      'f.recorded_at as recordedAt',
      'l.loaded_by as loadedBy',
      'l.files',
      's.publisher',
      's.published',
      's.covers',
      's.url',
      's.licence',
      's.note',
    ])
    .where(
      sql<boolean>`(f.indicator_code, f.area_code, f.period, f.account_year) in (
        select indicator_code, area_code, period, account_year from figure where id = any(${[...ids]}::bigint[]))`,
    )
    .orderBy('f.version', 'desc')
    .orderBy('f.id')
    .execute();
}

/** One current row of a published series. */
export interface PublishedFigureRow {
  measureId: string;
  measure: string;
  breakdown: string;
  areaCode: string;
  areaName: string;
  period: string;
  repeat: number;
  value: number | null;
  flag: string | null;
  source: string;
}

/** Names one published series. */
export interface PublishedName {
  measureId: string;
  measure: string;
  breakdown: string;
}

/** Current rows of the named series, of all areas or of these, in no particular order of areas or periods. */
export async function readPublished(
  db: Db,
  names: readonly PublishedName[],
  areas: readonly string[] | null = null,
): Promise<PublishedFigureRow[]> {
  if (names.length === 0) return [];
  // The view's "newest version" is written out here with the names inside, so that only the rows asked for are sorted.
  const result = await sql<PublishedFigureRow>`
    select distinct on (p.measure_id, p.measure, p.breakdown, p.area_code, p.period, p.repeat)
           p.measure_id as "measureId", p.measure, p.breakdown, p.area_code as "areaCode", p.area_name as "areaName",
           p.period, p.repeat, p.value, p.flag, p.source
    from published_figure p
    where (p.measure_id, p.measure, p.breakdown) in (
      select * from unnest(${names.map((name) => name.measureId)}::text[], ${names.map((name) => name.measure)}::text[],
                           ${names.map((name) => name.breakdown)}::text[]))
      and (${areas}::text[] is null or p.area_code = any(${areas}::text[]))
    order by p.measure_id, p.measure, p.breakdown, p.area_code, p.period, p.repeat, p.version desc`.execute(db);
  return result.rows;
}

/** Published measures whose name holds every word of `search` (all of them for no words), by name. */
export async function listPublished(
  db: Db,
  options: { search: string; limit: number; offset: number },
): Promise<{ measures: PublishedMeasure[]; total: number }> {
  const words = options.search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  const result = await sql<PublishedMeasure & { total: number }>`
    select measure_id as "measureId", measure, breakdown, first_period as "firstPeriod", last_period as "lastPeriod",
           rows, areas, source, (count(*) over ())::integer as total
    from published_series
    where (measure || ' ' || breakdown || ' ' || measure_id || ' ' || source) ilike all (${words}::text[])
    order by measure, breakdown, measure_id
    limit ${options.limit} offset ${options.offset}`.execute(db);
  return {
    measures: result.rows.map(({ total: _total, ...measure }) => measure),
    total: result.rows[0]?.total ?? 0,
  };
}
