import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { loadYear, SEABOROUGH, SEABOROUGH_YEAR } from '../../../test/support/year-files.ts';
import {
  findAudit,
  findReview,
  findTheme,
  getAudit,
  getReview,
  getTheme,
  listAudits,
  listLearningYears,
  listReviews,
  listThemes,
} from './index.ts';

const LEARNING = `${SEABOROUGH_YEAR}themes:
  - {key: curiosity, name: Curiosity, meaning: Asking on.}
  - {key: voice, name: Voice, meaning: Being heard.}
  - {key: unseen, name: Unseen, meaning: Not seen yet.}
practice-reviews:
  - key: child-z
    kind: local-child-safeguarding-practice-review
    label: Child Z
    question: What was missed?
    learning:
      - {words: Nobody asked., themes: [curiosity, voice]}
      - {words: Something else.}
    actions:
      - {words: Ask., themes: [curiosity], owner: Head of service, due: 2022-03-31}
      - {words: Listen.}
audits:
  - key: audit-z
    title: Audit of asking
    purpose: To see whether people ask.
    carried_out: 2022-01
    repeat_due: "2023"
    working_well:
      - {words: They ask., themes: [curiosity]}
    to_develop:
      - {words: They do not listen., themes: [voice]}
`;

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  expect(await loadYear(database.db, SEABOROUGH)).toEqual([]);
  expect(await loadYear(database.db, LEARNING)).toEqual([]);
});
afterAll(() => database.close());

it('shows a review with its learning and actions, and nothing that the source does not give', async () => {
  expect(await getReview(database.db, 'child-z')).toEqual({
    kind: 'practice-review',
    key: 'child-z',
    partnership: 'seaborough',
    year: '2021-22',
    reviewKind: 'local-child-safeguarding-practice-review',
    label: 'Child Z',
    question: 'What was missed?',
    learning: [
      {
        words: 'Nobody asked.',
        themes: [
          { key: 'curiosity', name: 'Curiosity' },
          { key: 'voice', name: 'Voice' },
        ],
      },
      { words: 'Something else.', themes: [] },
    ],
    actions: [
      {
        words: 'Ask.',
        owner: 'Head of service',
        due: '2022-03-31',
        effect: null,
        themes: [{ key: 'curiosity', name: 'Curiosity' }],
      },
      { words: 'Listen.', owner: null, due: null, effect: null, themes: [] },
    ],
  });
});

it('shows an audit with both sides of its findings', async () => {
  expect(await getAudit(database.db, 'audit-z')).toMatchObject({
    title: 'Audit of asking',
    carriedOut: '2022-01',
    repeatDue: '2023',
    workingWell: [{ words: 'They ask.', themes: [{ key: 'curiosity' }] }],
    toDevelop: [{ words: 'They do not listen.', themes: [{ key: 'voice' }] }],
  });
});

it('counts a theme by what is to learn or to develop, apart from strengths and from the actions that answer it', async () => {
  const counts = (await listThemes(database.db)).map((theme) => [
    theme.key,
    theme.sightings,
    theme.strengths,
    theme.seenIn.map((one) => one.title),
  ]);
  expect(counts).toEqual([
    ['curiosity', 1, 1, ['Child Z']],
    ['voice', 2, 0, ['Child Z', 'Audit of asking']],
    ['unseen', 0, 0, []],
  ]);
});

it('follows a theme to every place where it was seen', async () => {
  expect((await getTheme(database.db, 'curiosity')).everySighting).toEqual([
    {
      kind: 'practice-review',
      key: 'child-z',
      title: 'Child Z',
      year: '2021-22',
      section: 'learning',
      position: 0,
      words: 'Nobody asked.',
    },
    {
      kind: 'practice-review',
      key: 'child-z',
      title: 'Child Z',
      year: '2021-22',
      section: 'action',
      position: 0,
      words: 'Ask.',
    },
    {
      kind: 'audit',
      key: 'audit-z',
      title: 'Audit of asking',
      year: '2021-22',
      section: 'working-well',
      position: 0,
      words: 'They ask.',
    },
  ]);
});

it('narrows to a year and a partnership', async () => {
  expect(await listReviews(database.db, { year: '2021-22', partnership: 'seaborough' })).toHaveLength(1);
  expect(await listReviews(database.db, { year: '2020-21' })).toEqual([]);
  expect(await listAudits(database.db, { partnership: 'elsewhere' })).toEqual([]);
  expect((await listThemes(database.db, { year: '2020-21' })).map((theme) => theme.sightings)).toEqual([0, 0, 0]);
  expect(await listLearningYears(database.db)).toEqual(['2021-22']);
});

it('forgets sightings in words that a corrected review no longer has', async () => {
  const corrected = LEARNING.replace('themes: [curiosity, voice]', 'themes: [voice]');
  expect(await loadYear(database.db, corrected)).toEqual([]);
  expect((await findTheme(database.db, 'curiosity'))?.sightings).toBe(0);
  expect(await loadYear(database.db, LEARNING)).toEqual([]);
  expect((await findTheme(database.db, 'curiosity'))?.sightings).toBe(1);
});

it('answers 404 in plain words for what is not there', async () => {
  expect(await findReview(database.db, 'x')).toBeNull();
  expect(await findAudit(database.db, 'x')).toBeNull();
  expect(await findTheme(database.db, 'x')).toBeNull();
  for (const get of [getReview, getAudit, getTheme]) {
    await expect(get(database.db, 'x')).rejects.toMatchObject({ statusCode: 404 });
  }
});

it('refuses a theme that nobody has described, at the place where it is named', async () => {
  const text = `${SEABOROUGH_YEAR}audits:\n  - key: a\n    title: T\n    purpose: P\n    to_develop:\n      - words: W\n        themes: [voice, voise]\n`;
  expect(await loadYear(database.db, text)).toEqual([
    'year.yaml:11:25 There is no theme "voise". Add it below "themes:" or load its file in the same command.',
  ]);
});
