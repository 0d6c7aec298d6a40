import { type Book, birthday } from '../book.ts';
import { bornOn, childrenWith, isShortBreak } from '../families/children.ts';
import { anyOf, rowsOf } from '../families/single.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import { dayOfText, type Table } from '../table.ts';

const TEMPORARY = ['T0', 'T1', 'T2', 'T3', 'T4'];
const WHY_MOVED = 'Why children are moved is counted by it.';

/** The reason for a change of placement is asked where the next episode is a change of placement. */
const reasonAsked: Judging = {
  message: 'The placement changed, but no reason is given.',
  ...{ why: WHY_MOVED, mend: 'Enter the reason with the episode that ended.' },
  reading:
    'Asked where the next episode begins because the placement changed (P, T, B, U), and neither of the two is temporary.',
  fields: ['REASON_PLACE_CHANGE'],
  needs: { Episodes: ['CHILD', 'DECOM', 'RNE', 'REC', 'PLACE', 'REASON_PLACE_CHANGE'] },
  judge: (book, found) =>
    eachNext(book, (table, row, next) => {
      if (table.text(row, 'REC') !== 'X1' || table.given(row, 'REASON_PLACE_CHANGE')) return;
      if (!['P', 'T', 'B', 'U'].includes(table.text(next, 'RNE'))) return;
      if (!TEMPORARY.includes(table.text(row, 'PLACE')) && !TEMPORARY.includes(table.text(next, 'PLACE')))
        found('Episodes', row);
    }),
};

function eachNext(book: Book, judge: (table: Table, row: number, next: number) => void): void {
  const table = book.table('Episodes');
  for (const rows of book.episodes().values()) {
    const dated = rows.filter((row) => !Number.isNaN(table.day(row, 'DECOM')));
    for (let at = 1; at < dated.length; at += 1) judge(table, dated[at - 1] as number, dated[at] as number);
  }
}

/** After a temporary placement the child is back where it was. */
function backAgain(places: readonly string[]): Judging {
  return {
    message: 'After a temporary placement the child did not go back to its placement.',
    why: 'A temporary placement is for a time, while the child’s own is kept.',
    mend: 'Look at the placement types, or enter the temporary one as another kind.',
    ...{ fields: ['PLACE', ...places.slice(1), 'RNE'], needs: { Episodes: ['CHILD', 'DECOM', 'RNE', ...places] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of book.episodes().values()) {
        const dated = rows.filter((row) => !Number.isNaN(table.day(row, 'DECOM')));
        for (let at = 2; at < dated.length; at += 1) {
          const [own, away, back] = [dated[at - 2] as number, dated[at - 1] as number, dated[at] as number];
          if (!TEMPORARY.includes(table.text(away, 'PLACE'))) continue;
          const isBack = places.every((column) => table.number(own, column) === table.number(back, column));
          if (!isBack || table.text(back, 'RNE') !== 'P') found('Episodes', back);
        }
      }
    },
  };
}

const UNREGISTERED = ['P1', 'P3', 'R1', 'R2', 'R5', ...TEMPORARY];

/** A number is given for a placement that Ofsted does not register. */
function numberWithout(places: readonly string[]): Judging {
  return rowsOf(
    'Episodes',
    ['PLACE', 'URN'],
    {
      message: 'An Ofsted number is given for a placement that Ofsted does not register.',
      why: 'By its number a placement is found in Ofsted’s register.',
      mend: 'Take the number out, or look at the placement type.',
    },
    (table, row) => places.includes(table.text(row, 'PLACE')) && !['', 'XXXXXXX'].includes(table.text(row, 'URN')),
  );
}

const MOTHER_WHY = 'Young mothers in care need help of their own, and are counted.';
const PERMANENCE = 'How often permanence breaks down is counted by it.';
const OCTOBER_2023 = dayOfText('28/10/2023');

