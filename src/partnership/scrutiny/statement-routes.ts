import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../directory/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import { historyRoute } from '../../platform/history/index.ts';
import type { Deps } from '../../platform/module.ts';
import { typedText } from '../../platform/web/form.ts';
import { versionIn } from '../../platform/web/form-reading.ts';
import { guarded, type Noted } from '../../platform/web/route.ts';
import { seenMarks } from '../../platform/web/two-versions.ts';
import { workOf } from '../../platform/web/work-of.ts';
import { labelsOf } from '../../platform/workflow/index.ts';
import { beginStatementForm, draftForm, moveForm, readDraft } from './form.ts';
import { crumbs, STATEMENTS, statementHref } from './links.ts';
import { BothVersionsPage } from './pages/both-versions-page.tsx';
import { DraftPage, StatementPage, StatementsPage, titleOf } from './pages/statement-pages.tsx';
import { SCRUTINY } from './policy.ts';
import { type StatementDoing, statementProcess } from './process.ts';
import { listScrutinyStatements } from './repository.ts';
import { mayWrite } from './service.ts';
import {
  actOnStatement,
  beginStatement,
  openDraft,
  readStatement,
  saveDraft,
  statementFields,
} from './statement-service.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const DONE = ['made', 'saved', 'sign', 'reopen', 'publish'] as const;

const IN_WORK: Noted = { code: 'scrutiny.form', says: 'Filled in a form of scrutiny; nothing was saved' };
const MET: Noted = {
  code: 'scrutiny.two-versions',
  says: 'Was shown two versions of a record of scrutiny to choose from; nothing was saved',
};
const record = (id: string) => ({ record: { kind: SCRUTINY, id } });

/** Yearly statements: the list, one edition, writing on its draft, signing and publishing it. */
export function statementRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: STATEMENTS,
    permission: { action: 'read', kind: SCRUTINY },
    event: { code: 'scrutiny.statements', says: 'Looked through yearly statements of scrutiny' },
    params: nothing,
    query: nothing,
    handle: async ({ kept, ...acting }) => {
      const statements = await listScrutinyStatements(acting.trx);
      acting.note({ seen: statements.map(({ id }) => id) });
      const may = mayWrite(workOf(acting, deps));
      return { page: StatementsPage({ statements, mayWrite: may, values: kept ?? {}, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: STATEMENTS,
    permission: { action: 'create', kind: SCRUTINY },
    event: { code: 'scrutiny.begin-statement', says: 'Began a yearly statement of scrutiny' },
    params: nothing,
    query: nothing,
    body: beginStatementForm(() => londonDate(deps.now())),
    formAt: () => STATEMENTS,
    handle: async ({ body, ...acting }) => {
      const { id, changes } = await beginStatement(workOf(acting, deps), (typedText(body, 'year') ?? '').trim());
      acting.note({ ...record(id), changes });
      return { redirect: `${statementHref(id)}?done=made` };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note(IN_WORK);
      const statements = await listScrutinyStatements(acting.trx);
      return { page: StatementsPage({ statements, mayWrite: true, values, problems }) };
    },
  });
  historyRoute(app, {
    ...{ url: `${STATEMENTS}/:id/history`, kind: SCRUTINY, params: one, names: namesOf },
    event: { code: 'scrutiny.statement-history', says: 'Read the history of a yearly statement of scrutiny' },
    labels: { edition: 'Edition', words: 'Words of the draft', state: 'Where it stands' },
    values: { state: labelsOf(statementProcess) },
    find: async (acting, { id }) => {
      const name = titleOf((await readStatement(workOf(acting, deps), id)).statement);
      const breadcrumbs = crumbs({ text: 'Statements', href: STATEMENTS }, { text: name, href: statementHref(id) });
      return { records: id, name, caption: 'Independent scrutiny', breadcrumbs };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${STATEMENTS}/:id`,
    permission: { action: 'read', kind: SCRUTINY },
    event: { code: 'scrutiny.read-statement', says: 'Read a yearly statement of scrutiny' },
    params: one,
    query: z.object({ done: z.enum(DONE).nullable().default(null).catch(null) }),
    handle: async ({ params, query, ...acting }) => {
      const view = await readStatement(workOf(acting, deps), params.id);
      acting.note(record(params.id));
      return { page: StatementPage({ view, done: query.done }) };
    },
  });
  draftRoutes(app, deps);
  moveRoute(app, deps, 'sign', 'Signed a yearly statement of scrutiny');
  moveRoute(app, deps, 'reopen', 'Took a signed statement of scrutiny back to a draft');
  moveRoute(app, deps, 'publish', 'Published a yearly statement of scrutiny');
}

function draftRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'change', kind: SCRUTINY } as const;
  const url = `${STATEMENTS}/:id/edit`;
  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'scrutiny.open-draft', says: 'Opened a draft of a statement of scrutiny' },
    params: one,
    query: nothing,
    handle: async ({ params: { id }, kept, ...acting }) => {
      const view = await openDraft(workOf(acting, deps), id);
      acting.note(record(id));
      const { words, version } = view.statement;
      const stored = { words, version: String(version), seen: seenMarks(statementFields(view.statement)) };
      return { page: DraftPage({ view, values: kept ?? stored, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url,
    permission,
    event: { code: 'scrutiny.write-draft', says: 'Wrote on a draft of a statement of scrutiny' },
    params: one,
    query: nothing,
    body: draftForm,
    formAt: ({ id }) => `${statementHref(id)}/edit`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const saving = await saveDraft(workOf(acting, deps), id, readDraft(body).words, body);
      if ('changed' in saving) {
        acting.note(
          saving.changed.length === 0 ? { ...IN_WORK, ...record(id) } : { ...record(id), changes: saving.changed },
        );
        return { redirect: `${statementHref(id)}?done=saved` };
      }
      acting.note({ ...MET, ...record(id) });
      const { differences, problems, stored } = saving;
      const page = BothVersionsPage({
        ...{ differences, problems, values: body, version: stored.version },
        ...{ action: `${statementHref(id)}/edit`, back: statementHref(id) },
      });
      return { page, status: problems.length > 0 ? 400 : 409 };
    },
    invalid: async ({ params: { id }, values, problems, ...acting }) => {
      const view = await openDraft(workOf(acting, deps), id);
      acting.note({ ...IN_WORK, ...record(id) });
      return { page: DraftPage({ view, values, problems }) };
    },
  });
}

function moveRoute(app: FastifyInstance, deps: Deps, doing: StatementDoing, says: string): void {
  guarded(app, {
    method: 'POST',
    url: `${STATEMENTS}/:id/${doing}`,
    permission: { action: doing === 'publish' ? 'share' : 'change', kind: SCRUTINY },
    event: { code: `scrutiny.${doing}-statement`, says },
    params: one,
    query: nothing,
    body: moveForm,
    handle: async ({ params: { id }, body, ...acting }) => {
      const changes = await actOnStatement(workOf(acting, deps), id, versionIn(body), doing);
      acting.note({ ...record(id), changes });
      return { redirect: `${statementHref(id)}?done=${doing}` };
    },
  });
}
