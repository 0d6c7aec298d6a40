import { randomUUID } from 'node:crypto';
import { listAreas } from '../../../directory/index.ts';
import {
  type Action,
  decideKind,
  decideRecord,
  demandKind,
  findFacts,
  Refused,
  type Work,
} from '../../../platform/access/index.ts';
import { dateInWords } from '../../../platform/clocks/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import { kindLabel } from '../../../platform/uploads/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import type { CheckedFile } from '../../../platform/web/upload.ts';
import { demandMove } from '../../../platform/workflow/index.ts';
import { countFromReturn, indicatorOverTime, periodOf } from '../../snapshot/index.ts';
import { type Beside, besideOf } from './beside.ts';
import type { Checked } from './check.ts';
import type { Outcome } from './condense.ts';
import { FILE, type GivenUpload } from './form.ts';
import { returnInWords, returnKind } from './kinds.ts';
import { RECEIPT, UPLOAD } from './policy.ts';
import { findReceipt, insertReceipt, type Receipt, type Since } from './receipts.ts';
import {
  deleteUpload,
  endCheck,
  findBefore,
  findUpload,
  insertFindings,
  insertUpload,
  listFindings,
  markAccepted,
} from './repository.ts';
import { hasStopped, KEPT_HOURS, type Upload, type UploadDoing, uploadProcess } from './upload.ts';

const HOUR = 3_600_000;

/** Whether the person may do this with one upload. Throws Refused if not, as if there were none. */
export async function demandUpload(work: Work, action: Action, id: string): Promise<Upload> {
  const facts = await findFacts(work.trx, UPLOAD, id);
  const decision = decideRecord(work.access, work.actor, work.purpose, action, UPLOAD, facts);
  const upload = decision.may ? await findUpload(work.trx, id) : undefined;
  if (upload) return upload;
  throw new Refused({ because: decision.may ? 'no-record' : decision.because, action, kind: UPLOAD, recordId: id });
}

/** Whether the person checks returns themselves. */
export function isAnalyst({ access, actor, purpose }: Work): boolean {
  return decideKind(access, actor, purpose, 'create', UPLOAD).may;
}

/** An upload that is begun, or what is wrong with its file. */
export type Beginning = { id: string; reference: string } | { problems: FormProblem[] };

/** Begins an upload of the person's own authority. Nothing of the file is read here. */
export async function beginUpload(
  work: Work,
  given: GivenUpload,
  file: CheckedFile | null,
  id: string = randomUUID(),
): Promise<Beginning> {
  demandKind(work, 'create', UPLOAD);
  const kind = returnKind(given.returnKind);
  if (!file) return wrongFile('Choose the file of the return');
  if (file.kind !== kind.content)
    return wrongFile(
      `The ${kind.name} is ${kind.fileIs}, and this is a ${kindLabel(file.kind)}: choose another file, or another return`,
    );
  const { trx, actor, now } = work;
  const reference = await insertUpload(trx, {
    ...{ id, agency: actor.agency, ownerId: actor.id, ...given, now },
    ...{ fileName: file.name, bytes: file.size, sha256: file.sha256 },
    expiresAt: expiryAt(now),
  });
  return { id, reference };
}

function expiryAt(now: Date): Date {
  return new Date(now.getTime() + KEPT_HOURS * HOUR);
}

/** Keeps what a check found as a preview; false where it was cancelled meanwhile, and nothing is kept. */
export async function keepPreview(
  { trx, now }: Pick<Work, 'trx' | 'now'>,
  id: string,
  { outcome, findings }: Checked,
): Promise<boolean> {
  const kept = await endCheck(trx, id, { state: 'preview', fault: null, outcome, expiresAt: expiryAt(now) });
  if (kept) await insertFindings(trx, id, findings);
  return kept;
}

/** Keeps why a file could not be read; false where its check was cancelled meanwhile. */
export function keepFault({ trx, now }: Pick<Work, 'trx' | 'now'>, id: string, fault: string): Promise<boolean> {
  return endCheck(trx, id, { state: 'unreadable', fault, outcome: null, expiresAt: expiryAt(now) });
}

