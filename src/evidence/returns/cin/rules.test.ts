import { describe, expect, test } from 'vitest';
import { caseFile } from './case-file.testing.ts';
import { checkedFile, foundBy } from './checking.testing.ts';
import type { CinRule, RuleCase } from './rule.ts';
import { CIN_RULE_SETS } from './rules/index.ts';
import { TABLES, type TableName } from './tables.ts';

const everyRule = new Map<CinRule, string[]>();
for (const { name, rules } of CIN_RULE_SETS) {
  for (const rule of rules) everyRule.set(rule, [...(everyRule.get(rule) ?? []), name]);
}

describe.each([...everyRule].map(([rule, years]) => ({ rule, years, code: rule.code, first: years[0] ?? '' })))(
  'rule $code of $first on',
  ({ rule, years }) => {
    test.each(rule.cases.map((one, at) => ({ case: one, at: at + 1 })))(
      'keeps to its case $at',
      async ({ case: one }) => {
        for (const year of [years[0] ?? '', years.at(-1) ?? '']) await holds(rule, one, year);
      },
    );

    test('shows what it lets pass and what it finds, in plain words and with fields that there are', () => {
      expect(rule.cases.some(({ finds }) => finds === 'nothing')).toBe(true);
      expect(rule.cases.some(({ finds }) => finds !== 'nothing')).toBe(true);
      for (const words of [rule.message, rule.why, rule.mend, ...(rule.reading === undefined ? [] : [rule.reading])])
        expect(words).toMatch(/^[A-Z0-9].*\.$/);
      expect(rule.severity).toBe(rule.code.endsWith('Q') ? 'query' : 'error');
      for (const path of rule.reads) {
        const [table, field] = path.split('.') as [TableName, string];
        expect(TABLES[table]).toContain(field);
      }
    });
  },
);

async function holds(rule: CinRule, { children, header, finds }: RuleCase, year: string): Promise<void> {
  const checked = await checkedFile(caseFile(children, header), year, [rule]);
  const { rows, status, because } = foundBy(checked, rule.code);
  if (finds === 'nothing')
    return expect({ rows, status, because }).toEqual({ rows: {}, status: 'passed', because: null });
  if (finds === 'cannot run') return expect(status).toBe('error');
  expect({ status, because }).toEqual({ status: 'failed', because: finds === 'return' ? expect.any(String) : null });
  expect(rows).toEqual(finds === 'return' ? {} : finds);
  const named = new Set<string>(
    Array.from({ length: checked.findings.length }, (_, at) => checked.findings.at(at)).map(
      ({ table, field }) => `${checked.tables[table]?.name}.${field}`,
    ),
  );
  expect(rule.reads).toEqual(expect.arrayContaining([...named]));
}

test('there are 105 rules for 2022/23, four more since 2024/25, and later years change what was changed', () => {
  expect(CIN_RULE_SETS.map(({ name, year, rules }) => [name, year, rules.length])).toEqual([
    ['2022/23', 2023, 105],
    ['2023/24', 2024, 105],
    ['2024/25', 2025, 109],
    ['2025/26', 2026, 109],
  ]);
  const changed = (before: number, after: number) =>
    CIN_RULE_SETS[after]?.rules.filter((rule) => !CIN_RULE_SETS[before]?.rules.includes(rule)).map(({ code }) => code);
  expect(changed(0, 1)).toEqual(['1530']);
  expect(changed(1, 2)).toEqual(['1570', '1580', '2886Q', '4180', '8750', '8770Q', '8945Q', '8950Q']);
  expect(changed(2, 3)).toEqual([]);
});
