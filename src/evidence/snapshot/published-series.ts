import type { PublishedFigureRow, PublishedName } from './repository.ts';
import { comparePeriods } from './rules.ts';
import type { SnapshotTables } from './tables.ts';
import type { PublishedAreaSeries, PublishedLinkView, PublishedSeries } from './view.ts';
import { flagWords } from './words.ts';

/** Order in which areas stand: the smallest first (councils, then police forces, regions, England). */
const AREA_ORDER = ['E06', 'E07', 'E08', 'E09', 'E10', 'E23', 'E12', 'E92'];

/** A published series with how it stands beside a line. */
export interface PublishedBesideLine {
  link: PublishedLinkView;
  series: PublishedSeries;
}

/** A link as pages see it. */
export function linkView(link: SnapshotTables['published_link']): PublishedLinkView {
  const { measure_id: measureId, measure, breakdown, unit, says } = link;
  return { measureId, measure, breakdown, unit, says };
}

/** The series of which there are rows, with their links, in the order of the links. */
export function linkedSeries(
  links: readonly SnapshotTables['published_link'][],
  rows: readonly PublishedFigureRow[],
): PublishedBesideLine[] {
  return links.map(linkView).flatMap((link) => {
    const { measureId, measure, breakdown } = link;
    const series = publishedSeriesOf({ measureId, measure, breakdown }, rows);
    return series === null ? [] : [{ link, series }];
  });
}

/** The rows of one measure put together by area; null when there are none. */
export function publishedSeriesOf(name: PublishedName, rows: readonly PublishedFigureRow[]): PublishedSeries | null {
  const mine = rows.filter(
    (row) => row.measureId === name.measureId && row.measure === name.measure && row.breakdown === name.breakdown,
  );
  if (mine.length === 0) return null;
  const repeated = mine.some((row) => row.repeat > 1);
  const byArea = Map.groupBy(mine, (row) => row.areaCode);
  return {
    ...name,
    sources: [...new Set(mine.map((row) => row.source))].sort(),
    periods: [...new Set(mine.map((row) => row.period))].sort(comparePeriods),
    series: [...byArea]
      .sort(([one], [other]) => areaRank(one) - areaRank(other) || one.localeCompare(other))
      .map(([code, told]) => areaSeries(code, told)),
    ambiguous: repeated
      ? 'The publisher gives several numbers under one name and does not say how they differ, so no line is drawn.'
      : null,
  };
}

function areaSeries(code: string, rows: readonly PublishedFigureRow[]): PublishedAreaSeries {
  const points = [...rows]
    .sort((one, other) => comparePeriods(one.period, other.period) || one.repeat - other.repeat)
    .map((row) => ({
      period: row.period,
      value: row.value,
      flag: row.flag,
      flagWords: row.flag === null ? null : flagWords(row.flag),
    }));
  return { area: { code, name: rows[0]?.areaName ?? code }, points };
}

function areaRank(code: string): number {
  const rank = AREA_ORDER.indexOf(code.slice(0, 3));
  return rank === -1 ? AREA_ORDER.length : rank;
}