function wrongFile(message: string): { problems: FormProblem[] } {
  return { problems: [{ field: FILE, message }] };
}

/** Cancels a check, or throws away what was checked. Nothing of the upload is left. */
export async function dropUpload(
  work: Work,
  id: string,
  doing: Extract<UploadDoing, 'cancel' | 'throw-away'>,
): Promise<void> {
  const upload = await demandUpload(work, 'change', id);
  // One whose server stopped can be thrown away like any other.
  if (!(upload.state === 'checking' && hasStopped(upload, work.now)))
    demandMove(uploadProcess, upload.state, doing, new Set(['analyst'] as const));
  await deleteUpload(work.trx, id);
}

/** How an upload stands to the accepted return before it. */
export interface Comparison {
  before: { id: string; reference: string; acceptedAt: Date };
  fresh: number;
  mended: number;
  still: number;
}

/** Compares an upload with the last return of the same kind and authority that was accepted; null where there is none. */
export async function compare(work: Work, upload: Upload): Promise<Comparison | null> {
  const before = await findBefore(work.trx, upload);
  if (!before) return null;
  const counted = async (change: 'new' | 'mended' | 'still') => {
    const nothing = { rule: null, severity: null, table: null, child: null, words: null };
    const { total } = await listFindings(
      work.trx,
      { uploadId: upload.id, before: before.id, change, ...nothing },
      { from: 0, most: 1 },
    );
    return total;
  };
  return { before, fresh: await counted('new'), mended: await counted('mended'), still: await counted('still') };
}

/** Why a return that was read can't be accepted, in one sentence; null where it can. */
export function whyNotAccepted({ returnKind: key, rules }: Upload, { stated, children }: Outcome): string | null {
  const { to } = returnKind(key).covers(rules);
  if (stated === null)
    return 'The file states no reference date that can be read, so nobody could say which year it is about.';
  if (stated !== to)
    return `The file is about ${dateInWords(stated)}, and it was checked by what holds for ${dateInWords(to)}: check it again with the year of the file.`;
  return children === 0 ? 'There is no child in the file.' : null;
}

/** Whether errors stand in a return. */
export function hasErrors({ results }: Outcome): boolean {
  return results.some(
    ({ status, severity, lacksOnly }) => status !== 'passed' && severity === 'error' && lacksOnly === undefined,
  );
}

/** What became of accepting a return. */
export type Accepting = { receipt: Receipt } | { problems: FormProblem[] };

/** Accepts a preview: from now on it counts, and it has a receipt. */
export async function acceptUpload(work: Work, id: string, because: string): Promise<Accepting> {
  const upload = await demandUpload(work, 'change', id);
  demandMove(uploadProcess, upload.state, 'accept', new Set(['analyst'] as const));
  demandKind(work, 'create', RECEIPT);
  const { outcome } = upload;
  if (!outcome) throw new Error('A preview has no outcome.');
  const wrong = whyNotAccepted(upload, outcome);
  if (wrong !== null) throw new PlainError(wrong, { statusCode: 409 });
  if (hasErrors(outcome) && because === '')
    return { problems: [{ field: 'because', message: 'Enter why it is accepted though errors stand in it' }] };
  const compared = await compare(work, upload);
  const since: Since | null = compared && {
    ...{ reference: compared.before.reference, fresh: compared.fresh, mended: compared.mended, still: compared.still },
  };
  if (!(await markAccepted(work.trx, id)))
    throw new PlainError('Somebody has decided about it already: open it again.', { statusCode: 409 });
  const { from, to } = returnKind(upload.returnKind).covers(upload.rules);
  const counting = await areaToCount(work, upload, outcome);
  const receipt: Receipt = {
    ...counting,
    ...{
      id,
      reference: upload.reference,
      agency: upload.agency,
      agencyName: upload.agencyName,
      ownerId: upload.ownerId,
    },
    ...{ returnKind: upload.returnKind, rules: upload.rules, coversFrom: from, coversTo: to },
    ...{ fileName: upload.fileName, bytes: upload.bytes, sha256: upload.sha256 },
    ...{ acceptedAt: work.now, acceptedBy: work.actor.name, because: because === '' ? null : because },
    ...{ children: outcome.children, tables: outcome.tables, since, figures: outcome.figures, findingsRemovedAt: null },
    results: outcome.results.map(({ code, severity, message, status, found }) => ({
      code,
      severity,
      message,
      status,
      found,
    })),
  };
  await insertReceipt(work.trx, receipt);
  if (receipt.areaCode !== null) await count(work, receipt, receipt.areaCode);
  return { receipt };
}

