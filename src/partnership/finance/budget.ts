import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Process } from '../../platform/workflow/index.ts';
import type { Pence } from './money.ts';

/** Where the budget of a year stands. */
export type BudgetState = 'draft' | 'proposed' | 'agreed' | 'closed' | 'published';
/** What can be done with one. */
export type BudgetDoing =
  | 'propose'
  | 'take-back'
  | 'send-back'
  | 'approve'
  | 'complete'
  | 'record'
  | 'correct'
  | 'close'
  | 'reopen'
  | 'publish';
/** The part somebody plays for one. */
export type BudgetPart = 'office' | 'partner' | 'kith';

/** The money of one year of account, from its plan to the public page. */
export const BUDGET_PROCESS: Process<BudgetState, BudgetDoing, BudgetPart> = {
  name: 'budget',
  about:
    'How the money of a year is planned, agreed by every statutory partner, spent, accounted for and published. Working Together 2023 on the yearly report (cost, contributions, value for money); inventory row 22.',
  parts: {
    office: 'the business unit',
    partner: 'a statutory partner who has not agreed to it yet',
    kith: 'Kith itself',
  },
  states: {
    draft: { label: 'Draft', about: 'The business unit plans it. Nobody can agree to it yet.' },
    proposed: {
      label: 'With the partners',
      about: 'Its plan stands still while each statutory partner reads it and agrees.',
    },
    agreed: { label: 'Agreed', about: 'Every statutory partner agreed. Money is received and spent.' },
    closed: { label: 'Closed', about: 'The year is over. Entries are only corrected; the value for money is judged.' },
    published: {
      ...{ label: 'Published', about: 'It is public. An entry can still be corrected, beside the one it corrects.' },
      over: true,
    },
  },
  first: 'draft',
  moves: [
    {
      ...{ doing: 'propose', from: ['draft'], to: 'proposed', label: 'Put it to the partners', by: ['office'] },
      ...{
        needs: ['at least one line', 'at least one contribution'],
        says: 'The partners have been told that it waits for them.',
      },
    },
    {
      ...{ doing: 'take-back', from: ['proposed'], to: 'draft', label: 'Take it back to change it', by: ['office'] },
      ...{
        needs: ['the reason'],
        says: 'It is a draft again. Approvals given so far stay on record and no longer count.',
      },
    },
    {
      ...{ doing: 'send-back', from: ['proposed'], to: 'draft', label: 'Ask for a change', by: ['partner'] },
      ...{
        needs: ['what should change'],
        says: 'It is a draft again, and the business unit has been told what should change.',
      },
    },
    {
      ...{ doing: 'approve', from: ['proposed'], to: 'proposed', label: 'Agree to it', by: ['partner', 'office'] },
      needs: ['the post of whoever agrees', 'from the business unit: the day, and the meeting that agreed it'],
      says: 'The approval is recorded.',
    },
    {
      ...{
        doing: 'complete',
        from: ['proposed'],
        to: 'agreed',
        label: 'The last statutory partner agreed',
        by: ['kith'],
      },
      ...{ needs: [], says: 'Every statutory partner has agreed to it.' },
    },
    {
      ...{ doing: 'record', from: ['agreed'], to: 'agreed', label: 'Record money spent or received', by: ['office'] },
      ...{ needs: ['the line or partner', 'the amount', 'the day', 'what it was'], says: 'The entry is recorded.' },
    },
    {
      ...{ doing: 'correct', from: ['agreed'], to: 'agreed', label: 'Correct an entry', by: ['office'] },
      ...{ needs: ['the reason'], says: 'The entry is taken back by another, and both stand in the book.' },
    },
    {
      ...{ doing: 'correct', from: ['closed'], to: 'closed', label: 'Correct an entry', by: ['office'] },
      ...{ needs: ['the reason'], says: 'The entry is taken back by another, and both stand in the book.' },
    },
    {
      ...{ doing: 'correct', from: ['published'], to: 'published', label: 'Correct an entry', by: ['office'] },
      ...{
        needs: ['the reason'],
        says: 'The entry is taken back by another, and the public page says that it was corrected.',
      },
    },
    {
      ...{ doing: 'close', from: ['agreed'], to: 'closed', label: 'Close the year', by: ['office'] },
      ...{
        needs: ['that the year of account is over'],
        says: 'The year is closed. Say what the money brought, then publish it.',
      },
    },
    {
      ...{ doing: 'reopen', from: ['closed'], to: 'agreed', label: 'Open it again', by: ['office'] },
      ...{ needs: ['the reason'], says: 'It is open again: money can be recorded.' },
    },
    {
      ...{ doing: 'publish', from: ['closed'], to: 'published', label: 'Publish it', by: ['office'] },
      needs: ['what the money bought', 'what that changed', 'what shows it', 'who judged it, by post'],
      says: 'It is public now, and the yearly report of that year draws on it.',
    },
  ],
};

