import type { GivenTest, GivenVisit } from '../partnership/scrutiny/index.ts';

const INVENTED = 'Invented for the demonstration.';

/** A test that was never made: its subject by place among all that can be tested of a kind, days counted back from today. */
export interface InventedTest {
  id: string;
  subject: { kind: 'recommendation' | 'review' | 'audit'; at: number };
  given: Omit<GivenTest, 'testedOn' | 'nextLookOn'>;
  ago: number;
  /** Looked at again so many days after today; before it where negative; null for never. */
  next: number | null;
  published: boolean;
}

/** A conversation that never was. */
export interface InventedVisit {
  id: string;
  ago: number;
  given: Omit<GivenVisit, 'visitedOn'>;
}

/** Number of the invented statement. */
export const INVENTED_STATEMENT_ID = 'b5000000-0000-5000-8000-000000000001';

/** Tests of an invented year. */
export function inventedTests(): InventedTest[] {
  const all: Omit<InventedTest, 'id'>[] = [
    {
      ...{ subject: { kind: 'recommendation', at: 0 }, ago: 214, next: -20, published: true },
      given: {
        claimed: `${INVENTED} Both councils report that every core group speaks of what is not known.`,
        evidence: 'Twelve sets of minutes from each council, and two meetings that I sat in on.',
        finding: 'effect-not-seen',
        found:
          'The new item is on every agenda. It was spoken of in four of twelve sets of minutes, mostly in one line.',
      },
    },
    {
      ...{ subject: { kind: 'recommendation', at: 1 }, ago: 160, next: 40, published: true },
      given: {
        claimed: `${INVENTED} The police report that schools hear before the conference.`,
        evidence: 'Thirty notices with the time at which they were sent and opened; calls to six schools.',
        finding: 'in-practice',
        found: 'Twenty-seven of thirty were opened before the conference. All six schools knew what to do with one.',
      },
    },
    {
      ...{ subject: { kind: 'review', at: 0 }, ago: 120, next: null, published: true },
      given: {
        claimed: `${INVENTED} Supervision asks on what a hopeful view rests.`,
        evidence: 'Supervision notes of eight social workers and four health visitors.',
        finding: 'partly',
        found: 'Social workers are asked. In health the form has no place for it, and nobody was.',
      },
    },
    {
      ...{ subject: { kind: 'audit', at: 0 }, ago: 95, next: 10, published: false },
      given: {
        claimed: `${INVENTED} Training on the tool reached all teams.`,
        evidence: 'Lists of attendance, and twenty case files.',
        finding: 'not-carried-out',
        found: 'Two teams had no training at all. In their files the tool is not used once.',
      },
    },
    {
      ...{ subject: { kind: 'audit', at: 1 }, ago: 33, next: 60, published: false },
      given: {
        claimed: `${INVENTED} What children say stands in every plan.`,
        evidence: 'Ten plans, and a conversation with five young people about their own.',
        finding: 'effect-not-seen',
        found: 'It stands in nine of ten. Three of five young people did not know what had come of it.',
      },
    },
  ];
  return all.map((one, at) => ({ id: `b3000000-0000-5000-8000-${String(at + 1).padStart(12, '0')}`, ...one }));
}

/** Walk-rounds and conversations of an invented year. */
export function inventedVisits(): InventedVisit[] {
  const all: Omit<InventedVisit, 'id'>[] = [
    {
      ago: 200,
      given: {
        ...{ form: 'walk-round', place: 'The Children’s Hub', shared: true },
        heard: `${INVENTED} Workers read contacts with care. The screen shows the newest one only; earlier ones are three clicks away.`,
      },
    },
    {
      ago: 140,
      given: {
        ...{ form: 'practitioners', place: 'A group of designated safeguarding leads', shared: true },
        heard: `${INVENTED} They know how to disagree with a decision. Most had not, because they did not know whom to ring.`,
      },
    },
    {
      ago: 60,
      given: {
        ...{ form: 'children', place: 'A youth centre', shared: false },
        heard: `${INVENTED} They are asked often, they say, and told little of what came of it.`,
      },
    },
  ];
  return all.map((one, at) => ({ id: `b4000000-0000-5000-8000-${String(at + 1).padStart(12, '0')}`, ...one }));
}

/** The statement of an invented year. */
export const INVENTED_STATEMENT = `${INVENTED}

I tested five things that the partnership had reported as done. One was carried out and I could see it in practice. Two were carried out and their effect could not be seen. One was carried out in part, and one not at all.

Agencies disagree more openly than they did, and are answered. The second stage is still the slowest: managers answer late more often than those above or below them.

Children told me that they are asked, and seldom told what came of it. I ask the partners to show next year what changed because of what children said.`;
