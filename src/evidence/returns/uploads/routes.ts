import { finished } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decideKind } from '../../../platform/access/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { CSV_TYPE, csvLines } from '../../../platform/spreadsheets/csv.ts';
import { doneOf } from '../../../platform/web/done-of.ts';
import { typedText } from '../../../platform/web/form.ts';
import { guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { englandCalendar, listTimeLimits, workingDaysOn } from '../../../statutory/index.ts';
import { Checks } from './checks.ts';
import { acceptForm, buttonForm, FILE, readUploadForm, uploadForm } from './form.ts';
import { RETURN_KINDS, returnInWords, returnKind } from './kinds.ts';
import { mappingFor, stillUnknown } from './mapping.ts';
import { NewReturnPage } from './pages/new-page.tsx';
import { PreviewPage } from './pages/preview-page.tsx';
import { QualityPage } from './pages/quality-page.tsx';
import { ReceiptPage } from './pages/receipt-page.tsx';
import { ReturnsPage } from './pages/returns-page.tsx';
import { CheckingPage, UnreadablePage } from './pages/upload-page.tsx';
import { RECEIPT, UPLOAD } from './policy.ts';
import { qualityOf } from './quality.ts';
import { type Asked, downloadFindings, GROUPINGS, readUpload } from './reading.ts';
import { listReceipts } from './receipts.ts';
import { listOpenUploads } from './repository.ts';
import { retentionRoutes } from './retention-routes.ts';
import { acceptUpload, beginUpload, demandUpload, dropUpload, isAnalyst, readBeside, readReceipt } from './service.ts';
import { spellingRoutes } from './spelling-routes.ts';
import { hasStopped, LARGEST_RETURN, uploadProcess } from './upload.ts';

/** Returns over which the course of findings is shown. */
const LOOKED_BACK = 24;
const NOTHING = z.object({});
const ONE = z.object({ id: z.uuid() });
const UPLOAD_FILE = {
  field: FILE,
  kinds: [...new Set(RETURN_KINDS.map(({ content }) => content))],
  most: LARGEST_RETURN,
};

/** What was just done, by the word in the address. */
const DONE: Readonly<Record<string, string>> = {
  cancelled: says('cancel'),
  gone: says('throw-away'),
  accepted: says('accept'),
};

function says(doing: string): string {
  return uploadProcess.moves.find((move) => move.doing === doing)?.says ?? '';
}

const text = (most: number) =>
  z
    .string()
    .max(most)
    .nullable()
    .default(null)
    .catch(null)
    .transform((words) => words?.trim() || null);
const oneOf = <const T extends string>(words: readonly [T, ...T[]]) =>
  z.enum(words).nullable().default(null).catch(null);

const ASKED = z.object({
  by: z
    .enum(Object.keys(GROUPINGS) as [keyof typeof GROUPINGS])
    .default('rule')
    .catch('rule'),
  page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1),
  rule: text(20),
  severity: oneOf(['error', 'query']),
  table: text(60),
  child: text(120),
  q: text(100),
  change: oneOf(['new', 'still', 'mended']),
});

function askedOf({ q, ...asked }: z.infer<typeof ASKED>): Asked {
  return { ...asked, words: q };
}

/** Statutory returns in Kith: sending, reading, cancelling, accepting. */
export function returnRoutes(app: FastifyInstance, deps: Deps): void {
  const checks = new Checks(deps);
  app.addHook('onClose', () => checks.stop());
  listRoute(app, deps);
  sendRoutes(app, deps, checks);
  uploadRoutes(app, deps);
  decideRoutes(app, deps);
  receiptRoutes(app, deps);
  spellingRoutes(app, deps);
  retentionRoutes(app, deps);
}

function listRoute(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/returns',
    permission: { action: 'read', kind: RECEIPT },
    event: { code: 'return.list', says: 'Looked through the authority’s returns' },
    params: NOTHING,
    query: doneOf(DONE),
    handle: async ({ query, ...acting }) => {
      const work = workOf(acting, deps);
      const receipts = await listReceipts(work.trx, null, 50);
      const open = isAnalyst(work) ? await listOpenUploads(work.trx) : null;
      acting.note({ seen: [...receipts, ...(open ?? [])].map(({ id }) => id) });
      return { page: ReturnsPage({ receipts, open, done: query.done, now: work.now }) };
    },
  });
}

