import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RulesAtWork } from '../../src/evidence/returns/cin/check.ts';
import { checkedFile, foundBy, MEASURES, rulesOf } from '../../src/evidence/returns/cin/checking.testing.ts';
import { TABLE_NAMES } from '../../src/evidence/returns/cin/tables.ts';
import type { CheckedReturn } from '../../src/evidence/returns/index.ts';
import { returnJson } from '../../src/evidence/returns/index.ts';
import { childrenOf, type SharedCase } from './cin-cases.ts';

// Another validator's cases and findings stand beside the checkout, under their own licence; without them there is nothing to compare with.
const DATA = process.env.KITH_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data');
const there = existsSync(join(DATA, 'cin/rule-cases.json'));

const cases: SharedCase[] = there ? JSON.parse(readFileSync(join(DATA, 'cin/rule-cases.json'), 'utf8')).cases : [];

/** Where Kith decides otherwise than the other validator, and why. Everything else must be the same, row by row. */
const DECIDED_OTHERWISE: Record<string, { rows: Record<string, number[]>; why: string }> = {
  '2022_23/8935/1': {
    rows: { ChildProtectionPlans: [0, 1, 2, 4, 5] },
    why: 'The first child has three open plans. The other validator groups plans by their number, which starts anew in each episode.',
  },
};

describe.skipIf(!there)('the shared rule cases', () => {
  test('are all here', () => {
    expect(cases).toHaveLength(114);
    expect(new Set(cases.map(({ rule }) => rule)).size).toBe(109);
    expect(cases.filter(({ doubt }) => doubt !== undefined).map(({ rule }) => rule)).toEqual([
      '2886Q',
      '2887Q',
      '8565',
      '8832',
    ]);
  });

  test.each(cases.flatMap((one) => one.in_force.map((year) => ({ id: one.id, year, one }))))(
    '$id under the rules of $year',
    ({ one, year }) => {
      const { header, children, together } = childrenOf(one);
      if (one.rule === '100') return everyHeaderOf(one, year);
      const set = rulesOf(year);
      const work = new RulesAtWork({ ...set, rules: set.rules.filter(({ code }) => code === one.rule) }, MEASURES);
      work.header(header);
      for (const child of children) work.child(child);
      const [result] = work.end();
      const found = rowsOf(work);
      // A row for each factor became one assessment: it is found when the other validator names any of its rows.
      const expected = DECIDED_OTHERWISE[one.id]?.rows ?? one.expected.failing_rows;
      if (one.rule === '8869') {
        expect(found.Assessments).toHaveLength(expected.Assessments?.length ?? 0);
        for (const row of found.Assessments ?? [])
          expect(together.get(row)?.some((of) => expected.Assessments?.includes(of))).toBe(true);
        return;
      }
      expect(found).toEqual(expected);
      expect(result?.status).toBe('failed');
      expect(result?.because !== null).toBe(one.expected.return_level);
    },
  );
});

/** Rule 100 is about the one header of a file; the case has four. */
function everyHeaderOf(one: SharedCase, year: string): void {
  const failing = (one.tables.Header ?? []).flatMap((row, at) => {
    const { header } = childrenOf({ ...one, tables: { Header: [row] } });
    const work = new RulesAtWork(
      { ...rulesOf(year), rules: rulesOf(year).rules.filter(({ code }) => code === '100') },
      MEASURES,
    );
    work.header(header);
    return work.end()[0]?.status === 'failed' ? [at] : [];
  });
  expect(failing).toEqual(one.expected.failing_rows.Header);
}

function rowsOf(work: RulesAtWork): Record<string, number[]> {
  const [places = new Int32Array()] = work.findings.byRule(1);
  const rows = work.findings.rowsOf(places);
  return Object.fromEntries([...rows].map(([table, list]) => [TABLE_NAMES[table] ?? '', list]));
}

/** Children that the other validator finds on a boundary that it draws a day further than the wording. */
const ON_THE_BOUNDARY: Record<string, string[]> = {
  // Referred on the last working day before the year.
  '8569Q': ['RND000200693458'],
};

interface OtherResult {
  severity: string;
  compare: 'rows' | 'children' | 'boundary' | 'no';
  children: string[];
  failing_rows: Record<string, number[]>;
  return_level?: boolean;
}

const expected: {
  results: { ruleset: string; table_rows: Record<string, number>; rules: Record<string, OtherResult> }[];
} = there ? JSON.parse(readFileSync(join(DATA, 'cin/cin-fake-332.expected.json'), 'utf8')) : { results: [] };

describe.skipIf(!there).each(expected.results)(
  'the fake return of 332 children under the rules of $ruleset',
  (other) => {
    const json = async () => {
      const checked = await checkedFile(readFileSync(join(DATA, 'cin/cin-fake-332.xml')), other.ruleset);
      return JSON.parse([...returnJson(checked)].join('')) as {
        ruleset: string;
        tables: Record<string, number>;
        rules: Record<string, { severity: string; status: string; children: string[]; rows: Record<string, number[]> }>;
      };
    };

    test('has as many rows in each table', async () => {
      const { AssessmentFactorsList: _, ...tables } = other.table_rows;
      expect((await json()).tables).toEqual(tables);
    });

    test('fails the same rules with the same children and rows, wherever the other findings can be trusted', async () => {
      const { rules } = await json();
      expect(Object.keys(rules).sort()).toEqual(Object.keys(other.rules).sort());
      for (const [code, theirs] of Object.entries(other.rules)) {
        const ours = rules[code];
        expect(ours?.severity, code).toBe(theirs.severity);
        expect(ours?.status, code).not.toBe('error');
        if (theirs.compare === 'no') continue;
        const differing = ON_THE_BOUNDARY[code] ?? [];
        expect([...(ours?.children ?? [])].sort(), code).toEqual(
          theirs.children.filter((child) => !differing.includes(child)).sort(),
        );
        if (theirs.compare === 'rows') expect(ours?.rows, code).toEqual(theirs.failing_rows);
        expect(ours?.status, code).toBe(
          theirs.children.length > 0 || theirs.return_level || Object.keys(theirs.failing_rows).length > 0
            ? 'failed'
            : 'passed',
        );
      }
    });
  },
);

describe.skipIf(!there)('the sample returns', () => {
  const read = (name: string, year: string): Promise<CheckedReturn> =>
    checkedFile(readFileSync(join(DATA, 'cin', name)), year);

  test.each([
    ['d2i-2021.xml', '2022/23'],
    ['d2i-2024.xml', '2023/24'],
    ['d2i-2026.xml', '2025/26'],
    ['d2i-no-factors.xml', '2023/24'],
    ['synthetic-300.xml', '2024/25'],
  ])('%s is read to its end under the rules of %s, and every rule runs', async (name, year) => {
    const checked = await read(name, year);
    expect(checked.rules.filter(({ status }) => status === 'error')).toEqual([]);
  });

  test('stray text, a new module and an unknown code are faults with their line, and what comes after them is read', async () => {
    const checked = await read('d2i-2026.xml', '2025/26');
    expect(checked.children).toBe(2);
    expect(checked.faults.kept.map(({ line, element, words }) => [line, element, words])).toEqual(
      expect.arrayContaining([
        [23, 'ChildIdentifiers', 'has text between its elements; it was not read'],
        [71, 'PreProceedingsandFGDM', expect.stringContaining('does not have')],
        [46, 'AssessmentFactors', expect.stringContaining('code')],
      ]),
    );
    expect(foundBy(checked, '4180').rows).toEqual({ ChildIdentifiers: [0] });
  });
});
