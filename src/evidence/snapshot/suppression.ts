import { type Equation, foundOut, type Unknown } from './intruder.ts';
import { rate } from './rounding.ts';
import type { WithheldBecause } from './view.ts';

/** A number that might be published. */
export interface Cell {
  id: string;
  value: number;
  /** Counts children, people or cases, so that 1 to 5 must not be shown (product rule 12). */
  small: boolean;
  /** What readers lose when it is withheld: a part less than a total, a sum worked out by Kith least of all. */
  loss: number;
}

/** A sum that any reader can write down: the parts make the total, or are some of it. */
export interface Relation {
  total: string;
  parts: readonly string[];
  parts_are: 'whole' | 'some';
}

/** 1 to 5: the numbers that point at a child. Nought points at nobody. */
export function isSmall(value: number): boolean {
  return value > 0 && value <= 5;
}

/**
 * Decides what must be withheld from the public: every small number (primary), and as little else as is needed so that no
 * withheld number can be worked out from what remains, from the sums it stands in, or from what its own label says of it
 * (secondary). What a total leaves over when the parts that are told are taken off it is a number like any other, although
 * nobody prints it: 234 children of whom 231 are looked after tell of 3 who are not. Returns only withheld cells, by id.
 *
 * Sums that do not add up in the figures themselves are left out: nobody can work anything out from them.
 */
export function withhold(cells: readonly Cell[], relations: readonly Relation[]): Map<string, WithheldBecause> {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const holding = relations.flatMap((relation) => asItHolds(relation, byId));
  const rests = holding.flatMap((relation, index) => smallRest(relation, `rest ${index}`, byId));
  const restOf = new Map(rests.map(({ of, cell }) => [of, cell]));
  const withRests = holding.map((relation): Relation => {
    const rest = restOf.get(relation);
    return rest === undefined ? relation : { ...relation, parts: [...relation.parts, rest.id], parts_are: 'whole' };
  });
  const unprinted = new Set(rests.map(({ cell }) => cell.id));
  const decisions = new Map<string, WithheldBecause>();
  for (const group of connected([...cells, ...restOf.values()], withRests)) {
    if (!group.cells.some(mustHide)) continue;
    for (const [id, why] of decide(group, unprinted)) if (!unprinted.has(id)) decisions.set(id, why);
  }
  return decisions;
}

/** What the parts leave over of a total of children, people or cases, where that is 1 to 5: a cell that is never printed. */
function smallRest(relation: Relation, id: string, byId: ReadonlyMap<string, Cell>): { of: Relation; cell: Cell }[] {
  const total = byId.get(relation.total);
  if (total === undefined || !total.small || relation.parts_are === 'whole') return [];
  const value = relation.parts.reduce((left, part) => left - (byId.get(part)?.value ?? 0), total.value);
  return isSmall(value) ? [{ of: relation, cell: { id, value, small: true, loss: 0 } }] : [];
}

/**
 * Whether a percentage or rate gives away that its numerator is small: some count of 1 to 5 of this denominator rounds to
 * just this value. A percentage gives away as well that all but 1 to 5 were counted. Nought and a hundred are left: they say
 * "none, or hardly any" and "all, or nearly all".
 */
export function givesAwaySmallNumber(value: number, denominator: number, per: number, decimals: number): boolean {
  if (value === 0 || denominator <= 0 || (per === 100 && value === 100)) return false;
  const isOf = (count: number) => count >= 0 && rate(count, denominator, per, decimals) === value;
  return [1, 2, 3, 4, 5].some((count) => isOf(count) || (per === 100 && isOf(denominator - count)));
}

function mustHide(cell: Cell): boolean {
  return cell.small && isSmall(cell.value);
}

