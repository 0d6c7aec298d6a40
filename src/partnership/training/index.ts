/**
 * Training that a partnership gives to its workforce, and what is known of its effect. Attendance numbers are figures of
 * the snapshot. Everything here is public. Guidance: Working Together 2018 and 2023 on the yearly report; inventory rows 58, 59,
 * 76, 86 and 124.
 */
import type { Module } from '../../platform/module.ts';
import { orderedIn, recordKind } from '../../platform/records/index.ts';
import { saveTrainingOffer } from './repository.ts';
import { trainingRoutes } from './routes.ts';
import { trainingOffer } from './training-offer.ts';

export { listTrainingOffers, type TrainingOffer } from './repository.ts';

/** Training offers. */
export const trainingModule: Module = {
  name: 'partnership/training',
  routes: trainingRoutes,
  recordKinds: [
    recordKind({
      kind: 'training-offer',
      heading: 'training-offers',
      about: 'Training that was delivered, ordered or planned, for whom, and what is known of its effect.',
      schema: trainingOffer,
      key: (one) => one.key,
      needs: ['partnership', 'year'],
      save: (trx, one, { partnership, year }, position) => {
        if (partnership === null || year === null) throw new Error('An offer was let through without its year.');
        return saveTrainingOffer(trx, one, { partnership, year, position });
      },
      reorder: orderedIn('training_offer'),
    }),
  ],
};
