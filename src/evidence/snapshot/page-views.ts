import { type Book, figuresOf, joinKey, type Row } from './book.ts';
import { figureView, indicatorOf, indicatorView, linkViews, publishedOf, shownOf, workedOut } from './figure-view.ts';
import type { FigureRow } from './repository.ts';
import { changeBetween, comparePeriods } from './rules.ts';
import type {
  AreaRef,
  AreaSnapshot,
  Audience,
  FigureCounts,
  FigureView,
  IndicatorOverTime,
  Joined,
  NoteView,
  OwnPoint,
  Shown,
  SideBySide,
  SideBySideLine,
} from './view.ts';
import { formatNumber, periodWords, shownText } from './words.ts';

/** One area's snapshot of a year, grouped as the year's report groups it. Lines without a figure of the area are left out. */
export function areaSnapshot(book: Book, area: AreaRef, year: string, audience: Audience): AreaSnapshot {
  const views = figuresOf(book, area.code, year).map((figure) => figureView(book, figure, audience));
  const byLine = Map.groupBy(views, (view) => view.lineKey);
  const groups = book.groups.flatMap((group) => {
    const lines = (book.linesOf.get(group.key) ?? []).flatMap((line) => {
      const figures = inOrder(book, byLine.get(line.key) ?? []);
      return figures.length === 0
        ? []
        : [{ key: line.key, title: line.title, figures, published: linkViews(book, line.key) }];
    });
    return lines.length === 0 ? [] : [{ key: group.key, title: group.title, says: group.says, lines }];
  });
  return {
    area,
    year,
    audience,
    groups,
    periods: [...Map.groupBy(views, (view) => view.period)]
      .map(([period, told]) => ({ period, words: periodWords(period), figures: told.length }))
      .sort((one, other) => other.figures - one.figures || comparePeriods(one.period, other.period)),
    notes: distinctNotes(views.flatMap((view) => view.notes.filter((note) => note.wide))),
    counts: countFigures(views),
  };
}

/** Councils' areas beside each other, with a partnership figure where definitions and periods match. */
export function sideBySideView(book: Book, year: string, audience: Audience): SideBySide {
  const cells = book.areas.map((area) => ({
    area,
    byLine: Map.groupBy(
      figuresOf(book, area.code, year).map((figure) => figureView(book, figure, audience)),
      (view) => view.lineKey,
    ),
  }));
  const groups = book.groups.flatMap((group) => {
    const lines = (book.linesOf.get(group.key) ?? []).flatMap((line): SideBySideLine[] => {
      const told = cells.map(({ area, byLine }) => ({ area, figures: inOrder(book, byLine.get(line.key) ?? []) }));
      if (told.every(({ figures }) => figures.length === 0)) return [];
      return [
        {
          key: line.key,
          title: line.title,
          cells: told.filter(({ area }) => area.kind === 'local-authority'),
          stated: told.filter(({ area }) => area.kind !== 'local-authority').flatMap(({ figures }) => figures),
          joined: joinedView(book, line, year, audience),
          published: linkViews(book, line.key),
        },
      ];
    });
    return lines.length === 0 ? [] : [{ key: group.key, title: group.title, says: group.says, lines }];
  });
  const all = groups.flatMap((group) => group.lines);
  return {
    year,
    audience,
    areas: [...book.councils],
    partnership: book.partnership,
    groups,
    counts: countFigures(all.flatMap((line) => [...line.cells.flatMap((cell) => cell.figures), ...line.stated])),
    joinedLines: all.filter((line) => line.joined.joined).length,
  };
}

function joinedView(book: Book, line: Row<'snapshot_line'>, year: string, audience: Audience): Joined {
  const key = joinKey(line.key, year);
  const join = book.joins.get(key);
  if (join === undefined) {
    const reason =
      line.never_because ?? 'The figure speaks for the whole partnership already; no area has one of its own.';
    return { joined: false, code: line.never_because === null ? 'missing' : 'never', reason };
  }
  const { result, from } = join;
  if (!result.joined) return result;
  const indicator = indicatorOf(book, from[0]?.indicatorCode ?? '');
  const shown = joinShown(book, key, result, audience);
  return {
    joined: true,
    shown,
    text: shownText(shown, indicator.unit, indicator.decimals),
    period: result.period,
    periodWords: periodWords(result.period),
    computed: (book.computedOf.get(indicator.code) ?? []).flatMap((measure) => {
      const baseLine = book.indicators.get(measure.denominator_code)?.line_key ?? '';
      const base = book.joins.get(joinKey(baseLine, year));
      if (base === undefined || !base.result.joined || base.result.period !== result.period) return [];
      if (base.from[0]?.indicatorCode !== measure.denominator_code) return [];
      const baseShown = joinShown(book, joinKey(baseLine, year), base.result, audience);
      const open = shown.shown === 'value' && baseShown.shown === 'value';
      const about = result.about || base.result.about;
      return workedOut(measure, open ? { top: result.value, bottom: base.result.value, about } : null);
    }),
    from: from.map((figure) => figure.id),
  };
}

