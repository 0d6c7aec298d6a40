import { monthsAfter } from '../../day.ts';
import { type Book, birthday, CannotRun } from '../book.ts';
import { type Asylum, asylum, everAsylum } from '../families/asylum.ts';
import { isShortBreak } from '../families/children.ts';
import { rowsOf } from '../families/single.ts';
import { type Found, type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const WHY = 'Children who came alone to seek asylum are counted by it, and their care is paid for otherwise.';
const MEND = 'Look at the file of these children, and at the day on which the status ended, in both years.';
const FORMER =
  'Who came alone to seek asylum is known from this return and, where it is given, from the one of the year before.';

interface Years {
  now: Asylum;
  last: Asylum;
  listed: Table;
  before: Table;
}

/** Both years, without which the rules can't be decided. */
function bothYears(book: Book): Years {
  const [listed, before] = [book.table('UASC'), book.last('UASC')];
  const [now, last] = [asylum(book, 'now'), asylum(book, 'last')];
  if (!now || !last) throw new CannotRun('Neither header nor list says who came alone to seek asylum.');
  return { now, last, listed, before };
}

/** Children who are listed in this year, judged with the year before; their rows in the list and in the header fail. */
function sinceLastYear(
  message: string,
  fails: (years: Years, child: number, row: number, book: Book) => boolean,
  reading?: string,
): Judging {
  return {
    ...{ message, why: WHY, mend: MEND, ...(reading === undefined ? {} : { reading }) },
    ...{ fields: ['DUC', 'UASC'], needs: { UASC: ['CHILD', 'DUC'] } },
    judge: (book, found) => {
      const years = bothYears(book);
      const header = book.find('Header');
      for (const [child, rows] of years.listed.byChild()) {
        for (const row of rows) {
          if (!fails(years, child, row, book)) continue;
          found('UASC', row);
          for (const own of header?.ofChild(child) ?? []) found('Header', own);
        }
      }
    },
  };
}

/** Episodes of children who did not come alone to seek asylum, short breaks apart. */
function otherEpisodes(
  book: Book,
  found: Found,
  former: ReadonlySet<number>,
  fails: (table: Table, row: number) => boolean,
): void {
  const table = book.table('Episodes');
  for (let row = 0; row < table.rows; row += 1) {
    if (!former.has(table.number(row, 'CHILD')) && !isShortBreak(table, row) && fails(table, row))
      found('Episodes', row);
  }
}

/** Rules about children who came alone to seek asylum. */
export const ASYLUM_RULES: readonly Rule903[] = [
  rule(
    '104',
    rowsOf(
      'UASC',
      ['DUC'],
      {
        message: 'The day on which asylum-seeking status ended is no date, or lies before the year.',
        ...{ why: WHY, mend: 'Enter the day, like 31/03/2018; take children out whose status ended before the year.' },
      },
      (table, row, book) => table.given(row, 'DUC') && !(table.day(row, 'DUC') >= book.start),
    ),
  ),
  rule('105', {
    message: 'It is not told whether the child came alone to seek asylum.',
    ...{ why: WHY, mend: 'Enter 1 for yes, 0 for no.' },
    reading: 'In CSV files the list of these children says who they are; the mark is asked for in XML alone.',
    ...{ fields: ['UASC'], needs: { Header: [] } },
    judge: (book, found) => {
      const header = book.table('Header');
      if (!book.beside.isXml || !header.has('UASC'))
        throw new CannotRun('In CSV files the list of these children stands in place of the mark in the header.');
      for (let row = 0; row < header.rows; row += 1)
        if (!/^[01](\.0+)?$/.test(header.text(row, 'UASC'))) found('Header', row);
    },
  }),
  rule('205A', {
    ...sinceLastYear(
      'The child came alone to seek asylum by the return of the year before, but not by this one, and no end in that year says why.',
      ({ now, last, listed, before }, child, row, book) => {
        if (now.is(child) === true || last.is(child) !== true) return false;
        if (listed.given(row, 'DUC')) return true;
        const ended = before.ofChild(child).map((one) => before.day(one, 'DUC'));
        return !ended.some((day) => day >= monthsAfter(book.start, -12) && day < book.start);
      },
    ),
    fields: ['CHILD', 'UASC'],
  }),
  rule(
    '205B',
    sinceLastYear(
      'The child came alone to seek asylum by both returns, but the days on which the status ended do not fit that.',
      ({ now, last, listed, before }, child, row, book) => {
        if (now.is(child) !== true || last.is(child) !== true) return false;
        const ends = listed.day(row, 'DUC');
        const grown = birthday(listed.day(row, 'DOB'), 18);
        return before.ofChild(child).some((one) => {
          const ended = before.day(one, 'DUC');
          return (!(ends >= book.start && ends <= book.end) && ends !== ended) || ended !== grown;
        });
      },
      'While the status lasts, the 18th birthday stands as its end; otherwise it ended in the year.',
    ),
  ),
  rule(
    '205C',
    sinceLastYear(
      'By neither return the child came alone to seek asylum, yet it is told when that status ended.',
      ({ now, last, listed, before }, child, row) =>
        now.is(child) !== true &&
        last.is(child) !== true &&
        (listed.given(row, 'DUC') || before.ofChild(child).some((one) => before.given(one, 'DUC'))),
    ),
  ),
  rule('205D', {
    message: 'The child came alone to seek asylum by this return, but not by the one of the year before.',
    ...{ why: WHY, mend: MEND },
    ...{ fields: ['UASC', 'CHILD'], needs: {} },
    judge: (book, found) => {
      const [now, last] = [asylum(book, 'now'), asylum(book, 'last')];
      if (!now) throw new CannotRun('Neither the header nor the file uasc says who came alone to seek asylum.');
      if (!last)
        throw new CannotRun(`Nothing of the year before says who came alone to seek asylum: ${book.howToGive.last}.`);
      const name = book.find('Header') ? 'Header' : 'UASC';
      for (const [child, rows] of book.table(name).byChild()) {
        if (now.is(child) === true && last.is(child) === false) for (const row of rows) found(name, row);
      }
    },
  }),
  rule('303', {
    message: 'It is told when asylum-seeking status ended, but the child is not marked as having had it.',
    ...{ why: WHY, mend: MEND },
    ...{ fields: ['DUC', 'UASC'], needs: { UASC: ['CHILD', 'DUC'], Header: ['CHILD'] } },
    judge: (book, found) => {
      const [listed, header, now] = [book.table('UASC'), book.table('Header'), asylum(book, 'now')];
      for (let row = 0; row < listed.rows; row += 1) {
        const child = listed.number(row, 'CHILD');
        if (!listed.given(row, 'DUC') || now?.is(child) === true) continue;
        const own = header.ofChild(child);
        if (own.length > 0) found('UASC', row);
        for (const one of own) found('Header', one);
      }
    },
  }),
  rule(
    '304',
    rowsOf(
      'UASC',
      ['DOB', 'DUC'],
      {
        message: 'Asylum-seeking status is said to have ended after the 18th birthday.',
        ...{ why: WHY, mend: 'Look at the two days: the status ends at 18 at the latest.' },
      },
      (table, row) => table.day(row, 'DUC') > birthday(table.day(row, 'DOB'), 18),
    ),
  ),
  rule(
    '231',
    {
      message: 'A child under 11 is said to have come alone to seek asylum.',
      ...{ why: WHY, mend: 'Look at the date of birth; explain it where it is right.' },
      ...{ fields: ['DOB'], needs: { Header: ['DOB'] } },
      judge: (book, found) => {
        const [header, now] = [book.table('Header'), asylum(book, 'now')];
        if (!now) throw new CannotRun('Neither the header nor the file uasc says who came alone to seek asylum.');
        for (let row = 0; row < header.rows; row += 1) {
          const marked = header.has('UASC')
            ? header.text(row, 'UASC') === '1'
            : now.is(header.number(row, 'CHILD')) === true;
          if (marked && birthday(header.day(row, 'DOB'), 11) > book.end) found('Header', row);
        }
      },
    },
    { since: '2024/25' },
  ),
  rule('164', {
    message: 'The distance between home and placement is no number of miles from 0 to 999.9.',
    ...{ why: 'How far from home children live is counted by it.', mend: 'Look at both postcodes.' },
    ...{ reading: FORMER, fields: ['PL_DISTANCE'], needs: { Episodes: ['CHILD', 'LS', 'PL_DISTANCE'] } },
    judge: (book, found) =>
      otherEpisodes(book, found, everAsylum(book), (table, row) => {
        const distance = Number(table.text(row, 'PL_DISTANCE') || '0');
        return distance < 0 || distance > 999.9;
      }),
  }),
  rule('392a', {
    message: 'It is not told how far from home the child was placed.',
    ...{
      why: 'How far from home children live is counted by it.',
      mend: 'Enter both postcodes, from which it is found.',
    },
    ...{ reading: FORMER, fields: ['PL_DISTANCE'], needs: { Episodes: ['CHILD', 'LS', 'PL_DISTANCE'] } },
    judge: (book, found) =>
      otherEpisodes(book, found, everAsylum(book), (table, row) => !table.given(row, 'PL_DISTANCE')),
  }),
  rule('392b', {
    message: 'The postcode of the child’s home or of the placement is missing.',
    ...{ why: 'How far from home children live is counted by it.', mend: 'Enter both postcodes.' },
    reading: `${FORMER} Where nothing tells, all children are judged.`,
    ...{ fields: ['HOME_POST', 'PL_POST'], needs: { Episodes: ['CHILD', 'LS', 'HOME_POST', 'PL_POST'] } },
    judge: (book, found) => {
      const isTold = asylum(book, 'now') ?? asylum(book, 'last');
      otherEpisodes(
        book,
        found,
        isTold ? everAsylum(book) : new Set(),
        (table, row) => !table.given(row, 'HOME_POST') || !table.given(row, 'PL_POST'),
      );
    },
  }),
  rule('406', {
    message: 'The child came alone to seek asylum, yet it is told how far from home it was placed.',
    ...{ why: 'Their home is abroad; no distance from it is counted.', mend: 'Leave the postcode of the home empty.' },
    ...{ reading: FORMER, fields: ['PL_DISTANCE'], needs: { Episodes: ['CHILD', 'PL_DISTANCE'] } },
    judge: (book, found) => {
      const [table, former] = [book.table('Episodes'), everAsylum(book)];
      for (let row = 0; row < table.rows; row += 1)
        if (table.given(row, 'PL_DISTANCE') && former.has(table.number(row, 'CHILD'))) found('Episodes', row);
    },
  }),
];
