import { describe, expect, it } from 'vitest';
import { themesInWords } from './learning-words.ts';
import type { Audit, LearningPoint, PracticeReview } from './repository.ts';
import { actionsOf, returningThemes, sourcesOf, themeTable } from './theme-table.ts';

const curiosity = { key: 'curiosity', name: 'Curiosity' };
const sharing = { key: 'sharing', name: 'Sharing' };
const referral = { key: 'referral', name: 'Referral' };
const point = (...themes: { key: string; name: string }[]): LearningPoint => ({ words: 'w', themes });

const review: PracticeReview = {
  kind: 'practice-review',
  key: 'r',
  partnership: 'p',
  year: '2030-31',
  reviewKind: 'learning-review',
  label: 'Review R',
  question: 'q',
  learning: [point(curiosity), point(curiosity, sharing)],
  actions: [{ ...point(sharing), owner: null, due: null, effect: null }],
};
const audit: Audit = {
  kind: 'audit',
  key: 'a',
  partnership: 'p',
  year: '2030-31',
  title: 'Audit A',
  purpose: 'p',
  carriedOut: null,
  repeatDue: null,
  workingWell: [point(sharing), point(referral)],
  toDevelop: [point(curiosity)],
};

describe('themes by review and audit', () => {
  it('counts what is to learn or to develop, apart from strengths and from the actions that answer it', () => {
    const rows = themeTable([curiosity, sharing], [review], [audit]);
    expect(rows.find((row) => row.key === 'sharing')).toEqual({
      ...sharing,
      times: [1, 0],
      total: 1,
      sources: 1,
      strongTimes: [0, 1],
      strengths: 1,
      actions: 1,
    });
  });

  it('takes a strength for nothing that comes back, however often it was found', () => {
    const twice = [audit, { ...audit, key: 'b' }];
    const rows = themeTable([referral, curiosity], [review], twice);
    expect(rows.map((row) => [row.key, row.strengths])).toEqual([
      ['curiosity', 0],
      ['referral', 2],
    ]);
    expect(returningThemes(rows).map((row) => row.key)).toEqual(['curiosity']);
  });

  it('says how the rows of the table divide, so that every number of the page agrees', () => {
    const rows = themeTable([curiosity, sharing, referral, { key: 'consent', name: 'Consent' }], [review], [audit]);
    expect(themesInWords(rows)).toBe(
      'Of 4 themes 1 came back, 1 was seen in one place, 1 was seen only as a strength and 1 is kept and not seen yet.',
    );
  });

  it('puts the theme that returned in most places first, before one seen as often in fewer', () => {
    const elsewhere = { ...audit, toDevelop: [point(sharing)] };
    const once = { ...review, learning: [point(curiosity), point(curiosity), point(sharing)] };
    expect(themeTable([curiosity, sharing], [once], [elsewhere]).map((row) => row.key)).toEqual([
      'sharing',
      'curiosity',
    ]);
  });

  it('keeps a theme that nobody has seen', () => {
    expect(themeTable([curiosity], [], [])).toEqual([
      { ...curiosity, times: [], total: 0, sources: 0, strongTimes: [], strengths: 0, actions: 0 },
    ]);
  });

  it('lists reviews before audits, and an action with its place in its review', () => {
    expect(sourcesOf([review], [audit]).map((source) => source.title)).toEqual(['Review R', 'Audit A']);
    expect(actionsOf([review])[0]).toMatchObject({ review: { key: 'r', label: 'Review R' }, place: 1 });
  });
});
