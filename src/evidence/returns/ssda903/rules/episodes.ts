import type { Book } from '../book.ts';
import { isShortBreak } from '../families/children.ts';
import { afterAnother } from '../families/ordered.ts';
import { rowsOf } from '../families/single.ts';
import { type Found, type Judging, type Rule903, rule } from '../rule.ts';
import { dayOfText, type Table } from '../table.ts';

const ORDER = 'How long children are looked after is counted from one episode to the next.';
const LOOK = 'Look at the days of this episode and of the one before it.';
/** The Children Act 1989 came into force, and with it what the return asks. */
const FIRST_DAY = dayOfText('14/10/1991');
/** Freeing orders were replaced by placement orders. */
const ORDERS_CHANGED = { last: dayOfText('31/12/2005'), first: dayOfText('01/12/2005') };
const PLACE = ['PLACE', 'PLACE_PROVIDER', 'PL_POST', 'URN'] as const;

type Pair = (table: Table, before: number, row: number) => 'row' | 'before' | false;

/** Two episodes of a child that follow each other. */
function following(
  reads: readonly ('DEC' | 'REC' | 'RNE' | 'LS' | 'CIN' | (typeof PLACE)[number])[],
  words: Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>,
  fails: Pair,
): Judging {
  return afterAnother('Episodes', { by: 'DECOM', reads, tells: ['DECOM', ...reads] }, words, fails);
}

/** Each episode with the one after it, if there is one; those without a beginning are left out. */
function eachWithNext(
  book: Book,
  judge: (table: Table, row: number, next: number | undefined) => boolean,
  found: Found,
) {
  const table = book.table('Episodes');
  for (const rows of book.episodes().values()) {
    const dated = rows.filter((row) => !Number.isNaN(table.day(row, 'DECOM')));
    for (const [at, row] of dated.entries()) if (judge(table, row, dated[at + 1])) found('Episodes', row);
  }
}

function sameIn(table: Table, one: number, other: number, columns: readonly string[]): boolean {
  return columns.every((column) => table.number(one, column) === table.number(other, column));
}

