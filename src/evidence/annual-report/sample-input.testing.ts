import type { FigureView, Shown, SideBySide } from '../snapshot/index.ts';
import type { ReportInput } from './input.ts';

const north = { code: 'N', name: 'North area', shortName: 'North', kind: 'local-authority' };
const south = { code: 'S', name: 'South area', shortName: 'South', kind: 'local-authority' };
const whole = { code: 'NS', name: 'North and South', shortName: 'N and S', kind: 'partnership' };

/** A figure of the invented partnership. */
export function sampleFigure(
  id: number,
  change: {
    title: string;
    area?: typeof north;
    shown?: Shown;
    text?: string;
    periodWords?: string;
  } & Partial<FigureView>,
): FigureView {
  const { title, ...rest } = change;
  return {
    id,
    indicator: {
      code: `indicator-${id}`,
      title,
      definition: 'As counted.',
      numerator: null,
      denominator: null,
      unit: 'children',
      periodKind: 'in-year',
      owner: 'North council',
      edition: 'Example',
      decimals: 0,
      partOf: null,
      suppression: 'small-numbers',
      suppressionBecause: 'Counts children.',
    },
    lineKey: title.toLowerCase(),
    lineTitle: title,
    area: north,
    period: '2021-22',
    periodWords: 'April 2021 to March 2022',
    accountYear: '2021-22',
    shown: { shown: 'value', value: 100, about: false },
    text: '100',
    computed: [],
    comparators: [],
    published: [],
    notes: [],
    source: { key: 'returns', title: 'Example returns', place: 'table 1', text: 'Example returns, table 1' },
    version: 1,
    ...rest,
  };
}

const line = (key: string, title: string, figures: FigureView[], stated: FigureView[] = []) => ({
  key,
  title,
  cells: [north, south].map((area) => ({ area, figures: figures.filter((figure) => figure.area.code === area.code) })),
  stated,
  joined: { joined: false as const, code: 'different-periods' as const, reason: 'The areas state different periods.' },
  published: [],
});

const rate = (value: number) => [
  {
    code: 'rate',
    title: 'Children looked after per 10,000 children',
    definition: 'Per 10,000 children.',
    unit: 'per-10000',
    decimals: 1,
    shown: { shown: 'value' as const, value, about: false },
    text: value.toFixed(1),
    working: '',
  },
];

/** Both areas' figures: one pair with rates, one withheld, one not known, one that the partnership states for itself. */
export function sampleSnapshot(): SideBySide {
  const south2020 = { area: south, period: '2020-21', periodWords: 'April 2020 to March 2021', accountYear: '2020-21' };
  const note = {
    key: 'wording',
    kind: 'definition' as const,
    words: 'One area counts children present, the other children who saw it.',
    wide: false,
  };
  return {
    year: '2021-22',
    audience: 'public',
    areas: [north, south],
    partnership: whole,
    groups: [
      {
        key: 'protection',
        title: 'Protection',
        says: null,
        lines: [
          line('looked-after', 'Children looked after', [
            sampleFigure(1, { title: 'Children looked after', text: '308', computed: rate(153.2) }),
            sampleFigure(2, { ...south2020, title: 'Children looked after', text: '574', computed: rate(130.4) }),
          ]),
          line('private-fostering', 'New private fostering arrangements', [
            sampleFigure(3, {
              title: 'New private fostering arrangements',
              shown: { shown: 'suppressed', why: 'small-number' },
              text: '1 to 5, not shown',
            }),
            sampleFigure(4, {
              ...south2020,
              title: 'New private fostering arrangements',
              shown: { shown: 'suppressed', why: 'small-number' },
              text: '1 to 5, not shown',
            }),
          ]),
          line('early-help', 'Early help', [
            sampleFigure(5, { title: 'Early help assessments completed', text: '628', notes: [note] }),
            sampleFigure(6, {
              ...south2020,
              title: 'Early help episodes opened',
              shown: { shown: 'not-known', words: 'not given in the source' },
              text: 'not given in the source',
            }),
          ]),
        ],
      },
      {
        key: 'training',
        title: 'Training',
        says: null,
        lines: [
          line(
            'sessions',
            'Training sessions',
            [],
            [sampleFigure(7, { title: 'Sessions of training', area: whole, text: '70' })],
          ),
        ],
      },
    ],
    counts: { shown: 5, withheld: 2, notKnown: 1 },
    joinedLines: 0,
  };
}

