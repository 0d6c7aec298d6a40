import { test } from 'vitest';
import { holdForReturns } from './mutated.testing.ts';

test('100,000 mutations of valid returns are each read to their end or refused in one plain sentence; most are read', async () => {
  await holdForReturns(100_000);
}, 3_600_000);