function asItHolds(relation: Relation, byId: ReadonlyMap<string, Cell>): Relation[] {
  const total = byId.get(relation.total);
  const parts = relation.parts.filter((id) => byId.has(id) && id !== relation.total);
  if (total === undefined || parts.length === 0) return [];
  const sum = parts.reduce((so_far, id) => so_far + (byId.get(id)?.value ?? 0), 0);
  if (sum > total.value) {
    // Parts that overlap are still parts, each by itself.
    if (relation.parts_are === 'whole' || parts.length === 1) return [];
    return parts.flatMap((part) => asItHolds({ ...relation, parts: [part] }, byId));
  }
  const whole = relation.parts_are === 'whole' && sum === total.value;
  return [{ total: relation.total, parts, parts_are: whole ? 'whole' : 'some' }];
}

/** Cells that sums tie together, for each cell: all of its group, itself included. */
export function tiedTogether(cells: readonly Cell[], relations: readonly Relation[]): Map<string, readonly string[]> {
  const ties = new Map<string, readonly string[]>();
  for (const component of connected(cells, relations)) {
    const ids = component.cells.map((cell) => cell.id);
    for (const id of ids) ties.set(id, ids);
  }
  return ties;
}

interface Component {
  cells: Cell[];
  relations: Relation[];
}

/** Groups of cells that sums tie together: what happens in one says nothing of another. */
function connected(cells: readonly Cell[], relations: readonly Relation[]): Component[] {
  const touching = new Map<string, Relation[]>();
  for (const relation of relations) {
    for (const id of [relation.total, ...relation.parts]) {
      const list = touching.get(id);
      if (list) list.push(relation);
      else touching.set(id, [relation]);
    }
  }
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const seen = new Set<string>();
  const components: Component[] = [];
  for (const start of cells) {
    if (seen.has(start.id)) continue;
    seen.add(start.id);
    const component: Component = { cells: [start], relations: [] };
    const used = new Set<Relation>();
    for (const cell of component.cells) {
      for (const relation of touching.get(cell.id) ?? []) {
        if (used.has(relation)) continue;
        used.add(relation);
        component.relations.push(relation);
        for (const id of [relation.total, ...relation.parts]) {
          const next = byId.get(id);
          if (next === undefined || seen.has(id)) continue;
          seen.add(id);
          component.cells.push(next);
        }
      }
    }
    components.push(component);
  }
  return components;
}

function decide({ cells, relations }: Component, unprinted: ReadonlySet<string>): Map<string, WithheldBecause> {
  const primary = new Set(cells.filter(mustHide).map((cell) => cell.id));
  const label = (id: string): WithheldBecause => (primary.has(id) ? 'small-number' : 'protects-small-number');
  // Halves and tenths cannot be searched as whole numbers: such a group is withheld as one.
  if (cells.some((cell) => !Number.isInteger(cell.value))) {
    return new Map(cells.map((cell) => [cell.id, label(cell.id)]));
  }
  const hidden = cheapest(cells, primary, (ids) => isSafe({ cells, relations }, unprinted, ids, 'told'));
  if (hidden !== null) return new Map([...hidden].map((id) => [id, label(id)]));
  // Even with all of them withheld, "1 to 5" together with the sums would say the number. Then no label says more than "not shown".
  const silent =
    cheapest(cells, primary, (ids) => isSafe({ cells, relations }, unprinted, ids, 'untold')) ??
    new Set(cells.map((cell) => cell.id));
  return new Map([...silent].map((id) => [id, 'protects-small-number']));
}

/** Cells beyond which trying every combination takes too long; from there on one cell is added at a time. */
const ALL_COMBINATIONS = 10;

/** The set with the least loss that contains `primary` and is safe; null when not even withholding everything is safe. */
function cheapest(
  cells: readonly Cell[],
  primary: ReadonlySet<string>,
  safe: (hidden: ReadonlySet<string>) => boolean,
): Set<string> | null {
  const candidates = cells.filter((cell) => !primary.has(cell.id)).sort(byLoss);
  if (candidates.length <= ALL_COMBINATIONS) {
    for (const extra of combinations(candidates)) {
      const hidden = new Set([...primary, ...extra.map((cell) => cell.id)]);
      if (safe(hidden)) return hidden;
    }
    return null;
  }
  const single = candidates.find((cell) => safe(new Set([...primary, cell.id])));
  if (safe(primary)) return new Set(primary);
  if (single) return new Set([...primary, single.id]);
  const hidden = new Set(primary);
  for (const cell of candidates) {
    hidden.add(cell.id);
    if (safe(hidden)) return thinned(hidden, primary, candidates, safe);
  }
  return null;
}

