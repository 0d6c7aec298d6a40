import type { Db } from '../../../platform/database/connection.ts';
import type { Verdict } from '../records.ts';
import type { GivenJudgement, Judgement } from './judgement.ts';

type Tables = {
  requirement_judgement: {
    id: string;
    year: string;
    requirement: string;
    agency: string;
    owner_id: string;
    version: number;
    made_at: Date;
    changed_at: Date;
    verdict: Verdict;
    words: string;
    missing: string | null;
    judged_by: string;
  };
};

/** What is said of each requirement that was judged for a year. */
export async function listJudgements(db: Db, year: string): Promise<Judgement[]> {
  return db
    .withTables<Tables>()
    .selectFrom('requirement_judgement')
    .select(['id', 'requirement', 'agency', 'owner_id as ownerId', 'version', 'changed_at as changedAt'])
    .select(['verdict', 'words', 'missing', 'judged_by as judgedBy'])
    .where('year', '=', year)
    .orderBy('requirement')
    .execute();
}

/** Writes the first judgement of a requirement; false where somebody else was faster. */
export async function insertJudgement(
  trx: Db,
  record: { id: string; year: string; requirement: string; agency: string; ownerId: string; now: Date },
  given: GivenJudgement,
): Promise<boolean> {
  const { id, year, requirement, agency, ownerId, now } = record;
  const { numInsertedOrUpdatedRows } = await trx
    .withTables<Tables>()
    .insertInto('requirement_judgement')
    .values({
      ...{ id, year, requirement, agency, owner_id: ownerId, version: 1, made_at: now, changed_at: now },
      ...columnsOf(given),
    })
    .onConflict((conflict) => conflict.columns(['year', 'requirement']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes another judgement in its place, unless somebody else did since that version; then it returns false. */
export async function updateJudgement(
  trx: Db,
  at: { id: string; version: number; now: Date },
  given: GivenJudgement,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('requirement_judgement')
    .set({ ...columnsOf(given), version: at.version + 1, changed_at: at.now })
    .where('id', '=', at.id)
    .where('version', '=', at.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

function columnsOf({ verdict, words, missing, judgedBy }: GivenJudgement) {
  return { verdict, words, missing, judged_by: judgedBy };
}
