import { describe, expect, it } from 'vitest';
import type { Audit, LearningPoint, PracticeReview } from './repository.ts';
import { actionsOf, sourcesOf, themeTable } from './theme-table.ts';

const curiosity = { key: 'curiosity', name: 'Curiosity' };
const sharing = { key: 'sharing', name: 'Sharing' };
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
  workingWell: [point(sharing)],
  toDevelop: [],
};

describe('themes by review and audit', () => {
  it('counts points and findings, not the actions that answer them', () => {
    const rows = themeTable([curiosity, sharing], [review], [audit]);
    expect(rows.find((row) => row.key === 'sharing')).toEqual({
      ...sharing,
      times: [1, 1],
      total: 2,
      sources: 2,
      actions: 1,
    });
  });

  it('puts the theme that returned in most places first, before one seen as often in fewer', () => {
    expect(themeTable([curiosity, sharing], [review], [audit]).map((row) => row.key)).toEqual(['sharing', 'curiosity']);
  });

  it('keeps a theme that nobody has seen', () => {
    expect(themeTable([curiosity], [], [])).toEqual([{ ...curiosity, times: [], total: 0, sources: 0, actions: 0 }]);
  });

  it('lists reviews before audits, and an action with its place in its review', () => {
    expect(sourcesOf([review], [audit]).map((source) => source.title)).toEqual(['Review R', 'Audit A']);
    expect(actionsOf([review])[0]).toMatchObject({ review: { key: 'r', label: 'Review R' }, place: 1 });
  });
});
