import type { Db } from '../../platform/database/connection.ts';
import { type Disclosure, decideDisclosure, type JoinedCell } from './disclosure.ts';
import { RETURN_SOURCE } from './from-return.ts';
import { linkedSeries, type PublishedBesideLine } from './published-series.ts';
import { type BookRows, type FigureRow, readBook, readStamp } from './repository.ts';
import { comparePeriods, type JoinResult, joinLine } from './rules.ts';
import type { SnapshotTables } from './tables.ts';
import type { AreaRef } from './view.ts';
import { isAccountYear } from './words.ts';

/** A row of a definition table. */
export type Row<T extends keyof SnapshotTables> = SnapshotTables[T];

/** Everything that the snapshot's views are made of, put in order once for each load. */
export interface Book {
  stamp: string;
  /** Councils' areas in their order, and the partnership's own. */
  areas: readonly AreaRef[];
  councils: readonly AreaRef[];
  partnership: AreaRef | null;
  /** Years that have a snapshot, newest first. */
  years: readonly string[];
  /** The year that opens when none is asked for: the newest that somebody accounts for, or of which a return at least tells. */
  openingYear: string | undefined;
  groups: readonly Row<'indicator_group'>[];
  linesOf: ReadonlyMap<string, readonly Row<'snapshot_line'>[]>;
  lines: ReadonlyMap<string, Row<'snapshot_line'>>;
  indicators: ReadonlyMap<string, Row<'indicator'>>;
  indicatorsOf: ReadonlyMap<string, readonly Row<'indicator'>[]>;
  computedOf: ReadonlyMap<string, readonly Row<'computed_measure'>[]>;
  comparators: BookRows['comparators'];
  notes: readonly { note: Row<'quality_note'>; about: readonly Row<'quality_note_about'>[] }[];
  linksOf: ReadonlyMap<string, readonly Row<'published_link'>[]>;
  /** What is published of the areas themselves, by the line beside which it stands. */
  publishedOf: ReadonlyMap<string, readonly PublishedBesideLine[]>;
  figures: readonly FigureRow[];
  figureById: ReadonlyMap<number, FigureRow>;
  joins: ReadonlyMap<string, { result: JoinResult; from: readonly FigureRow[] }>;
  disclosure: Disclosure;
  /** Finished views of this book, by what was asked for. */
  views: Map<string, unknown>;
}

const books = new WeakMap<Db, Book>();
const reading = new WeakMap<Db, Promise<Book>>();

/**
 * The book as the database has it now: one small query when nothing was loaded since it was last read. It holds no state of
 * its own that the database does not have, so any number of Kith's processes agree.
 */
export async function openBook(db: Db): Promise<Book> {
  const stamp = await stampNow(db);
  const held = books.get(db);
  if (held?.stamp === stamp) return held;
  // After a load many ask at once: one of them reads. What it reads may be older than what a later one must see.
  const shared = await (reading.get(db) ?? readNow(db));
  return shared.stamp === stamp ? shared : readNow(db);
}

const asking = new WeakMap<Db, Promise<string>>();
const waiting = new WeakMap<Db, Promise<string>>();

/**
 * The stamp as it is after the call. Who comes while a query is on its way shares the next one with all who come
 * meanwhile, never the one on its way, which may not see what was loaded since it began.
 */
function stampNow(db: Db): Promise<string> {
  if (db.isTransaction) return readStamp(db);
  const running = asking.get(db);
  if (running === undefined && !waiting.has(db)) return askStamp(db);
  const held = waiting.get(db);
  if (held !== undefined) return held;
  const next = Promise.resolve(running)
    .catch(() => undefined)
    .then(() => {
      waiting.delete(db);
      return askStamp(db);
    });
  waiting.set(db, next);
  return next;
}

function askStamp(db: Db): Promise<string> {
  const promise = readStamp(db).finally(() => asking.delete(db));
  asking.set(db, promise);
  return promise;
}

async function readNow(db: Db): Promise<Book> {
  const promise = readBook(db).then(makeBook);
  reading.set(db, promise);
  try {
    const book = await promise;
    books.set(db, book);
    return book;
  } finally {
    if (reading.get(db) === promise) reading.delete(db);
  }
}

