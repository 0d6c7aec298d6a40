import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import { type DocumentFormat, documentTypes } from '../../platform/documents/index.ts';
import type { Deps } from '../../platform/module.ts';
import { route } from '../../platform/web/route.ts';
import { fileNameOf, writtenOnce } from './downloads.ts';
import { ChecklistPage } from './pages/checklist-page.tsx';
import { ReportPage } from './pages/report-page.tsx';
import { ReportsPage } from './pages/reports-page.tsx';
import { listReportYears } from './repository.ts';
import { assembleReport, checklist, editionInForce } from './service.ts';

const ofYear = z.object({ year: z.string().max(20) });
const formats = Object.keys(documentTypes) as [DocumentFormat, ...DocumentFormat[]];

/** The years, a year's report, its checklists and its files. All are for the public. */
export function annualReportRoutes(app: FastifyInstance, { config, db, now }: Deps): void {
  const publicReport = (year: string) => assembleReport(db, { year, audience: 'public', madeOn: londonDate(now()) });

  route(app, {
    method: 'GET',
    url: '/report',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({}),
    handle: async () => ({ page: ReportsPage({ years: await listReportYears(db) }) }),
  });
  route(app, {
    method: 'GET',
    url: '/report/:year',
    permission: 'public',
    event: 'none',
    params: ofYear,
    query: z.object({}),
    handle: async ({ params }) => ({
      page: ReportPage({ ...(await publicReport(params.year)), years: await listReportYears(db) }),
    }),
  });
  route(app, {
    method: 'GET',
    url: '/report/:year/checklist',
    permission: 'public',
    event: 'none',
    params: ofYear,
    query: z.object({ edition: z.string().max(100).optional() }),
    handle: async ({ params, query }) => {
      const { checklists } = await publicReport(params.year);
      const editions = checklists.map(({ edition }) => edition);
      const edition = query.edition ?? editionInForce(editions, params.year);
      return {
        page: ChecklistPage({
          checklist: await checklist(db, {
            year: params.year,
            audience: 'public',
            madeOn: londonDate(now()),
            edition,
          }),
          editions,
        }),
      };
    },
  });
  route(app, {
    method: 'GET',
    url: '/report/:year/download',
    permission: 'public',
    event: 'none',
    params: ofYear,
    query: z.object({ format: z.enum(formats, { error: `choose ${formats.join(', ')}` }) }),
    handle: async ({ params, query }) => {
      const { document } = await publicReport(params.year);
      return {
        file: Buffer.from(await writtenOnce(document, query.format, config.publicUrl)),
        type: documentTypes[query.format],
        downloadAs: fileNameOf(params.year, query.format),
      };
    },
  });
}
