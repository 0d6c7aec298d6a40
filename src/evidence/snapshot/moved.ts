import type { LiveLine, LiveSource } from '../../platform/waiting/index.ts';
import { openBook } from './book.ts';
import { overTimeView } from './page-views.ts';
import { indicatorHref } from './pages/links.ts';
import type { AreaRef, OwnPoint } from './view.ts';
import { isCountUnit } from './words.ts';

/** By how much a figure must differ from the year before to be offered to a meeting. */
interface Threshold {
  /** In the unit itself; percentage points for a share. */
  by: number;
  /** In per cent of the value before. */
  percent: number;
}

/**
 * What Kith takes for a figure that moved, by what it counts: both must be reached. They are Kith's own and no rule of
 * guidance: low enough that a meeting hears of a change, high enough that ten children more of two thousand are none.
 */
export const MOVED: Readonly<Record<'count' | 'share' | 'other', Threshold>> = {
  count: { by: 10, percent: 10 },
  share: { by: 3, percent: 10 },
  other: { by: 0, percent: 10 },
};

/** One indicator of one area over time. */
export interface Course {
  code: string;
  title: string;
  unit: string;
  area: Pick<AreaRef, 'code' | 'shortName'>;
  points: readonly OwnPoint[];
}

/** A figure that moved, and by how much. */
interface MovedFigure {
  course: Course;
  before: OwnPoint;
  now: OwnPoint;
  percent: number;
}

/** The same period of the year before: 2020-21 for 2021-22, 2021-03-31 for 2022-03-31; null for what has none. */
export function yearBefore(period: string): string | null {
  const [, start, rest = ''] = /^(\d{4})((?:-\d{2}){0,2})$/.exec(period) ?? [];
  if (start === undefined) return null;
  const year = Number(start);
  const isAccountYear = /^-\d{2}$/.test(rest) && Number(rest.slice(1)) === (year + 1) % 100;
  return isAccountYear ? `${year - 1}-${String(year % 100).padStart(2, '0')}` : `${year - 1}${rest}`;
}

/** Figures of a year's accounts that moved since the year before, those that moved most first. Values that are not shown move nowhere. */
export function moved(courses: readonly Course[], accountYear: string): MovedFigure[] {
  return courses
    .flatMap((course): MovedFigure[] => {
      const now = course.points.findLast((point) => point.accountYear === accountYear);
      const before = now && course.points.find(({ period }) => period === yearBefore(now.period));
      if (!now || !before || now.change?.since !== before.period) return [];
      const { by, percent } = now.change;
      const least = MOVED[course.unit === 'percent' ? 'share' : isCountUnit(course.unit) ? 'count' : 'other'];
      if (course.unit === 'yes-no' || percent === null) return [];
      const far = Math.abs(by) >= least.by && Math.abs(percent) >= least.percent;
      return far ? [{ course, before, now, percent }] : [];
    })
    .toSorted((one, other) => Math.abs(other.percent) - Math.abs(one.percent));
}

function lineOf({ course, before, now, percent }: MovedFigure): LiveLine {
  return {
    key: `figure:${now.figureId}`,
    title: `${course.title}, ${course.area.shortName}`,
    whyNow: `${percent > 0 ? 'Up' : 'Down'} from ${before.text} (${before.periodWords}) to ${now.text} (${now.periodWords})`,
    href: indicatorHref(course.code),
  };
}

/**
 * Figures that moved since the year before, as the public sees them: an agenda is read by all of a group and leaves Kith, so
 * a value that is withheld from the public moves nothing. It says that a figure moved, and never that this is good or bad.
 */
export const movedFigures: LiveSource = {
  name: 'Figures that moved since the year before',
  lines: async ({ trx }) => {
    const book = await openBook(trx);
    const newest = book.figures.reduce((year, figure) => (figure.accountYear > year ? figure.accountYear : year), '');
    const courses = [...book.indicators.values()].flatMap((indicator): Course[] => {
      const line = book.lines.get(indicator.line_key);
      if (!line) return [];
      return overTimeView(book, line, [indicator], 'public').own.map(({ area, points, unit }) => ({
        ...{ code: indicator.code, title: indicator.title, unit, area, points },
      }));
    });
    return moved(courses, newest).map(lineOf);
  },
};
