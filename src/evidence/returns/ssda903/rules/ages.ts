import { birthday } from '../book.ts';
import { bornOn } from '../families/children.ts';
import { rowsOf } from '../families/single.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';

type Words = Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>;

const TOO_YOUNG_FOR = 'The placement is for older children; the age or the placement type is wrong.';

/** A child in a placement was younger than so many years when the episode began. */
function notBefore(place: string, years: number, called: string): Judging {
  return {
    message: `The child was under ${years} when it came to ${called}.`,
    ...{ why: TOO_YOUNG_FOR, mend: 'Look at the date of birth and at the placement type.' },
    reading: 'Judged when the episode has ended.',
    fields: ['DECOM', 'PLACE'],
    needs: { Episodes: ['CHILD', 'DECOM', 'DEC', 'PLACE'], Header: ['CHILD', 'DOB'] },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (let row = 0; row < table.rows; row += 1) {
        if (table.text(row, 'PLACE') !== place || Number.isNaN(table.day(row, 'DEC'))) continue;
        if (table.day(row, 'DECOM') < birthday(bornOn(book, table.number(row, 'CHILD')), years)) found('Episodes', row);
      }
    },
  };
}

/** Care ended for a reason that does not fit the age on that day. */
function endedAt(
  reasons: readonly string[],
  fails: { from: number } | { under: number; orWithoutDay?: true },
  words: Words,
  andHeader = false,
): Judging {
  return {
    ...words,
    ...{ fields: ['REC', 'DEC', 'DOB'], needs: { Episodes: ['CHILD', 'DEC', 'REC'], Header: ['CHILD', 'DOB'] } },
    judge: (book, found) => {
      const [table, header] = [book.table('Episodes'), book.table('Header')];
      for (let row = 0; row < table.rows; row += 1) {
        if (!reasons.includes(table.text(row, 'REC'))) continue;
        const child = table.number(row, 'CHILD');
        const ended = table.day(row, 'DEC');
        const born = bornOn(book, child);
        const isWrong =
          'from' in fails
            ? ended >= birthday(born, fails.from)
            : ended < birthday(born, fails.under) || (fails.orWithoutDay === true && Number.isNaN(ended));
        if (!isWrong) continue;
        found('Episodes', row);
        if (andHeader) for (const own of header.ofChild(child)) found('Header', own);
      }
    },
  };
}

const AGE = 'Look at the date of birth, at the day and at the reason why the episode ended.';

