import { monthsAfter } from '../../day.ts';
import { type CinRule, episodes, finds, passes } from '../rule.ts';
import { why } from '../why.ts';

/** Somebody over 25 is in the return, with a case that is open or closed after the 25th birthday. */
export const rule8775Q: CinRule = {
  code: '8775Q',
  severity: 'query',
  table: 'ChildIdentifiers',
  reads: ['ChildIdentifiers.PersonBirthDate', 'CINdetails.CINclosureDate'],
  message: 'Somebody over 25 is in the return, with a case that is open or closed after the 25th birthday.',
  why: why.characteristics,
  mend: 'Check the date of birth; close cases that were passed to adult services.',
  child: (child, { census, fail }) => {
    const { born } = child.identifiers;
    if (!(born < census.yearsBefore(25))) return;
    const birthday = monthsAfter(born, 25 * 12);
    for (const episode of child.episodes)
      if (Number.isNaN(episode.closed) || episode.closed > birthday)
        fail([child.identifiers, 'PersonBirthDate'], [episode, 'CINclosureDate']);
  },
  cases: [
    passes(
      { PersonBirthDate: '2000-03-31', ...episodes({}) },
      { PersonBirthDate: '1999-05-02', ...episodes({ CINclosureDate: '2024-05-02' }) },
    ),
    finds(
      { ChildIdentifiers: [0, 1], CINdetails: [0, 1] },
      { PersonBirthDate: '2000-03-30', ...episodes({}) },
      { PersonBirthDate: '1999-05-02', ...episodes({ CINclosureDate: '2024-05-03' }) },
    ),
  ],
};
