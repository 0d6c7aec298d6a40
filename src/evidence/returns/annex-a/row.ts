import { type Day, NO_DAY } from '../day.ts';
import type { Cell, Cells } from '../xlsx/sheet.ts';
import { dayOfCell, isNoDate } from './dates.ts';
import type { FoundList } from './find-lists.ts';
import type { Kind } from './kinds.ts';
import type { Column } from './lists.ts';
import { plain, type Recogniser } from './recognise.ts';

/** What a row of a list says, by column of the list: a day, a number (NaN for none), a code or words (null for none). */
export type Values = (string | number | null)[];

/** A row of a list that was read. */
export interface ListRow {
  /** As Excel numbers it. */
  row: number;
  /** Empty when the row has none. */
  id: string;
  values: Values;
}

/** Something that is wrong at a column of the row. */
export type Wrong = (kind: Kind, column: number, value: string) => void;

/** Dates before this year are no dates of a child or adopter. */
const EARLIEST = Math.floor(Date.UTC(1920, 0, 1) / 86_400_000);
const LATEST = Math.floor(Date.UTC(2100, 0, 1) / 86_400_000);

/** What people and systems write for nothing. */
const NOTHING = /^(#?n\/?a|null|\(blank\)|[-–—.]+)$/i;

/** Reads cells of one list into values, telling what it can’t read. */
export class RowReader {
  readonly #list: FoundList;
  readonly #recogniser: Recogniser;
  readonly #from1904: boolean;
  readonly #idColumn: number;

  constructor(list: FoundList, recogniser: Recogniser, from1904: boolean) {
    this.#list = list;
    this.#recogniser = recogniser;
    this.#from1904 = from1904;
    this.#idColumn = list.list.columns.findIndex(({ type }) => type === 'id');
  }

  /**
   * The row; null when it holds nothing of the list, or is the headings again. `wrong` is told the row’s faults once it is known to
   * be one.
   */
  read(row: number, cells: Cells, wrong: Wrong): ListRow | 'note' | null {
    const { columns: at, list } = this.#list;
    let filled = 0;
    const present: (Cell | undefined)[] = list.columns.map((column, number) => {
      const cell = cells[at[number] ?? -1];
      if (!cell || isNothing(cell)) return undefined;
      // An age is worked out by a formula that is dragged down over empty rows.
      if (column.name !== AGE) filled += 1;
      return cell;
    });
    const idCell = present[this.#idColumn];
    const id = idCell ? idOf(idCell) : '';
    if (filled === 0 || (filled === 1 && id === '' && list.columns.length > 2)) return null;
    if (filled === 1) return 'note';
    if (idCell && plain(id) === plain(list.columns[this.#idColumn]?.name ?? '')) return null;
    const values = list.columns.map((column, number) =>
      this.#value(column, number, present[number], cells[at[number] ?? -1], wrong),
    );
    if (id === '') wrong('idMissing', this.#idColumn, '');
    return { row, id, values };
  }

  #value(
    column: Column,
    number: number,
    cell: Cell | undefined,
    written: Cell | undefined,
    wrong: Wrong,
  ): string | number | null {
    const { type } = column;
    const there = (this.#list.columns[number] ?? -1) >= 0;
    if (!cell) {
      if (written?.kind === 'error' && written.text !== '#N/A') wrong('excelError', number, written.text);
      else if (there && column.blank !== true && type !== 'id') wrong('empty', number, '');
      return type === 'date' || type === 'integer' ? NO_DAY : null;
    }
    if (type === 'date') return this.#day(number, cell, wrong);
    if (type === 'integer') return column.name === AGE ? NO_DAY : wholeNumber(number, cell, wrong);
    if (type === 'code' && column.codes) {
      const text = codeText(cell);
      const code =
        column.name === ACCEPTED && /declin|refus/i.test(text) ? 'b) No' : this.#recogniser.code(column.codes, text);
      if (code === null) wrong('unknownCode', number, tidy(text));
      return code;
    }
    return type === 'id' ? idOf(cell) : null;
  }

  #day(number: number, cell: Cell, wrong: Wrong): Day {
    if (isNoDate(cell)) return NO_DAY;
    const day = dayOfCell(cell, this.#from1904);
    if (Number.isNaN(day)) wrong('noDate', number, tidy(cell.text));
    else if (day < EARLIEST || day > LATEST) {
      wrong('implausible', number, tidy(cell.text));
      return NO_DAY;
    }
    return day;
  }
}

const AGE = 'Age of Child (Years)';
/** “Offered and declined” says that an interview was offered, and that it was not accepted. */
const ACCEPTED = 'Did the child accept a Return Interview after their last missing episode (Y/N)?';

function isNothing({ kind, text }: Cell): boolean {
  return kind === 'error' || NOTHING.test(text.trim());
}

/** An id as text, however the cell holds it: 4101596 and `4101596 ` are the same child. */
function idOf({ kind, text }: Cell): string {
  if (kind === 'number') {
    const number = Number(text);
    return Number.isSafeInteger(number) ? String(number) : text;
  }
  return tidy(text);
}

function codeText({ kind, text }: Cell): string {
  if (kind === 'boolean') return text === '1' || text.toLowerCase() === 'true' ? 'true' : 'false';
  return kind === 'number' && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}

function wholeNumber(number: number, cell: Cell, wrong: Wrong): number {
  const text = tidy(cell.text).replaceAll(',', '');
  const value = cell.kind === 'boolean' ? Number.NaN : Number(/^\d+(\.0+)?$/.test(text) ? text : Number.NaN);
  if (/^(none|nil|zero)$/i.test(text)) return 0;
  if (Number.isNaN(value)) wrong('noNumber', number, text);
  return value;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
