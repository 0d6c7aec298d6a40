/**
 * What somebody who reads everything that is published could work out. Pure arithmetic: withheld numbers are unknowns, every
 * published sum is an equation (or, where only some parts are listed, a limit) between them.
 */

/** A withheld number. `actual` is used only to look for other answers near it. */
export interface Unknown {
  actual: number;
  /** What its label gives away: it is 1 to 5, it is not 1 to 5, or nothing. */
  label: 'one-to-five' | 'not-one-to-five' | 'anything';
}

/** Sum of sign × unknown, equal to or at most `total`. */
export interface Equation {
  terms: readonly { unknown: number; sign: 1 | -1 }[];
  sum: 'equals' | 'at-most';
  total: number;
}

// Another answer is looked for this far around the true one. A nearer horizon can only make the intruder look cleverer.
const HORIZON = 12;
// Steps after which an answer counts as found out: giving up must never mean publishing.
const PATIENCE = 20_000;

/**
 * Indexes of the unknowns that an intruder could name exactly. It is never too short: where the search is cut off, the
 * unknown is given as found out.
 */
export function foundOut(unknowns: readonly Unknown[], equations: readonly Equation[]): number[] {
  const open = new Set(unknowns.keys());
  for (const index of unknowns.keys()) {
    if (!open.has(index)) continue;
    const other = otherAnswer(unknowns, equations, index);
    if (other === null) continue;
    for (const [at, value] of other.entries()) if (value !== unknowns[at]?.actual) open.delete(at);
  }
  return [...open].sort((one, next) => one - next);
}

interface Choices {
  values: readonly number[];
  low: number;
  high: number;
}

/** An answer that fits everything published and gives unknown `differing` another value; null when there is none in reach. */
function otherAnswer(unknowns: readonly Unknown[], equations: readonly Equation[], differing: number): number[] | null {
  const choices = unknowns.map((unknown, index): Choices => {
    const values = possible(unknown, index === differing);
    return { values, low: Math.min(...values), high: Math.max(...values) };
  });
  const order = searchOrder(unknowns.length, equations, differing);
  const chosen: (number | undefined)[] = unknowns.map(() => undefined);
  let steps = 0;

  const search = (depth: number): boolean => {
    if (depth === order.length) return true;
    const index = order[depth] ?? 0;
    for (const value of choices[index]?.values ?? []) {
      steps += 1;
      if (steps > PATIENCE) return false;
      chosen[index] = value;
      if (equations.every((equation) => canHold(equation, chosen, choices)) && search(depth + 1)) return true;
    }
    chosen[index] = undefined;
    return false;
  };
  return search(0) ? chosen.map((value) => value ?? 0) : null;
}

/** Values that the label allows, nearest to the true one first. */
function possible(unknown: Unknown, otherThanActual: boolean): number[] {
  const values: number[] = [];
  for (let value = Math.max(0, unknown.actual - HORIZON); value <= unknown.actual + HORIZON; value += 1) {
    const small = value >= 1 && value <= 5;
    if (unknown.label === 'one-to-five' && !small) continue;
    if (unknown.label === 'not-one-to-five' && small) continue;
    if (otherThanActual && value === unknown.actual) continue;
    values.push(value);
  }
  return values.sort((one, next) => Math.abs(one - unknown.actual) - Math.abs(next - unknown.actual) || one - next);
}

/** Starts at the unknown in question and goes on to those that share an equation with one already chosen. */
function searchOrder(count: number, equations: readonly Equation[], first: number): number[] {
  const order = [first];
  const seen = new Set(order);
  for (let at = 0; at < order.length; at += 1) {
    for (const equation of equations) {
      if (!equation.terms.some((term) => term.unknown === order[at])) continue;
      for (const { unknown } of equation.terms) {
        if (!seen.has(unknown)) {
          seen.add(unknown);
          order.push(unknown);
        }
      }
    }
  }
  for (let index = 0; index < count; index += 1) if (!seen.has(index)) order.push(index);
  return order;
}

/** Whether the equation can still be met by what is chosen and what is left to choose. */
function canHold(equation: Equation, chosen: readonly (number | undefined)[], choices: readonly Choices[]): boolean {
  let least = 0;
  let most = 0;
  for (const { unknown, sign } of equation.terms) {
    const value = chosen[unknown];
    if (value !== undefined) {
      least += sign * value;
      most += sign * value;
      continue;
    }
    const { low, high } = choices[unknown] ?? { low: 0, high: 0 };
    least += sign === 1 ? low : -high;
    most += sign === 1 ? high : -low;
  }
  return least <= equation.total && (equation.sum === 'at-most' || most >= equation.total);
}
