import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { modules } from '../modules.ts';
import { projectRoot } from '../platform/paths.ts';
import { loadFiles } from '../platform/records/index.ts';
import { ensureShippedData, SHIPPED_BY, shippedFiles } from './index.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const options = { now: () => NOW, log: silentLog() };

describe('what Kith brings along', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await freshDatabase();
    await ensureShippedData(database.db, options);
  }, 30_000);
  afterAll(() => database.close());

  const loads = async () =>
    (await sql<{ kind: string; loaded_by: string }>`select kind, loaded_by from load`.execute(database.db)).rows;

  it('is loaded once, under its own name', async () => {
    expect(await loads()).toEqual([{ kind: 'shipped', loaded_by: SHIPPED_BY }]);
    await ensureShippedData(database.db, options);
    expect(await loads()).toHaveLength(1);
  });

  it('is loaded once also when two processes start at the same time', async () => {
    const other = await freshDatabase();
    await Promise.all([ensureShippedData(other.db, options), ensureShippedData(other.db, options)]);
    const made = await sql<{ n: number }>`select count(*) as n from load`.execute(other.db);
    expect(made.rows).toEqual([{ n: 1 }]);
    await other.close();
  }, 30_000);

  it('is only the statutory rules where no demonstration is wanted', async () => {
    const other = await freshDatabase();
    await ensureShippedData(other.db, { ...options, demonstration: false });
    const held = await sql<{ kind: string }>`select distinct kind from record_version order by kind`.execute(other.db);
    expect(held.rows.map((row) => row.kind)).toEqual(
      expect.arrayContaining(['bank-holiday', 'report-requirement', 'time-limit']),
    );
    expect(held.rows.map((row) => row.kind)).not.toEqual(expect.arrayContaining(['partnership']));
    const made = await sql<{ loaded_by: string }>`select loaded_by from load`.execute(other.db);
    expect(made.rows).toEqual([{ loaded_by: 'Kith' }]);
    await other.close();
  }, 30_000);

  it('is found in order by the loader a second time, and nothing in it has changed', async () => {
    const kinds = modules.flatMap((module) => module.recordKinds ?? []);
    const loaded = await loadFiles(database.db, await shippedFiles(), { kinds, loadedBy: 'A. Clerk', now: NOW });
    expect(loaded).toMatchObject({ ok: true, loadId: null });
    expect(loaded.ok && loaded.counts.every((count) => count.new === 0 && count.changed === 0)).toBe(true);
  }, 20_000);

  it('carries records of every kind but published statistics, which come by themselves', async () => {
    const found = await sql<{ kind: string }>`select distinct kind from record_version`.execute(database.db);
    const held = new Set(found.rows.map((row) => row.kind));
    const kinds = modules.flatMap((module) => module.recordKinds ?? []).map(({ kind }) => kind);
    expect(kinds.filter((kind) => !held.has(kind))).toEqual([]);
  });

  it('names no living person and no telephone number or address of one', async () => {
    const text = (await shippedFiles()).map((file) => file.text).join('\n');
    expect(text).not.toMatch(/John-Ross|01429|@hartlepool|\b(?:Mr|Mrs|Ms|Dr)\.? [A-Z]/);
  });
});

const SOURCE = join(projectRoot, '..', 'shared', 'source', 'hsscp-annual-report-2021-22.txt');

describe.skipIf(!existsSync(SOURCE))('the demonstration is told in its own words', () => {
  /** Names that have to be given as they are. */
  const NAMES = /hartlepool and stockton on tees safeguarding children partnership|annual report 2021 22/g;
  const wordsOf = (text: string): string[] =>
    text
      .toLowerCase()
      .replace(/['’]/g, '')
      .replace(/[^a-z0-9]+/g, ' ')
      .replace(NAMES, ' | ')
      .split(' ')
      .filter((word) => word !== '');
  const runs = (words: readonly string[]): string[] =>
    words.slice(0, -7).map((_word, index) => words.slice(index, index + 8).join(' '));

  it('shares no run of eight words with the report', async () => {
    const ofReport = new Set(runs(wordsOf(readFileSync(SOURCE, 'utf8'))));
    expect(ofReport.size).toBeGreaterThan(5000);
    const shared = (await shippedFiles()).flatMap((file) =>
      runs(wordsOf(file.text.replace(/^\s*#/gm, '')))
        .filter((run) => ofReport.has(run))
        .map((run) => `${file.name}: ${run}`),
    );
    expect(shared).toEqual([]);
  });
});
