import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { SourceKind } from './recommendation.ts';

/** So many characters of a recommendation stand in a list of what waits. */
const SHOWN = 120;

/** A recommendation that nobody has answered. */
export interface UnansweredRecommendation {
  id: string;
  reference: string;
  /** Its words, cut where they are long. */
  words: string;
  madeOn: PlainDate;
  sourceKind: SourceKind;
  sourceWords: string;
  /** Names of the agencies whose it is. */
  agencyNames: string;
}

/** Which of them are asked for. */
export interface UnansweredAsked {
  /** Those of one agency, or of any; null for none but the orphans. */
  of: string | null;
  /** Besides, those that nobody of their agencies could answer, by the agencies where somebody could. */
  orphans: { anything: readonly string[]; own: readonly string[] } | null;
  /** Only what this agency entered; null for whoever may answer all. */
  enteredBy: string | null;
  most: number;
}

/** Recommendations without an answer, the oldest first. */
export async function listUnanswered(
  trx: Db,
  { of, orphans, enteredBy, most }: UnansweredAsked,
): Promise<UnansweredRecommendation[]> {
  const theirs =
    of === 'all'
      ? sql`true`
      : sql`exists (select from recommendation_agency a where a.recommendation_id = r.id and a.agency = ${of}::text)`;
  const nobodys =
    orphans === null
      ? sql`false`
      : sql`not exists (select from recommendation_agency a where a.recommendation_id = r.id
          and (a.agency = any(${[...orphans.anything]}::text[])
            or a.agency = r.agency and a.agency = any(${[...orphans.own]}::text[])))`;
  const { rows } = await sql<UnansweredRecommendation>`
    select r.id, r.reference, case when length(r.words) > ${SHOWN} then left(r.words, ${SHOWN} - 1) || '…' else r.words end as words,
      r.made_on as "madeOn", r.source_kind as "sourceKind", r.source_words as "sourceWords",
      (select string_agg(g.name, ', ' order by g.name) from recommendation_agency a join agency g on g.key = a.agency
        where a.recommendation_id = r.id) as "agencyNames"
    from recommendation r
    where r.response = 'waiting' and (${theirs} or ${nobodys}) and (${enteredBy}::text is null or r.agency = ${enteredBy}::text)
    order by r.made_on, r.id limit ${most}`.execute(trx);
  return rows;
}
