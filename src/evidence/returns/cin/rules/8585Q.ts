import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The case closed because the child died, but there is no date of death. */
export const rule8585Q: CinRule = {
  code: '8585Q',
  severity: 'query',
  table: 'CINdetails',
  reads: ['CINdetails.ReasonForClosure', 'ChildIdentifiers.PersonDeathDate'],
  message: 'The case closed because the child died, but there is no date of death.',
  why: why.closure,
  mend: 'Give the date of death, or choose another reason for closure.',
  child: (child, { fail }) => {
    for (const episode of child.episodes) {
      if (episode.closureReason === 'RC2' && Number.isNaN(child.identifiers.died))
        fail([episode, 'ReasonForClosure'], [child.identifiers, 'PersonDeathDate']);
    }
  },
  cases: [
    passes(
      { PersonDeathDate: '2024-05-02', ...episodes({ ReasonForClosure: 'RC2' }) },
      episodes({ ReasonForClosure: 'RC1' }),
    ),
    finds({ CINdetails: [0], ChildIdentifiers: [0] }, episodes({ ReasonForClosure: 'RC2' })),
  ],
};
