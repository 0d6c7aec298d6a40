import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { GivenPracticeReview } from './learning.ts';
import type { LearningTables, SeenInKind, SeenInSection } from './tables.ts';

/** A theme as it is named beside a point. */
export interface ThemeName {
  key: string;
  name: string;
}

/** A point of learning of a review. */
export interface LearningPoint {
  words: string;
  themes: ThemeName[];
}

/** An action that a review led to. */
export interface ReviewAction extends LearningPoint {
  /** The role that answers for it; null where the source names none. */
  owner: string | null;
  due: string | null;
  /** What showed that it made a difference; null while nothing does. */
  effect: string | null;
}

/** A published practice review. */
export interface PracticeReview {
  kind: 'practice-review';
  key: string;
  partnership: string;
  year: string;
  reviewKind: GivenPracticeReview['kind'];
  label: string;
  question: string;
  learning: LearningPoint[];
  actions: ReviewAction[];
}

/** A multi-agency audit. */
export interface Audit {
  kind: 'audit';
  key: string;
  partnership: string;
  year: string;
  title: string;
  purpose: string;
  /** A day, month or year. */
  carriedOut: string | null;
  repeatDue: string | null;
  workingWell: LearningPoint[];
  toDevelop: LearningPoint[];
}

/** One place where a theme was seen. */
export interface Sighting {
  /** The review or audit, with the key of its provenance page. */
  kind: SeenInKind;
  key: string;
  title: string;
  year: string;
  /** `working-well` is the theme seen as a strength; `action` is what is done about it. */
  section: SeenInSection;
  position: number;
  words: string;
}

/** A theme with how often and where it was seen. */
export interface Theme {
  kind: 'theme';
  key: string;
  name: string;
  meaning: string;
  /** Points of learning and findings to develop that speak of it. Actions are not counted: they answer a theme. */
  sightings: number;
  /** Reviews and audits with such a point or finding, each once. */
  seenIn: { kind: SeenInKind; key: string; title: string; year: string }[];
  /** Findings of what works well that speak of it. They are no reason to act, so they are counted apart. */
  strengths: number;
}

/** A theme with every place where it was seen. */
export interface ThemeHistory extends Theme {
  everySighting: Sighting[];
}

/** Narrows a list; what is left out does not narrow. */
export interface LearningFilter {
  partnership?: string;
  year?: string;
}

/** The practice reviews, in the order of the files. */
export async function listReviews(db: Db, of: LearningFilter = {}): Promise<PracticeReview[]> {
  return await readReviews(db, of, null);
}

/** One practice review by its key, or null. */
export async function findReview(db: Db, key: string): Promise<PracticeReview | null> {
  return (await readReviews(db, {}, key))[0] ?? null;
}

/** One practice review by its key. Throws PlainError (404) when there is none. */
export async function getReview(db: Db, key: string): Promise<PracticeReview> {
  return orMissing(await findReview(db, key), 'review');
}

/** The audits, in the order of the files. */
export async function listAudits(db: Db, of: LearningFilter = {}): Promise<Audit[]> {
  return await readAudits(db, of, null);
}

/** One audit by its key, or null. */
export async function findAudit(db: Db, key: string): Promise<Audit | null> {
  return (await readAudits(db, {}, key))[0] ?? null;
}

/** One audit by its key. Throws PlainError (404) when there is none. */
export async function getAudit(db: Db, key: string): Promise<Audit> {
  return orMissing(await findAudit(db, key), 'audit');
}

/** Every theme, in the order of the files, with how often it was seen. Themes not seen are listed too. */
export async function listThemes(db: Db, of: LearningFilter = {}): Promise<Theme[]> {
  return (await readThemes(db, of)).map(({ everySighting: _, ...theme }) => theme);
}

/** One theme with every place where it was seen, or null. */
export async function findTheme(db: Db, key: string, of: LearningFilter = {}): Promise<ThemeHistory | null> {
  return (await readThemes(db, of)).find((theme) => theme.key === key) ?? null;
}

/** One theme with every place where it was seen. Throws PlainError (404) when there is none. */
export async function getTheme(db: Db, key: string, of: LearningFilter = {}): Promise<ThemeHistory> {
  return orMissing(await findTheme(db, key, of), 'theme');
}

/** Years of which reviews or audits are held, newest first. */
export async function listLearningYears(db: Db): Promise<string[]> {
  const found = await sql<{ year: string }>`
    select year from practice_review union select year from audit order by year desc`.execute(db);
  return found.rows.map((row) => row.year);
}

function orMissing<T>(found: T | null, noun: string): T {
  if (found === null) {
    throw new PlainError(`There is no ${noun} at this address; choose one from the page on learning.`, {
      statusCode: 404,
    });
  }
  return found;
}

