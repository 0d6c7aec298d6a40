import * as Plot from '@observablehq/plot';
import { type ValueAxis, valueAxis } from './axis.ts';
import { type Chart, type ChartSpec, chartTable, checkSpec, pointAt, valueFormat } from './chart.ts';
import {
  type Dot,
  keyHeight,
  lineWeight,
  markOf,
  namesAbove,
  namesBeside,
  type Place,
  widthBeside,
} from './line-names.ts';
import { labelledPeriods, type Timeline, timeline } from './periods.ts';
import {
  DASHES,
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
import { gapNotes, lineChartInWords } from './words.ts';

function draw(
  spec: ChartSpec,
  line: Timeline,
  axis: ValueAxis,
  words: { id: string; className?: string; description: string },
  look: Look,
  frame: Frame,
): string {
  const print = valueFormat({ ...spec, decimals: axis.ticks.every(Number.isInteger) ? 0 : (spec.decimals ?? 0) });
  const { fontSize } = frame;
  const beside = frame.names === 'beside';
  const key = beside ? 0 : keyHeight(spec, line, frame);
  const unit = wrapToWidth(spec.unit, frame.width, fontSize);
  const marginLeft = Math.max(...axis.ticks.map((tick) => print(tick).length)) * fontSize * 0.68 + 10;
  const lastTick = textWidth(line.tick(line.periods.at(-1) ?? ''), fontSize);
  const marginRight = beside ? widthBeside(spec, line, frame) : Math.max(10, lastTick / 2);
  const marginTop = key + fontSize * (1 + unit.length * 1.2);
  const marginBottom = fontSize * (line.caption ? 3.4 : 2);
  const tickWidth =
    Math.max(0, ...line.periods.map((period) => textWidth(line.tick(period), fontSize))) + fontSize * 0.8;
  const ticks = labelledPeriods(line.periods, frame.width - marginLeft - marginRight, tickWidth);
  const floor = frame.plotHeight + marginTop;
  const place: Place = {
    margin: { left: marginLeft, right: marginRight, top: marginTop },
    bottom: floor,
    yOf: (value) => floor - ((value - axis.low) / (axis.high - axis.low)) * frame.plotHeight,
  };

  const empty = spec.series.every((series) => series.points.every((point) => point.value === null));
  const marks: Plot.Markish[] = [
    Plot.gridY(axis.ticks, { stroke: look.grid, strokeOpacity: 1 }),
    Plot.ruleY([0], { stroke: look.ink, strokeWidth: 1.5 }),
    Plot.axisY({
      ticks: axis.ticks as number[],
      tickSize: 0,
      tickPadding: 8,
      tickFormat: (tick: number) => print(tick),
      label: null,
      fontSize,
      fill: look.faint,
    }),
    Plot.axisX({
      ticks,
      tickSize: 5,
      tickFormat: (period: string) => line.tick(period),
      label: null,
      fontSize,
      fill: look.faint,
      stroke: look.faint,
    }),
    () => {
      const group = element('g', { 'text-anchor': 'start', fill: look.faint });
      unit.forEach((text, row) => {
        group.append(element('text', { x: 0, y: key + fontSize * (1.1 + row * 1.2) }, text));
      });
      if (empty) {
        const at = {
          x: (marginLeft + frame.width - marginRight) / 2,
          y: floor - frame.plotHeight / 2,
          'text-anchor': 'middle',
        };
        group.append(element('text', at, 'No figure can be shown'));
      }
      if (line.caption) {
        const at = { x: frame.width - marginRight, y: floor + fontSize * 2.9, 'text-anchor': 'end' };
        group.append(element('text', at, line.caption));
      }
      return group;
    },
  ];
  spec.series.forEach((series, index) => {
    const stroke = ofSeries(look.series, index);
    const dots = line.periods.map((period) => ({ period, value: pointAt(series, period)?.value ?? Number.NaN }));
    const known: Dot[] = dots.filter((dot) => !Number.isNaN(dot.value));
    const channels = { x: 'period', y: 'value' } as const;
    const strokeDasharray = ofSeries(DASHES, index);
    marks.push(
      Plot.line(dots, {
        ...channels,
        stroke,
        strokeWidth: lineWeight(series.standing),
        ...(strokeDasharray ? { strokeDasharray } : {}),
      }),
      Plot.dot(known, { ...channels, ...markOf(look, index) }),
    );
  });
  marks.push(...(beside ? namesBeside(spec, line, look, frame, place) : namesAbove(spec, line, look, frame, place)));

  return picture({ ...words, title: spec.title }, look, frame, {
    width: frame.width,
    height: floor + marginBottom,
    marginLeft,
    marginRight,
    marginTop,
    marginBottom,
    x: { type: 'point', domain: [...line.periods], padding: 0.15 },
    y: { domain: [axis.low, axis.high] },
    marks,
  });
}

function prepare(spec: ChartSpec): {
  line: Timeline;
  axis: (frame: Frame) => ValueAxis;
  description: string;
  notes: string[];
} {
  checkSpec(spec);
  const line = timeline(spec.series);
  const values = spec.series.flatMap((series) => series.points.flatMap(({ value }) => (value === null ? [] : [value])));
  const notes = gapNotes(spec, line);
  return {
    line,
    axis: (frame) => valueAxis(values, frame.steps, 10 ** -(spec.decimals ?? 0)),
    description: [lineChartInWords(spec, line), ...notes].join(' '),
    notes,
  };
}

/**
 * A line for each series over time, for a page. The value axis begins at zero. A period without a figure breaks the line.
 * Throws an Error for a spec that breaks the rules of `ChartSpec`.
 */
export function lineChart(spec: ChartSpec): Chart {
  const { line, axis, description, notes } = prepare(spec);
  const one = (frame: Frame, size: 'wide' | 'narrow') =>
    draw(
      spec,
      line,
      axis(frame),
      { id: `${spec.id}-${size}`, className: `kith-chart__${size}`, description },
      PAGE_LOOK,
      frame,
    );
  return {
    svg: `<div class="kith-chart" id="${spec.id}">${one(WIDE, 'wide')}${one(NARROW, 'narrow')}</div>`,
    description,
    notes,
    table: chartTable(spec, line.periods, line.label),
  };
}

/** The same picture for a document: one self-contained SVG with literal colours, for Typst or Word. `look` may change colours and type. */
export function lineChartPicture(spec: ChartSpec, look: Partial<Look> = {}, frame: Partial<Frame> = {}): string {
  const { line, axis, description } = prepare(spec);
  const size = { ...WIDE, ...frame };
  return draw(spec, line, axis(size), { id: spec.id, description }, { ...PRINT_LOOK, ...look }, size);
}
