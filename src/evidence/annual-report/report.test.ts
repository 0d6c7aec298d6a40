import { sql } from 'kysely';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { silentLog } from '../../../test/support/log.ts';
import { loadYear } from '../../../test/support/year-files.ts';
import { ensureShippedData } from '../../demo/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type DocumentModel, writeDocument } from '../../platform/documents/index.ts';
import { AWKWARD } from '../../platform/documents/sample.testing.ts';
import { wordsOfWord } from '../../platform/documents/zip.testing.ts';
import { sideBySide } from '../snapshot/index.ts';
import { assembleReport, checklist, editionInForce, listReportYears } from './index.ts';

// A report in three forms, read back: seconds on a machine that does other work besides.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const YEAR = '2021-22';
const madeOn = '2026-11-23';
const now = () => new Date('2026-11-23T09:00:00Z');

async function demonstration(): Promise<TestDatabase> {
  const database = await freshDatabase();
  await ensureShippedData(database.db, { now, log: silentLog() });
  return database;
}

async function documentOf(db: Db, audience: 'public' | 'partnership' = 'public'): Promise<DocumentModel> {
  return (await assembleReport(db, { year: YEAR, audience, madeOn })).document;
}

/** The words of a PDF page by page, in the order of its content. */
async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const opening = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const pdf = await opening.promise;
    const pages: string[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    return pages.join('\n');
  } finally {
    await opening.destroy();
  }
}

const wordsOfHtml = (bytes: Uint8Array): string =>
  new TextDecoder()
    .decode(bytes)
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ');

async function allWords(document: DocumentModel): Promise<Record<'pdf' | 'html' | 'docx', string>> {
  const [pdf, html, docx] = await Promise.all([
    writeDocument(document, 'pdf').then(wordsOfPdf),
    writeDocument(document, 'html').then(wordsOfHtml),
    writeDocument(document, 'docx').then(wordsOfWord),
  ]);
  const even = (text: string): string => text.replaceAll(/\s+/g, ' ');
  return { pdf: even(pdf), html: even(html), docx: even(docx) };
}

let database: TestDatabase;
let db: Db;
let document: DocumentModel;

beforeAll(async () => {
  database = await demonstration();
  db = database.db;
  document = await documentOf(db);
});
afterAll(() => database.close());

describe("the demonstration partnership's yearly report", () => {
  it('is there for the year that was loaded', async () => {
    expect(await listReportYears(db)).toEqual([YEAR]);
    expect(document.organisation).toBe('Hartlepool and Stockton-on-Tees Safeguarding Children Partnership');
  });

  it('shows both areas, each with the period it states', () => {
    const text = JSON.stringify(document);
    expect(text).toContain('Hartlepool, April 2021 to March 2022');
    expect(text).toContain('Stockton-on-Tees, April 2020 to March 2021');
    for (const value of ['"1,970"', '"3,624"', '"308"', '"574"']) expect(text).toContain(value);
  });

  it('mentions no record that is not there', async () => {
    const paths = document.records.map(({ path }) => path.split('/').slice(1).map(decodeURIComponent));
    const figures = paths.filter(([first]) => first === 'figures').map(([, id]) => Number(id));
    const records = paths.filter(([first]) => first === 'records').map(([, kind, key]) => `${kind}:${key}`);
    expect(figures.length + records.length).toBe(document.records.length);
    const found = await sql<{ figures: number; records: number }>`select
      (select count(*) from figure where id = any(${figures}::bigint[])) as figures,
      (select count(distinct kind || ':' || key) from record_version where kind || ':' || key = any(${records}::text[])) as records`.execute(
      db,
    );
    expect(found.rows[0]).toEqual({ figures: figures.length, records: records.length });
  });

  it('names a source for every record', () => {
    expect(document.records.filter(({ place }) => place.includes('no source'))).toEqual([]);
  });

  it('repeats no small number of people in its words', () => {
    expect(JSON.stringify(document)).not.toMatch(
      /\b(one|two|three|four|five|[1-5]) (children|child|young people|babies)\b/i,
    );
  });
});

describe('the public version', () => {
  it('writes "not shown" where the partnership sees a small number, in every form', async () => {
    const inside = await sideBySide(db, { year: YEAR, audience: 'partnership' });
    const line = inside.groups.flatMap(({ lines }) => lines).find(({ key }) => key.includes('private-fostering'));
    const [figure] = line?.cells[0]?.figures ?? [];
    expect(figure?.shown).toMatchObject({ shown: 'value' });
    const words = await allWords(document);
    for (const text of Object.values(words)) {
      const at = text.lastIndexOf('New private fostering arrangements 1 to 5, not shown');
      expect(at).toBeGreaterThan(0);
      expect(text).not.toMatch(new RegExp(`New private fostering arrangements ${figure?.text}\\b`));
    }
  });

  it('does not change in any form when a withheld number does', async () => {
    const other = await demonstration();
    try {
      const changed = await loadYear(
        other.db,
        `kith: year-file 1
partnership: hsscp
year: 2021-22
source: hsscp-annual-report-2021-22
figures:
  - { indicator: private-fostering-new, area: E06000001, period: 2021-22, value: 5, at: "Hartlepool safeguarding snapshot, page 11" }
`,
      );
      expect(changed).toEqual([]);
      // The figure has a new version with a number of its own; that is all that may differ.
      const withoutVersions = (made: DocumentModel): DocumentModel => ({
        ...made,
        records: made.records.map((record) => ({
          ...record,
          path: record.path.replace(/^\/figures\/\d+$/, '/figures/'),
          place: record.place.replace(', version 2', ''),
        })),
      });
      const [one, another] = [withoutVersions(document), withoutVersions(await documentOf(other.db))];
      expect(another).toEqual(one);
      for (const format of ['pdf', 'html'] as const) {
        const [first, second] = [await writeDocument(one, format), await writeDocument(another, format)];
        expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
      }
      const inside = await allWords(await documentOf(other.db, 'partnership'));
      expect(inside.html).toContain('New private fostering arrangements 5');
    } finally {
      await other.close();
    }
  });

  it('tells the partnership that its own version must not be published', async () => {
    const inside = await documentOf(db, 'partnership');
    expect(inside.edition).toContain('must not be published');
    expect(document.edition).toContain('withheld');
  });
});

