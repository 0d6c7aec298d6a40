/** Whether and why a point can be drawn: a figure, or no figure with the reason in a word or two ("suppressed", "not published"). */
export interface ChartPoint {
  /** A year `2021-22`, a calendar or school year's end `2021`, or a day `2022-03-31`; for bars, any category. */
  period: string;
  value: number | null;
  /** Why there is no value. Said in the notes; a point without value or reason is noted as "no figure". */
  why?: string;
}

/** One line of a chart, or one colour of bar: an area, or something it is compared with. */
export interface ChartSeries {
  /** The name that stands at the line's end: "Hartlepool". */
  name: string;
  /** A comparator is drawn thinner than the area the chart is about. */
  standing?: 'subject' | 'comparator';
  points: readonly ChartPoint[];
}

/** What a chart shows. The same data give the picture, its words and its table. */
export interface ChartSpec {
  /** Unique on the page: lower-case letters, digits and hyphens. Element ids grow from it. */
  id: string;
  /** What is shown, for whom, when: "Children in need, rate per 10,000, 2013 to 2025". */
  title: string;
  /** What the numbers are, written above the axis: "Rate per 10,000 children". */
  unit: string;
  /** One to four series. */
  series: readonly ChartSeries[];
  /** Decimal places of printed values. Whole numbers unless given. */
  decimals?: number;
  /** Printed after a value: "%". */
  suffix?: string;
  /** Heading of the table's first column. "Period" unless given. */
  periodHeading?: string;
}

/** A chart's data as the rows of an accessible table: the page sets them, the chart does not. */
export interface ChartTable {
  caption: string;
  columns: readonly string[];
  rows: readonly { label: string; cells: readonly { text: string; value: number | null }[] }[];
}

/** A finished chart. */
export interface Chart {
  /** Two pictures of the same data, one for a wide place and one for a narrow one; `charts.css` shows the one that fits. */
  svg: string;
  /** The picture in words, as its `<desc>` says it. */
  description: string;
  /** What is not drawn and why, one sentence each; to be printed beneath. */
  notes: readonly string[];
  table: ChartTable;
}

/** Most series that stay apart in black and white: there are four marks and four dashes. */
export const MOST_SERIES = 4;

/** Refuses a chart that would mislead or break the page. These are a developer's faults, so they are plain errors. */
export function checkSpec(spec: ChartSpec): void {
  if (!/^[a-z][a-z0-9-]*$/.test(spec.id)) throw new Error(`A chart's id must be a plain word: "${spec.id}"`);
  if (spec.series.length < 1 || spec.series.length > MOST_SERIES) {
    throw new Error(`A chart holds one to ${MOST_SERIES} series, and "${spec.id}" has ${spec.series.length}`);
  }
  for (const { name, points } of spec.series) {
    const seen = new Set<string>();
    for (const { period, value } of points) {
      if (seen.has(period)) throw new Error(`Chart "${spec.id}" has two points of ${name} for ${period}`);
      if (value !== null && !Number.isFinite(value))
        throw new Error(`Chart "${spec.id}" has no number for ${name}, ${period}`);
      seen.add(period);
    }
  }
}

// Making a number format costs more than drawing a line.
const formats = new Map<number, Intl.NumberFormat>();

function numberFormat(decimals: number): Intl.NumberFormat {
  let format = formats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    formats.set(decimals, format);
  }
  return format;
}

/** Prints a value as the chart, its table and its words all print it. */
export function valueFormat(spec: ChartSpec): (value: number) => string {
  const format = numberFormat(spec.decimals ?? 0);
  return (value) => format.format(value) + (spec.suffix ?? '');
}

/** The value of a series at a period, with the reason when there is none. */
export function pointAt(series: ChartSeries, period: string): ChartPoint | undefined {
  return series.points.find((point) => point.period === period);
}

/** A chart's data as a table: a row for each period that any series speaks of, a column for each series. */
export function chartTable(spec: ChartSpec, periods: readonly string[], label: (period: string) => string): ChartTable {
  const print = valueFormat(spec);
  const spoken = periods.filter((period) => spec.series.some((series) => pointAt(series, period)));
  return {
    caption: `${spec.title}. ${spec.unit}.`,
    columns: [spec.periodHeading ?? 'Period', ...spec.series.map((series) => series.name)],
    rows: spoken.map((period) => ({
      label: label(period),
      cells: spec.series.map((series) => {
        const point = pointAt(series, period);
        const value = point?.value ?? null;
        return { value, text: value === null ? (point?.why ?? 'no figure') : print(value) };
      }),
    })),
  };
}
