import type { Sheet, Workbook } from '../xlsx/workbook.ts';
import { type Headings, headingsIn, type MaybeHeading, maybeHeadings } from './headings.ts';
import { LISTS } from './lists.ts';

/** Rows with anything in them among which the headings are looked for. */
const LOOKED_AT = 40;
/** Columns of a list that must be found for a row to be its headings: fewer are words that happen to be alike. */
const FEWEST = 3;
/** How well headings must fit where the name of the sheet says nothing. */
const FITS = 0.55;
/** Another list than the name says is taken when its headings fit so well, and those of the named list so badly. */
const CLEARLY = 0.85;
const BADLY = 0.7;

/** A list of the workbook, and where it stands. */
export interface FoundList extends Headings {
  sheet: Sheet;
}

/** What became of the sheets. */
export interface FoundLists {
  /** By number of the list. */
  lists: ReadonlyMap<number, FoundList>;
  /** Sheets that are not read, with why. */
  passedOver: readonly { sheet: Sheet; list: number | null; why: 'twice' | 'no headings' | 'unknown' }[];
}

/** Says which sheet is which list, by its name and by its headings, wherever they stand among the first rows. */
export async function findLists(workbook: Workbook): Promise<FoundLists> {
  const lists = new Map<number, FoundList>();
  const passedOver: { sheet: Sheet; list: number | null; why: 'twice' | 'no headings' | 'unknown' }[] = [];
  // A sheet that people see comes before a hidden one of the same name.
  const inOrder = [...workbook.sheets].sort((one, other) => Number(one.hidden) - Number(other.hidden));
  const unnamed: { sheet: Sheet; best: Headings | null }[] = [];
  const take = (sheet: Sheet, headings: Headings) => {
    const { number } = headings.list;
    if (lists.has(number)) passedOver.push({ sheet, list: number, why: 'twice' });
    else lists.set(number, { ...headings, sheet });
  };
  for (const sheet of inOrder) {
    const named = numberIn(sheet.name);
    const rows = await firstRows(workbook, sheet);
    const best = bestOf(rows);
    if (named === null) {
      unnamed.push({ sheet, best });
      continue;
    }
    const own = bestOf(rows, named);
    const other = best && best.list.number !== named && best.fit >= CLEARLY && (own === null || own.fit < BADLY);
    if (other) take(sheet, best);
    else if (own) take(sheet, own);
    else passedOver.push({ sheet, list: named, why: 'no headings' });
  }
  // Sheets that are called something else: the best fit first.
  for (const { sheet, best } of unnamed.sort((one, two) => (two.best?.fit ?? 0) - (one.best?.fit ?? 0))) {
    if (best && best.fit >= FITS) take(sheet, best);
    else passedOver.push({ sheet, list: null, why: 'unknown' });
  }
  return { lists, passedOver };
}

/** The number of the list that a sheet’s name states: `List 3`, `list_03 Referrals`, `3. Referrals`. */
export function numberIn(name: string): number | null {
  const text = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const found =
    /(?:^|\s)(?:annex a )?l(?:ist)?(?: no| number)? ?0*(\d{1,2})(?!\d)/.exec(text) ?? /^0*(\d{1,2})(?:\s|$)/.exec(text);
  const number = Number(found?.[1] ?? 0);
  return number >= 1 && number <= LISTS.length ? number : null;
}

async function firstRows(workbook: Workbook, sheet: Sheet): Promise<[number, MaybeHeading[]][]> {
  const rows: [number, MaybeHeading[]][] = [];
  await workbook.rows(sheet, (row, cells) => {
    rows.push([row, maybeHeadings(cells)]);
    return rows.length < LOOKED_AT;
  });
  return rows;
}

/** The row and list that fit best; of one list, when it is named. */
function bestOf(rows: readonly [number, MaybeHeading[]][], number?: number): Headings | null {
  let best: Headings | null = null;
  for (const list of LISTS) {
    if (number !== undefined && list.number !== number) continue;
    for (const [row, cells] of rows) {
      const headings = headingsIn(list, row, cells);
      if (headings.found >= FEWEST && headings.fit > (best?.fit ?? 0)) best = headings;
    }
  }
  return best;
}
