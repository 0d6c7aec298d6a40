import type { Book, Row } from './book.ts';
import { RETURN_SOURCE } from './from-return.ts';
import { publishedBeside } from './published-beside.ts';
import { linkView } from './published-series.ts';
import type { FigureRow } from './repository.ts';
import { rate } from './rounding.ts';
import type {
  AreaRef,
  Audience,
  ComparatorView,
  ComputedView,
  FigureView,
  IndicatorView,
  NoteView,
  PublishedBeside,
  PublishedLinkView,
  Shown,
  SourceView,
} from './view.ts';
import { periodWords, shownText } from './words.ts';

const PLAIN = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 4 });

/** What an audience may see of a figure. A figure that no decision was made about is not shown to the public. */
export function shownOf(book: Book, figure: FigureRow, audience: Audience): Shown {
  if (figure.value === null) return { shown: 'not-known', words: figure.notKnown ?? 'not known' };
  if (audience === 'public') {
    const why = book.disclosure.figures.get(figure.id);
    if (why !== undefined) return { shown: 'suppressed', why };
    if (!book.figureById.has(figure.id)) return { shown: 'suppressed', why: 'protects-small-number' };
  }
  return { shown: 'value', value: figure.value, about: figure.about };
}

/** One figure with everything that stands beside it. */
export function figureView(book: Book, figure: FigureRow, audience: Audience): FigureView {
  const indicator = indicatorOf(book, figure.indicatorCode);
  const shown = shownOf(book, figure, audience);
  return {
    id: figure.id,
    indicator: indicatorView(indicator),
    lineKey: indicator.line_key,
    lineTitle: book.lines.get(indicator.line_key)?.title ?? indicator.title,
    area: areaOf(book, figure.areaCode),
    period: figure.period,
    periodWords: periodWords(figure.period),
    accountYear: figure.accountYear,
    shown,
    text: shownText(shown, indicator.unit, indicator.decimals),
    computed: computedViews(book, figure, audience),
    comparators: comparatorViews(book, figure, indicator, audience),
    published: publishedOf(book, figure, shown),
    notes: notesFor(book, figure, indicator.line_key),
    source: sourceView(figure.sourceKey, figure.sourceTitle, figure.place),
    version: figure.version,
  };
}

/**
 * What is published for the same period, beside a figure that was counted from a return. Beside one that is not shown there is
 * nothing: the difference would tell it.
 */
export function publishedOf(book: Book, figure: FigureRow, shown: Shown): PublishedBeside[] {
  if (figure.sourceKey !== RETURN_SOURCE || shown.shown !== 'value') return [];
  const { unit, line_key } = indicatorOf(book, figure.indicatorCode);
  const { areaCode, period, loadedAt } = figure;
  const counted = { areaCode, period, value: shown.value, unit, acceptedAt: loadedAt };
  return publishedBeside(counted, book.publishedOf.get(line_key) ?? []).filter(({ samePeriod }) => samePeriod);
}

/** An indicator's definition. */
export function indicatorView(row: Row<'indicator'>): IndicatorView {
  return {
    code: row.code,
    title: row.title,
    definition: row.definition,
    numerator: row.numerator,
    denominator: row.denominator,
    unit: row.unit,
    periodKind: row.period_kind,
    owner: row.owner,
    edition: row.edition,
    decimals: row.decimals,
    partOf: row.part_of,
    suppression: row.suppression,
    suppressionBecause: row.suppression_because,
  };
}

/** Title and place of a source, apart and as one string. */
export function sourceView(key: string | null, title: string | null, place: string | null): SourceView {
  const named = title ?? key ?? 'no source recorded';
  return { key, title: named, place, text: place === null ? named : `${named}, ${place}` };
}

/** The published series that stand beside a line. */
export function linkViews(book: Book, lineKey: string): PublishedLinkView[] {
  return (book.linksOf.get(lineKey) ?? []).map(linkView);
}

