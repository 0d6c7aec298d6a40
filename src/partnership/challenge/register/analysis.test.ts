import { describe, expect, it } from 'vitest';
import { workingCalendar } from '../../../platform/clocks/index.ts';
import { analyse } from './analysis.ts';
import type { RegisterLine } from './register.ts';
import type { StageFact } from './repository.ts';

const calendar = workingCalendar([{ day: '2026-12-25', name: 'Christmas Day' }]);
const line = (change: Partial<RegisterLine>): RegisterLine => ({
  ...{ kind: 'disagreement', id: 'x', reference: 'x', agency: 'a', agencyName: 'Agency A', raisedAs: null },
  ...{ otherAgency: 'b', otherAgencyName: 'Agency B', about: 'threshold', theme: null, themeName: null, urgent: false },
  ...{ stage: 1, state: 'asked-1', raisedOn: '2026-11-02', due: null, answeredOn: null, endedOn: null, result: null },
  ...change,
});
const fact = (stage: 1 | 2, due: string | null, answeredOn: string | null, ended: string | null = null): StageFact => ({
  ...{ reference: 'x', stage, beganOn: '2026-11-02', due, answeredOn, ended },
});

describe('the register, counted', () => {
  it('says of how many each count is, and counts the scrutineer for no agency', () => {
    const found = analyse(
      [
        line({}),
        line({ state: 'resolved', result: 'changed', themeName: 'Neglect' }),
        line({ state: 'withdrawn', about: 'sharing' }),
        line({
          kind: 'peer-challenge',
          about: 'practice',
          raisedAs: 'scrutineer',
          state: 'changed',
          result: 'accepted',
        }),
      ],
      [],
      calendar,
    );
    expect(found).toMatchObject({ disagreements: 3, peers: 1 });
    expect(found.causes).toEqual([
      { name: 'A referral was said to be below the threshold', count: 2, of: 3 },
      { name: 'Information was not shared, or not in time', count: 1, of: 3 },
    ]);
    expect(found.outcomes).toEqual([
      { name: 'The decision or practice was changed', count: 1, of: 2 },
      { name: 'Withdrawn', count: 1, of: 2 },
    ]);
    expect(found.peerResults).toEqual([{ name: 'Accepted and changed', count: 1, of: 1 }]);
    expect(found.themes).toEqual([{ name: 'Neglect', count: 1, of: 4 }]);
    expect(found.agencies).toEqual([
      { name: 'Agency A', raised: 3, asked: 0 },
      { name: 'Agency B', raised: 0, asked: 4 },
    ]);
  });

  it('tells of each stage how many reached it, were answered, in time, and how long that took', () => {
    const { stages } = analyse(
      [],
      [
        fact(1, '2026-11-04', '2026-11-03', 'resolved'),
        fact(1, '2026-11-04', '2026-11-09', 'escalated'),
        fact(1, '2026-11-04', null, 'escalated'),
        fact(2, null, '2026-11-05'),
      ],
      calendar,
    );
    expect(stages[0]).toEqual({
      ...{ stage: 1, reached: 3, answered: 2, withLimit: 2, inTime: 1, resolved: 1, medianDays: 3 },
    });
    expect(stages[1]).toEqual({
      ...{ stage: 2, reached: 1, answered: 1, withLimit: 0, inTime: 0, resolved: 0, medianDays: 3 },
    });
    expect(stages[3]).toMatchObject({ reached: 0, medianDays: null });
  });
});
