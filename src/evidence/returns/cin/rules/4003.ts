import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A child protection plan was reviewed while the child had a child in need plan. */
export const rule4003: CinRule = {
  code: '4003',
  severity: 'error',
  table: 'Reviews',
  needs: 'ChildProtectionPlans',
  reads: [
    'Reviews.CPPreviewDate',
    'CINplanDates.CINPlanStartDate',
    'ChildProtectionPlans.CPPendDate',
    'CINplanDates.CINPlanEndDate',
  ],
  message: 'A child protection plan was reviewed while the child had a child in need plan.',
  why: why.oneAtATime,
  mend: 'Correct the review’s date, or the dates of the child in need plan: it starts when the child protection plan ends.',
  reading:
    'All of the child’s plans are looked at, those of other episodes too. Both days of a child in need plan belong to it; one that is open lasts to the reference date. A review on the day on which its own child protection plan ends is let pass.',
  child: (child, { census, fail }) => {
    for (const episode of child.episodes) {
      for (const plan of episode.protectionPlans) {
        for (const review of plan.reviews) {
          if (Number.isNaN(review.held) || review.held === plan.ended) continue;
          for (const { cinPlans } of child.episodes) {
            for (const cinPlan of cinPlans) {
              if (
                review.held >= cinPlan.started &&
                review.held <= (Number.isNaN(cinPlan.ended) ? census.end : cinPlan.ended)
              )
                fail([review, 'CPPreviewDate'], [cinPlan, 'CINPlanStartDate'], [plan, 'CPPendDate']);
            }
          }
        }
      }
    }
  },
  cases: [
    passes(
      episodes({
        CINPlanDates: [{ CINPlanStartDate: '2024-09-02', CINPlanEndDate: '2024-12-02' }],
        ChildProtectionPlans: [{ CPPendDate: '2024-09-02', CPPreviewDate: ['2024-08-01', '2024-09-02'] }],
      }),
    ),
    finds(
      { Reviews: [1], CINplanDates: [0], ChildProtectionPlans: [0] },
      episodes(
        { ChildProtectionPlans: [{ CPPendDate: '2024-12-02', CPPreviewDate: ['2024-08-01', '2024-09-02'] }] },
        { CINPlanDates: [{ CINPlanStartDate: '2024-09-02' }] },
      ),
    ),
  ],
};
