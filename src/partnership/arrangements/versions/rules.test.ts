import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysInForceInWords,
  gapsIn,
  howItStands,
  inForceOn,
  inOrder,
  missingToSend,
  reviewInWords,
  sectionKey,
  unsigned,
} from './rules.ts';
import type { Head, VersionSection } from './version.ts';

const head = (key: string): Head => ({ key, title: key, asks: 'Something.', edition: null, checked: 'recalled' });
const heads = [head('partners'), head('funding'), head('thresholds')];
const section = (key: string, of: string | null, words = 'Words.'): VersionSection => ({
  ...{ key, head: of, title: key, words, version: 1 },
});

describe('the content of a version', () => {
  it('shows what is expected and not there, and stands in the order of what is expected', () => {
    const sections = [section('z', null), section('f', 'funding'), section('p', 'partners'), section('q', 'gone')];
    expect(gapsIn(sections, heads).map((one) => one.key)).toEqual(['thresholds']);
    expect(inOrder(sections, heads).map((one) => one.key)).toEqual(['p', 'f', 'z', 'q']);
  });

  it('is no reason to hold a version back where a part is missing, but its dates and partners are', () => {
    const whole = {
      ...{ sections: [section('f', 'funding')], inForceFrom: '2026-12-01', reviewDue: '2027-12-01' },
      agencies: [{ key: 'police', name: 'Police', standing: 'statutory' as const }],
    };
    const missing = (change: object) => missingToSend({ ...whole, ...change }, '2026-11-23');
    expect(missing({})).toEqual([]);
    expect(missing({ reviewDue: '2026-11-22' })).toContain('The day of its review has passed: enter one to come');
    expect(missing({ reviewDue: null })).toEqual(['Enter the day its review is due']);
    expect(missing({ inForceFrom: '2027-12-01' })).toEqual([
      'The review must be due after the day it comes into force',
    ]);
    expect(missing({ agencies: [] })).toEqual(['Name at least one statutory partner']);
    expect(missing({ sections: [section('f', null, ' ')] })).toEqual(['Write the words of “f”']);
  });

  it('waits for each statutory partner, and for no relevant agency', () => {
    const agencies = [
      { key: 'a', name: 'A', standing: 'statutory' as const },
      { key: 'b', name: 'B', standing: 'statutory' as const },
      { key: 'c', name: 'C', standing: 'relevant' as const },
    ];
    const signature = { agency: 'a', agencyName: 'A', post: 'P', signedOn: '2026-11-23', keptAt: null, round: 1 };
    expect(unsigned({ agencies, signatures: [signature] })).toEqual(['b']);
  });
});

describe('a published version', () => {
  const line = (inForceFrom: string, supersededOn: string | null = null) => ({
    ...{ inForceFrom, supersededOn, publishedOn: '2026-11-27' },
  });

  it('counts from the day it names, and the one before until then', () => {
    const [next, before] = [line('2027-04-01'), line('2021-04-01', '2027-04-01')];
    expect(inForceOn([next, before], '2027-03-31')).toBe(before);
    expect(inForceOn([next, before], '2027-04-01')).toBe(next);
    expect(daysInForceInWords(next, '2027-03-31')).toBe('comes into force on 1 April 2027');
    expect(daysInForceInWords(before, '2027-03-31')).toBe('in force, to be replaced on 1 April 2027');
    expect(daysInForceInWords(before, '2027-04-01')).toBe('replaced on 1 April 2027');
  });

  it('was never in force where another took its place before its own day', () => {
    const never = line('2027-04-01', '2027-01-01');
    for (const day of ['2026-12-01', '2027-02-01', '2027-05-01']) expect(howItStands(never, day)).toBe('replaced');
    expect(daysInForceInWords(never, '2027-05-01')).toBe('replaced before it came into force');
  });
});

it.each([
  [null, 'No review date is set'],
  ['2026-11-22', 'Review was due on 22 November 2026: it is overdue'],
  ['2026-11-24', 'Review is due on 24 November 2026: in 1 day'],
  ['2027-01-22', 'Review is due on 22 January 2027: in 60 days'],
  ['2027-01-23', 'Review is due on 23 January 2027'],
])('a review due on %s is told as: %s', (due, says) => {
  expect(reviewInWords(due, '2026-11-23')).toBe(says);
});

it('gives a new section a key of its own that can stand in an address, whatever its heading', () => {
  expect(sectionKey('Children’s voices', [])).toBe('children-s-voices');
  expect(sectionKey('Funding', ['funding', 'funding-2'])).toBe('funding-3');
  expect(sectionKey('新', [])).toBe('section');
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(fc.constantFrom('section', 'a', 'a-2')),
      (title, taken) => {
        const key = sectionKey(title, taken);
        expect(key).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(key.length).toBeLessThan(100);
        expect(taken).not.toContain(key);
      },
    ),
  );
});
