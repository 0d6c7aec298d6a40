import { open } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { Preview } from '../../platform/uploads/index.ts';
import type { Paper, PaperVersion, ShownVersion } from './paper.ts';

const VERSION = sql.raw(
  `v.version, v.file_name as "fileName", v.kind, v.size, v.sha256, v.because, v.by_name as "byName", v.at`,
);
const PAPER =
  sql.raw(`p.id, p.meeting_id as "meetingId", p.item_id as "itemId", p.title, p.agency, a.name as "agencyName",
  p.withdrawn_at as "withdrawnAt", p.withdrawn_by as "withdrawnBy", p.withdrawn_because as "withdrawnBecause"`);
/** A paper with its newest version. */
const NEWEST = sql.raw(`meeting_paper p join agency a on a.key = p.agency
  join lateral (select * from meeting_paper_version n where n.paper_id = p.id order by n.version desc limit 1) v on true`);

/** Papers of a meeting with their newest versions, in the order in which they came; withdrawn ones too. */
export async function listPapers(trx: Db, meetingId: string): Promise<Paper[]> {
  const { rows } = await sql<Paper>`
    select ${PAPER}, ${VERSION} from ${NEWEST} where p.meeting_id = ${meetingId}::uuid order by p.made_at, p.title, p.id`.execute(
    trx,
  );
  return rows;
}

/** One paper of a meeting, or nothing where the person who acts may not read it. */
export async function findPaper(trx: Db, meetingId: string, id: string): Promise<Paper | undefined> {
  const { rows } = await sql<Paper>`
    select ${PAPER}, ${VERSION} from ${NEWEST} where p.id = ${id}::uuid and p.meeting_id = ${meetingId}::uuid`.execute(
    trx,
  );
  return rows[0];
}

/** Every version of a paper, the newest first. */
export async function listPaperVersions(trx: Db, id: string): Promise<PaperVersion[]> {
  const { rows } = await sql<PaperVersion>`
    select ${VERSION} from meeting_paper_version v where v.paper_id = ${id}::uuid order by v.version desc`.execute(trx);
  return rows;
}

/** One version with the beginning of its text, or nothing. */
export async function findVersion(trx: Db, id: string, version: number): Promise<ShownVersion | undefined> {
  const { rows } = await sql<ShownVersion>`
    select ${VERSION}, s.preview from meeting_paper_version v
    left join meeting_paper_preview s on s.paper_id = v.paper_id and s.version = v.version
    where v.paper_id = ${id}::uuid and v.version = ${version}`.execute(trx);
  return rows[0];
}

/** Writes a new paper, without a version yet. */
export async function insertPaper(
  trx: Db,
  paper: Pick<Paper, 'id' | 'meetingId' | 'itemId' | 'title' | 'agency'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into meeting_paper (id, meeting_id, item_id, title, agency, made_at)
    values (${paper.id}::uuid, ${paper.meetingId}::uuid, ${paper.itemId}::uuid, ${paper.title}, ${paper.agency}, ${now})`.execute(
    trx,
  );
}

/** A version as it is written. */
export interface NewVersion extends Omit<PaperVersion, 'version'> {
  preview: Preview | null;
  byId: string;
  /** Where its bytes lie. */
  path: string;
}

/** Bytes of a piece. */
const PIECE = 1_048_576;

/**
 * Adds a version behind the newest and returns its number. Two who do so at the same moment get two numbers, one after the
 * other: nothing is put in place of what nobody saw without a trace.
 */
export async function insertVersion(trx: Db, paperId: string, given: NewVersion): Promise<number> {
  await sql`select from meeting_paper where id = ${paperId}::uuid for update`.execute(trx);
  const { rows } = await sql<{ version: number }>`
    insert into meeting_paper_version (paper_id, version, file_name, kind, size, sha256, because, by_id, by_name, at)
    select ${paperId}::uuid, coalesce(max(version), 0) + 1, ${given.fileName}::text, ${given.kind}::text, ${given.size}::integer,
      ${given.sha256}::text, ${given.because}::text, ${given.byId}::uuid, ${given.byName}::text, ${given.at}::timestamptz
    from meeting_paper_version where paper_id = ${paperId}::uuid
    returning version`.execute(trx);
  const version = rows[0]?.version ?? 1;
  if (given.preview !== null) {
    await sql`
      insert into meeting_paper_preview (paper_id, version, preview)
      values (${paperId}::uuid, ${version}, ${JSON.stringify(given.preview)}::jsonb)`.execute(trx);
  }
  const file = await open(given.path, 'r');
  try {
    for (let piece = 0; piece * PIECE < given.size; piece++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, piece * PIECE);
      await sql`
        insert into meeting_paper_bytes (paper_id, version, piece, bytes)
        values (${paperId}::uuid, ${version}, ${piece}, ${buffer.subarray(0, bytesRead)})`.execute(trx);
    }
  } finally {
    await file.close();
  }
  return version;
}

/** The bytes of a version. They are read piece by piece, so that they are held once. */
export async function readBytes(trx: Db, paperId: string, version: number, size: number): Promise<Buffer> {
  const whole = Buffer.alloc(size);
  let filled = 0;
  for (let piece = 0; piece * PIECE < size; piece++) {
    const { rows } = await sql<{ bytes: Buffer }>`
      select bytes from meeting_paper_bytes
      where paper_id = ${paperId}::uuid and version = ${version} and piece = ${piece}`.execute(trx);
    filled += rows[0]?.bytes.copy(whole, filled) ?? 0;
  }
  if (filled !== size)
    throw new Error(`Version ${version} of paper ${paperId} has ${filled} bytes and should have ${size}.`);
  return whole;
}

/** Withdraws a paper. False where somebody has withdrawn it already. */
export async function markWithdrawn(
  trx: Db,
  id: string,
  { by, because, now }: { by: string; because: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update meeting_paper set withdrawn_at = ${now}, withdrawn_by = ${by}, withdrawn_because = ${because}
    where id = ${id}::uuid and withdrawn_at is null`.execute(trx);
  return numAffectedRows === 1n;
}
