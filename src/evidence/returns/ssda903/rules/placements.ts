import type { Book } from '../book.ts';
import { isShortBreak } from '../families/children.ts';
import { rowsOf } from '../families/single.ts';
import type { Judging, Rule903 } from '../rule.ts';
import { rule } from '../rule.ts';
import { dayOfText } from '../table.ts';

const TEMPORARY = ['T0', 'T1', 'T2', 'T3', 'T4'];
const SHORT_BREAK_AT = {
  message: 'A short break is recorded at a place that can be none.',
  ...{
    why: 'Short breaks are for children who live at home.',
    mend: 'Look at the legal status and the placement type.',
  },
};

/** From this day parents' homes and some placements have other rules. */
const APRIL_2015 = dayOfText('01/04/2015');

function shortBreakIn(places: readonly string[]): Judging {
  return rowsOf(
    'Episodes',
    ['LS', 'PLACE'],
    SHORT_BREAK_AT,
    (table, row) => isShortBreak(table, row) && places.includes(table.text(row, 'PLACE')),
  );
}

function notWhere(column: 'PL_LA' | 'PL_LOCATION', message: string, must: boolean): Judging {
  return rowsOf(
    'Episodes',
    ['LS', column],
    {
      message,
      why: 'Where children live away from home is counted by it; for short breaks it is not asked.',
      mend: must ? 'Enter the postcode of the placement again, from which it is found.' : 'Leave it empty.',
    },
    (table, row) =>
      must
        ? !isShortBreak(table, row) && !table.given(row, column)
        : isShortBreak(table, row) && table.given(row, column),
  );
}

