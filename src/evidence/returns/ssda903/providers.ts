import { createReadStream } from 'node:fs';
import { type Day, dayOf } from '../day.ts';
import { UnreadableReturn } from '../unreadable.ts';
import { csvRows } from './csv-rows.ts';
import { dayOfText } from './table.ts';

/** One who offers placements, as Ofsted’s list has it. */
export interface Provider {
  /** Placement types, none where the list gives none. */
  places: readonly string[];
  /** Kinds of provider: PR1. */
  kinds: readonly string[];
  /** When the registration ended; NO_DAY while it stands. */
  ended: Day;
  /** In capitals without spaces; empty where the list gives none. */
  postcode: string;
  /** The number of the authority in which it lies; empty where the list gives none. */
  authority: string;
}

/** Providers by their number. The list may name one more than once. */
export type Providers = ReadonlyMap<string, readonly Provider[]>;

/** Headings of the list, in small letters without blanks and signs: Ofsted’s own, which differ from year to year. */
const HEADINGS = {
  number: ['urn'],
  places: ['providerplacementcode', 'placementcode', 'placecodes'],
  kinds: ['providercode', 'placementprovidercode', 'providercodes'],
  ended: ['closeddate', 'deregistrationdate', 'regend'],
  postcode: ['settingpostcode', 'settingaddresspostcode', 'postcode'],
  authority: ['lacode', 'localauthoritycode', 'lacodeinferred'],
} as const;

/**
 * Reads Ofsted’s list of children’s homes and social care providers from a CSV file. Throws UnreadableReturn in one sentence where it is
 * no such list. Without a column for the number of the authority every provider lies in none.
 */
export async function readProviders(path: string): Promise<Providers> {
  const found = new Map<string, Provider[]>();
  let columns: Record<keyof typeof HEADINGS, number> | undefined;
  for await (const rows of csvRows(createReadStream(path), 'list of providers')) {
    for (const { cells } of rows) {
      if (!columns) {
        columns = columnsOf(cells);
        continue;
      }
      const of = columns;
      const text = (what: keyof typeof HEADINGS) => (cells[of[what]] ?? '').trim().toUpperCase();
      const number = text('number');
      if (number === '') continue;
      const provider = {
        places: codes(text('places')),
        kinds: codes(text('kinds')),
        ended: day(text('ended')),
        postcode: text('postcode').replaceAll(' ', ''),
        authority: text('authority'),
      };
      found.set(number, [...(found.get(number) ?? []), provider]);
    }
  }
  if (!columns) throw new UnreadableReturn('The list of providers is empty.');
  return found;
}

function columnsOf(headings: readonly string[]): Record<keyof typeof HEADINGS, number> {
  const given = headings.map((heading) => heading.toLowerCase().replace(/[^a-z]/g, ''));
  const at = (names: readonly string[]) => given.findIndex((heading) => names.includes(heading));
  const columns = Object.fromEntries(Object.entries(HEADINGS).map(([what, names]) => [what, at(names)])) as Record<
    keyof typeof HEADINGS,
    number
  >;
  const missing = Object.entries(columns).find(([what, place]) => place < 0 && what !== 'authority');
  if (!missing) return columns;
  throw new UnreadableReturn(
    `Line 1 of the list of providers has no column for the ${SAID[missing[0]] ?? missing[0]}: save Ofsted’s list as CSV with its own headings.`,
  );
}

const SAID: Readonly<Record<string, string>> = {
  ...{ number: 'number (URN)', places: 'placement code', kinds: 'provider code', ended: 'day on which it closed' },
};

function codes(text: string): string[] {
  return text.split(/[,/;]/).map((one) => one.trim());
}

function day(text: string): Day {
  const read = dayOfText(text.slice(0, 10));
  return Number.isNaN(read) ? dayOf(text.slice(0, 10)) : read;
}
