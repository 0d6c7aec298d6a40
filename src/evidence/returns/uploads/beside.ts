import { type IndicatorOverTime, type PublishedBeside, publishedBeside, yearBefore } from '../../snapshot/index.ts';
import type { ReturnFigure } from './at-work.ts';

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
export function besideOf({ key, value, unit }: ReturnFigure, over: IndicatorOverTime, from: CountedFrom): Beside {
  const own = over.own.find(({ area }) => area.code === from.areaCode);
  const before = own?.points.find(({ period }) => period === yearBefore(from.period));
  const published = publishedBeside({ ...from, value, unit }, over.published);
  return { key, period: from.period, yearBefore: before?.text ?? null, published };
}
