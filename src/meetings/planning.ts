import { randomUUID } from 'node:crypto';
import { Refused } from '../platform/access/index.ts';
import { addMonths, londonDate, type PlainDate, type WorkingCalendar } from '../platform/clocks/index.ts';
import type { FieldChange } from '../platform/ledger/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import { englandCalendar } from '../statutory/index.ts';
import { type Desk, type Forum, getForum } from './carrier.ts';
import { endSeries, insertSeries, listSeries, plannedOf, type Series } from './repository.ts';
import { type PlannedDate, plannedDates } from './series.ts';
import { meetingChange, planMeeting } from './service.ts';

/** How far ahead dates of a series are planned at once, in months. */
const AHEAD = 12;

/** A series with the dates that it gives from today on. */
export interface SeriesView {
  series: Series;
  forum: Forum;
  dates: (PlannedDate & { planned: boolean })[];
  /** Whether the person who acts plans its meetings. */
  mine: boolean;
}

/** England's working days; null where no bank holidays are held, so that dates are planned as uncertain. */
async function calendarOf(desk: Desk): Promise<WorkingCalendar | null> {
  try {
    return await englandCalendar(desk.trx);
  } catch (error) {
    if (error instanceof PlainError) return null;
    throw error;
  }
}

/** Every series that the person may read, with its dates of the next year. */
export async function readSeries(desk: Desk): Promise<SeriesView[]> {
  const forums = new Map((await desk.carrier.listForums(desk.trx)).map((forum) => [forum.key, forum]));
  const calendar = await calendarOf(desk);
  const today = londonDate(desk.now);
  const found: SeriesView[] = [];
  for (const series of await listSeries(desk.trx, desk.carrier.name)) {
    const forum = forums.get(series.forumKey);
    if (!forum) continue;
    const planned = await plannedOf(desk.trx, series.id);
    const dates = plannedDates(series, today, addMonths(today, AHEAD), calendar);
    const parts = await desk.carrier.partsOf(desk, series.forumKey);
    found.push({
      ...{ series, forum, mine: parts.has('administrator') },
      dates: dates.map((one) => ({ ...one, planned: planned.has(one.plannedFor) })),
    });
  }
  return found;
}

/** Makes a series and plans its meetings of the next year. */
export async function makeSeries(
  desk: Desk,
  given: Omit<Series, 'id' | 'version'>,
  id: string = randomUUID(),
): Promise<{ id: string; planned: number; changes: FieldChange[] }> {
  const forum = await getForum(desk, given.forumKey);
  await demandPlans(desk, forum.key);
  if (forum.over !== null) throw new PlainError(`${forum.name} meets no more. ${forum.over}`, { statusCode: 409 });
  const entered = { agency: desk.actor.agency, ownerId: desk.actor.id, now: desk.now };
  await insertSeries(desk.trx, desk.carrier.name, { ...given, id }, entered);
  const { planned, changes } = await planAhead(desk, id);
  return { id, planned, changes: [meetingChange(desk, id, 'series', null, forum.name), ...changes] };
}

async function demandPlans(desk: Desk, forumKey: string): Promise<void> {
  const parts = await desk.carrier.partsOf(desk, forumKey);
  if (parts.has('administrator')) return;
  throw new Refused({ because: 'out-of-scope', action: 'create', kind: desk.carrier.kind });
}

/** A series, for somebody who may read it. Throws Refused for whoever may not. */
export async function getSeries(desk: Desk, id: string): Promise<Series> {
  const found = (await listSeries(desk.trx, desk.carrier.name)).find((one) => one.id === id);
  if (!found) throw new Refused({ because: 'no-record', action: 'read', kind: desk.carrier.kind, recordId: id });
  return found;
}

async function seriesInHand(desk: Desk, id: string): Promise<Series> {
  const series = await getSeries(desk, id);
  await demandPlans(desk, series.forumKey);
  return series;
}

/** Plans the meetings of a series for the next year. One that is planned already, or was cancelled, stays as it is. */
export async function planAhead(desk: Desk, id: string): Promise<{ planned: number; changes: FieldChange[] }> {
  const series = await seriesInHand(desk, id);
  const today = londonDate(desk.now);
  const taken = await plannedOf(desk.trx, id);
  const dates = plannedDates(series, today, addMonths(today, AHEAD), await calendarOf(desk));
  const changes: FieldChange[] = [];
  let planned = 0;
  for (const { day, plannedFor } of dates) {
    if (taken.has(plannedFor) || day < today) continue;
    const { forumKey, starts, minutes, place, standing } = series;
    const planning = await planMeeting(
      desk,
      { forumKey, day, starts, minutes, place, afterwards: false },
      { seriesId: id, plannedFor, standing },
    );
    if (planning === null) continue;
    if ('problem' in planning) throw new PlainError(planning.problem.message, { statusCode: 409 });
    changes.push(...planning.changes);
    planned += 1;
  }
  return { planned, changes };
}

/** Ends a series after a day. Meetings that are planned already stay: cancel them one by one, with a reason each. */
export async function stopSeries(desk: Desk, id: string, lastOn: PlainDate): Promise<{ changes: FieldChange[] }> {
  const series = await seriesInHand(desk, id);
  if (series.lastOn !== null && series.lastOn < lastOn) {
    throw new PlainError('The series ends before that day already.', { statusCode: 409 });
  }
  if (lastOn < series.firstOn || !(await endSeries(desk.trx, series, lastOn))) {
    throw new PlainError(
      'The series can’t end before its first date, or somebody else changed it just now. Open it again.',
      {
        statusCode: 409,
      },
    );
  }
  return { changes: [meetingChange(desk, id, 'last date', series.lastOn, lastOn)] };
}
