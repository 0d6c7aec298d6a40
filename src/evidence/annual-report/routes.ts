import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Action, actAs } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type DocumentFormat, documentTypes } from '../../platform/documents/index.ts';
import type { Deps } from '../../platform/module.ts';
import { guarded, route } from '../../platform/web/route.ts';
import { type Audience, audienceFor, audienceOf, SMALL_FIGURES, WITHHELD_FIGURES } from '../snapshot/index.ts';
import { accountOf, beneathAccount, yearsWithAccount } from './account.ts';
import { fileNameOf, writtenOnce } from './downloads.ts';
import { JUDGEMENT } from './judging/policy.ts';
import { AccountPage } from './pages/account-page.tsx';
import { ChecklistPage } from './pages/checklist-page.tsx';
import { reportHref } from './pages/links.ts';
import { ReportPage } from './pages/report-page.tsx';
import { ReportsPage } from './pages/reports-page.tsx';
import { listReportYears } from './repository.ts';
import { assembleReport, checklist, editionInForce, noSuchYear, yearsOfReports } from './service.ts';

const ofYear = z.object({ year: z.string().max(20) });
const formats = Object.keys(documentTypes) as [DocumentFormat, ...DocumentFormat[]];

/**
 * The years, a year's report, its checklists and its files. Pages are made for whoever looks, with small numbers for partners
 * only; a file is made for the audience in its address.
 */
export function annualReportRoutes(app: FastifyInstance, { access, config, db, now }: Deps): void {
  const asked = (year: string, audience: Audience) => ({ year, audience, madeOn: londonDate(now()) });

  // Years that somebody set up or of which something is published, and the one that is read: others are chosen on /report.
  const yearsToSwitch = async ({ year, madeOn }: { year: string; madeOn: string }) => {
    const years = new Set([year, ...(await listReportYears(db)), ...(await yearsWithAccount(db, madeOn))]);
    return [...years].toSorted().toReversed();
  };

  route(app, {
    method: 'GET',
    url: '/report',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({ year: z.string().max(20).optional() }),
    handle: async ({ query }) => {
      const today = londonDate(now());
      const years = await yearsOfReports(db, today);
      if (query.year !== undefined) {
        if (years.includes(query.year)) return { redirect: reportHref(query.year) };
        throw noSuchYear(years, query.year);
      }
      const [accounts, setUp] = [await yearsWithAccount(db, today), await listReportYears(db)];
      return { page: ReportsPage({ setUp, accounts, years }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/report/:year/account',
    permission: 'public',
    event: 'none',
    params: z.object({ year: z.string().regex(/^20\d\d-\d\d$/) }),
    query: z.object({}),
    handle: async ({ params, visit }) => {
      const moment = now();
      const account = await accountOf(db, params.year, londonDate(moment));
      if (!visit || visit.owes) return { page: AccountPage({ account, beneath: new Map() }) };
      const { actor, purpose } = visit;
      const beneath = await actAs(db, { actor, purpose, now: moment }, (trx) =>
        beneathAccount({ trx, actor, purpose, access, now: moment }, account),
      );
      return { page: AccountPage({ account, beneath }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/report/:year',
    permission: 'public',
    event: 'none',
    more: SMALL_FIGURES,
    params: ofYear,
    query: z.object({}),
    handle: async ({ params, more }) => {
      const audience = audienceFor({ more });
      const report = await assembleReport(db, asked(params.year, audience));
      return { page: ReportPage({ ...report, audience, years: await yearsToSwitch(asked(params.year, audience)) }) };
    },
  });
  route(app, {
    method: 'GET',
    url: '/report/:year/checklist',
    permission: 'public',
    event: 'none',
    params: ofYear,
    query: z.object({ edition: z.string().max(100).optional() }),
    handle: async ({ params, query, visit }) => {
      const wanted = asked(params.year, audienceOf(access, visit));
      const { checklists } = await assembleReport(db, wanted);
      const editions = checklists.map(({ edition }) => edition);
      const edition = query.edition ?? editionInForce(editions, params.year);
      // A year file says itself what its report answers.
      const has = (action: Action) => access.lines(visit?.actor.roles ?? [], action, JUDGEMENT).length > 0;
      const may = {
        judge: has('create') && !(await listReportYears(db)).includes(params.year),
        readHistory: has('read'),
      };
      return { page: ChecklistPage({ checklist: await checklist(db, { ...wanted, edition }), editions, may }) };
    },
  });
  const query = z.object({ format: z.enum(formats, { error: `choose ${formats.join(', ')}` }) });
  const file = async (from: Db, year: string, format: DocumentFormat, audience: Audience) => {
    const { document } = await assembleReport(from, asked(year, audience));
    return {
      file: Buffer.from(await writtenOnce(document, format, config.publicUrl)),
      type: documentTypes[format],
      downloadAs: fileNameOf(year, format, audience),
    };
  };
  route(app, {
    method: 'GET',
    url: '/report/:year/download',
    permission: 'public',
    event: 'none',
    params: ofYear,
    query,
    handle: ({ params, query: { format } }) => file(db, params.year, format, 'public'),
  });
  guarded(app, {
    method: 'GET',
    url: '/report/:year/download-for-partners',
    permission: WITHHELD_FIGURES,
    event: { code: 'withheld-figure.download', says: 'Downloaded a yearly report with small numbers in it' },
    params: ofYear,
    query,
    handle: ({ params, query: { format }, trx, note }) => {
      note({ why: `Yearly report ${params.year}` });
      return file(trx, params.year, format, 'partnership');
    },
  });
}
