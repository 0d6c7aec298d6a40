import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type AccessKind, decideRecord, findFacts, findHolder, Refused } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { downloadOf, LINES_A_DOWNLOAD, recordTable } from './download.ts';
import { downloadQuery, filterOfDownload, filterQuery, readFilter } from './filter.ts';
import { NEWEST } from './line.ts';
import { RecordLedgerPage } from './pages/record-ledger-page.tsx';
import { listLookers, listRecordLines } from './repository.ts';

const one = z.object({ id: z.uuid() });
const person = z.uuid().nullable().default(null).catch(null);
const NOBODY = { lines: [], older: null, newer: null };

/** Who looked at one record, for whoever decides who sees it: a page for each kind of restricted record. */
export function recordLedgerRoutes(app: FastifyInstance, deps: Deps): void {
  for (const kind of deps.access.shared) routesOf(app, deps, kind);
}

/** Throws Refused alike for a record that the person may not share and for one that does not exist. */
async function reach({ access }: Deps, acting: Acting, kind: string, id: string): Promise<string> {
  const facts = await findFacts(acting.trx, kind, id);
  const decision = decideRecord(access, acting.actor, acting.purpose, 'share', kind, facts);
  if (!decision.may) throw new Refused({ because: decision.because, action: 'share', kind, recordId: id });
  return (await findHolder(acting.trx, kind, id))?.reference ?? '';
}

function routesOf(app: FastifyInstance, deps: Deps, of: AccessKind): void {
  const { kind, name, href } = of;
  const url = `/access/records/${kind}/:id/ledger`;
  const permission = { action: 'share', kind } as const;
  const called = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;

  guarded(app, {
    method: 'GET',
    url,
    permission,
    event: { code: 'ledger.record', says: `Read who looked at a ${called}` },
    params: one,
    query: filterQuery.extend({ person }),
    handle: async ({ params: { id }, query, ...acting }) => {
      const reference = await reach(deps, acting, kind, id);
      const asked = readFilter({ ...query, record: null });
      const wanted = { ...asked.filter, personId: query.person };
      const lines =
        asked.problems.length > 0 ? NOBODY : await listRecordLines(acting.trx, { kind, id }, wanted, asked.cursor);
      const page = href?.(id) ?? null;
      acting.note({ record: { kind, id } });
      const view = {
        ...{ lines, reference, person: query.person, kindName: name, problems: asked.problems },
        filter: { ...asked.filter, who: null, event: null, kind: null, outcome: null },
        path: url.replace(':id', id),
        lookers: await listLookers(acting.trx, { kind, id }),
        crumbs: [{ text: 'Home', href: '/' }, ...(page === null ? [] : [{ text: reference, href: page }])],
        historyHref: page === null ? null : `${page}/history`,
      };
      return { page: RecordLedgerPage({ view }), ...(asked.problems.length > 0 ? { status: 400 } : {}) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: `${url}/download`,
    permission,
    event: { code: 'ledger.record-download', says: `Downloaded who looked at a ${called}` },
    params: one,
    query: downloadQuery.extend({ person }),
    handle: async ({ params: { id }, query, ...acting }) => {
      const reference = await reach(deps, acting, kind, id);
      const { filter } = filterOfDownload({ ...query, record: null });
      const wanted = { ...filter, personId: query.person };
      const { lines, older } = await listRecordLines(acting.trx, { kind, id }, wanted, NEWEST, LINES_A_DOWNLOAD);
      acting.note({ record: { kind, id } });
      return downloadOf(query.format, {
        table: recordTable('Who looked at it', lines),
        name: `who-looked-at-${reference}-${londonDate(deps.now())}`,
        about: `Who looked at ${reference} and what they did there.`,
        complete: older === null,
        madeAt: deps.now(),
      });
    },
  });
}