/** Puts rows in order and decides what the public may not see. Pure. */
export function makeBook(rows: BookRows & { stamp: string }): Book {
  const councils = rows.areas.filter((area) => area.kind === 'local-authority');
  const partnership = rows.areas.find((area) => area.kind === 'partnership') ?? null;
  const indicators = new Map(rows.indicators.map((indicator) => [indicator.code, indicator]));
  const years = [
    ...new Set(
      rows.figures.flatMap((figure) => [figure.accountYear, ...(isAccountYear(figure.period) ? [figure.period] : [])]),
    ),
  ].sort((one, other) => other.localeCompare(one));
  const stated = rows.figures.filter(({ sourceKey }) => sourceKey !== RETURN_SOURCE);
  const accounted = new Set(stated.flatMap(({ accountYear, period }) => [accountYear, period]));
  const linksOf = Map.groupBy(rows.links, (link) => link.line_key);
  const base = {
    openingYear: years.find((year) => accounted.has(year)) ?? years[0],
    stamp: rows.stamp,
    areas: partnership === null ? councils : [...councils, partnership],
    councils,
    partnership,
    years,
    groups: rows.groups,
    linesOf: Map.groupBy(rows.lines, (line) => line.group_key),
    lines: new Map(rows.lines.map((line) => [line.key, line])),
    indicators,
    indicatorsOf: Map.groupBy(rows.indicators, (indicator) => indicator.line_key),
    computedOf: Map.groupBy(rows.computed, (measure) => measure.numerator_code),
    comparators: rows.comparators,
    notes: rows.notes.map((note) => ({ note, about: rows.notesAbout.filter((about) => about.note_key === note.key) })),
    linksOf,
    publishedOf: new Map([...linksOf].map(([line, links]) => [line, linkedSeries(links, rows.published)])),
    figures: rows.figures,
    figureById: new Map(rows.figures.map((figure) => [figure.id, figure])),
    views: new Map<string, unknown>(),
  };
  const joins = joinLines(base);
  const disclosure = decideDisclosure(
    rows.figures,
    indicators,
    joins,
    { partnership: partnership?.code ?? null, parts: councils.map((area) => area.code) },
    { comparators: rows.comparators, areas: rows.areas },
  );
  return { ...base, joins: new Map(joins.map(({ key, result, from }) => [key, { result, from }])), disclosure };
}

/** Name of a line's partnership figure for a year. */
export function joinKey(lineKey: string, year: string): string {
  return `${lineKey}|${year}`;
}

/**
 * The figures that stand in one area's snapshot of a year: those that the year's report carries, and, of indicators that it
 * leaves out, those that another year's report gives for just that year.
 */
export function figuresOf(book: Pick<Book, 'figures'>, areaCode: string, year: string): FigureRow[] {
  const ofArea = book.figures.filter((figure) => figure.areaCode === areaCode);
  const own = ofArea.filter((figure) => figure.accountYear === year);
  const carried = new Set(own.map((figure) => figure.indicatorCode));
  const others = ofArea
    .filter((figure) => figure.accountYear !== year && figure.period === year && !carried.has(figure.indicatorCode))
    .sort((one, other) => other.accountYear.localeCompare(one.accountYear));
  const latest = [...Map.groupBy(others, (figure) => figure.indicatorCode).values()].flatMap((told) =>
    told.slice(0, 1),
  );
  return [...own, ...latest].sort((one, other) => comparePeriods(one.period, other.period));
}

function joinLines(book: Pick<Book, 'lines' | 'years' | 'councils' | 'figures' | 'indicators'>): JoinedCell[] {
  const areas = book.councils.map((area) => area.name);
  return book.years.flatMap((year) => {
    const figures = book.councils.flatMap((area) =>
      figuresOf(book, area.code, year).map((figure) => ({ area, figure })),
    );
    const byLine = Map.groupBy(figures, ({ figure }) => book.indicators.get(figure.indicatorCode)?.line_key ?? '');
    return [...byLine].flatMap(([lineKey, all]): JoinedCell[] => {
      // What a return says beside what the councils account for is another definition, and keeps nothing from being added.
      const accounted = all.filter(({ figure }) => figure.sourceKey !== RETURN_SOURCE);
      const told = accounted.length > 0 ? accounted : all;
      const line = book.lines.get(lineKey);
      if (line === undefined) return [];
      const rule =
        line.never_because === null ? { by: 'sum' as const } : { by: 'never' as const, because: line.never_because };
      const result = joinLine(
        rule,
        areas,
        told.map(({ area, figure }) => ({
          areaName: area.name,
          indicatorCode: figure.indicatorCode,
          indicatorTitle: book.indicators.get(figure.indicatorCode)?.title ?? figure.indicatorCode,
          period: figure.period,
          value: figure.value,
          about: figure.about,
        })),
      );
      return [{ key: joinKey(lineKey, year), result, from: told.map(({ figure }) => figure) }];
    });
  });
}
