import { rowsOf } from '../families/single.ts';
import type { Judging, Rule903 } from '../rule.ts';
import { rule } from '../rule.ts';

const MEND = 'Look at the number, the sex and the legal status of the adopters: one of them is wrong.';
const WHY = 'Who adopts children is counted by these fields, and they must fit each other.';

/** Adopters of a legal status are of one of some sexes. */
function areOf(status: string, sexes: readonly string[], message: string): Judging {
  return rowsOf(
    'AD1',
    ['LS_ADOPTR', 'SEX_ADOPTR'],
    { message, why: WHY, mend: MEND },
    (table, row) => table.text(row, 'LS_ADOPTR') === status && !sexes.includes(table.text(row, 'SEX_ADOPTR')),
  );
}

const COUPLES = ['MM', 'FF', 'MF'];

/** Rules about adopters: how many, of which sex, in which legal status. */
export const ADOPTER_RULES: readonly Rule903[] = [
  rule(
    '511',
    rowsOf(
      'AD1',
      ['NB_ADOPTR', 'SEX_ADOPTR'],
      { message: 'There are two adopters, but the sex given is that of one.', why: WHY, mend: MEND },
      (table, row) => table.text(row, 'NB_ADOPTR') === '2' && ['M1', 'F1'].includes(table.text(row, 'SEX_ADOPTR')),
    ),
  ),
  rule('514', areOf('L0', ['M1', 'F1'], 'The adopter is single, but the sex given is not that of one person.')),
  rule(
    '517',
    areOf('L3', ['MF'], 'The adopters are a married couple of a man and a woman, but the sex given is another.'),
  ),
  rule(
    '518',
    areOf('L4', COUPLES.slice(0, 2), 'The adopters are a couple of the same sex, but the sex given is another.'),
  ),
  rule(
    '519',
    areOf('L2', COUPLES, 'The adopters are in a civil partnership, but the sex given is not that of a couple.'),
  ),
  rule(
    '520',
    rowsOf(
      'AD1',
      ['LS_ADOPTR', 'SEX_ADOPTR'],
      {
        message: 'The adopters are a married couple of a man and a woman, but the sex given is another.',
        ...{ why: WHY, mend: MEND },
      },
      (table, row) => table.text(row, 'LS_ADOPTR') === 'L11' && table.text(row, 'SEX_ADOPTR') !== 'MF',
    ),
  ),
  rule(
    '524',
    rowsOf(
      'AD1',
      ['LS_ADOPTR', 'SEX_ADOPTR'],
      {
        message: 'The adopters are a married couple of the same sex, but the sex given is another.',
        ...{ why: WHY, mend: MEND },
      },
      (table, row) => table.text(row, 'LS_ADOPTR') === 'L12' && !['MM', 'FF'].includes(table.text(row, 'SEX_ADOPTR')),
    ),
  ),
];
