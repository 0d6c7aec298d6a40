import { sql } from 'kysely';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { AnswerInput, EditionInput, Origin, PassageInput, SectionInput } from './input.ts';
import { listJudgements } from './judging/repository.ts';
import { CONTENTS, type Content } from './records.ts';
import type { ReportTables } from './tables.ts';

/** Years for which a report is set up, newest first. */
export async function listReportYears(db: Db): Promise<string[]> {
  const rows = await db
    .withTables<ReportTables>()
    .selectFrom('report_section')
    .select('year')
    .distinct()
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => row.year);
}

/** The sections of a year's report in their order. */
export async function listSections(db: Db, year: string): Promise<SectionInput[]> {
  const rows = await db
    .withTables<ReportTables>()
    .selectFrom('report_section')
    .selectAll()
    .where('year', '=', year)
    .orderBy('position')
    .orderBy('key')
    .execute();
  return rows.flatMap((row) => {
    const content = contentOf(row.content);
    return content === null
      ? []
      : [{ key: row.key, content, title: row.title, from: row.drawn_from, answers: row.answers }];
  });
}

/** The passages of a year's report in their order. */
export async function listPassages(db: Db, year: string): Promise<PassageInput[]> {
  const rows = await db
    .withTables<ReportTables>()
    .selectFrom('passage as p')
    .innerJoin('report_section as s', 's.key', 'p.section_key')
    .select(['p.key', 's.content', 'p.author_role', 'p.words'])
    .where('p.year', '=', year)
    .orderBy('p.position')
    .orderBy('p.key')
    .execute();
  return rows.flatMap((row) => {
    const content = contentOf(row.content);
    return content === null ? [] : [{ key: row.key, content, author: row.author_role, words: row.words }];
  });
}

/** Every guidance edition with its requirements, oldest first. */
export async function listEditions(db: Db): Promise<EditionInput[]> {
  const t = db.withTables<ReportTables>();
  const [editions, requirements] = await Promise.all([
    t.selectFrom('guidance_edition').selectAll().orderBy('in_force').orderBy('key').execute(),
    t.selectFrom('report_requirement').selectAll().orderBy('number').execute(),
  ]);
  return editions.map((edition) => ({
    key: edition.key,
    title: edition.title,
    from: edition.in_force,
    until: edition.until,
    note: edition.note,
    requirements: requirements
      .filter((requirement) => requirement.edition === edition.key)
      .map((requirement) => ({
        key: requirement.key,
        edition: requirement.edition,
        number: requirement.number,
        title: requirement.title,
        words: requirement.words,
        headChecked: requirement.head_checked,
        wordingChecked: requirement.wording_checked,
        basis: requirement.basis,
      })),
  }));
}

/** What the partnership says of each requirement for a year: in a year file, else as the business unit judged it in Kith. */
export async function listAnswers(db: Db, year: string): Promise<AnswerInput[]> {
  const rows = await db
    .withTables<ReportTables>()
    .selectFrom('requirement_answer')
    .selectAll()
    .where('year', '=', year)
    .orderBy('key')
    .execute();
  const filed = rows.map((row) => ({
    key: row.key,
    requirement: row.requirement,
    verdict: row.verdict,
    words: row.words,
    missing: row.missing,
    judge: row.judged_by,
  }));
  const answered = new Set(filed.map(({ requirement }) => requirement));
  const judged = (await listJudgements(db, year)).filter(({ requirement }) => !answered.has(requirement));
  return [
    ...filed,
    ...judged.map(({ id, requirement, verdict, words, missing, judgedBy, changedAt }) => ({
      ...{ key: id, requirement, verdict, words, missing, inKith: true as const },
      judge: `${judgedBy}, ${dateInWords(londonDate(changedAt))}`,
    })),
  ];
}

/** Where the newest version of every record of some kinds was taken from, by `kind:key`. */
export async function listOrigins(db: Db, kinds: readonly string[]): Promise<Map<string, Origin>> {
  const found = await sql<{ name: string; source: string | null; place: string | null; version: number }>`
    select distinct on (v.kind, v.key) v.kind || ':' || v.key as name, s.title as source, v.place, v.version
    from record_version v left join source_document s on s.key = v.source_key
    where v.kind = any(${[...kinds]}::text[])
    order by v.kind, v.key, v.version desc`.execute(db);
  return new Map(found.rows.map(({ name, ...origin }) => [name, origin]));
}

/** A content that an older or newer Kith wrote may be unknown here; such a section is left out, not guessed. */
function contentOf(text: string): Content | null {
  return CONTENTS.find((content) => content === text) ?? null;
}
