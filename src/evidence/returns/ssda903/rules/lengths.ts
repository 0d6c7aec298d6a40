import type { Book } from '../book.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const WHY = 'The law allows it only for so long; afterwards another order must stand, or the child goes home.';
const MEND = 'Look at the legal status and at the days: another status has followed, or a day is wrong.';

/** Days of an episode up to its end, or up to the end of the year while it goes on; below 0 where its days are wrong. */
function lasts(book: Book, table: Table, row: number): number {
  return (table.given(row, 'DEC') ? table.day(row, 'DEC') : book.end) - table.day(row, 'DECOM');
}

/** A legal status that lasts so many days at most, over episodes that follow each other without a day between. */
function statusFor(status: string, most: number, message: string): Judging {
  return {
    ...{ message, why: WHY, mend: MEND },
    ...{ fields: ['DECOM', 'DEC', 'LS'], needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of book.episodes().values()) {
        let together: number[] = [];
        let days = 0;
        const judged = () => {
          if (days > most) for (const row of together) found('Episodes', row);
        };
        for (const row of rows) {
          const own = lasts(book, table, row);
          if (table.text(row, 'LS') !== status || !(own >= 0)) continue;
          const before = together.at(-1);
          if (before !== undefined && table.day(before, 'DEC') === table.day(row, 'DECOM')) {
            together.push(row);
            days += own;
            continue;
          }
          judged();
          together = [row];
          days = own;
        }
        judged();
      }
    },
  };
}

/** A temporary placement that lasts so many days at most; while it goes on it is judged `openToo`. */
function placedFor(place: string, most: number, message: string, openToo = false): Judging {
  return {
    message,
    why: 'A temporary placement is for a time, while the child’s own is kept.',
    mend: 'Look at the days, or enter the placement as a new one.',
    ...{ fields: ['DECOM', 'PLACE'], needs: { Episodes: ['DECOM', 'DEC', 'PLACE'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (let row = 0; row < table.rows; row += 1) {
        if (table.text(row, 'PLACE') !== place || !(openToo || table.given(row, 'DEC'))) continue;
        if (lasts(book, table, row) > most) found('Episodes', row);
      }
    },
  };
}

/** Rules about how long something may last. */
export const LENGTH_RULES: readonly Rule903[] = [
  rule('361', statusFor('L1', 3, 'The child was under police protection for more than 72 hours.')),
  rule('362', statusFor('L2', 21, 'An emergency protection order stood for more than 21 days.')),
  rule('363', statusFor('L3', 7, 'A child assessment order stood for more than 7 days.')),
  rule(
    '364',
    statusFor('J2', 21, 'The child was remanded or detained for more than 21 days without another decision.'),
  ),
  rule('365', {
    message: 'One short break lasted for more than 17 days.',
    why: 'Longer than that a child is looked after, and not on a short break.',
    mend: MEND,
    ...{ fields: ['DECOM', 'DEC', 'LS'], needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (let row = 0; row < table.rows; row += 1) {
        if (table.text(row, 'LS') === 'V3' && lasts(book, table, row) > 17) found('Episodes', row);
      }
    },
  }),
  rule('367', {
    message: 'The child’s short breaks of the year came to more than 75 days.',
    why: 'More than that in a year, and the child is looked after.',
    mend: MEND,
    ...{ fields: ['DECOM', 'DEC', 'LS'], needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of table.byChild().values()) {
        const inYear = (row: number) => {
          const until = table.given(row, 'DEC') ? table.day(row, 'DEC') : book.end;
          return Math.min(until, book.end) - Math.max(table.day(row, 'DECOM'), book.start);
        };
        const own = rows.filter((row) => table.text(row, 'LS') === 'V3' && inYear(row) > 0);
        const days = own.reduce((sum, row) => sum + inYear(row), 0);
        if (days > 75) for (const row of own) found('Episodes', row);
      }
    },
  }),
  rule('375', placedFor('T1', 42, 'The child was in hospital for more than 42 days as a temporary placement.')),
  rule('376', placedFor('T3', 21, 'The temporary placement (T3) lasted for more than 21 days.', true)),
  rule('379', placedFor('T4', 7, 'The temporary placement (T4) lasted for more than 7 days.')),
];
