import fc from 'fast-check';
import type { Cell, Relation } from './suppression.ts';
import type { WithheldBecause } from './view.ts';

/**
 * A small table of counts. Every cell is a sum of leaves; a leaf without a cell of its own is something nobody publishes,
 * such as the parts of a total that a report leaves out.
 */
export interface Table {
  leaves: readonly number[];
  cells: readonly (Cell & { of: readonly number[] })[];
  relations: readonly Relation[];
}

/** Steps after which the intruder gives up; a table that takes more decides nothing. */
const PATIENCE = 400_000;

/**
 * Ids of withheld cells, and of rests of totals, that have one possible value only, found by trying every table there could be: an intruder written
 * without regard to how the suppression works. Leaves are tried up to `most`. Null when that takes too long.
 */
export function bruteForce(
  table: Table,
  withheld: ReadonlyMap<string, WithheldBecause>,
  most: number,
): string[] | null {
  const labelled = [...withheld.values()].includes('small-number');
  const possible = (cell: Table['cells'][number], value: number): boolean => {
    const why = withheld.get(cell.id);
    if (why === undefined) return value === cell.value;
    const small = value >= 1 && value <= 5;
    if (why === 'small-number') return small;
    // Where some cell is marked "1 to 5", one that is withheld without that mark gives away that it is not.
    return !(labelled && cell.small && small);
  };
  const atMost = (cell: Table['cells'][number]): number => {
    const why = withheld.get(cell.id);
    return why === undefined ? cell.value : why === 'small-number' ? 5 : Number.POSITIVE_INFINITY;
  };
  const seen = new Map([...withheld.keys()].map((id) => [id, new Set<number>()]));
  const rests = restsOf(table, withheld);
  for (const { id } of rests) seen.set(id, new Set());
  const open = () => [...seen.values()].some((values) => values.size < 2);
  const leaves: number[] = [];
  let steps = 0;
  const fits = (cell: Table['cells'][number], last: number): boolean => {
    const sum = cell.of.reduce((total, leaf) => total + (leaf <= last ? (leaves[leaf] ?? 0) : 0), 0);
    return Math.max(...cell.of) <= last ? possible(cell, sum) : sum <= atMost(cell);
  };
  const touching = table.leaves.map((_, leaf) => table.cells.filter((cell) => cell.of.includes(leaf)));
  const descend = (leaf: number): void => {
    if (!open()) return;
    if (leaf === table.leaves.length) {
      for (const cell of table.cells) {
        seen.get(cell.id)?.add(cell.of.reduce((total, one) => total + (leaves[one] ?? 0), 0));
      }
      for (const { id, of } of rests) seen.get(id)?.add(of.reduce((total, one) => total + (leaves[one] ?? 0), 0));
      return;
    }
    for (let value = 0; value <= most; value += 1) {
      steps += 1;
      if (steps > PATIENCE) return;
      leaves[leaf] = value;
      if (touching[leaf]?.every((cell) => fits(cell, leaf))) descend(leaf + 1);
    }
  };
  descend(0);
  if (steps > PATIENCE && open()) return null;
  return [...seen].filter(([, values]) => values.size < 2).map(([id]) => id);
}

/**
 * What totals of children leave over, where that is 1 to 5: once with all their parts taken off, once with those that are
 * shown. Nobody prints these numbers, and the intruder may not come to know them either.
 */
function restsOf(table: Table, withheld: ReadonlyMap<string, WithheldBecause>): { id: string; of: number[] }[] {
  const byId = new Map(table.cells.map((cell) => [cell.id, cell]));
  return table.relations.flatMap((relation, index) => {
    const total = byId.get(relation.total);
    if (!total?.small) return [];
    const takenOff = [relation.parts, relation.parts.filter((id) => !withheld.has(id))];
    return takenOff.flatMap((parts, which) => {
      const taken = new Set(parts.flatMap((id) => byId.get(id)?.of ?? []));
      const of = total.of.filter((leaf) => !taken.has(leaf));
      const rest = of.reduce((sum, leaf) => sum + (table.leaves[leaf] ?? 0), 0);
      return rest >= 1 && rest <= 5 ? [{ id: `rest ${which} of sum ${index} to ${total.id}`, of }] : [];
    });
  });
}

/** Areas by parts, with the total of each area, the partnership's sum of each part, and its total; some cells left out. */
export function tables(size: { areas: number; parts: number; largest: number }): fc.Arbitrary<Table> {
  return fc
    .record({
      areas: fc.integer({ min: 1, max: size.areas }),
      parts: fc.integer({ min: 1, max: size.parts }),
      counts: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: size.largest })), {
        minLength: size.areas * (size.parts + 1),
        maxLength: size.areas * (size.parts + 1),
      }),
      // Whether the parts are all of the total, and whether the partnership's sums are shown.
      whole: fc.boolean(),
      partnership: fc.boolean(),
      small: fc.array(fc.boolean(), { minLength: size.parts + 1, maxLength: size.parts + 1 }),
    })
    .map(({ areas, parts, counts, whole, partnership, small }) => {
      const width = whole ? parts : parts + 1;
      const leaves = counts.slice(0, areas * width);
      const cells: (Cell & { of: number[] })[] = [];
      const relations: Relation[] = [];
      const add = (id: string, of: number[], isSmall: boolean, loss: number) => {
        cells.push({ id, of, value: of.reduce((sum, leaf) => sum + (leaves[leaf] ?? 0), 0), small: isSmall, loss });
      };
      const range = (length: number) => Array.from({ length }, (_, index) => index);
      for (const area of range(areas)) {
        for (const part of range(parts)) add(`a${area}p${part}`, [area * width + part], small[part] ?? true, 10);
        add(
          `a${area}`,
          range(width).map((part) => area * width + part),
          small[size.parts] ?? true,
          30,
        );
        const ids = range(parts).map((part) => `a${area}p${part}`);
        relations.push({ total: `a${area}`, parts: ids, parts_are: whole ? 'whole' : 'some' });
      }
      if (partnership && areas > 1) {
        for (const part of range(parts)) {
          add(
            `p${part}`,
            range(areas).map((area) => area * width + part),
            small[part] ?? true,
            1,
          );
          const ids = range(areas).map((area) => `a${area}p${part}`);
          relations.push({ total: `p${part}`, parts: ids, parts_are: 'whole' });
        }
        add('all', range(leaves.length), small[size.parts] ?? true, 1);
        relations.push({ total: 'all', parts: range(areas).map((area) => `a${area}`), parts_are: 'whole' });
        relations.push({
          total: 'all',
          parts: range(parts).map((part) => `p${part}`),
          parts_are: whole ? 'whole' : 'some',
        });
      }
      return { leaves, cells, relations };
    });
}