async function readReviews(db: Db, of: LearningFilter, key: string | null): Promise<PracticeReview[]> {
  const t = db.withTables<LearningTables>();
  let query = t.selectFrom('practice_review').selectAll().orderBy('year', 'desc').orderBy('position').orderBy('key');
  if (of.partnership !== undefined) query = query.where('partnership', '=', of.partnership);
  if (of.year !== undefined) query = query.where('year', '=', of.year);
  if (key !== null) query = query.where('key', '=', key);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const keys = rows.map((row) => row.key);
  const points = await t
    .selectFrom('practice_review_point')
    .selectAll()
    .where('review_key', 'in', keys)
    .orderBy('position')
    .execute();
  const themes = await themesOf(db, 'practice-review', keys);
  return rows.map(({ position: _, kind, ...row }) => {
    const own = points.filter((point) => point.review_key === row.key);
    const said = (section: 'learning' | 'action') =>
      own
        .filter((point) => point.section === section)
        .map(({ words, owner, due, effect, position }) => ({
          words,
          owner,
          due,
          effect,
          themes: themes(row.key, section, position),
        }));
    return {
      ...row,
      kind: 'practice-review',
      reviewKind: kind,
      learning: said('learning').map(({ words, themes: seen }) => ({ words, themes: seen })),
      actions: said('action'),
    };
  });
}

async function readAudits(db: Db, of: LearningFilter, key: string | null): Promise<Audit[]> {
  const t = db.withTables<LearningTables>();
  let query = t.selectFrom('audit').selectAll().orderBy('year', 'desc').orderBy('position').orderBy('key');
  if (of.partnership !== undefined) query = query.where('partnership', '=', of.partnership);
  if (of.year !== undefined) query = query.where('year', '=', of.year);
  if (key !== null) query = query.where('key', '=', key);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const keys = rows.map((row) => row.key);
  const findings = await t
    .selectFrom('audit_finding')
    .selectAll()
    .where('audit_key', 'in', keys)
    .orderBy('position')
    .execute();
  const themes = await themesOf(db, 'audit', keys);
  return rows.map((row) => {
    const side = (wanted: 'working-well' | 'to-develop'): LearningPoint[] =>
      findings
        .filter((finding) => finding.audit_key === row.key && finding.side === wanted)
        .map(({ words, position }) => ({ words, themes: themes(row.key, wanted, position) }));
    return {
      kind: 'audit',
      key: row.key,
      partnership: row.partnership,
      year: row.year,
      title: row.title,
      purpose: row.purpose,
      carriedOut: row.carried_out,
      repeatDue: row.repeat_due,
      workingWell: side('working-well'),
      toDevelop: side('to-develop'),
    };
  });
}

/** Looks up the themes of one point of the given records. */
async function themesOf(
  db: Db,
  kind: SeenInKind,
  keys: readonly string[],
): Promise<(key: string, section: SeenInSection, position: number) => ThemeName[]> {
  const rows = await db
    .withTables<LearningTables>()
    .selectFrom('theme_sighting as s')
    .innerJoin('theme as t', 't.key', 's.theme_key')
    .select(['s.record_key', 's.section', 's.position', 't.key', 't.name'])
    .where('s.record_kind', '=', kind)
    .where('s.record_key', 'in', keys)
    .orderBy('t.position')
    .orderBy('t.key')
    .execute();
  const byPoint = Map.groupBy(rows, (row) => `${row.record_key} ${row.section} ${row.position}`);
  return (key, section, position) =>
    (byPoint.get(`${key} ${section} ${position}`) ?? []).map((row) => ({ key: row.key, name: row.name }));
}

async function readThemes(db: Db, of: LearningFilter): Promise<ThemeHistory[]> {
  const t = db.withTables<LearningTables>();
  const themes = await t.selectFrom('theme').selectAll().orderBy('position').orderBy('key').execute();
  const found = await sql<Sighting & { theme: string; partnership: string }>`
    select s.theme_key as theme, s.record_kind as kind, r.key, r.title, r.year, r.partnership, s.section, s.position, r.words
    from theme_sighting s
    join (
      select 'practice-review' as kind, v.key, v.label as title, v.year, v.partnership, v.position as stands,
             p.section, p.position, p.words
      from practice_review v join practice_review_point p on p.review_key = v.key
      union all
      select 'audit', a.key, a.title, a.year, a.partnership, a.position, f.side, f.position, f.words
      from audit a join audit_finding f on f.audit_key = a.key
    ) r on r.kind = s.record_kind and r.key = s.record_key and r.section = s.section and r.position = s.position
    where (${of.partnership ?? null}::text is null or r.partnership = ${of.partnership ?? null})
      and (${of.year ?? null}::text is null or r.year = ${of.year ?? null})
    order by r.year desc, r.kind desc, r.stands, r.key,
      array_position(array['learning', 'working-well', 'to-develop', 'action'], s.section), s.position`.execute(db);
  const byTheme = Map.groupBy(found.rows, (row) => row.theme);
  return themes.map((theme) => {
    const everySighting = (byTheme.get(theme.key) ?? []).map(
      ({ theme: _theme, partnership: _partnership, ...sighting }) => sighting,
    );
    const wanting = everySighting.filter(({ section }) => section === 'learning' || section === 'to-develop');
    const seenIn = new Map(wanting.map(({ kind, key, title, year }) => [`${kind} ${key}`, { kind, key, title, year }]));
    return {
      kind: 'theme',
      key: theme.key,
      name: theme.name,
      meaning: theme.meaning,
      sightings: wanting.length,
      seenIn: [...seenIn.values()],
      strengths: everySighting.filter(({ section }) => section === 'working-well').length,
      everySighting,
    };
  });
}
