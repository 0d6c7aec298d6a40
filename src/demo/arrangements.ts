/**
 * Invented arrangements of the demonstration partnership: nothing of them is its own. The annual report says that
 * arrangements were published from April 2019; it holds none of their words, and its page on money was lost.
 */

/** Said wherever a reader could take them for the partnership’s own. */
export const INVENTED = 'Invented for the demonstration: these are not the partnership’s own arrangements.';
/** The same of money. */
export const INVENTED_MONEY =
  'Every figure here is invented for the demonstration. What the arrangements really cost is not known: the page of the annual report that told it was lost.';

/** The office keeps them all. */
export const OFFICE = 'Brenda Example';

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const CCG = 'tees-valley-ccg';
const POLICE = 'cleveland-police';
const STATUTORY = [HARTLEPOOL, STOCKTON, CCG, POLICE];

/** A version with the sections that it changes or adds. */
export interface InventedVersion {
  id: string;
  why: string;
  /** The day on which everything was done; null for today. */
  on: string | null;
  inForceFrom: string;
  reviewDue: string;
  statutory: readonly string[];
  relevant: readonly string[];
  sections: readonly { title: string; head: string | null; words: string }[];
  /** Signed on paper by all on that day, and published. */
  published: boolean;
}

const id = (number: number) => `a1000000-0000-5000-8000-${String(number).padStart(12, '0')}`;

/** The posts in which the invented signatures were given. */
export const POSTS: Readonly<Record<string, string>> = {
  ...{ [HARTLEPOOL]: 'Chief executive', [STOCKTON]: 'Chief executive' },
  ...{ [CCG]: 'Accountable officer', [POLICE]: 'Chief constable' },
};

/** Versions of 2019 and 2021, and a draft that is under way; `today` begins the draft’s own dates. */
export function inventedVersions(nextYear: number): readonly InventedVersion[] {
  return [
    {
      ...{ id: id(1), on: '2019-04-01', inForceFrom: '2019-04-01', reviewDue: '2020-04-01', published: true },
      why: `${INVENTED}\nThe first arrangements of the partnership, which replaced the two safeguarding boards.`,
      ...{ statutory: STATUTORY, relevant: [] },
      sections: [
        {
          ...{ title: 'The safeguarding partners', head: 'partners' },
          words:
            'Two councils, one clinical commissioning group and the chief officer of police answer equally and jointly for these arrangements.\n\nThey meet as the Executive every two months. The Chief Executives Group holds the Executive to account.',
        },
        {
          ...{ title: 'The area they cover', head: 'geography' },
          words:
            'The boroughs of Hartlepool and Stockton-on-Tees. What is decided holds in both unless it says otherwise.',
        },
        {
          ...{ title: 'Independent scrutiny', head: 'independent-scrutiny' },
          words: 'An independent person reads the yearly report before it is published and says what is missing.',
        },
        {
          ...{ title: 'Funding', head: 'funding' },
          words:
            'The partners agree a budget each year before April. Each council and the clinical commissioning group pay an equal share; the police pay less and give rooms.',
        },
        {
          ...{ title: 'Review and disputes', head: 'review-and-dispute' },
          words:
            'The arrangements are reviewed every year. A disagreement goes to the Executive, and from there to the Chief Executives Group.',
        },
      ],
    },
    {
      ...{ id: id(2), on: '2021-04-01', inForceFrom: '2021-04-01', reviewDue: '2022-04-01', published: true },
      why: `${INVENTED}\nThe review after two years: scrutiny is strengthened, and children’s voices and thresholds get sections of their own.`,
      ...{ statutory: STATUTORY, relevant: ['schools'] },
      sections: [
        {
          ...{ title: 'Relevant agencies', head: 'relevant-agencies' },
          words:
            'Schools in both areas are bound by these arrangements. They sit in the Executive through head teachers chosen by their own meetings.',
        },
        {
          ...{ title: 'Independent scrutiny', head: 'independent-scrutiny' },
          words:
            'An Independent Chair and Scrutineer reads the yearly report before it is published, says what is missing, and tests whether recommendations were carried out.\n\nThe partners answer each challenge in writing.',
        },
        {
          ...{ title: 'Thresholds', head: 'thresholds' },
          words:
            'One framework of need for both areas says when a family gets which help. It is published with these arrangements and reviewed with them.',
        },
        {
          ...{ title: 'Review and disputes', head: 'review-and-dispute' },
          words:
            'The arrangements are reviewed every year. A disagreement between practitioners goes through four stages, each with a time limit; one between partners goes to the Chief Executives Group.',
        },
        {
          ...{ title: 'Children’s voices', head: 'childrens-voices' },
          words:
            'Every audit asks what the child said and what was done with it. Once a year young people read what the partnership plans and say what is missing.',
        },
      ],
    },
    {
      ...{ id: id(3), on: null, published: false },
      ...{ inForceFrom: `${nextYear}-04-01`, reviewDue: `${nextYear + 1}-04-01` },
      why: `${INVENTED}\nThe review is overdue: the clinical commissioning group has ended, and chairing and scrutiny are to be parted.`,
      statutory: [HARTLEPOOL, STOCKTON, 'north-east-and-north-cumbria-icb', POLICE],
      relevant: ['schools'],
      sections: [
        {
          ...{ title: 'The safeguarding partners', head: 'partners' },
          words:
            'Two councils, one integrated care board and the chief officer of police answer equally and jointly for these arrangements.\n\nThey meet as the Executive every two months, chaired by one of the delegated partners. The Chief Executives Group holds the Executive to account.',
        },
        {
          ...{ title: 'Independent scrutiny', head: 'independent-scrutiny' },
          words:
            'An independent scrutineer, who chairs no meeting of the partnership, reads the yearly report before it is published, says what is missing, and tests whether recommendations were carried out.\n\nThe partners answer each challenge in writing within 20 working days.',
        },
        {
          ...{ title: 'Data and information sharing', head: 'data-and-information-sharing' },
          words:
            'What an agency shares and why is recorded, whether it was shared or refused. Figures of the two areas are put together only where both count the same thing.',
        },
      ],
    },
  ];
}

