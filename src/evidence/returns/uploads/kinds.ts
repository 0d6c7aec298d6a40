import { addDays, addMonths, dateInWords, isPlainDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { ContentKind } from '../../../platform/uploads/kinds.ts';
import type { HeldMeasures, Measures } from '../cin/index.ts';
import type { ReturnAtWork } from './at-work.ts';

/** A kind of statutory return, and all that Kith must know of it to take one in. */
export interface ReturnKind {
  /** As it is kept with each upload. */
  key: string;
  /** "Children in Need census". */
  name: string;
  /** What its file is. */
  content: ContentKind;
  /** How its system makes the file, for the form: "the XML file that your case system makes for the census". */
  fileIs: string;
  /** By what it is checked: the rules of one of these years, or the day that it is about. */
  by: { years: readonly string[] } | 'day';
  /** What an error means to those who send it, in one sentence. */
  errorsAre: string;
  /** How that is said behind its name: "rules of 2024/25". */
  inWords: (rules: string) => string;
  /** The days that it accounts for, both included. */
  covers: (rules: string) => { from: PlainDate; to: PlainDate };
  /** How the codes of the snapshot's indicators begin that are counted from it: `census-`. */
  indicators: string;
  /** What its rules measure by, for a kind that counts working days. */
  measures?: (rules: string, held: HeldMeasures) => Promise<Measures>;
  /** Its codes are written in words, and each authority has its own: what they stand for is mapped once and kept. */
  mapsSpellings?: true;
  /** The checker. It is loaded where it works, and not with the pages. */
  atWork: () => Promise<ReturnAtWork>;
}

/** Every kind of return that can be checked in Kith, in the order in which the form offers them. A further one is one entry. */
export const RETURN_KINDS: readonly ReturnKind[] = [
  {
    key: 'cin',
    name: 'Children in Need census',
    content: 'xml',
    fileIs: 'the XML file that your case system makes for the census',
    // The newest first; a test holds them against the rule sets.
    by: { years: ['2025/26', '2024/25', '2023/24', '2022/23'] },
    errorsAre: 'The collection’s own site accepts the return once the errors are gone.',
    inWords: (rules) => `rules of ${rules}`,
    covers: yearOf,
    indicators: 'census-',
    measures: async (rules, held) => (await import('../cin/index.ts')).censusMeasures(rules, held),
    atWork: async () => (await import('./at-work-cin.ts')).censusAtWork,
  },
  {
    key: 'annex-a',
    name: 'Annex A',
    content: 'xlsx',
    fileIs: 'the Excel workbook with the eleven lists',
    by: 'day',
    errorsAre: 'Figures that are counted from the lists leave out what is an error.',
    inWords: (rules) => `lists on ${dateInWords(rules)}`,
    covers: (rules) => ({ from: addDays(addMonths(rules, -6), 1), to: rules }),
    indicators: 'annex-a-',
    mapsSpellings: true,
    atWork: async () => (await import('./at-work-annex-a.ts')).annexAAtWork(),
  },
  {
    key: 'ssda903',
    name: 'SSDA903 return of children looked after',
    content: 'zip',
    fileIs:
      'the folder with its CSV files, packed as a zip archive; last year’s files may stand in it in a folder “last”',
    by: { years: ['2026/27', '2025/26', '2024/25', '2023/24', '2022/23'] },
    errorsAre: 'The collection’s own site accepts the return once the errors are gone.',
    inWords: (rules) => `rules of ${rules}`,
    covers: yearOf,
    indicators: 'ssda903-',
    atWork: async () => (await import('./at-work-ssda903.ts')).lookedAfterAtWork,
  },
];

/** The year from April to March that is written 2024/25. */
function yearOf(rules: string): { from: PlainDate; to: PlainDate } {
  const begins = Number(rules.slice(0, 4));
  return { from: `${begins}-04-01`, to: `${begins + 1}-03-31` };
}

/** The kind of that key. Throws when there is none: what is kept names only kinds that there are. */
export function returnKind(key: string): ReturnKind {
  const found = RETURN_KINDS.find((one) => one.key === key);
  if (!found) throw new Error(`Kith knows no return “${key}”.`);
  return found;
}

/** Whether a return of the kind can be checked by this: a year whose rules there are, or a day. */
export function fitsKind({ by }: ReturnKind, rules: string): boolean {
  return by === 'day' ? isPlainDate(rules) : by.years.includes(rules);
}

/** "Children in Need census, rules of 2024/25". */
export function returnInWords(key: string, rules: string): string {
  const { name, inWords } = returnKind(key);
  return `${name}, ${inWords(rules)}`;
}
