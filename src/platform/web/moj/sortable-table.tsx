import type { VNode } from 'preact';
import { Table, type TableCell, type TableProps } from '../govuk/index.ts';

/** The heading of a column. */
export interface SortableColumn extends TableCell {
  /** How the rows are sorted by this column now. Without it people can't sort by it. Its text must be words only. */
  sort?: 'none' | 'ascending' | 'descending' | undefined;
}

/** A cell whose place in the order may differ from what it shows. */
export interface SortableCell extends TableCell {
  /** What the browser script sorts by: a number, or text that sorts as wished (a date as 2021-06-14). */
  sortValue?: string | number | undefined;
}

/** What a sortable table takes. */
export interface SortableTableProps extends Omit<TableProps, 'head' | 'rows'> {
  head: readonly SortableColumn[];
  rows: readonly (readonly SortableCell[])[];
}

/** A table that people can sort by its columns. Without script it stays in the order it is given. */
export function SortableTable({ head, rows, attributes, ...table }: SortableTableProps): VNode {
  return (
    <Table
      {...table}
      attributes={{ 'data-module': 'moj-sortable-table', ...attributes }}
      head={head.map(({ sort, ...cell }) => (sort ? withAttribute(cell, 'aria-sort', sort) : cell))}
      rows={rows.map((row) =>
        row.map(({ sortValue, ...cell }) =>
          sortValue === undefined ? cell : withAttribute(cell, 'data-sort-value', sortValue),
        ),
      )}
    />
  );
}

function withAttribute(cell: TableCell, name: string, value: string | number): TableCell {
  return { ...cell, attributes: { ...cell.attributes, [name]: value } };
}