function sendRoutes(app: FastifyInstance, deps: Deps, checks: Checks): void {
  guarded(app, {
    method: 'GET',
    url: '/returns/new',
    permission: { action: 'create', kind: UPLOAD },
    event: 'none',
    params: NOTHING,
    query: NOTHING,
    handle: ({ kept }) => ({ page: NewReturnPage({ values: kept ?? {}, problems: [] }) }),
  });
  guarded(app, {
    method: 'POST',
    url: '/returns/new',
    permission: { action: 'create', kind: UPLOAD },
    event: { code: 'return.send', says: 'Sent a return to be checked' },
    params: NOTHING,
    query: NOTHING,
    body: uploadForm,
    upload: UPLOAD_FILE,
    formAt: () => '/returns/new',
    handle: async ({ body, file, reply, ...acting }) => {
      const work = workOf(acting, deps);
      const { given } = readUploadForm(body);
      const beginning = await beginUpload(work, given, file);
      if ('problems' in beginning || !file) {
        acting.note({ code: 'return.form', says: 'Filled in the form for a return; nothing was sent' });
        const problems = 'problems' in beginning ? beginning.problems : [];
        return { page: NewReturnPage({ values: body, problems }), status: 400 };
      }
      const { id } = beginning;
      const kind = returnKind(given.returnKind);
      const calendar = await englandCalendar(work.trx);
      const limits = await listTimeLimits(work.trx);
      const workingDays = (keys: readonly string[], on: string) => workingDaysOn(limits, keys, on);
      const measures = (await kind.measures?.(given.rules, { calendar, workingDays })) ?? null;
      const spellings = await mappingFor(work, kind.key);
      const path = await checks.takeOver(id, file.path);
      const { actor, purpose } = work;
      // What was written in this request is kept before its answer leaves; only then can the background see it.
      finished(reply.raw, () =>
        checks.beginIfThere({
          id,
          actor,
          purpose,
          wanted: { kind: kind.key, path, rules: given.rules, measures, spellings },
        }),
      );
      acting.note({
        record: { kind: UPLOAD, id },
        says: `Sent a return to be checked: ${returnInWords(kind.key, given.rules)}`,
      });
      return { redirect: `/returns/uploads/${id}` };
    },
    invalid: ({ values, problems, ...acting }) => {
      acting.note({ code: 'return.form', says: 'Filled in the form for a return; nothing was sent' });
      return { page: NewReturnPage({ values, problems }) };
    },
  });
}

function uploadRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/returns/uploads/:id',
    permission: { action: 'read', kind: UPLOAD },
    event: { code: 'return.read', says: 'Read what was found in a return, child by child' },
    params: ONE,
    query: ASKED.extend(doneOf(DONE).shape),
    handle: async ({ params: { id }, query: { done, ...asked }, ...acting }) => {
      const work = workOf(acting, deps);
      const reading = await readUpload(work, id, askedOf(asked));
      const { upload, listed } = reading;
      acting.note({
        record: { kind: UPLOAD, id },
        ...(listed ? {} : { code: 'return.wait', says: 'Looked how far the check of a return is' }),
      });
      if (upload.state === 'checking') return { page: CheckingPage({ upload, done, now: work.now }) };
      if (upload.state === 'unreadable') return { page: UnreadablePage({ upload }) };
      const toMap = (await stillUnknown(work, upload)).length;
      return { page: PreviewPage({ reading, toMap, done, values: {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: '/returns/uploads/:id/progress',
    permission: { action: 'create', kind: UPLOAD },
    event: 'none',
    params: ONE,
    query: NOTHING,
    handle: async ({ params: { id }, ...acting }) => {
      const upload = await demandUpload(workOf(acting, deps), 'read', id);
      const going = upload.state === 'checking' && !hasStopped(upload, deps.now());
      return { json: { going, progress: going ? upload.progress : 0 } };
    },
  });
  guarded(app, {
    method: 'GET',
    url: '/returns/uploads/:id/findings.csv',
    permission: { action: 'read', kind: UPLOAD },
    event: { code: 'return.download', says: 'Downloaded what was found in a return, child by child' },
    params: ONE,
    query: ASKED,
    handle: async ({ params: { id }, query, ...acting }) => {
      const { upload, rows } = await downloadFindings(workOf(acting, deps), id, askedOf(query));
      acting.note({ record: { kind: UPLOAD, id } });
      const headings = [
        'rule',
        'severity',
        'message',
        'child',
        'table',
        upload.outcome?.lineIs ?? 'line',
        'field',
        'value',
        'since the return before',
      ];
      const lines = rows.map((row) => [
        row.rule,
        row.severity,
        row.message,
        row.child,
        row.table,
        row.line,
        row.field,
        row.value,
        row.change,
      ]);
      return {
        file: csvLines([headings, ...lines], { bom: true }),
        type: CSV_TYPE,
        downloadAs: `${upload.reference}-findings.csv`,
      };
    },
  });
}

function decideRoutes(app: FastifyInstance, deps: Deps): void {
  for (const [doing, done] of [
    ['cancel', 'cancelled'],
    ['throw-away', 'gone'],
  ] as const) {
    guarded(app, {
      method: 'POST',
      url: `/returns/uploads/:id/${doing}`,
      permission: { action: 'change', kind: UPLOAD },
      event: {
        code: `return.${doing}`,
        says: doing === 'cancel' ? 'Cancelled the check of a return' : 'Threw away a return that was not accepted',
      },
      params: ONE,
      query: NOTHING,
      body: buttonForm,
      handle: async ({ params: { id }, ...acting }) => {
        await dropUpload(workOf(acting, deps), id, doing);
        acting.note({ record: { kind: UPLOAD, id } });
        return { redirect: `/returns?done=${done}` };
      },
    });
  }
  guarded(app, {
    method: 'POST',
    url: '/returns/uploads/:id/accept',
    permission: { action: 'change', kind: UPLOAD },
    event: { code: 'return.accept', says: 'Accepted a return' },
    params: ONE,
    query: NOTHING,
    body: acceptForm,
    formAt: ({ id }) => `/returns/uploads/${id}`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const work = workOf(acting, deps);
      const because = (typedText(body, 'because') ?? '').trim();
      const accepting = await acceptUpload(work, id, because);
      if ('problems' in accepting) {
        acting.note({
          code: 'return.form',
          says: 'Filled in the form that accepts a return; nothing was accepted',
          record: { kind: UPLOAD, id },
        });
        const asked = askedOf(ASKED.parse({}));
        return {
          page: PreviewPage({
            ...{ reading: await readUpload(work, id, asked), toMap: 0, done: null },
            values: body,
            problems: accepting.problems,
          }),
          status: 400,
        };
      }
      const { sha256, reference } = accepting.receipt;
      const field = (name: string, after: unknown) => ({
        kind: RECEIPT,
        recordId: id,
        field: name,
        before: null,
        after,
      });
      acting.note({ record: { kind: UPLOAD, id }, ...(because === '' ? {} : { why: because }) });
      acting.note({
        ...{ code: 'return.receipt', says: 'Made the receipt of an accepted return', record: { kind: RECEIPT, id } },
        changes: [field('reference', reference), field('sha256', sha256)],
      });
      return { redirect: `/returns/receipts/${id}?done=accepted` };
    },
  });
}

function receiptRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/returns/receipts/:id',
    permission: { action: 'read', kind: RECEIPT },
    event: { code: 'return.read-receipt', says: 'Read the receipt of a return' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params: { id }, query, ...acting }) => {
      const work = workOf(acting, deps);
      const receipt = await readReceipt(work, id);
      acting.note({ record: { kind: RECEIPT, id } });
      const mayReadFindings = decideKind(work.access, work.actor, work.purpose, 'read', UPLOAD).may;
      const beside = await readBeside(deps.db, receipt);
      return { page: ReceiptPage({ receipt, beside, mayReadFindings, done: query.done }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: '/returns/quality',
    permission: { action: 'read', kind: RECEIPT },
    event: { code: 'return.quality', says: 'Looked at how good the authority’s returns are over the year' },
    params: NOTHING,
    query: NOTHING,
    handle: async (acting) => {
      const { trx, actor } = workOf(acting, deps);
      const qualities = [];
      for (const { key } of RETURN_KINDS) {
        const quality = qualityOf(await listReceipts(trx, key, LOOKED_BACK));
        if (quality) qualities.push(quality);
      }
      acting.note({ seen: qualities.flatMap(({ points }) => points.map(({ id }) => id)) });
      return { page: QualityPage({ agencyName: actor.agencyName, qualities }) };
    },
  });
}
