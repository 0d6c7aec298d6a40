import { describe, expect, it } from 'vitest';
import { evidenceOf, yearInWords } from './priority-words.ts';
import type { Priority } from './repository.ts';

const stated = (measured: boolean) => ({ words: 'w', measured });
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
    [[stated(true), stated(true)], 'full', '2 results stated, all measured'],
    [[stated(true), stated(false)], 'half', '2 results stated, 1 measured'],
    [[stated(false)], 'open', '1 result stated, none measured'],
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
  it('says how many stated results rest on a measure, and not that something got better', () => {
    expect(yearInWords([priority({ impact: [stated(true), stated(false)] })])).toBe(
      '1 priority. 2 results are stated; one rests on a measure.',
    );
  });

  it('says what a coming year seeks', () => {
    expect(yearInWords([priority({ seeks: ['a', 'b'] })])).toBe(
      '1 priority. They seek 2 changes. What came of them is not recorded yet.',
    );
  });
});
