import { notBefore } from '../families/ordered.ts';
import { rowsOf } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';

const WRONG_DAYS = 'How often and how long children are missing is counted from these days.';

/** Rules about children who were missing or away without leave. */
export const MISSING_RULES: readonly Rule903[] = [
  rule(
    '1004',
    rowsOf(
      'Missing',
      ['MIS_START', 'MIS_END'],
      {
        message: 'The missing episode has no first day, or one that is no date.',
        ...{ why: WRONG_DAYS, mend: 'Enter the day on which the child went missing, like 31/03/2018.' },
      },
      (table, row) =>
        Number.isNaN(table.day(row, 'MIS_START')) && (table.given(row, 'MIS_START') || table.given(row, 'MIS_END')),
    ),
  ),
  rule(
    '1005',
    rowsOf(
      'Missing',
      ['MIS_END'],
      {
        message: 'The last day of the missing episode is no date.',
        ...{ why: WRONG_DAYS, mend: 'Enter the day on which the child came back, or nothing while it is missing.' },
      },
      (table, row) => table.given(row, 'MIS_END') && Number.isNaN(table.day(row, 'MIS_END')),
    ),
  ),
  rule(
    '564',
    rowsOf(
      'Missing',
      ['MISSING', 'MIS_START'],
      {
        message: 'The child is marked as missing or away, but no first day is given.',
        ...{ why: WRONG_DAYS, mend: 'Enter the day, or take the row out.' },
      },
      (table, row) => table.given(row, 'MISSING') && !table.given(row, 'MIS_START'),
    ),
  ),
  rule(
    '565',
    rowsOf(
      'Missing',
      ['MISSING', 'MIS_START'],
      {
        message: 'A first day is given, but not whether the child was missing or away.',
        why: 'Missing and away without leave are counted apart.',
        mend: 'Enter M for missing, A for away without leave.',
      },
      (table, row) => table.given(row, 'MIS_START') && !table.given(row, 'MISSING'),
    ),
  ),
  rule(
    '566',
    rowsOf(
      'Missing',
      ['MISSING', 'MIS_END'],
      {
        message: 'A last day is given, but not whether the child was missing or away.',
        why: 'Missing and away without leave are counted apart.',
        mend: 'Enter M for missing, A for away without leave.',
      },
      (table, row) => table.given(row, 'MIS_END') && !table.given(row, 'MISSING'),
    ),
  ),
  rule(
    '567',
    notBefore('Missing', 'MIS_START', 'MIS_END', {
      message: 'The missing episode ended before it began.',
      ...{ why: WRONG_DAYS, mend: 'Look at the two days.' },
    }),
  ),
  rule(
    '570',
    rowsOf(
      'Missing',
      ['MIS_START'],
      {
        message: 'The missing episode began after the year.',
        why: 'It belongs in the next return.',
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'MIS_START') > book.end,
    ),
  ),
  rule(
    '571',
    rowsOf(
      'Missing',
      ['MIS_END'],
      {
        message: 'The missing episode ended before the year began or after it ended.',
        why: 'It belongs in the return of another year.',
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'MIS_END') < book.start || table.day(row, 'MIS_END') > book.end,
    ),
  ),
  rule('574', {
    message: 'A missing episode began before the one before it had ended.',
    why: 'Nobody is missing twice at once; the days would count double.',
    mend: 'Look at the days of both, or join them.',
    reading:
      'They are put in the order of their last days, or first days where they have no last; the same day is no overlap. Named is the later.',
    fields: ['MIS_START', 'MIS_END'],
    needs: { Missing: ['CHILD', 'MIS_START', 'MIS_END'] },
    judge: (book, found) => {
      const table = book.table('Missing');
      const until = (row: number) => {
        const [start, end] = [table.day(row, 'MIS_START'), table.day(row, 'MIS_END')];
        return Number.isNaN(end) ? start : end;
      };
      for (const rows of table.byChild().values()) {
        const ordered = rows
          .filter((row) => !Number.isNaN(until(row)))
          .sort(
            (one, other) =>
              until(one) - until(other) ||
              (table.day(one, 'MIS_START') || 0) - (table.day(other, 'MIS_START') || 0) ||
              one - other,
          );
        for (let at = 1; at < ordered.length; at += 1) {
          const [before, row] = [ordered[at - 1] as number, ordered[at] as number];
          const ended = table.day(before, 'MIS_END');
          if (Number.isNaN(ended) || table.day(row, 'MIS_START') < ended) found('Missing', row);
        }
      }
    },
  }),
  rule(
    '586',
    notBefore('Missing', 'DOB', 'MIS_START', {
      message: 'The missing episode began before the child was born.',
      ...{ why: WRONG_DAYS, mend: 'Look at the date of birth and at the first day.' },
    }),
  ),
];
