import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { GivingWay } from '../giving-way.ts';
import { UnreadableReturn } from '../unreadable.ts';

/** Characters of a row. The longest that is meant has some three hundred; a heading of 10,000 columns is still told as such. */
const LONGEST_ROW = 262_144;

/** A row of a CSV file with the line on which it begins, from 1. */
export interface CsvRow {
  cells: string[];
  line: number;
}

/** How the rows of a file are read. */
export interface RowReading {
  /** Told how many bytes were read. */
  progress?: (bytes: number) => void;
  /** Cancels the reading: it rejects with the reason of the signal. */
  signal?: AbortSignal;
}

/**
 * The rows of a CSV file in UTF-8, or in UTF-16 with its mark, its heading among them, as many at a time as a piece of the file holds;
 * empty lines are left out. Throws UnreadableReturn in one sentence with the file and the line where the bytes are no such text or no
 * such table.
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  called: string,
  reading: RowReading = {},
): AsyncGenerator<CsvRow[]> {
  const rows = new Rows(called);
  for await (const text of textOf(bytes, called, reading)) yield rows.next(text);
  yield rows.end();
}

/** Puts rows together from pieces of text. Lines without a quotation mark, nearly all, are split at their commas; csv-parse reads the others. */
class Rows {
  readonly #called: string;
  /** What ends a line: that of the first line that ends. */
  #ending: '\n' | '\r' | undefined;
  #left = '';
  #line = 1;
  /** A row whose quotation is not closed yet: its lines, their characters together, and the number of the first. */
  #open: { lines: string[]; length: number; line: number } | undefined;

  constructor(called: string) {
    this.#called = called;
  }

  next(text: string): CsvRow[] {
    const all = this.#left + text;
    // A carriage return at the very end may have its line feed in the next piece.
    this.#ending ??= all.includes('\n') ? '\n' : /\r./s.test(all) ? '\r' : undefined;
    const rows: CsvRow[] = [];
    let from = 0;
    if (this.#ending !== undefined) {
      for (let to = all.indexOf(this.#ending); to >= 0; to = all.indexOf(this.#ending, from)) {
        this.#take(all.slice(from, to), rows);
        from = to + 1;
      }
    }
    this.#left = all.slice(from);
    if (this.#left.length + (this.#open?.length ?? 0) > LONGEST_ROW) throw this.#tooLong();
    return rows;
  }

  /** The rows of what is left when no more text comes. */
  end(): CsvRow[] {
    const rows: CsvRow[] = [];
    if (this.#left !== '') this.#take(this.#left, rows);
    if (this.#open) this.#read(this.#open.lines.join('\n'), this.#open.line, rows);
    return rows;
  }

  #take(line: string, rows: CsvRow[]): void {
    const number = this.#line;
    this.#line += 1;
    const open = this.#open;
    if (!open && !line.includes('"')) {
      const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
      if (bare !== '') rows.push({ cells: bare.split(','), line: number });
      return;
    }
    const row = open ?? { lines: [], length: 0, line: number };
    // Each line is looked at once: a row may have a hundred thousand.
    row.lines.push(line);
    row.length += line.length + 1;
    if (row.length > LONGEST_ROW) throw this.#tooLong();
    const isCut = line.split('"').length % 2 === 0;
    this.#open = isCut === (open === undefined) ? row : undefined;
    if (!this.#open) this.#read(row.lines.join('\n'), row.line, rows);
  }

  #read(text: string, line: number, rows: CsvRow[]): void {
    try {
      for (const cells of parse(text.replace(/\r$/, ''), {
        relax_column_count: true,
        record_delimiter: '\u0000',
      }) as string[][])
        rows.push({ cells, line });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      throw this.#refusal(line, SAYS[error.code] ?? 'can’t be read as comma-separated values.', error);
    }
  }

  #tooLong(): UnreadableReturn {
    const line = this.#open?.line ?? this.#line;
    return this.#refusal(
      line,
      'goes on for too long: a quotation mark is opened and not closed, or this is no CSV file.',
    );
  }

  #refusal(line: number, says: string, cause?: unknown): UnreadableReturn {
    return new UnreadableReturn(`Line ${line} of “${this.#called}” ${says}`, cause);
  }
}

const INSIDE = 'has a quotation mark inside a value: double it, or take it out.';
const SAYS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed: the file may be cut off.',
  CSV_INVALID_CLOSING_QUOTE: INSIDE,
  INVALID_OPENING_QUOTE: INSIDE,
};

async function* textOf(
  bytes: AsyncIterable<Uint8Array>,
  called: string,
  { progress, signal }: RowReading,
): AsyncGenerator<string> {
  const way = new GivingWay(signal);
  let decoder: TextDecoder | undefined;
  let line = 1;
  const decode = (piece?: Uint8Array) => {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    try {
      const text = decoder.decode(piece, { stream: piece !== undefined });
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line += 1;
      return text;
    } catch (cause) {
      const before = new TextDecoder(decoder.encoding).decode(piece).split('\ufffd')[0] ?? '';
      throw new UnreadableReturn(
        `Line ${line + before.split('\n').length - 1} of “${called}” holds bytes that are not ${decoder.encoding.toUpperCase()}: save it as “CSV UTF-8”.`,
        cause,
      );
    }
  };
  for await (const piece of bytes) {
    if (piece.includes(0) && !(decoder?.encoding ?? encodingOf(piece)).startsWith('utf-16'))
      throw new UnreadableReturn(
        `Line ${line} of “${called}” or one soon after holds zero bytes, as no CSV file does: save it as “CSV UTF-8”.`,
      );
    progress?.(piece.length);
    yield decode(piece);
    await way.after(piece.length);
  }
  yield decode();
}

/** The encoding that the first bytes of a file say by their mark; UTF-8 where there is none. */
function encodingOf(first: Uint8Array | undefined): string {
  if (first?.[0] === 0xff && first[1] === 0xfe) return 'utf-16le';
  return first?.[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
}
