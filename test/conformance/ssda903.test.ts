import { describe, expect, it } from 'vitest';
import { checkBook } from '../../src/evidence/returns/ssda903/check.ts';
import { RULE_YEARS, type RuleYear } from '../../src/evidence/returns/ssda903/rule.ts';
import { RULES_903 } from '../../src/evidence/returns/ssda903/rules/index.ts';
import { bookOf, holdsEmptyText, type SharedCase, sharedCases } from './ssda903-cases.ts';

const CASES = sharedCases();

/** What Kith finds in a case by its rule in a year, and what the case says, both without rows that no file can tell. */
function compared(one: SharedCase, year: RuleYear): { found: unknown; expected: unknown } {
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
  const { status, because } = rules[number] ?? { because: 'It is in force in no such year.', status: 'error' };
  const found = told([...findings.rowsOf(places)].map(([table, rows]) => [tables[table]?.name ?? '', rows]));
  return { found: status === 'error' ? because : found, expected: told(Object.entries(one.expected)) };
}

describe.skipIf(CASES.length === 0)('the shared cases of the return of children looked after', () => {
  const known = new Set(RULES_903.map(({ code }) => code));
  const years = (one: SharedCase) => RULE_YEARS.filter((year) => one.in_force.includes(year));
  const cases = CASES.filter(({ rule }) => known.has(rule)).flatMap((one) =>
    years(one).map((year) => [`${one.id} in ${year}`, one, year] as const),
  );
  it.each(cases)('%s', (_id, one, year) => {
    const { found, expected } = compared(one, year);
    expect(found).toEqual(expected);
  });

  it('tell which rules Kith does not have yet', () => {
    const missing = [...new Set(CASES.map(({ rule }) => rule))].filter((code) => !known.has(code));
    process.stdout.write(`rules of the return that Kith does not have yet, ${missing.length}: ${missing.join(' ')}\n`);
    expect([...known].filter((code) => !CASES.some(({ rule }) => rule === code))).toEqual([]);
  });
});
