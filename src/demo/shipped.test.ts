import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../test/support/database.ts';
import { silentLog } from '../../test/support/log.ts';
import { loadYear, SEABOROUGH } from '../../test/support/year-files.ts';
import { modules } from '../modules.ts';
import { projectRoot } from '../platform/paths.ts';
import { DEMONSTRATION_LOADER, loadFiles } from '../platform/records/index.ts';
import { ensureShippedData, shippedFiles } from './index.ts';

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
    expect(await loads()).toEqual([{ kind: 'shipped', loaded_by: DEMONSTRATION_LOADER }]);
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

  it('is the statutory rules and the vocabulary of indicators where no demonstration is wanted', async () => {
    const other = await freshDatabase();
    await ensureShippedData(other.db, { ...options, demonstration: false });
    const held = await sql<{ kind: string }>`select distinct kind from record_version order by kind`.execute(other.db);
    expect(held.rows.map((row) => row.kind)).toEqual(
      expect.arrayContaining([
        ...['bank-holiday', 'report-requirement', 'time-limit'],
        ...['computed-measure', 'indicator', 'indicator-group', 'published-link', 'snapshot-line'],
      ]),
    );
    for (const kind of ['area', 'agency', 'figure', 'partnership', 'theme']) {
      expect(held.rows.map((row) => row.kind)).not.toContain(kind);
    }
    const vocabulary = await sql<{ source_key: string }>`
      select distinct source_key from record_version where kind in ('indicator', 'snapshot-line', 'computed-measure')
    `.execute(other.db);
    expect(vocabulary.rows).toEqual([{ source_key: 'kith-vocabulary' }]);
    const made = await sql<{ loaded_by: string }>`select loaded_by from load`.execute(other.db);
    expect(made.rows).toEqual([{ loaded_by: 'Kith' }]);
    await other.close();
  }, 30_000);

  it('leaves the demonstration out where a partnership of its own is held, whatever the setting', async () => {
    const other = await freshDatabase();
    expect(await loadYear(other.db, SEABOROUGH)).toEqual([]);
    await ensureShippedData(other.db, options);
    const held = await sql<{ key: string }>`select key from partnership`.execute(other.db);
    expect(held.rows).toEqual([{ key: 'seaborough' }]);
    const made = await sql<{ loaded_by: string }>`select loaded_by from load order by id`.execute(other.db);
    expect(made.rows).toEqual([{ loaded_by: 'A. Clerk' }, { loaded_by: 'Kith' }]);
    await other.close();
  }, 30_000);

  it('tells of no partnership in the vocabulary, whose headings stand alone', async () => {
    const vocabulary = (await shippedFiles(false)).filter((file) => file.name.includes('/vocabulary/'));
    expect(vocabulary.length).toBeGreaterThan(4);
    const text = vocabulary.map((file) => file.text).join('\n');
    expect(text).not.toMatch(/HSSCP|Hartlepool|Stockton|Cleveland|annual report/i);
    const all = (await shippedFiles()).map((file) => file.text).join('\n');
    expect(all).not.toMatch(/^ +title: ["']?(?:of these|those|whose)\b/im);
  });

  it('names Kith, and not the report, as the source of what the report does not say', async () => {
    const ours = ['theme', 'indicator', 'snapshot-line', 'computed-measure', 'report-section', 'requirement-answer'];
    const found = await sql<{ source_key: string }>`
      select distinct source_key from record_version where kind = any(${ours}) order by source_key
    `.execute(database.db);
    expect(found.rows.map((row) => row.source_key)).toEqual(['demonstration-notes', 'kith-vocabulary']);
    const passages = await sql<{ key: string }>`
      select key from record_version where kind = 'passage' and source_key <> 'demonstration-notes' order by key
    `.execute(database.db);
    expect(passages.rows.map((row) => row.key)).toEqual(['2021-22-foreword', '2021-22-partnership']);
  });

  it('puts no words into the mouth of the partnership: who speaks is Kith, and findings give no quantity of children', async () => {
    const report = (await shippedFiles()).find((file) => file.name.endsWith('60-report.yaml'))?.text ?? '';
    const speakers = [...report.matchAll(/^ +(?:author|judge): (.*)$/gm)].map((found) => found[1]);
    expect(speakers.length).toBeGreaterThan(20);
    expect(speakers.filter((speaker) => !speaker?.startsWith('Kith'))).toEqual([]);
    expect(report.slice(report.indexOf('passages:'))).not.toMatch(/\b(?:I|we|us|my)\b|reviews were published/);
    const audits = (await shippedFiles()).find((file) => file.name.endsWith('22-audits.yaml'))?.text ?? '';
    expect(audits).not.toMatch(/\b(?:all|most|half|majority|none|each) of the children\b/i);
  });

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
