import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { CSV_TYPE, toCsv } from '../../platform/spreadsheets/csv.ts';
import type { CellContent, Column, DownloadTable, NotesSection } from '../../platform/spreadsheets/table.ts';
import { type DownloadWorkbook, toXlsx, XLSX_TYPE } from '../../platform/spreadsheets/workbook.ts';
import type { Answer } from '../../platform/web/route.ts';
import type { DownloadFormat } from './pages/links.ts';
import type {
  AreaSnapshot,
  ComputedView,
  FigureView,
  IndicatorOverTime,
  IndicatorView,
  Joined,
  PublishedSeries,
  Shown,
  SideBySide,
} from './view.ts';
import { periodWords, unitWords, WITHHELD_WORDS } from './words.ts';

/** What a page's download holds, whatever the format. */
export interface Download {
  /** Name of the file without its ending: lower-case letters, digits and hyphens. */
  fileName: string;
  title: string;
  description: string;
  /** The first table is what the CSV file holds; a workbook holds all of them. */
  tables: readonly DownloadTable[];
  notes: readonly NotesSection[];
}

/**
 * Answers with a download in the format asked for. `asOf` is the moment the newest figure was loaded: with it the same
 * figures give the same bytes.
 */
export async function downloadAnswer(download: Download, format: DownloadFormat, asOf: Date): Promise<Answer> {
  const downloadAs = `${download.fileName}.${format}`;
  if (format === 'csv') {
    const [table] = download.tables;
    if (!table) throw new Error(`The download "${download.fileName}" has no table.`);
    return { file: toCsv(table), type: CSV_TYPE, downloadAs };
  }
  const workbook: DownloadWorkbook = { ...download, asOf };
  return { file: await toXlsx(workbook), type: XLSX_TYPE, downloadAs };
}

/** When the newest load was made: the date that downloads carry. The beginning of 1980, which zip files begin with, before any load. */
export async function lastLoad(db: Db): Promise<Date> {
  const found = await sql<{ at: Date | null }>`select max(loaded_at) as at from load`.execute(db);
  return found.rows[0]?.at ?? new Date('1980-01-01T00:00:00Z');
}

const FIGURE_COLUMNS: readonly Column[] = [
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

/** One area's figures of a year, each with what may be worked out from it. */
export function areaDownload(snapshot: AreaSnapshot): Download {
  const { area, year } = snapshot;
  const placed = snapshot.groups.flatMap((group) =>
    group.lines.flatMap((line) => line.figures.map((figure) => ({ group: group.title, figure }))),
  );
  const figures = placed.map(({ figure }) => figure);
  return {
    fileName: fileName('snapshot', area.shortName, year),
    title: `${area.name}: safeguarding snapshot ${year}`,
    description: `Figures that ${area.name} states for ${year}, with the period, definition and source of each.`,
    tables: [
      {
        title: `${area.shortName} ${year}`,
        columns: FIGURE_COLUMNS,
        rows: placed.flatMap(({ group, figure }) => figureRows(figure, group)),
      },
    ],
    notes: notesOf(figures),
  };
}

/** All areas' figures of a year, and for each line what they come to together or why they are not added. */
export function sideBySideDownload(comparison: SideBySide): Download {
  const { areas, year } = comparison;
  const rows: CellContent[][] = [];
  const figures: FigureView[] = [];
  for (const group of comparison.groups) {
    for (const line of group.lines) {
      const own = [...line.cells.flatMap((cell) => cell.figures), ...line.stated];
      figures.push(...own);
      rows.push(...own.flatMap((figure) => figureRows(figure, group.title)));
      const compared = line.cells.some((cell) => cell.figures.length > 0);
      if (compared && line.stated.length === 0)
        rows.push(...joinedRows(line.joined, own[0]?.indicator, line.title, group.title));
    }
  }
  return {
    fileName: fileName('snapshot', 'side by side', year),
    title: `Safeguarding snapshot ${year}: ${areas.map((area) => area.name).join(' and ')}`,
    description: `Each area’s figures for ${year}, and their sum where both count the same thing over the same period.`,
    tables: [{ title: `Snapshot ${year}`, columns: FIGURE_COLUMNS, rows }],
    notes: notesOf(figures),
  };
}

/** One line or indicator over time: the areas' own figures first, then each published series beside it. */
export function indicatorDownload(overTime: IndicatorOverTime, asked: string): Download {
  const indicators = new Map(overTime.indicators.map((indicator) => [indicator.code, indicator]));
  const rows = overTime.own.flatMap((series) =>
    series.points.map((point): CellContent[] => {
      const indicator = indicators.get(series.indicatorCode);
      return [
        overTime.line.groupTitle,
        indicator?.title ?? overTime.title,
        series.indicatorCode,
        series.area.name,
        series.area.code,
        point.period,
        point.periodWords,
        valueCell(point.shown, indicator?.decimals ?? 0),
        point.text,
        unitWords(series.unit),
        null,
        null,
        indicator?.definition ?? null,
        overTime.notes.map((note) => note.words).join(' ') || null,
        null,
      ];
    }),
  );
  return {
    fileName: fileName('indicator', asked),
    title: `${overTime.title}: values over time`,
    description: `${overTime.title}, as the areas state it, with the published statistics that stand beside it.`,
    tables: [
      { title: overTime.title, columns: FIGURE_COLUMNS, rows },
      ...overTime.published
        .filter(({ series }) => series.ambiguous === null)
        .map(({ series }) => publishedTable(series)),
    ],
    notes: [
      ...notesOf(overTime.figures),
      {
        heading: 'Published statistics beside it',
        entries: overTime.published.map(({ link, series }) => ({
          term: [link.measure, link.breakdown].filter(Boolean).join(': '),
          words: `${link.says} Published by: ${series.sources.join('; ')}.`,
        })),
      },
    ],
  };
}

/** One published series for every area that has it. */
export function publishedDownload(series: PublishedSeries, says: readonly string[]): Download {
  const name = [series.measure, series.breakdown].filter(Boolean).join(': ');
  return {
    fileName: fileName('published', series.measureId, series.measure, series.breakdown),
    title: `${name} (published statistics)`,
    description: `${name}, by area and period, as published.`,
    tables: [publishedTable(series)],
    notes: [
      { heading: 'Sources', entries: series.sources.map((source) => ({ term: name, words: source })) },
      { heading: 'What to know', entries: says.map((words) => ({ term: name, words })) },
    ],
  };
}

function publishedTable(series: PublishedSeries): DownloadTable {
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

function figureRows(figure: FigureView, group: string): CellContent[][] {
  const { indicator, area } = figure;
  const notes = figure.notes.map((note) => note.words).join(' ') || null;
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
  return [stated, ...figure.computed.map((computed) => computedRow(computed, group, place, notes, figure.source.text))];
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

function joinedRows(
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

function valueCell(shown: Shown, decimals: number): CellContent {
  return shown.shown === 'value' ? { number: shown.value, decimals } : null;
}

/** What a reader needs besides the figures: definitions, notes, sources and what it means that a number is not shown. */
function notesOf(figures: readonly FigureView[]): NotesSection[] {
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

/** A name that every file system takes, from the words of what the file holds; at most 100 characters. */
function fileName(...words: string[]): string {
  return words
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/%/g, ' percent ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100)
    .replace(/-$/, '');
}
