import { UnreadableReturn } from '../unreadable.ts';
import { readPart } from './xml.ts';

/** What stands in a cell that is not empty. */
export interface Cell {
  kind: 'text' | 'number' | 'boolean' | 'error' | 'date';
  text: string;
}

/** Cells by column from 0; a hole is an empty cell. */
export type Cells = (Cell | undefined)[];

/** Takes the rows that hold anything, with the number that Excel shows; false ends the reading. */
export type TakeRow = (row: number, cells: Cells) => boolean | undefined;

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
/** Filled cells in a row of a return at most: the longest list has 34 columns. */
const MOST_FILLED = 1000;
const LONGEST_TEXT = 32_767;

const KINDS: Record<string, Cell['kind']> = {
  s: 'text',
  str: 'text',
  inlineStr: 'text',
  b: 'boolean',
  e: 'error',
  d: 'date',
  n: 'number',
};

/** Reads the rows of a sheet as they come and keeps none. `wanted` says of which columns the cells are made; all without it. */
export async function readRows(
  pieces: AsyncIterable<Uint8Array>,
  {
    sheet,
    strings,
    wanted,
    take,
  }: { sheet: string; strings: readonly string[]; wanted?: ReadonlySet<number>; take: TakeRow },
): Promise<void> {
  let row = 0;
  let column = -1;
  let cells: Cells = [];
  let filled = 0;
  let type = 'n';
  let value = '';
  let listening = false;
  let inReading = false;
  let inCell = false;
  let enough = false;
  const where = () => `row ${Math.max(row, 1)} of sheet “${sheet}”`;
  const refuse = (what: string) => new UnreadableReturn(`${capital(where())} ${what}.`);

  const endCell = () => {
    inCell = false;
    if (value === '') return;
    filled += 1;
    if (filled > MOST_FILLED)
      throw refuse(`has more than ${MOST_FILLED.toLocaleString('en-GB')} filled cells, as no list does`);
    if (wanted && !wanted.has(column)) return;
    let text = value;
    if (type === 's') {
      const shared = strings[Number(value)];
      if (shared === undefined)
        throw refuse('refers to a text that the workbook does not hold: save it again in Excel');
      text = shared;
    }
    if (text.trim() !== '') cells[column] = { kind: KINDS[type] ?? 'text', text };
  };

  await readPart(pieces, {
    where,
    enough: () => enough,
    open: (name, attributes) => {
      switch (name) {
        case 'row': {
          const given = attributes.r === undefined ? row + 1 : Number(attributes.r);
          if (!Number.isInteger(given) || given < 1 || given > MOST_ROWS)
            throw refuse('is followed by a row with no number of Excel’s');
          row = given;
          column = -1;
          cells = [];
          filled = 0;
          break;
        }
        case 'c':
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
          if (column < 0 || column >= MOST_COLUMNS) throw refuse('has a cell beyond the last column that Excel knows');
          type = attributes.t ?? 'n';
          value = '';
          inCell = true;
          break;
        case 'v':
          listening = inCell;
          break;
        case 't':
          listening = inCell && !inReading;
          break;
        case 'rPh':
          inReading = true;
          break;
      }
    },
    text: (piece) => {
      if (!listening) return;
      value += piece;
      if (value.length > LONGEST_TEXT)
        throw refuse(
          `has a cell of more than ${LONGEST_TEXT.toLocaleString('en-GB')} characters, as Excel never writes`,
        );
    },
    close: (name) => {
      if (name === 'v' || name === 't') listening = false;
      else if (name === 'rPh') inReading = false;
      else if (name === 'c') endCell();
      else if (name === 'row' && cells.length > 0 && !enough) enough = take(row, cells) === false;
    },
  });
}

/** The column of `AB12`, from 0; -1 when it names none. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code >= 65 && code <= 90) column = column * 26 + code - 64;
    else if (code >= 97 && code <= 122) column = column * 26 + code - 96;
    else break;
    if (column > MOST_COLUMNS) return -1;
  }
  return column - 1;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
