import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { RecordTables } from './record-tables.ts';

/** The document that a record was taken from. */
export interface SourceDocument {
  key: string;
  title: string;
  publisher: string;
  published: string | null;
  covers: string | null;
  url: string | null;
  licence: string | null;
  note: string | null;
}

/** One version of a record, with all that is known of how it came here. */
export interface RecordVersion {
  kind: string;
  key: string;
  version: number;
  /** What the file said, field by field. */
  body: Record<string, unknown>;
  source: SourceDocument | null;
  place: string | null;
  year: string | null;
  partnership: string | null;
  loadId: number;
  loadedBy: string;
  loadedAt: Date;
  /** Last names of the files of the load. */
  files: string[];
}

/** Every version of a record, newest first; empty when no such record is held. */
export async function recordHistory(db: Db, kind: string, key: string): Promise<RecordVersion[]> {
  const rows = await db
    .withTables<RecordTables>()
    .selectFrom('record_version as v')
    .innerJoin('load as l', 'l.id', 'v.load_id')
    .leftJoin('source_document as s', 's.key', 'v.source_key')
    .select(['v.kind', 'v.key', 'v.version', 'v.body', 'v.place', 'v.year', 'v.partnership', 'v.load_id'])
    .select(['l.loaded_by', 'l.loaded_at', 'l.files'])
    .select([
      's.key as source_key',
      's.title',
      's.publisher',
      's.published',
      's.covers',
      's.url',
      's.licence',
      's.note',
    ])
    .where('v.kind', '=', kind)
    .where('v.key', '=', key)
    .orderBy('v.version', 'desc')
    .execute();
  return rows.map((row) => ({
    kind: row.kind,
    key: row.key,
    version: row.version,
    body: row.body,
    source:
      row.source_key === null
        ? null
        : {
            key: row.source_key,
            title: row.title ?? '',
            publisher: row.publisher ?? '',
            published: row.published,
            covers: row.covers,
            url: row.url,
            licence: row.licence,
            note: row.note,
          },
    place: row.place,
    year: row.year,
    partnership: row.partnership,
    loadId: row.load_id,
    loadedBy: row.loaded_by,
    loadedAt: row.loaded_at,
    files: row.files.map((file) => file.name),
  }));
}

/** The newest version of a record, or null when no such record is held. */
export async function findRecord(db: Db, kind: string, key: string): Promise<RecordVersion | null> {
  return (await recordHistory(db, kind, key))[0] ?? null;
}

/** Years of account for which records are held, newest first. */
export async function listYears(db: Db): Promise<string[]> {
  const found = await sql<{ year: string }>`
    select distinct year from record_version where year is not null order by year desc`.execute(db);
  return found.rows.map((row) => row.year);
}