/** The records of an invented partnership for one year: a little of everything. */
export function sampleInput(change: Partial<ReportInput> = {}): ReportInput {
  const point = (words: string) => ({ words, themes: [] });
  const area = (key: string, name: string) => ({
    kind: 'area' as const,
    key,
    name,
    shortName: name,
    areaKind: 'local-authority' as const,
    dfeNumber: null,
    profile: `About ${name}.`,
  });
  const areas = [area('N', 'North area'), area('S', 'South area')];
  return {
    year: '2021-22',
    audience: 'public',
    demonstration: false,
    partnership: {
      kind: 'partnership',
      key: 'ns',
      name: 'North and South Safeguarding Children Partnership',
      shortName: 'NSSCP',
      areaCode: 'NS',
      areas,
      liveFrom: '2019-04',
      office: null,
      note: null,
    },
    areas,
    standing: [],
    arrangements: { inForce: null, revised: [] },
    leads: [],
    finance: null,
    account: {
      ...{
        year: '2021-22',
        decisions: [],
        actions: [],
        recommendations: [],
        challenges: [],
        statement: null,
        tests: [],
      },
    },
    statements: [{ kind: 'statement', key: 'vision', statementKind: 'vision', words: 'Every child is safe.' }],
    groups: [
      {
        kind: 'group',
        key: 'executive',
        name: 'Executive',
        groupKind: 'standing',
        purpose: 'Leads.',
        accountableTo: null,
        meets: 'Every two months',
        everyWeeks: null,
        duties: ['Oversee'],
        seats: [{ seat: 'North council', agency: null }],
        setUp: null,
        note: null,
      },
    ],
    priorities: [
      {
        kind: 'priority',
        key: 'exploitation',
        partnership: 'ns',
        year: '2021-22',
        number: 1,
        priorityKind: 'thematic',
        title: 'Exploitation',
        aim: 'A hub for exploited children.',
        rationale: null,
        entailed: ['Building a hub'],
        done: ['The hub opened'],
        impact: [
          { words: 'Agencies work together', measured: false },
          { words: 'Repeat episodes fell', measured: true },
        ],
        seeks: [],
        notEvidenced: ['What children thought of the hub'],
      },
    ],
    nextPriorities: [],
    reviews: [
      {
        kind: 'practice-review',
        key: 'child-x',
        partnership: 'ns',
        year: '2021-22',
        reviewKind: 'local-child-safeguarding-practice-review',
        label: 'Review X',
        question: 'What could agencies have asked?',
        learning: [point('Ask more')],
        actions: [{ ...point('Change the agenda'), owner: null, due: null, effect: null }],
      },
    ],
    audits: [
      {
        kind: 'audit',
        key: 'neglect',
        partnership: 'ns',
        year: '2021-22',
        title: 'Neglect audit',
        purpose: 'Measure the effect of training.',
        carriedOut: '2021-11',
        repeatDue: '2022',
        workingWell: [point('Referrals are timely')],
        toDevelop: [point('The tool is not used'), point('Plans treat symptoms')],
      },
    ],
    themes: [
      {
        kind: 'theme',
        key: 'curiosity',
        name: 'Professional curiosity',
        meaning: 'Asking more.',
        sightings: 3,
        strengths: 0,
        seenIn: [
          { kind: 'practice-review', key: 'child-x', title: 'Review X', year: '2021-22' },
          { kind: 'audit', key: 'neglect', title: 'Neglect audit', year: '2021-22' },
        ],
      },
    ],
    offers: [],
    channels: [],
    snapshot: sampleSnapshot(),
    ownSections: true,
    sections: [
      { key: '2021-22-foreword', content: 'foreword', title: 'Foreword', from: 'A passage', answers: ['a-7'] },
      { key: '2021-22-snapshot', content: 'snapshot', title: 'Figures', from: 'Both snapshots', answers: [] },
      { key: '2021-22-priorities', content: 'priorities', title: 'Priorities', from: 'One priority', answers: ['a-1'] },
      { key: '2021-22-little', content: 'little-progress', title: 'Little progress', from: 'Lines', answers: ['a-3'] },
      { key: '2021-22-learning', content: 'learning', title: 'Learning', from: 'Review and audit', answers: [] },
      { key: '2021-22-training', content: 'training', title: 'Training', from: 'Figures', answers: [] },
      { key: '2021-22-voice', content: 'voice', title: 'Voice', from: 'No record', answers: ['a-5'] },
      { key: '2021-22-checklist', content: 'checklist', title: 'Checklist', from: 'All', answers: [] },
      { key: '2021-22-sources', content: 'sources', title: 'Sources', from: 'All', answers: [] },
      { key: '2021-22-records', content: 'records', title: 'Records', from: 'All', answers: [] },
    ],
    passages: [
      {
        key: 'p-1',
        content: 'foreword',
        author: 'Independent scrutineer',
        words: 'First line\nof a paragraph.\n\nSecond.',
      },
    ],
    editions: [
      {
        key: 'a',
        title: 'Edition A',
        from: '2018',
        until: null,
        note: null,
        requirements: [1, 3, 5, 7, 9].map((number) => ({
          key: `a-${number}`,
          edition: 'a',
          number,
          title: `Requirement ${number}`,
          words: 'What is asked.',
          headChecked: 'verified' as const,
          wordingChecked: 'recalled' as const,
          basis: 'Chapter 3',
        })),
      },
    ],
    answers: [
      { key: 'x1', requirement: 'a-1', verdict: 'answered', words: 'Said.', missing: null, judge: 'Unit' },
      { key: 'x3', requirement: 'a-3', verdict: 'partly', words: 'Some.', missing: 'More.', judge: 'Unit' },
      { key: 'x5', requirement: 'a-5', verdict: 'not-answered', words: 'None.', missing: 'All of it.', judge: 'Unit' },
      { key: 'x7', requirement: 'a-7', verdict: 'partly', words: 'Foreword.', missing: 'A statement.', judge: 'Unit' },
    ],
    origins: new Map([
      ['passage:p-1', { source: null, place: null, version: 2 }],
      ['priority:exploitation', { source: 'Example plan', place: 'page 2', version: 1 }],
    ]),
    ...change,
  };
}
