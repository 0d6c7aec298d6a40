import type { Book } from '../book.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

type Words = Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>;

const WENT_ON = 'An episode that was open at the end of the year before goes on in this return, and is the same.';

/** Children whose last episode in the return of the year before has no end, with that episode. */
function openBefore(book: Book): Map<number, number> {
  const last = book.last('Episodes');
  const open = new Map<number, number>();
  for (const [child, rows] of book.lastEpisodes()) {
    const newest = rows.findLast((row) => !Number.isNaN(last.day(row, 'DECOM')));
    if (newest !== undefined && !last.given(newest, 'DEC')) open.set(child, newest);
  }
  return open;
}

/** The first episode of the year of each child whose care went on over its beginning, with the episode of the year before. */
function eachGoneOn(book: Book, judge: (now: Table, row: number, last: Table, before: number) => void): void {
  const [now, last] = [book.table('Episodes'), book.last('Episodes')];
  const open = openBefore(book);
  for (const [child, rows] of book.episodes()) {
    const before = open.get(child);
    const [first] = rows;
    if (before !== undefined && first !== undefined) judge(now, first, last, before);
  }
}

const NEW_CODES: Readonly<Record<string, readonly string[]>> = {
  ...{ H5: ['K3'], Z1: ['Z11', 'Z12', 'Z13', 'Z14'] },
};

/** A field of an episode that went on over the beginning of the year is the same in both returns. */
function sameAsBefore(
  column: 'RNE' | 'LS' | 'CIN' | 'PLACE' | 'PLACE_PROVIDER' | 'URN' | 'PL_LA' | 'PL_DISTANCE' | 'PL_LOCATION',
  message: string,
): Judging {
  return {
    message,
    why: WENT_ON,
    mend: 'Enter what stood in last year’s return, or have that corrected.',
    ...(column === 'PLACE' ? { reading: 'Where a code was replaced by others since, one of those is the same.' } : {}),
    ...{ fields: [column], needs: { Episodes: ['CHILD', 'DECOM', column] } },
    judge: (book, found) =>
      eachGoneOn(book, (now, row, last, before) => {
        const [is, was] = [now.text(row, column), last.text(before, column)];
        if (is === was) return;
        if (column === 'PLACE' && NEW_CODES[was]?.includes(is)) return;
        if (column === 'PL_DISTANCE' && is !== '' && was !== '' && Math.abs(Number(is) - Number(was)) < 0.2) return;
        found('Episodes', row);
      }),
  };
}

const OTHER = (called: string) =>
  `The ${called} of an episode that went on is another than in the return of the year before.`;

/** A child of one table has a row in the year before whose field is another. */
function startsLikeOpen(words: Words): Judging {
  return {
    ...words,
    ...{ fields: ['CHILD', 'MIS_START'], needs: { Missing: ['CHILD', 'MIS_START'] } },
    judge: (book, found) => {
      const [now, last] = [book.table('Missing'), book.last('Missing')];
      for (let row = 0; row < now.rows; row += 1) {
        const open = last
          .ofChild(now.number(row, 'CHILD'))
          .filter((before) => last.given(before, 'MIS_START') && !last.given(before, 'MIS_END'));
        if (
          open.length > 0 &&
          !open.some((before) => last.number(before, 'MIS_START') === now.number(row, 'MIS_START'))
        )
          found('Missing', row);
      }
    },
  };
}

/** Rules that compare with the return of the year before. */
export const LAST_YEAR_RULES: readonly Rule903[] = [
  rule('502', {
    message: 'An episode that was open at the end of the year before is not in this return with the same beginning.',
    why: WENT_ON,
    mend: 'Add the episode as it stood, with its end when it has ended.',
    ...{ fields: ['DECOM'], needs: { Episodes: ['CHILD', 'DECOM'] } },
    judge: (book, found) =>
      eachGoneOn(book, (now, row, last, before) => {
        if (now.number(row, 'DECOM') !== last.number(before, 'DECOM')) found('Episodes', row);
      }),
  }),
  rule('503A', sameAsBefore('RNE', OTHER('reason for the episode'))),
  rule('503B', sameAsBefore('LS', OTHER('legal status'))),
  rule('503C', sameAsBefore('CIN', OTHER('category of need'))),
  rule('503D', sameAsBefore('PLACE', OTHER('placement type'))),
  rule('503E', sameAsBefore('PLACE_PROVIDER', OTHER('placement provider'))),
  rule('503F', sameAsBefore('URN', OTHER('Ofsted number'))),
  rule('503G', sameAsBefore('PL_DISTANCE', OTHER('distance of the placement'))),
  rule('503H', sameAsBefore('PL_LA', OTHER('authority of the placement'))),
  rule('503J', sameAsBefore('PL_LOCATION', OTHER('mark whether the placement is in the area'))),
  rule('452', sameAsBefore('PL_LA', OTHER('authority of the placement'))),
  rule('453', sameAsBefore('PL_DISTANCE', OTHER('distance of the placement'))),
  rule('562', {
    message: 'The child was in the return of the year before, but this episode, which began before the year, was not.',
    why: WENT_ON,
    mend: 'Look at the day on which the episode began, or have last year’s return corrected.',
    ...{ fields: ['DECOM'], needs: { Episodes: ['CHILD', 'DECOM'] } },
    judge: (book, found) => {
      const [now, last] = [book.table('Episodes'), book.last('Episodes')];
      for (const [child, rows] of book.episodes()) {
        const before = last.ofChild(child);
        const [first] = rows;
        if (first === undefined || before.length === 0 || !(now.day(first, 'DECOM') < book.start)) continue;
        if (!before.some((row) => last.number(row, 'DECOM') === now.number(first, 'DECOM'))) found('Episodes', first);
      }
    },
  }),
  rule('NoE', {
    message: 'The episode began before the year, but the child was not in the return of the year before.',
    why: WENT_ON,
    mend: 'Look at the day on which the episode began, or have last year’s return corrected.',
    ...{ fields: ['DECOM'], needs: { Episodes: ['CHILD', 'DECOM'] } },
    judge: (book, found) => {
      const [now, last] = [book.table('Episodes'), book.last('Episodes')];
      for (let row = 0; row < now.rows; row += 1) {
        const child = now.number(row, 'CHILD');
        if (now.day(row, 'DECOM') < book.start && child !== 0 && last.ofChild(child).length === 0)
          found('Episodes', row);
      }
    },
  }),
  rule(
    '576',
    startsLikeOpen({
      message:
        'The child was missing at the end of the year before, but that episode is not in this return with the same first day.',
      why: 'A child who was missing must be seen to have come back.',
      mend: 'Add the missing episode as it stood, with its last day.',
    }),
  ),
  rule(
    '348',
    {
      message: 'The care leaver had died by the return of the year before, and is reported as alive.',
      why: 'It may be two people under one id.',
      mend: 'Look at both returns.',
      ...{ fields: ['IN_TOUCH'], needs: { OC3: ['CHILD', 'IN_TOUCH'] } },
      judge: (book, found) => {
        const [now, last] = [book.table('OC3'), book.last('OC3')];
        for (let row = 0; row < now.rows; row += 1) {
          const died = last
            .ofChild(now.number(row, 'CHILD'))
            .some((before) => last.text(before, 'IN_TOUCH') === 'DIED');
          if (died && now.text(row, 'IN_TOUCH') !== 'DIED') found('OC3', row);
        }
      },
    },
    { since: '2025/26' },
  ),
];