/** Rules about episodes and how one follows another. */
export const EPISODE_RULES: readonly Rule903[] = [
  rule('142', {
    message: 'Another episode has begun, but this one has no end or no reason for it.',
    ...{ why: ORDER, mend: 'Enter the day and the reason of its end.' },
    ...{ fields: ['DEC', 'REC'], needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'REC'] } },
    judge: (book, found) =>
      eachWithNext(
        book,
        (table, row, next) => next !== undefined && (!table.given(row, 'DEC') || !table.given(row, 'REC')),
        found,
      ),
  }),
  rule(
    '148',
    rowsOf(
      'Episodes',
      ['DEC', 'REC'],
      {
        message: 'The episode has an end without a reason, or a reason without an end.',
        ...{ why: ORDER, mend: 'Enter both, or neither while it goes on.' },
      },
      (table, row) => table.given(row, 'DEC') !== table.given(row, 'REC'),
    ),
  ),
  rule(
    '353',
    rowsOf(
      'Episodes',
      ['DECOM'],
      {
        message: 'The episode began before 14 October 1991.',
        why: 'Before the Children Act there were no such episodes.',
        mend: 'Look at the day.',
      },
      (table, row) => table.day(row, 'DECOM') < FIRST_DAY,
    ),
  ),
  rule(
    '354',
    rowsOf(
      'Episodes',
      ['DECOM'],
      {
        message: 'The episode began after the year.',
        why: 'It belongs in the next return.',
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'DECOM') > book.end,
    ),
  ),
  rule(
    '385',
    rowsOf(
      'Episodes',
      ['DEC'],
      {
        message: 'The episode ended after the year.',
        why: 'Its end belongs in the next return.',
        mend: 'Look at the day, or leave it empty.',
      },
      (table, row, book) => table.day(row, 'DEC') > book.end,
    ),
  ),
  rule(
    '355',
    rowsOf(
      'Episodes',
      ['DECOM', 'DEC'],
      {
        message: 'The episode began and ended on the same day.',
        why: 'An episode lasts a night at least.',
        mend: 'Take the episode out, or look at its days.',
      },
      (table, row) => table.day(row, 'DECOM') === table.day(row, 'DEC'),
    ),
  ),
  rule(
    '356',
    rowsOf(
      'Episodes',
      ['DECOM', 'DEC'],
      { message: 'The episode ended before it began.', why: ORDER, mend: 'Look at its days.' },
      (table, row) => table.day(row, 'DEC') < table.day(row, 'DECOM'),
    ),
  ),
  rule('357', {
    message: 'The child’s first episode began in the year, but not as care begins (S).',
    ...{ why: ORDER, mend: 'Enter S as the reason for the new episode, or add the episode before it.' },
    ...{ fields: ['DECOM', 'RNE'], needs: { Episodes: ['CHILD', 'DECOM', 'RNE'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of book.episodes().values()) {
        const [first] = rows;
        if (first === undefined || !(table.day(first, 'DECOM') >= book.start)) continue;
        if (table.text(first, 'RNE') !== 'S') found('Episodes', first);
      }
    },
  }),
  rule('388', {
    message: 'The episode ended with X1, but no other began on that day; or it ended otherwise, and another did begin.',
    why: 'X1 says that care goes on at once; every other reason says that it has ended.',
    mend: 'Look at the reason of the end and at the day on which the next episode began.',
    reading: 'X1 fails even where the day of the end is missing: then nothing began on it.',
    ...{ fields: ['DEC', 'REC'], needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'REC'] } },
    judge: (book, found) =>
      eachWithNext(
        book,
        (table, row, next) => {
          const goesOn = next !== undefined && table.day(next, 'DECOM') === table.day(row, 'DEC');
          return table.text(row, 'REC') === 'X1' ? !goesOn : table.given(row, 'REC') && goesOn;
        },
        found,
      ),
  }),
  rule(
    '431',
    following(
      ['DEC', 'RNE'],
      {
        message: 'The episode begins care anew (S) on the day on which the one before it ended, or earlier.',
        ...{ why: ORDER, mend: 'Enter what changed as the reason for the new episode.' },
      },
      (table, before, row) =>
        table.text(row, 'RNE') === 'S' && table.day(row, 'DECOM') <= table.day(before, 'DEC') ? 'row' : false,
    ),
  ),
  rule(
    '432',
    following(
      ['REC', 'RNE'],
      {
        message: 'The episode goes on from the one before it, but that one ended care.',
        ...{ why: ORDER, mend: 'Enter S as the reason for the new episode, or X1 as the reason of the end.' },
      },
      (table, before, row) =>
        ['P', 'L', 'T', 'U', 'B'].includes(table.text(row, 'RNE')) && table.text(before, 'REC') !== 'X1'
          ? 'row'
          : false,
    ),
  ),
  rule(
    '433',
    following(
      ['DEC', 'RNE'],
      {
        message: 'The episode goes on from the one before it, but begins on another day than that one ended.',
        ...{ why: ORDER, mend: LOOK },
      },
      (table, before, row) =>
        ['P', 'L', 'T', 'U', 'B'].includes(table.text(row, 'RNE')) &&
        table.day(row, 'DECOM') !== table.day(before, 'DEC')
          ? 'row'
          : false,
    ),
  ),
  rule(
    '434',
    following(
      ['RNE', 'LS', ...PLACE],
      {
        message: 'The legal status alone changed (L), but it did not, or the placement did.',
        ...{ why: ORDER, mend: 'Look at the reason for the new episode.' },
      },
      (table, before, row) =>
        table.text(row, 'RNE') === 'L' && (sameIn(table, before, row, ['LS']) || !sameIn(table, before, row, PLACE))
          ? 'row'
          : false,
    ),
  ),
  rule(
    '435',
    following(
      ['RNE', 'LS', ...PLACE],
      {
        message: 'The placement alone changed (P, T), but it did not, or the legal status did.',
        ...{ why: ORDER, mend: 'Look at the reason for the new episode.' },
      },
      (table, before, row) =>
        ['P', 'T'].includes(table.text(row, 'RNE')) &&
        (!sameIn(table, before, row, ['LS']) || sameIn(table, before, row, PLACE))
          ? 'row'
          : false,
    ),
  ),
  rule(
    '436',
    following(
      ['RNE', 'LS', ...PLACE],
      {
        message: 'Legal status and placement changed together (B, U), but one of them did not.',
        ...{ why: ORDER, mend: 'Look at the reason for the new episode.' },
      },
      (table, before, row) =>
        ['B', 'U'].includes(table.text(row, 'RNE')) &&
        (sameIn(table, before, row, ['LS']) || sameIn(table, before, row, PLACE))
          ? 'row'
          : false,
    ),
  ),
  rule('437', {
    message: 'The child died or was moved abroad in care, yet another episode follows.',
    ...{ why: ORDER, mend: 'Look at the reason why the episode ended.' },
    ...{ fields: ['REC'], needs: { Episodes: ['CHILD', 'DECOM', 'REC'] } },
    judge: (book, found) =>
      eachWithNext(
        book,
        (table, row, next) => next !== undefined && ['E2', 'E15'].includes(table.text(row, 'REC')),
        found,
      ),
  }),
  rule(
    '501',
    following(
      ['DEC'],
      { message: 'The episode began before the one before it had ended.', why: ORDER, mend: LOOK },
      (table, before, row) => (table.day(row, 'DECOM') < table.day(before, 'DEC') ? 'row' : false),
    ),
  ),
  rule(
    '504',
    following(
      ['DEC', 'REC', 'CIN'],
      {
        message: 'The category of need changed although care went on.',
        why: 'The category says why care began, and stays until it ends.',
        mend: 'Enter the category with which care began.',
      },
      (table, before, row) =>
        table.text(before, 'REC') === 'X1' &&
        table.day(before, 'DEC') === table.day(row, 'DECOM') &&
        table.number(before, 'CIN') !== table.number(row, 'CIN')
          ? 'row'
          : false,
    ),
  ),
  rule(
    '445',
    rowsOf(
      'Episodes',
      ['LS', 'DECOM'],
      {
        message: 'A freeing order (D1) began after they had ended.',
        why: 'Since the end of 2005 placement orders stand in their place.',
        mend: 'Look at the legal status.',
      },
      (table, row) => table.text(row, 'LS') === 'D1' && table.day(row, 'DECOM') > ORDERS_CHANGED.last,
    ),
    { until: '2023/24' },
  ),
  rule(
    '446',
    rowsOf(
      'Episodes',
      ['LS', 'DECOM'],
      {
        message: 'A placement order (E1) began before there were any.',
        why: 'They came at the end of 2005.',
        mend: 'Look at the legal status and at the day.',
      },
      (table, row) => table.text(row, 'LS') === 'E1' && table.day(row, 'DECOM') < ORDERS_CHANGED.first,
    ),
  ),
  rule(
    '451',
    rowsOf(
      'Episodes',
      ['DEC', 'LS', 'REC'],
      {
        message: 'The child is still under a freeing order (D1), which no longer exist.',
        why: 'Since the end of 2005 placement orders stand in their place.',
        mend: 'Look at the legal status.',
      },
      (table, row) => table.text(row, 'LS') === 'D1' && !table.given(row, 'DEC') && !table.given(row, 'REC'),
    ),
    { until: '2023/24' },
  ),
  rule('426', {
    message: 'A child has short breaks of both kinds (V3 and V4) in the year.',
    why: 'Short breaks are agreed one by one (V4) or as a series (V3).',
    mend: 'Look at the legal status of each episode.',
    ...{ fields: ['LS'], needs: { Episodes: ['CHILD', 'LS'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of table.byChild().values()) {
        const breaks = rows.filter((row) => isShortBreak(table, row));
        if (new Set(breaks.map((row) => table.number(row, 'LS'))).size < 2) continue;
        for (const row of breaks) found('Episodes', row);
      }
    },
  }),
  rule('377', {
    message: 'The child had more than two temporary placements of this kind (T3).',
    why: 'Temporary placements are for a time, and not one after another.',
    mend: 'Look at the placement types.',
    ...{ fields: ['PLACE'], needs: { Episodes: ['CHILD', 'PLACE'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of table.byChild().values()) {
        const these = rows.filter((row) => table.text(row, 'PLACE') === 'T3');
        if (these.length > 2) for (const row of these) found('Episodes', row);
      }
    },
  }),
];
