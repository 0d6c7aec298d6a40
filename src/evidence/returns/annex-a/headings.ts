import type { Cells } from '../xlsx/sheet.ts';
import { type AnnexList, type Column, LISTS } from './lists.ts';
import { plain } from './recognise.ts';

/** Where the columns of a list stand in a sheet. */
export interface Headings {
  list: AnnexList;
  /** The row of the headings, as Excel numbers it. */
  row: number;
  /** The sheet’s column for each column of the list; -1 where there is none. */
  columns: readonly number[];
  /** Columns of the list that were found. */
  found: number;
  /** How well the headings fit the list, from 0 to 1: how many of both are matched. */
  fit: number;
}

/** Short forms that are written out before words are compared. */
const WRITTEN_OUT: Record<string, string> = {
  icpc: 'initial child protection conference',
  icpcs: 'initial child protection conference',
  cp: 'child protection',
  cpp: 'child protection plan',
  s47: 'section 47',
  lac: 'looked after',
  cla: 'looked after',
  dob: 'date birth',
  epo: 'emergency protection order',
  iro: 'iro',
  nfa: 'nfa',
  no: 'number',
  yp: 'child',
  uasc: 'unaccompanied asylum seeking child',
};
const SAYS_LITTLE = new Set(
  'the of a an to be is was for in on by and or this their has been did does y n child children'.split(' '),
);

interface Known {
  column: number;
  words: ReadonlySet<string>;
}

interface ListWords {
  exact: ReadonlyMap<string, number>;
  known: readonly Known[];
  /** Words that stand in one column of the list only, with that column. */
  telling: ReadonlyMap<string, number>;
}

function wordsOf(heading: string): Set<string> {
  const words = new Set<string>();
  for (const word of plain(heading).split(' ')) {
    for (const one of (Object.hasOwn(WRITTEN_OUT, word) ? (WRITTEN_OUT[word] ?? '') : word).split(' ')) {
      if (one !== '' && !SAYS_LITTLE.has(one)) words.add(one);
    }
  }
  return words;
}

/** `Was the child seen? (Y/N)` and `Was the Child Seen` are the same heading. */
function bare(heading: string): string {
  return plain(heading).replace(/ y n$/, '').replaceAll(' ', '');
}

function learnt(columns: readonly Column[]): ListWords {
  const exact = new Map<string, number>();
  const known: Known[] = [];
  const telling = new Map<string, number>();
  for (const [column, { name, also = [] }] of columns.entries()) {
    for (const one of [name, ...also]) if (!exact.has(bare(one))) exact.set(bare(one), column);
    const words = wordsOf(name);
    known.push({ column, words });
    for (const word of words) telling.set(word, telling.has(word) ? -1 : column);
  }
  return { exact, known, telling };
}

const LEARNT: readonly ListWords[] = LISTS.map(({ columns }) => learnt(columns));

/** How alike two headings must be by their words, where none of them tells the column by itself, and where one does. */
const ALIKE = 0.8;
const ALIKE_AND_TELLING = 0.55;

/** A cell of a row that may hold headings, as it is compared with those of each list. */
export interface MaybeHeading {
  at: number;
  text: string;
  bare: string;
  words: () => ReadonlySet<string>;
}

/** The cells of a row as headings; done once for a row, however many lists it is held against. */
export function maybeHeadings(cells: Cells): MaybeHeading[] {
  const all: MaybeHeading[] = [];
  for (const [at, cell] of cells.entries()) {
    if (!cell) continue;
    const { text } = cell;
    let words: ReadonlySet<string> | undefined;
    const once = () => {
      words ??= wordsOf(text);
      return words;
    };
    all.push({ at, text, bare: bare(text), words: once });
  }
  return all;
}

/** Which column of a list a heading means where it is written otherwise; -1 when that can’t be told. */
function nearest(heading: MaybeHeading, { known, telling }: ListWords): number {
  const words = heading.words();
  const told = new Set([...words].map((word) => telling.get(word) ?? -1).filter((column) => column >= 0));
  if (told.size > 1) return -1;
  const [tells = -1] = told;
  let best = -1;
  let likeness = 0;
  for (const { column, words: others } of known) {
    if (tells >= 0 && column !== tells) continue;
    let both = 0;
    for (const word of words) if (others.has(word)) both += 1;
    const alike = (2 * both) / (words.size + others.size);
    if (alike > likeness) [best, likeness] = [column, alike];
  }
  return likeness >= (tells >= 0 ? ALIKE_AND_TELLING : ALIKE) ? best : -1;
}

/** Takes a row for the headings of a list. */
export function headingsIn(list: AnnexList, row: number, cells: readonly MaybeHeading[]): Headings {
  const words = LEARNT[list.number - 1] as ListWords;
  const columns = list.columns.map(() => -1);
  const open: MaybeHeading[] = [];
  for (const cell of cells) {
    const column = words.exact.get(cell.bare);
    if (column === undefined) open.push(cell);
    else if (columns[column] === -1) columns[column] = cell.at;
  }
  // A row of data may hold a word or two that is a heading; it is not looked at more closely.
  if (columns.filter((at) => at >= 0).length < 2) open.length = 0;
  for (const cell of open) {
    if (cell.text.length > 300) continue;
    const column = nearest(cell, words);
    if (column >= 0 && columns[column] === -1) columns[column] = cell.at;
  }
  const found = columns.filter((at) => at >= 0).length;
  const expected = list.columns.filter(({ since }) => since === undefined).length;
  return { list, row, columns, found, fit: (2 * found) / (Math.max(expected, found) + cells.length || 1) };
}