describe('the checklist', () => {
  it('holds the seven requirements of 2018 and the sixteen of 2023 against the year', async () => {
    const asked = { year: YEAR, audience: 'public', madeOn } as const;
    const old = await checklist(db, { ...asked, edition: 'wt2018' });
    const later = await checklist(db, { ...asked, edition: 'wt2023' });
    expect(old.lines.map(({ answer }) => answer?.verdict)).toEqual([
      'partly',
      'partly',
      'answered',
      'partly',
      'not-answered',
      'not-answered',
      'partly',
    ]);
    expect(later.lines).toHaveLength(16);
    expect(later.counts.notJudged).toBe(0);
    expect(later.lines.find(({ requirement }) => requirement.number === 12)?.answer?.verdict).toBe('not-answered');
  });

  it('marks every requirement as verified or recalled', async () => {
    const { lines } = await checklist(db, { year: YEAR, audience: 'public', madeOn, edition: 'wt2018' });
    expect(lines.map(({ requirement }) => [requirement.headChecked, requirement.wordingChecked])).toEqual(
      lines.map(() => ['verified', 'recalled']),
    );
  });

  it('counts what supports a requirement from the records of the report', async () => {
    const { lines } = await checklist(db, { year: YEAR, audience: 'public', madeOn, edition: 'wt2018' });
    const reviews = lines.find(({ requirement }) => requirement.number === 4);
    expect(reviews?.evidence.map(({ words }) => words)).toEqual(
      expect.arrayContaining(['2 practice reviews', '2 audits']),
    );
  });

  it('says which editions there are when asked for another', async () => {
    await expect(checklist(db, { year: YEAR, audience: 'public', madeOn, edition: 'wt2030' })).rejects.toThrow(
      'There is no guidance edition "wt2030": choose wt2018 (Working Together to Safeguard Children 2018) or wt2023',
    );
  });

  it('is held against the edition that was in force when the year ended', async () => {
    const { checklists } = await assembleReport(db, { year: YEAR, audience: 'public', madeOn });
    const editions = checklists.map(({ edition }) => edition);
    expect(editionInForce(editions, '2021-22')).toBe('wt2018');
    expect(editionInForce(editions, '2024-25')).toBe('wt2023');
    expect(editionInForce(editions, '2012-13')).toBe('wt2018');
  });
});

describe('records of the report', () => {
  it('keep their earlier versions when they change', async () => {
    const other = await demonstration();
    try {
      const passage = (words: string): string => `kith: year-file 1
partnership: hsscp
year: 2021-22
source: hsscp-annual-report-2021-22
passages:
  - key: 2021-22-foreword
    section: foreword
    author: Independent chair and scrutineer
    words: ${JSON.stringify(words)}
`;
      expect(await loadYear(other.db, passage(AWKWARD))).toEqual([]);
      const changed = await documentOf(other.db);
      expect(changed.records[0]).toMatchObject({ path: '/records/passage/2021-22-foreword', place: 'version 2' });
      const words = await allWords(changed);
      const even = AWKWARD.replaceAll(/\s+/g, ' ');
      expect(words.docx).toContain(even);
      expect(words.html).toContain(even.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'));
      expect(words.pdf.replaceAll(' ', '')).toContain(even.replaceAll(' ', ''));
    } finally {
      await other.close();
    }
  });

  it.each([
    [
      'a content that Kith does not know',
      'report-sections:\n  - {content: weather, title: Weather, from: Sky}',
      'weather',
    ],
    [
      'a requirement that is not held',
      'report-sections:\n  - {content: voice, title: Voice, from: Nobody, answers: [wt2018-99]}',
      'wt2018-99',
    ],
    [
      'an answer that leaves out what is missing',
      'requirement-answers:\n  - {requirement: wt2018-5, verdict: partly, words: Some., judge: Unit}',
      'must say what is missing',
    ],
    [
      'two requirements with one number',
      'report-requirements:\n  - {key: wt2018-8, edition: wt2018, number: 7, title: T, words: W, heading: recalled, wording: recalled, basis: B}',
      'Number 7 of this edition is taken',
    ],
  ])('refuse %s', async (_, records, reason) => {
    const problems = await loadYear(
      db,
      `kith: year-file 1\npartnership: hsscp\nyear: 2021-22\nsource: hsscp-annual-report-2021-22\n${records}\n`,
    );
    expect(problems.join('\n')).toContain(reason);
  });
});

describe('a year without a report', () => {
  it('is refused with the years there are', async () => {
    await expect(assembleReport(db, { year: '2018-19', audience: 'public', madeOn })).rejects.toThrow(
      'There is no yearly report for "2018-19": choose 2026-27, 2025-26, 2024-25, 2023-24, 2022-23, 2021-22, 2020-21 or 2019-20.',
    );
  });

  it('is refused plainly when nothing is loaded', async () => {
    const empty = await freshDatabase();
    try {
      await expect(assembleReport(empty.db, { year: YEAR, audience: 'public', madeOn })).rejects.toThrow(
        'No yearly report is set up yet',
      );
    } finally {
      await empty.close();
    }
  });
});
