import type { Db } from '../../platform/database/connection.ts';
import type { LiveLine, LiveSource } from '../../platform/waiting/index.ts';
import { type Book, openBook } from './book.ts';
import { overTimeView } from './page-views.ts';
import { indicatorHref } from './pages/links.ts';
import { publishedSeriesOf } from './published-series.ts';
import { readPublished } from './repository.ts';
import { changeBetween } from './rules.ts';
import { daysOfPeriod, formatNumber, isCountUnit, periodWords } from './words.ts';

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

/** A value of a course; null where it is withheld or not known. */
export interface CoursePoint {
  period: string;
  value: number | null;
  /** As pages print it. */
  text: string;
}

/** One indicator, or one published measure, of one area over time. */
export interface Course {
  /** Tells it and its newest value from every other. */
  key: string;
  /** "Referrals, Stockton-on-Tees". */
  title: string;
  href: string;
  unit: string;
  points: readonly CoursePoint[];
  /** The period that is told of: the newest. */
  newest: string;
}

/** A figure that moved, and by how much in per cent. */
interface MovedFigure {
  course: Course;
  before: CoursePoint;
  now: CoursePoint;
  percent: number;
}

/** The same period of the year before: 2020-21 for 2021-22, 2021-03-31 for 2022-03-31; null for what has none. */
export function yearBefore(period: string): string | null {
  const days = daysOfPeriod(period);
  if (days) return `${yearBefore(days.from)}/${yearBefore(days.to)}`;
  const [, start, rest = ''] = /^(\d{4})((?:-\d{2}){0,2})$/.exec(period) ?? [];
  if (start === undefined) return null;
  const year = Number(start);
  const isAccountYear = /^-\d{2}$/.test(rest) && Number(rest.slice(1)) === (year + 1) % 100;
  return isAccountYear ? `${year - 1}-${String(year % 100).padStart(2, '0')}` : `${year - 1}${rest}`;
}

/** Figures that moved since the year before, those that moved most first. A value that is not shown moves nowhere. */
export function moved(courses: readonly Course[]): MovedFigure[] {
  return courses
    .flatMap((course): MovedFigure[] => {
      const now = course.points.find(({ period }) => period === course.newest);
      const before = course.points.find(({ period }) => period === yearBefore(course.newest));
      if (now?.value == null || before?.value == null || course.unit === 'yes-no') return [];
      const { by, percent } = changeBetween(before.value, now.value);
      const least = MOVED[course.unit === 'percent' ? 'share' : isCountUnit(course.unit) ? 'count' : 'other'];
      const far = percent !== null && Math.abs(by) >= least.by && Math.abs(percent) >= least.percent;
      return far ? [{ course, before, now, percent }] : [];
    })
    .toSorted((one, other) => Math.abs(other.percent) - Math.abs(one.percent));
}

function lineOf({ course, before, now, percent }: MovedFigure): LiveLine {
  const from = `${before.text} (${periodWords(before.period)})`;
  return {
    ...{ key: course.key, title: course.title, href: course.href },
    whyNow: `${percent > 0 ? 'Up' : 'Down'} from ${from} to ${now.text} (${periodWords(now.period)})`,
  };
}

/** The partnership's own figures of the newest accounts, as the public sees them. */
function ownCourses(book: Book): Course[] {
  const year = book.openingYear ?? '';
  return [...book.indicators.values()].flatMap((indicator) => {
    const line = book.lines.get(indicator.line_key);
    const own = line ? overTimeView(book, line, [indicator], 'public').own : [];
    return own.flatMap(({ area, points, unit }): Course[] => {
      const now = points.findLast(({ accountYear }) => accountYear === year);
      if (!now) return [];
      return [
        {
          ...{ key: `figure:${now.figureId}`, title: `${indicator.title}, ${area.shortName}` },
          ...{ href: indicatorHref(indicator.code), unit, newest: now.period },
          points: points.map(({ period, shown, text }) => ({
            ...{ period, text, value: shown.shown === 'value' ? shown.value : null },
          })),
        },
      ];
    });
  });
}

/** Published statistics of the councils' areas that stand beside the snapshot's lines. */
async function publishedCourses(trx: Db, book: Book): Promise<Course[]> {
  const links = [...book.linksOf.values()].flat();
  const nameOf = (link: (typeof links)[number]) => ({
    ...{ measureId: link.measure_id, measure: link.measure, breakdown: link.breakdown },
  });
  const rows = await readPublished(trx, links.map(nameOf));
  return links.flatMap((link) => {
    const found = publishedSeriesOf(nameOf(link), rows);
    if (!found || found.ambiguous !== null) return [];
    const measure = [link.measure.replace(/ \[[^\]]*\]$/, ''), link.breakdown].filter((part) => part !== '').join(', ');
    const called = `${book.lines.get(link.line_key)?.title ?? measure} (${measure})`;
    return found.series.flatMap(({ area, points }): Course[] => {
      const council = book.councils.find(({ code }) => code === area.code);
      const now = points.at(-1);
      if (!council || !now) return [];
      return [
        {
          key: `published:${link.measure_id}:${link.breakdown}:${area.code}:${now.period}`,
          ...{ title: `${called}, ${council.shortName}`, href: indicatorHref(link.line_key), unit: link.unit },
          newest: now.period,
          points: points.map(({ period, value }) => ({
            ...{ period, value, text: value === null ? '' : formatNumber(value, link.unit, PUBLISHED_DECIMALS) },
          })),
        },
      ];
    });
  });
}

/** Publishers give rates with up to so many decimals. */
const PUBLISHED_DECIMALS = 2;

/**
 * Figures that moved since the year before, as the public sees them: an agenda is read by all of a group and leaves Kith, so
 * a value that is withheld from the public moves nothing. It says that a figure moved, and never that this is good or bad.
 */
export const movedFigures: LiveSource = {
  name: 'Figures that moved since the year before',
  lines: async ({ trx }) => {
    const book = await openBook(trx);
    return moved([...ownCourses(book), ...(await publishedCourses(trx, book))]).map(lineOf);
  },
};
