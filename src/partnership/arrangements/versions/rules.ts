import { addMonths, dateInWords, daysBetween, type PlainDate } from '../../../platform/clocks/index.ts';
import type { ArrangementVersion, Head, VersionLine, VersionSection } from './version.ts';

/** So long before its review is due the office is reminded of it. */
export const REMINDED_BEFORE_DAYS = 60;

/** How a published version stands on a day: it is to come, people work by it, or another took its place. */
export type HowItStands = 'coming' | 'in-force' | 'replaced';

type Days = Pick<VersionLine, 'inForceFrom' | 'publishedOn' | 'supersededOn'>;

/** The first day on which a published version counts: the day it names, else the day of its publication. */
export function countsFrom({ inForceFrom, publishedOn }: Days): PlainDate {
  return inForceFrom ?? publishedOn ?? '';
}

/** How a published version stands on a day. One whose place was taken before its own day came was never in force. */
export function howItStands(version: Days, day: PlainDate): HowItStands {
  const { supersededOn } = version;
  const from = countsFrom(version);
  if (supersededOn !== null && (supersededOn <= day || supersededOn <= from)) return 'replaced';
  return from > day ? 'coming' : 'in-force';
}

/** The published version by which people work on a day; undefined on a day for which there is none. */
export function inForceOn<Version extends Days>(published: readonly Version[], day: PlainDate): Version | undefined {
  return published.find((one) => howItStands(one, day) === 'in-force');
}

/** Since when a published version counts, and until when, in words that follow its name. */
export function daysInForceInWords(version: Days, day: PlainDate): string {
  const { supersededOn } = version;
  const from = countsFrom(version);
  if (supersededOn !== null && supersededOn <= from) return 'replaced before it came into force';
  const words = from > day ? `comes into force on ${dateInWords(from)}` : null;
  if (supersededOn === null) return words ?? 'in force';
  const replaced =
    supersededOn > day ? `to be replaced on ${dateInWords(supersededOn)}` : `replaced on ${dateInWords(supersededOn)}`;
  return words === null ? (supersededOn > day ? `in force, ${replaced}` : replaced) : `${words}, ${replaced}`;
}

/** Expected content with the sections that answer it; none is a gap, and is shown as one. */
export interface Answered {
  head: Head;
  sections: readonly VersionSection[];
}

/** What of the expected content a version answers, in the order of the expectation. */
export function answeredBy(sections: readonly VersionSection[], heads: readonly Head[]): Answered[] {
  return heads.map((head) => ({ head, sections: sections.filter((one) => one.head === head.key) }));
}

/** Expected content that no section answers. */
export function gapsIn(sections: readonly VersionSection[], heads: readonly Head[]): Head[] {
  return answeredBy(sections, heads).flatMap((one) => (one.sections.length === 0 ? [one.head] : []));
}

/** Sections in the order of what they answer; those that answer nothing expected come last, as they were written. */
export function inOrder<Part extends { head: string | null }>(
  sections: readonly Part[],
  heads: readonly Head[],
): Part[] {
  const place = new Map(heads.map((head, at) => [head.key, at]));
  const of = (one: Part) => place.get(one.head ?? '') ?? heads.length;
  return sections.toSorted((one, other) => of(one) - of(other));
}

/** What keeps a draft from being sent to the partners, in words; nothing when it can be. Gaps in content do not. */
export function missingToSend(
  version: Pick<ArrangementVersion, 'sections' | 'agencies' | 'inForceFrom' | 'reviewDue'>,
  today: PlainDate,
): string[] {
  const { sections, agencies, inForceFrom, reviewDue } = version;
  const empty = sections.filter((one) => one.words.trim() === '');
  return [
    ...(sections.length === 0 ? ['Write at least one section'] : []),
    ...empty.map((one) => `Write the words of “${one.title}”`),
    ...(agencies.some((one) => one.standing === 'statutory') ? [] : ['Name at least one statutory partner']),
    ...(inForceFrom === null ? ['Enter the day it comes into force'] : []),
    ...(reviewDue === null ? ['Enter the day its review is due'] : []),
    ...(reviewDue !== null && reviewDue <= today ? ['The day of its review has passed: enter one to come'] : []),
    ...(inForceFrom !== null && reviewDue !== null && reviewDue <= inForceFrom
      ? ['The review must be due after the day it comes into force']
      : []),
  ];
}

/** Statutory partners of a version whose signature is still missing. */
export function unsigned(version: Pick<ArrangementVersion, 'agencies' | 'signatures'>): string[] {
  const signed = new Set(version.signatures.map((one) => one.agency));
  return version.agencies.flatMap((one) => (one.standing === 'statutory' && !signed.has(one.key) ? [one.key] : []));
}

/** How the review of a version stands on a day. */
export function reviewInWords(reviewDue: PlainDate | null, today: PlainDate): string {
  if (reviewDue === null) return 'No review date is set';
  const days = daysBetween(today, reviewDue);
  const day = dateInWords(reviewDue);
  if (days < 0) return `Review was due on ${day}: it is overdue`;
  if (days <= REMINDED_BEFORE_DAYS) return `Review is due on ${day}: in ${days === 1 ? '1 day' : `${days} days`}`;
  return `Review is due on ${day}`;
}

/** The day that a new draft’s review is first set to: a year after it is begun, because arrangements are reviewed yearly. */
export function firstReview(today: PlainDate): PlainDate {
  return addMonths(today, 12);
}

/** The key of a new section: its title in lower-case words, made different from those that are there. */
export function sectionKey(title: string, taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  const base = words === '' ? 'section' : words;
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
