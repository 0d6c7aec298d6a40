import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type {
  GivenTest,
  GivenVisit,
  ScrutinyStatement,
  ScrutinyTest,
  ScrutinyVisit,
  StatementState,
  TestSubject,
} from './scrutiny.ts';

const TEST = sql`
  select t.id, t.owner_id as "ownerId", p.name as "ownerName", t.about_kind as "aboutKind", t.about_key as "aboutKey",
    t.about_place as "aboutPlace", t.about_words as "aboutWords", t.claimed, t.evidence, t.finding, t.found,
    t.tested_on as "testedOn", t.next_look_on as "nextLookOn", t.published, t.report_year as "reportYear", t.version
  from scrutiny_test t join person p on p.id = t.owner_id`;

/** The tests that the person who acts may read, the newest first; of one report's year where that is given. */
export async function listTests(trx: Db, of: { reportYear?: string } = {}): Promise<ScrutinyTest[]> {
  const { rows } = await sql<ScrutinyTest>`
    ${TEST} where ${of.reportYear ?? null}::text is null or t.report_year = ${of.reportYear ?? null}
    order by t.tested_on desc, t.made_at desc, t.id limit 500`.execute(trx);
  return rows;
}

/** One test, or nothing where the person may not read it. */
export async function findTest(trx: Db, id: string): Promise<ScrutinyTest | undefined> {
  const { rows } = await sql<ScrutinyTest>`${TEST} where t.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** Whose something new is, and when. */
export interface Making {
  id: string;
  agency: string;
  ownerId: string;
  now: Date;
}

/** Writes a new test. */
export async function insertTest(
  trx: Db,
  { id, agency, ownerId, now }: Making,
  of: { subject: TestSubject; given: GivenTest; reportYear: string },
): Promise<void> {
  const { subject, given, reportYear } = of;
  await sql`
    insert into scrutiny_test (id, agency, owner_id, about_kind, about_key, about_place, about_words, claimed, evidence,
      finding, found, tested_on, next_look_on, report_year, made_at, changed_at)
    values (${id}::uuid, ${agency}, ${ownerId}::uuid, ${subject.kind}, ${subject.key}, ${subject.place}, ${subject.words},
      ${given.claimed}, ${given.evidence}, ${given.finding}, ${given.found}, ${given.testedOn}::date,
      ${given.nextLookOn}::date, ${reportYear}, ${now}, ${now})`.execute(trx);
}

/** Writes what was changed, unless somebody else did since that version or the person may not: then false. */
export async function updateTest(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  given: GivenTest & { reportYear: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scrutiny_test set claimed = ${given.claimed}, evidence = ${given.evidence}, finding = ${given.finding},
      found = ${given.found}, tested_on = ${given.testedOn}::date, next_look_on = ${given.nextLookOn}::date,
      report_year = ${given.reportYear}, version = version + 1, changed_at = ${now}
    where id = ${id}::uuid and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** Puts a test into the yearly report, or takes it out. */
export async function setTestPublished(trx: Db, id: string, published: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scrutiny_test set published = ${published} where id = ${id}::uuid`.execute(trx);
  return numAffectedRows === 1n;
}

/** The visits that the person who acts may read, the newest first. */
export async function listVisits(trx: Db): Promise<ScrutinyVisit[]> {
  const { rows } = await sql<ScrutinyVisit>`
    select v.id, v.owner_id as "ownerId", p.name as "ownerName", v.visited_on as "visitedOn", v.form, v.place, v.heard,
      v.shared
    from scrutiny_visit v join person p on p.id = v.owner_id
    order by v.visited_on desc, v.made_at desc, v.id limit 500`.execute(trx);
  return rows;
}

/** Writes a visit. */
export async function insertVisit(trx: Db, { id, agency, ownerId, now }: Making, given: GivenVisit): Promise<void> {
  await sql`
    insert into scrutiny_visit (id, agency, owner_id, visited_on, form, place, heard, shared, made_at)
    values (${id}::uuid, ${agency}, ${ownerId}::uuid, ${given.visitedOn}::date, ${given.form}, ${given.place},
      ${given.heard}, ${given.shared}, ${now})`.execute(trx);
}

