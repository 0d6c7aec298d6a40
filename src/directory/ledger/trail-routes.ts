import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { guarded } from '../../platform/web/route.ts';
import { downloadOf, LINES_A_DOWNLOAD, trailTable } from './download.ts';
import { downloadQuery, filterOfDownload, filterQuery, type LedgerFilter, readFilter } from './filter.ts';
import { NEWEST } from './line.ts';
import { TrailPage } from './pages/trail-page.tsx';
import { listEntries } from './repository.ts';

const nothing = z.object({});
const PATH = '/account/trail';
const ANYTHING = { who: null, agency: null, event: null, outcome: null, kind: null, record: null } as const;

/** One’s own trail narrows down by days alone. */
function daysOf({ from, until }: LedgerFilter): LedgerFilter {
  return { ...ANYTHING, from, until };
}

/** What the person themselves did: everybody may see their own. */
export function trailRoutes(app: FastifyInstance, deps: Deps): void {
  const recordHref = (kind: string, id: string) =>
    deps.access.kinds.find((one) => one.kind === kind)?.href?.(id) ?? null;
  guarded(app, {
    method: 'GET',
    url: PATH,
    permission: 'signed-in',
    event: { code: 'ledger.own', says: 'Read their own trail in the ledger' },
    params: nothing,
    query: filterQuery,
    handle: async ({ query, ...acting }) => {
      const { filter, cursor, problems } = readFilter(query);
      const days = daysOf(filter);
      const trail =
        problems.length > 0
          ? { lines: [], older: null, newer: null }
          : await listEntries(acting.trx, { ...days, personId: acting.actor.id }, cursor);
      const view = { path: PATH, trail, filter: days, problems, recordHref };
      return { page: TrailPage({ view }), ...(problems.length > 0 ? { status: 400 } : {}) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${PATH}/download`,
    permission: 'signed-in',
    event: { code: 'ledger.own-download', says: 'Downloaded their own trail from the ledger' },
    params: nothing,
    query: downloadQuery,
    handle: async ({ query, ...acting }) => {
      const days = daysOf(filterOfDownload(query).filter);
      const wanted = { ...days, personId: acting.actor.id };
      const { lines, older } = await listEntries(acting.trx, wanted, NEWEST, LINES_A_DOWNLOAD);
      return downloadOf(query.format, {
        table: trailTable(lines),
        name: `what-you-did-in-kith-${londonDate(deps.now())}`,
        about: 'Everything that Kith has written down of what you did.',
        complete: older === null,
        madeAt: deps.now(),
      });
    },
  });
}
