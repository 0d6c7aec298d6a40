import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Book, openBook } from './book.ts';
import { areaSnapshot, overTimeView, sideBySideView } from './page-views.ts';
import { linkedSeries, linkView, publishedSeriesOf } from './published-series.ts';
import { listPublished, type PublishedName, readPublished } from './repository.ts';
import type {
  AreaRef,
  AreaSnapshot,
  Audience,
  IndicatorOverTime,
  PublishedMeasure,
  PublishedSeries,
  SideBySide,
} from './view.ts';

/** Years that have a snapshot, newest first; empty when nothing is loaded. */
export async function listYears(db: Db): Promise<string[]> {
  return [...(await openBook(db)).years];
}

/** The year that a page shows when none is asked for; undefined when nothing is loaded. */
export async function openingYear(db: Db): Promise<string | undefined> {
  return (await openBook(db)).openingYear;
}

/** Areas that can have a snapshot: the councils' areas in their order, then the partnership as a whole. */
export async function listAreas(db: Db): Promise<AreaRef[]> {
  return [...(await openBook(db)).areas];
}

/**
 * One area's snapshot of a year. `area` is a code or a name, in any case of letters. Throws PlainError (404) for an area or
 * year that is not held, saying which are. The view is shared by all who ask: it is frozen.
 */
export async function snapshotOf(
  db: Db,
  ask: { area: string; year: string; audience: Audience },
): Promise<AreaSnapshot> {
  const book = await openBook(db);
  const area = knownArea(book, ask.area);
  knownYear(book, ask.year);
  return remembered(book, ['area', area.code, ask.year, ask.audience], () =>
    areaSnapshot(book, area, ask.year, ask.audience),
  );
}

/**
 * All areas' figures of a year beside each other. Throws PlainError (404) for a year that is not held, unless `orNone`: then
 * every area stands there without a figure.
 */
export async function sideBySide(
  db: Db,
  ask: { year: string; audience: Audience; orNone?: boolean },
): Promise<SideBySide> {
  const book = await openBook(db);
  if (ask.orNone !== true) knownYear(book, ask.year);
  return remembered(book, ['side-by-side', ask.year, ask.audience], () => sideBySideView(book, ask.year, ask.audience));
}

/**
 * A line of the snapshot over time with its published series, or one indicator of it. `name` is the code of an indicator or
 * the key of a line; where both exist the line is meant. Throws PlainError (404) when there is neither.
 */
export async function indicatorOverTime(db: Db, ask: { name: string; audience: Audience }): Promise<IndicatorOverTime> {
  const book = await openBook(db);
  const line = book.lines.get(ask.name) ?? book.lines.get(book.indicators.get(ask.name)?.line_key ?? '');
  if (line === undefined) {
    throw new PlainError(`There is no indicator or line "${ask.name}": choose one from the snapshot.`, {
      statusCode: 404,
    });
  }
  const ofLine = book.indicatorsOf.get(line.key) ?? [];
  const asked = line.key === ask.name ? ofLine : ofLine.filter((indicator) => indicator.code === ask.name);
  const view = overTimeView(book, line, asked, ask.audience);
  const links = book.linksOf.get(line.key) ?? [];
  return { ...view, published: linkedSeries(links, await readPublished(db, links.map(linkView))) };
}

/** Published measures whose name holds every word of `search`; all of them when it is empty. 50 at a time unless told. */
export function listPublishedMeasures(
  db: Db,
  ask: { search?: string; limit?: number; offset?: number } = {},
): Promise<{ measures: PublishedMeasure[]; total: number }> {
  return listPublished(db, { search: ask.search ?? '', limit: ask.limit ?? 50, offset: ask.offset ?? 0 });
}

/** One published measure for every area that has it. Throws PlainError (404) when none is held under that name. */
export async function publishedSeries(db: Db, name: PublishedName): Promise<PublishedSeries> {
  const series = publishedSeriesOf(name, await readPublished(db, [name]));
  if (series === null) {
    throw new PlainError('No published figures are held under that name: choose one from the list.', {
      statusCode: 404,
    });
  }
  return series;
}

function knownArea(book: Book, asked: string): AreaRef {
  const wanted = asked.trim().toLowerCase();
  const found = book.areas.find((area) =>
    [area.code, area.name, area.shortName].some((name) => name.toLowerCase() === wanted),
  );
  if (found !== undefined) return found;
  const known = book.areas.map((area) => `${area.name} (${area.code})`);
  throw new PlainError(
    known.length === 0
      ? 'No area is loaded yet: load a year file first.'
      : `There is no area "${asked}": choose ${orList(known)}.`,
    { statusCode: 404 },
  );
}

function knownYear(book: Book, asked: string): void {
  if (book.years.includes(asked)) return;
  throw new PlainError(
    book.years.length === 0
      ? 'No year is loaded yet: load a year file first.'
      : `There is no snapshot of "${asked}": choose ${orList(book.years)}.`,
    { statusCode: 404 },
  );
}

function orList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function remembered<T extends object>(book: Book, name: readonly string[], make: () => T): T {
  const key = name.join('|');
  const held = book.views.get(key);
  if (held !== undefined) return held as T;
  const made = deepFreeze(make());
  book.views.set(key, made);
  return made;
}

/** Many requests are given one view; none of them may change it for the others. */
function deepFreeze<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && !Object.isFrozen(inner)) deepFreeze(inner);
  }
  return Object.freeze(value);
}