/** An invented lead on an issue. */
export interface InventedLead {
  id: string;
  on: string;
  issue: string;
  lead: string;
  from: string;
  until: string | null;
  endsWhen: string | null;
  ended: { on: string; because: string } | null;
}

/** Leads on issues: one in force, one whose agency ended meanwhile, one that is over. */
export const INVENTED_LEADS: readonly InventedLead[] = [
  {
    ...{ id: id(11), on: '2020-09-01', issue: 'Exploitation outside the home (invented)', lead: POLICE },
    ...{
      from: '2020-09-01',
      until: null,
      endsWhen: 'When the exploitation hub answers to the Executive by itself',
      ended: null,
    },
  },
  {
    ...{ id: id(12), on: '2021-06-01', issue: 'What general practices know of a child (invented)', lead: CCG },
    ...{
      from: '2021-06-01',
      until: null,
      endsWhen: 'When every practice answers a request within five working days',
      ended: null,
    },
  },
  {
    ...{ id: id(13), on: '2020-04-15', issue: 'Seeing children during the pandemic (invented)', lead: HARTLEPOOL },
    ...{ from: '2020-04-15', until: null, endsWhen: 'When schools are open to all children again' },
    ended: { on: '2021-07-31', because: 'Schools have been open to all children since March 2021.' },
  },
];

/** An invented budget. Amounts are pence. */
export interface InventedBudget {
  id: string;
  year: string;
  agreedOn: string;
  closedOn: string;
  lines: readonly {
    title: string;
    kind: 'staff' | 'scrutiny' | 'training' | 'reviews' | 'engagement';
    planned: bigint;
  }[];
  contributions: readonly {
    contributor: string;
    form: 'money' | 'in-kind';
    agreed: bigint | null;
    words: string | null;
  }[];
  /** By line: amounts with their days. */
  spent: Readonly<Record<string, readonly [bigint, string, string][]>>;
  /** A slip of the pen, and how it should be. */
  slip: { line: string; wrong: bigint; right: bigint; on: string; words: string } | null;
  words: { bought: string; changed: string; evidence: string };
}