/** Shares a visit with the partnership, or takes it back; false where it is not theirs. */
export async function setVisitShared(trx: Db, id: string, shared: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scrutiny_visit set shared = ${shared} where id = ${id}::uuid`.execute(trx);
  return numAffectedRows === 1n;
}

const STATEMENT = sql`
  select s.id, s.owner_id as "ownerId", p.name as "ownerName", s.report_year as "reportYear", s.edition, s.state, s.words,
    s.signed_at as "signedAt", s.published_at as "publishedAt", s.version
  from scrutiny_statement s join person p on p.id = s.owner_id`;

/** The statements that the person who acts may read, the newest year and edition first. */
export async function listScrutinyStatements(trx: Db): Promise<ScrutinyStatement[]> {
  const { rows } = await sql<ScrutinyStatement>`${STATEMENT} order by s.report_year desc, s.edition desc`.execute(trx);
  return rows;
}

/** One edition, or nothing where the person may not read it. */
export async function findStatement(trx: Db, id: string): Promise<ScrutinyStatement | undefined> {
  const { rows } = await sql<ScrutinyStatement>`${STATEMENT} where s.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** Begins an edition; false where one of that year is in work already, perhaps somebody else's. */
export async function insertStatement(
  trx: Db,
  { id, agency, ownerId, now }: Making,
  of: { reportYear: string; edition: number; words: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into scrutiny_statement (id, agency, owner_id, report_year, edition, state, words, made_at, changed_at)
    values (${id}::uuid, ${agency}, ${ownerId}::uuid, ${of.reportYear}, ${of.edition}, 'draft', ${of.words}, ${now}, ${now})
    on conflict do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** Writes on a draft and keeps what it said; false where somebody else did since that version, or it is no draft. */
export async function writeDraft(
  trx: Db,
  of: { id: string; version: number; words: string; by: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scrutiny_statement set words = ${of.words}, version = version + 1, changed_at = ${of.now}
    where id = ${of.id}::uuid and version = ${of.version} and state = 'draft'`.execute(trx);
  if (numAffectedRows !== 1n) return false;
  await keepDraft(trx, { ...of, version: of.version + 1 });
  return true;
}

/** Keeps what a draft says at a version. */
export async function keepDraft(
  trx: Db,
  of: { id: string; version: number; words: string; by: string; now: Date },
): Promise<void> {
  await sql`
    insert into scrutiny_statement_text (statement_id, version, words, saved_by, saved_at)
    values (${of.id}::uuid, ${of.version}, ${of.words}, ${of.by}::uuid, ${of.now})`.execute(trx);
}

/** What a draft said once. */
export interface EarlierDraft {
  version: number;
  words: string;
  savedAt: Date;
}

/** What a draft said at each saving, the newest first; for its author alone. */
export async function listEarlierDrafts(trx: Db, id: string): Promise<EarlierDraft[]> {
  const { rows } = await sql<EarlierDraft>`
    select version, words, saved_at as "savedAt" from scrutiny_statement_text
    where statement_id = ${id}::uuid order by version desc limit 200`.execute(trx);
  return rows;
}

/** Moves an edition on; false where somebody else did since that version or the person may not. */
export async function moveStatement(
  trx: Db,
  of: { id: string; version: number; now: Date },
  state: StatementState,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update scrutiny_statement set state = ${state}, published = ${state === 'published' || state === 'replaced'},
      signed_at = case ${state} when 'draft' then null when 'signed' then ${of.now}::timestamptz else signed_at end,
      published_at = case ${state} when 'published' then ${of.now}::timestamptz else published_at end,
      version = version + 1, changed_at = ${of.now}
    where id = ${of.id}::uuid and version = ${of.version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** What the public reads of a year's statement: the edition that counts. */
export interface PublishedStatement {
  reportYear: string;
  edition: number;
  words: string;
  signedAt: Date;
  publishedAt: Date;
}

/** The statement of a report's year that counts, or null. With the plain `db`: nothing else is there. */
export async function findPublishedStatement(db: Db, reportYear: string): Promise<PublishedStatement | null> {
  const { rows } = await sql<PublishedStatement>`
    select report_year as "reportYear", edition, words, signed_at as "signedAt", published_at as "publishedAt"
    from scrutiny_statement where published and state = 'published' and report_year = ${reportYear}`.execute(db);
  return rows[0] ?? null;
}

/** What the public reads of a test: what was tested and what was found. */
export interface PublishedTest {
  about: string;
  finding: ScrutinyTest['finding'];
  found: string;
  testedOn: PlainDate;
  nextLookOn: PlainDate | null;
}

/** The published tests of a report's year, the oldest first. With the plain `db`: nothing else is there. */
export async function listPublishedTests(db: Db, reportYear: string): Promise<PublishedTest[]> {
  const { rows } = await sql<PublishedTest>`
    select about_words as about, finding, found, tested_on as "testedOn", next_look_on as "nextLookOn"
    from scrutiny_test where published and report_year = ${reportYear} order by tested_on, made_at, id`.execute(db);
  return rows;
}
