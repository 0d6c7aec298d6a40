import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/database/connection.ts';
import { type ActionLine, FROM, LINE } from '../repository.ts';
import type { GivenRecommendation, Recommendation, Response, SourceKind } from './recommendation.ts';

type Tables = {
  recommendation: {
    id: string;
    reference: string;
    agency: string;
    owner_id: string;
    version: number;
    made_at: Date;
    changed_at: Date;
    words: string;
    made_on: string;
    source_kind: SourceKind;
    source_id: string | null;
    source_words: string;
    response: Response;
    response_why: string | null;
    responded_on: string | null;
    published: boolean;
  };
  recommendation_agency: { recommendation_id: string; agency: string };
};

/** The number of a recommendation by its reference; null where there is none that the person sees. */
export async function findRecommendationId(trx: Db, reference: string): Promise<string | null> {
  const row = await trx
    .withTables<Tables>()
    .selectFrom('recommendation')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The next reference of a year: REC-2026-0001. */
export async function nextRecommendationReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ number: number }>`select nextval('recommendation_number')::integer as number`.execute(
    trx,
  );
  return `REC-${year}-${String(rows[0]?.number).padStart(4, '0')}`;
}

/** Writes a new recommendation with the agencies whose it is. */
export async function insertRecommendation(
  trx: Db,
  record: { id: string; reference: string; agency: string; ownerId: string; now: Date },
  given: GivenRecommendation,
): Promise<void> {
  const { id, reference, agency, ownerId, now } = record;
  await trx
    .withTables<Tables>()
    .insertInto('recommendation')
    .values({
      ...{ id, reference, agency, owner_id: ownerId, version: 1, made_at: now, changed_at: now, published: false },
      ...columnsOf(given),
    })
    .execute();
  await writeAgencies(trx, id, given.agencies);
}

/** Writes what was changed, unless somebody else did since that version, or the database does not let the person. */
export async function updateRecommendation(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  given: GivenRecommendation,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('recommendation')
    .set({ ...columnsOf(given), version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await writeAgencies(trx, id, given.agencies);
  return true;
}

/** Says whether the public sees a recommendation. */
export async function publishRecommendation(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  published: boolean,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('recommendation')
    .set({ published, version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function columnsOf(given: GivenRecommendation) {
  return {
    ...{ words: given.words, made_on: given.madeOn },
    ...{ source_kind: given.source.kind, source_id: given.source.id, source_words: given.source.words },
    ...{ response: given.response, response_why: given.responseWhy, responded_on: given.respondedOn },
  };
}

async function writeAgencies(trx: Db, id: string, agencies: readonly string[]): Promise<void> {
  const t = trx.withTables<Tables>();
  await t.deleteFrom('recommendation_agency').where('recommendation_id', '=', id).execute();
  if (agencies.length === 0) return;
  const rows = agencies.map((agency) => ({ recommendation_id: id, agency }));
  await t.insertInto('recommendation_agency').values(rows).execute();
}

const FIELDS = sql`
  r.id, r.reference, r.agency, r.owner_id as "ownerId", o.name as "ownerName", r.version, r.made_at as "madeAt", r.words,
  r.made_on as "madeOn", json_build_object('kind', r.source_kind, 'id', r.source_id, 'words', r.source_words) as source,
  r.response, r.response_why as "responseWhy", r.responded_on as "respondedOn", r.published,
  coalesce((select json_agg(json_build_object('key', g.key, 'name', g.name) order by g.name)
    from recommendation_agency a join agency g on g.key = a.agency where a.recommendation_id = r.id), '[]') as "agencyNames"`;

function recordOf(row: Omit<Recommendation, 'agencies'>): Recommendation {
  return { ...row, agencies: row.agencyNames.map(({ key }) => key) };
}

/** One recommendation, or nothing where the person who acts may not read it. */
export async function findRecommendation(trx: Db, id: string): Promise<Recommendation | undefined> {
  const { rows } = await sql<Omit<Recommendation, 'agencies'>>`
    select ${FIELDS} from recommendation r join person o on o.id = r.owner_id where r.id = ${id}::uuid`.execute(trx);
  return rows[0] && recordOf(rows[0]);
}

/** The actions under a recommendation, as far as the person sees them. */
export async function listActionsUnder(trx: Db, id: string): Promise<ActionLine[]> {
  const { rows } = await sql<ActionLine>`
    select ${LINE} from ${FROM} where a.recommendation_id = ${id}::uuid order by a.given_on, a.reference`.execute(trx);
  return rows;
}

/** A recommendation in a list, with how many of its actions stand where. */
export interface RecommendationLine extends Recommendation {
  actions: { state: string; count: number }[];
}

/** Which recommendations a list shows. */
export interface RecommendationsAsked {
  source: SourceKind | null;
  /** Together with the source: a review’s or audit’s key. */
  sourceId: string | null;
  response: Response | null;
  agency: string | null;
  from: number;
  most: number;
}

/** Recommendations that the person may read, the newest first; one more than asked for where there are more. */
export async function listRecommendations(trx: Db, asked: RecommendationsAsked): Promise<RecommendationLine[]> {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  if (asked.source) conditions.push(sql`r.source_kind = ${asked.source}`);
  if (asked.sourceId) conditions.push(sql`r.source_id = ${asked.sourceId}`);
  if (asked.response) conditions.push(sql`r.response = ${asked.response}`);
  if (asked.agency)
    conditions.push(
      sql`exists (select from recommendation_agency a where a.recommendation_id = r.id and a.agency = ${asked.agency})`,
    );
  const { rows } = await sql<Omit<RecommendationLine, 'agencies'>>`
    select ${FIELDS}, coalesce((select json_agg(json_build_object('state', s.state, 'count', s.n)) from (
      select a.state, count(*) as n from action a where a.recommendation_id = r.id group by a.state) s), '[]') as actions
    from recommendation r join person o on o.id = r.owner_id
    where ${sql.join(conditions, sql` and `)}
    order by r.made_on desc, r.id desc offset ${asked.from} limit ${asked.most + 1}`.execute(trx);
  return rows.map((row) => ({ ...recordOf(row), actions: row.actions }));
}

/** Published reviews and audits to choose a source from. */
export async function listSourceRecords(
  trx: Db,
): Promise<{ kind: 'practice-review' | 'audit'; key: string; name: string }[]> {
  const { rows } = await sql<{ kind: 'practice-review' | 'audit'; key: string; name: string }>`
    select 'practice-review' as kind, key, label as name from practice_review
    union all select 'audit', key, title from audit order by 1 desc, 3`.execute(trx);
  return rows;
}
