import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import type { PublishedBeside, PublishedLinkView, PublishedPoint, PublishedSeries } from './view.ts';
import { formatWithUnit, isAccountYear, periodWords } from './words.ts';

/** The publishers' mark of a number that is withheld because it is small. */
const WITHHELD = 'c';

/** A figure that was counted from an accepted return. */
export interface CountedBeside {
  areaCode: string;
  /** What the figure is counted for: 2024-25, 2025-03-31, 2024-08. */
  period: string;
  value: number | null;
  unit: string;
  acceptedAt: Date;
}

/**
 * What is published of the area for what was counted from a return, series by series, and why the two can differ: of the same
 * period, or else the newest there is. Pure. The one place in which differences are explained.
 */
export function publishedBeside(
  counted: CountedBeside,
  published: readonly { link: PublishedLinkView; series: PublishedSeries }[],
): PublishedBeside[] {
  return published.flatMap(({ link, series }): PublishedBeside[] => {
    // A rate of 10,000 children says nothing of a number of them, and of rows that are named alike none is the right one.
    if (link.unit === 'per-10000' || (link.unit === 'percent') !== (counted.unit === 'percent')) return [];
    if (series.ambiguous !== null) return [];
    const points = series.series.find(({ area }) => area.code === counted.areaCode)?.points ?? [];
    const same = points.find(({ period }) => isSamePeriod(period, counted.period));
    const shown = same ?? points.at(-1);
    if (!shown) return [];
    const text =
      shown.value === null
        ? (shown.flagWords ?? 'not given')
        : formatWithUnit(shown.value, link.unit, counted.unit === 'percent' ? 1 : 0);
    return [
      {
        measure: [link.measure, link.breakdown].filter((one) => one !== '').join(', '),
        ...{ period: shown.period, samePeriod: same !== undefined, text },
        difference: same && same.value !== null && counted.value !== null ? differenceOf(counted, same.value) : null,
        because: same ? reasonsOf(link.says, same, counted) : otherTime(link.says, shown.period, counted.period),
      },
    ];
  });
}

/** What is published and by how much it differs: "Published for 2025: 134 referrals (…). What Kith counted is 14 fewer than published." */
export function publishedInWords({ measure, period, samePeriod, text, difference }: PublishedBeside): string {
  const newest = samePeriod ? '' : ', the newest there is';
  const differs = difference === null ? '' : ` What Kith counted is ${difference}.`;
  return `Published for ${period}${newest}: ${text} (${measure}).${differs}`;
}

/** The same with why the two differ, as one text. */
export function publishedInFull(beside: PublishedBeside): string {
  return [publishedInWords(beside), ...beside.because].join(' ');
}

/** Publishers write a year to 31 March as the one in which it ends, as both, or as its last day. */
function isSamePeriod(published: string, counted: string): boolean {
  if (published === counted) return true;
  const ends = isAccountYear(counted) ? String(Number(counted.slice(0, 4)) + 1) : /^(\d{4})-03-31$/.exec(counted)?.[1];
  if (ends === undefined) return false;
  const began = Number(ends) - 1;
  return [ends, `${began}-${ends.slice(2)}`, `${began}${ends.slice(2)}`, `${ends}-03-31`].includes(published);
}

function differenceOf({ value, unit }: CountedBeside, published: number): string {
  const by = byHowMuch(value ?? 0, published);
  if (by === 0) return 'the same as published';
  const size =
    unit === 'percent' ? `${Math.abs(by).toFixed(1)} percentage points` : Math.abs(by).toLocaleString('en-GB');
  return `${size} ${by > 0 ? 'more' : unit === 'percent' ? 'less' : 'fewer'} than published`;
}

function byHowMuch(counted: number, published: number): number {
  return Math.round((counted - published) * 10) / 10;
}

/** Nothing where the two are the same. */
function reasonsOf(says: string, published: PublishedPoint, { value, acceptedAt }: CountedBeside): string[] {
  if (published.value !== null && value !== null && byHowMuch(value, published.value) === 0) return [];
  return [
    ...(published.value === null ? [whyNoNumber(published)] : []),
    `Definition: ${says.trim()}`,
    `Time: what is published was counted from what the council had sent when the collection closed; this return was accepted on ${dateInWords(londonDate(acceptedAt))}.`,
    'Rounding: some publications round counts, Kith’s are whole.',
  ];
}

function whyNoNumber({ flag, flagWords }: PublishedPoint): string {
  const why = flag === WITHHELD ? 'it is small, or would give a small one away' : (flagWords ?? 'nobody says why');
  return `The publisher gives no number: ${why}.`;
}

/** Why two figures of different times are shown beside each other without a difference. */
function otherTime(says: string, published: string, counted: string): string[] {
  return [
    `Time: what is published is of ${published}, and this figure is of ${periodWords(counted)}, so no difference is worked out.`,
    `Definition: ${says.trim()}`,
  ];
}
