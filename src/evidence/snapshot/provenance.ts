import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import { type Book, openBook } from './book.ts';
import { ratioTells } from './disclosure.ts';
import { figureView, indicatorOf, sourceView } from './figure-view.ts';
import { type FigureRow, type FigureVersionRow, findFigureVersions } from './repository.ts';
import { isSmall } from './suppression.ts';
import type { Audience, EarlierVersion, FigureProvenance, Shown } from './view.ts';
import { shownText } from './words.ts';

/**
 * Where a figure came from: record, source, place, who loaded it, when, and every earlier value. `id` may be the row of any
 * version; the answer speaks of the figure's newest. Throws PlainError (404) when there is no such figure.
 */
export async function figureProvenance(db: Db, ask: { id: number; audience: Audience }): Promise<FigureProvenance> {
  const book = await openBook(db);
  const asked = await findFigureVersions(db, Number.isSafeInteger(ask.id) ? [ask.id] : []);
  const newest = asked[0];
  const current = newest === undefined ? undefined : book.figureById.get(newest.id);
  if (newest === undefined || current === undefined) {
    throw new PlainError('There is no such figure: open it from the snapshot.', { statusCode: 404 });
  }
  const earlier = asked.slice(1);
  const guarded = ask.audience === 'public' && earlier.length > 0 && (await tellsOfSmallNumbers(db, book, current));
  return {
    figure: figureView(book, current, ask.audience),
    audience: ask.audience,
    record: {
      kind: 'figure',
      key: [newest.indicatorCode, newest.areaCode, newest.period, newest.accountYear].join('|'),
    },
    source: {
      ...sourceView(newest.sourceKey, newest.sourceTitle, newest.place),
      publisher: newest.publisher,
      published: newest.published,
      covers: newest.covers,
      url: newest.url,
      licence: newest.licence,
      note: newest.note,
    },
    loadedBy: newest.loadedBy,
    files: newest.files.map((file) => file.name),
    recordedAt: newest.loadedAt,
    version: newest.version,
    earlier: earlier.map((version) => earlierVersion(book, version, ask.audience, guarded)),
  };
}

/**
 * Whether a small number stands, or ever stood, among the figures from which this one could be worked out: then its earlier
 * values would help to work out the small number's.
 */
async function tellsOfSmallNumbers(db: Db, book: Book, figure: FigureRow): Promise<boolean> {
  if (book.disclosure.figures.has(figure.id)) return true;
  const tied = book.disclosure.ties.get(figure.id) ?? [figure.id];
  if (tied.some((id) => book.disclosure.figures.has(id))) return true;
  const versions = await findFigureVersions(db, tied);
  return versions.some((version) => isSmallCount(book, version)) || anyLeavesFew(book, tied, versions);
}

/** Sums that are tried; beyond that many, earlier values are held back without trying. */
const MOST_SUMS = 5_000;

/** Whether some total, as it stands or stood, less values of its parts, as they stand or stood, leaves 1 to 5. */
function anyLeavesFew(book: Book, tied: readonly number[], versions: readonly FigureVersionRow[]): boolean {
  const valuesOf = (id: number): number[] => {
    const figure = book.figureById.get(id);
    const own = versions.filter((one) => figure !== undefined && isSameFigure(one, figure));
    return own.flatMap(({ value }) => (value === null ? [] : [value]));
  };
  return book.disclosure.sums
    .filter(({ total }) => tied.includes(total))
    .some(({ total, parts }) => {
      let taken = new Set([0]);
      for (const part of parts) {
        taken = new Set([...taken].flatMap((sum) => [sum, ...valuesOf(part).map((value) => sum + value)]));
        if (taken.size > MOST_SUMS) return true;
      }
      return valuesOf(total).some((value) => [...taken].some((sum) => isSmall(value - sum)));
    });
}

function isSameFigure(one: FigureRow, other: FigureRow): boolean {
  return (
    one.indicatorCode === other.indicatorCode &&
    one.areaCode === other.areaCode &&
    one.period === other.period &&
    one.accountYear === other.accountYear
  );
}

function isSmallCount(book: Book, figure: FigureRow): boolean {
  const indicator = indicatorOf(book, figure.indicatorCode);
  if (figure.value === null || indicator.suppression === 'none') return false;
  return indicator.unit === 'percent' ? ratioTells(figure, indicator, undefined, undefined) : isSmall(figure.value);
}

function earlierVersion(book: Book, row: FigureVersionRow, audience: Audience, guarded: boolean): EarlierVersion {
  const indicator = indicatorOf(book, row.indicatorCode);
  const shown = earlierShown(row, audience, guarded);
  return {
    version: row.version,
    shown,
    text: shownText(shown, indicator.unit, indicator.decimals),
    source: sourceView(row.sourceKey, row.sourceTitle, row.place),
    loadedBy: row.loadedBy,
    recordedAt: row.loadedAt,
  };
}

function earlierShown(row: FigureVersionRow, audience: Audience, guarded: boolean): Shown {
  if (row.value === null) return { shown: 'not-known', words: row.notKnown ?? 'not known' };
  if (audience === 'public' && guarded) return { shown: 'suppressed', why: 'protects-small-number' };
  return { shown: 'value', value: row.value, about: row.about };
}
