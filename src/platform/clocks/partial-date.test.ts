import { describe, expect, it } from 'vitest';
import { partialDateInWords } from './partial-date.ts';

describe('a date of which only a part is known', () => {
  it.each([
    ['2022-03-31', '31 March 2022'],
    ['2021-10-01', '1 October 2021'],
    ['2019-04', 'April 2019'],
    ['2021', '2021'],
  ])('%s reads %s', (stored, words) => {
    expect(partialDateInWords(stored)).toBe(words);
  });

  it('does not take a year of account for a month', () => {
    expect(partialDateInWords('2022-23')).toBe('2022-23');
  });

  it('leaves words alone', () => {
    expect(partialDateInWords('in the spring')).toBe('in the spring');
  });
});
