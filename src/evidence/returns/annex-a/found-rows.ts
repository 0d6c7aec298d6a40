import { dayText } from '../day.ts';
import type { FoundAt } from '../findings.ts';
import type { Cell } from '../xlsx/sheet.ts';
import { openWorkbook } from '../xlsx/workbook.ts';
import { dayOfCell } from './dates.ts';
import { findLists } from './find-lists.ts';

/** A row of a list as it stands in the workbook. */
export interface FoundRow {
  table: number;
  row: number;
  line: number;
  fields: [string, string][];
}

/**
 * Reads the rows of a workbook at which a check found something, and hands each over with the columns of its list. Dates that Excel
 * holds as numbers are given as dates.
 */
export async function readFoundRows(
  path: string,
  places: readonly FoundAt[],
  take: (row: FoundRow) => void,
): Promise<void> {
  const rowAt = new Map<number, Map<number, number>>();
  for (const { table, row, line } of places) {
    if (table < 0 || row < 0) continue;
    const lines = rowAt.get(table) ?? new Map<number, number>();
    rowAt.set(table, lines.set(line, row));
  }
  if (rowAt.size === 0) return;
  const workbook = await openWorkbook(path);
  try {
    const { lists } = await findLists(workbook);
    for (const [table, lines] of rowAt) {
      const found = lists.get(table + 1);
      if (!found) continue;
      const { list, columns, sheet } = found;
      let left = lines.size;
      await workbook.rows(
        sheet,
        (line, cells) => {
          const row = lines.get(line);
          if (row === undefined) return true;
          take({
            ...{ table, row, line },
            fields: list.columns.map(({ name, type }, at) => [
              name,
              shown(cells[columns[at] ?? -1], type === 'date', workbook.from1904),
            ]),
          });
          left -= 1;
          return left > 0;
        },
        new Set(columns.filter((at) => at >= 0)),
      );
    }
  } finally {
    workbook.close();
  }
}

function shown(cell: Cell | undefined, isDate: boolean, from1904: boolean): string {
  if (!cell) return '';
  if (!isDate || cell.kind !== 'number') return cell.text;
  const day = dayOfCell(cell, from1904);
  return Number.isNaN(day) ? cell.text : dayText(day);
}
