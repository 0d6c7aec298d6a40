import { codesOf } from '../codes.ts';
import { type CinRule, episodes, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** A born child whose referral led to further action has no disability code, or one that is no code of the census. */
export const rule8540: CinRule = {
  code: '8540',
  severity: 'error',
  table: 'ChildCharacteristics',
  reads: ['ChildIdentifiers.PersonBirthDate', 'Disabilities.Disability', 'CINdetails.ReferralNFA'],
  message:
    'A born child whose referral led to further action has no disability code, or one that is no code of the census.',
  why: why.characteristics,
  mend: 'Give each disability, or NONE where there is none.',
  across: ({ census, fail }) => {
    const codes = codesOf('disability', census.year);
    return {
      child: ({ identifiers, disabilities, episodes: all }) => {
        if (Number.isNaN(identifiers.born)) return;
        const wrong = disabilities.filter(({ code }) => !codes.has(code));
        if (disabilities.length > 0 && wrong.length === 0) return;
        const acted = all.filter(({ noFurtherAction }) => noFurtherAction === false);
        if (acted.length === 0) return;
        fail(
          [identifiers, 'PersonBirthDate'],
          ...wrong.map((disability): Place => [disability, 'Disability']),
          ...acted.map((episode): Place => [episode, 'ReferralNFA']),
        );
      },
      end: () => {},
    };
  },
  cases: [
    passes(
      { PersonBirthDate: '2015-05-02', Disability: ['NONE'], ...episodes({ ReferralNFA: '0' }) },
      { PersonBirthDate: '2015-05-02', ...episodes({ ReferralNFA: '1' }) },
      { ExpectedPersonBirthDate: '2025-05-02', ...episodes({ ReferralNFA: '0' }) },
    ),
    finds(
      { ChildIdentifiers: [0, 1], Disabilities: [1], CINdetails: [0, 2] },
      { PersonBirthDate: '2015-05-02', ...episodes({ ReferralNFA: 'false' }, { ReferralNFA: '1' }) },
      { PersonBirthDate: '2015-05-02', Disability: ['MOB', 'XYZ'], ...episodes({ ReferralNFA: 'false' }) },
    ),
  ],
};
