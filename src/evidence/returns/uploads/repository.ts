import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import type { KeptFinding, KeptPlace, KeptRow, Outcome } from './condense.ts';
import type { Upload, UploadState } from './upload.ts';

const COLUMNS = sql`
  u.id, u.reference, u.agency, a.name as "agencyName", u.owner_id as "ownerId", u.return_kind as "returnKind", u.rules, u.state,
  u.file_name as "fileName", u.bytes::float8 as bytes, u.sha256, u.made_at as "madeAt", u.progress, u.heard_at as "heardAt", u.fault,
  u.outcome, u.expires_at as "expiresAt",
  (select r.findings_removed_at from return_receipt r where r.id = u.id) as "findingsRemovedAt"`;

/** An upload that the transaction may read; undefined where there is none. */
export async function findUpload(trx: Db, id: string): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`
    select ${COLUMNS} from return_upload u join agency a on a.key = u.agency where u.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** The uploads that are not accepted yet, the newest first. */
export async function listOpenUploads(trx: Db): Promise<Upload[]> {
  const { rows } = await sql<Upload>`
    select ${COLUMNS} from return_upload u join agency a on a.key = u.agency where u.state <> 'accepted'
    order by u.made_at desc limit 50`.execute(trx);
  return rows;
}

/** A new upload. */
export interface NewUpload {
  id: string;
  agency: string;
  ownerId: string;
  returnKind: string;
  rules: string;
  fileName: string;
  bytes: number;
  sha256: string;
  now: Date;
  expiresAt: Date;
}

/** Begins an upload, and gives its reference. */
export async function insertUpload(trx: Db, one: NewUpload): Promise<string> {
  const year = String(one.now.getUTCFullYear());
  const { rows } = await sql<{ reference: string }>`
    insert into return_upload (id, reference, agency, owner_id, return_kind, rules, state, file_name, bytes, sha256, made_at,
      heard_at, expires_at)
    values (${one.id}::uuid, 'RET-' || ${year}::text || '-' || lpad(nextval('return_upload_number')::text, 4, '0'), ${one.agency},
      ${one.ownerId}::uuid, ${one.returnKind}, ${one.rules}, 'checking', ${one.fileName}, ${one.bytes}, ${one.sha256}, ${one.now},
      ${one.now}, ${one.expiresAt})
    returning reference`.execute(trx);
  return rows[0]?.reference ?? '';
}

/** Says how far a check is; false where it was cancelled meanwhile. */
export async function keepProgress(trx: Db, id: string, progress: number, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update return_upload set progress = ${progress}, heard_at = ${now} where id = ${id}::uuid and state = 'checking'`.execute(
    trx,
  );
  return numAffectedRows === 1n;
}

/** Ends a check; false where it was cancelled meanwhile. */
export async function endCheck(
  trx: Db,
  id: string,
  end: {
    state: Extract<UploadState, 'preview' | 'unreadable'>;
    fault: string | null;
    outcome: Outcome | null;
    expiresAt: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update return_upload set state = ${end.state}, fault = ${end.fault}, progress = 1000,
      outcome = ${end.outcome === null ? null : JSON.stringify(end.outcome)}::jsonb, expires_at = ${end.expiresAt}
    where id = ${id}::uuid and state = 'checking'`.execute(trx);
  return numAffectedRows === 1n;
}

const TOGETHER = 500;

/** Keeps findings, in their order. */
export async function insertFindings(trx: Db, uploadId: string, findings: readonly KeptFinding[]): Promise<void> {
  for (let from = 0; from < findings.length; from += TOGETHER) {
    const some = findings.slice(from, from + TOGETHER).map((one, at) => ({ ...one, number: from + at }));
    await sql`
      insert into return_finding (upload_id, number, rule, severity, child, about, tables, places, rows)
      select ${uploadId}::uuid, number, rule, severity, child, about, tables, places, rows
      from jsonb_to_recordset(${JSON.stringify(some).replaceAll('\\u0000', '')}::jsonb) as one
        (number integer, rule text, severity text, child text, about text, tables text[], places jsonb, rows jsonb)`.execute(
      trx,
    );
  }
}

/** Removes an upload that is not accepted, with its findings. */
export async function deleteUpload(trx: Db, id: string): Promise<void> {
  await sql`delete from return_upload where id = ${id}::uuid and state <> 'accepted'`.execute(trx);
}

/** Marks a preview as accepted; false where it is none any more. */
export async function markAccepted(trx: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update return_upload set state = 'accepted' where id = ${id}::uuid and state = 'preview'`.execute(trx);
  return numAffectedRows === 1n;
}

/** Removes what was not decided about in time, for nobody in particular. Returns how many uploads that were. */
export async function removeLeft(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ gone: number }>`select return_remove_left(${now}) as gone`.execute(db);
  return rows[0]?.gone ?? 0;
}

/** How an upload's finding stands to the accepted one before. */
export type Change = 'new' | 'still' | 'mended';

/** What is looked for among findings. */
export interface Sought {
  /** The upload whose findings are meant, and the one it is compared with. */
  uploadId: string;
  before: string | null;
  change: Change | null;
  rule: string | null;
  severity: 'error' | 'query' | null;
  table: string | null;
  child: string | null;
  /** Words among ids, fields and values. */
  words: string | null;
}

