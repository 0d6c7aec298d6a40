import { test } from 'vitest';
import { holdForWorkbooks } from './mutated.testing.ts';

test('500 mutations of valid workbooks are each read to their end or refused in one plain sentence; most are read', async () => {
  await holdForWorkbooks(500);
});