/** The definition behind a figure; a figure cannot be saved without one. */
export function indicatorOf(book: Book, code: string): Row<'indicator'> {
  const indicator = book.indicators.get(code);
  if (indicator === undefined) throw new Error(`Figure without its indicator ${code}`);
  return indicator;
}

function areaOf(book: Book, code: string): AreaRef {
  return book.areas.find((area) => area.code === code) ?? { code, name: code, shortName: code, kind: 'other' };
}

function computedViews(book: Book, figure: FigureRow, audience: Audience): ComputedView[] {
  if (figure.value === null) return [];
  const value = figure.value;
  return (book.computedOf.get(figure.indicatorCode) ?? []).flatMap((measure) => {
    const base = book.figures.find(
      (other) =>
        other.indicatorCode === measure.denominator_code &&
        other.areaCode === figure.areaCode &&
        other.period === figure.period &&
        other.accountYear === figure.accountYear &&
        other.value !== null,
    );
    if (base?.value == null) return [];
    const bothShown = [figure, base].every((one) => shownOf(book, one, audience).shown === 'value');
    const about = figure.about || base.about;
    return workedOut(measure, bothShown ? { top: value, bottom: base.value, about } : null);
  });
}

/** A computed measure from its two numbers, or withheld where one of them may not be seen. Nothing where there is no rate. */
export function workedOut(
  measure: Row<'computed_measure'>,
  from: { top: number; bottom: number; about: boolean } | null,
): ComputedView[] {
  const { code, title, definition, unit, decimals, times, over_times, per } = measure;
  const view = { code, title, definition, unit, decimals };
  if (from === null) {
    const shown: Shown = { shown: 'suppressed', why: 'protects-small-number' };
    return [{ ...view, shown, text: shownText(shown, unit, decimals), working: definition }];
  }
  const value = rate(from.top * times, from.bottom * over_times, per, decimals);
  if (value === null) return [];
  const shown: Shown = { shown: 'value', value, about: from.about };
  const top = `${PLAIN.format(from.top)}${times === 1 ? '' : ` × ${times}`}`;
  const bottom = over_times === 1 ? PLAIN.format(from.bottom) : `(${PLAIN.format(from.bottom)} × ${over_times})`;
  const working = `${top} ÷ ${bottom}${per === 1 ? '' : ` × ${PLAIN.format(per)}`}`;
  return [{ ...view, shown, text: shownText(shown, unit, decimals, 'always'), working }];
}

function comparatorViews(
  book: Book,
  figure: FigureRow,
  indicator: Row<'indicator'>,
  audience: Audience,
): ComparatorView[] {
  return book.comparators
    .filter(
      (row) =>
        row.indicator_code === figure.indicatorCode &&
        row.area_code === figure.areaCode &&
        row.account_year === figure.accountYear,
    )
    .map((row) => {
      const why = audience === 'public' ? book.disclosure.comparators.get(row.key) : undefined;
      const shown: Shown =
        why === undefined ? { shown: 'value', value: row.value, about: false } : { shown: 'suppressed', why };
      return {
        key: row.key,
        against: row.against,
        shown,
        text: shownText(shown, indicator.unit, indicator.decimals),
        note: row.note,
        source: sourceView(row.source_key, row.source_title, row.place),
      };
    });
}

/**
 * Notes that are about a figure: each field of a note that is filled must fit. What is counted from a return has a definition and a
 * source of its own, of which a note about the accounts of its line says nothing.
 */
function notesFor(book: Book, figure: FigureRow, lineKey: string): NoteView[] {
  if (figure.sourceKey === RETURN_SOURCE) return [];
  const fits = (about: Row<'quality_note_about'>) =>
    (about.line_key === null || about.line_key === lineKey) &&
    (about.area_code === null || about.area_code === figure.areaCode) &&
    (about.period === null || about.period === figure.period) &&
    (about.account_year === null || about.account_year === figure.accountYear);
  return book.notes.flatMap(({ note, about }) => {
    const fitting = about.filter(fits);
    if (fitting.length === 0) return [];
    return [{ key: note.key, kind: note.kind, words: note.words, wide: fitting.every((one) => one.line_key === null) }];
  });
}
