import { sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import type { ReturnFigure } from './at-work.ts';
import type { KeptResult, Outcome } from './condense.ts';

/** What became of a rule in an accepted return. */
export type ReceiptResult = Pick<KeptResult, 'code' | 'severity' | 'message' | 'status' | 'found'>;

/** How an accepted return stands to the one before. */
export interface Since {
  /** The reference of the one before. */
  reference: string;
  fresh: number;
  mended: number;
  still: number;
}

/** What is kept of an accepted return. It names no child. */
export interface Receipt {
  id: string;
  reference: string;
  agency: string;
  agencyName: string;
  ownerId: string;
  returnKind: string;
  rules: string;
  coversFrom: string;
  coversTo: string;
  fileName: string;
  bytes: number;
  sha256: string;
  acceptedAt: Date;
  acceptedBy: string;
  because: string | null;
  children: number;
  tables: Outcome['tables'];
  results: ReceiptResult[];
  since: Since | null;
  figures: ReturnFigure[];
  /** The area in whose snapshot the figures stand; null where they stand in none. */
  areaCode: string | null;
  /** Why they stand in none. */
  notCounted: string | null;
  /** When what was found in it was removed; null while it is kept. */
  findingsRemovedAt: Date | null;
}

const COLUMNS = sql`
  r.id, r.reference, r.agency, a.name as "agencyName", r.owner_id as "ownerId", r.return_kind as "returnKind", r.rules,
  r.covers_from as "coversFrom", r.covers_to as "coversTo", r.file_name as "fileName", r.bytes::float8 as bytes, r.sha256,
  r.accepted_at as "acceptedAt", r.accepted_by as "acceptedBy", r.because, r.children, r.tables, r.results, r.since, r.figures,
  r.area_code as "areaCode", r.not_counted as "notCounted", r.findings_removed_at as "findingsRemovedAt"`;

/** Keeps the receipt of a return that is accepted. */
export async function insertReceipt(trx: Db, one: Omit<Receipt, 'agencyName' | 'findingsRemovedAt'>): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value);
  await sql`
    insert into return_receipt (id, reference, agency, owner_id, return_kind, rules, covers_from, covers_to, file_name, bytes, sha256,
      accepted_at, accepted_by, because, children, tables, results, since, figures,
      area_code, not_counted)
    values (${one.id}::uuid, ${one.reference}, ${one.agency}, ${one.ownerId}::uuid, ${one.returnKind}, ${one.rules}, ${one.coversFrom},
      ${one.coversTo}, ${one.fileName}, ${one.bytes}, ${one.sha256}, ${one.acceptedAt}, ${one.acceptedBy}, ${one.because},
      ${one.children}, ${json(one.tables)}::jsonb, ${json(one.results)}::jsonb,
      ${one.since === null ? null : json(one.since)}::jsonb, ${json(one.figures)}::jsonb, ${one.areaCode}, ${one.notCounted})`.execute(
    trx,
  );
}

/** A receipt that the transaction may read. */
export async function findReceipt(trx: Db, id: string): Promise<Receipt | undefined> {
  const { rows } = await sql<Receipt>`
    select ${COLUMNS} from return_receipt r join agency a on a.key = r.agency where r.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** The receipts that the transaction may read, the newest first; of one kind of return where it is given. */
export async function listReceipts(trx: Db, returnKind: string | null, most: number): Promise<Receipt[]> {
  const { rows } = await sql<Receipt>`
    select ${COLUMNS} from return_receipt r join agency a on a.key = r.agency
    where ${returnKind}::text is null or r.return_kind = ${returnKind} order by r.accepted_at desc limit ${most}`.execute(
    trx,
  );
  return rows;
}
