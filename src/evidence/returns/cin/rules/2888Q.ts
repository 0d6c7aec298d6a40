import { type CinRule, passes } from '../rule.ts';
import { why } from '../why.ts';

/** No child of the whole return has more than one disability. */
export const rule2888Q: CinRule = {
  code: '2888Q',
  severity: 'query',
  table: 'Disabilities',
  returnLevel: true,
  reads: ['Disabilities.Disability'],
  message: 'No child of the whole return has more than one disability.',
  why: why.whole,
  mend: 'Check that the extract takes every disability of a child and not only the first.',
  across: ({ failReturn }) => {
    let several = false;
    return {
      child: ({ disabilities }) => {
        if (several || disabilities.length < 2) return;
        several =
          new Set(disabilities.map(({ code }) => code).filter((code) => code !== '' && code !== 'NONE')).size > 1;
      },
      end: () => {
        if (!several) failReturn('No child has two different disability codes.');
      },
    };
  },
  cases: [
    passes({ Disability: ['MOB'] }, { Disability: ['MOB', 'LD'] }),
    {
      children: [{ Disability: ['MOB'] }, { Disability: ['NONE', 'LD'] }, { Disability: ['LD', 'LD'] }],
      finds: 'return',
    },
  ],
};
