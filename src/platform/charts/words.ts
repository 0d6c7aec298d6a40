import type { ChartSeries, ChartSpec } from './chart.ts';
import { valueFormat } from './chart.ts';
import type { Timeline } from './periods.ts';

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function seriesInWords(series: ChartSeries, line: Timeline, print: (value: number) => string): string {
  const order = new Map(line.periods.map((period, index) => [period, index]));
  const known = series.points
    .filter((point): point is typeof point & { value: number } => point.value !== null)
    .toSorted((a, b) => (order.get(a.period) ?? 0) - (order.get(b.period) ?? 0));
  const first = known[0];
  const last = known.at(-1);
  if (!first || !last) return `${series.name}: no figure can be shown.`;
  if (first === last) return `${series.name}: ${print(first.value)} in ${line.label(first.period)}.`;
  const lowest = known.reduce((low, point) => (point.value < low.value ? point : low));
  const highest = known.reduce((high, point) => (point.value > high.value ? point : high));
  const range =
    lowest.value === highest.value
      ? ', the same throughout'
      : `; lowest ${print(lowest.value)} (${line.label(lowest.period)}), highest ${print(highest.value)} (${line.label(highest.period)})`;
  return `${series.name}: ${print(first.value)} in ${line.label(first.period)}, ${print(last.value)} in ${line.label(last.period)}${range}.`;
}

/** A line chart in words: for each series where it begins, where it ends, its lowest and highest. No judgement of the trend. */
export function lineChartInWords(spec: ChartSpec, line: Timeline): string {
  const print = valueFormat(spec);
  const said = spec.series.map((series) => seriesInWords(series, line, print));
  return [`Line chart. ${spec.unit}${line.caption ? `, ${line.caption}` : ''}.`, ...said].join(' ');
}

/** A bar chart in words: every bar with its value, since there are few. */
export function barChartInWords(spec: ChartSpec, categories: readonly string[]): string {
  const print = valueFormat(spec);
  const said = categories.map((category) => {
    const bars = spec.series.flatMap((series) => {
      const point = series.points.find((one) => one.period === category);
      if (!point) return [];
      const value = point.value === null ? (point.why ?? 'no figure') : print(point.value);
      return [spec.series.length === 1 ? value : `${series.name} ${value}`];
    });
    return `${category}: ${listed(bars)}.`;
  });
  return [`Bar chart. ${spec.unit}.`, ...said].join(' ');
}

/**
 * What a chart leaves out, one sentence for each series and reason: "Hartlepool: 2019 and 2021 not drawn (suppressed)."
 * A period for which a series says nothing at all, between two for which it does, is a gap and is told as "no figure".
 */
export function gapNotes(spec: ChartSpec, line: Timeline): string[] {
  return spec.series.flatMap((series) => {
    const at = new Map(series.points.map((point) => [point.period, point]));
    const spoken = line.periods.map((period) => at.has(period));
    const first = spoken.indexOf(true);
    const last = spoken.lastIndexOf(true);
    const byReason = new Map<string, string[]>();
    line.periods.forEach((period, index) => {
      if (first === -1 || index < first || index > last) return;
      const point = at.get(period);
      if (point && point.value !== null) return;
      const why = point?.why ?? 'no figure';
      byReason.set(why, [...(byReason.get(why) ?? []), line.label(period)]);
    });
    return [...byReason].map(([why, periods]) => `${series.name}: ${listed(periods)} not drawn (${why}).`);
  });
}
