import type { PlainDate } from '../platform/clocks/index.ts';

/** The year of account, April to March, in which a day lies: 2026-27. */
export function yearOf(day: PlainDate): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = month >= 4 ? year : year - 1;
  return `${first}-${String((first + 1) % 100).padStart(2, '0')}`;
}

/** First and last day of a year of account. */
export function spanOf(year: string): { from: PlainDate; to: PlainDate } {
  const first = Number(year.slice(0, 4));
  return { from: `${first}-04-01`, to: `${first + 1}-03-31` };
}

/** Years of account from the one of a first day to the one of a last, the newest first. */
export function yearsBetween(first: PlainDate, last: PlainDate): string[] {
  const years: string[] = [];
  for (let year = Number(yearOf(last).slice(0, 4)); year >= Number(yearOf(first).slice(0, 4)); year -= 1) {
    years.push(yearOf(`${year}-04-01`));
  }
  return years;
}
