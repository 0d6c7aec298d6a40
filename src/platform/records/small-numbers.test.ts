import { describe, expect, it } from 'vitest';
import { smallNumberOfPeople } from './small-numbers.ts';

describe('a small number of people in words is found', () => {
  it.each([
    ['5 out of the 6 children had been placed elsewhere', '5 out of the 6 children'],
    ['Two children were seen', 'Two children'],
    ['one child was hurt', 'one child'],
    ['three very young children', 'three very young children'],
    ['Both children said so', 'Both children'],
    ['a couple of children', 'couple of children'],
    ['4 (four) young people', '4 (four) young people'],
    ['<b>3</b> children', '3 children'],
    ['**2** girls', '2 girls'],
    ['five of the eleven cases', 'five of the eleven cases'],
    ['8 of the 9 children', '8 of the 9 children'],
    ['2/6 children', '2/6 children'],
    ['3 children', '3 children'],
    ['３ children', '3 children'],
    ['Children were seen late; two of them at night', 'two of them'],
    ['a single child', 'single child'],
  ])('%s', (text, said) => {
    expect(smallNumberOfPeople(text)).toBe(said);
  });
});

describe('other numbers are left alone', () => {
  it.each([
    'Nearly all of the children had been placed elsewhere',
    'children under 5',
    'two year old children',
    'more than one child in the family',
    'at least one child',
    'no one child',
    'section 17 children in need',
    'tier 3 cases',
    'Year 5 pupils',
    '234 children in 671 episodes',
    '15 children',
    '1,315 children were present',
    '39.5 children in a hundred',
    'four priorities and three tiers of training',
    'two agencies only',
    'Two practice reviews ended in the year; two of them were published',
    'per 10,000 children',
    'children of both parents',
    'Working Together 2018: children and families',
  ])('%s', (text) => {
    expect(smallNumberOfPeople(text)).toBeNull();
  });
});
