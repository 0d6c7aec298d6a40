import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { guarded } from '../../platform/web/route.ts';
import { downloadOf, LINES_A_DOWNLOAD, ledgerTable } from './download.ts';
import { downloadQuery, filterInWords, filterOfDownload, filterQuery, readFilter } from './filter.ts';
import { NEWEST } from './line.ts';
import { LedgerPage } from './pages/ledger-page.tsx';
import { recordLedgerRoutes } from './record-routes.ts';
import { listEntries } from './repository.ts';
import { trailRoutes } from './trail-routes.ts';
import { kindNames, ledgerView, readerOf, wantedBy } from './view.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const read = { action: 'read', kind: 'ledger' } as const;

/** What was done: by everybody, by one person, with a record, by oneself. */
export function ledgerRoutes(app: FastifyInstance, deps: Deps): void {
  wholeRoutes(app, deps);
  personRoutes(app, deps);
  recordLedgerRoutes(app, deps);
  trailRoutes(app, deps);
}

function wholeRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/ledger',
    permission: read,
    event: { code: 'ledger.read', says: 'Read the ledger' },
    params: nothing,
    query: filterQuery,
    handle: async ({ query, ...acting }) => {
      const asked = readFilter(query);
      const view = await ledgerView(deps, app, acting, asked);
      acting.note({ says: `Read the ledger: ${filterInWords(asked.filter)}` });
      return { page: LedgerPage({ view }), ...(asked.problems.length > 0 ? { status: 400 } : {}) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: '/ledger/download',
    permission: read,
    event: { code: 'ledger.download', says: 'Downloaded the ledger' },
    params: nothing,
    query: downloadQuery,
    handle: async ({ query, ...acting }) => {
      const asked = filterOfDownload(query);
      const reader = readerOf(deps, acting);
      const { lines, older } = await listEntries(acting.trx, wantedBy(reader, asked), NEWEST, LINES_A_DOWNLOAD);
      acting.note({ says: `Downloaded the ledger: ${filterInWords(asked.filter)}` });
      return downloadOf(query.format, {
        table: ledgerTable('Ledger', lines, kindNames(deps), reader.agency === null),
        name: `ledger-${londonDate(deps.now())}`,
        about: `What people did in Kith: ${filterInWords(asked.filter)}.`,
        complete: older === null,
        madeAt: deps.now(),
      });
    },
  });
}

function personRoutes(app: FastifyInstance, deps: Deps): void {
  const about = (id: string) => ({ record: { kind: 'person', id } });
  guarded(app, {
    method: 'GET',
    url: '/ledger/people/:id',
    permission: read,
    event: { code: 'ledger.person', says: 'Read in the ledger what a person did' },
    params: one,
    query: filterQuery,
    handle: async ({ params: { id }, query, ...acting }) => {
      const asked = readFilter({ ...query, who: undefined });
      const view = await ledgerView(deps, app, acting, asked, id);
      acting.note(about(id));
      return { page: LedgerPage({ view }), ...(asked.problems.length > 0 ? { status: 400 } : {}) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: '/ledger/people/:id/download',
    permission: read,
    event: { code: 'ledger.person-download', says: 'Downloaded what a person did' },
    params: one,
    query: downloadQuery,
    handle: async ({ params: { id }, query, ...acting }) => {
      const asked = filterOfDownload({ ...query, who: undefined });
      const reader = readerOf(deps, acting);
      const { lines, older } = await listEntries(acting.trx, wantedBy(reader, asked, id), NEWEST, LINES_A_DOWNLOAD);
      acting.note(about(id));
      return downloadOf(query.format, {
        table: ledgerTable('What a person did', lines, kindNames(deps), reader.agency === null),
        name: `ledger-of-a-person-${londonDate(deps.now())}`,
        about: `What ${lines[0]?.who ?? 'a person'} did in Kith.`,
        complete: older === null,
        madeAt: deps.now(),
      });
    },
  });
}
