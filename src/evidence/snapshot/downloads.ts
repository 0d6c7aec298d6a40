import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { CSV_TYPE, toCsv } from '../../platform/spreadsheets/csv.ts';
import type { CellContent, DownloadTable, NotesSection } from '../../platform/spreadsheets/table.ts';
import { type DownloadWorkbook, toXlsx, XLSX_TYPE } from '../../platform/spreadsheets/workbook.ts';
import { NOT_FOR_PUBLICATION } from '../../platform/web/kith/index.ts';
import type { Answer } from '../../platform/web/route.ts';
import { FIGURE_COLUMNS, figureRows, joinedRows, notesOf, publishedTable, valueCell } from './download-tables.ts';
import type { DownloadFormat } from './pages/links.ts';
import type { AreaSnapshot, FigureView, IndicatorOverTime, PublishedSeries, SideBySide } from './view.ts';
import { unitWords } from './words.ts';

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

/**
 * The same download with small numbers in it, which says so wherever it may be read: in its name, in its description and
 * beside every figure, because rows are copied without what stands above them.
 */
export function forPartners(download: Download): Download {
  const [figures, ...others] = download.tables;
  return {
    ...download,
    fileName: `${download.fileName}-not-for-publication`,
    description: `${download.description} ${NOT_FOR_PUBLICATION}`,
    tables: figures
      ? [
          {
            ...figures,
            columns: [...figures.columns, { heading: 'For', width: 60 }],
            rows: figures.rows.map((row) => [...row, NOT_FOR_PUBLICATION]),
          },
          ...others,
        ]
      : [],
    notes: [{ heading: 'For whom', entries: [{ term: 'Partners', words: NOT_FOR_PUBLICATION }] }, ...download.notes],
  };
}

/** When the newest load was made: the date that downloads carry. The beginning of 1980, which zip files begin with, before any load. */
export async function lastLoad(db: Db): Promise<Date> {
  const found = await sql<{ at: Date | null }>`select max(loaded_at) as at from load`.execute(db);
  return found.rows[0]?.at ?? new Date('1980-01-01T00:00:00Z');
}

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
  const known = new Map(overTime.figures.map((figure) => [figure.id, figure]));
  const rows = overTime.own.flatMap((series) =>
    series.points.map((point): CellContent[] => {
      const indicator = indicators.get(series.indicatorCode);
      const figure = known.get(point.figureId);
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
        figure?.notes.map((note) => note.words).join(' ') || null,
        figure?.source.text ?? null,
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
