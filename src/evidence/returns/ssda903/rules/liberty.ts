import { NO_DAY } from '../../day.ts';
import type { Book } from '../book.ts';
import { neverInCare, periodsOfCare } from '../families/periods.ts';
import { rowsOf } from '../families/single.ts';
import { type Found, type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const DOLO = 'Every day on which a child is deprived of its liberty is counted.';
/** For sort; equal infinities subtract to NaN. */
const ascending = (one: number, other: number) => (one === other ? 0 : one - other);
const SINCE = { since: '2026/27' } as const;

/** Deprivations of liberty with both days, each with the episodes of the child that touch it. */
function eachPlaced(book: Book, goesOn: boolean, judge: (row: number, episodes: Table, episode: number) => void): void {
  const [table, episodes] = [book.table('DoLo'), book.table('Episodes')];
  for (let row = 0; row < table.rows; row += 1) {
    const [start, end] = [table.day(row, 'DOLO_START'), table.day(row, 'DOLO_END')];
    for (const one of episodes.ofChild(table.number(row, 'CHILD'))) {
      const ended = episodes.given(one, 'DEC') ? episodes.day(one, 'DEC') : goesOn ? Number.POSITIVE_INFINITY : NO_DAY;
      if (start <= ended && end >= episodes.day(one, 'DECOM')) judge(row, episodes, one);
    }
  }
}

const PLACED = { DoLo: ['CHILD', 'DOLO_START', 'DOLO_END'], Episodes: ['CHILD', 'DECOM', 'DEC', 'PLACE'] } as const;

function nowhereElse(found: Found, book: Book): void {
  eachPlaced(book, false, (row, episodes, one) => {
    if (['K2', 'Z12', 'Z13'].includes(episodes.text(one, 'PLACE'))) return;
    found('DoLo', row);
    found('Episodes', one);
  });
}

/** An open deprivation of liberty of last year’s return is not in this one. */
const GONE: Judging = {
  message: 'A deprivation of liberty that was open in last year’s return is not in this one with the same beginning.',
  ...{ why: DOLO, mend: 'Add it with the beginning that last year’s return has.' },
  reading:
    'A row of last year can’t be named in this year’s files: the child’s first row of this year is, or where it has none, its row in the header.',
  ...{ fields: ['DOLO_START'], needs: { DoLo: ['CHILD', 'DOLO_START'] } },
  judge: (book, found) => {
    const [now, last] = [book.table('DoLo'), book.last('DoLo')];
    for (const [child, rows] of last.byChild()) {
      const own = now.ofChild(child);
      const isGone = rows.some(
        (row) =>
          !last.given(row, 'DOLO_END') &&
          !own.some((one) => now.number(one, 'DOLO_START') === last.number(row, 'DOLO_START')),
      );
      if (!isGone) continue;
      const [first] = own;
      if (first !== undefined) found('DoLo', first);
      else for (const one of book.find('Header')?.ofChild(child) ?? []) found('Header', one);
    }
  },
};

/** Rules about depriving a child of its liberty. */
export const LIBERTY_RULES: readonly Rule903[] = [
  rule(
    '700',
    rowsOf(
      'DoLo',
      ['DOLO_START'],
      {
        message: 'The day on which the deprivation of liberty began is missing or is no date.',
        why: DOLO,
        mend: 'Enter the day, like 31/03/2018.',
      },
      (table, row) => Number.isNaN(table.day(row, 'DOLO_START')),
    ),
    SINCE,
  ),
  rule(
    '701',
    rowsOf(
      'DoLo',
      ['DOLO_END'],
      {
        message: 'The day on which the deprivation of liberty ended is no date.',
        why: DOLO,
        mend: 'Enter the day, or nothing while it lasts.',
      },
      (table, row) => table.given(row, 'DOLO_END') && Number.isNaN(table.day(row, 'DOLO_END')),
    ),
    SINCE,
  ),
  rule(
    '702',
    rowsOf(
      'DoLo',
      ['DOLO_START', 'DOLO_END'],
      {
        message: 'The deprivation of liberty ended before it began or on the same day.',
        why: DOLO,
        mend: 'Look at the two days.',
      },
      (table, row) => table.day(row, 'DOLO_END') <= table.day(row, 'DOLO_START'),
    ),
    SINCE,
  ),
  rule(
    '703',
    rowsOf(
      'DoLo',
      ['DOLO_START'],
      {
        message: 'The deprivation of liberty began after the year.',
        why: DOLO,
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'DOLO_START') > book.end,
    ),
    SINCE,
  ),
  rule(
    '704',
    rowsOf(
      'DoLo',
      ['DOLO_END'],
      {
        message: 'The deprivation of liberty ended outside the year.',
        why: DOLO,
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'DOLO_END') > book.end || table.day(row, 'DOLO_END') < book.start,
    ),
    SINCE,
  ),
  rule(
    '708',
    rowsOf(
      'DoLo',
      ['DOB', 'DOLO_START'],
      {
        message: 'The deprivation of liberty began before the child was born or on that day.',
        why: DOLO,
        mend: 'Look at the two days.',
      },
      (table, row) => table.day(row, 'DOLO_START') <= table.day(row, 'DOB'),
    ),
    SINCE,
  ),
  rule(
    '705',
    {
      message: 'The deprivation of liberty began before the one before it, or while that had no end.',
      ...{ why: DOLO, mend: 'Look at the days of both.' },
      reading: 'They are put in the order of their ends; one without an end stands before all others.',
      ...{ fields: ['DOLO_START', 'DOLO_END'], needs: { DoLo: ['CHILD', 'DOLO_START', 'DOLO_END'] } },
      judge: (book, found) => {
        const table = book.table('DoLo');
        const end = (row: number) =>
          Number.isNaN(table.day(row, 'DOLO_END')) ? Number.NEGATIVE_INFINITY : table.day(row, 'DOLO_END');
        const begun = (row: number) => table.day(row, 'DOLO_START') || 0;
        for (const rows of table.byChild().values()) {
          const ordered = rows
            .filter((row) => table.given(row, 'DOLO_START'))
            .sort((one, other) => ascending(end(one), end(other)) || ascending(begun(one), begun(other)));
          for (const [at, row] of ordered.entries()) {
            const before = ordered[at - 1];
            if (before === undefined) continue;
            if (
              end(before) === Number.NEGATIVE_INFINITY ||
              table.day(row, 'DOLO_START') < table.day(before, 'DOLO_START')
            )
              found('DoLo', row);
          }
        }
      },
    },
    SINCE,
  ),
  rule('706', GONE, SINCE),
  rule(
    '707',
    {
      message: 'Care ended, but the deprivation of liberty did not end with it or before.',
      ...{ why: DOLO, mend: 'Enter the day on which it ended: that on which care ended at the latest.' },
      fields: ['DOLO_END'],
      needs: { DoLo: ['CHILD', 'DOLO_START', 'DOLO_END'], Episodes: ['CHILD', 'DECOM', 'DEC'] },
      judge: (book, found) =>
        neverInCare(book.table('DoLo'), { start: 'DOLO_START', end: 'DOLO_END' }, periodsOfCare(book), (row) =>
          found('DoLo', row),
        ),
    },
    SINCE,
  ),
  rule(
    '709',
    {
      message: 'The child was deprived of its liberty in a placement in which that is not expected.',
      ...{ why: DOLO, mend: 'Look at the placement type (K2, Z12 or Z13) and at the days.' },
      reading: 'Judged where both days are given; an episode that goes on is not.',
      ...{ fields: ['DOLO_START'], needs: PLACED },
      judge: (book, found) => nowhereElse(found, book),
    },
    SINCE,
  ),
  rule(
    '710',
    {
      message: 'A child can’t be deprived of its liberty by such an order in this placement.',
      ...{
        why: 'In secure homes and custody another order holds it; at home and in supported accommodation none can.',
        mend: 'Look at the placement type (K1, P1, R5, K3) and at the days.',
      },
      ...{ fields: ['DOLO_START', 'PLACE'], needs: PLACED },
      judge: (book, found) =>
        eachPlaced(book, true, (row, episodes, one) => {
          if (!['K1', 'P1', 'R5', 'K3'].includes(episodes.text(one, 'PLACE'))) return;
          found('DoLo', row);
          found('Episodes', one);
        }),
    },
    SINCE,
  ),
];
