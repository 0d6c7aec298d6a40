import * as Plot from '@observablehq/plot';
import { type ChartSeries, type ChartSpec, pointAt, valueFormat } from './chart.ts';
import type { Timeline } from './periods.ts';
import { DASHES, element, type Frame, type Look, MARKS, ofSeries, textWidth, wrap, wrapToWidth } from './picture.ts';

/** One drawn point. */
export interface Dot {
  period: string;
  value: number;
}

/** One name at the end of its line: its words, where its line ends, and where the words go so that no two collide. */
interface EndName {
  index: number;
  lines: string[];
  period: string;
  endY: number;
  y: number;
}

/** Where the part that holds the lines lies in the picture. */
export interface Place {
  margin: { left: number; right: number; top: number };
  bottom: number;
  yOf: (value: number) => number;
}

const NAME_GAP = 26;
const LETTERS_BESIDE = 17;
/** Where words begin in the key, to the right of the piece of line. */
const KEY_WORDS = 43;

/** A series' last figure, or nothing when none can be shown. */
function lastDot(series: ChartSeries, line: Timeline): Dot | undefined {
  const period = line.periods.findLast((one) => pointAt(series, one)?.value != null);
  const value = period === undefined ? null : pointAt(series, period)?.value;
  return period === undefined || value == null ? undefined : { period, value };
}

/** What stands by each line: its name, its last value, and the period of that value where others go on longer. */
function nameAndLastValue(spec: ChartSpec, line: Timeline): string[] {
  const print = valueFormat(spec);
  return spec.series.map((series) => {
    const last = lastDot(series, line);
    if (!last) return `${series.name}: none shown`;
    const when = last.period === line.periods.at(-1) ? '' : ` (${line.tick(last.period)})`;
    return `${series.name} ${print(last.value)}${when}`;
  });
}

function linesBeside(spec: ChartSpec, line: Timeline): string[][] {
  return nameAndLastValue(spec, line).map((text) => wrap(text, LETTERS_BESIDE));
}

/** Room to the right of the lines for the names that stand there. */
export function widthBeside(spec: ChartSpec, line: Timeline, frame: Frame): number {
  const widths = linesBeside(spec, line).flatMap((lines) => lines.map((text) => textWidth(text, frame.fontSize)));
  return Math.max(...widths) + NAME_GAP + 14;
}

/** The entries of the key, each with the height of its first line's middle, and the height of them all. */
function keyEntries(
  spec: ChartSpec,
  line: Timeline,
  frame: Frame,
): { entries: { lines: string[]; y: number }[]; height: number } {
  let y = 12;
  const entries = nameAndLastValue(spec, line).map((text) => {
    const entry = { lines: wrapToWidth(text, frame.width - KEY_WORDS, frame.fontSize), y };
    y += frame.fontSize * (entry.lines.length * 1.2 + 0.35);
    return entry;
  });
  return { entries, height: y - 6 };
}

/** Room above the lines for the key. */
export function keyHeight(spec: ChartSpec, line: Timeline, frame: Frame): number {
  return keyEntries(spec, line, frame).height;
}

/** Moves names apart downwards, then the whole run up again when it would leave the picture. */
function spreadApart(names: EndName[], lineHeight: number, bottom: number): void {
  names.sort((a, b) => a.endY - b.endY);
  let free = Number.NEGATIVE_INFINITY;
  for (const name of names) {
    const half = (name.lines.length * lineHeight) / 2;
    name.y = Math.max(name.endY, free + half);
    free = name.y + half + 3;
  }
  let limit = bottom;
  for (const name of names.toReversed()) {
    const half = (name.lines.length * lineHeight) / 2;
    name.y = Math.min(name.y, limit - half);
    limit = name.y - half - 3;
  }
}

/**
 * The names at the lines' ends, each behind its line's mark and joined to it by a thin line where it had to move.
 * `yOf` is the place of a value, since marks are set out before Plot makes its scale.
 */
export function namesBeside(spec: ChartSpec, line: Timeline, look: Look, frame: Frame, place: Place): Plot.Markish[] {
  const words = linesBeside(spec, line);
  const lineHeight = frame.fontSize * 1.2;
  const names = spec.series.flatMap((series, index): EndName[] => {
    const last = lastDot(series, line);
    if (!last) return [];
    const endY = place.yOf(last.value);
    return [{ index, lines: words[index] ?? [], period: last.period, endY, y: endY }];
  });
  spreadApart(names, lineHeight, place.bottom + lineHeight / 2);
  const right = frame.width - place.margin.right;
  const leaders: Plot.Markish = (_index, scales) => {
    const group = element('g', { fill: 'none', stroke: look.faint });
    for (const name of names) {
      const x = Number(scales.x?.(name.period as never));
      const from = `M${(x + 8).toFixed(1)},${name.endY.toFixed(1)}`;
      group.append(element('path', { d: `${from}L${(right + NAME_GAP - 8).toFixed(1)},${name.y.toFixed(1)}` }));
    }
    return group;
  };
  const texts: Plot.Markish = () => {
    const group = element('g', { 'text-anchor': 'start', 'font-weight': 600 });
    for (const name of names) {
      name.lines.forEach((text, row) => {
        const y = name.y + (row - (name.lines.length - 1) / 2) * lineHeight + frame.fontSize * 0.34;
        group.append(element('text', { x: right + NAME_GAP + 9, y }, text));
      });
    }
    return group;
  };
  const marks = names.map((name) =>
    Plot.dot([0], {
      frameAnchor: 'top-right',
      dx: NAME_GAP,
      dy: name.y - place.margin.top,
      ...markOf(look, name.index),
    }),
  );
  return [leaders, texts, ...marks];
}

/**
 * The key above a narrow picture: a piece of each line with its mark, its name and its last value.
 * Plot anchors marks to the frame, which begins below the key, so its margin leads back to the picture's corner.
 */
export function namesAbove(spec: ChartSpec, line: Timeline, look: Look, frame: Frame, place: Place): Plot.Markish[] {
  const { entries } = keyEntries(spec, line, frame);
  const lines: Plot.Markish = () => {
    const group = element('g', { 'text-anchor': 'start', 'font-weight': 600 });
    entries.forEach(({ lines: texts, y }, index) => {
      const piece = {
        d: `M1,${y.toFixed(1)}H35`,
        fill: 'none',
        stroke: ofSeries(look.series, index),
        'stroke-width': lineWeight(spec.series[index]?.standing),
        'stroke-dasharray': ofSeries(DASHES, index),
      };
      group.append(element('path', piece));
      texts.forEach((text, row) => {
        group.append(element('text', { x: KEY_WORDS, y: y + frame.fontSize * (row * 1.2 + 0.34) }, text));
      });
    });
    return group;
  };
  const marks = entries.map(({ y }, index) =>
    Plot.dot([0], {
      frameAnchor: 'top-left',
      dx: 18 - place.margin.left,
      dy: y - place.margin.top,
      ...markOf(look, index),
    }),
  );
  return [lines, ...marks];
}

/** The mark of a series, the same on its line and in the key. */
export function markOf(look: Look, index: number) {
  return {
    fill: ofSeries(look.series, index),
    stroke: look.paper,
    strokeWidth: 1,
    symbol: ofSeries(MARKS, index),
    r: 4.5,
  };
}

/** Thickness of a line: the area the chart is about stands out from what it is compared with. */
export function lineWeight(standing: 'subject' | 'comparator' | undefined): number {
  return standing === 'comparator' ? 2 : 3;
}
