import type { Book } from '../book.ts';
import { inOrderOf } from '../families/ordered.ts';
import { anyOf } from '../families/single.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const WHY = 'How long it takes from the decision to the order, and how often it changes, is counted by it.';
const ENDED = ['DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'] as const;
const PLACED = ['DATE_PLACED', ...ENDED] as const;
const FOSTERED = /^(A[3-6]|U[1-6])$/;

/** An order stands, but nothing is told about placing the child for adoption, or that has ended. */
function orderWithout(status: string, order: string): Judging {
  return {
    message: `A ${order} stands, but nothing is told of placing the child for adoption, or it is told that it ended.`,
    ...{ why: WHY, mend: 'Add the row about placing for adoption, or look at the legal status.' },
    reading: 'The row is asked of every episode with the order; an end is wrong while such an episode goes on.',
    fields: ['CHILD', ...PLACED],
    needs: { Episodes: ['CHILD', 'LS', 'DEC'], PlacedAdoption: ['CHILD', ...ENDED] },
    judge: (book, found) => {
      const [episodes, placings] = [book.table('Episodes'), book.table('PlacedAdoption')];
      for (let row = 0; row < episodes.rows; row += 1) {
        if (episodes.text(row, 'LS') !== status) continue;
        const own = placings.ofChild(episodes.number(row, 'CHILD'));
        if (own.length === 0) found('Episodes', row);
        if (episodes.given(row, 'DEC')) continue;
        for (const one of own) if (anyOf(placings, one, ENDED)) found('PlacedAdoption', one);
      }
    },
  };
}

/** Care ended otherwise than by adoption, but nothing says that the decision changed. */
function leftWithoutEnd(orders: readonly string[]): Judging {
  return {
    message: 'The child was to be adopted and left care otherwise, but it is not told that the decision changed.',
    ...{ why: WHY, mend: 'Enter the day and the reason why the child was no longer to be adopted.' },
    fields: [...ENDED, 'PLACE', 'LS', 'REC'],
    needs: { Episodes: ['CHILD', 'LS', 'PLACE', 'REC'], PlacedAdoption: ['CHILD', ...ENDED] },
    judge: (book, found) => {
      const [episodes, placings] = [book.table('Episodes'), book.table('PlacedAdoption')];
      for (let row = 0; row < episodes.rows; row += 1) {
        const wasToBe = /^A[3-6]$/.test(episodes.text(row, 'PLACE')) || orders.includes(episodes.text(row, 'LS'));
        if (!wasToBe || ['', 'X1', 'E11', 'E12'].includes(episodes.text(row, 'REC'))) continue;
        const own = placings.ofChild(episodes.number(row, 'CHILD'));
        const gaps = own.filter((one) => ENDED.some((column) => !placings.given(one, column)));
        if (own.length > 0 && gaps.length === 0) continue;
        found('Episodes', row);
        for (const one of gaps) found('PlacedAdoption', one);
      }
    },
  };
}

/** Rows about placing for adoption of a child that had such a row in the year before as well. */
function withLastYear(
  words: Pick<Judging, 'message' | 'mend' | 'reading'>,
  fails: (now: Table, row: number, last: Table, before: number) => boolean,
): Judging {
  return {
    ...{ why: WHY, ...words },
    ...{ fields: ['DATE_PLACED'], needs: { PlacedAdoption: ['CHILD', 'DATE_PLACED'] } },
    judge: (book, found) => {
      const [now, last] = [book.table('PlacedAdoption'), book.last('PlacedAdoption')];
      for (const [child, rows] of now.byChild()) {
        const before = last.ofChild(child);
        for (const row of rows) if (before.some((one) => fails(now, row, last, one))) found('PlacedAdoption', row);
      }
    },
  };
}

/** Episodes that ended with an adoption, judged with other rows of the child. */
function adopted(
  book: Book,
  name: 'PlacedAdoption' | 'AD1',
  fails: (own: readonly number[], table: Table, episodes: Table, row: number) => boolean,
): number[] {
  const [episodes, table] = [book.table('Episodes'), book.table(name)];
  return Array.from({ length: episodes.rows }, (_, row) => row).filter(
    (row) =>
      ['E11', 'E12'].includes(episodes.text(row, 'REC')) &&
      fails(table.ofChild(episodes.number(row, 'CHILD')), table, episodes, row),
  );
}

const TWO = 'Look at the days of both decisions; the earlier ends before the later begins.';

