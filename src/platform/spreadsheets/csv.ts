import { writeCsv } from 'hucre/csv';
import { type CellContent, type DownloadTable, isNumberCell } from './table.ts';

/** Content type of a download in comma-separated form (RFC 7111). */
export const CSV_TYPE = 'text/csv; charset=utf-8; header=present';

/**
 * First characters with which a spreadsheet program takes a cell for a formula, the full-width forms of East Asian
 * keyboards included (OWASP, CSV injection).
 */
const TAKEN_FOR_FORMULA = /^[=+\-@|\t\r\n＝＋－＠]/u;

/**
 * Writes a table as comma-separated values: RFC 4180, CRLF after every line, the last one too, one row of headings.
 *
 * The text starts with a byte order mark. Most people open the file in a spreadsheet program, which without the mark
 * reads an en dash or an accented name as other characters; a program that reads CSV asks for `utf-8-sig`.
 *
 * Text that a spreadsheet program would run as a formula is given an apostrophe in front, which such a program does not show.
 */
export function toCsv(table: DownloadTable): string {
  const headings = table.columns.map((column) => column.heading);
  return csvLines([headings, ...table.rows], { bom: true });
}

/** Rows as text in the same form, for a table that is written in pieces. The first piece has the byte order mark. */
export function csvLines(rows: readonly (readonly CellContent[])[], { bom }: { bom: boolean }): string {
  return `${writeCsv(
    rows.map((row) => row.map(plainCell)),
    { bom },
  )}\r\n`;
}

function plainCell(content: CellContent): string | null {
  if (content === null) return null;
  if (isNumberCell(content)) return content.number.toFixed(content.decimals);
  if (typeof content === 'number') return String(content);
  return TAKEN_FOR_FORMULA.test(content) ? `'${content}` : content;
}
