import { IntColumn, ownCopy } from '../columns.ts';
import type { Identifiers } from './child.ts';
import type { Across, Run } from './rule.ts';
import type { TABLES } from './tables.ts';

/**
 * Finds children that share what must be one child's own. Of each child only the text and two numbers are kept; empty texts
 * are nobody's.
 */
export function givenTwice(
  run: Run,
  field: (typeof TABLES)['ChildIdentifiers'][number],
  textOf: (identifiers: Identifiers) => string,
): Across {
  // By text: the place of its first child in the columns, or a negative number when that one was found already.
  const first = new Map<string, number>();
  const children = new IntColumn();
  const rows = new IntColumn();
  const lines = new IntColumn();
  return {
    child: ({ number, identifiers }) => {
      const value = textOf(identifiers);
      if (value === '') return;
      const before = first.get(value);
      if (before === undefined) {
        first.set(ownCopy(value), children.length);
        children.push(number);
        rows.push(identifiers.row);
        lines.push(identifiers.lineOf(field));
        return;
      }
      if (before >= 0) {
        const at = { child: children.at(before), row: rows.at(before), line: lines.at(before) };
        run.failEarlier({ ...at, table: 'ChildIdentifiers', field, value });
        first.set(value, -1);
      }
      run.fail([identifiers, field]);
    },
    end: () => {},
  };
}
