import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandMove } from '../../platform/workflow/index.ts';
import type { ActionState } from './action.ts';
import { ACTION_PROCESS, type ActionDoing } from './process.ts';
import { partsOf } from './rules.ts';

const PEOPLE = ['ana', 'ben', 'cleo'] as const;
const DOINGS = [...new Set(ACTION_PROCESS.moves.map(({ doing }) => doing))];

/** Somebody tries to do something, with whatever rights the access table may give them. */
interface Try {
  who: (typeof PEOPLE)[number];
  doing: ActionDoing;
  to: (typeof PEOPLE)[number];
  changes: boolean;
  reviews: boolean;
}

const tries: fc.Arbitrary<Try[]> = fc.array(
  fc.record({
    who: fc.constantFrom(...PEOPLE),
    doing: fc.constantFrom(...DOINGS),
    to: fc.constantFrom(...PEOPLE),
    changes: fc.boolean(),
    reviews: fc.boolean(),
  }),
  { maxLength: 14 },
);

/** What stands after a row of tries: refused ones change nothing. */
function play(all: readonly Try[]) {
  let state: ActionState = 'open';
  let owner: string = 'ana';
  let doer: string | null = null;
  let judge: string | null = null;
  for (const { who, doing, to, changes, reviews } of all) {
    const parts = partsOf({ ownerId: owner, doneBy: doer }, { id: who, changes, reviews });
    try {
      state = demandMove(ACTION_PROCESS, state, doing, parts).to;
    } catch {
      continue;
    }
    if (doing === 'done') doer = who;
    if (doing === 'hand-over') owner = to;
    if (doing === 'reopen' || doing === 'need-again') doer = null;
    if (doing === 'improved' || doing === 'not-improved') judge = who;
  }
  return { state, owner, doer, judge };
}

describe('whatever people try, in whatever order, with whatever rights', () => {
  it('nothing made a difference without two evidences by two people', () => {
    let reached = 0;
    fc.assert(
      fc.property(tries, (all) => {
        const { state, owner, doer, judge } = play(all);
        if (state !== 'made-a-difference' && state !== 'looked-at') return;
        reached += 1;
        expect(doer).not.toBeNull();
        expect(judge).not.toBeNull();
        expect(judge).not.toBe(doer);
        expect(judge).not.toBe(owner);
      }),
      { numRuns: 20_000, seed: 26 },
    );
    // A property that is never reached would hold of anything.
    expect(reached).toBeGreaterThan(100);
  });

  it('nobody strikes off, or gives more time to, what they have themselves', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.constantFrom('not-needed', 'set-due', 'keep-due'), (reviews, doing) => {
        const parts = partsOf({ ownerId: 'ana', doneBy: null }, { id: 'ana', changes: true, reviews });
        expect(() => demandMove(ACTION_PROCESS, 'open', doing as ActionDoing, parts)).toThrow(
          'not for the person who has it',
        );
      }),
    );
  });
});
