import { birthday } from '../book.ts';
import { fitsNone, neverInCare, periodsOfCare } from '../families/periods.ts';
import { type Rule903, rule } from '../rule.ts';

const WHY = 'Only while a child is looked after is its going missing counted, and every time must end with its care.';
const NEEDS = { Episodes: ['CHILD', 'DECOM', 'DEC'], Missing: ['CHILD', 'MIS_START', 'MIS_END'] } as const;
const READING =
  'A time in care goes on from one episode to the next where no day lies between. A child without episodes is not judged.';

/** Rules about being missing and being looked after. */
export const AWAY_RULES: readonly Rule903[] = [
  rule('575', {
    message: 'The placement from which the child went missing has ended, but the missing episode has not.',
    ...{ why: WHY, mend: 'Enter the day on which the missing episode ended.' },
    ...{ fields: ['MIS_END'], needs: NEEDS },
    judge: (book, found) => {
      const [missing, episodes] = [book.table('Missing'), book.table('Episodes')];
      for (let row = 0; row < missing.rows; row += 1) {
        if (missing.given(row, 'MIS_END')) continue;
        const start = missing.day(row, 'MIS_START');
        const hasEnded = episodes
          .ofChild(missing.number(row, 'CHILD'))
          .some((one) => start >= episodes.day(one, 'DECOM') && start <= episodes.day(one, 'DEC'));
        if (hasEnded) found('Missing', row);
      }
    },
  }),
  rule('577', {
    message: 'Care ended, but the missing episode did not end with it or before.',
    ...{ why: WHY, mend: 'Enter the day on which the missing episode ended: that on which care ended at the latest.' },
    ...{ reading: READING, fields: ['MIS_END'], needs: NEEDS },
    judge: (book, found) =>
      neverInCare(book.table('Missing'), { start: 'MIS_START', end: 'MIS_END' }, periodsOfCare(book), (row) =>
        found('Missing', row),
      ),
  }),
  rule('578', {
    message: 'The missing episode began when the child was not looked after.',
    ...{ why: WHY, mend: 'Look at the first day of the missing episode and at the days of care.' },
    reading: READING,
    fields: ['MIS_START'],
    needs: { Episodes: ['CHILD', 'DECOM', 'DEC'], Missing: ['CHILD', 'MIS_START'] },
    judge: (book, found) => {
      const [missing, periods] = [book.table('Missing'), periodsOfCare(book)];
      for (let row = 0; row < missing.rows; row += 1) {
        const start = missing.day(row, 'MIS_START');
        if (fitsNone(periods.get(missing.number(row, 'CHILD')), ({ from, until }) => start < from || start > until))
          found('Missing', row);
      }
    },
  }),
  rule('580', {
    message: 'The young person was missing when their care ended at 18, but the reason is not E8.',
    ...{ why: 'How many are missing when their care ends is counted by it.', mend: 'Enter E8 as the reason.' },
    fields: ['REC'],
    needs: { Episodes: ['CHILD', 'DEC', 'REC'], Missing: ['CHILD', 'DOB', 'MIS_END'] },
    judge: (book, found) => {
      const [missing, episodes] = [book.table('Missing'), book.table('Episodes')];
      for (const [child, rows] of missing.byChild()) {
        for (const row of rows) {
          const end = missing.day(row, 'MIS_END');
          if (end !== birthday(missing.day(row, 'DOB'), 18)) continue;
          for (const one of episodes.ofChild(child))
            if (episodes.day(one, 'DEC') === end && episodes.text(one, 'REC') !== 'E8') found('Episodes', one);
        }
      }
    },
  }),
  rule('581', {
    message: 'The missing episode began in no episode of care.',
    ...{ why: WHY, mend: 'Look at the first day of the missing episode and at the days of care.' },
    ...{ reading: 'A child without any episode is not judged.', fields: ['MIS_START'], needs: NEEDS },
    judge: (book, found) => {
      const [missing, episodes] = [book.table('Missing'), book.table('Episodes')];
      for (let row = 0; row < missing.rows; row += 1) {
        const start = missing.day(row, 'MIS_START');
        const own = episodes.ofChild(missing.number(row, 'CHILD'));
        const isIn = own.some((one) => {
          const ended = episodes.day(one, 'DEC');
          return start >= episodes.day(one, 'DECOM') && (Number.isNaN(ended) || start <= ended);
        });
        if (own.length > 0 && !isIn) found('Missing', row);
      }
    },
  }),
];
