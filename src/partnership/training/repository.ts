import type { Db } from '../../platform/database/connection.ts';
import type { GivenTrainingOffer } from './training-offer.ts';

type Tables = {
  training_offer: {
    key: string;
    partnership: string;
    year: string;
    title: string;
    standing: GivenTrainingOffer['standing'];
    audience: string;
    effect: string;
    position: number;
  };
};

/** A training offer as pages show it. */
export interface TrainingOffer {
  kind: 'training-offer';
  key: string;
  year: string;
  title: string;
  standing: GivenTrainingOffer['standing'];
  audience: string;
  /** What is known of its effect on practice. */
  effect: string;
}

/** Writes an offer's current state. */
export async function saveTrainingOffer(
  trx: Db,
  given: GivenTrainingOffer,
  place: { partnership: string; year: string; position: number },
): Promise<void> {
  const { key, ...offer } = given;
  const row = { ...offer, ...place };
  await trx
    .withTables<Tables>()
    .insertInto('training_offer')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** The training offers of a partnership's year, in the order of the files. */
export async function listTrainingOffers(db: Db, of: { partnership: string; year: string }): Promise<TrainingOffer[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('training_offer')
    .select(['key', 'year', 'title', 'standing', 'audience', 'effect'])
    .where('partnership', '=', of.partnership)
    .where('year', '=', of.year)
    .orderBy('position')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ kind: 'training-offer', ...row }));
}