/** Rules about the age at which something happened. */
export const AGE_RULES: readonly Rule903[] = [
  rule('370', notBefore('P2', 15, 'a placement of its own'), { until: '2022/23' }),
  rule('370', notBefore('P2', 16, 'a placement of its own'), { since: '2023/24', until: '2023/24' }),
  rule('371', notBefore('H5', 14, 'semi-independent living'), { until: '2022/23' }),
  rule('371', notBefore('H5', 16, 'semi-independent living'), { since: '2023/24', until: '2023/24' }),
  rule('371', notBefore('K3', 16, 'supported accommodation'), { since: '2024/25' }),
  rule('372', notBefore('R5', 10, 'a young offender institution or a prison')),
  rule('373', notBefore('S1', 4, 'a residential school')),
  rule('374', notBefore('P3', 14, 'a placement with its employer')),
  rule('302', {
    message: 'The child’s first episode began before it was born.',
    why: 'One of the two days is wrong.',
    mend: 'Look at the date of birth and at the day on which the episode began.',
    ...{ fields: ['DECOM', 'DOB'], needs: { Episodes: ['CHILD', 'DECOM'], Header: ['CHILD', 'DOB'] } },
    judge: (book, found) => {
      const [table, header] = [book.table('Episodes'), book.table('Header')];
      for (const [child, rows] of book.episodes()) {
        const [first] = rows;
        if (first === undefined || !(table.day(first, 'DECOM') < bornOn(book, child))) continue;
        found('Episodes', first);
        for (const own of header.ofChild(child)) found('Header', own);
      }
    },
  }),
  rule('352', {
    message: 'Care began when the young person was 18 or older.',
    why: 'Nobody is taken into care at 18.',
    mend: 'Look at the date of birth and at the day on which care began.',
    ...{ fields: ['DECOM', 'RNE'], needs: { Episodes: ['CHILD', 'DECOM', 'RNE'], Header: ['CHILD', 'DOB'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (let row = 0; row < table.rows; row += 1) {
        if (table.text(row, 'RNE') !== 'S') continue;
        if (table.day(row, 'DECOM') >= birthday(bornOn(book, table.number(row, 'CHILD')), 18)) found('Episodes', row);
      }
    },
  }),
  rule('358', {
    message: 'The child was under 10 when it came into care because of a crime.',
    why: 'Under 10 nobody is held responsible for a crime.',
    mend: 'Look at the date of birth and at the legal status.',
    ...{ fields: ['DECOM', 'DOB', 'LS'], needs: { Episodes: ['CHILD', 'DECOM', 'LS'], Header: ['CHILD', 'DOB'] } },
    judge: (book, found) => {
      const [table, header] = [book.table('Episodes'), book.table('Header')];
      for (let row = 0; row < table.rows; row += 1) {
        if (!['J1', 'J2', 'J3'].includes(table.text(row, 'LS'))) continue;
        const child = table.number(row, 'CHILD');
        if (!(table.day(row, 'DECOM') < birthday(bornOn(book, child), 10))) continue;
        found('Episodes', row);
        for (const own of header.ofChild(child)) found('Header', own);
      }
    },
  }),
  rule('359', {
    message: 'The young person turned 18 before the year ended, but their care has not ended.',
    why: 'Care ends at 18; only a voluntary agreement in a community home may go on.',
    mend: 'Enter the day and the reason of the end.',
    fields: ['DEC', 'LS', 'PLACE'],
    needs: { Episodes: ['CHILD', 'DEC', 'LS', 'PLACE'], Header: ['CHILD', 'DOB'] },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (let row = 0; row < table.rows; row += 1) {
        if (table.given(row, 'DEC') || (table.text(row, 'LS') === 'V2' && table.text(row, 'PLACE') === 'K2')) continue;
        if (birthday(bornOn(book, table.number(row, 'CHILD')), 18) < book.end) found('Episodes', row);
      }
    },
  }),
  rule(
    '386',
    endedAt(
      ['E11', 'E12'],
      { from: 18 },
      {
        message: 'The young person was adopted at 18 or older.',
        why: 'An adoption from care is one of a child.',
        mend: AGE,
      },
    ),
  ),
  rule(
    '387',
    endedAt(
      ['E5', 'E6'],
      { under: 14 },
      {
        message: 'The child moved into independent living under 14.',
        ...{ why: 'No child of that age lives alone.', mend: AGE },
      },
    ),
  ),
  rule(
    '389',
    endedAt(
      ['E7'],
      { under: 16, orWithoutDay: true },
      {
        reading: 'Without the day nothing shows that the young person was 16, and it fails.',
        message: 'The child moved into the care of adult services under 16.',
        ...{ why: 'Adult services take nobody over before.', mend: AGE },
      },
    ),
  ),
  rule(
    '407',
    endedAt(
      ['E45', 'E46', 'E47', 'E48'],
      { from: 18 },
      {
        message: 'A special guardianship order or child arrangements order was made at 18 or older.',
        ...{ why: 'These orders are about children.', mend: AGE },
      },
      true,
    ),
  ),
  rule(
    '460',
    endedAt(
      ['E17'],
      { under: 18 },
      {
        message: 'Care ended because the young person was 18, but they were not.',
        ...{ why: 'How many stay until 18 is counted by this reason.', mend: AGE },
      },
    ),
  ),
  rule(
    '440',
    rowsOf(
      'Reviews',
      ['DOB', 'REVIEW', 'REVIEW_CODE'],
      {
        message: 'The child is said to be too young to take part in its review (PN0), but was 4 or older.',
        ...{ why: 'Whether children are heard is counted by it.', mend: 'Enter how the child took part.' },
      },
      (table, row) =>
        table.text(row, 'REVIEW_CODE') === 'PN0' && table.day(row, 'REVIEW') >= birthday(table.day(row, 'DOB'), 4),
    ),
  ),
  rule(
    '441',
    rowsOf(
      'Reviews',
      ['DOB', 'REVIEW', 'REVIEW_CODE'],
      {
        message: 'It is told how the child took part in its review, but it was under 4.',
        ...{ why: 'For children under 4 the code is PN0.', mend: 'Enter PN0, or look at the two days.' },
      },
      (table, row) =>
        /^PN[1-7]$/.test(table.text(row, 'REVIEW_CODE')) &&
        table.day(row, 'REVIEW') < birthday(table.day(row, 'DOB'), 4),
    ),
  ),
];