/** Rules about placements and their providers. */
export const PLACEMENT_RULES: readonly Rule903[] = [
  rule('169', notWhere('PL_LA', 'It is not told in which authority the placement lies.', true)),
  rule('179', notWhere('PL_LOCATION', 'It is not told whether the placement lies in the authority’s own area.', true)),
  rule('420', notWhere('PL_LA', 'For a short break it is told in which authority it lies.', false)),
  rule(
    '214',
    rowsOf(
      'Episodes',
      ['LS', 'PL_POST', 'URN'],
      {
        message: 'A postcode or an Ofsted number is given for a short break.',
        why: 'For short breaks they are not asked.',
        mend: 'Leave both empty.',
      },
      (table, row) => isShortBreak(table, row) && (table.given(row, 'PL_POST') || table.given(row, 'URN')),
    ),
  ),
  rule(
    '398',
    rowsOf(
      'Episodes',
      ['LS', 'HOME_POST', 'PL_POST'],
      {
        message: 'A postcode of the home or of the placement is given for a short break.',
        why: 'For short breaks they are not asked.',
        mend: 'Leave both empty.',
      },
      (table, row) => isShortBreak(table, row) && (table.given(row, 'HOME_POST') || table.given(row, 'PL_POST')),
    ),
  ),
  rule(
    '217',
    rowsOf(
      'Episodes',
      ['PLACE', 'DECOM', 'RNE'],
      {
        message:
          'A placement for adoption with the present foster carer since April 2015 did not begin as a change of placement alone.',
        why: 'The carer stays the same, so the placement changes with the same carer.',
        mend: 'Look at the reason for the new episode (S, T or U) and at the placement type.',
      },
      (table, row) =>
        ['A3', 'A5'].includes(table.text(row, 'PLACE')) &&
        table.day(row, 'DECOM') >= APRIL_2015 &&
        !['S', 'T', 'U'].includes(table.text(row, 'RNE')),
    ),
  ),
  rule(
    '366',
    rowsOf(
      'Episodes',
      ['LS', 'RNE'],
      {
        message: 'A series of short breaks does not begin as care does.',
        why: 'Each series begins anew (S).',
        mend: 'Enter S as the reason for the new episode, or look at the legal status.',
      },
      (table, row) => table.text(row, 'LS') === 'V3' && table.text(row, 'RNE') !== 'S',
    ),
  ),
  rule(
    '380',
    rowsOf(
      'Episodes',
      ['PLACE', 'RNE'],
      {
        message: 'A temporary placement began for a reason other than a change of placement.',
        why: 'A child moves into a temporary placement for a time; nothing else changes.',
        mend: 'Look at the reason for the new episode.',
      },
      (table, row) => TEMPORARY.includes(table.text(row, 'PLACE')) && !['P', 'B'].includes(table.text(row, 'RNE')),
    ),
  ),
  rule(
    '381',
    rowsOf(
      'Episodes',
      ['PLACE', 'REC'],
      {
        message: 'A temporary placement ended with care, and not with another placement.',
        why: 'From a temporary placement the child goes back.',
        mend: 'Enter X1 as the reason, or look at the placement type.',
      },
      (table, row) =>
        TEMPORARY.includes(table.text(row, 'PLACE')) && table.given(row, 'REC') && table.text(row, 'REC') !== 'X1',
    ),
  ),
  rule('382', shortBreakIn(TEMPORARY)),
  rule(
    '384',
    rowsOf(
      'Episodes',
      ['LS', 'PLACE'],
      SHORT_BREAK_AT,
      (table, row) => isShortBreak(table, row) && ['U1', 'U4'].includes(table.text(row, 'PLACE')),
    ),
  ),
  rule(
    '408',
    rowsOf(
      'Episodes',
      ['LS', 'PLACE'],
      {
        message: 'The child is placed for adoption with a placement order (A5, A6), but the legal status is another.',
        why: 'The placement order is the legal status (E1).',
        mend: 'Look at the legal status and the placement type.',
      },
      (table, row) => ['A5', 'A6'].includes(table.text(row, 'PLACE')) && table.text(row, 'LS') !== 'E1',
    ),
  ),
  rule(
    '378',
    rowsOf(
      'Episodes',
      ['LS', 'PLACE'],
      {
        message: 'The child lives with its parents, but is looked after under a single voluntary agreement.',
        why: 'A child who lives with its parents by agreement is not looked after.',
        mend: 'Look at the legal status and the placement type.',
      },
      (table, row) => table.text(row, 'PLACE') === 'P1' && table.text(row, 'LS') === 'V2',
    ),
  ),
  rule(
    '390',
    rowsOf(
      'Episodes',
      ['PLACE', 'REC'],
      {
        message: 'The child was adopted from a place that is no placement for adoption.',
        why: 'Before an adoption order the child lives with the adopters.',
        mend: 'Look at the placement type and at the reason why the episode ended.',
      },
      (table, row) =>
        ['E11', 'E12'].includes(table.text(row, 'REC')) && !['A3', 'A4', 'A5', 'A6'].includes(table.text(row, 'PLACE')),
    ),
  ),
  rule(
    '516',
    rowsOf(
      'Episodes',
      ['PLACE', 'REC'],
      {
        message:
          'Care ended with an order in favour of a carer (E45, E46), but the child did not live with a foster carer.',
        why: 'These reasons are for children whose foster carer takes the order.',
        mend: 'Look at the placement type and at the reason why the episode ended.',
      },
      (table, row) =>
        ['E45', 'E46'].includes(table.text(row, 'REC')) &&
        !['U1', 'U2', 'U3', 'U4', 'U5', 'U6'].includes(table.text(row, 'PLACE')),
    ),
  ),
  rule(
    '411',
    rowsOf(
      'Episodes',
      ['PL_LA', 'PL_LOCATION'],
      {
        message: 'The placement is said to lie in the authority’s own area, but names another authority.',
        why: 'How many children live out of area is counted by it.',
        mend: 'Look at the postcode of the placement.',
        reading: 'The authority’s own number is the one that most of its placements in the area name.',
      },
      (table, row, book) => {
        const own = ownAuthority(book);
        return (
          table.text(row, 'PL_LOCATION') === 'IN' &&
          table.given(row, 'PL_LA') &&
          own !== 0 &&
          table.number(row, 'PL_LA') !== own
        );
      },
    ),
  ),
  rule(
    '233',
    rowsOf(
      'Episodes',
      ['DEC', 'REASON_PLACE_CHANGE'],
      {
        message: 'A reason for a change of placement is given, but the episode has not ended.',
        why: 'A placement changes when the episode in it ends.',
        mend: 'Enter the day on which the episode ended, or take the reason out.',
      },
      (table, row) => table.given(row, 'REASON_PLACE_CHANGE') && !table.given(row, 'DEC'),
    ),
    { since: '2025/26' },
  ),
];

const OWN = new WeakMap<Book, number>();

/** The number of the authority that most placements in the area name; 0 where none does. */
function ownAuthority(book: Book): number {
  const known = OWN.get(book);
  if (known !== undefined) return known;
  const table = book.table('Episodes');
  const counts = new Map<number, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const authority = table.number(row, 'PL_LA');
    if (authority !== 0 && table.text(row, 'PL_LOCATION') === 'IN')
      counts.set(authority, (counts.get(authority) ?? 0) + 1);
  }
  const most = [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
  OWN.set(book, most);
  return most;
}
