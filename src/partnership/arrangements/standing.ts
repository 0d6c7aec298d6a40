import type { Agency } from '../../directory/index.ts';
import { addDays, type PlainDate } from '../../platform/clocks/index.ts';
import type { Partner } from './repository.ts';

/** An agency that stands in the arrangements on a day. */
export interface InForce {
  agency: Agency;
  standing: Partner['standing'];
  /** Since when: a day, month or year. */
  since: string;
  /** Its last day, where one is known. */
  until: string | null;
  /** The agency whose duties it took over, where it stands in another's place. */
  inPlaceOf: Agency | null;
  /** The record of standing that this rests on: its own, or that of the agency whose place it took. */
  partner: Partner;
}

/** The first day of a day, month or year. */
export function firstDay(date: string): PlainDate {
  return `${date}-01-01`.slice(0, 10);
}

/** The last day of a day, month or year. */
export function lastDay(date: string): PlainDate {
  if (date.length === 10) return date;
  const [year = 0, month = 12] = date.split('-').map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addDays(next, -1);
}

/**
 * Who stands in the arrangements between two days, the earliest first where one took another's place. A partner that ended
 * with a successor is followed by it: a clinical commissioning group by its integrated care board from 1 July 2022
 * (inventory rows 3 and 15). `began` is when the arrangements did.
 */
export function standingBetween(
  partners: readonly Partner[],
  agencies: readonly Agency[],
  began: string,
  [from, to]: readonly [PlainDate, PlainDate],
): InForce[] {
  const byKey = new Map(agencies.map((one) => [one.key, one]));
  const named = new Set(partners.map((one) => one.agency.key));
  const found: InForce[] = [];
  for (const partner of partners) {
    let agency: Agency | undefined = partner.agency;
    let before: Agency | null = null;
    const met = new Set<string>();
    while (agency && !met.has(agency.key)) {
      met.add(agency.key);
      const since = latest(
        before ? null : (partner.from ?? began),
        agency.from,
        before?.until ? after(before.until) : null,
      );
      const until = earliest(partner.until, agency.until);
      if (firstDay(since ?? began) <= to && (until === null || lastDay(until) >= from)) {
        found.push({ agency, standing: partner.standing, since: since ?? began, until, inPlaceOf: before, partner });
      }
      const successor: Agency | undefined = agency.successor ? byKey.get(agency.successor.key) : undefined;
      // A successor with a standing of its own is told by that.
      if (!successor || named.has(successor.key) || (partner.until !== null && until === partner.until)) break;
      before = agency;
      agency = successor;
    }
  }
  return found;
}

/** Who stands in the arrangements on one day. */
export function standingOn(
  partners: readonly Partner[],
  agencies: readonly Agency[],
  began: string,
  day: PlainDate,
): InForce[] {
  return standingBetween(partners, agencies, began, [day, day]);
}

/**
 * The agency that does on a day what this one did: itself while it lasts, else whoever took over, and so on. Itself where
 * nobody did.
 */
export function actingFor(key: string, agencies: readonly Agency[], day: PlainDate): Agency | null {
  const byKey = new Map(agencies.map((one) => [one.key, one]));
  let agency = byKey.get(key) ?? null;
  const met = new Set<string>();
  while (agency?.until && lastDay(agency.until) < day && agency.successor && !met.has(agency.key)) {
    met.add(agency.key);
    agency = byKey.get(agency.successor.key) ?? agency;
  }
  return agency;
}

/** Who does on a day what these agencies did, each once: whoever ended is followed by whoever took over. */
export function heirsOf(keys: readonly string[], agencies: readonly Agency[], day: PlainDate): Agency[] {
  const heirs = keys.flatMap((key) => actingFor(key, agencies, day) ?? []);
  return [...new Map(heirs.map((one) => [one.key, one])).values()];
}

/** The days of a year of account: 1 April to 31 March. */
export function daysOfYear(year: string): readonly [PlainDate, PlainDate] {
  const start = Number(year.slice(0, 4));
  return [`${start}-04-01`, `${start + 1}-03-31`];
}

function after(date: string): PlainDate {
  return addDays(lastDay(date), 1);
}

function latest(...dates: (string | null)[]): string | null {
  return (
    dates
      .filter((one) => one !== null)
      .toSorted((a, b) => firstDay(a).localeCompare(firstDay(b)))
      .at(-1) ?? null
  );
}

function earliest(...dates: (string | null)[]): string | null {
  return dates.filter((one) => one !== null).toSorted((a, b) => lastDay(a).localeCompare(lastDay(b)))[0] ?? null;
}
