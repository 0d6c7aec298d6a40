import type { Work } from '../../../platform/access/index.ts';
import { type KeptResult, LAYOUT } from './condense.ts';
import {
  type Change,
  type ChildLine,
  countByChild,
  countByRule,
  countByTable,
  type Finding,
  findBefore,
  findUpload,
  listFindings,
  type Sought,
} from './repository.ts';
import { type Comparison, compare, demandUpload } from './service.ts';
import type { Upload } from './upload.ts';

/** How the findings are put together. */
export const GROUPINGS = { rule: 'By rule', child: 'By child', table: 'By table' } as const;
/** The name of a grouping. */
export type Grouping = keyof typeof GROUPINGS;

/** What a reader of findings asks for. */
export interface Asked extends Omit<Sought, 'uploadId' | 'before'> {
  by: Grouping;
  page: number;
}

const PER_PAGE = 20;
const CHILDREN_A_PAGE = 50;
/** Findings that a download holds. */
const DOWNLOADED = 25_000;

/** A rule with the findings that are looked for. */
export interface RuleLine {
  result: KeptResult;
  findings: number;
}

/** What is listed: rules, children or tables, or the findings themselves once one of these, or words, were asked for. */
export type Listed =
  | { as: 'rules'; rules: RuleLine[] }
  | { as: 'children'; children: ChildLine[]; total: number; pages: number }
  | { as: 'tables'; tables: { table: string; findings: number; children: number }[] }
  | { as: 'findings'; findings: (Finding & { result: KeptResult })[]; total: number; pages: number };

/** An upload with what was asked for of its findings. */
export interface Reading {
  upload: Upload;
  comparison: Comparison | null;
  asked: Asked;
  listed: Listed | null;
}

/** Reads an upload, and of its findings what is asked for. Throws Refused where it is not the person's to read. */
export async function readUpload(work: Work, id: string, asked: Asked): Promise<Reading> {
  const upload = await demandUpload(work, 'read', id);
  if (!upload.outcome) return { upload, comparison: null, asked, listed: null };
  const comparison = await compare(work, upload);
  const sought: Sought = { ...asked, uploadId: id, before: comparison?.before.id ?? null };
  // Without an accepted return before, nothing is new and nothing is mended.
  const listed = await list(work, upload, comparison ? sought : { ...sought, change: null }, asked);
  return { upload, comparison, asked: comparison ? asked : { ...asked, change: null }, listed };
}

async function list({ trx }: Work, upload: Upload, sought: Sought, asked: Asked): Promise<Listed> {
  const results = await resultsFor(trx, upload, sought);
  const { rule, child, table, words, by, page } = asked;
  if (rule !== null || child !== null || table !== null || words !== null) {
    const { findings, total } = await listFindings(trx, sought, { from: (page - 1) * PER_PAGE, most: PER_PAGE });
    const known = findings.flatMap((one) => {
      const result = results.get(one.rule);
      return result ? [{ ...one, result }] : [];
    });
    return { as: 'findings', findings: known, total, pages: Math.max(1, Math.ceil(total / PER_PAGE)) };
  }
  if (by === 'child') {
    const { children, total } = await countByChild(trx, sought, {
      from: (page - 1) * CHILDREN_A_PAGE,
      most: CHILDREN_A_PAGE,
    });
    return { as: 'children', children, total, pages: Math.max(1, Math.ceil(total / CHILDREN_A_PAGE)) };
  }
  if (by === 'table') return { as: 'tables', tables: await countByTable(trx, sought) };
  const counted = await countByRule(trx, sought);
  const rules = counted.flatMap(({ rule: code, findings }) => {
    const result = results.get(code);
    return result ? [{ result, findings }] : [];
  });
  return { as: 'rules', rules };
}

/** What became of the rules in the upload whose findings are listed: for what was mended, the one before. */
async function resultsFor(
  trx: Work['trx'],
  upload: Upload,
  { change, before }: Sought,
): Promise<Map<string, KeptResult>> {
  const of = change === 'mended' && before !== null ? await findUpload(trx, before) : upload;
  return new Map((of?.outcome?.results ?? []).map((result) => [result.code, result]));
}

/** A row of the download of findings: one place. */
export interface DownloadedRow {
  rule: string;
  severity: string;
  message: string;
  child: string;
  table: string;
  line: number | null;
  field: string;
  value: string;
  change: Change | null;
}

/** Every place of the findings that are asked for, for a spreadsheet. */
export async function downloadFindings(
  work: Work,
  id: string,
  asked: Asked,
): Promise<{ upload: Upload; rows: DownloadedRow[] }> {
  const upload = await demandUpload(work, 'read', id);
  const before = upload.outcome ? await findBefore(work.trx, upload) : null;
  const sought: Sought = { ...asked, uploadId: id, before: before?.id ?? null, change: before ? asked.change : null };
  const results = await resultsFor(work.trx, upload, sought);
  const { findings } = await listFindings(work.trx, sought, { from: 0, most: DOWNLOADED });
  const rows = findings.flatMap(({ rule, severity, child, about, places, change }): DownloadedRow[] => {
    const said = results.get(rule);
    const message = rule === LAYOUT ? `${about}.` : `${said?.message ?? ''}${said?.because ? ` ${said.because}` : ''}`;
    const of = { rule, severity, message, child, change };
    if (places.length === 0) return [{ ...of, table: '', line: null, field: '', value: '' }];
    return places.map(({ table, line, field, value }) => ({
      ...of,
      table,
      line: line > 0 ? line : null,
      field,
      value,
    }));
  });
  return { upload, rows };
}
