import { type Book, birthday } from '../book.ts';
import { childrenWith } from '../families/children.ts';
import { rowsOf } from '../families/single.ts';
import type { ColumnOf } from '../layout.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const MOTHERS = 'Young mothers in care need help of their own, and are counted.';
const BORN = 'Ages are counted from the date of birth.';

/** A field of a child is another than in the return of the year before. */
function changedSince(
  column: ColumnOf<'Header'>,
  words: Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>,
  differs: (before: string, now: string, book: Book, child: number) => boolean,
  more: Judging['needs'] = {},
): Judging {
  return {
    ...words,
    ...{ fields: [column], needs: { Header: ['CHILD', column], ...more } },
    judge: (book, found) => {
      const [header, last] = [book.table('Header'), book.last('Header')];
      for (let row = 0; row < header.rows; row += 1) {
        const child = header.number(row, 'CHILD');
        const [before] = last.ofChild(child);
        if (before !== undefined && differs(last.text(before, column), header.text(row, column), book, child)) {
          found('Header', row);
        }
      }
    },
  };
}

const SEXES: Readonly<Record<string, string>> = { '1': 'M', '2': 'F' };
const ownChild = (table: Table, row: number) => table.given(row, 'MC_DOB');

/** The return gives a date of birth of a child of a young person of that sex. */
function ownChildOf(sex: string, message: string): Judging {
  return rowsOf(
    'Header',
    ['SEX', 'MC_DOB'],
    { message, why: MOTHERS, mend: 'Look at the sex, and take the date of birth out where it does not belong.' },
    (table, row) => table.text(row, 'SEX') === sex && ownChild(table, row),
  );
}

/** A date of birth of an own child is given for somebody who is not marked as a mother. */
function notMarked(sex: string): Judging {
  return rowsOf(
    'Header',
    ['SEX', 'MOTHER', 'MC_DOB'],
    {
      message: 'The date of birth of the young woman’s child is given, but she is not marked as a mother.',
      ...{ why: MOTHERS, mend: 'Enter 1 for mother, or take the date of birth out.' },
    },
    (table, row) => table.text(row, 'SEX') === sex && table.text(row, 'MOTHER') !== '1' && ownChild(table, row),
  );
}

/** A young woman was looked after, short breaks apart, and it is not told whether she is a mother. */
function motherTold(sex: string): Judging {
  return {
    message: 'A young woman was looked after, but it is not told whether she is a mother.',
    ...{ why: MOTHERS, mend: 'Enter 1 for yes, 0 for no.' },
    ...{ fields: ['MOTHER'], needs: { Header: ['CHILD', 'SEX', 'MOTHER'], Episodes: ['CHILD', 'LS'] } },
    judge: (book, found) => {
      const header = book.table('Header');
      const inCare = childrenWith(
        book.table('Episodes'),
        (table, row) => !['V3', 'V4'].includes(table.text(row, 'LS').toUpperCase()),
      );
      for (let row = 0; row < header.rows; row += 1) {
        if (header.text(row, 'SEX') !== sex || header.given(row, 'MOTHER')) continue;
        if (inCare.has(header.number(row, 'CHILD'))) found('Header', row);
      }
    },
  };
}

