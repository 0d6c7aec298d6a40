import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { GivingWay } from '../giving-way.ts';
import { UnreadableReturn } from '../unreadable.ts';

/** Characters of a row. The longest that is meant has some three hundred; a heading of 10,000 columns is still told as such. */
const LONGEST_ROW = 262_144;

/** A row of a CSV file with the line on which it ends, from 1. */
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
 * The rows of a CSV file in UTF-8, or in UTF-16 with its mark, its heading among them; empty lines are left out. Throws
 * UnreadableReturn in one sentence with the file and the line where the bytes are no such text or no such table.
 */
export async function* csvRows(
  bytes: AsyncIterable<Uint8Array>,
  called: string,
  reading: RowReading = {},
): AsyncGenerator<CsvRow> {
  const parser = parse({
    ...{ bom: true, info: true, relax_column_count: true, skip_empty_lines: true },
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(textOf(bytes, called, reading));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { cells: record, line: info.lines };
  } catch (error) {
    throw sentenceOf(error, called);
  } finally {
    source.destroy();
    parser.destroy();
  }
}

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

function sentenceOf(error: unknown, called: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = (error as { lines?: number }).lines ?? 0;
  const place = line > 0 ? `Line ${line} of “${called}”` : `“${called}”`;
  const says: Record<string, string> = {
    CSV_MAX_RECORD_SIZE: 'goes on for too long: a quotation mark is opened and not closed, or this is no CSV file.',
    CSV_QUOTE_NOT_CLOSED: 'opens a quotation mark that is never closed: the file may be cut off.',
    CSV_INVALID_CLOSING_QUOTE: 'has a quotation mark inside a value: double it, or take it out.',
    INVALID_OPENING_QUOTE: 'has a quotation mark inside a value: double it, or take it out.',
  };
  return new UnreadableReturn(`${place} ${says[error.code] ?? 'can’t be read as comma-separated values.'}`, error);
}
