import { describe, expect, it } from 'vitest';
import { littleProgress, yearOfAccount } from './report.ts';
import { timingInWords, timingOf } from './rules.ts';

describe('how an action stands to its next date', () => {
  it.each([
    ['2026-11-22', 'late', 'Late by 1 day: due on 22 November 2026'],
    ['2026-11-23', 'today', 'Due today'],
    ['2026-11-24', 'soon', 'Due in 1 day, on 24 November 2026'],
    ['2026-12-07', 'soon', 'Due in 14 days, on 7 December 2026'],
    ['2026-12-08', 'later', 'Due in 15 days, on 8 December 2026'],
  ])('%s is %s', (day, timing, words) => {
    expect(timingOf(day, '2026-11-23')).toBe(timing);
    expect(timingInWords('open', day, '2026-11-23')).toBe(words);
  });

  it('speaks of the effect once it is done, and of nothing once it is over', () => {
    expect(timingInWords('done', '2026-11-20', '2026-11-23')).toBe(
      'Late by 3 days: effect to be looked at on 20 November 2026',
    );
    expect(timingInWords('looked-at', null, '2026-11-23')).toBe('Nothing more is due');
    expect(timingOf(null, '2026-11-23')).toBe('over');
  });
});

describe('little or no progress', () => {
  const action = { state: 'open', dueOn: '2026-11-01', lookOn: null, verdict: null } as const;

  it.each([
    ['is told of what is late', action, 'late'],
    ['is not told of what is still in time', { ...action, dueOn: '2026-12-01' }, null],
    [
      'is told of what is done and was not looked at',
      { ...action, state: 'done', lookOn: '2026-11-10' },
      'done-without-look',
    ],
    ['is told of what is done without a test', { ...action, state: 'done' }, 'done-without-look'],
    ['is not told before that day', { ...action, state: 'done', lookOn: '2026-12-10' }, null],
    ['is told of each verdict but improved', { ...action, state: 'looked-at', verdict: 'worse' }, 'worse'],
    ['is told of no change', { ...action, state: 'looked-at', verdict: 'no-change' }, 'no-change'],
    ['is told where it can’t be told', { ...action, state: 'looked-at', verdict: 'cannot-tell' }, 'cannot-tell'],
    ['is not told of what made a difference', { ...action, state: 'made-a-difference', verdict: 'improved' }, null],
    ['is not told of what is no longer needed', { ...action, state: 'not-needed' }, null],
  ] as const)('%s', (_what, one, little) => {
    expect(littleProgress(one, '2026-11-23')).toBe(little);
  });

  it('is of a year from April to March', () => {
    expect(yearOfAccount('2026-27')).toEqual({ from: '2026-04-01', to: '2027-03-31' });
  });
});
