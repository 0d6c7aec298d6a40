import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A review of a child protection plan has no date. */
export const rule8842Q: CinRule = {
  code: '8842Q',
  severity: 'query',
  table: 'Reviews',
  needs: 'ChildProtectionPlans',
  reads: ['Reviews.CPPreviewDate'],
  message: 'A review of a child protection plan has no date.',
  why: why.protection,
  mend: 'Give the day of the review conference, or take the review out.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        for (const review of plan.reviews) if (Number.isNaN(review.held)) fail([review, 'CPPreviewDate']);
      }
    }
  },
  cases: [
    passes(episodes({ ChildProtectionPlans: [{ CPPreviewDate: ['2024-05-02'] }, {}] })),
    finds({ Reviews: [1] }, episodes({ ChildProtectionPlans: [{ CPPreviewDate: ['2024-05-02', ''] }] })),
  ],
};
