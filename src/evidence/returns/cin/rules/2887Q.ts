import { ownCopy } from '../../columns.ts';
import { type CinRule, passes } from '../rule.ts';
import { why } from '../why.ts';

const ENOUGH = 8;

/** The whole return uses no more than seven different disability codes. */
export const rule2887Q: CinRule = {
  code: '2887Q',
  severity: 'query',
  table: 'Disabilities',
  returnLevel: true,
  reads: ['Disabilities.Disability'],
  message: 'The whole return uses no more than seven different disability codes.',
  why: why.whole,
  mend: 'Check that the extract takes every disability of a child and that old local codes are mapped to the census’s.',
  reading: 'NONE is no disability and not counted; codes are counted, not children.',
  across: ({ failReturn }) => {
    const codes = new Set<string>();
    return {
      child: (child) => {
        for (const { code } of child.disabilities)
          if (code !== '' && code !== 'NONE' && codes.size < ENOUGH) codes.add(ownCopy(code));
      },
      end: () => {
        if (codes.size < ENOUGH)
          failReturn(`Codes in use: ${codes.size === 0 ? 'none' : [...codes].sort().join(', ')}.`);
      },
    };
  },
  cases: [
    passes({ Disability: ['MOB', 'HAND', 'PC', 'INC'] }, { Disability: ['COMM', 'LD', 'HEAR', 'VIS'] }),
    {
      children: [
        { Disability: ['MOB', 'HAND', 'PC', 'INC'] },
        { Disability: ['COMM', 'LD', 'HEAR'] },
        { Disability: ['NONE'] },
      ],
      finds: 'return',
    },
  ],
};
