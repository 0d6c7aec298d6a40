import fc from 'fast-check';
import { test } from 'vitest';
import { holdsFor, mutated } from './mutated.testing.ts';

test('500 mutations of valid files are each checked to their end or refused in one plain sentence', async () => {
  await fc.assert(fc.asyncProperty(mutated, holdsFor), { numRuns: 500 });
});
