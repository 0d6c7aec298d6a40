import { expect, it } from 'vitest';
import { didYouMean, nearest } from './near-miss.ts';

const FIELDS = ['key', 'title', 'value', 'measured', 'not_evidenced'];

it.each([
  ['valeu', 'value'],
  ['Title', 'title'],
  ['titel', 'title'],
  ['mesured', 'measured'],
  ['not-evidenced', 'not_evidenced'],
  ['kye', 'key'],
])('%s was probably meant to be %s', (word, meant) => {
  expect(nearest(word, FIELDS)).toBe(meant);
});

it.each([
  ['another word', 'colour'],
  ['nothing', ''],
  ['letters', 'xyz'],
  ['a very long word', 'a'.repeat(5000)],
])('guesses nothing for %s', (_what, word) => {
  expect(nearest(word, FIELDS)).toBeNull();
  expect(didYouMean(word, FIELDS)).toBe('');
});