/** In which area's snapshot the figures of a return stand: that of the authority in the file, if it is the analyst's own. */
async function areaToCount(
  { trx }: Work,
  { agencyName, returnKind: key }: Upload,
  { authority, figures }: Outcome,
): Promise<Pick<Receipt, 'areaCode' | 'notCounted'>> {
  const not = (notCounted: string) => ({ areaCode: null, notCounted });
  if (figures.length === 0) return not(`Kith counts no figures of the snapshot from ${returnKind(key).name} yet.`);
  const areas = await listAreas(trx);
  const isOwn = ({ shortName }: (typeof areas)[number]) => agencyName.toLowerCase().includes(shortName.toLowerCase());
  if (authority === null) {
    const own = areas.find((area) => area.dfeNumber !== null && isOwn(area));
    return own ? { areaCode: own.key, notCounted: null } : not(`No area of this Kith is that of ${agencyName}.`);
  }
  const area = areas.find(({ dfeNumber }) => dfeNumber !== null && dfeNumber === authority);
  if (!area)
    return not(
      `The file is of authority ${authority || 'without a number'}, and no area of this Kith has that number.`,
    );
  // Nobody writes into the snapshot of another council.
  if (!isOwn(area)) return not(`The file is of authority ${authority}, which is ${area.name}, and not ${agencyName}.`);
  return { areaCode: area.key, notCounted: null };
}

async function count({ trx, now }: Work, receipt: Receipt, areaCode: string): Promise<void> {
  const { coversTo, reference, returnKind: key, rules, sha256, bytes } = receipt;
  await countFromReturn(trx, {
    ...{ areaCode, asOf: coversTo, now },
    place: `Receipt ${reference}: ${returnInWords(key, rules)}`,
    // By its receipt: everybody reads where a figure came from, and a file may be called after a child.
    file: { name: reference, sha256, bytes },
    acceptedBy: receipt.acceptedBy,
    figures: receipt.figures.map(({ key: of, value, of: parts, because, period }) => ({
      indicator: indicatorOf(receipt, of),
      value: value !== null && parts ? parts : value,
      ...(because === undefined ? {} : { because }),
      ...(period === undefined ? {} : { period }),
    })),
  });
}

/** A receipt that the person may read. Throws Refused as if there were none. */
export async function readReceipt(work: Work, id: string): Promise<Receipt> {
  demandKind(work, 'read', RECEIPT);
  const receipt = await findReceipt(work.trx, id);
  if (receipt) return receipt;
  throw new Refused({ because: 'no-record', action: 'read', kind: RECEIPT, recordId: id });
}

/**
 * What the figures of a receipt are read beside. The snapshot is one for all who may read whole figures, so it is asked of the
 * database itself, whose book is remembered, and not of one person's transaction.
 */
export async function readBeside(db: Work['trx'], receipt: Receipt): Promise<Beside[]> {
  const { areaCode, coversTo: asOf, acceptedAt } = receipt;
  if (areaCode === null) return [];
  const beside: Beside[] = [];
  for (const figure of receipt.figures) {
    const over = await indicatorOverTime(db, { name: indicatorOf(receipt, figure.key), audience: 'partnership' });
    const kind = over.indicators[0]?.periodKind ?? 'in-year';
    const period = figure.period ?? periodOf(asOf, kind);
    beside.push(besideOf(figure, over, { areaCode, period, acceptedAt }));
  }
  return beside;
}

/** The snapshot's indicator of a figure that is counted from a return. */
export function indicatorOf({ returnKind: key }: Pick<Receipt, 'returnKind'>, figure: string): string {
  return `${returnKind(key).indicators}${figure}`;
}