/** Rules about deciding that a child should be adopted, and about changing that. */
export const DECIDING_RULES: readonly Rule903[] = [
  rule('335', {
    message: 'Whether the child was adopted by its foster carer does not fit its last placement.',
    why: 'How many are adopted by the carers they lived with is counted by it.',
    mend: 'Look at the placement type (A3, A5 with the foster carer; A4, A6 with others) and at the mark.',
    ...{ fields: ['PLACE', 'FOSTER_CARE'] },
    needs: { Episodes: ['CHILD', 'PLACE', 'REC'], AD1: ['CHILD', 'FOSTER_CARE'] },
    judge: (book, found) => {
      const [episodes, adoptions] = [book.table('Episodes'), book.table('AD1')];
      for (let row = 0; row < episodes.rows; row += 1) {
        if (!['E1', 'E11', 'E12'].includes(episodes.text(row, 'REC'))) continue;
        const place = episodes.text(row, 'PLACE');
        const wrong = ['A2', 'A3', 'A5'].includes(place) ? '0' : ['A1', 'A4', 'A6'].includes(place) ? '1' : undefined;
        const own = adoptions
          .ofChild(episodes.number(row, 'CHILD'))
          .filter((one) => adoptions.text(one, 'FOSTER_CARE') === wrong);
        if (own.length > 0) found('Episodes', row);
        for (const one of own) found('AD1', one);
      }
    },
  }),
  rule('336', {
    message: 'The child was placed for adoption by consent, but was not fostered before.',
    ...{ why: WHY, mend: 'Look at both placement types.' },
    reading: 'Asked of A3 and A4, and not of a child’s first episode.',
    ...{ fields: ['PLACE'], needs: { Episodes: ['CHILD', 'DECOM', 'PLACE'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of book.episodes().values()) {
        for (const [at, row] of rows.entries()) {
          const before = rows[at - 1];
          if (before === undefined || !['A3', 'A4'].includes(table.text(row, 'PLACE'))) continue;
          if (!FOSTERED.test(table.text(before, 'PLACE'))) found('Episodes', row);
        }
      }
    },
  }),
  rule('553', orderWithout('E1', 'placement order')),
  rule('555', orderWithout('D1', 'freeing order'), { until: '2023/24' }),
  rule('557', leftWithoutEnd(['D1', 'E1']), { until: '2023/24' }),
  rule('557', leftWithoutEnd(['E1']), { since: '2024/25' }),
  rule('558', {
    message: 'The child was adopted, yet the decision that it should be is said to have changed.',
    ...{ why: WHY, mend: 'Take out the day on which the decision changed.' },
    reading:
      'A decision may have changed before another led to the adoption; judged are children of whom every decision is said to have changed, two or more.',
    ...{ fields: ['DATE_PLACED_CEASED', 'REC'] },
    needs: { Episodes: ['CHILD', 'REC'], PlacedAdoption: ['CHILD', 'DATE_PLACED_CEASED'] },
    judge: (book, found) => {
      const changed = adopted(
        book,
        'PlacedAdoption',
        (own, table) => own.length > 1 && own.every((one) => table.given(one, 'DATE_PLACED_CEASED')),
      );
      for (const row of changed) found('Episodes', row);
    },
  }),
  rule(
    '561',
    withLastYear(
      {
        message: 'The decision has the same day as in the year before, but by that year’s return it had changed.',
        mend: 'Enter the day of the new decision, or take the row out.',
      },
      (now, row, last, before) =>
        now.given(row, 'DATE_PLACED') &&
        now.number(row, 'DATE_PLACED') === last.number(before, 'DATE_PLACED') &&
        anyOf(last, before, ENDED),
    ),
  ),
  rule('579', {
    message: 'A decision to place the child for adoption was made before the one before it had changed.',
    ...{ why: WHY, mend: TWO },
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    needs: { PlacedAdoption: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED'] },
    judge: (book, found) => {
      const table = book.table('PlacedAdoption');
      for (const rows of table.byChild().values()) {
        const undated = rows.filter((row) => Number.isNaN(table.day(row, 'DATE_PLACED')));
        const ordered = [...inOrderOf(table, rows, 'DATE_PLACED'), ...undated];
        for (const [at, row] of ordered.entries()) {
          const before = ordered[at - 1];
          if (before === undefined) continue;
          const ended = table.day(before, 'DATE_PLACED_CEASED');
          if (Number.isNaN(ended) || table.day(row, 'DATE_PLACED') < ended) found('PlacedAdoption', row);
        }
      }
    },
  }),
  rule('582', {
    message: 'The child was adopted on the day on which it was matched with the adopters.',
    ...{ why: WHY, mend: 'Look at the two days: a match comes before the order.' },
    ...{ fields: ['DEC', 'DATE_MATCH'] },
    needs: { Episodes: ['CHILD', 'DEC', 'REC'], AD1: ['CHILD', 'DATE_MATCH'] },
    judge: (book, found) => {
      const onThatDay = adopted(book, 'AD1', (own, table, episodes, row) =>
        own.some((one) => table.day(one, 'DATE_MATCH') === episodes.day(row, 'DEC')),
      );
      for (const row of onThatDay) found('Episodes', row);
    },
  }),
  rule('583', {
    message: 'There are several decisions to place the child for adoption, and an earlier one has not ended.',
    ...{ why: WHY, mend: TWO },
    reading: 'The latest may be open.',
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    needs: { PlacedAdoption: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED'] },
    judge: (book, found) => {
      const table = book.table('PlacedAdoption');
      for (const rows of table.byChild().values()) {
        if (rows.length < 2) continue;
        const open = rows.filter((row) => !table.given(row, 'DATE_PLACED_CEASED'));
        const latest = inOrderOf(table, rows, 'DATE_PLACED').at(-1) ?? rows[0];
        for (const row of open) if (row !== latest) found('PlacedAdoption', row);
      }
    },
  }),
  rule(
    '584',
    withLastYear(
      {
        message: 'By last year’s return the decision had changed, but this year’s is not a later one.',
        mend: 'Enter the day of the new decision, or take the row out.',
        reading: 'A row without its day is none of a later decision.',
      },
      (now, row, last, before) =>
        anyOf(last, before, ENDED) &&
        (!now.given(row, 'DATE_PLACED') || now.day(row, 'DATE_PLACED') <= last.day(before, 'DATE_PLACED')),
    ),
  ),
];
