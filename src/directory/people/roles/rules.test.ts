import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../platform/clocks/index.ts';
import { lastDayAtOnce, lastDayProblem, overlap, phaseOf, spanProblem } from './rules.ts';

const TODAY = '2026-11-23';
const person = { name: 'Ida Invented', joined: '2026-01-05', leftOn: null };
const give = (from: string, until: string | null, others = {}) =>
  spanProblem({ from, until }, { ...person, ...others }, [], TODAY)?.message ?? null;

const day = fc.integer({ min: -400, max: 400 }).map((days) => addDays(TODAY, days));
const span = fc
  .record({ from: day, length: fc.option(fc.integer({ min: -1, max: 300 })) })
  .map(({ from, length }) => ({ from, until: length === null ? null : addDays(from, length) }));

describe('the days of a role', () => {
  it.each([
    ['2026-11-23', null, 'present'],
    ['2026-11-24', null, 'to-come'],
    ['2026-01-01', '2026-11-23', 'present'],
    ['2026-01-01', '2026-11-22', 'past'],
    ['2026-11-23', '2026-11-22', 'withdrawn'],
    ['2026-12-01', '2026-11-30', 'withdrawn'],
  ])('from %s to %s are %s on 23 November 2026', (from, until, phase) => {
    expect(phaseOf({ from, until }, TODAY)).toBe(phase);
  });

  it('overlap when they share a day, and only then', () => {
    const days = Array.from({ length: 1200 }, (_, at) => addDays(TODAY, at - 450));
    const holds = ({ from, until }: { from: string; until: string | null }, one: string) =>
      from <= one && (until === null || one <= until);
    fc.assert(
      fc.property(span, span, (one, other) => {
        const shared = days.some((each) => holds(one, each) && holds(other, each));
        return overlap(one, other) === shared && overlap(other, one) === shared;
      }),
      { numRuns: 300 },
    );
  });

  it('begin today or later, and end no earlier than they begin', () => {
    expect(give('2026-11-23', null)).toBeNull();
    expect(give('2026-11-22', null)).toBe('The day the role begins must be today or later');
    expect(give('2026-11-23', '2026-11-22')).toBe('The last day of the role must be the day it begins, or later');
    expect(give('2026-11-23', '2026-11-23')).toBeNull();
  });

  it('stay within the time a person works with Kith', () => {
    expect(give('2026-11-30', null, { joined: '2026-12-01' })).toContain('joins on 1 December 2026');
    expect(give('2026-11-23', null, { leftOn: '2026-12-31' })).toContain('leaves on 31 December 2026');
    expect(give('2026-11-23', '2027-01-01', { leftOn: '2026-12-31' })).toContain('leaves on 31 December 2026');
    expect(give('2026-11-23', '2026-12-31', { leftOn: '2026-12-31' })).toBeNull();
  });

  it('are refused where the same role is held already', () => {
    const held = { from: '2026-11-01', until: '2026-12-01' };
    expect(spanProblem({ from: '2026-12-01', until: null }, person, [held], TODAY)?.message).toBe(
      'Ida Invented has this role already from 1 November 2026 to 1 December 2026',
    );
    expect(spanProblem({ from: '2026-12-02', until: null }, person, [held], TODAY)).toBeNull();
  });

  it('end at once by ending yesterday, or before they began', () => {
    fc.assert(
      fc.property(span, (one) => {
        const ended = { from: one.from, until: lastDayAtOnce(one, TODAY) };
        return phaseOf(ended, TODAY) !== 'present' && phaseOf(ended, TODAY) !== 'to-come';
      }),
    );
  });

  it('can be shortened and not made longer', () => {
    const held = { from: '2026-11-01', until: '2026-12-01' };
    expect(lastDayProblem(held, '2026-11-23', TODAY)).toBeNull();
    expect(lastDayProblem(held, '2026-11-22', TODAY)).toContain('choose “At once”');
    expect(lastDayProblem(held, '2026-12-02', TODAY)).toContain('ends on 1 December 2026 already');
    expect(lastDayProblem({ from: '2026-12-05', until: null }, '2026-12-01', TODAY)).toContain('to withdraw it');
  });
});
