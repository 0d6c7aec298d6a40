import { type Day, NO_DAY } from '../../day.ts';
import { type Book, birthday } from '../book.ts';
import {
  bornOn,
  childrenWith,
  either,
  inYear,
  isShortBreak,
  lookedAfterAllYear,
  rowsOfChildren,
} from '../families/children.ts';
import { anyOf, rowsOf, together } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const LEAVER = ['IN_TOUCH', 'ACTIV', 'ACCOM'] as const;
const NOT_A_LEAVER = 'Care leavers are counted only when they were looked after and have left.';

function hasLeaver(table: Table, row: number): boolean {
  return anyOf(table, row, LEAVER);
}

/** Children with an episode in this return or that of the year before for which something is true. */
function everWith(book: Book, is: (table: Table, row: number) => boolean): Set<number> {
  return either(childrenWith(book.find('Episodes'), is), childrenWith(book.findLast('Episodes'), is));
}

/** Times of a child in care, by its episodes of this year and the year before, in the order in which they began. */
function careOf(
  book: Book,
  child: number,
  before: Table,
): { from: Day; until: Day; isBreak: boolean; reason: string }[] {
  const now = book.table('Episodes');
  const known = new Map<Day, { from: Day; until: Day; isBreak: boolean; reason: string }>();
  for (const table of [before, now]) {
    for (const row of table.ofChild(child)) {
      const [from, until] = [table.day(row, 'DECOM'), table.day(row, 'DEC')];
      const earlier = known.get(from)?.until ?? NO_DAY;
      if (Number.isNaN(from) || !Number.isNaN(earlier)) continue;
      known.set(from, { from, until, isBreak: isShortBreak(table, row), reason: table.text(row, 'REC') });
    }
  }
  const care = [...known.values()].sort((one, other) => one.from - other.from);
  const last = care.at(-1);
  if (last && Number.isNaN(last.until)) last.until = book.end;
  return care;
}

