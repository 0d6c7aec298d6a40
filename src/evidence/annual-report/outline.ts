import type { SectionInput } from './input.ts';
import type { Content } from './records.ts';

type Line = [content: Content, title: string, from: string, answers: readonly string[]];

/**
 * The sections that a year’s report has while nobody has set up its own: everything that assembles itself, each with the
 * requirements of both editions to which it speaks (facts §1.4). A foreword is written by somebody, so none stands here.
 */
const LINES: readonly Line[] = [
  [
    ...(['partnership', 'The partnership, and how it is governed'] as const),
    'Partners, groups, objectives, published arrangements and leads on issues',
    ['wt2018-1', 'wt2018-6', 'wt2023-1', 'wt2023-6', 'wt2023-8'],
  ],
  [
    ...(['finance', 'What the arrangements cost'] as const),
    'The money of the year, where it is published',
    ['wt2023-8', 'wt2023-12'],
  ],
  ['snapshot', 'Our areas in figures', 'The figures of the year', ['wt2023-15']],
  [
    ...(['priorities', 'Priorities, what was done and what came of it'] as const),
    'The priorities of the year',
    ['wt2018-1', 'wt2018-2', 'wt2023-1', 'wt2023-2', 'wt2023-11'],
  ],
  [
    ...(['decisions', 'Decisions and their reasons'] as const),
    'Decisions of the partnership’s groups that were published',
    ['wt2018-4', 'wt2023-4', 'wt2023-11'],
  ],
  [
    ...(['actions', 'Actions, recommendations and what came of them'] as const),
    'Actions and recommendations that were published',
    ['wt2018-2', 'wt2018-4', 'wt2023-2', 'wt2023-4', 'wt2023-11'],
  ],
  [
    ...(['little-progress', 'Where there is little evidence of progress'] as const),
    'Priorities, audits and actions that nothing shows to have helped',
    ['wt2018-3', 'wt2023-3'],
  ],
  [
    ...(['learning', 'Learning from reviews and audits'] as const),
    'Practice reviews, audits and themes of the year',
    ['wt2018-4', 'wt2023-4', 'wt2023-9', 'wt2023-10', 'wt2023-11'],
  ],
  ['training', 'Training', 'The training offers of the year', ['wt2018-2', 'wt2023-2']],
  [
    ...(['communication', 'Communication and engagement'] as const),
    'The channels of the year',
    ['wt2018-1', 'wt2023-1', 'wt2023-13'],
  ],
  ['voice', 'What children and families told us', 'Feedback on record', ['wt2018-5', 'wt2023-5']],
  [
    ...(['scrutiny', 'Independent scrutiny'] as const),
    'The scrutineer’s statement and tests, and challenges between agencies, as published',
    ['wt2018-7', 'wt2023-7', 'wt2023-9'],
  ],
  ['next-year', 'What comes next', 'The priorities of the year that follows', []],
  [
    ...(['checklist', 'What the guidance asks, and what this report answers'] as const),
    'The requirements of the guidance, and a count of the records in each section',
    [],
  ],
  ['sources', 'How to read the figures', 'Notes kept with the records', []],
  ['records', 'The records behind this report', 'Every record mentioned', []],
];

/** The sections of a year’s report for which nobody has set up any. */
export function standardSections(year: string): SectionInput[] {
  return LINES.map(([content, title, from, answers]) => ({
    ...{ key: `${year}-${content}`, content, title, from, answers },
  }));
}
