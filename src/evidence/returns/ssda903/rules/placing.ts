import type { Book } from '../book.ts';
import { anyOf, rowsOf } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const FOR_ADOPTION = ['A3', 'A4', 'A5', 'A6'];
const ADOPTION = ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'] as const;
const WHY = 'Decision, placement order, placement and adoption follow each other; the time between them is counted.';

/** The first episode of a child for which something is true, by the day on which it began. */
function firstWith(book: Book, child: number, is: (table: Table, row: number) => boolean): number | undefined {
  const table = book.table('Episodes');
  return (book.episodes().get(child) ?? []).find((row) => !Number.isNaN(table.day(row, 'DECOM')) && is(table, row));
}

const isForAdoption = (table: Table, row: number) => FOR_ADOPTION.includes(table.text(row, 'PLACE'));

/** Rules about being placed for adoption, from the decision to the order. */
export const PLACING_RULES: readonly Rule903[] = [
  rule('521', {
    message: 'The child came to its adopters before it was decided that it should be placed for adoption.',
    ...{ why: WHY, mend: 'Look at the day of the decision and at the day on which the placement began.' },
    fields: ['DATE_INT', 'DECOM', 'PLACE'],
    needs: { AD1: ['CHILD', 'DATE_INT'], Episodes: ['CHILD', 'DECOM', 'PLACE'] },
    judge: (book, found) => {
      const [adoptions, episodes] = [book.table('AD1'), book.table('Episodes')];
      for (const [child, rows] of adoptions.byChild()) {
        const placed = firstWith(book, child, isForAdoption);
        if (placed === undefined) continue;
        for (const row of rows) {
          if (!(adoptions.day(row, 'DATE_INT') > episodes.day(placed, 'DECOM'))) continue;
          found('AD1', row);
          found('Episodes', placed);
        }
      }
    },
  }),
  rule(
    '522',
    rowsOf(
      'PlacedAdoption',
      ['DATE_PLACED', 'DATE_PLACED_CEASED'],
      { message: 'Placing for adoption ended before it began.', why: WHY, mend: 'Look at the two days.' },
      (table, row) => table.day(row, 'DATE_PLACED') > table.day(row, 'DATE_PLACED_CEASED'),
    ),
  ),
  rule('523', {
    message: 'The day of the decision to place for adoption is not the same in both files.',
    ...{ why: WHY, mend: 'Look which of the two is true.' },
    fields: ['DATE_INT', 'DATE_PLACED'],
    needs: { AD1: ['CHILD', 'DATE_INT'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [adoptions, placings] = [book.table('AD1'), book.table('PlacedAdoption')];
      for (const [child, rows] of placings.byChild()) {
        for (const row of rows) {
          for (const other of adoptions.ofChild(child)) {
            const [one, two] = [placings.day(row, 'DATE_PLACED'), adoptions.day(other, 'DATE_INT')];
            if (Number.isNaN(one) || Number.isNaN(two) || one === two) continue;
            found('PlacedAdoption', row);
            found('AD1', other);
          }
        }
      }
    },
  }),
  rule('525', {
    message: 'The child is no longer to be adopted, but fields about its adoption are given.',
    ...{ why: WHY, mend: 'Take out the end of placing, or the fields about the adoption.' },
    fields: ['DATE_PLACED_CEASED', ...ADOPTION],
    needs: { AD1: ['CHILD', ...ADOPTION], PlacedAdoption: ['CHILD', 'DATE_PLACED_CEASED'] },
    judge: (book, found) => {
      const [adoptions, placings] = [book.table('AD1'), book.table('PlacedAdoption')];
      for (const [child, rows] of placings.byChild()) {
        const ended = rows.filter((row) => placings.given(row, 'DATE_PLACED_CEASED'));
        const told = adoptions.ofChild(child).filter((row) => anyOf(adoptions, row, ADOPTION));
        if (ended.length === 0 || told.length === 0) continue;
        for (const row of ended) found('PlacedAdoption', row);
        for (const row of told) found('AD1', row);
      }
    },
  }),
  rule('551', {
    message: 'The child is placed for adoption, but the day of the decision is not given.',
    ...{ why: WHY, mend: 'Add the row about placing for adoption, with its day.' },
    fields: ['DATE_PLACED', 'PLACE'],
    needs: { Episodes: ['CHILD', 'PLACE'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [episodes, placings] = [book.table('Episodes'), book.table('PlacedAdoption')];
      for (let row = 0; row < episodes.rows; row += 1) {
        if (!isForAdoption(episodes, row)) continue;
        const told = placings
          .ofChild(episodes.number(row, 'CHILD'))
          .some((other) => placings.given(other, 'DATE_PLACED'));
        if (!told) found('Episodes', row);
      }
    },
  }),
  rule('552', {
    message: 'The decision to place the child for adoption is later than the placement.',
    ...{ why: WHY, mend: 'Look at the two days.' },
    fields: ['DATE_PLACED', 'DECOM'],
    needs: { Episodes: ['CHILD', 'DECOM', 'PLACE'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [episodes, placings] = [book.table('Episodes'), book.table('PlacedAdoption')];
      for (const [child, rows] of placings.byChild()) {
        const placed = firstWith(book, child, isForAdoption);
        if (placed === undefined) continue;
        for (const row of rows) {
          if (!(placings.day(row, 'DATE_PLACED') > episodes.day(placed, 'DECOM'))) continue;
          found('PlacedAdoption', row);
          found('Episodes', placed);
        }
      }
    },
  }),
  ...(['554', '556'] as const).map((code) => {
    const status = code === '554' ? 'E1' : 'D1';
    const order = code === '554' ? 'placement order' : 'freeing order';
    return rule(
      code,
      {
        message: `The decision to place the child for adoption is later than the ${order}.`,
        ...{ why: WHY, mend: 'Look at the two days.' },
        fields: ['DATE_PLACED', 'DECOM', 'LS'],
        needs: { Episodes: ['CHILD', 'DECOM', 'LS'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
        judge: (book, found) => {
          const [episodes, placings] = [book.table('Episodes'), book.table('PlacedAdoption')];
          for (const [child, rows] of placings.byChild()) {
            const ordered = firstWith(book, child, (table, row) => table.text(row, 'LS') === status);
            if (ordered === undefined) continue;
            for (const row of rows) {
              if (!(placings.day(row, 'DATE_PLACED') > episodes.day(ordered, 'DECOM'))) continue;
              if (code === '554') found('PlacedAdoption', row);
              found('Episodes', ordered);
            }
          }
        },
      },
      code === '554' ? {} : { until: '2023/24' },
    );
  }),
  rule('559', {
    message: 'The decision to place the child for adoption is from before the year, but was not in last year’s return.',
    ...{ why: WHY, mend: 'Look at the day, or have last year’s return corrected.' },
    fields: ['DATE_PLACED'],
    needs: { PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [now, last] = [book.table('PlacedAdoption'), book.last('PlacedAdoption')];
      for (let row = 0; row < now.rows; row += 1) {
        if (!(now.day(row, 'DATE_PLACED') < book.start)) continue;
        const before = last.ofChild(now.number(row, 'CHILD'));
        if (before.length > 0 && !before.some((one) => last.given(one, 'DATE_PLACED'))) found('PlacedAdoption', row);
      }
    },
  }),
  rule('560', {
    message: 'The decision to place the child for adoption has another day than in last year’s return.',
    ...{ why: WHY, mend: 'Enter the day of last year’s return, or have that corrected.' },
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED'],
    needs: { PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [now, last] = [book.table('PlacedAdoption'), book.last('PlacedAdoption')];
      for (let row = 0; row < now.rows; row += 1) {
        for (const before of last.ofChild(now.number(row, 'CHILD'))) {
          if (last.given(before, 'DATE_PLACED_CEASED')) continue;
          const [was, is] = [last.day(before, 'DATE_PLACED'), now.day(row, 'DATE_PLACED')];
          if (!Number.isNaN(was) && !Number.isNaN(is) && was !== is) found('PlacedAdoption', row);
        }
      }
    },
  }),
  rule(
    '563',
    rowsOf(
      'PlacedAdoption',
      ['DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'],
      {
        message: 'Placing for adoption has an end, but no beginning.',
        why: WHY,
        mend: 'Enter the day of the decision.',
      },
      (table, row) =>
        table.given(row, 'DATE_PLACED_CEASED') &&
        table.given(row, 'REASON_PLACED_CEASED') &&
        !table.given(row, 'DATE_PLACED'),
    ),
  ),
  rule('601', {
    message: 'The child was adopted in the year, but the fields about its adoption are not complete.',
    ...{ why: 'An adoption is counted only when all of them are there.', mend: 'Fill all six fields in.' },
    fields: ['REC', ...ADOPTION],
    needs: { AD1: ['CHILD', ...ADOPTION], Episodes: ['CHILD', 'DEC', 'REC'] },
    judge: (book, found) => {
      const [adoptions, episodes] = [book.table('AD1'), book.table('Episodes')];
      for (const [child, rows] of adoptions.byChild()) {
        const ended = episodes.ofChild(child).filter((row) => wasAdopted(book, episodes, row));
        const gaps = rows.filter((row) => ADOPTION.some((column) => !adoptions.given(row, column)));
        if (ended.length === 0 || gaps.length === 0) continue;
        for (const row of ended) found('Episodes', row);
        for (const row of gaps) found('AD1', row);
      }
    },
  }),
  rule('602', {
    message: 'Fields about an adoption are given, but no episode of the year ended with an adoption.',
    ...{ why: WHY, mend: 'Look at the reason why the last episode ended, or take the fields out.' },
    fields: ['CHILD', ...ADOPTION],
    needs: { AD1: ['CHILD', ...ADOPTION], Episodes: ['CHILD', 'DEC', 'REC'] },
    judge: (book, found) => {
      const [adoptions, episodes] = [book.table('AD1'), book.table('Episodes')];
      for (let row = 0; row < adoptions.rows; row += 1) {
        if (!anyOf(adoptions, row, ADOPTION)) continue;
        const own = episodes.ofChild(adoptions.number(row, 'CHILD'));
        if (!own.some((one) => wasAdopted(book, episodes, one))) found('AD1', row);
      }
    },
  }),
];

function wasAdopted(book: Book, episodes: Table, row: number): boolean {
  const ended = episodes.day(row, 'DEC');
  const isInYear = Number.isNaN(ended) || (ended >= book.start && ended <= book.end);
  return ['E11', 'E12'].includes(episodes.text(row, 'REC')) && isInYear;
}
