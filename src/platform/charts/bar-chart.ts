import * as Plot from '@observablehq/plot';
import { type Chart, type ChartSpec, chartTable, checkSpec, pointAt, valueFormat } from './chart.ts';
import {
  element,
  type Frame,
  type Look,
  NARROW,
  ofSeries,
  PAGE_LOOK,
  PRINT_LOOK,
  picture,
  textWidth,
  WIDE,
  wrapToWidth,
} from './picture.ts';
import { barChartInWords } from './words.ts';

/** One row of the picture: a category's heading, or a bar with what is written at its end. */
type Row =
  | { slot: string; heading: string[] }
  | { slot: string; series: number; value: number | null; name: string; says: string };

/** Room for the line that bars start from. */
const AXIS = 1.5;
/** Between a bar's end and its words, with a little to spare for a wider typeface. */
const END_GAP = 14;

/** The categories in the order in which the series first name them: the page decides the order, not the alphabet. */
function categoriesOf(spec: ChartSpec): string[] {
  return [...new Set(spec.series.flatMap((series) => series.points.map((point) => point.period)))];
}

/** Rows from top to bottom. A category's name stands above its bars, so it has the whole width at every size. */
function rowsOf(spec: ChartSpec, categories: readonly string[], frame: Frame): Row[] {
  const print = valueFormat(spec);
  return categories.flatMap((category, group): Row[] => {
    const bars = spec.series.flatMap((series, index): Row[] => {
      const point = pointAt(series, category);
      if (!point) return [];
      const says = point.value === null ? (point.why ?? 'no figure') : print(point.value);
      const name = spec.series.length === 1 ? '' : ` ${series.name}`;
      return [{ slot: `${group}-${index}`, series: index, value: point.value, name, says }];
    });
    const heading = wrapToWidth(category, frame.width, frame.fontSize);
    return [{ slot: `${group}-name`, heading }, ...bars];
  });
}

/** As long as bars can be while what is written at each one's end still fits. There is no axis to read, so no round end is kept. */
function scaleOf(rows: readonly Row[], frame: Frame): { zero: number; perUnit: number } {
  const bars = rows.flatMap((row) =>
    'says' in row ? [{ value: row.value ?? 0, end: textWidth(row.says + row.name, frame.fontSize) + END_GAP }] : [],
  );
  const lowest = Math.min(0, ...bars.map((bar) => bar.value));
  const perUnit = Math.min(
    ...bars.map(({ value, end }) => {
      const span = Math.max(value, 0) - lowest;
      return span === 0 ? Number.POSITIVE_INFINITY : (frame.width - AXIS - end) / span;
    }),
  );
  if (!Number.isFinite(perUnit)) return { zero: AXIS, perUnit: 0 };
  return { zero: AXIS - lowest * perUnit, perUnit };
}

function draw(
  spec: ChartSpec,
  words: { id: string; className?: string; description: string },
  look: Look,
  frame: Frame,
): string {
  const rows = rowsOf(spec, categoriesOf(spec), frame);
  const { fontSize } = frame;
  const barHeight = fontSize * 1.45;
  const unit = wrapToWidth(spec.unit, frame.width, fontSize);
  const { zero, perUnit } = scaleOf(rows, frame);
  const across = (value: number) => zero + value * perUnit;

  let y = fontSize * (0.7 + unit.length * 1.2);
  const headings = element('g', { 'text-anchor': 'start', 'font-weight': 600 });
  const ends = element('g', { 'text-anchor': 'start' });
  const axes = element('g', { stroke: look.ink, 'stroke-width': AXIS });
  const bars: { x1: number; x2: number; y1: number; y2: number; series: number }[] = [];
  for (const row of rows) {
    if ('heading' in row) {
      if (row !== rows[0]) y += fontSize * 0.7;
      for (const text of row.heading) {
        y += fontSize * 1.3;
        headings.append(element('text', { x: 0, y: y - fontSize * 0.3 }, text));
      }
      continue;
    }
    axes.append(element('path', { d: `M${zero.toFixed(1)},${y.toFixed(1)}v${barHeight.toFixed(1)}` }));
    const end = row.value === null ? across(0) : across(Math.max(row.value, 0));
    if (row.value !== null) {
      bars.push({
        x1: across(Math.min(row.value, 0)),
        x2: across(Math.max(row.value, 0)),
        y1: y + 2,
        y2: y + barHeight - 1,
        series: row.series,
      });
    }
    const text = element('text', {
      x: end + 7,
      y: y + barHeight / 2 + fontSize * 0.36,
      fill: row.value === null ? look.faint : undefined,
    });
    text.append(element('tspan', { 'font-weight': 600 }, row.says));
    if (row.name) text.append(element('tspan', {}, row.name));
    ends.append(text);
    y += barHeight;
  }
  const height = y + fontSize * 0.5;
  return picture({ ...words, title: spec.title }, look, frame, {
    width: frame.width,
    height,
    margin: 0,
    x: { type: 'linear', domain: [0, frame.width], range: [0, frame.width], axis: null },
    y: { type: 'linear', domain: [0, height], range: [0, height], axis: null },
    marks: [
      () => {
        const group = element('g', { 'text-anchor': 'start', fill: look.faint });
        unit.forEach((text, row) => {
          group.append(element('text', { x: 0, y: fontSize * (1.1 + row * 1.2) }, text));
        });
        return group;
      },
      ...spec.series.map((_series, index) =>
        Plot.rect(
          bars.filter((bar) => bar.series === index),
          { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: ofSeries(look.series, index) },
        ),
      ),
      () => axes,
      () => headings,
      () => ends,
    ],
  });
}

function notesOf(spec: ChartSpec): string[] {
  return categoriesOf(spec).flatMap((category) =>
    spec.series.flatMap((series) => {
      const point = pointAt(series, category);
      return point && point.value === null
        ? [`${series.name}, ${category}: no bar drawn (${point.why ?? 'no figure'}).`]
        : [];
    }),
  );
}

/**
 * Lying bars, one for each category and series, with the value written at each bar's end, for a page. A point's `period` is the
 * category here. Bars begin at zero. Throws an Error for a spec that breaks the rules of `ChartSpec`.
 */
export function barChart(spec: ChartSpec): Chart {
  checkSpec(spec);
  const categories = categoriesOf(spec);
  const description = barChartInWords(spec, categories);
  const one = (frame: Frame, size: 'wide' | 'narrow') =>
    draw(spec, { id: `${spec.id}-${size}`, className: `kith-chart__${size}`, description }, PAGE_LOOK, frame);
  return {
    svg: `<div class="kith-chart" id="${spec.id}">${one(WIDE, 'wide')}${one(NARROW, 'narrow')}</div>`,
    description,
    notes: notesOf(spec),
    table: chartTable({ periodHeading: 'Category', ...spec }, categories, (category) => category),
  };
}

/** The same picture for a document: one self-contained SVG with literal colours, for Typst or Word. `look` may change colours and type. */
export function barChartPicture(spec: ChartSpec, look: Partial<Look> = {}, frame: Partial<Frame> = {}): string {
  checkSpec(spec);
  const description = barChartInWords(spec, categoriesOf(spec));
  return draw(spec, { id: spec.id, description }, { ...PRINT_LOOK, ...look }, { ...WIDE, ...frame });
}
