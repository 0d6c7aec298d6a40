import { londonClock } from '../../platform/clocks/index.ts';
import { CSV_TYPE, toCsv } from '../../platform/spreadsheets/csv.ts';
import type { CellContent, DownloadTable } from '../../platform/spreadsheets/table.ts';
import { toXlsx, XLSX_TYPE } from '../../platform/spreadsheets/workbook.ts';
import { type FORMATS, OUTCOMES } from './filter.ts';
import type { LedgerLine } from './line.ts';
import type { RecordLine } from './repository.ts';
import { purposeInWords, roleInWords, sentence, whyInWords } from './words.ts';

/** A download holds at most so many entries, the newest: a workbook of a million would open nowhere. */
export const LINES_A_DOWNLOAD = 20_000;

/** A file as a route answers with it. */
export interface DownloadedFile {
  file: string | Buffer;
  type: string;
  downloadAs: string;
}

/** What a download is of, and when it was made. */
interface Download {
  table: DownloadTable;
  /** The file's name without its ending. */
  name: string;
  /** One sentence on what it holds. */
  about: string;
  complete: boolean;
  madeAt: Date;
}

/** Writes a table of entries as comma-separated values or as a workbook; no cell of either is ever run as a formula. */
export async function downloadOf(format: (typeof FORMATS)[number], download: Download): Promise<DownloadedFile> {
  const { table, about, complete, madeAt } = download;
  const name = complete ? download.name : `${download.name}-newest-${LINES_A_DOWNLOAD}`;
  if (format === 'csv') return { file: toCsv(table), type: CSV_TYPE, downloadAs: `${name}.csv` };
  const limit = `Only the newest ${LINES_A_DOWNLOAD.toLocaleString('en-GB')} are here: narrow the days down for the others.`;
  const file = await toXlsx({
    title: table.title,
    description: about,
    tables: [table],
    notes: [
      {
        heading: 'How to read it',
        entries: [
          { term: 'When', words: 'Date and time in England.' },
          { term: 'Entry', words: 'Its number in the ledger, which has no gaps.' },
          { term: 'Complete', words: complete ? 'Every entry that was asked for is here.' : limit },
        ],
      },
    ],
    asOf: madeAt,
  });
  return { file, type: XLSX_TYPE, downloadAs: `${name}.xlsx` };
}

function whenCells(at: Date): [string, string] {
  const { date, time } = londonClock(at);
  return [date, time];
}

/** Entries with everything that stands in them. `kindName` words a kind; `toldWhy` is whether refusals may say why. */
export function ledgerTable(
  title: string,
  lines: readonly LedgerLine[],
  kindName: (kind: string) => string,
  toldWhy: boolean,
): DownloadTable {
  return {
    title,
    columns: [
      { heading: 'Entry', width: 12 },
      { heading: 'Date', width: 12 },
      { heading: 'Time', width: 8 },
      { heading: 'Who', width: 28 },
      { heading: 'Agency', width: 36 },
      { heading: 'As', width: 24 },
      { heading: 'What they did', width: 60 },
      { heading: 'Act', width: 24 },
      { heading: 'Outcome', width: 12 },
      { heading: 'For', width: 36 },
      { heading: 'Why', width: 48 },
      { heading: 'Kind of record', width: 32 },
      { heading: 'Number of the record', width: 38 },
      { heading: 'Records in a list', width: 12 },
      { heading: 'Number of the person', width: 38 },
      { heading: 'Request', width: 14 },
    ],
    rows: lines.map((line): CellContent[] => [
      String(line.seq),
      ...whenCells(line.at),
      line.who,
      line.agencyName ?? line.agency,
      roleInWords(line.role),
      line.doing,
      line.event,
      OUTCOMES[line.outcome],
      purposeInWords(line.purpose),
      line.outcome === 'refused' && !toldWhy ? null : whyInWords(line),
      line.kind && kindName(line.kind),
      line.recordId,
      line.seen > 0 ? line.seen : null,
      line.personId,
      line.requestId,
    ]),
  };
}

/** Who looked at one record. */
export function recordTable(title: string, lines: readonly RecordLine[]): DownloadTable {
  return {
    title,
    columns: [
      { heading: 'Entry', width: 12 },
      { heading: 'Date', width: 12 },
      { heading: 'Time', width: 8 },
      { heading: 'Who', width: 28 },
      { heading: 'Agency', width: 36 },
      { heading: 'As', width: 24 },
      { heading: 'What they did', width: 60 },
      { heading: 'In a list', width: 10 },
      { heading: 'Outcome', width: 12 },
      { heading: 'For', width: 36 },
      { heading: 'Why', width: 48 },
    ],
    rows: lines.map((line): CellContent[] => [
      String(line.seq),
      ...whenCells(line.at),
      line.who,
      line.agencyName ?? line.agency,
      roleInWords(line.role),
      line.doing,
      line.inList ? 'Yes' : 'No',
      OUTCOMES[line.outcome],
      purposeInWords(line.purpose),
      line.why,
    ]),
  };
}

/** A person’s own trail, a sentence for each entry. */
export function trailTable(lines: readonly LedgerLine[]): DownloadTable {
  return {
    title: 'What you did in Kith',
    columns: [
      { heading: 'Entry', width: 12 },
      { heading: 'Date', width: 12 },
      { heading: 'Time', width: 8 },
      { heading: 'What you did', width: 110 },
      { heading: 'Number of the record', width: 38 },
    ],
    rows: lines.map((line): CellContent[] => [String(line.seq), ...whenCells(line.at), sentence(line), line.recordId]),
  };
}
