import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, type TestApp } from '../../../test/support/app.ts';
import { ensureShippedData } from '../../demo/index.ts';
import type { AssembledReport } from './assemble.ts';
import { assembleReport } from './index.ts';

let test: TestApp;
let report: AssembledReport;

beforeAll(async () => {
  test = await buildTestApp();
  await ensureShippedData(test.db, { now: test.now, log: test.log, ledger: { keyring: test.keyring } });
  report = await assembleReport(test.db, { year: '2021-22', audience: 'public', madeOn: '2026-11-23' });
}, 90_000);
afterAll(() => test.close());

const wordsOf = (id: string) => JSON.stringify(report.document.sections.find((one) => one.id === id)?.blocks);

describe('the yearly report of a year whose arrangements and money are published', () => {
  it('tells what each partner paid, what was spent, the change on last year, and that the figures are invented', () => {
    const words = wordsOf('finance');
    expect(words).not.toContain('Nothing is recorded');
    for (const said of [
      '£53,000.00',
      '£182,000.00',
      '£176,463.24',
      'Up £17,000.00 (10.3%)',
      'there was nothing last year',
    ]) {
      expect(words).toContain(said);
    }
    expect(words).toContain('Every figure here is invented for the demonstration');
    expect(words).toContain('No price was put on it.');
    expect(words).toContain('Whether children were safer is not known.');
  });

  it('tells the arrangements in force at its end, what changed in it, and who led on what', () => {
    const words = wordsOf('partnership');
    expect(words).toContain('Version 2, in force since 1 April 2021.');
    expect(words).toContain('What changed with version 2');
    expect(words).toContain('Children’s voices');
    expect(words).toContain('Exploitation outside the home (invented): Cleveland Police.');
    expect(words).toContain('Seeing children during the pandemic (invented): Hartlepool Borough Council.');
  });

  it('names who stood in the arrangements then, and not who does today', () => {
    expect(wordsOf('partnership')).toContain('Tees Valley Clinical Commissioning Group, until 30 June 2022');
    expect(wordsOf('partnership')).not.toContain('Integrated Care Board');
  });

  it('holds nothing that is not published: no draft, no reason of a correction, no name of whoever kept it', () => {
    const all = JSON.stringify(report.document);
    for (const secret of ['Version 3', 'The comma stood', 'folder 1', 'Brenda', 'an invented minute'])
      expect(all).not.toContain(secret);
  });

  it('counts them as evidence, and each leads to a page that is there', async () => {
    const kept = report.document.records.filter(({ path }) => path.startsWith('/partnership/'));
    expect(kept.length).toBeGreaterThan(4);
    for (const { path } of kept) {
      const answer = await test.app.inject({ url: path });
      const [, anchor] = path.split('#');
      expect(`${answer.statusCode} ${path} ${anchor === undefined || answer.body.includes(`id="${anchor}"`)}`).toBe(
        `200 ${path} true`,
      );
    }
    const evidence = report.checklists.flatMap(({ lines }) =>
      lines.flatMap((line) => line.evidence.map(({ words }) => words)),
    );
    expect(evidence).toContain('1 year of money');
    expect(evidence.join()).not.toContain('records of kind');
  });

  it('compares each line with the year before, which is published too', () => {
    expect(wordsOf('finance')).toContain('Up £8,500.00 (94.4%)');
    expect(wordsOf('finance')).not.toContain('last year is not recorded');
  });
});
