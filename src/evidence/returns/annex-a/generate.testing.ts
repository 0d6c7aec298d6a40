import { type Day, dayOf, dayText } from '../day.ts';
import type { Written, WrittenWorkbook } from '../xlsx/write.testing.ts';
import { CODE_SETS } from './code-sets.ts';
import type { ListFigures } from './counts.ts';
import { type AnnexList, type Column, LISTS } from './lists.ts';

/** An invented workbook, and what is true of it: counted while it is made and not by the reader. */
export interface Generated {
  workbook: WrittenWorkbook;
  lists: Record<string, ListFigures>;
  /** The values of each list by row, as the code or `2026-01-31`; null for nothing. */
  rows: Record<number, (string | null)[][]>;
}

/** How untidy it is to be: 0 is as the guidance has it. */
interface Wanted {
  rows: number;
  seed: number;
  reference: string;
  untidy: boolean;
}

/** Numbers from 0 to 1, always the same for a seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS_BACK = 700;

/** Makes a workbook of all eleven lists. */
export function generateWorkbook({ rows, seed, reference, untidy }: Wanted): Generated {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const to = dayOf(reference);
  const truth: Generated = { workbook: { sheets: [] }, lists: {}, rows: {} };
  for (const list of LISTS) {
    const values = Array.from({ length: rows }, (_, at) =>
      list.columns.map((column) => inventedValue(column, at, next, to)),
    );
    truth.rows[list.number] = values;
    truth.lists[String(list.number)] = figuresOf(list, values);
    const order = list.columns.map((_, at) => at);
    if (untidy) order.sort(() => next() - 0.5);
    const headings: Written[] = order.map((at) => heading(list.columns[at] as Column, untidy ? pick([0, 1, 2, 3]) : 0));
    const written = values.map((row): Written[] =>
      order.map((at) => spelled(list.columns[at] as Column, row[at] ?? null, untidy, next)),
    );
    const name = untidy
      ? pick([`List ${list.number}`, `list_${list.number}`, `LIST ${list.number} - ${list.holds}`.slice(0, 31)])
      : `List ${list.number}`;
    const above: Written[][] =
      untidy && next() < 0.5 ? [['Example Council'], [], ['Return to Ofsted', null, 'March']] : [];
    if (untidy)
      for (const row of [headings, ...written]) row.splice(2, 0, row === headings ? 'Our own remark' : 'kept');
    truth.workbook.sheets.push({ name, rows: [...above, headings, ...written] });
  }
  if (untidy) truth.workbook.sheets.sort(() => next() - 0.5);
  return truth;
}

function inventedValue({ type, codes, blank, name }: Column, at: number, next: () => number, to: Day): string | null {
  if (blank && next() < 0.4) return null;
  if (type === 'id') return name.startsWith('Child') ? String(700_000 + Math.floor(at / 2)) : String(800_000 + at);
  if (type === 'date') return dayText(to - Math.floor(next() * DAYS_BACK));
  if (type === 'integer') return String(Math.floor(next() * 3));
  if (type === 'code' && codes) {
    const set = CODE_SETS[codes];
    return set[Math.floor(next() * set.length)]?.[0] ?? null;
  }
  return 'Example Team';
}

function figuresOf(list: AnnexList, values: readonly (string | null)[][]): ListFigures {
  const figures: ListFigures = { rows: values.length, children: 0, codes: {}, dates: {} };
  for (const [at, { name, type }] of list.columns.entries()) {
    const filled = values.map((row) => row[at] ?? null).filter((value) => value !== null);
    if (type === 'id' && name.startsWith('Child')) figures.children = new Set(filled).size;
    if (type === 'date') {
      const sorted = [...filled].sort();
      figures.dates[name] = { filled: filled.length, first: sorted[0] ?? null, last: sorted.at(-1) ?? null };
    }
    if (type !== 'code') continue;
    const codes: Record<string, number> = {};
    for (const code of [...filled].sort()) codes[code] = (codes[code] ?? 0) + 1;
    figures.codes[name] = codes;
  }
  return figures;
}

function heading({ name, also }: Column, way: number): string {
  if (way === 1) return ` ${name.toUpperCase()}  `;
  if (way === 2) return `${name.replaceAll("'", '’').replaceAll(' ', '\u00a0')})`;
  return way === 3 ? (also?.[0] ?? name.toLowerCase()) : name;
}

const NOTHING: readonly Written[] = [null, '', { error: '#N/A' }, '\u00a0', 'N/A'];

function spelled({ type, name }: Column, value: string | null, untidy: boolean, next: () => number): Written {
  const one = Math.floor(next() * 6);
  if (value === null) return untidy ? (NOTHING[one % NOTHING.length] ?? null) : null;
  if (type === 'date') {
    const serial = dayOf(value) - dayOf('1899-12-30');
    if (!untidy) return serial;
    const [year = '', month = '', day = ''] = value.split('-');
    const named = MONTHS[Number(month) - 1] ?? '';
    return [
      serial,
      serial + 0.5,
      `${day}/${month}/${year}`,
      `${value} 00:00:00`,
      `${Number(day)} ${named.slice(0, 3)} ${year.slice(2)}`,
      ` ${Number(day)}th ${named}, ${year}`,
    ][one] as Written;
  }
  if (type === 'integer' && name.startsWith('Age')) return untidy ? Number(value) + 0.37 : Number(value);
  if (type === 'integer') return untidy && one < 2 ? value : Number(value);
  if (type === 'id') return untidy && one < 2 ? `${value} ` : Number(value);
  if (type !== 'code' || !untidy) return value;
  const bare = value.replace(/^[a-z]1?\) /, '');
  // Without its letter a lone word may be a code of another set; what stands before a colon is a code by itself.
  return [value, bare, bare.toUpperCase(), ` ${value}\u00a0`, value.toLowerCase(), bare][one] as Written;
}
