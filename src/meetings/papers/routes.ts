import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { typeOf } from '../../platform/uploads/index.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import type { Carrier } from '../carrier.ts';
import { deskOf, inWork, NOTHING, ONE } from '../desk.ts';
import { OnePaperPage, PapersPage } from '../pages/paper-pages.tsx';
import { FILE, paperForm, readPaperForm, versionForm, withdrawForm } from './form.ts';
import { isShown, PAPER_KINDS } from './paper.ts';
import { addPaper, openPaperFile, readPaper, readPapers, replacePaper, withdrawPaper } from './service.ts';

const DONE = {
  added: 'The paper is there. Members read it on the page of the meeting.',
  replaced: 'The new version is there. Earlier ones can still be read below.',
  withdrawn:
    'The paper is withdrawn. It stays in the list with your reason, and only whoever runs the meeting can open it.',
};

const PAPER = ONE.extend({ paper: z.uuid() });
const NUMBER = z.coerce.number().int().min(1).max(9999);
const VERSION = PAPER.extend({ version: NUMBER });
const UPLOAD = { field: FILE, kinds: PAPER_KINDS } as const;

/** The papers of a meeting: adding, reading, replacing and withdrawing them. */
export function paperRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  listRoutes(app, deps, carrier);
  changeRoutes(app, deps, carrier);
  fileRoute(app, deps, carrier);
}

/** Who may bring something to a meeting may bring a paper: which of them to which meeting, the use case says. */
function bringing(carrier: Carrier) {
  return { action: 'change', kind: carrier.contributionKind } as const;
}

function listRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/papers`;
  const most = deps.config.uploadLimit;
  const page = async (
    acting: Acting,
    id: string,
    done: string | null,
    values: TypedValues,
    problems: readonly FormProblem[],
  ) => PapersPage({ carrier, view: await readPapers(deskOf(acting, deps, carrier), id), most, done, values, problems });
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'paper.list', says: 'Looked up the papers of a meeting' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params, query, kept, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      return { page: await page(acting, params.id, query.done, kept ?? {}, []) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission: bringing(carrier),
    event: { code: 'paper.add', says: 'Added a paper to a meeting' },
    params: ONE,
    query: NOTHING,
    body: paperForm,
    upload: UPLOAD,
    formAt: ({ id }) => `${carrier.base}/${id}/papers`,
    handle: async ({ params, body, file, ...acting }) => {
      const adding = await addPaper(deskOf(acting, deps, carrier), params.id, readPaperForm(body), file);
      if ('problems' in adding) {
        acting.note(inWork(carrier, params.id));
        return { page: await page(acting, params.id, null, body, adding.problems), status: 400 };
      }
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes: adding.changes });
      return { redirect: `${carrier.base}/${params.id}/papers/${adding.id}?done=added` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier, params.id));
      return { page: await page(acting, params.id, null, values, problems) };
    },
  });
}

function changeRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/papers/:paper`;
  const most = deps.config.uploadLimit;
  const page = async (
    acting: Acting,
    { id, paper }: z.infer<typeof PAPER>,
    shown: { version?: number | null; done?: string | null },
    values: TypedValues,
    problems: readonly FormProblem[],
  ) => {
    const view = await readPaper(deskOf(acting, deps, carrier), id, paper, shown.version ?? null);
    return OnePaperPage({ carrier, view, most, done: shown.done ?? null, values, problems });
  };
  const formAt = ({ id, paper }: z.infer<typeof PAPER>) => `${carrier.base}/${id}/papers/${paper}`;
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'paper.read', says: 'Read a paper of a meeting' },
    params: PAPER,
    query: doneOf(DONE).extend({ version: NUMBER.optional() }),
    handle: async ({ params, query, kept, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id }, seen: [params.paper] });
      const { done, version = null } = query;
      return { page: await page(acting, params, { done, version }, kept ?? {}, []) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission: bringing(carrier),
    event: { code: 'paper.replace', says: 'Put a new version in place of a paper of a meeting' },
    params: PAPER,
    query: NOTHING,
    body: versionForm,
    upload: UPLOAD,
    formAt,
    handle: async ({ params, body, file, ...acting }) => {
      const why = textOf(body, 'because');
      const replacing = await replacePaper(deskOf(acting, deps, carrier), params.id, params.paper, why, file);
      if ('problems' in replacing) {
        acting.note(inWork(carrier, params.id));
        return { page: await page(acting, params, {}, body, replacing.problems), status: 400 };
      }
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes: replacing.changes, why });
      return { redirect: `${formAt(params)}?done=replaced` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier, params.id));
      return { page: await page(acting, params, {}, values, problems) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: `${at}/withdraw`,
    permission: bringing(carrier),
    event: { code: 'paper.withdraw', says: 'Withdrew a paper of a meeting' },
    params: PAPER,
    query: NOTHING,
    body: withdrawForm,
    formAt,
    handle: async ({ params, body, ...acting }) => {
      const why = textOf(body, 'reason');
      const { changes } = await withdrawPaper(deskOf(acting, deps, carrier), params.id, params.paper, why);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes, why });
      return { redirect: `${carrier.base}/${params.id}/papers?done=withdrawn` };
    },
    invalid: async ({ params, values, problems, ...acting }) => {
      acting.note(inWork(carrier, params.id));
      return { page: await page(acting, params, {}, values, problems) };
    },
  });
}

function fileRoute(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  guarded(app, {
    method: 'GET',
    url: `${carrier.base}/:id/papers/:paper/versions/:version`,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'paper.download', says: 'Took a paper of a meeting as a file' },
    params: VERSION,
    query: z.object({ look: z.literal('yes').optional().catch(undefined) }),
    handle: async ({ params, query, ...acting }) => {
      const { version, bytes } = await openPaperFile(
        deskOf(acting, deps, carrier),
        params.id,
        params.paper,
        params.version,
      );
      const looks = query.look === 'yes' && isShown(version.kind);
      acting.note({
        ...{ record: { kind: carrier.kind, id: params.id }, seen: [params.paper] },
        ...(looks ? { code: 'paper.look', says: 'Looked at a paper of a meeting in the browser' } : {}),
      });
      const type = typeOf(version.kind);
      if (looks) return { file: bytes, type, showAs: version.fileName };
      return { file: bytes, type, downloadAs: version.fileName };
    },
  });
}
