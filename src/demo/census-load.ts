import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { acceptUpload, beginUpload, checkReturn, keepPreview, RECEIPT } from '../evidence/returns/uploads/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { asInvented, type Writing, writeInvented } from './as-invented.ts';
import { inventedCensus } from './census.ts';

/** One accepted return of the demonstration. */
interface InventedReturn {
  id: string;
  by: string;
  authority: string;
  children: number;
  faultEvery: number;
  /** Accepted so many days before the demonstration was set up. */
  ago: number;
}

const RETURNS: readonly InventedReturn[] = [
  {
    ...{ id: 'e0000000-0000-5000-8023-000000000001', by: 'Anwar Example', authority: '805', children: 60 },
    ...{ faultEvery: 4, ago: 44 },
  },
  {
    ...{ id: 'e0000000-0000-5000-8023-000000000002', by: 'Agnes Example', authority: '808', children: 80 },
    ...{ faultEvery: 6, ago: 40 },
  },
  {
    ...{ id: 'e0000000-0000-5000-8023-000000000003', by: 'Anwar Example', authority: '805', children: 60 },
    ...{ faultEvery: 9, ago: 12 },
  },
];

const GIVEN = { returnKind: 'cin', rules: '2024/25' } as const;
const BECAUSE = 'Invented for the demonstration: the state of the month, while its errors are being mended';

/** Puts accepted census returns of invented children into the demonstration, each as the analyst of its council: two of one, so that there is something to compare. */
export async function ensureDemonstrationReturns(db: Db, writing: Writing): Promise<void> {
  for (const one of RETURNS) {
    const there = await asInvented(db, writing, { name: one.by, ago: 0, purpose: 'assurance' }, async ({ trx }) => {
      const { rows } = await sql`select from return_receipt where id = ${one.id}::uuid`.execute(trx);
      return rows.length > 0;
    });
    if (!there) await ensureOne(db, one, writing);
  }
}

async function ensureOne(db: Db, one: InventedReturn, writing: Writing): Promise<void> {
  const text = inventedCensus(one);
  const checked = await checkedFile(text);
  await asInvented(db, writing, { name: one.by, ago: one.ago, purpose: 'assurance' }, async (work) => {
    const file = {
      ...{ kind: 'xml' as const, name: 'invented-census.xml', sentAs: 'invented-census.xml', path: '' },
      ...{ size: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') },
    };
    const begun = await beginUpload(work, GIVEN, file, one.id);
    if ('problems' in begun) throw new Error(`The demonstration's return can't be sent: ${begun.problems[0]?.message}`);
    await keepPreview(work, one.id, checked);
    const accepted = await acceptUpload(work, one.id, BECAUSE);
    if ('problems' in accepted)
      throw new Error(`The demonstration's return can't be accepted: ${accepted.problems[0]?.message}`);
    const field = {
      kind: RECEIPT,
      recordId: one.id,
      field: 'reference',
      before: null,
      after: accepted.receipt.reference,
    };
    await writeInvented(work, writing, {
      ...{ kind: RECEIPT, id: one.id, event: 'return.accept', says: 'Accepted a return of invented children' },
      changes: [field],
    });
  });
}

async function checkedFile(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'kith-invented-'));
  try {
    const path = join(folder, 'census.xml');
    await writeFile(path, text);
    return await checkReturn({ kind: GIVEN.returnKind, path, rules: GIVEN.rules, measures: null });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