/** A finding as it is kept. */
export interface Finding extends KeptFinding {
  number: number;
  /** Null where nothing was accepted before. */
  change: Change | null;
  places: KeptPlace[];
  rows: KeptRow[];
}

/**
 * The findings that are meant, as a table. For what was mended these are the findings of the upload before. A rule that only one of
 * the two was checked by is new or mended with the rules, and not with the file: it counts as neither.
 */
function meant({ uploadId, before, change, rule, severity, table, child, words }: Sought) {
  const [of, other] = change === 'mended' ? [before, uploadId] : [uploadId, before];
  const also = sql`exists (select from return_finding o where o.upload_id = ${other}::uuid and o.rule = f.rule and o.child = f.child and o.about = f.about)`;
  const inBoth = sql`exists (select from return_upload o, jsonb_array_elements(o.outcome -> 'results') r
    where o.id = ${other}::uuid and r ->> 'code' = f.rule)`;
  const changed = change === 'still' ? also : sql`not ${also} and (f.rule = 'Layout' or ${inBoth})`;
  const pattern = words === null ? null : `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`
    from return_finding f where f.upload_id = ${of}::uuid
      ${change === null ? sql`` : sql`and ${changed}`}
      ${rule === null ? sql`` : sql`and f.rule = ${rule}`}
      ${severity === null ? sql`` : sql`and f.severity = ${severity}`}
      ${table === null ? sql`` : sql`and ${table} = any(f.tables)`}
      ${child === null ? sql`` : sql`and f.child = ${child}`}
      ${pattern === null ? sql`` : sql`and (f.child ilike ${pattern} or f.about ilike ${pattern} or f.places::text ilike ${pattern})`}`;
}

/** A page of findings in their order, and how many there are. */
export async function listFindings(
  trx: Db,
  sought: Sought,
  { from, most }: { from: number; most: number },
): Promise<{ findings: Finding[]; total: number }> {
  const { rows } = await sql<Omit<Finding, 'change'> & { total: number }>`
    select f.number, f.rule, f.severity, f.child, f.about, f.tables, f.places, f.rows, count(*) over ()::integer as total
    ${meant(sought)} order by f.number offset ${from} limit ${most}`.execute(trx);
  const findings = rows.map(({ total: _, ...one }) => ({ ...one, change: sought.change }));
  return { findings, total: rows[0]?.total ?? 0 };
}

/** How many findings each rule, each child and each table has among those that are meant. */
export interface Counted {
  rule: string;
  severity: 'error' | 'query';
  findings: number;
}

/** Findings by rule. */
export async function countByRule(trx: Db, sought: Sought): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    select f.rule, f.severity, count(*)::integer as findings ${meant(sought)} group by 1, 2 order by min(f.number)`.execute(
    trx,
  );
  return rows;
}

/** A child with the rules that it fails. */
export interface ChildLine {
  child: string;
  errors: string[];
  queries: string[];
}

/** Findings by child, those with most errors first. */
export async function countByChild(
  trx: Db,
  sought: Sought,
  { from, most }: { from: number; most: number },
): Promise<{ children: ChildLine[]; total: number }> {
  const { rows } = await sql<ChildLine & { total: number }>`
    select f.child, array_remove(array_agg(case when f.severity = 'error' then f.rule end order by f.number), null) as errors,
      array_remove(array_agg(case when f.severity = 'query' then f.rule end order by f.number), null) as queries,
      count(*) over ()::integer as total
    ${meant(sought)} and f.child <> '' group by f.child
    order by count(*) filter (where f.severity = 'error') desc, count(*) desc, f.child offset ${from} limit ${most}`.execute(
    trx,
  );
  return { children: rows.map(({ total: _, ...one }) => one), total: rows[0]?.total ?? 0 };
}

/** Findings by table. */
export async function countByTable(
  trx: Db,
  sought: Sought,
): Promise<{ table: string; findings: number; children: number }[]> {
  const { rows } = await sql<{ table: string; findings: number; children: number }>`
    select t as "table", count(*)::integer as findings, count(distinct f.child) filter (where f.child <> '')::integer as children
    from (select f.* ${meant(sought)}) f, unnest(f.tables) t group by 1 order by 2 desc, 1`.execute(trx);
  return rows;
}

/**
 * The accepted upload of the same return and authority that stands before another; null where what was found in it is not kept any
 * more, for then everything would look new.
 */
export async function findBefore(
  trx: Db,
  upload: Upload,
): Promise<{ id: string; reference: string; acceptedAt: Date } | null> {
  const { rows } = await sql<{ id: string; reference: string; acceptedAt: Date }>`
    select u.id, u.reference, r.accepted_at as "acceptedAt" from return_upload u join return_receipt r on r.id = u.id
    where u.agency = ${upload.agency} and u.return_kind = ${upload.returnKind} and u.id <> ${upload.id}::uuid
      and r.findings_removed_at is null
      and r.accepted_at < coalesce((select o.accepted_at from return_receipt o where o.id = ${upload.id}::uuid), 'infinity')
    order by r.accepted_at desc limit 1`.execute(trx);
  return rows[0] ?? null;
}
