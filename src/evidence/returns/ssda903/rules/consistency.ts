import type { Book } from '../book.ts';
import { anyOf, rowsOf } from '../families/single.ts';
import type { TableName } from '../layout.ts';
import { type Found, type Judging, type Rule903, rule } from '../rule.ts';

/** A file and what people call it. */
const FILES: Partial<Record<TableName, string>> = {
  ...{ AD1: 'adoptions', PlacedAdoption: 'placing for adoption', Episodes: 'episodes', Missing: 'missing episodes' },
  ...{ OC2: 'outcomes', OC3: 'care leavers', PrevPerm: 'earlier permanence', Reviews: 'reviews' },
  ...{ UASC: 'unaccompanied children', Header: 'children' },
};

function eachRow(book: Book, name: TableName, found: Found, fails: (row: number) => boolean): void {
  const { rows } = book.table(name);
  for (let row = 0; row < rows; row += 1) if (fails(row)) found(name, row);
}

/** Each child of a file is in the file of children. */
function isKnown(name: TableName): Judging {
  return {
    message: `A child in the file of ${FILES[name]} is not in the file of children.`,
    why: 'Without the child’s own row nothing else about it is counted.',
    mend: 'Add the child to the header file, or look at its id.',
    ...{ fields: ['CHILD'], needs: { Header: ['CHILD'], [name]: ['CHILD'] } },
    judge: (book, found) => {
      const [header, table] = [book.table('Header'), book.table(name)];
      eachRow(book, name, found, (row) => {
        const child = table.number(row, 'CHILD');
        return child !== 0 && header.ofChild(child).length === 0;
      });
    },
  };
}

/** A field of a file says the same as the file of children. */
function saysTheSame(name: TableName, column: 'DOB' | 'SEX', called: string): Judging {
  return {
    message: `The ${called} in the file of ${FILES[name]} is another than in the file of children.`,
    why: 'It may be two children under one id.',
    mend: 'Look which of the two is true, and mend the other.',
    ...{ fields: [column], needs: { Header: ['CHILD', column], [name]: ['CHILD', column] } },
    judge: (book, found) => {
      const [header, table] = [book.table('Header'), book.table(name)];
      eachRow(book, name, found, (row) => {
        const own = header.ofChild(table.number(row, 'CHILD'));
        return (
          own.length > 0 &&
          table.given(row, column) &&
          !own.some((one) => header.number(one, column) === table.number(row, column))
        );
      });
    },
  };
}

/** A child has one row in a file. */
function once(name: TableName): Judging {
  return {
    message: `The child stands more than once in the file of ${FILES[name]}.`,
    why: 'One child is counted once.',
    mend: 'Take all rows but the right one out.',
    ...{ fields: ['CHILD'], needs: { [name]: ['CHILD'] } },
    judge: (book, found) => {
      const table = book.table(name);
      for (const rows of table.byChild().values()) if (rows.length > 1) for (const row of rows) found(name, row);
    },
  };
}

