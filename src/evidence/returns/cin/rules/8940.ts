import { overlapping } from '../overlapping.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Two child protection plans of the child overlap. */
export const rule8940: CinRule = {
  code: '8940',
  severity: 'error',
  table: 'ChildProtectionPlans',
  needs: 'ChildProtectionPlans',
  reads: ['ChildProtectionPlans.CPPstartDate', 'ChildProtectionPlans.CPPendDate'],
  message: 'Two child protection plans of the child overlap.',
  why: why.oneAtATime,
  mend: 'End the earlier plan before the later one starts, or send one plan if they are the same.',
  reading:
    'All plans of the child are compared, across its episodes. Both days of a plan belong to it; one that is open lasts to the reference date.',
  child: (child, { census, fail }) => {
    const plans = child.protectionPlans;
    if (plans.length < 2) return;
    for (const [one, other] of overlapping(
      plans.map((plan) => ({ of: plan, from: plan.started, to: Number.isNaN(plan.ended) ? census.end : plan.ended })),
    ))
      fail([one, 'CPPstartDate'], [one, 'CPPendDate'], [other, 'CPPstartDate'], [other, 'CPPendDate']);
  },
  cases: [
    passes(
      episodes({
        ChildProtectionPlans: [
          { CPPstartDate: '2024-05-02', CPPendDate: '2024-06-02' },
          { CPPstartDate: '2024-06-03' },
        ],
      }),
    ),
    finds(
      { ChildProtectionPlans: [0, 1] },
      episodes(
        { ChildProtectionPlans: [{ CPPstartDate: '2024-05-02', CPPendDate: '2024-06-02' }] },
        { ChildProtectionPlans: [{ CPPstartDate: '2024-06-02' }] },
      ),
    ),
  ],
};