const inKind = {
  contributor: POLICE,
  form: 'in-kind' as const,
  agreed: null,
  words: 'A training room for twelve days, invented.',
};
const gives = (contributor: string, agreed: bigint) => ({ contributor, form: 'money' as const, agreed, words: null });

/** The money of two invented years. */
export const INVENTED_BUDGETS: readonly InventedBudget[] = [
  {
    ...{ id: id(21), year: '2020-21', agreedOn: '2020-04-06', closedOn: '2021-06-14' },
    lines: [
      { title: 'Business unit', kind: 'staff', planned: 11_200_000n },
      { title: 'Independent scrutiny', kind: 'scrutiny', planned: 900_000n },
      { title: 'Training', kind: 'training', planned: 2_400_000n },
      { title: 'Reviews', kind: 'reviews', planned: 2_000_000n },
    ],
    contributions: [
      gives(HARTLEPOOL, 4_900_000n),
      gives(STOCKTON, 4_900_000n),
      gives(CCG, 4_900_000n),
      gives(POLICE, 1_800_000n),
      inKind,
    ],
    spent: {
      'business-unit': [
        [5_590_000n, '2020-09-30', 'Salaries, April to September'],
        [5_610_450n, '2021-03-31', 'Salaries, October to March'],
      ],
      'independent-scrutiny': [[900_000n, '2021-03-15', 'Reading of the yearly report']],
      training: [[1_132_080n, '2021-02-26', 'Courses held on line']],
      reviews: [[2_350_000n, '2021-01-29', 'Two reviewers']],
    },
    slip: null,
    words: {
      bought: 'Invented: the business unit, courses held on line, two reviews and one reading of the yearly report.',
      changed: 'Not known. Nobody tested whether the courses or the reviews changed practice.',
      evidence: 'Nothing shows it: attendance was counted, and no more.',
    },
  },
  {
    ...{ id: id(22), year: '2021-22', agreedOn: '2021-04-07', closedOn: '2022-06-13' },
    lines: [
      { title: 'Business unit', kind: 'staff', planned: 11_600_000n },
      { title: 'Independent scrutiny', kind: 'scrutiny', planned: 1_800_000n },
      { title: 'Training', kind: 'training', planned: 2_400_000n },
      { title: 'Reviews', kind: 'reviews', planned: 2_000_000n },
      { title: 'Children’s voices', kind: 'engagement', planned: 400_000n },
    ],
    contributions: [
      gives(HARTLEPOOL, 5_300_000n),
      gives(STOCKTON, 5_300_000n),
      gives(CCG, 5_300_000n),
      gives(POLICE, 2_300_000n),
      inKind,
    ],
    spent: {
      'business-unit': [
        [5_795_000n, '2021-09-30', 'Salaries, April to September'],
        [5_801_275n, '2022-03-31', 'Salaries, October to March'],
      ],
      'independent-scrutiny': [[1_750_000n, '2022-03-15', 'Independent Chair and Scrutineer']],
      training: [[2_389_999n, '2022-02-25', 'Courses in three tiers']],
      reviews: [[1_498_050n, '2021-12-17', 'One reviewer']],
      'children-s-voices': [],
    },
    slip: {
      line: 'children-s-voices',
      wrong: 4_120_000n,
      right: 412_000n,
      on: '2022-03-10',
      words: 'Two days with young people',
    },
    words: {
      bought:
        'Invented: the business unit, a chair and scrutineer, courses in three tiers, one review and two days with young people.',
      changed:
        'Partly known: agencies asked more often for the child’s own words. Whether children were safer is not known.',
      evidence: 'The same audit questions asked in two years; nothing else was measured before and after.',
    },
  },
];
