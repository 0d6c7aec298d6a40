import { test } from 'vitest';
import { holdForReturns } from './mutated.testing.ts';

test('500 mutations of valid returns are each read to their end or refused in one plain sentence; most are read', async () => {
  await holdForReturns(500);
}, 120_000);