/** What a line of a budget is for. */
export const LINE_KINDS = {
  staff: 'Staff of the business unit',
  scrutiny: 'Independent scrutiny',
  training: 'Training',
  reviews: 'Reviews',
  audit: 'Audits and quality assurance',
  engagement: 'Communication, children and families',
  systems: 'Systems and data',
  premises: 'Premises and running costs',
  other: 'Other',
} as const;

/** The name of such a kind. */
export type LineKind = keyof typeof LINE_KINDS;

/** What can be typed of a line. */
export interface GivenLine {
  title: string;
  kind: LineKind;
  planned: Pence;
  words: string | null;
}

/** A line of a budget. */
export interface BudgetLine extends GivenLine {
  id: string;
  /** The same in every year. */
  key: string;
  version: number;
}

/** In which form a partner contributes. */
export const FORMS = { money: 'In money', 'in-kind': 'In kind' } as const;

/** What can be typed of a contribution. */
export interface GivenContribution {
  /** Key of the agency. */
  contributor: string;
  form: keyof typeof FORMS;
  /** Null for something in kind that nobody put a price on. */
  agreed: Pence | null;
  words: string | null;
}

/** What a partner contributes in a year. */
export interface Contribution extends GivenContribution {
  id: string;
  contributorName: string;
  version: number;
}

/** Money spent on a line, or received of a contribution. Less than nothing where it takes another entry back. */
export interface Entry {
  id: string;
  lineId: string | null;
  contributionId: string | null;
  amount: Pence;
  on: PlainDate;
  words: string;
  recordedAt: Date;
  /** Who wrote it down; null for the public, to whom nobody is named. */
  recordedBy: string | null;
  /** The entry that this one takes back. */
  reverses: string | null;
}

/** That a statutory partner agreed. */
export interface Approval {
  agency: string;
  agencyName: string;
  post: string;
  approvedOn: PlainDate;
  minutedAt: string | null;
}

/** What the partnership says of a year’s money in words. */
export interface BudgetWords {
  /** What a reader must know of the whole year. */
  note: string | null;
  bought: string | null;
  changed: string | null;
  evidence: string | null;
  /** The post of whoever judged it. */
  judgedBy: string | null;
}

/** A budget as lists show it. */
export interface BudgetLineItem {
  id: string;
  year: string;
  state: BudgetState;
  published: boolean;
}

/** The money of one year with all its parts. */
export interface Budget extends BudgetLineItem, BudgetWords {
  partnership: string;
  agency: string;
  ownerId: string;
  version: number;
  round: number;
  sentBackBecause: string | null;
  agreedOn: PlainDate | null;
  closedOn: PlainDate | null;
  publishedOn: PlainDate | null;
  lines: BudgetLine[];
  contributions: Contribution[];
  entries: Entry[];
  /** Of the present round: what counts. */
  approvals: Approval[];
}
