import { CsvError, parse } from 'csv-parse/sync';

/** One row of a CSV file: its fields, and the line on which it ends, counted from 1. */
export interface CsvRow {
  line: number;
  fields: string[];
}

/** Text that is not CSV, and the line where that shows. */
export class CsvFault extends Error {
  override name = 'CsvFault';
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

const FAULTS: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'A quotation mark is opened and never closed.',
  INVALID_OPENING_QUOTE: 'A quotation mark stands inside a field that is not quoted.',
  CSV_INVALID_CLOSING_QUOTE: 'Something stands between a closing quotation mark and the next comma.',
};

/**
 * Reads comma-separated values (RFC 4180), with either line ending and with or without a byte order mark. Lines with nothing
 * on them are passed over; rows may differ in length, which is the caller's to judge. Throws CsvFault where quotation marks
 * are wrong.
 */
export function readCsv(text: string): CsvRow[] {
  const options = { bom: true, info: true, relax_column_count: true, skip_empty_lines: true } as const;
  try {
    const rows = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[];
    return rows.map(({ record, info }) => ({ line: info.lines, fields: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : 1;
    throw new CsvFault(line, FAULTS[error.code] ?? 'The file cannot be read as comma-separated values.');
  }
}
