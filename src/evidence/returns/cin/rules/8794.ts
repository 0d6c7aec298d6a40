import { type CinRule, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child has the same disability twice. */
export const rule8794: CinRule = {
  code: '8794',
  severity: 'error',
  table: 'Disabilities',
  reads: ['Disabilities.Disability'],
  message: 'The child has the same disability twice.',
  why: why.characteristics,
  mend: 'Send each disability once.',
  child: (child, { fail }) => {
    const { disabilities } = child;
    if (disabilities.length < 2) return;
    const twice = disabilities.filter(
      ({ code }, place) => code !== '' && disabilities.some((other, at) => at !== place && other.code === code),
    );
    if (twice.length > 0) fail(...twice.map((disability): Place => [disability, 'Disability']));
  },
  cases: [
    passes({ Disability: ['MOB', 'LD'] }, { Disability: ['MOB'] }),
    finds({ Disabilities: [0, 2] }, { Disability: ['MOB', 'LD', 'MOB'] }),
  ],
};
