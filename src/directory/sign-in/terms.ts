import type { PlainDate } from '../../platform/clocks/index.ts';

/** One rule of the terms of use. */
export interface Term {
  title: string;
  words: string;
}

/** What everybody agrees to before they use Kith. A new edition has a new version: everybody is then asked again. */
export interface TermsOfUse {
  version: string;
  /** The day from which it stands. */
  from: PlainDate;
  rules: readonly Term[];
}

/** The terms of use that stand at present. */
export const TERMS: TermsOfUse = {
  version: '2026-11',
  from: '2026-11-01',
  rules: [
    {
      title: 'Only for your work',
      words:
        'Use Kith only for the safeguarding work for which your agency gave you a role. Never look up yourself, your family, a neighbour or anybody else because you are curious, and never for somebody who asks you outside your work.',
    },
    {
      title: 'Say truthfully what you need it for',
      words:
        'Kith asks what you need a restricted record for. Your answer decides what you see and is kept with everything you do.',
    },
    {
      title: 'Every reading is kept',
      words:
        'Kith writes down each time you open or change a restricted record, or try to: who, when, what and what for. Nobody can change that afterwards. You can read your own trail; your agency and auditors can, too.',
    },
    {
      title: 'Your sign-in is yours alone',
      words:
        'Never tell anybody your password or a code, and never work in somebody else’s name. Lock your screen when you leave it. If your phone or your password may be in other hands, say so the same day.',
    },
    {
      title: 'No copies',
      words:
        'Do not photograph, print, download or forward what you read, unless your task needs it and your agency allows it. Whatever you take out of Kith is yours to protect and to destroy.',
    },
    {
      title: 'Share what protects a child',
      words:
        'Data protection law does not stop you from sharing what keeps a child safe. Share what is needed with those who need it, and record what you shared, with whom and why. A “must not receive” mark stands whatever you think of it.',
    },
    {
      title: 'Write what you know and how you know it',
      words:
        'Keep facts and opinions apart and name your source. Write about people as if they will read it, because one day they may.',
    },
    {
      title: 'Step back when it is somebody you know',
      words:
        'Tell Kith to whom you are close. If you meet somebody you know in a record, close it and tell your manager.',
    },
    {
      title: 'In an emergency',
      words:
        'Open a record that is closed to you only when a child could come to harm while you wait. You give the reason, its owner is told at once, and somebody judges afterwards whether it was right.',
    },
    {
      title: 'Report mistakes at once',
      words:
        'You opened the wrong record, told the wrong person, lost a device? Tell your agency’s assurance lead the same day. A mistake that is known can be mended.',
    },
    {
      title: 'When you leave',
      words:
        'Your access ends on your last day. Give back or destroy every copy. What you learned about people stays confidential for good.',
    },
    {
      title: 'If you break these rules',
      words:
        'Your agency can end your access and act under its own rules. To look at or take personal data without authority can be a crime under the Data Protection Act 2018 and the Computer Misuse Act 1990.',
    },
  ],
};

/** The version of the terms that stand at present. */
export const TERMS_VERSION = TERMS.version;
