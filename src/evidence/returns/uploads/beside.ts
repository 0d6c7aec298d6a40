import { dateInWords, londonDate } from '../../../platform/clocks/index.ts';
import {
  formatWithUnit,
  type IndicatorOverTime,
  isAccountYear,
  periodWords,
  yearBefore,
} from '../../snapshot/index.ts';
import type { ReturnFigure } from './at-work.ts';

/** What is published for the same thing, and how the counted figure stands to it. */
export interface PublishedBeside {
  /** The publisher's own name of it. */
  measure: string;
  /** The period as the publisher names it. */
  period: string;
  /** Whether it is the period of the return. */
  samePeriod: boolean;
  /** With its unit, or what stands in its place. */
  text: string;
  /** "14 fewer than published": null where there is nothing to compare. */
  difference: string | null;
  /** Why the two can differ, one sentence each. */
  because: string[];
}

/** What a counted figure is read beside. */
export interface Beside {
  key: string;
  /** What it is counted for, as the snapshot writes it. */
  period: string;
  /** The figure of the same period a year before, counted in the same way; null where none was accepted. */
  yearBefore: string | null;
  published: PublishedBeside[];
}

/** The return that a figure was counted from. */
export interface CountedFrom {
  areaCode: string;
  /** What the figure is counted for: 2024-25, 2025-03-31, 2024-08. */
  period: string;
  acceptedAt: Date;
}

/** Puts a counted figure beside that of the year before and what is published. Pure: `over` is its indicator over time. */
export function besideOf(figure: ReturnFigure, over: IndicatorOverTime, from: CountedFrom): Beside {
  const own = over.own.find(({ area }) => area.code === from.areaCode);
  const before = own?.points.find(({ period }) => period === yearBefore(from.period));
  const published = over.published.flatMap(({ link, series }): PublishedBeside[] => {
    // A rate of 10,000 children says nothing of a number of them.
    if (link.unit === 'per-10000' || (link.unit === 'percent') !== (figure.unit === 'percent')) return [];
    const points = series.series.find(({ area }) => area.code === from.areaCode)?.points ?? [];
    const same = points.find(({ period }) => isSamePeriod(period, from.period));
    const shown = same ?? points.at(-1);
    if (!shown) return [];
    const measure = [link.measure, link.breakdown].filter((one) => one !== '').join(', ');
    const text =
      shown.value === null
        ? (shown.flagWords ?? 'not given')
        : formatWithUnit(shown.value, link.unit, figure.unit === 'percent' ? 1 : 0);
    const difference = same && same.value !== null && figure.value !== null ? differenceOf(figure, same.value) : null;
    return [
      {
        ...{ measure, period: shown.period, samePeriod: same !== undefined, text, difference },
        because: same ? reasonsOf(link.says, same.value === null, from) : otherTime(link.says, shown.period, from),
      },
    ];
  });
  return { key: figure.key, period: from.period, yearBefore: before?.text ?? null, published };
}

/** Publishers write a year to 31 March as the one in which it ends, as both, or as its last day. */
function isSamePeriod(published: string, counted: string): boolean {
  if (published === counted) return true;
  const ends = isAccountYear(counted) ? String(Number(counted.slice(0, 4)) + 1) : /^(\d{4})-03-31$/.exec(counted)?.[1];
  if (ends === undefined) return false;
  const began = Number(ends) - 1;
  return [ends, `${began}-${ends.slice(2)}`, `${began}${ends.slice(2)}`, `${ends}-03-31`].includes(published);
}

function differenceOf({ value, unit }: ReturnFigure, published: number): string {
  const by = Math.round(((value ?? 0) - published) * 10) / 10;
  if (by === 0) return 'the same as published';
  const size =
    unit === 'percent' ? `${Math.abs(by).toFixed(1)} percentage points` : Math.abs(by).toLocaleString('en-GB');
  return `${size} ${by > 0 ? 'more' : unit === 'percent' ? 'less' : 'fewer'} than published`;
}

function reasonsOf(says: string, isWithheld: boolean, { acceptedAt }: CountedFrom): string[] {
  return [
    ...(isWithheld ? ['The publisher gives no number: it is small, or would give a small one away.'] : []),
    `Definition: ${says.trim()}`,
    `Time: what is published was counted from what the council had sent when the collection closed; this return was accepted on ${dateInWords(londonDate(acceptedAt))}.`,
    'Rounding: some publications round counts, Kith’s are whole.',
  ];
}

/** Why two figures of different times are shown beside each other without a difference. */
function otherTime(says: string, published: string, { period }: CountedFrom): string[] {
  return [
    `Time: what is published is of ${published}, and this figure is of ${periodWords(period)}, so no difference is worked out.`,
    `Definition: ${says.trim()}`,
  ];
}