/** Rules about young people who have left care. */
export const LEAVER_RULES: readonly Rule903[] = [
  rule('1000', {
    message: 'The child died in care, yet is reported as a care leaver.',
    why: NOT_A_LEAVER,
    mend: 'Take the fields about the care leaver out, or look at the reason why the episode ended.',
    ...{ fields: LEAVER, needs: { Episodes: ['CHILD', 'REC'], OC3: ['CHILD'] } },
    judge: (book, found) =>
      rowsOfChildren(
        book,
        'OC3',
        everWith(book, (table, row) => table.text(row, 'REC') === 'E2'),
        found,
      ),
  }),
  rule('1002', {
    message:
      'The young person is reported as a care leaver, but has no episode of care in this return or the one before.',
    why: NOT_A_LEAVER,
    mend: 'Look whether the id is right, and whether last year’s return was given.',
    ...{ fields: LEAVER, needs: { Episodes: ['CHILD'], OC3: ['CHILD'] } },
    judge: (book, found) => {
      book.last('Episodes');
      const known = everWith(book, () => true);
      const leavers = book.table('OC3');
      for (const [child, rows] of leavers.byChild()) if (!known.has(child)) for (const row of rows) found('OC3', row);
    },
  }),
  rule('1007', {
    message: 'The young person of 17 or 18 was still looked after on their birthday, yet is reported as a care leaver.',
    why: 'At 17 and 18 only those are reported who had left care by their birthday.',
    mend: 'Take the fields about the care leaver out, or look at the day on which the episode ended.',
    fields: LEAVER,
    needs: { Episodes: ['CHILD', 'DECOM', 'DEC'], OC3: ['CHILD', 'DOB', ...LEAVER] },
    judge: (book, found) => {
      const [leavers, episodes] = [book.table('OC3'), book.table('Episodes')];
      for (let row = 0; row < leavers.rows; row += 1) {
        if (!hasLeaver(leavers, row)) continue;
        const born = leavers.day(row, 'DOB');
        const last = birthday(born, 18) <= book.end ? 18 : 17;
        if (!(birthday(born, 17) <= book.end && birthday(born, 19) > book.end)) continue;
        const day = birthday(born, last);
        const stillThere = episodes
          .ofChild(leavers.number(row, 'CHILD'))
          .some((episode) => episodes.day(episode, 'DECOM') <= day && episodes.day(episode, 'DEC') > day);
        if (stillThere) found('OC3', row);
      }
    },
  }),
  rule('1001', {
    message: 'The young person was not looked after for long enough to be a care leaver, or was adopted.',
    why: 'A care leaver was looked after for thirteen weeks since 14, and on at least a day since 16.',
    mend: 'Look whether episodes are missing; those before last year’s return are not known here.',
    reading:
      'Counted are the days of this year’s and last year’s episodes, short breaks apart, each episode once. From 20 on nothing is judged: their care lies too far back.',
    fields: LEAVER,
    needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS', 'REC'], OC3: ['CHILD'], Header: ['CHILD', 'DOB'] },
    judge: (book, found) => {
      const [leavers, before] = [book.table('OC3'), book.last('Episodes')];
      for (const [child, rows] of leavers.byChild()) {
        const born = bornOn(book, child);
        if (birthday(born, 20) <= book.end) continue;
        const care = careOf(book, child, before);
        const since = (years: number) =>
          care
            .filter(({ isBreak }) => !isBreak)
            .reduce(
              (days, { from, until }) => days + (Math.max(0, until - Math.max(from, birthday(born, years))) || 0),
              0,
            );
        const wasAdopted = ['E11', 'E12'].includes(care.at(-1)?.reason ?? '');
        if (wasAdopted || since(14) < 91 || since(16) < 1) for (const row of rows) found('OC3', row);
      }
    },
  }),
  rule(
    '1016',
    {
      message:
        'The young person of 17 or 18 left care on their last birthday or after, yet is reported as a care leaver.',
      why: 'At 17 and 18 only those are reported who had left care by their birthday.',
      mend: 'Take the fields about the care leaver out, or look at the day on which the episode ended.',
      ...{ fields: LEAVER, needs: { Episodes: ['CHILD', 'DEC'], OC3: ['CHILD', 'DOB', ...LEAVER] } },
      judge: (book, found) => {
        const [leavers, episodes] = [book.table('OC3'), book.table('Episodes')];
        for (let row = 0; row < leavers.rows; row += 1) {
          const born = leavers.day(row, 'DOB');
          if (!hasLeaver(leavers, row)) continue;
          if (!(birthday(born, 17) <= book.end && birthday(born, 19) > book.end)) continue;
          const own = episodes.ofChild(leavers.number(row, 'CHILD'));
          const last = birthday(born, birthday(born, 18) <= book.end ? 18 : 17);
          if (own.some((one) => episodes.day(one, 'DEC') >= last)) found('OC3', row);
        }
      },
    },
    { since: '2023/24' },
  ),
  rule('3001', {
    message: 'The young person turned 17 in the year, yet is said to live with their former foster carers.',
    why: 'Staying put with former foster carers begins at 18.',
    mend: 'Look at the date of birth and at the accommodation.',
    ...{ fields: ['ACCOM'], needs: { Header: ['CHILD', 'DOB'], OC3: ['CHILD', 'ACCOM'] } },
    judge: (book, found) => {
      const leavers = book.table('OC3');
      for (let row = 0; row < leavers.rows; row += 1) {
        if (!/^Z[12]$/i.test(leavers.text(row, 'ACCOM'))) continue;
        const day = birthday(bornOn(book, leavers.number(row, 'CHILD')), 17);
        if (day >= book.start && day <= book.end) found('OC3', row);
      }
    },
  }),
  rule(
    '347',
    rowsOf(
      'OC3',
      ['DOB', 'ACCOM'],
      {
        message: 'The young person was under 18 when the year began, yet is said to live in a foyer.',
        why: 'Foyers are for adults.',
        mend: 'Look at the date of birth and at the accommodation.',
        reading: 'A foyer is T, T1 and T2.',
      },
      (table, row, book) =>
        /^T[12]?$/.test(table.text(row, 'ACCOM')) && birthday(table.day(row, 'DOB'), 18) > book.start,
    ),
    { since: '2023/24' },
  ),
  rule('1010', {
    message:
      'The young person was in care at the end of the year before, has no episode in this return, yet is a care leaver.',
    why: 'An episode that was open must be ended in this return before somebody has left care.',
    mend: 'Add the episode with its end.',
    fields: LEAVER,
    needs: { Episodes: ['CHILD'], OC3: ['CHILD'] },
    judge: (book, found) => {
      const [before, now] = [book.last('Episodes'), book.table('Episodes')];
      const open = new Set<number>();
      for (const [child, rows] of book.lastEpisodes()) {
        const last = rows.at(-1);
        if (last !== undefined && !before.given(last, 'DEC') && now.ofChild(child).length === 0) open.add(child);
      }
      rowsOfChildren(book, 'OC3', open, found);
    },
  }),
  rule('1011', {
    message: 'Another authority took over the care of the young person, yet they are reported as a care leaver.',
    why: 'The authority that took over reports them.',
    mend: 'Take the fields about the care leaver out.',
    fields: LEAVER,
    needs: { Episodes: ['CHILD', 'DECOM', 'REC'], OC3: ['CHILD', ...LEAVER] },
    judge: (book, found) => {
      const episodes = book.table('Episodes');
      const gone = new Set<number>();
      for (const [child, rows] of book.episodes()) {
        const last = rows.at(-1);
        if (last !== undefined && episodes.text(last, 'REC') === 'E3') gone.add(child);
      }
      rowsOfChildren(book, 'OC3', gone, found, hasLeaver);
    },
  }),
  rule('1014', {
    message:
      'The young person is an unaccompanied asylum-seeking child and a care leaver, but was not in care in the year.',
    why: 'The file of unaccompanied children is for those who were looked after in the year.',
    mend: 'Take the row out of the file of unaccompanied children.',
    fields: ['DUC', ...LEAVER],
    needs: { UASC: ['CHILD'], Episodes: ['CHILD', 'DECOM', 'DEC'], OC3: ['CHILD', ...LEAVER] },
    judge: (book, found) => {
      const [alone, leavers] = [book.table('UASC'), book.table('OC3')];
      const inCare = childrenWith(book.table('Episodes'), (table, row) => inYear(book, table, row));
      for (const [child, rows] of alone.byChild()) {
        const left = leavers.ofChild(child).filter((row) => hasLeaver(leavers, row));
        if (left.length === 0 || inCare.has(child)) continue;
        for (const row of rows) found('UASC', row);
        for (const row of left) found('OC3', row);
      }
    },
  }),
  rule(
    '153',
    together('OC3', LEAVER, {
      message: 'Some fields about the care leaver are given and others are not.',
      why: 'A care leaver is counted only when contact, activity and accommodation are there.',
      mend: 'Fill all three in, or none.',
    }),
  ),
  rule('165', {
    message: 'It is not told whether the young woman is a mother, or the mark is wrong, or it is told of a young man.',
    why: 'Young mothers in care need help of their own, and are counted.',
    mend: 'Enter 1 or 0 for a young woman looked after in the year, nothing for a young man.',
    fields: ['SEX', 'MOTHER', ...LEAVER],
    needs: { Header: ['CHILD', 'SEX', 'MOTHER'], Episodes: ['CHILD', 'DECOM', 'DEC', 'LS'] },
    judge: (book, found) => {
      const header = book.table('Header');
      const inCare = childrenWith(
        book.table('Episodes'),
        (table, row) => inYear(book, table, row) && !isShortBreak(table, row),
      );
      const failing = new Set<number>();
      for (let row = 0; row < header.rows; row += 1) {
        const [sex, mother] = [header.text(row, 'SEX'), header.text(row, 'MOTHER')];
        const child = header.number(row, 'CHILD');
        const isWrong = mother !== '' && (mother !== '0' && mother !== '1' ? true : sex === '1' || sex === 'M');
        const isMissing = mother === '' && (sex === '2' || sex === 'F') && inCare.has(child);
        if (!isWrong && !isMissing) continue;
        found('Header', row);
        if (child !== 0) failing.add(child);
      }
      rowsOfChildren(book, 'OC3', failing, found);
    },
  }),
  rule('187', {
    message: 'The child was looked after for the whole year, but has fields about an adoption or a care leaver.',
    why: 'Nobody was in care all year and had left it.',
    mend: 'Take the fields out, or look whether the last episode lacks its end.',
    fields: [...LEAVER, 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
    needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'LS', 'REC', 'RNE'] },
    judge: (book, found) => {
      const allYear = lookedAfterAllYear(book);
      rowsOfChildren(book, 'OC3', allYear, found, hasLeaver);
      rowsOfChildren(book, 'AD1', allYear, found, (table, row) =>
        anyOf(table, row, ['DATE_INT', 'DATE_MATCH', 'FOSTER_CARE', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR']),
      );
    },
  }),
];
