import type { Db } from '../../platform/database/connection.ts';
import type { GivenAudit, GivenPracticeReview, GivenTheme } from './learning.ts';
import type { LearningTables, SeenInKind, SeenInSection } from './tables.ts';

interface Place {
  partnership: string;
  year: string;
  position: number;
}

interface Point {
  section: SeenInSection;
  position: number;
  themes: readonly string[];
}

/** Writes a theme's current state. */
export async function saveTheme(trx: Db, given: GivenTheme, position: number): Promise<void> {
  const row = { name: given.name, meaning: given.meaning, position };
  await trx
    .withTables<LearningTables>()
    .insertInto('theme')
    .values({ key: given.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Writes a review's current state, its points and the themes seen in them. */
export async function savePracticeReview(trx: Db, given: GivenPracticeReview, place: Place): Promise<void> {
  const t = trx.withTables<LearningTables>();
  const row = { ...place, kind: given.kind, label: given.label, question: given.question };
  await t
    .insertInto('practice_review')
    .values({ key: given.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  await t.deleteFrom('practice_review_point').where('review_key', '=', given.key).execute();
  const learning = given.learning.map(({ words, themes }, position) => ({
    point: { section: 'learning' as const, position, themes },
    row: { words, owner: null, due: null, effect: null },
  }));
  const actions = given.actions.map(({ words, themes, owner, due, effect }, position) => ({
    point: { section: 'action' as const, position, themes },
    row: { words, owner: owner ?? null, due: due ?? null, effect: effect ?? null },
  }));
  const points = [...learning, ...actions];
  if (points.length > 0) {
    const rows = points.map(({ point: { section, position }, row: said }) => ({
      review_key: given.key,
      section,
      position,
      ...said,
    }));
    await t.insertInto('practice_review_point').values(rows).execute();
  }
  await saveSightings(
    trx,
    'practice-review',
    given.key,
    points.map(({ point }) => point),
  );
}

/** Writes an audit's current state, its findings and the themes seen in them. */
export async function saveAudit(trx: Db, given: GivenAudit, place: Place): Promise<void> {
  const t = trx.withTables<LearningTables>();
  const row = {
    ...place,
    title: given.title,
    purpose: given.purpose,
    carried_out: given.carried_out ?? null,
    repeat_due: given.repeat_due ?? null,
  };
  await t
    .insertInto('audit')
    .values({ key: given.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  await t.deleteFrom('audit_finding').where('audit_key', '=', given.key).execute();
  const findings = [
    ...given.working_well.map((finding) => ({ ...finding, side: 'working-well' as const })),
    ...given.to_develop.map((finding) => ({ ...finding, side: 'to-develop' as const })),
  ].map((finding, position) => ({ ...finding, position }));
  if (findings.length > 0) {
    const rows = findings.map(({ side, words, position }) => ({ audit_key: given.key, position, side, words }));
    await t.insertInto('audit_finding').values(rows).execute();
  }
  await saveSightings(
    trx,
    'audit',
    given.key,
    findings.map(({ side, position, themes }) => ({ section: side, position, themes })),
  );
}

async function saveSightings(trx: Db, kind: SeenInKind, key: string, points: readonly Point[]): Promise<void> {
  const t = trx.withTables<LearningTables>();
  await t.deleteFrom('theme_sighting').where('record_kind', '=', kind).where('record_key', '=', key).execute();
  const rows = points.flatMap(({ section, position, themes }) =>
    [...new Set(themes)].map((theme_key) => ({ theme_key, record_kind: kind, record_key: key, section, position })),
  );
  if (rows.length > 0) await t.insertInto('theme_sighting').values(rows).execute();
}
