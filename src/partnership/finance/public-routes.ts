import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/module.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { listYears, yearText } from '../../platform/records/index.ts';
import { CSV_TYPE, toCsv } from '../../platform/spreadsheets/csv.ts';
import { toXlsx, XLSX_TYPE } from '../../platform/spreadsheets/workbook.ts';
import type { Visit } from '../../platform/web/gate.ts';
import { route } from '../../platform/web/route.ts';
import { findPartnership } from '../arrangements/index.ts';
import { figuresTable, financeWorkbook } from './download.ts';
import { PUBLIC } from './pages/links.ts';
import { FinancePage, FinanceYearPage, type PublicProps } from './pages/public-pages.tsx';
import { BUDGET } from './policy.ts';
import { listBudgets } from './repository.ts';
import { findPublished } from './service.ts';

const ofYear = z.object({ year: z.string().max(20) });

/** The published money: years, one year, files. They read published rows alone. */
export function publicFinanceRoutes(app: FastifyInstance, { access, db, now }: Deps): void {
  const propsFor = async (visit: Visit | null): Promise<PublicProps> => {
    const partnership = await findPartnership(db);
    const published = new Set(partnership ? (await listBudgets(db, partnership.key)).map((one) => one.year) : []);
    const years = [...new Set([...published, ...(await listYears(db))])].toSorted().toReversed();
    return {
      partnership: partnership?.key ?? null,
      years: years.map((year) => ({ year, published: published.has(year) })),
      mayWork: access.lines(visit?.actor.roles ?? [], 'read', BUDGET).length > 0,
    };
  };
  const found = async (year: string) => {
    const partnership = await findPartnership(db);
    return partnership && (await findPublished(db, partnership.key, year));
  };
  const open = { method: 'GET', permission: 'public', event: 'none' } as const;
  route(app, {
    ...open,
    url: PUBLIC,
    params: z.object({}),
    query: z.object({}),
    handle: async ({ visit }) => ({ page: FinancePage(await propsFor(visit)) }),
  });
  route(app, {
    ...open,
    url: `${PUBLIC}/:year`,
    params: ofYear,
    query: z.object({}),
    handle: async ({ params: { year }, visit }) => {
      const props = await propsFor(visit);
      const one = yearText.safeParse(year).success ? await found(year) : null;
      if (!one && !props.years.some((each) => each.year === year)) throw noSuchYear();
      return { page: FinanceYearPage({ ...props, year, found: one }) };
    },
  });
  route(app, {
    ...open,
    url: `${PUBLIC}/:year/figures.csv`,
    params: ofYear,
    query: z.object({}),
    handle: async ({ params: { year } }) => {
      const one = await found(year);
      if (!one) throw noSuchYear();
      return { file: toCsv(figuresTable(one.figures)), type: CSV_TYPE, downloadAs: `money-${year}.csv` };
    },
  });
  route(app, {
    ...open,
    url: `${PUBLIC}/:year/figures.xlsx`,
    params: ofYear,
    query: z.object({}),
    handle: async ({ params: { year } }) => {
      const one = await found(year);
      if (!one) throw noSuchYear();
      const workbook = financeWorkbook(one.budget, one.figures, { withBook: false, asOf: now() });
      return { file: await toXlsx(workbook), type: XLSX_TYPE, downloadAs: `money-${year}.xlsx` };
    },
  });
}

function noSuchYear(): PlainError {
  return new PlainError('No money is published for this year; choose one from the list of years.', { statusCode: 404 });
}
