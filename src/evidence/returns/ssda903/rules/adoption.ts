import type { Book } from '../book.ts';
import { isShortBreak } from '../families/children.ts';
import { anyOf, rowsOf, together } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';

const ADOPTION = ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'] as const;

/** The first or the last episode with which care began, by the day; undefined where there is none with a day. */
function careBegan(book: Book, child: number, which: 'first' | 'last'): number | undefined {
  const episodes = book.table('Episodes');
  const began = (book.episodes().get(child) ?? []).filter(
    (row) => episodes.text(row, 'RNE') === 'S' && !Number.isNaN(episodes.day(row, 'DECOM')),
  );
  return which === 'first' ? began[0] : began.at(-1);
}

/** Rules about adoption and about placing for it. */
export const ADOPTION_RULES: readonly Rule903[] = [
  rule('1003', {
    message: 'The child was placed for adoption before care first began.',
    why: 'Only a child who is looked after is placed for adoption.',
    mend: 'Look at the day of placement and at the day on which care began: one of them is wrong.',
    fields: ['DATE_PLACED', 'DECOM', 'RNE'],
    needs: { Episodes: ['CHILD', 'DECOM', 'RNE'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [placed, episodes] = [book.table('PlacedAdoption'), book.table('Episodes')];
      for (const [child, rows] of placed.byChild()) {
        const first = careBegan(book, child, 'first');
        if (first === undefined) continue;
        for (const row of rows) {
          if (!(placed.day(row, 'DATE_PLACED') < episodes.day(first, 'DECOM'))) continue;
          found('PlacedAdoption', row);
          found('Episodes', first);
        }
      }
    },
  }),
  rule('117', {
    message: 'Placing for adoption began or ended after the child’s last episode, or after the year.',
    why: 'What happens after care has ended, or after the year, belongs in another return.',
    mend: 'Look at the days of placing for adoption and at the day on which the last episode ended.',
    reading:
      'Care ended with the last episode whose reason is not X1; one that ended with X1 and is followed by none is a fault of its own.',
    fields: ['DATE_PLACED', 'DATE_PLACED_CEASED', 'DECOM', 'DEC', 'REC'],
    needs: {
      Episodes: ['CHILD', 'DECOM', 'DEC'],
      PlacedAdoption: ['CHILD', 'DATE_PLACED', 'DATE_PLACED_CEASED'],
    },
    judge: (book, found) => {
      const [placed, episodes] = [book.table('PlacedAdoption'), book.table('Episodes')];
      for (const [child, rows] of placed.byChild()) {
        const began = (book.episodes().get(child) ?? []).filter((row) => !Number.isNaN(episodes.day(row, 'DECOM')));
        const last = began.findLast((row) => episodes.given(row, 'REC') && episodes.text(row, 'REC') !== 'X1');
        if (last === undefined) continue;
        const ended = episodes.day(last, 'DEC');
        const isLate = (day: number) => day > book.end || day > ended;
        for (const row of rows) {
          if (!isLate(placed.day(row, 'DATE_PLACED')) && !isLate(placed.day(row, 'DATE_PLACED_CEASED'))) continue;
          found('PlacedAdoption', row);
          found('Episodes', last);
        }
      }
    },
  }),
  rule('118', {
    message: 'Placing for adoption ended before the year began, or before the child’s care did.',
    why: 'What ended before the year belongs in the return of an earlier one.',
    mend: 'Look at the day on which placing ended; take the row out when it belongs to an earlier year.',
    reading: 'Short breaks are no care here.',
    fields: ['DATE_PLACED_CEASED', 'DECOM', 'LS'],
    needs: { Episodes: ['CHILD', 'DECOM', 'LS'], PlacedAdoption: ['CHILD', 'DATE_PLACED_CEASED'] },
    judge: (book, found) => {
      const [placed, episodes] = [book.table('PlacedAdoption'), book.table('Episodes')];
      for (const [child, rows] of placed.byChild()) {
        const first = (book.episodes().get(child) ?? []).find(
          (row) => !isShortBreak(episodes, row) && !Number.isNaN(episodes.day(row, 'DECOM')),
        );
        if (first === undefined) continue;
        for (const row of rows) {
          const ceased = placed.day(row, 'DATE_PLACED_CEASED');
          if (!(ceased < book.start || ceased < episodes.day(first, 'DECOM'))) continue;
          found('PlacedAdoption', row);
          found('Episodes', first);
        }
      }
    },
  }),
  rule(
    '119',
    together('PlacedAdoption', ['DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'], {
      message: 'Placing for adoption has an end without a reason, or a reason without an end.',
      why: 'Why a child is no longer to be adopted is only told when both are given.',
      mend: 'Enter both, or neither while the child is still placed.',
    }),
  ),
  rule(
    '151',
    together('AD1', ADOPTION, {
      message: 'Some fields about the adoption are given and others are not.',
      why: 'An adoption is counted only when all of them are there.',
      mend: 'Fill all six fields in, or none where the child was not adopted in the year.',
    }),
  ),
  rule('134', {
    message: 'The child has fields about an adoption and fields about a care leaver.',
    why: 'Nobody is adopted and a care leaver in the same return.',
    mend: 'Take out what does not belong to this child.',
    fields: [...ADOPTION],
    needs: { AD1: ['CHILD', ...ADOPTION], OC3: ['CHILD', 'IN_TOUCH', 'ACTIV', 'ACCOM'] },
    judge: (book, found) => {
      const [adoptions, leavers] = [book.table('AD1'), book.table('OC3')];
      for (const [child, rows] of adoptions.byChild()) {
        if (!leavers.ofChild(child).some((row) => anyOf(leavers, row, ['IN_TOUCH', 'ACTIV', 'ACCOM']))) continue;
        for (const row of rows) if (anyOf(adoptions, row, ADOPTION)) found('AD1', row);
      }
    },
  }),
  rule('184', {
    message: 'The child was placed for adoption before it was born.',
    why: 'One of the two dates is wrong.',
    mend: 'Look at the date of birth and at the day of placement.',
    fields: ['DATE_PLACED'],
    needs: { Header: ['CHILD', 'DOB'], PlacedAdoption: ['CHILD', 'DATE_PLACED'] },
    judge: (book, found) => {
      const [header, placed] = [book.table('Header'), book.table('PlacedAdoption')];
      for (let row = 0; row < placed.rows; row += 1) {
        const [own] = header.ofChild(placed.number(row, 'CHILD'));
        if (own !== undefined && placed.day(row, 'DATE_PLACED') < header.day(own, 'DOB')) found('PlacedAdoption', row);
      }
    },
  }),
  rule('331', {
    message: 'The match was decided after the episode began that ended with the adoption.',
    why: 'A match is decided before the child is placed with the adopters.',
    mend: 'Look at the day of the match and at the day on which the last episode began.',
    fields: ['DATE_MATCH', 'DECOM', 'REC'],
    needs: { AD1: ['CHILD', 'DATE_MATCH'], Episodes: ['CHILD', 'DECOM', 'REC'] },
    judge: (book, found) => {
      const [adoptions, episodes] = [book.table('AD1'), book.table('Episodes')];
      for (const [child, rows] of adoptions.byChild()) {
        const ended = (book.episodes().get(child) ?? []).filter((row) =>
          ['E11', 'E12'].includes(episodes.text(row, 'REC')),
        );
        for (const row of rows) {
          for (const episode of ended) {
            if (!(adoptions.day(row, 'DATE_MATCH') > episodes.day(episode, 'DECOM'))) continue;
            found('AD1', row);
            found('Episodes', episode);
          }
        }
      }
    },
  }),
  rule(
    '333',
    rowsOf(
      'AD1',
      ['DATE_INT', 'DATE_MATCH'],
      {
        message:
          'The match was decided before the decision that the child should be placed for adoption, or without it.',
        why: 'First it is decided that a child should be adopted, then by whom.',
        mend: 'Look at the two days; one is wrong or missing.',
      },
      (table, row) => {
        const [decided, matched] = [table.day(row, 'DATE_INT'), table.day(row, 'DATE_MATCH')];
        return !Number.isNaN(matched) && !(decided <= matched);
      },
    ),
  ),
  rule('334', {
    message: 'The decision that the child should be placed for adoption was made before the present care began.',
    why: 'The decision is about a child who is looked after.',
    mend: 'Look at the day of the decision and at the day on which care last began.',
    fields: ['DATE_INT', 'DECOM', 'RNE'],
    needs: { AD1: ['CHILD', 'DATE_INT'], Episodes: ['CHILD', 'DECOM', 'RNE'] },
    judge: (book, found) => {
      const [adoptions, episodes] = [book.table('AD1'), book.table('Episodes')];
      for (const [child, rows] of adoptions.byChild()) {
        const last = careBegan(book, child, 'last');
        if (last === undefined) continue;
        for (const row of rows) {
          if (!(adoptions.day(row, 'DATE_INT') < episodes.day(last, 'DECOM'))) continue;
          found('AD1', row);
          found('Episodes', last);
        }
      }
    },
  }),
];
