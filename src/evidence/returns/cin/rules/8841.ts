import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child protection plan was reviewed on or before the day on which it started. */
export const rule8841: CinRule = {
  code: '8841',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate', 'Reviews.CPPreviewDate'],
  message: 'The child protection plan was reviewed on or before the day on which it started.',
  why: why.protection,
  mend: 'Correct the date; the initial conference is no review.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        for (const review of plan.reviews)
          if (review.held <= plan.started) fail([plan, 'CPPstartDate'], [review, 'CPPreviewDate']);
      }
    }
  },
  cases: [
    passes(
      episodes({
        ChildProtectionPlans: [
          { CPPstartDate: '2024-05-02', CPPreviewDate: ['2024-05-03'] },
          { CPPreviewDate: ['2024-05-03'] },
        ],
      }),
    ),
    finds(
      { ChildProtectionPlans: [0], Reviews: [0] },
      episodes({ ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPreviewDate: ['2024-05-02', '2024-07-02'] }] }),
    ),
  ],
};
