import { describe, expect, it } from 'vitest';
import { checkBook } from '../../src/evidence/returns/ssda903/check.ts';
import { RULE_YEARS } from '../../src/evidence/returns/ssda903/rule.ts';
import { RULES_903 } from '../../src/evidence/returns/ssda903/rules/index.ts';
import { bookOf, holdsEmptyText, type SharedCase, sharedCases } from './ssda903-cases.ts';

const CASES = sharedCases();

/** What Kith finds in a case by its rule, and what the case says, both without rows that no file can tell. */
function compared(one: SharedCase): { found: unknown; expected: unknown } {
  const year = RULE_YEARS.findLast((name) => one.in_force.includes(name));
  if (year === undefined) throw new Error(`${one.id} is in force in no year that Kith has.`);
  const { rules, findings, tables } = checkBook(bookOf(one), year);
  const number = rules.findIndex(({ rule }) => rule.code === one.rule);
  const places = findings.byRule(rules.length)[number] ?? new Int32Array();
  const told = (entries: Iterable<readonly [string, readonly number[]]>) =>
    Object.fromEntries(
      [...entries].flatMap(([table, rows]) => {
        const kept = rows.filter((row) => !holdsEmptyText(one, table, row));
        return kept.length > 0 ? [[table, kept.toSorted((a, b) => a - b)]] : [];
      }),
    );
  const { status, because } = rules[number] ?? {};
  const found = told([...findings.rowsOf(places)].map(([table, rows]) => [tables[table]?.name ?? '', rows]));
  return { found: status === 'error' ? because : found, expected: told(Object.entries(one.expected)) };
}

describe.skipIf(CASES.length === 0)('the shared cases of the return of children looked after', () => {
  const known = new Set(RULES_903.map(({ code }) => code));
  it.each(CASES.filter(({ rule }) => known.has(rule)).map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const { found, expected } = compared(one);
    expect(found).toEqual(expected);
  });

  it('say which rules Kith does not have yet', () => {
    const missing = [...new Set(CASES.map(({ rule }) => rule))].filter((code) => !known.has(code));
    expect(missing.length).toBeLessThan(CASES.length);
    console.info(`rules without an implementation: ${missing.length}: ${missing.join(' ')}`);
  });
});
