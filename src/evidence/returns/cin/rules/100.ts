import { dayOf } from '../../day.ts';
import type { CinRule } from '../rule.ts';
import { why } from '../why.ts';

/** The reference date in the header is missing or is not 31 March of the collection year. */
export const rule100: CinRule = {
  code: '100',
  severity: 'error',
  table: 'Header',
  reads: ['Header.ReferenceDate', 'Header.Year'],
  message: 'The reference date in the header is missing or is not 31 March of the collection year.',
  why: why.whole,
  mend: 'Set the collection year and 31 March of that year as reference date in your system’s census screen, and make the file again.',
  reading:
    'The collection year is the one that the header itself gives, not that of the chosen rules; a year that does not fit the rules is told as a note.',
  across: (run, header) => ({
    child: () => {},
    end: () => {
      if (!header) run.failReturn('The file has no header.');
      else if (header.reference !== dayOf(`${header.year}-03-31`)) run.fail([header, 'ReferenceDate']);
    },
  }),
  cases: [
    { children: [], header: { Year: '2025', ReferenceDate: '2025-03-31' }, finds: 'nothing' },
    { children: [], header: { Year: '2024', ReferenceDate: '2025-03-31' }, finds: { Header: [0] } },
    { children: [], header: { Year: '2025' }, finds: { Header: [0] } },
    { children: [], header: { Year: '2025', ReferenceDate: '2025-03-30' }, finds: { Header: [0] } },
  ],
};
