import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decideKind } from '../../../platform/access/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { doneOf } from '../../../platform/web/done-of.ts';
import { guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { RETENTION_PAGE } from './pages/links.ts';
import { RetentionPage } from './pages/retention-page.tsx';
import { RETENTION } from './policy.ts';
import { readRetention, readRetentionPage, retentionForm, setRetention } from './retention.ts';

const NOTHING = z.object({});
const DONE = { set: 'It is kept. Nothing goes by it for thirty days, so that it can be looked at.' };

/** How long what was found in accepted returns is kept: the authority says it. */
export function retentionRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: RETENTION_PAGE,
    permission: { action: 'read', kind: RETENTION },
    event: { code: 'return.retention', says: 'Looked how long what was found in returns is kept' },
    params: NOTHING,
    query: doneOf(DONE),
    handle: async ({ query, kept: typed, ...acting }) => {
      const work = workOf(acting, deps);
      const reading = await readRetentionPage(work);
      acting.note({ seen: reading.kept.map(({ receipt }) => receipt.id) });
      const maySet = decideKind(work.access, work.actor, work.purpose, 'change', RETENTION).may;
      return { page: RetentionPage({ ...reading, maySet, done: query.done, values: typed ?? null, problems: [] }) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: RETENTION_PAGE,
    permission: { action: 'change', kind: RETENTION },
    event: { code: 'return.keep', says: 'Said how long what was found in returns is kept' },
    params: NOTHING,
    query: NOTHING,
    body: retentionForm,
    formAt: () => RETENTION_PAGE,
    handle: async ({ body, ...acting }) => {
      const { given } = readRetention(body);
      const { id, before } = await setRetention(workOf(acting, deps), given);
      const changes = (['months', 'held'] as const)
        .filter((field) => before?.[field] !== given[field])
        .map((field) => ({
          kind: RETENTION,
          recordId: id,
          field,
          before: before?.[field] ?? null,
          after: given[field],
        }));
      acting.note({ record: { kind: RETENTION, id }, why: given.because, changes });
      return { redirect: `${RETENTION_PAGE}?done=set` };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note({ code: 'return.form', says: 'Filled in the form for keeping; nothing was changed' });
      const reading = await readRetentionPage(workOf(acting, deps));
      return { page: RetentionPage({ ...reading, maySet: true, done: null, values, problems }) };
    },
  });
}
