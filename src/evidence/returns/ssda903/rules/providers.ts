import type { Book } from '../book.ts';
import { isShortBreak } from '../families/children.ts';
import { rowsOf } from '../families/single.ts';
import type { ColumnOf } from '../layout.ts';
import type { Provider } from '../providers.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import { dayOfText, type Table } from '../table.ts';

const BY_NUMBER = 'By its number a placement is found in Ofsted’s register.';
/** Stands where a placement has no number yet. */
const NO_NUMBER = 'XXXXXXX';
const OCTOBER_2023 = dayOfText('29/10/2023');

const UNREGISTERED = ['P1', 'P3', 'R1', 'R2', 'R5', 'T0', 'T1', 'T2', 'T3', 'T4'];
const NOT_LISTED = ['Z11', 'Z12', 'Z13', 'Z14'];
const ABROAD = new Set(['CON', 'NIR', 'SCO', 'WAL', 'NUK']);

/** Whether a placement is said to lie outside England. Where the file does not say where it lies it is taken to lie in England. */
function outsideEngland(table: Table, row: number): boolean {
  return /^[NWSC]/i.test(table.text(row, 'PL_LA'));
}

/** The number of a placement is missing although Ofsted registers such. */
function numberAsked(without: readonly string[], isOutside: (table: Table, row: number) => boolean): Judging {
  return {
    ...rowsOf(
      'Episodes',
      ['DEC', 'PLACE', 'URN'],
      {
        message: 'The Ofsted number of the placement is missing.',
        ...{ why: BY_NUMBER, mend: 'Copy it from Ofsted’s list, or enter XXXXXXX while it is not known.' },
        reading:
          'Asked of episodes that go on or ended in the year. Where the file does not say where the placement lies, it is taken to lie in England.',
      },
      (table, row, book) =>
        !table.given(row, 'URN') &&
        (!table.given(row, 'DEC') || table.day(row, 'DEC') >= book.start) &&
        !without.includes(table.text(row, 'PLACE')) &&
        !isOutside(table, row),
    ),
    fields: ['URN'],
  };
}

/** Episodes with a number, judged with what Ofsted’s list says about it: nothing where it does not have the number. */
function byList(
  fields: readonly ColumnOf<'Episodes'>[],
  words: Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>,
  fails: (listed: readonly Provider[], table: Table, row: number, book: Book) => boolean,
): Judging {
  return {
    ...words,
    ...{ fields, needs: { Episodes: ['URN', ...fields] } },
    judge: (book, found) => {
      const [table, providers] = [book.table('Episodes'), book.providers()];
      for (let row = 0; row < table.rows; row += 1) {
        const number = table.text(row, 'URN');
        if (number === '' || number === NO_NUMBER) continue;
        if (fails(providers.get(number) ?? [], table, row, book)) found('Episodes', row);
      }
    },
  };
}

const FITS_LIST = 'Look the number up in Ofsted’s list; either the number or what stands beside it is wrong.';

function postcodeOf(places: readonly string[]): Judging {
  return byList(
    ['PL_POST', 'LS', 'PLACE'],
    {
      message: 'The postcode of the placement is another than the one that Ofsted’s list has for its number.',
      ...{ why: BY_NUMBER, mend: FITS_LIST },
    },
    (listed, table, row) => {
      if (isShortBreak(table, row) || !places.includes(table.text(row, 'PLACE')) || !table.given(row, 'PL_POST'))
        return false;
      const postcode = table.text(row, 'PL_POST').replaceAll(' ', '').toUpperCase();
      return !listed.some((one) => one.postcode === postcode);
    },
  );
}

