import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedSection, compareNames, compareSections, compareWords, type Stretch } from './comparison.ts';

const textOf = (stretches: readonly Stretch[], is: Stretch['is']) =>
  stretches
    .filter((one) => one.is === 'same' || one.is === is)
    .map(({ words }) => words)
    .join('');

/** Texts that are somewhat alike, as two versions of a section are, and some that are like nothing. */
const words = fc.oneof(
  fc
    .array(fc.constantFrom('partners', 'meet', 'every', 'two', ' ', '\n\n', '.', 'months', ', ', '’s'), {
      maxLength: 30,
    })
    .map((all) => all.join('')),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

describe('what changed in words', () => {
  it('loses nothing: both texts can be read back from it', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const stretches = compareWords(before, after);
        expect(textOf(stretches, 'left-out')).toBe(before);
        expect(textOf(stretches, 'added')).toBe(after);
        expect(stretches.every((one) => one.words !== '')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is told by the word, not by the letter', () => {
    expect(compareWords('They meet monthly.', 'They meet weekly.')).toEqual([
      { is: 'same', words: 'They meet ' },
      { is: 'left-out', words: 'monthly' },
      { is: 'added', words: 'weekly' },
      { is: 'same', words: '.' },
    ]);
    expect(compareWords('Same.', 'Same.')).toEqual([{ is: 'same', words: 'Same.' }]);
  });

  it('keeps changes together that only a word or two part, so that a sentence can be read', () => {
    expect(compareWords('An old board reads it and says what.', 'A new group writes it and tells what.')).toEqual([
      { is: 'left-out', words: 'An old board reads it and says' },
      { is: 'added', words: 'A new group writes it and tells' },
      { is: 'same', words: ' what.' },
    ]);
  });

  it('of two texts that have nothing in common is the whole of both, and soon told', () => {
    const many = (word: string) => Array.from({ length: 5000 }, (_, at) => `${word}${at}`).join(' ');
    const began = performance.now();
    const stretches = compareWords(many('a'), many('b'));
    expect(textOf(stretches, 'left-out')).toBe(many('a'));
    expect(textOf(stretches, 'added')).toBe(many('b'));
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

const section = (key: string, text: string, title = key): ComparedSection => ({ key, title, words: text });

describe('two versions section by section', () => {
  it('say of each whether it is new, changed, the same or left out, in the order of the later one', () => {
    const before = [section('a', 'One.'), section('b', 'Two.'), section('c', 'Three.'), section('d', 'Four.')];
    const after = [
      section('a', 'One.'),
      section('c', 'Three!'),
      section('d', 'Four.', 'D anew'),
      section('e', 'Five.'),
    ];
    expect(compareSections(before, after).map(({ key, is, titleBefore }) => [key, is, titleBefore])).toEqual([
      ['a', 'same', null],
      ['b', 'left-out', null],
      ['c', 'changed', null],
      ['d', 'changed', 'd'],
      ['e', 'added', null],
    ]);
  });

  it('hold every section of both, each once, and every word of it', () => {
    const sections = fc.uniqueArray(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), title: words, words }), {
      selector: (one) => one.key,
    });
    fc.assert(
      fc.property(sections, sections, (before, after) => {
        const changes = compareSections(before, after);
        expect(changes.map((one) => one.key).toSorted()).toEqual(
          [...new Set([...before, ...after].map((one) => one.key))].toSorted(),
        );
        for (const change of changes) {
          const was = before.find((one) => one.key === change.key);
          const now = after.find((one) => one.key === change.key);
          expect(textOf(change.stretches, 'left-out')).toBe(was?.words ?? '');
          expect(textOf(change.stretches, 'added')).toBe(now?.words ?? '');
        }
      }),
    );
  });

  it('tell which names came and which went', () => {
    expect(compareNames(['A', 'B'], ['B', 'C'])).toEqual({ added: ['C'], leftOut: ['A'] });
  });
});
