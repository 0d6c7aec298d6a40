import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Process } from '../../../platform/workflow/index.ts';

/** Where a version of the arrangements stands. */
export type VersionState = 'draft' | 'in-review' | 'signed' | 'published' | 'superseded' | 'withdrawn';
/** What can be done with one. */
export type VersionDoing =
  | 'send'
  | 'take-back'
  | 'send-back'
  | 'sign'
  | 'complete'
  | 'publish'
  | 'supersede'
  | 'withdraw';
/** The part somebody plays for one. */
export type VersionPart = 'office' | 'partner' | 'kith';

/** A version of the arrangements, from its draft to the day on which another takes its place. */
export const VERSION_PROCESS: Process<VersionState, VersionDoing, VersionPart> = {
  name: 'version of the arrangements',
  about:
    'How published arrangements are revised: a copy of the version before is drafted, every statutory partner signs the same words, and the public reads what changed. Working Together 2018 and 2023 on published arrangements; inventory row 6.',
  parts: {
    office: 'the business unit',
    partner: 'a statutory partner who has not signed it yet',
    kith: 'Kith itself',
  },
  states: {
    draft: { label: 'Draft', about: 'The business unit writes it. Nobody can sign it yet.' },
    'in-review': {
      label: 'With the partners',
      about: 'Its words stand still while each statutory partner reads and signs.',
    },
    signed: { label: 'Signed', about: 'Every statutory partner has signed. It is not public yet.' },
    published: {
      label: 'Published',
      about: 'It is public, and the partners work by it from the day it names.',
    },
    superseded: {
      label: 'Replaced',
      about: 'A later version takes its place on the day that one comes into force. It stays public, for its time.',
      over: true,
    },
    withdrawn: { label: 'Given up', about: 'It was never signed. It is kept, and is not public.', over: true },
  },
  first: 'draft',
  moves: [
    {
      ...{ doing: 'send', from: ['draft'], to: 'in-review', label: 'Send it to the partners to sign', by: ['office'] },
      needs: [
        'at least one section',
        'at least one statutory partner',
        'the day it comes into force',
        'the day of its review',
      ],
      says: 'The partners have been told that it waits for their signature.',
    },
    {
      ...{
        doing: 'take-back',
        from: ['in-review', 'signed'],
        to: 'draft',
        label: 'Take it back to change it',
        by: ['office'],
      },
      needs: ['the reason'],
      says: 'It is a draft again. Signatures given so far stay on record and no longer count.',
    },
    {
      ...{ doing: 'send-back', from: ['in-review'], to: 'draft', label: 'Ask for a change', by: ['partner'] },
      needs: ['what should change'],
      says: 'It is a draft again, and the business unit has been told what should change.',
    },
    {
      ...{ doing: 'sign', from: ['in-review'], to: 'in-review', label: 'Sign it', by: ['partner', 'office'] },
      needs: ['the post of whoever signs', 'from the business unit: the day, and where the signed paper is kept'],
      says: 'The signature is recorded.',
    },
    {
      ...{
        doing: 'complete',
        from: ['in-review'],
        to: 'signed',
        label: 'The last statutory partner has signed',
        by: ['kith'],
      },
      ...{ needs: [], says: 'Every statutory partner has signed it.' },
    },
    {
      ...{ doing: 'publish', from: ['signed'], to: 'published', label: 'Publish it', by: ['office'] },
      ...{
        needs: [],
        says: 'It is public now. It counts from the day it names; the version before stays readable beside it.',
      },
    },
    {
      ...{
        doing: 'supersede',
        from: ['published'],
        to: 'superseded',
        label: 'A later version is published',
        by: ['kith'],
      },
      ...{ needs: [], says: 'A later version has taken its place.' },
    },
    {
      ...{ doing: 'withdraw', from: ['draft'], to: 'withdrawn', label: 'Give it up', by: ['office'] },
      ...{ needs: ['the reason'], says: 'It is given up. The version in force stays in force.' },
    },
  ],
};

/** What published arrangements are expected to hold. */
export interface Head {
  key: string;
  title: string;
  asks: string;
  edition: string | null;
  checked: 'verified' | 'recalled';
}

/** One section of a version. */
export interface VersionSection {
  key: string;
  /** Key of the expected content that it answers. */
  head: string | null;
  title: string;
  words: string;
  version: number;
}

/** An agency bound by a version, by the name it had then. */
export interface VersionAgency {
  key: string;
  name: string;
  standing: 'statutory' | 'relevant';
}

/** A signature under a version. Who signed stands in the ledger; here it is the agency and the post. */
export interface Signature {
  agency: string;
  agencyName: string;
  post: string;
  signedOn: PlainDate;
  /** Signed on paper, and where that is kept. */
  keptAt: string | null;
  round: number;
}

/** A version as lists show it. */
export interface VersionLine {
  id: string;
  number: number | null;
  state: VersionState;
  why: string;
  inForceFrom: PlainDate | null;
  reviewDue: PlainDate | null;
  publishedOn: PlainDate | null;
  supersededOn: PlainDate | null;
}

/** A version with all its parts. */
export interface ArrangementVersion extends VersionLine {
  partnership: string;
  agency: string;
  ownerId: string;
  version: number;
  round: number;
  basedOn: string | null;
  areas: string[];
  sentBackBy: string | null;
  sentBackBecause: string | null;
  signedOn: PlainDate | null;
  sections: VersionSection[];
  agencies: VersionAgency[];
  /** Of the present round: what counts. */
  signatures: Signature[];
}

/** What the form of a version’s facts gives. */
export interface VersionFacts {
  why: string;
  areas: string[];
  statutory: string[];
  relevant: string[];
  inForceFrom: PlainDate | null;
  reviewDue: PlainDate | null;
}
