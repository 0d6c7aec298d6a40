import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { CSV_TYPE, toCsv } from '../../platform/spreadsheets/csv.ts';
import { toXlsx, XLSX_TYPE } from '../../platform/spreadsheets/workbook.ts';
import { guarded } from '../../platform/web/route.ts';
import { TablePage } from './pages/table-page.tsx';
import { accessLines, accessWorkbook } from './table-download.ts';

const nothing = z.object({});

/** The access table: a page for whoever is signed in, and files for an auditor. It holds nobody’s name and no record. */
export function tableRoutes(app: FastifyInstance, { access, now }: Deps): void {
  const open = { method: 'GET', permission: 'signed-in', event: 'none', params: nothing, query: nothing } as const;
  const name = () => `kith-who-may-see-what-${londonDate(now())}`;
  guarded(app, {
    ...open,
    url: '/access',
    handle: ({ actor }) => ({ page: TablePage({ table: access, own: actor.roles }) }),
  });
  guarded(app, {
    ...open,
    url: '/access/table.csv',
    handle: () => ({ file: toCsv(accessLines(access)), type: CSV_TYPE, downloadAs: `${name()}.csv` }),
  });
  guarded(app, {
    ...open,
    url: '/access/table.xlsx',
    handle: async () => ({
      file: await toXlsx(accessWorkbook(access, now())),
      type: XLSX_TYPE,
      downloadAs: `${name()}.xlsx`,
    }),
  });
}
