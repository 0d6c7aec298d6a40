import fc from 'fast-check';
import { test } from 'vitest';
import { holdsForWorkbook, mutatedWorkbook } from './mutated.testing.ts';

test('2,000 mutations of valid workbooks are each read to their end or refused in one plain sentence', async () => {
  await fc.assert(fc.asyncProperty(mutatedWorkbook, holdsForWorkbook), { numRuns: 2000 });
});
