import type { NamedRange } from 'hucre';
import type { Cell, ColumnDef, WriteSheet } from 'hucre/xlsx';
import { type CellContent, type DownloadTable, isNumberCell, type NotesSection } from './table.ts';

/** Content type of an Office Open XML workbook. */
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook as people download it: tables, each on a sheet of its own, and a last sheet with notes and definitions. */
export interface DownloadWorkbook {
  title: string;
  /** One sentence on what the workbook holds; a screen reader says it when the file is opened. */
  description: string;
  tables: readonly DownloadTable[];
  notes: readonly NotesSection[];
  /** The moment the figures were loaded. It is written as the file's date, so the same figures give the same bytes. */
  asOf: Date;
}

const NOTES_SHEET = 'Notes and definitions';
const LONGEST_SHEET_NAME = 31;
const FONT = { name: 'Arial', size: 11 } as const;
const HEADING = { font: { ...FONT, bold: true }, alignment: { wrapText: true, vertical: 'top' } } as const;
const WRAPPED = { alignment: { wrapText: true, vertical: 'top' } } as const;

/**
 * Writes an xlsx workbook. Text is stored as text, never as a formula, so nothing that was loaded can run when the file
 * is opened. Headings are frozen and repeat on every printed page.
 */
export async function toXlsx(workbook: DownloadWorkbook): Promise<Buffer> {
  // Loaded at the first download: the writer takes 17 MB and 80 ms that a server which only shows pages does not need.
  const { writeXlsx } = await import('hucre/xlsx');
  const names = new Set<string>([NOTES_SHEET.toLowerCase()]);
  const sheets = [...workbook.tables.map((table) => tableSheet(table, names)), notesSheet(workbook)];
  const bytes = await writeXlsx({
    sheets,
    namedRanges: sheets.map(headingsOnEveryPage),
    properties: {
      title: workbook.title,
      description: workbook.description,
      creator: 'Kith',
      created: workbook.asOf,
      modified: workbook.asOf,
    },
    defaultFont: FONT,
  });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Repeats a sheet's first row on every printed page. Written as the named range it is in the file, because the writer's own
 * option leaves the sheet's name without quotes, and a spreadsheet program then offers to repair the file.
 */
function headingsOnEveryPage({ name }: WriteSheet): NamedRange {
  return { name: '_xlnm.Print_Titles', range: `'${name.replaceAll("'", "''")}'!$1:$1`, scope: name };
}

function tableSheet(table: DownloadTable, taken: Set<string>): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  for (const column of table.columns.keys()) cells.set(`0,${column}`, { style: HEADING });
  table.rows.forEach((row, y) => {
    row.forEach((content, x) => {
      const style = styleOf(content);
      if (style) cells.set(`${y + 1},${x}`, { style });
    });
  });
  return {
    name: sheetName(table.title, taken),
    columns: table.columns.map((column): ColumnDef => ({ width: column.width ?? column.heading.length + 2 })),
    rows: [table.columns.map((column) => column.heading), ...table.rows.map((row) => row.map(bareCell))],
    cells,
    freezePane: { rows: 1 },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    a11y: { summary: table.title, headerRow: 0 },
  };
}

function notesSheet(workbook: DownloadWorkbook): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const rows: string[][] = [];
  const add = (row: string[], style: typeof HEADING | typeof WRAPPED): void => {
    for (const x of row.keys()) cells.set(`${rows.length},${x}`, { style });
    rows.push(row);
  };
  add(['About', 'What to know'], HEADING);
  add([workbook.title, workbook.description], WRAPPED);
  for (const section of workbook.notes) {
    if (section.entries.length === 0) continue;
    add([section.heading], HEADING);
    for (const entry of section.entries) add([entry.term, entry.words], WRAPPED);
  }
  return {
    name: NOTES_SHEET,
    columns: [{ width: 44 }, { width: 100 }],
    rows,
    cells,
    freezePane: { rows: 1 },
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    a11y: { summary: `Definitions, sources and notes for: ${workbook.title}`, headerRow: 0 },
  };
}

function bareCell(content: CellContent): string | number | null {
  return isNumberCell(content) ? content.number : content;
}

function styleOf(content: CellContent): Cell['style'] | undefined {
  if (isNumberCell(content)) return { numFmt: numberFormat(content.decimals), alignment: { vertical: 'top' } };
  if (typeof content === 'number')
    return { numFmt: Number.isInteger(content) ? '#,##0' : 'General', alignment: { vertical: 'top' } };
  return typeof content === 'string' ? WRAPPED : undefined;
}

function numberFormat(decimals: number): string {
  return decimals > 0 ? `#,##0.${'0'.repeat(decimals)}` : '#,##0';
}

/** A sheet name must be unique whatever its capitals, at most 31 characters long, and free of the signs of a cell address. */
function sheetName(title: string, taken: Set<string>): string {
  const allowed =
    title
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/\s+/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Figures';
  let name = allowed.slice(0, LONGEST_SHEET_NAME).trim();
  for (let copy = 2; taken.has(name.toLowerCase()); copy += 1) {
    const mark = ` ${copy}`;
    name = `${allowed.slice(0, LONGEST_SHEET_NAME - mark.length).trim()}${mark}`;
  }
  taken.add(name.toLowerCase());
  return name;
}
