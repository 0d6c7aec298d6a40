import { type Day, dayOf, dayText } from '../../day.ts';
import type { Child } from '../child.ts';
import { type CinRule, episodes, finds, passes, type Run } from '../rule.ts';
import { why } from '../why.ts';

// UN1 says that the child is too young for school, which is what these children are not.
const REASONS = new Set(['UN2', 'UN3', 'UN4', 'UN5', 'UN6', 'UN7']);

/** A child old enough for school has no UPN and no reason for that. */
export const rule8770Q: CinRule = {
  code: '8770Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: [
    'ChildIdentifiers.UPN',
    'ChildIdentifiers.UPNunknown',
    'ChildIdentifiers.PersonBirthDate',
    'CINdetails.ReferralNFA',
  ],
  message: 'The child is old enough for school, but has neither a UPN nor a reason that explains why not.',
  why: why.match,
  mend: 'Ask the school or your education colleagues for the UPN, or say why there is none.',
  reading:
    'Old enough is whoever had the sixth birthday by the reference date. There is no upper age: who leaves school keeps the UPN. Reasons are read in capitals or small letters.',
  child: (child, run) => {
    if (child.identifiers.born <= run.census.yearsBefore(6)) judge(child, run);
  },
  cases: [
    passes(
      { PersonBirthDate: '2019-04-01', ...episodes({ ReferralNFA: '0' }) },
      { PersonBirthDate: '2019-03-31', UPN: 'A1', ...episodes({ ReferralNFA: '0' }) },
      { PersonBirthDate: '2010-03-31', UPNunknown: 'un5', ...episodes({ ReferralNFA: '0' }) },
      { PersonBirthDate: '2010-03-31', ...episodes({ ReferralNFA: '1' }) },
    ),
    finds(
      { ChildIdentifiers: [0, 1] },
      { PersonBirthDate: '2019-03-31', ...episodes({ ReferralNFA: '1' }, { ReferralNFA: 'false' }) },
      { PersonBirthDate: '2010-03-31', UPNunknown: 'UN1', ...episodes({ ReferralNFA: 'false' }) },
    ),
  ],
};

/** The same, with the age counted by the school year. */
export const rule8770QSince2024: CinRule = {
  ...rule8770Q,
  reading:
    'Old enough is whoever was five on 31 August before the year of the reference date, and so began school. There is no upper age: who leaves school keeps the UPN. Reasons are read in capitals or small letters.',
  across: (run) => {
    let youngest: Day | undefined;
    return {
      child: (child) => {
        youngest ??= dayOf(`${Number(dayText(run.census.end).slice(0, 4)) - 6}-08-31`);
        if (child.identifiers.born <= youngest) judge(child, run);
      },
      end: () => {},
    };
  },
  child: () => {},
  cases: [
    passes(
      { PersonBirthDate: '2019-09-01', ...episodes({ ReferralNFA: '0' }) },
      { PersonBirthDate: '2019-08-31', UPNunknown: 'UN4', ...episodes({ ReferralNFA: '0' }) },
    ),
    finds(
      { ChildIdentifiers: [0, 1] },
      { PersonBirthDate: '2019-08-31', ...episodes({ ReferralNFA: 'false' }) },
      { PersonBirthDate: '2008-08-31', UPNunknown: 'UN1', ...episodes({ ReferralNFA: 'false' }) },
    ),
  ],
};

function judge({ identifiers, episodes: all }: Child, { fail }: Run): void {
  if (identifiers.upn !== '' || REASONS.has(identifiers.upnUnknown.toUpperCase())) return;
  if (all.some(({ noFurtherAction }) => noFurtherAction === false))
    fail([identifiers, 'UPN'], [identifiers, 'UPNunknown']);
}