const OUTCOMES = [
  ...['IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'],
  ...['CONVICTED', 'HEALTH_CHECK', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
];
const NOT_WITHOUT_EPISODES: readonly TableName[] = ['PlacedAdoption', 'Missing', 'Reviews', 'AD1', 'PrevPerm', 'OC2'];

/** Rules about files that must fit each other. */
export const CONSISTENCY_RULES: readonly Rule903[] = [
  rule('INT01', isKnown('AD1')),
  rule('INT02', isKnown('PlacedAdoption')),
  rule('INT03', isKnown('Episodes')),
  rule('INT04', isKnown('Missing')),
  rule('INT05', isKnown('OC2')),
  rule('INT06', isKnown('OC3')),
  rule('INT07', isKnown('PrevPerm')),
  rule('INT08', isKnown('Reviews')),
  rule('INT09', isKnown('UASC')),
  rule('INT11', saysTheSame('AD1', 'DOB', 'date of birth')),
  rule('INT12', saysTheSame('PlacedAdoption', 'DOB', 'date of birth')),
  rule('INT13', saysTheSame('Missing', 'DOB', 'date of birth')),
  rule('INT14', saysTheSame('OC2', 'DOB', 'date of birth')),
  rule('INT15', saysTheSame('OC3', 'DOB', 'date of birth')),
  rule('INT16', saysTheSame('PrevPerm', 'DOB', 'date of birth')),
  rule('INT17', saysTheSame('Reviews', 'DOB', 'date of birth')),
  rule('INT18', saysTheSame('UASC', 'DOB', 'date of birth')),
  rule('INT21', saysTheSame('UASC', 'SEX', 'sex')),
  rule('INT31', once('AD1')),
  rule('INT32', once('Header')),
  rule('INT33', once('OC2')),
  rule('INT34', once('OC3')),
  rule('INT35', once('PrevPerm')),
  rule('INT36', once('UASC')),
  rule('EPI', {
    message: 'The child has no episode of care.',
    why: 'The return is of children who were looked after in the year, and of care leavers.',
    mend: 'Add its episodes, or take the child out.',
    ...{ fields: ['CHILD'], needs: { Header: ['CHILD'], Episodes: ['CHILD'] } },
    judge: (book, found) => {
      const [header, episodes] = [book.table('Header'), book.table('Episodes')];
      const leavers = book.find('OC3');
      eachRow(book, 'Header', found, (row) => {
        const child = header.number(row, 'CHILD');
        return child !== 0 && episodes.ofChild(child).length === 0 && (leavers?.ofChild(child).length ?? 0) === 0;
      });
    },
  }),
  rule('1012', {
    message: 'The child has no episode of care, but stands in a file that is about children in care.',
    why: 'Nothing of it can be counted without the episodes.',
    mend: 'Add the episodes, or take the row out.',
    ...{ fields: ['CHILD'], needs: { Episodes: ['CHILD'] } },
    judge: (book, found) => {
      const episodes = book.table('Episodes');
      for (const name of NOT_WITHOUT_EPISODES) {
        const table = book.find(name);
        if (!table) continue;
        eachRow(book, name, found, (row) => {
          const child = table.number(row, 'CHILD');
          return child !== 0 && episodes.ofChild(child).length === 0;
        });
      }
    },
  }),
  rule(
    '544',
    rowsOf(
      'OC2',
      ['CONVICTED', 'IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'],
      {
        message: 'Whether the child was convicted is told, but not all of its health.',
        why: 'A child’s outcomes are counted only when they are complete.',
        mend: 'Fill in immunisations, teeth, health assessment and substance misuse.',
      },
      (table, row) => table.given(row, 'CONVICTED') && OUTCOMES.slice(0, 4).some((column) => !table.given(row, column)),
    ),
  ),
  rule(
    '547',
    rowsOf(
      'OC2',
      ['HEALTH_CHECK', 'IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'],
      {
        message: 'Health checks of a young child are told as done, but not all of its health.',
        why: 'A child’s outcomes are counted only when they are complete.',
        mend: 'Fill in immunisations, teeth, health assessment and substance misuse.',
        reading: 'Asked of a child whose checks were done; where they were not, nothing more is asked here.',
      },
      (table, row) =>
        table.text(row, 'HEALTH_CHECK') === '1' && OUTCOMES.slice(0, 4).some((column) => !table.given(row, column)),
    ),
  ),
  rule(
    '635',
    rowsOf(
      'PrevPerm',
      ['PREV_PERM', 'LA_PERM', 'DATE_PERM'],
      {
        message: 'The authority or the day of an earlier permanence is given, but not what kind it was.',
        why: 'How often permanence breaks down is counted by its kind.',
        mend: 'Enter the kind, or take the rest out.',
      },
      (table, row) => anyOf(table, row, ['LA_PERM', 'DATE_PERM']) && !table.given(row, 'PREV_PERM'),
    ),
  ),
];