function motherAtEnd(sex: string): Judging {
  return {
    message: 'Care of a young woman ended in the year, but it is not told whether she is a mother.',
    ...{ why: MOTHER_WHY, mend: 'Enter 1 for yes, 0 for no.' },
    fields: ['MOTHER', 'SEX', 'DEC', 'REC'],
    needs: { Header: ['CHILD', 'SEX', 'MOTHER'], Episodes: ['CHILD', 'DEC', 'REC', 'LS'] },
    judge: (book, found) => {
      const [header, episodes] = [book.table('Header'), book.table('Episodes')];
      for (let row = 0; row < header.rows; row += 1) {
        if (header.text(row, 'SEX') !== sex || header.given(row, 'MOTHER')) continue;
        const own = episodes.ofChild(header.number(row, 'CHILD'));
        const ended = own.some((one) => {
          const day = episodes.day(one, 'DEC');
          const isEnd = episodes.given(one, 'REC') && episodes.text(one, 'REC') !== 'X1';
          return isEnd && !isShortBreak(episodes, one) && day >= book.start && day <= book.end;
        });
        if (!ended) continue;
        found('Header', row);
        for (const one of own) found('Episodes', one);
      }
    },
  };
}

/** Rules about moves, mothers, reviews and earlier permanence. */
export const MOVE_RULES: readonly Rule903[] = [
  rule('225', reasonAsked),
  rule('226', {
    message: 'A reason for a change of placement is given with a temporary placement, or with the one before it.',
    ...{ why: WHY_MOVED, mend: 'Take the reason out.' },
    reading: 'Named is the temporary placement.',
    fields: ['PLACE', 'REASON_PLACE_CHANGE'],
    needs: { Episodes: ['CHILD', 'DECOM', 'PLACE', 'REASON_PLACE_CHANGE'] },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (const rows of book.episodes().values()) {
        for (const [at, row] of rows.entries()) {
          if (!TEMPORARY.includes(table.text(row, 'PLACE'))) continue;
          const before = rows[at - 1];
          const isGiven = (one: number) => table.given(one, 'REASON_PLACE_CHANGE');
          if (isGiven(row) || (before !== undefined && isGiven(before))) found('Episodes', row);
        }
      }
    },
  }),
  rule('383', backAgain(['PLACE']), { until: '2024/25' }),
  rule('383', backAgain(['PLACE', 'PL_POST']), { since: '2025/26' }),
  rule(
    '217t',
    rowsOf(
      'Episodes',
      ['PLACE', 'DEC'],
      {
        message: 'A placement of the young person’s own (P2) goes on after 28 October 2023.',
        why: 'Since then such places are supported accommodation, which Ofsted registers.',
        mend: 'End the episode on that day and begin another.',
      },
      (table, row) =>
        table.text(row, 'PLACE') === 'P2' && (!table.given(row, 'DEC') || table.day(row, 'DEC') > OCTOBER_2023),
    ),
    { since: '2023/24', until: '2023/24' },
  ),
  rule('222', numberWithout(['H5', 'P2', ...UNREGISTERED, 'Z1']), { until: '2022/23' }),
  rule('222', numberWithout([...UNREGISTERED, 'Z1']), { since: '2023/24', until: '2024/25' }),
  rule('222', numberWithout([...UNREGISTERED, 'Z11', 'Z12', 'Z13', 'Z14']), { since: '2025/26' }),
  rule(
    '167',
    rowsOf(
      'Reviews',
      ['REVIEW', 'REVIEW_CODE'],
      {
        message: 'How the child took part in the review is missing or is no code of the return.',
        why: 'Whether children are heard is counted by it.',
        mend: 'Choose the code, PN0 to PN7.',
      },
      (table, row) => anyOf(table, row, ['REVIEW', 'REVIEW_CODE']) && !/^PN[0-7]$/.test(table.text(row, 'REVIEW_CODE')),
    ),
  ),
  rule('399', {
    message: 'A child has short breaks alone, but reviews or the mark of being a mother are given.',
    why: 'For short breaks they are not asked.',
    mend: 'Take them out, or look at the legal status.',
    fields: ['LS', 'MOTHER', 'REVIEW', 'REVIEW_CODE'],
    needs: { Header: ['CHILD', 'MOTHER'], Reviews: ['CHILD', 'REVIEW', 'REVIEW_CODE'], Episodes: ['CHILD', 'LS'] },
    judge: (book, found) => {
      const [header, reviews, episodes] = [book.table('Header'), book.table('Reviews'), book.table('Episodes')];
      for (const [child, rows] of episodes.byChild()) {
        if (!rows.every((row) => isShortBreak(episodes, row))) continue;
        const told = header.ofChild(child).filter((row) => header.given(row, 'MOTHER'));
        const reviewed = reviews.ofChild(child).filter((row) => anyOf(reviews, row, ['REVIEW', 'REVIEW_CODE']));
        if (told.length === 0 && reviewed.length === 0) continue;
        for (const row of rows) found('Episodes', row);
        for (const row of header.ofChild(child)) found('Header', row);
        for (const row of reviewed) found('Reviews', row);
      }
    },
  }),
  rule('442', {
    message: 'The UPN of a child who was looked after is missing, and no code says why.',
    why: 'By its UPN a child’s schooling is found.',
    mend: 'Ask the school, or give the code why there is none.',
    ...{ fields: ['UPN'], needs: { Header: ['CHILD', 'UPN'], Episodes: ['CHILD', 'LS'] } },
    judge: (book, found) => {
      const header = book.table('Header');
      const inCare = childrenWith(book.table('Episodes'), (table, row) => !isShortBreak(table, row));
      for (let row = 0; row < header.rows; row += 1) {
        if (!header.given(row, 'UPN') && inCare.has(header.number(row, 'CHILD'))) found('Header', row);
      }
    },
  }),
  rule('607', motherAtEnd('2'), { until: '2023/24' }),
  rule('607', motherAtEnd('F'), { since: '2024/25' }),
  rule('625', {
    message: 'The young woman’s child was born after the year or after her care had ended.',
    ...{ why: MOTHER_WHY, mend: 'Look at the two days.' },
    fields: ['MC_DOB', 'DEC'],
    needs: { Header: ['CHILD', 'MC_DOB'], Episodes: ['CHILD', 'DEC'] },
    judge: (book, found) => {
      const [header, episodes] = [book.table('Header'), book.table('Episodes')];
      for (let row = 0; row < header.rows; row += 1) {
        const born = header.day(row, 'MC_DOB');
        const own = episodes.ofChild(header.number(row, 'CHILD'));
        const newest = own.reduce<number | undefined>(
          (best, one) => (best === undefined || episodes.day(one, 'DEC') > episodes.day(best, 'DEC') ? one : best),
          undefined,
        );
        if (newest === undefined || !(born > book.end || born > episodes.day(newest, 'DEC'))) continue;
        found('Header', row);
        found('Episodes', newest);
      }
    },
  }),
  rule('630', {
    message: 'Care began in the year, but it is not told whether the child had left care for permanence before.',
    ...{ why: PERMANENCE, mend: 'Enter Z1 for none, or the kind with its authority and day.' },
    fields: ['RNE'],
    needs: { Episodes: ['CHILD', 'DECOM', 'RNE'], PrevPerm: ['CHILD', 'PREV_PERM', 'LA_PERM', 'DATE_PERM'] },
    judge: (book, found) => {
      const [episodes, before] = [book.table('Episodes'), book.table('PrevPerm')];
      for (let row = 0; row < episodes.rows; row += 1) {
        if (episodes.text(row, 'RNE') !== 'S' || !(episodes.day(row, 'DECOM') >= book.start)) continue;
        const told = before.ofChild(episodes.number(row, 'CHILD')).some((one) => {
          if (before.text(one, 'PREV_PERM') === 'Z1') return true;
          return ['PREV_PERM', 'LA_PERM', 'DATE_PERM'].every((column) => before.given(one, column));
        });
        if (!told) found('Episodes', row);
      }
    },
  }),
  rule(
    '631',
    rowsOf(
      'PrevPerm',
      ['PREV_PERM'],
      {
        message: 'The kind of an earlier permanence is no code of the return.',
        ...{ why: PERMANENCE, mend: 'Choose P1 to P4, or Z1 for none.' },
      },
      (table, row) => table.given(row, 'PREV_PERM') && !/^(P[1-4]|Z1)$/.test(table.text(row, 'PREV_PERM')),
    ),
  ),
  rule(
    '542',
    rowsOf(
      'OC2',
      ['CONVICTED', 'DOB'],
      {
        message: 'A conviction is told of a child under 10.',
        why: 'Under 10 nobody is held responsible for a crime.',
        mend: 'Leave it empty, or look at the date of birth.',
      },
      (table, row, book) => table.given(row, 'CONVICTED') && birthday(table.day(row, 'DOB'), 10) > book.end,
    ),
  ),
  rule(
    '391',
    rowsOf(
      'OC3',
      ['DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'],
      {
        message: 'A young person under 17 at the end of the year is reported as a care leaver.',
        why: 'Care leavers are reported from 17 on.',
        mend: 'Take the fields out, or look at the date of birth.',
      },
      (table, row, book) =>
        anyOf(table, row, ['IN_TOUCH', 'ACTIV', 'ACCOM']) && birthday(table.day(row, 'DOB'), 17) > book.end,
    ),
  ),
  rule(
    '344',
    rowsOf(
      'OC3',
      ['IN_TOUCH', 'ACTIV', 'ACCOM'],
      {
        message: 'The care leaver has died or came home, but activity or accommodation is told.',
        why: 'Both are asked of those with whom the authority is to be in touch.',
        mend: 'Enter 0 for both.',
      },
      (table, row) =>
        ['DIED', 'RHOM'].includes(table.text(row, 'IN_TOUCH')) &&
        (table.text(row, 'ACTIV') !== '0' || table.text(row, 'ACCOM') !== '0'),
    ),
  ),
  rule(
    '345',
    rowsOf(
      'OC3',
      ['IN_TOUCH', 'ACTIV', 'ACCOM'],
      {
        message: 'The authority is in touch with the care leaver, but does not know activity or accommodation.',
        why: 'Who is in touch knows how they live and what they do.',
        mend: 'Find out, and enter both.',
      },
      (table, row) =>
        table.text(row, 'IN_TOUCH') === 'YES' && (table.text(row, 'ACTIV') === '0' || table.text(row, 'ACCOM') === '0'),
    ),
  ),
  rule(
    '234',
    {
      message: 'A child under 10 is said to have been moved into custody.',
      why: WHY_MOVED,
      mend: 'Look at the reason and at the date of birth.',
      fields: ['DOB', 'REASON_PLACE_CHANGE'],
      needs: { Header: ['CHILD', 'DOB'], Episodes: ['CHILD', 'DECOM', 'REASON_PLACE_CHANGE'] },
      judge: (book, found) => {
        const [header, episodes] = [book.table('Header'), book.table('Episodes')];
        for (let row = 0; row < episodes.rows; row += 1) {
          const child = episodes.number(row, 'CHILD');
          if (episodes.text(row, 'REASON_PLACE_CHANGE') !== 'CUSTOD') continue;
          if (!(episodes.day(row, 'DECOM') < birthday(bornOn(book, child), 10))) continue;
          found('Episodes', row);
          for (const own of header.ofChild(child)) found('Header', own);
        }
      },
    },
    { since: '2025/26' },
  ),
  rule(
    '454',
    rowsOf(
      'Episodes',
      ['PL_DISTANCE'],
      {
        message: 'The placement lies further from home than England is long.',
        why: 'How far from home children live is counted by it.',
        mend: 'Look at both postcodes.',
      },
      (table, row) => Number(table.text(row, 'PL_DISTANCE')) > 350 && Number(table.text(row, 'PL_DISTANCE')) < 999.5,
    ),
    { since: '2025/26' },
  ),
];
