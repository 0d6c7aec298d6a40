import { test } from 'vitest';
import { holdForWorkbooks } from './mutated.testing.ts';

test('100,000 mutations of valid workbooks are each read to their end or refused in one plain sentence; most are read', async () => {
  await holdForWorkbooks(100_000);
}, 3_600_000);