/** Rules about the child’s own row. */
export const HEADER_RULES: readonly Rule903[] = [
  rule('174', ownChildOf('1', 'The date of birth of an own child is given for a young man.'), { until: '2023/24' }),
  rule('174', ownChildOf('M', 'The date of birth of an own child is given for a young man.'), { since: '2024/25' }),
  rule('612', notMarked('2'), { until: '2023/24' }),
  rule('612', notMarked('F'), { since: '2024/25' }),
  rule(
    '611',
    rowsOf(
      'Header',
      ['MOTHER', 'MC_DOB'],
      {
        message: 'The young woman is marked as a mother, but her child’s date of birth is missing.',
        ...{ why: MOTHERS, mend: 'Enter the date of birth of her first child.' },
      },
      (table, row) => table.text(row, 'MOTHER') === '1' && !ownChild(table, row),
    ),
  ),
  rule(
    '620',
    rowsOf(
      'Header',
      ['DOB', 'MOTHER'],
      {
        message: 'A child under 11 is marked as a mother.',
        ...{ why: MOTHERS, mend: 'Look at the date of birth and at the mark.' },
      },
      (table, row, book) => table.text(row, 'MOTHER') === '1' && birthday(table.day(row, 'DOB'), 11) > book.start,
    ),
  ),
  rule(
    '621',
    rowsOf(
      'Header',
      ['DOB', 'MC_DOB'],
      {
        message: 'The young woman’s child was born before her or on the same day.',
        ...{ why: BORN, mend: 'Look at the two dates of birth.' },
      },
      (table, row) => table.day(row, 'MC_DOB') <= table.day(row, 'DOB'),
    ),
  ),
  rule(
    '301',
    rowsOf(
      'Header',
      ['DOB'],
      {
        message: 'The child was born after the year.',
        ...{ why: BORN, mend: 'Look at the date of birth, or take the child out.' },
      },
      (table, row, book) => table.day(row, 'DOB') > book.end,
    ),
  ),
  rule(
    '351',
    rowsOf(
      'Header',
      ['DOB'],
      {
        message: 'The young person was over 25 when the year began.',
        ...{ why: BORN, mend: 'Look at the date of birth, or take the young person out.' },
        reading: 'The cases pass somebody of 22 and fail somebody of 25; authorities support care leavers until 25.',
      },
      (table, row, book) => birthday(table.day(row, 'DOB'), 25) < book.start,
    ),
  ),
  rule(
    '232',
    rowsOf(
      'Header',
      ['SEX'],
      {
        message: 'The sex of the child is said to be not known.',
        ...{ why: 'Girls and boys are counted apart.', mend: 'Ask; leave it only where nobody can know.' },
      },
      (table, row) => table.text(row, 'SEX').toUpperCase() === 'U',
    ),
    { since: '2024/25' },
  ),
  rule('393', motherTold('2'), { until: '2023/24' }),
  rule('393', motherTold('F'), { since: '2024/25' }),
  rule(
    '209',
    rowsOf(
      'Header',
      ['DOB', 'UPN'],
      {
        message: 'The UPN is missing because the child is not of school age (UN1), but the child is.',
        why: 'By its UPN a child’s schooling is found.',
        mend: 'Ask the school for the UPN.',
      },
      (table, row, book) => table.text(row, 'UPN') === 'UN1' && birthday(table.day(row, 'DOB'), 5) < book.start,
    ),
  ),
  rule(
    '202',
    changedSince(
      'SEX',
      {
        message: 'The sex is another than in the return of the year before.',
        why: 'It may be two children under one id.',
        mend: 'Look which of the two is true.',
        reading: '1 and M, and 2 and F, are the same: the codes changed in 2025.',
      },
      (before, now) => (SEXES[before] ?? before) !== (SEXES[now] ?? now),
    ),
  ),
  rule(
    '203',
    changedSince(
      'DOB',
      {
        message: 'The date of birth is another than in the return of the year before.',
        why: 'It may be two children under one id.',
        mend: 'Look which of the two is true.',
      },
      (before, now) => before !== now,
    ),
  ),
  rule(
    '204',
    changedSince(
      'ETHNIC',
      {
        message: 'The ethnicity is another than in the return of the year before.',
        why: 'It may be two children under one id, or nobody asked the child.',
        mend: 'Ask, and mend the one that is wrong.',
      },
      (before, now) => before.toUpperCase() !== now.toUpperCase(),
    ),
  ),
  rule(
    '207',
    changedSince(
      'MOTHER',
      {
        message: 'The young woman was a mother in the return of the year before, and is none in this one.',
        ...{ why: MOTHERS, mend: 'Enter 1 for mother, or have last year’s return corrected.' },
      },
      (before, now, book, child) => before === '1' && now !== '1' && book.table('Episodes').ofChild(child).length > 0,
      { Episodes: ['CHILD'] },
    ),
  ),
  rule(
    '624',
    changedSince(
      'MC_DOB',
      {
        message: 'The date of birth of the young woman’s child is another than in the return of the year before.',
        ...{ why: MOTHERS, mend: 'Enter the date of birth of her first child, the same in every year.' },
      },
      (before, now) => before !== '' && before !== now,
    ),
  ),
  rule('626', {
    message:
      'The young woman was no mother in the return of the year before, but her child was born before this year began.',
    ...{ why: MOTHERS, mend: 'Look at the date of birth, or have last year’s return corrected.' },
    ...{ fields: ['MOTHER', 'MC_DOB'], needs: { Header: ['CHILD', 'MOTHER', 'MC_DOB'] } },
    judge: (book, found) => {
      const [header, last] = [book.table('Header'), book.last('Header')];
      for (let row = 0; row < header.rows; row += 1) {
        const [before] = last.ofChild(header.number(row, 'CHILD'));
        if (before === undefined || Number(last.text(before, 'MOTHER')) !== 0) continue;
        if (Number(header.text(row, 'MOTHER')) === 1 && header.day(row, 'MC_DOB') < book.start) found('Header', row);
      }
    },
  }),
  rule('628', {
    message: 'The young woman is marked as a mother, but was not looked after in the year and is a care leaver only.',
    ...{ why: MOTHERS, mend: 'Leave the mark empty for a care leaver.' },
    fields: ['MOTHER'],
    needs: { Header: ['CHILD', 'MOTHER'], Episodes: ['CHILD'], OC3: ['CHILD', 'IN_TOUCH', 'ACTIV', 'ACCOM'] },
    judge: (book, found) => {
      const [header, episodes] = [book.table('Header'), book.table('Episodes')];
      const leavers = childrenWith(book.table('OC3'), (table, row) =>
        ['IN_TOUCH', 'ACTIV', 'ACCOM'].some((column) => table.given(row, column)),
      );
      for (let row = 0; row < header.rows; row += 1) {
        const child = header.number(row, 'CHILD');
        if (header.given(row, 'MOTHER') && leavers.has(child) && episodes.ofChild(child).length === 0)
          found('Header', row);
      }
    },
  }),
  rule(
    '444',
    {
      message: 'Two children have the same UPN.',
      why: 'A UPN belongs to one child; one of the two is counted with the other’s schooling.',
      mend: 'Ask the schools for the right ones.',
      ...{ fields: ['UPN'], needs: { Header: ['UPN'] } },
      judge: (book, found) => {
        const header = book.table('Header');
        const rows = Map.groupBy(
          Array.from({ length: header.rows }, (_, row) => row).filter(
            (row) => header.given(row, 'UPN') && !/^UN[1-5]$/.test(header.text(row, 'UPN')),
          ),
          (row) => header.number(row, 'UPN'),
        );
        for (const same of rows.values()) if (same.length > 1) for (const row of same) found('Header', row);
      },
    },
    { since: '2025/26' },
  ),
];
