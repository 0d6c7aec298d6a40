import type { CellContent, Column, DownloadTable, NotesSection } from '../../platform/spreadsheets/table.ts';
import { publishedInFull } from './published-beside.ts';
import type { ComputedView, FigureView, IndicatorView, Joined, PublishedSeries, Shown } from './view.ts';
import { periodWords, unitWords, WITHHELD_WORDS } from './words.ts';

/** Columns of every download of figures, so that two of them can be laid one under the other. */
export const FIGURE_COLUMNS: readonly Column[] = [
  { heading: 'Group', width: 24 },
  { heading: 'Figure', width: 46 },
  { heading: 'Code', width: 28 },
  { heading: 'Area', width: 24 },
  { heading: 'Area code', width: 12 },
  { heading: 'Period', width: 14 },
  { heading: 'Period in words', width: 28 },
  { heading: 'Value', width: 12 },
  { heading: 'As shown', width: 32 },
  { heading: 'Unit', width: 20 },
  { heading: 'How it was worked out', width: 40 },
  { heading: 'Compared with', width: 28 },
  { heading: 'Definition', width: 60 },
  { heading: 'Notes', width: 60 },
  { heading: 'Source', width: 50 },
];

/** One published series as a table: a row for each area and period. */
export function publishedTable(series: PublishedSeries): DownloadTable {
  const source = series.sources.join('; ');
  return {
    title: [series.measure, series.breakdown].filter(Boolean).join(' '),
    columns: [
      { heading: 'Measure', width: 40 },
      { heading: 'Breakdown', width: 30 },
      { heading: 'Measure id', width: 26 },
      { heading: 'Area', width: 24 },
      { heading: 'Area code', width: 12 },
      { heading: 'Period', width: 12 },
      { heading: 'Value', width: 14 },
      { heading: 'Why there is no value', width: 40 },
      { heading: 'Source', width: 60 },
    ],
    rows: series.series.flatMap(({ area, points }) =>
      points.map((point): CellContent[] => [
        series.measure,
        series.breakdown || null,
        series.measureId,
        area.name,
        area.code,
        point.period,
        point.value,
        point.value === null ? (point.flagWords ?? 'no figure published') : null,
        source,
      ]),
    ),
  };
}

/** One figure as a row, and a row for each rate, share or ratio worked out from it. */
export function figureRows(figure: FigureView, group: string): CellContent[][] {
  const { indicator, area } = figure;
  const told = [...figure.notes.map(({ words }) => words), ...figure.published.map(publishedInFull)];
  const notes = told.join(' ') || null;
  const place = [area.name, area.code, figure.period, figure.periodWords];
  const stated: CellContent[] = [
    group,
    indicator.title,
    indicator.code,
    ...place,
    valueCell(figure.shown, indicator.decimals),
    figure.text,
    unitWords(indicator.unit),
    null,
    figure.comparators.map((one) => `${one.against}: ${one.text}${one.note ? ` (${one.note})` : ''}`).join('; ') ||
      null,
    indicator.definition,
    notes,
    figure.source.text,
  ];
  const ofIt = figure.notes.map(({ words }) => words).join(' ') || null;
  return [stated, ...figure.computed.map((computed) => computedRow(computed, group, place, ofIt, figure.source.text))];
}

function computedRow(
  computed: ComputedView,
  group: string,
  place: CellContent[],
  notes: string | null,
  source: string,
): CellContent[] {
  return [
    group,
    computed.title,
    computed.code,
    ...place,
    valueCell(computed.shown, computed.decimals),
    computed.text,
    unitWords(computed.unit),
    computed.working,
    null,
    computed.definition,
    notes,
    source,
  ];
}

/** What the areas come to together, or the plain reason why they are not added. */
export function joinedRows(
  joined: Joined,
  indicator: IndicatorView | undefined,
  lineTitle: string,
  group: string,
): CellContent[][] {
  const unit = indicator ? unitWords(indicator.unit) : null;
  const definition = indicator?.definition ?? null;
  if (!joined.joined) {
    return [
      [
        group,
        lineTitle,
        null,
        'All areas together',
        null,
        null,
        null,
        null,
        'not added up',
        null,
        joined.reason,
        null,
        null,
        null,
        null,
      ],
    ];
  }
  const place = ['All areas together', null, joined.period, joined.periodWords];
  const working = 'The areas’ figures added.';
  return [
    [
      group,
      lineTitle,
      indicator?.code ?? null,
      ...place,
      valueCell(joined.shown, indicator?.decimals ?? 0),
      joined.text,
      unit,
      working,
      null,
      definition,
      null,
      null,
    ],
    ...joined.computed.map((computed) => computedRow(computed, group, place, null, working)),
  ];
}

/** A value with its decimals; an empty cell where it is withheld or not known. */
export function valueCell(shown: Shown, decimals: number): CellContent {
  return shown.shown === 'value' ? { number: shown.value, decimals } : null;
}

/** What a reader needs besides the figures: definitions, notes, sources and what it means that a number is not shown. */
export function notesOf(figures: readonly FigureView[]): NotesSection[] {
  const definitions = new Map<string, string>();
  const notes = new Map<string, { term: string; words: string }>();
  const sources = new Map<string, string>();
  for (const figure of figures) {
    const { indicator, source } = figure;
    definitions.set(indicator.title, meaning(indicator));
    for (const note of figure.notes) {
      const term = note.wide ? `All figures of ${figure.area.shortName}` : indicator.title;
      notes.set(`${term} ${note.key}`, { term, words: note.words });
    }
    sources.set(source.title, 'Each row names the place in it.');
    for (const comparator of figure.comparators) sources.set(comparator.source.title, 'Figures to compare with.');
  }
  return [
    { heading: 'Definitions', entries: [...definitions].map(([term, words]) => ({ term, words })) },
    { heading: 'Notes on the figures', entries: [...notes.values()] },
    { heading: 'Sources', entries: [...sources].map(([term, words]) => ({ term, words })) },
    {
      heading: 'Where there is no number',
      entries: [
        {
          term: WITHHELD_WORDS['small-number'],
          words: 'The number is from 1 to 5 and is not published, so that nobody can be recognised.',
        },
        {
          term: WITHHELD_WORDS['protects-small-number'],
          words: 'A number from 1 to 5 could be worked out with this one, so it is not published either.',
        },
        { term: periodWords('not-stated'), words: 'The source gives no date for the figure.' },
      ],
    },
  ];
}

function meaning(indicator: IndicatorView): string {
  const parts = [indicator.definition];
  if (indicator.numerator) parts.push(`Above the line: ${indicator.numerator}`);
  if (indicator.denominator) parts.push(`Below the line: ${indicator.denominator}`);
  parts.push(`Unit: ${unitWords(indicator.unit)}.`, `Owner: ${indicator.owner}.`, `Edition: ${indicator.edition}.`);
  return parts.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
}
