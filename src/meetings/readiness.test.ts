import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Meeting, type MeetingDoing, type MeetingState, meetingProcess } from './meeting.ts';
import { type StepFacts, standsAgainst, stepsOf } from './readiness.ts';

const meeting = { state: 'planned', day: '2026-11-23', enteredAfterwards: false, agendaSentAt: null } as Meeting;
const facts: StepFacts = { today: '2026-11-23', items: 2, attendees: [], written: false, unsettled: 0 };
const says = (doing: MeetingDoing, of: Partial<Meeting>, known: Partial<StepFacts> = {}) =>
  standsAgainst({ ...meeting, ...of }, doing, { ...facts, ...known })?.says ?? null;
const person = (name: string, presence: 'present' | null) => ({ name, presence });

describe('a step that can’t be taken yet', () => {
  it('says what is missing: a day, an item, whether each member came, one text to settle', () => {
    expect(says('start', { day: '2026-11-24' })).toContain('This meeting is on Tuesday 24 November 2026.');
    expect(says('start', {}, { items: 0 })).toContain('nothing on the agenda');
    expect(says('start', {})).toBeNull();
    const five = ['A', 'B', 'C', 'D', 'E'].map((name) => person(name, null));
    expect(says('finish', { state: 'in-session' })).toContain('no members on the day');
    expect(says('finish', { state: 'in-session' }, { attendees: five })).toContain('Nobody has said yet who was there');
    expect(says('finish', { state: 'in-session' }, { attendees: [person('F', 'present'), ...five] })).toBe(
      'Nobody has said yet of A, B, C and 2 more whether they came. Record attendance first.',
    );
    expect(says('finish', { state: 'in-session' }, { attendees: [person('F', 'present')] })).toBeNull();
    expect(says('agree', { state: 'to-agree' }, { unsettled: 2 })).toContain('2 texts have two versions');
  });

  it('is spoken of beside the buttons; one that never can is not', () => {
    const runs = new Set(['administrator'] as const);
    const coming = stepsOf({ ...meeting, day: '2026-12-01' } as Meeting, runs, facts);
    expect(coming.now.map(({ doing }) => doing)).toEqual(['send-agenda', 'move', 'cancel']);
    expect(coming.later.map(({ doing }) => doing)).toEqual(['start']);
    const past = stepsOf({ ...meeting, day: '2026-11-02', enteredAfterwards: true } as Meeting, runs, facts);
    expect([...past.now, ...past.later].map(({ doing }) => doing)).not.toContain('send-agenda');
    expect(stepsOf(meeting, new Set(['member'] as const), facts)).toEqual({ now: [], later: [] });
  });

  it('is never offered and refused by the same rule: a step is offered now, spoken of, or neither', () => {
    const states = Object.keys(meetingProcess.states) as MeetingState[];
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom('2026-11-01', '2026-11-23', '2026-12-01'),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.nat(2),
        (state, day, enteredAfterwards, sent, written, items) => {
          const one = { ...meeting, state, day, enteredAfterwards, agendaSentAt: sent ? new Date() : null } as Meeting;
          const known = { ...facts, written, items };
          const { now, later } = stepsOf(one, new Set(['chair'] as const), known);
          for (const { doing } of now) expect(standsAgainst(one, doing, known)).toBeNull();
          expect(now.filter((step) => later.some(({ doing }) => doing === step.doing))).toEqual([]);
          expect(now.filter(({ doing }) => doing === 'unstart' || doing === 'unstart-sent').length).toBeLessThan(2);
        },
      ),
    );
  });
});
