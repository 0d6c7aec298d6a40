import { describe, expect, it } from 'vitest';
import { checkSsda903, returnJson } from '../../src/evidence/returns/index.ts';
import { checkBook } from '../../src/evidence/returns/ssda903/check.ts';
import { RULE_YEARS, type RuleYear } from '../../src/evidence/returns/ssda903/rule.ts';
import { RULES_903 } from '../../src/evidence/returns/ssda903/rules/index.ts';
import { bookOf, holdsEmptyText, type SharedCase, sharedCases, sharedReturn } from './ssda903-cases.ts';

const CASES = sharedCases();

/**
 * Cases in which Kith finds something else, and why. `CANNOT_RUN`: the rule does not apply to CSV files, which the case takes for passed.
 * The others name rows of another table than the one they say, or a row by a label.
 */
const CANNOT_RUN = 'can’t run';
const DECIDED: Readonly<Record<string, unknown>> = {
  // Nobody marks the header of CSV files; the list of these children says who they are.
  '2022_23/105/1': CANNOT_RUN,
  // The case names the row by its label: it is the twelfth.
  '2022_23/205D/2': { UASC: [11] },
  // The case gives the number of an episode (of a child without social worker) as a row of social workers.
  '2023_24/SW01STG1/1': { SWEpisodes: [0, 1, 2], Episodes: [6] },
  // The case gives the number of a row of last year as one of this year; Kith names the child’s first row of this year.
  '2026_27/706/1': { DoLo: [0] },
};

/** Rules of which the shared file has cases but which are in force in no year that it knows. */
const NEVER_IN_FORCE = ['SW15STG2', 'SW16aSTG2', 'SW16bSTG2', 'SW16cSTG2'];

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
  const expected = DECIDED[one.id] ?? told(Object.entries(one.expected));
  if (status !== 'error') return { found, expected };
  return { found: expected === CANNOT_RUN && because ? CANNOT_RUN : because, expected };
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

  it('are of rules that Kith has, apart from those never in force', () => {
    const missing = new Set(CASES.map(({ rule }) => rule).filter((code) => !known.has(code)));
    expect([...missing].sort()).toEqual(NEVER_IN_FORCE);
    expect([...known].filter((code) => !CASES.some(({ rule }) => rule === code))).toEqual([]);
    expect(CASES.filter(({ in_force, rule }) => in_force.length === 0 && known.has(rule))).toEqual([]);
  });
});

/** Findings on the invented return in which Kith departs from the validator; decision 16 says why. */
const DEPARTED = ['1016', '347'];

describe.skipIf(sharedReturn() === null)('the invented return of 2,675 children', () => {
  it('has the findings that the validator gives for every comparable rule, but for those decided otherwise', async () => {
    const { folder, expected } = sharedReturn() ?? { folder: '', expected: { rules: {} } };
    const checked = await checkSsda903(folder, { ruleset: '2026/27', collectionYear: 2018 });
    const { rules } = JSON.parse([...returnJson(checked)].join(''));
    const different: string[] = [];
    let compared = 0;
    for (const [code, { failing_rows: failing, rows = {}, not_comparable: not }] of Object.entries(expected.rules)) {
      if (failing === undefined || not !== undefined) continue;
      const found: Record<string, number[]> = rules[code].rows;
      const counts = Object.fromEntries(Object.entries(found).map(([table, list]) => [table, list.length]));
      const isSame =
        JSON.stringify(sorted(counts)) === JSON.stringify(sorted(failing)) &&
        Object.entries(rows).every(([table, list]) => JSON.stringify(found[table]) === JSON.stringify(list));
      if (!isSame) different.push(code);
      compared += 1;
    }
    expect(different.sort()).toEqual(DEPARTED);
    expect(compared).toBeGreaterThan(220);
  });
});

function sorted(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort();
}