/** Gives back, dearest first, every cell whose showing keeps the rest safe. */
function thinned(
  hidden: ReadonlySet<string>,
  primary: ReadonlySet<string>,
  candidates: readonly Cell[],
  safe: (hidden: ReadonlySet<string>) => boolean,
): Set<string> {
  const kept = new Set(hidden);
  for (const cell of [...candidates].reverse()) {
    if (!kept.has(cell.id) || primary.has(cell.id)) continue;
    kept.delete(cell.id);
    if (!safe(kept)) kept.add(cell.id);
  }
  return kept;
}

function byLoss(one: Cell, other: Cell): number {
  return one.loss - other.loss || one.value - other.value || one.id.localeCompare(other.id);
}

function combinations(candidates: readonly Cell[]): Cell[][] {
  const sets = Array.from({ length: 2 ** candidates.length }, (_, bits) =>
    candidates.filter((_, index) => (bits >> index) & 1),
  );
  const loss = (set: readonly Cell[]) => set.reduce((sum, cell) => sum + cell.loss, 0);
  const size = (set: readonly Cell[]) => set.reduce((sum, cell) => sum + cell.value, 0);
  return sets
    .map((set) => ({ set, loss: loss(set), size: size(set) }))
    .sort((one, other) => one.loss - other.loss || one.size - other.size)
    .map(({ set }) => set);
}

function isSafe(
  { cells, relations }: Component,
  unprinted: ReadonlySet<string>,
  hidden: ReadonlySet<string>,
  labels: 'told' | 'untold',
): boolean {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  if (relations.some((relation) => leavesFew(relation, hidden, byId))) return false;
  const unknownCells = cells.filter((cell) => hidden.has(cell.id));
  const index = new Map(unknownCells.map((cell, at) => [cell.id, at]));
  const value = new Map(cells.map((cell) => [cell.id, cell.value]));
  const unknowns = unknownCells.map((cell): Unknown => {
    if (labels === 'untold' || !cell.small || unprinted.has(cell.id)) return { actual: cell.value, label: 'anything' };
    return { actual: cell.value, label: isSmall(cell.value) ? 'one-to-five' : 'not-one-to-five' };
  });
  return (
    foundOut(
      unknowns,
      relations.flatMap((relation) => equation(relation, index, value)),
    ).length === 0
  );
}

/** Whether a total that is told, less its parts that are told, leaves 1 to 5: few people, though not one part of them is named. */
function leavesFew(relation: Relation, hidden: ReadonlySet<string>, byId: ReadonlyMap<string, Cell>): boolean {
  const total = byId.get(relation.total);
  if (total === undefined || !total.small || hidden.has(total.id)) return false;
  const told = relation.parts.filter((id) => !hidden.has(id));
  return isSmall(told.reduce((left, id) => left - (byId.get(id)?.value ?? 0), total.value));
}

function equation(
  relation: Relation,
  index: ReadonlyMap<string, number>,
  value: ReadonlyMap<string, number>,
): Equation[] {
  const terms: { unknown: number; sign: 1 | -1 }[] = [];
  let total = 0;
  const put = (id: string, sign: 1 | -1) => {
    const unknown = index.get(id);
    if (unknown === undefined) total -= sign * (value.get(id) ?? 0);
    else terms.push({ unknown, sign });
  };
  for (const part of relation.parts) put(part, 1);
  put(relation.total, -1);
  if (terms.length === 0) return [];
  return [{ terms, sum: relation.parts_are === 'whole' ? 'equals' : 'at-most', total }];
}
