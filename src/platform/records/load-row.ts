import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Db } from '../database/connection.ts';
import type { KindCount, LoadedFile, RecordTables } from './record-tables.ts';
import type { TextFile } from './yaml-file.ts';

/** Who is named as the loader of the demonstration. */
export const DEMONSTRATION_LOADER = 'Kith demonstration';

/** Whether the partnership that a database holds is the shipped demonstration. */
export async function holdsDemonstration(db: Db): Promise<boolean> {
  const found = await db
    .withTables<RecordTables>()
    .selectFrom('load')
    .select('id')
    .where('loaded_by', '=', DEMONSTRATION_LOADER)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Who loads what, and when. */
export interface LoadOrigin {
  /** `year`, `shipped` or `published`. */
  kind: string;
  files: readonly TextFile[];
  loadedBy: string;
  now: Date;
}

/**
 * Remembers that a load is made, and returns its number for what it brings. Files are remembered by their last name
 * and their checksum: the folder they lay in is nobody's business later.
 */
export async function beginLoad(
  trx: Db,
  load: LoadOrigin & { counts: readonly KindCount[]; fingerprint: string | null },
): Promise<number> {
  const row = await trx
    .withTables<RecordTables>()
    .insertInto('load')
    .values({
      loaded_at: load.now,
      loaded_by: load.loadedBy,
      kind: load.kind,
      files: JSON.stringify(load.files.map(remembered)),
      fingerprint: load.fingerprint,
      counts: JSON.stringify(load.counts),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

function remembered(file: TextFile): LoadedFile {
  return {
    name: basename(file.name),
    sha256: createHash('sha256').update(file.text).digest('hex'),
    bytes: Buffer.byteLength(file.text),
  };
}

/** One checksum over the content of several files and their names. */
export function fingerprintOf(files: readonly TextFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${basename(file.name)}\0${file.text.length}\0${file.text}\0`);
  return hash.digest('hex');
}

/** The fingerprint of the newest load of a kind, or null when there was none. */
export async function newestFingerprint(db: Db, kind: string): Promise<string | null> {
  const row = await db
    .withTables<RecordTables>()
    .selectFrom('load')
    .select('fingerprint')
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.fingerprint ?? null;
}
