import { shippedCalendar } from '../../../statutory/england/index.ts';
import type { CheckedReturn } from '../checked.ts';
import { checkCensus } from './check.ts';
import type { CinRule, RuleSet } from './rule.ts';
import { CIN_RULE_SETS } from './rules/index.ts';

/** What rules measure by in tests. */
export const MEASURES = { calendar: shippedCalendar(), limits: { assessment: 45, conference: 15 } };

/** The rules of a year. */
export function rulesOf(name: string): RuleSet {
  const set = CIN_RULE_SETS.find((one) => one.name === name);
  if (!set) throw new Error(`no rules of ${name}`);
  return set;
}

/** A file in pieces of a size. */
export async function* inPieces(file: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

/** Checks a file against the rules of a year, or those of them that are named. */
export async function checkedFile(
  file: string | Uint8Array,
  name = '2024/25',
  only?: readonly CinRule[],
): Promise<CheckedReturn> {
  const set = rulesOf(name);
  return checkCensus(inPieces(file), { ...MEASURES, set: only ? { ...set, rules: only } : set });
}

/** The rows that a rule found, by table, and whether the return as a whole failed. */
export function foundBy(
  checked: CheckedReturn,
  code: string,
): { rows: Record<string, number[]>; status: string; because: string | null } {
  const number = checked.rules.findIndex(({ rule }) => rule.code === code);
  const result = checked.rules[number];
  if (!result) throw new Error(`rule ${code} did not run`);
  const places = checked.findings.byRule(checked.rules.length)[number] ?? new Int32Array();
  const rows = [...checked.findings.rowsOf(places)].map(([table, list]) => [checked.tables[table]?.name ?? '', list]);
  return { rows: Object.fromEntries(rows), status: result.status, because: result.because };
}
