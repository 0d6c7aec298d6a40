import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readCsv } from '../../src/evidence/snapshot/csv-reader.ts';
import { projectRoot } from '../../src/platform/paths.ts';

const DATA = process.env.KITH_REFERENCE_DATA ?? join(import.meta.dirname, '../../../shared/data');
const FIGURES = join(DATA, 'public-figures.csv');
const LINKS = 'src/evidence/snapshot/vocabulary/40-published-links.yaml';

describe.skipIf(!existsSync(FIGURES))('every published series that stands beside a line of the snapshot', () => {
  it('is named as its publisher names it', async () => {
    const file = parse(await readFile(join(projectRoot, LINKS), 'utf8')) as {
      'published-links': { measure_id: string; measure: string; breakdown?: string }[];
    };
    const rows = readCsv(await readFile(FIGURES, 'utf8'));
    const named = new Set(rows.map(({ fields }) => fields.slice(2, 5).join('|')));
    const links = file['published-links'].map((one) => [one.measure_id, one.measure, one.breakdown ?? ''].join('|'));
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !named.has(link))).toEqual([]);
  });
});