/** Rules about Ofsted’s number of a placement, and about who offers it. */
export const PROVIDER_RULES: readonly Rule903[] = [
  rule('218', numberAsked(['H5', 'P2', ...UNREGISTERED, 'Z1'], outsideEngland), { until: '2023/24' }),
  rule('218', numberAsked([...UNREGISTERED, 'Z1'], outsideEngland), { since: '2024/25', until: '2024/25' }),
  rule(
    '218',
    numberAsked([...UNREGISTERED, ...NOT_LISTED], (table, row) => ABROAD.has(table.text(row, 'PL_LA').toUpperCase())),
    { since: '2025/26' },
  ),
  rule(
    '230',
    rowsOf(
      'Episodes',
      ['PLACE', 'DEC', 'URN'],
      {
        message: 'Supported accommodation (H5) since 28 October 2023 has no Ofsted number.',
        ...{ why: BY_NUMBER, mend: 'Copy it from Ofsted’s list.' },
        reading: 'Where the file does not say where the placement lies, it is taken to lie in England.',
      },
      (table, row) =>
        table.text(row, 'PLACE') === 'H5' &&
        (Number.isNaN(table.day(row, 'DEC')) || table.day(row, 'DEC') >= OCTOBER_2023) &&
        ['', NO_NUMBER].includes(table.text(row, 'URN')) &&
        !outsideEngland(table, row),
    ),
    { since: '2023/24', until: '2023/24' },
  ),
  rule(
    '1008',
    byList(
      ['URN'],
      {
        message: 'Ofsted’s list does not have the number of the placement.',
        ...{ why: BY_NUMBER, mend: 'Copy the number again, or take a newer list.' },
      },
      (listed) => listed.length === 0,
    ),
  ),
  rule(
    '219',
    byList(
      ['PLACE'],
      {
        message: 'The placement type is none of those that Ofsted’s list has for the number.',
        ...{ why: BY_NUMBER, mend: FITS_LIST },
        reading: 'A number that the list does not have, or has without a type, fits none.',
      },
      (listed, table, row) => !listed.some((one) => one.places.includes(table.text(row, 'PLACE'))),
    ),
  ),
  rule(
    '224',
    byList(
      ['PLACE_PROVIDER'],
      {
        message: 'The provider is another than the one that Ofsted’s list has for the number.',
        ...{ why: BY_NUMBER, mend: FITS_LIST },
        reading: 'A number that the list does not have, or has without a provider, fits none.',
      },
      (listed, table, row) => !listed.some((one) => one.kinds.includes(table.text(row, 'PLACE_PROVIDER'))),
    ),
  ),
  rule('221', postcodeOf(['H5', 'K1', 'K2', 'R3', 'S1']), { until: '2023/24' }),
  rule('221', postcodeOf(['K1', 'K2', 'R3', 'S1']), { since: '2024/25' }),
  rule(
    '227',
    byList(
      ['DECOM'],
      {
        message: 'The episode began when the placement was no longer registered.',
        ...{ why: BY_NUMBER, mend: FITS_LIST },
      },
      (listed, table, row) => listed.some((one) => table.day(row, 'DECOM') >= one.ended),
    ),
  ),
  rule(
    '228',
    byList(
      ['DEC'],
      {
        message: 'The episode went on when the placement was no longer registered.',
        ...{ why: BY_NUMBER, mend: FITS_LIST },
        reading: 'An episode that goes on is judged by the last day of the year.',
      },
      (listed, table, row, book) => {
        const until = Number.isNaN(table.day(row, 'DEC')) ? book.end : table.day(row, 'DEC');
        return listed.some((one) => until > one.ended);
      },
    ),
  ),
  rule(
    '229',
    byList(
      ['PLACE_PROVIDER'],
      {
        message: 'Own provision lies in another authority by Ofsted’s list, or that of another authority in the own.',
        ...{ why: 'Who offers placements is counted by it.', mend: FITS_LIST },
      },
      (listed, table, row, book) => {
        const isOwn = listed.some((one) => one.authority === book.authority());
        const kind = table.text(row, 'PLACE_PROVIDER');
        return kind === 'PR1' ? !isOwn : kind === 'PR2' && isOwn;
      },
    ),
  ),
  rule(
    '1015',
    rowsOf(
      'Episodes',
      ['LS', 'PLACE', 'PLACE_PROVIDER', 'PL_LA'],
      {
        message: 'The placement is the authority’s own provision, but lies in another authority.',
        why: 'Who offers placements is counted by it.',
        mend: 'Look at the provider, and at the postcode of the placement.',
        reading: 'Foster carers and adopters may live elsewhere.',
      },
      (table, row, book) =>
        table.text(row, 'PLACE_PROVIDER') === 'PR1' &&
        table.given(row, 'LS') &&
        table.given(row, 'PLACE') &&
        !isShortBreak(table, row) &&
        !/^(A[3-6]|U[1-6])$/.test(table.text(row, 'PLACE')) &&
        table.text(row, 'PL_LA') !== book.authority(),
    ),
  ),
];