function joinShown(book: Book, key: string, result: { value: number; about: boolean }, audience: Audience): Shown {
  const why = audience === 'public' ? book.disclosure.joins.get(key) : undefined;
  return why === undefined
    ? { shown: 'value', value: result.value, about: result.about }
    : { shown: 'suppressed', why };
}

/** A line, or one indicator of it, over all periods. Published series are added by the caller, who has the database. */
export function overTimeView(
  book: Book,
  line: Row<'snapshot_line'>,
  indicators: readonly Row<'indicator'>[],
  audience: Audience,
): IndicatorOverTime {
  const codes = new Set(indicators.map((indicator) => indicator.code));
  const told = book.figures.filter((figure) => codes.has(figure.indicatorCode));
  const own = book.areas.flatMap((area) =>
    indicators.flatMap((indicator) => {
      const mine = told.filter((figure) => figure.areaCode === area.code && figure.indicatorCode === indicator.code);
      if (mine.length === 0) return [];
      const points = pointsOf(book, latestTelling(mine), indicator, audience);
      return [{ area, indicatorCode: indicator.code, unit: indicator.unit, points }];
    }),
  );
  const latest = [...told].sort((one, other) => other.accountYear.localeCompare(one.accountYear))[0]?.accountYear;
  const order = new Map(book.areas.map((area, index) => [area.code, index]));
  const figures = told
    .filter((figure) => figure.accountYear === latest)
    .sort((one, other) => (order.get(one.areaCode) ?? 99) - (order.get(other.areaCode) ?? 99))
    .map((figure) => figureView(book, figure, audience));
  const only = indicators.length === 1 ? indicators[0] : undefined;
  return {
    title: only?.title ?? line.title,
    line: {
      key: line.key,
      title: line.title,
      groupTitle: book.groups.find((group) => group.key === line.group_key)?.title ?? '',
    },
    audience,
    indicators: indicators.map(indicatorView),
    own,
    figures,
    published: [],
    notes: distinctNotes(figures.flatMap((view) => view.notes)),
  };
}

/** One figure a period: where several reports tell of the same period, the latest report's. */
function latestTelling(figures: readonly FigureRow[]): FigureRow[] {
  const byPeriod = new Map<string, FigureRow>();
  for (const figure of [...figures].sort((one, other) => one.accountYear.localeCompare(other.accountYear))) {
    byPeriod.set(figure.period, figure);
  }
  return [...byPeriod.values()].sort((one, other) => comparePeriods(one.period, other.period));
}

function pointsOf(
  book: Book,
  figures: readonly FigureRow[],
  indicator: Row<'indicator'>,
  audience: Audience,
): OwnPoint[] {
  let before: { period: string; shown: Shown } | null = null;
  return figures.map((figure) => {
    const shown = shownOf(book, figure, audience);
    const point: OwnPoint = {
      figureId: figure.id,
      period: figure.period,
      periodWords: periodWords(figure.period),
      accountYear: figure.accountYear,
      shown,
      text: shownText(shown, indicator.unit, indicator.decimals),
      published: publishedOf(book, figure, shown),
      change: changeFrom(before, shown, indicator),
    };
    before = { period: figure.period, shown };
    return point;
  });
}

function changeFrom(
  before: { period: string; shown: Shown } | null,
  now: Shown,
  indicator: Row<'indicator'>,
): OwnPoint['change'] {
  if (before === null || before.shown.shown !== 'value' || now.shown !== 'value') return null;
  const { by, percent } = changeBetween(before.shown.value, now.value);
  const size = formatNumber(Math.abs(by), indicator.unit === 'percent' ? 'count' : indicator.unit, indicator.decimals);
  const unit = indicator.unit === 'percent' ? ' percentage points' : '';
  const text = by === 0 ? 'no change' : `${by > 0 ? 'up' : 'down'} ${size}${unit}`;
  return { since: before.period, by, percent, text };
}

function inOrder(book: Book, views: readonly FigureView[]): FigureView[] {
  const position = (view: FigureView) => book.indicators.get(view.indicator.code)?.position ?? 0;
  return [...views].sort((one, other) => position(one) - position(other) || comparePeriods(one.period, other.period));
}

function distinctNotes(notes: readonly NoteView[]): NoteView[] {
  return [...new Map(notes.map((note) => [note.key, note])).values()];
}

function countFigures(views: readonly FigureView[]): FigureCounts {
  const count = (kind: Shown['shown']) => views.filter((view) => view.shown.shown === kind).length;
  return { shown: count('value'), withheld: count('suppressed'), notKnown: count('not-known') };
}
