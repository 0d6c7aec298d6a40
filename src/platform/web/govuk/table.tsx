import type { ComponentChildren, VNode } from 'preact';
import { type Attributes, type Content, classNames, type Dressing, type Listed } from './content.ts';

/** One cell of a table. */
export interface TableCell extends Omit<Content, 'text'> {
  /** What the cell shows. May be left out: an empty cell. */
  text?: ComponentChildren;
  /** `numeric` sets figures flush right. */
  format?: string | undefined;
  colspan?: number | undefined;
  rowspan?: number | undefined;
}

/** What a table takes. */
export interface TableProps extends Dressing {
  /** What the table shows, read out before it. */
  caption?: ComponentChildren;
  /** Classes for the caption: `govuk-table__caption--m` and so on. */
  captionClasses?: string | undefined;
  head?: readonly TableCell[] | undefined;
  rows: readonly Listed<readonly TableCell[]>[];
  /** Makes each row's first cell the row's header. */
  firstCellIsHeader?: boolean | undefined;
}

/** Lets people compare and look things up. */
export function Table(props: TableProps): VNode {
  return (
    <table class={classNames('govuk-table', props.classes)} {...props.attributes}>
      {props.caption ? (
        <caption class={classNames('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
      ) : null}
      {props.head ? (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">{props.head.map(columnHeader)}</tr>
        </thead>
      ) : null}
      <tbody class="govuk-table__body">
        {props.rows.map((row) =>
          row ? (
            <tr class="govuk-table__row">
              {row.map((cell, index) => (index === 0 && props.firstCellIsHeader ? rowHeader(cell) : dataCell(cell)))}
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  );
}

function columnHeader(cell: TableCell): VNode {
  const own = cell.format ? `govuk-table__header govuk-table__header--${cell.format}` : 'govuk-table__header';
  return (
    <th scope="col" class={classNames(own, cell.classes)} {...furtherAttributes(cell)}>
      {cell.text}
    </th>
  );
}

function rowHeader(cell: TableCell): VNode {
  return (
    <th scope="row" class={classNames('govuk-table__header', cell.classes)} {...furtherAttributes(cell)}>
      {cell.text}
    </th>
  );
}

function dataCell(cell: TableCell): VNode {
  const own = cell.format ? `govuk-table__cell govuk-table__cell--${cell.format}` : 'govuk-table__cell';
  return (
    <td class={classNames(own, cell.classes)} {...furtherAttributes(cell)}>
      {cell.text}
    </td>
  );
}

/** Most cells have none of these, and the renderer spends time on every attribute it is given, empty or not. */
function furtherAttributes(cell: TableCell): Attributes | undefined {
  const { colspan, rowspan, attributes } = cell;
  return colspan === undefined && rowspan === undefined ? attributes : { colspan, rowspan, ...attributes };
}
