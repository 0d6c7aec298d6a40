import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedFile } from './checking.testing.ts';
import { generateCensus } from './generate.testing.ts';
import { holdsFor, mutated } from './mutated.testing.ts';

test('100,000 mutations of valid files are each checked to their end or refused in one plain sentence', async () => {
  await fc.assert(fc.asyncProperty(mutated, holdsFor), { numRuns: 100_000 });
});

test('valid returns of five hundred seeds pass every rule about a child', async () => {
  for (let seed = 0; seed < 500; seed += 1) {
    const checked = await checkedFile([...generateCensus({ children: 100, seed })].join(''));
    expect(checked.findings.length, `seed ${seed}`).toBe(0);
    expect(checked.faults.count, `seed ${seed}`).toBe(0);
  }
});
