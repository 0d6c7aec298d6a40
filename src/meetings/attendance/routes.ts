import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { doneOf } from '../../platform/web/done-of.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { type Acting, guarded } from '../../platform/web/route.ts';
import { type Carrier, runs } from '../carrier.ts';
import { deskOf, NOTHING, ONE } from '../desk.ts';
import { AttendancePage, YearAttendancePage } from '../pages/attendance-pages.tsx';
import { getMeeting } from '../service.ts';
import { spanOf, yearOf, yearsBetween } from '../years.ts';
import { attendanceForm, presenceValues, readPresences } from './form.ts';
import { countAttendance } from './repository.ts';
import { readAttendance, recordAttendance } from './service.ts';

const DONE = { recorded: 'Attendance is recorded.' };
/** How many years back the page of a year's attendance offers. */
const YEARS = 5;

/** Who was there, and attendance by agency over a year. */
export function attendanceRoutes(app: FastifyInstance, deps: Deps, carrier: Carrier): void {
  const at = `${carrier.base}/:id/attendance`;
  const page = async (
    acting: Acting,
    id: string,
    done: string | null,
    typed: TypedValues | null,
    problems: readonly FormProblem[],
  ) => {
    const desk = deskOf(acting, deps, carrier);
    const meeting = await getMeeting(desk, id);
    const view = await readAttendance(desk, meeting);
    const mine = runs(await carrier.partsOf(desk, meeting.forumKey));
    const values = typed ?? presenceValues(view.attendees);
    return AttendancePage({ carrier, view, runs: mine, done, values, problems });
  };
  guarded(app, {
    method: 'GET',
    url: at,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.attendance', says: 'Read who was at a meeting' },
    params: ONE,
    query: doneOf(DONE),
    handle: async ({ params, query, kept, ...acting }) => {
      acting.note({ record: { kind: carrier.kind, id: params.id } });
      return { page: await page(acting, params.id, query.done, kept, []) };
    },
  });
  guarded(app, {
    method: 'POST',
    url: at,
    permission: { action: 'change', kind: carrier.kind },
    event: { code: 'meeting.record-attendance', says: 'Recorded who was at a meeting' },
    params: ONE,
    query: NOTHING,
    body: attendanceForm,
    formAt: ({ id }) => `${carrier.base}/${id}/attendance`,
    handle: async ({ params, body, ...acting }) => {
      const { given, others } = readPresences(body);
      const { changes } = await recordAttendance(deskOf(acting, deps, carrier), params.id, given, others);
      acting.note({ record: { kind: carrier.kind, id: params.id }, changes });
      return { redirect: `${carrier.base}/${params.id}/attendance?done=recorded` };
    },
    invalid: async ({ params, values, problems, ...acting }) => ({
      page: await page(acting, params.id, null, values, problems),
    }),
  });
  guarded(app, {
    method: 'GET',
    url: `${carrier.base}/attendance`,
    permission: { action: 'read', kind: carrier.kind },
    event: { code: 'meeting.year-attendance', says: 'Looked up attendance by agency over a year' },
    params: NOTHING,
    query: z.object({ year: z.string().max(7).nullable().default(null).catch(null) }),
    handle: async ({ query, ...acting }) => {
      const desk = deskOf(acting, deps, carrier);
      const today = londonDate(desk.now);
      const years = yearsBetween(`${Number(today.slice(0, 4)) - YEARS}-04-01`, today);
      const year = query.year !== null && years.includes(query.year) ? query.year : yearOf(today);
      const attendance = await countAttendance(desk.trx, carrier.name, { ...spanOf(year), forumKey: null });
      return {
        page: YearAttendancePage({ carrier, forums: await carrier.listForums(desk.trx), years, year, attendance }),
      };
    },
  });
}
