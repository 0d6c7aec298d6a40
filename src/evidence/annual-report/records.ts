import { sql } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../platform/database/connection.ts';
import {
  dateText,
  keyText,
  oneLine,
  orderedIn,
  type RecordFault,
  type RecordKind,
  recordKind,
  words,
} from '../../platform/records/index.ts';
import type { ReportTables } from './tables.ts';

const checked = z.enum(['verified', 'recalled']);

/** What fills a section. Each content is one assembly in `sections/`; a partnership chooses order and titles. */
export const CONTENTS = [
  'foreword',
  'partnership',
  'finance',
  'snapshot',
  'priorities',
  'little-progress',
  'learning',
  'decisions',
  'actions',
  'training',
  'communication',
  'voice',
  'scrutiny',
  'next-year',
  'checklist',
  'sources',
  'records',
] as const;

/** One of the contents a section can have. */
export type Content = (typeof CONTENTS)[number];

/** How far a requirement is answered. */
export type Verdict = 'answered' | 'partly' | 'not-answered';

const edition = z.strictObject({
  key: keyText,
  title: oneLine,
  from: dateText,
  until: dateText.optional(),
  note: words.optional(),
});

const requirement = z.strictObject({
  key: keyText,
  edition: keyText,
  number: z.number().int().positive(),
  title: oneLine,
  words,
  heading: checked,
  wording: checked,
  basis: words,
});

const section = z.strictObject({
  content: z.enum(CONTENTS),
  title: oneLine,
  from: oneLine,
  answers: z.array(keyText).default([]),
});

const passage = z.strictObject({
  key: keyText,
  section: z.enum(CONTENTS),
  author: oneLine,
  words,
});

const answer = z
  .strictObject({
    requirement: keyText,
    verdict: z.enum(['answered', 'partly', 'not-answered']),
    words,
    missing: words.optional(),
    judge: oneLine,
  })
  .refine((record) => record.verdict === 'answered' || record.missing !== undefined, {
    message: 'must say what is missing, because the requirement is not fully answered.',
    path: ['missing'],
  });

const tables = (trx: Db) => trx.withTables<ReportTables>();

/** The loader lets a record of these kinds through only under a head that names its year (`needs`). */
function yearOf(head: { year: string | null }): string {
  if (head.year === null) throw new Error('A record of the yearly report was let through without its year.');
  return head.year;
}

/** The kinds of record of the yearly report, in the order in which they are saved. */
export const annualReportKinds: readonly RecordKind[] = [
  recordKind({
    kind: 'guidance-edition',
    heading: 'guidance-editions',
    about: 'An edition of the statutory guidance that says what a yearly report must hold.',
    schema: edition,
    key: (one) => one.key,
    save: async (trx, one) => {
      const row = { title: one.title, in_force: one.from, until: one.until ?? null, note: one.note ?? null };
      await tables(trx)
        .insertInto('guidance_edition')
        .values({ key: one.key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
  }),
  recordKind({
    kind: 'report-requirement',
    heading: 'report-requirements',
    about: 'One thing an edition asks of the yearly report, and how far its heading and wording were checked.',
    schema: requirement,
    key: (one) => one.key,
    references: (one) => [{ kind: 'guidance-edition', key: one.edition, path: ['edition'] }],
    save: async (trx, one) => {
      const row = {
        edition: one.edition,
        number: one.number,
        title: one.title,
        words: one.words,
        head_checked: one.heading,
        wording_checked: one.wording,
        basis: one.basis,
      };
      await tables(trx)
        .insertInto('report_requirement')
        .values({ key: one.key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    verify: findSharedNumbers,
  }),
  recordKind({
    kind: 'report-section',
    heading: 'report-sections',
    about: 'A section of the yearly report: what fills it, its title, and the requirements it speaks to.',
    schema: section,
    key: (one, file) => `${file.year}-${one.content}`,
    needs: ['year'],
    references: (one) =>
      one.answers.map((key, index) => ({ kind: 'report-requirement', key, path: ['answers', index] })),
    save: async (trx, one, provenance, position) => {
      const year = yearOf(provenance);
      const row = {
        year,
        content: one.content,
        position,
        title: one.title,
        drawn_from: one.from,
        answers: one.answers,
      };
      await tables(trx)
        .insertInto('report_section')
        .values({ key: `${year}-${one.content}`, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    reorder: orderedIn('report_section'),
  }),
  recordKind({
    kind: 'passage',
    heading: 'passages',
    about:
      'Words written for a section of the yearly report, with the role of their author. An empty line parts paragraphs.',
    schema: passage,
    key: (one) => one.key,
    needs: ['year'],
    references: (one, file) => [{ kind: 'report-section', key: `${file.year}-${one.section}`, path: ['section'] }],
    save: async (trx, one, provenance, position) => {
      const year = yearOf(provenance);
      const row = {
        year,
        section_key: `${year}-${one.section}`,
        position,
        author_role: one.author,
        words: one.words,
      };
      await tables(trx)
        .insertInto('passage')
        .values({ key: one.key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
    reorder: orderedIn('passage'),
  }),
  recordKind({
    kind: 'requirement-answer',
    heading: 'requirement-answers',
    about: 'What the partnership can honestly say of one requirement for the year, and what is missing.',
    schema: answer,
    key: (one, file) => `${file.year}-${one.requirement}`,
    needs: ['year'],
    references: (one) => [{ kind: 'report-requirement', key: one.requirement, path: ['requirement'] }],
    save: async (trx, one, provenance) => {
      const year = yearOf(provenance);
      const row = {
        year,
        requirement: one.requirement,
        verdict: one.verdict,
        words: one.words,
        missing: one.missing ?? null,
        judged_by: one.judge,
      };
      await tables(trx)
        .insertInto('requirement_answer')
        .values({ key: `${year}-${one.requirement}`, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute();
    },
  }),
];

/** Two requirements of one edition cannot have one number: a reader could not tell which is meant. */
async function findSharedNumbers(trx: Db): Promise<RecordFault[]> {
  const found = await sql<{ key: string; number: number; first: string }>`
    select later.key, later.number, earlier.key as first
    from report_requirement later join report_requirement earlier using (edition, number)
    where earlier.key < later.key order by later.key`.execute(trx);
  return found.rows.map(({ key, number, first }) => ({
    key,
    path: ['number'],
    reason: `Number ${number} of this edition is taken by "${first}". Give each requirement its own number.`,
  }));
}
