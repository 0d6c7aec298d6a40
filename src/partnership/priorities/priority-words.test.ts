import { describe, expect, it } from 'vitest';
import { evidenceOf, yearInWords } from './priority-words.ts';
import type { Priority } from './repository.ts';

const claim = (measured: boolean) => ({ words: 'w', measured });
const priority = (parts: Partial<Priority>): Priority => ({
  kind: 'priority',
  key: 'k',
  partnership: 'p',
  year: '2030-31',
  number: 1,
  priorityKind: 'key',
  title: 't',
  aim: 'a',
  rationale: null,
  entailed: [],
  done: ['Something was done.'],
  impact: [],
  seeks: [],
  notEvidenced: [],
  ...parts,
});

describe('what difference a priority made', () => {
  it.each([
    [[claim(true), claim(true)], 'full', '2 claims of impact, all measured'],
    [[claim(true), claim(false)], 'half', '2 claims of impact, 1 measured'],
    [[claim(false)], 'open', '1 claim of impact, none measured'],
  ])('depends on measures, not on how much was done', (impact, shape, words) => {
    expect(evidenceOf(priority({ impact }))).toEqual({ shape, words });
  });

  it('is not known yet for a year still ahead', () => {
    expect(evidenceOf(priority({ done: [], seeks: ['Better plans'] })).shape).toBe('unknown');
  });

  it('is open when much was done and nothing is said of what came of it', () => {
    expect(evidenceOf(priority({}))).toEqual({ shape: 'open', words: 'Nothing is recorded of what came of it' });
  });
});

describe('a year of priorities', () => {
  it('says how many claims rest on a measure', () => {
    expect(yearInWords([priority({ impact: [claim(true), claim(false)] })])).toBe(
      '1 priority. They make 2 claims that something changed for the better; one rests on a measure.',
    );
  });

  it('says what a coming year seeks', () => {
    expect(yearInWords([priority({ seeks: ['a', 'b'] })])).toBe(
      '1 priority. They seek 2 changes. What came of them is not recorded yet.',
    );
  });
});
