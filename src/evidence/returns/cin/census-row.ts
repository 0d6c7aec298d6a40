import { type Day, dayOf } from '../day.ts';
import { TABLE_NAMES, type TABLES, type TableName } from './tables.ts';

/** A row of one of the census's tables: where it stands, and its fields as the file has them. */
export abstract class CensusRow<Table extends TableName = TableName> {
  abstract readonly table: Table;
  // Declared here and set in the constructor: fields that a base class defines for ten kinds of rows cost more than reading them.
  /** From 0 in the order of the document. Below 0 it stands for a part that the return does not hold. */
  declare readonly row: number;
  /** The line of the file where it begins. */
  declare readonly line: number;
  /** Field, text, line, field, text, line …: one list a row is all that a file of millions of rows can afford. */
  declare protected readonly given: (string | number)[];

  constructor(row: number, line: number) {
    this.row = row;
    this.line = line;
    this.given = [];
  }

  /**
   * Takes a field with something in it. A field of another table is left alone. `day` is the text as a day; whoever has read it
   * already hands it over.
   */
  take(field: string, text: string, line: number, day: Day = dayOf(text)): void {
    this.given.push(field, text, line);
    this.keep(field, text, day);
  }

  /** What stands in a field; several values one behind the other, nothing as empty text. */
  textOf(field: (typeof TABLES)[Table][number]): string {
    const found: unknown[] = [];
    for (let at = 0; at < this.given.length; at += 3) if (this.given[at] === field) found.push(this.given[at + 1]);
    return found.join(' ');
  }

  /** The line of a field, or that of the row where the field is not there. */
  lineOf(field: (typeof TABLES)[Table][number]): number {
    for (let at = 0; at < this.given.length; at += 3) if (this.given[at] === field) return Number(this.given[at + 2]);
    return this.line;
  }

  protected abstract keep(field: string, text: string, day: Day): void;
}

/** The number of a table in findings. */
export function tableNumber(table: TableName): number {
  return TABLE_NAMES.indexOf(table);
}

/** A truth as returns write it: 1 and true, 0 and false, in any case. Anything else is undefined. */
export function truth(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case '1':
    case 'true':
      return true;
    case '0':
    case 'false':
      return false;
    default:
      return undefined;
  }
}
