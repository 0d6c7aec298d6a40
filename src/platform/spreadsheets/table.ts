/** A number with the decimals it is published with, so that a spreadsheet shows 21.0 as 21.0 and still counts with it. */
export interface NumberCell {
  number: number;
  decimals: number;
}

/** What a cell of a download can hold. `null` is an empty cell. */
export type CellContent = string | number | NumberCell | null;

/** One column of a download. */
export interface Column {
  heading: string;
  /** Width in characters of the sheet's font. Left out, the column fits its heading. */
  width?: number;
}

/** One table as people download it: a row of headings, then the rows. */
export interface DownloadTable {
  /** What the table shows, in a few words. Also the sheet's name in a workbook. */
  title: string;
  columns: readonly Column[];
  rows: readonly (readonly CellContent[])[];
}

/** A heading with what a reader must know about the figures: a definition, a note, a source. */
export interface NotesSection {
  heading: string;
  entries: readonly { term: string; words: string }[];
}

/** True for a number that carries its own decimals. */
export function isNumberCell(content: CellContent): content is NumberCell {
  return typeof content === 'object' && content !== null;
}
