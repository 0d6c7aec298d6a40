import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureShippedData } from '../../src/demo/index.ts';
import { assembleReport } from '../../src/evidence/annual-report/index.ts';
import { type DocumentModel, writeDocument } from '../../src/platform/documents/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { type Examined, examinePdf, flat } from './pdf-structure.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let database: TestDatabase;
let document: DocumentModel;
let examined: Examined;

beforeAll(async () => {
  database = await freshDatabase();
  await ensureShippedData(database.db, { now: () => new Date('2026-11-23T09:00:00Z'), log: silentLog() });
  const asked = { year: '2021-22', audience: 'public', madeOn: '2026-11-23' } as const;
  ({ document } = await assembleReport(database.db, asked));
  examined = await examinePdf(await writeDocument(document, 'pdf'));
});
afterAll(() => database.close());

describe("the demonstration's yearly report as PDF", () => {
  it('breaks none of the rules of PDF/UA-1 that a program can check', () => {
    expect(examined.faults).toEqual([]);
    expect(examined.title).toBe('Yearly report (demonstration) 2021-22');
    expect(examined.pages).toBeGreaterThan(20);
  });

  it('is read in the order of the report', () => {
    const read = examined.headings.filter(({ level }) => level === 1).map(({ text }) => text.trim());
    expect(read).toEqual(['Contents', ...document.sections.map(({ title }) => title)]);
  });

  it('has a table for each table of the report, and a text alternative for each chart', () => {
    const blocks = document.sections.flatMap((section) => section.blocks);
    const elements = examined.root === undefined ? [] : flat(examined.root);
    expect(elements.filter(({ role }) => role === 'Table')).toHaveLength(
      blocks.filter(({ kind }) => kind === 'table').length,
    );
    const charts = elements.filter(({ role }) => role === 'Figure');
    expect(charts).toHaveLength(blocks.filter(({ kind }) => kind === 'bars').length);
    expect(charts.every(({ alt }) => alt?.startsWith('Bar chart. '))).toBe(true);
  });
});
