import { expect, test } from 'vitest';
import { checkedFile } from './checking.testing.ts';
import { generateCensus, type Planted } from './generate.testing.ts';

/** For each child, the rules that find it. */
async function foundIn(file: string): Promise<{ byChild: Map<number, string[]>; statuses: Record<string, string> }> {
  const checked = await checkedFile(file);
  const byChild = new Map<number, string[]>();
  for (const [rule, places] of checked.findings.byRule(checked.rules.length).entries()) {
    const code = checked.rules[rule]?.rule.code ?? '';
    for (const child of new Set(Array.from(places, (place) => checked.findings.at(place).child)))
      byChild.set(child, [...(byChild.get(child) ?? []), code]);
  }
  const statuses = Object.fromEntries(checked.rules.map(({ rule, status }) => [rule.code, status]));
  return { byChild, statuses };
}

test('a valid return of 1,000 children passes every rule and has no fault of layout', async () => {
  const file = [...generateCensus({ children: 1000, seed: 1 })].join('');
  const checked = await checkedFile(file);
  expect(checked.rules.filter(({ status }) => status !== 'passed').map(({ rule }) => rule.code)).toEqual([]);
  expect(checked.faults.kept).toEqual([]);
  expect(checked.children).toBe(1000);
  expect(checked.tables.every(({ rows }) => rows > 0)).toBe(true);
});

test('the same seed gives the same file, another seed another', () => {
  const made = (seed: number) => [...generateCensus({ children: 20, seed, faulty: 5 })].join('');
  expect(made(7)).toBe(made(7));
  expect(made(7)).not.toBe(made(8));
});

test('every planted fault is found at its child, and no other child is', async () => {
  const planted: Planted[] = [];
  const file = [...generateCensus({ children: 2000, seed: 3, faulty: 400 }, (fault) => planted.push(fault))].join('');
  const { byChild, statuses } = await foundIn(file);
  expect(planted).toHaveLength(400);
  expect(new Set(planted.map(({ rule }) => rule)).size).toBeGreaterThan(30);
  for (const { child, rule } of planted) expect(byChild.get(child), `${rule} at child ${child}`).toContain(rule);
  expect([...byChild.keys()].sort((one, other) => one - other)).toEqual(planted.map(({ child }) => child));
  expect(Object.values(statuses)).not.toContain('error');
});
