import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { CodeSetName } from '../../src/evidence/returns/annex-a/code-sets.ts';
import { Recogniser } from '../../src/evidence/returns/annex-a/recognise.ts';
import { annexAJson, checkAnnexA, exitCodeOf } from '../../src/evidence/returns/index.ts';
import { groupsOf } from './annex-a-categories.ts';

// The shared workbooks stand beside the checkout, under their own licence; without them there is nothing to compare with.
const DATA = join(process.env.KITH_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data'), 'annex-a');

describe.skipIf(!existsSync(DATA))('the shared Annex A data', () => {
  test('the synthetic workbook has exactly the figures with which it was made', async () => {
    const checked = await checkAnnexA(join(DATA, 'synthetic-400.xlsx'), { referenceDate: '2026-01-31' });
    const { lists, snapshot } = JSON.parse(annexAJson(checked));
    const expected = JSON.parse(readFileSync(join(DATA, 'synthetic-400.expected.json'), 'utf8'));
    expect({ lists, snapshot }).toEqual({ lists: expected.lists, snapshot: expected.snapshot });
    expect(exitCodeOf(checked)).toBe(0);
  });

  test('the older template, from Excel itself, is read in all its lists', async () => {
    const { lists } = await checkAnnexA(join(DATA, 'liia-annex-a.xlsx'), { referenceDate: '2021-03-15' });
    expect(Object.values(lists).map(({ rows }) => rows)).toEqual([5, 5, 6, 5, 5, 5, 7, 5, 6, 5, 5]);
  });

  test('at least 97 in 100 real spellings are recognised in their group', () => {
    const spellings: Record<string, string>[] = parse(readFileSync(join(DATA, 'variants.csv')), { columns: true });
    const recogniser = new Recogniser();
    const right = spellings.filter(({ codeset, value_met = '', category = '' }) => {
      const set = codeset as CodeSetName;
      const code = recogniser.code(set, value_met);
      const group = groupsOf(set, category);
      return code === null ? group === null : (group?.includes(code) ?? false);
    });
    expect(spellings.length).toBeGreaterThan(3600);
    expect(right.length / spellings.length).toBeGreaterThanOrEqual(0.97);
  });
});
