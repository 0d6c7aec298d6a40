import type { GivenRecommendation } from '../partnership/actions/index.ts';
import { addDays, type PlainDate } from '../platform/clocks/index.ts';

/** A recommendation that was never made, as the demonstration holds it. */
export interface InventedRecommendation {
  id: string;
  by: string;
  ago: number;
  given: GivenRecommendation;
  published: boolean;
}

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const HEALTH = 'north-east-and-north-cumbria-icb';
const POLICE = 'cleveland-police';
const SCHOOLS = 'schools';

/** Begins what could be taken for something that happened. */
const INVENTED = 'Invented for the demonstration.';

/** Number of an invented recommendation by its place. */
export function recommendationId(place: number): string {
  return `a1000000-0000-5000-8000-${String(place).padStart(12, '0')}`;
}

/** The recommendations, with days counted back from the day on which they are put there. */
export function inventedRecommendations(today: PlainDate): InventedRecommendation[] {
  const on = (ago: number) => addDays(today, -ago);
  const all: Omit<InventedRecommendation, 'id'>[] = [
    {
      ...{ by: 'Brenda Example', ago: 330, published: true },
      given: {
        words: `${INVENTED} Every agenda of a core group has a place of its own for what is not known and who might know it.`,
        madeOn: on(340),
        source: { kind: 'practice-review', id: 'child-o', words: 'Child O, first action' },
        agencies: [HARTLEPOOL, STOCKTON],
        ...{ response: 'accepted', responseWhy: null, respondedOn: on(320) },
      },
    },
    {
      ...{ by: 'Brenda Example', ago: 330, published: true },
      given: {
        words: `${INVENTED} A school hears before the meeting that a domestic abuse conference concerns one of its pupils.`,
        madeOn: on(340),
        source: { kind: 'practice-review', id: 'child-o', words: 'Child O, on schools' },
        agencies: [POLICE, SCHOOLS],
        ...{ response: 'accepted', responseWhy: null, respondedOn: on(320) },
      },
    },
    {
      ...{ by: 'Brenda Example', ago: 250, published: true },
      given: {
        words: `${INVENTED} Practitioners use one tool for each child of a family, so that experiences can be compared.`,
        madeOn: on(255),
        source: { kind: 'audit', id: 'neglect-audit-2021-22', words: 'Neglect audit, to develop' },
        agencies: [HARTLEPOOL, STOCKTON, HEALTH],
        ...{ response: 'in-part', respondedOn: on(240) },
        responseWhy: 'Health visitors keep their own licensed tool and share its result.',
      },
    },
    {
      ...{ by: 'Maya Example', ago: 200, published: false },
      given: {
        words: `${INVENTED} Children who are exploited are offered the same worker when they are placed out of the area.`,
        madeOn: on(205),
        source: { kind: 'audit', id: 'contextual-safeguarding-audit-2021', words: 'Contextual safeguarding audit' },
        agencies: [HARTLEPOOL, STOCKTON],
        ...{ response: 'not-accepted', respondedOn: on(170) },
        responseWhy: 'Not possible with the posts there are; a named second worker is offered instead.',
      },
    },
    {
      ...{ by: 'Brenda Example', ago: 120, published: false },
      given: {
        words: `${INVENTED} Partners show once a quarter what their actions changed, and not only that they were done.`,
        madeOn: on(125),
        source: { kind: 'scrutiny', id: null, words: 'Scrutineer’s invented statement, point 2' },
        agencies: [HARTLEPOOL, STOCKTON, HEALTH, POLICE],
        ...{ response: 'accepted', responseWhy: null, respondedOn: on(100) },
      },
    },
    {
      ...{ by: 'Maya Example', ago: 20, published: false },
      given: {
        words: `${INVENTED} Supervision records say what would make the worker change their mind.`,
        madeOn: on(22),
        source: { kind: 'national-review', id: null, words: 'An invented national review, recommendation 4' },
        agencies: [HARTLEPOOL, HEALTH],
        ...{ response: 'waiting', responseWhy: null, respondedOn: null },
      },
    },
  ];
  return all.map((one, at) => ({ id: recommendationId(at + 1), ...one }));
}
