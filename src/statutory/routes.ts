import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate, workingCalendar } from '../platform/clocks/index.ts';
import type { Deps } from '../platform/module.ts';
import { route } from '../platform/web/route.ts';
import { calculate } from './calculator.ts';
import { BankHolidaysPage } from './pages/bank-holidays-page.tsx';
import { ClocksPage } from './pages/clocks-page.tsx';
import { listBankHolidays, listTimeLimits } from './repository.ts';

/** A field that was left out, sent twice or is far too long counts as not filled in. */
const typedText = z.string().max(200).catch('');

const calculatorQuery = z.object({
  limit: typedText,
  'start-day': typedText,
  'start-month': typedText,
  'start-year': typedText,
  time: typedText,
});

/** `/clocks` with its calculator, and `/clocks/bank-holidays`. */
export function clockRoutes(app: FastifyInstance, { db, now }: Deps): void {
  route(app, {
    method: 'GET',
    url: '/clocks',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: calculatorQuery,
    handle: async ({ query, request }) => {
      const [limits, holidays] = await Promise.all([listTimeLimits(db), listBankHolidays(db)]);
      const calendar = holidays.length > 0 ? workingCalendar(holidays) : null;
      // The form always sends its date, empty or not. Without it nobody asked.
      const asked = Object.hasOwn(request.query as object, 'start-day');
      const calculation = asked && calendar ? calculate(query, limits, calendar) : { answer: null, mistakes: [] };
      const page = ClocksPage({
        view: {
          limits,
          typed: query,
          calculation,
          today: londonDate(now()),
          years: calendar && { first: calendar.from.slice(0, 4), last: calendar.to.slice(0, 4) },
        },
      });
      return { page, status: calculation.mistakes.length > 0 ? 400 : 200 };
    },
  });

  route(app, {
    method: 'GET',
    url: '/clocks/bank-holidays',
    permission: 'public',
    event: 'none',
    params: z.object({}),
    query: z.object({}),
    handle: async () => ({ page: BankHolidaysPage({ holidays: await listBankHolidays(db) }) }),
  });
}
