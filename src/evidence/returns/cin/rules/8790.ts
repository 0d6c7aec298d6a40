import { type CinRule, finds, type Place, passes } from '../rule.ts';
import { why } from '../why.ts';

/** The child is said to have no disability (NONE) and a disability at once. */
export const rule8790: CinRule = {
  code: '8790',
  severity: 'error',
  table: 'Disabilities',
  reads: ['Disabilities.Disability'],
  message: 'The child is said to have no disability (NONE) and a disability at once.',
  why: why.characteristics,
  mend: 'Take out NONE, or the codes beside it.',
  reading: 'Named are the codes beside NONE, since they contradict it.',
  child: (child, { fail }) => {
    if (!child.disabilities.some(({ code }) => code === 'NONE')) return;
    const others = child.disabilities.filter(({ code }) => code !== '' && code !== 'NONE');
    if (others.length > 0) fail(...others.map((disability): Place => [disability, 'Disability']));
  },
  cases: [
    passes({ Disability: ['NONE'] }, { Disability: ['MOB', 'LD'] }),
    finds({ Disabilities: [0, 2] }, { Disability: ['MOB', 'NONE', 'LD'] }),
  ],
};
