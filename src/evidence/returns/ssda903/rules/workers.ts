import { monthsAfter } from '../../day.ts';
import type { Book } from '../book.ts';
import { isShortBreak } from '../families/children.ts';
import { afterAnother, inOrderOf } from '../families/ordered.ts';
import { oneOf, rowsOf } from '../families/single.ts';
import { type Judging, type Rule903, rule } from '../rule.ts';
import { dayOfText, type Table } from '../table.ts';

const REASONS = ['MANAGE', 'FCONTA', 'LEFTRL', 'ORGRST', 'TSPROC', 'ABSENC', 'CHCHAN', 'PCCHAN', 'SWDIED', 'OTHERS'];
const STABLE = 'Whether a child keeps its social worker is counted from these rows.';
const APRIL_2023 = dayOfText('01/04/2023');
const IN_2023 = { since: '2023/24', until: '2023/24' } as const;
/** Days between one social worker and the next that are taken for none. */
const GAP = 5;
const WEEK = 7;
/** A day of which nothing is known may be written so. */
const NOT_KNOWN = /^(ZZ\/ZZ\/ZZZZ|\d{2}\/\d{2}\/ZZZZ)$/i;

/** A row of a social worker lacks its beginning, or where something is true one of some fields. */
function incomplete(
  columns: readonly ('SW_ID' | 'SW_DECOM' | 'SW_REASON')[],
  isAsked: (table: Table, row: number) => boolean,
): Judging {
  return rowsOf(
    'SWEpisodes',
    ['SW_DECOM', ...columns.filter((column) => column !== 'SW_DECOM')],
    {
      message: 'The row of the social worker is not complete.',
      ...{ why: STABLE, mend: 'Fill in number, day and reason; before April 2023 no reason was asked for.' },
    },
    (table, row) =>
      !table.given(row, 'SW_DECOM') || (isAsked(table, row) && columns.some((column) => !table.given(row, column))),
  );
}

/** Rows of each child in turn, by the day on which they began; those without one come last. */
function inTurn(
  words: Pick<Judging, 'message' | 'why' | 'mend' | 'reading'>,
  fails: (book: Book, table: Table, row: number, before: number | undefined, isLast: boolean) => boolean,
): Judging {
  return {
    ...words,
    ...{ fields: ['SW_DECOM', 'SW_DEC'], needs: { SWEpisodes: ['CHILD', 'SW_DECOM', 'SW_DEC'] } },
    judge: (book, found) => {
      const table = book.table('SWEpisodes');
      for (const rows of table.byChild().values()) {
        const undated = rows.filter((row) => Number.isNaN(table.day(row, 'SW_DECOM')));
        const ordered = [...inOrderOf(table, rows, 'SW_DECOM'), ...undated];
        for (const [at, row] of ordered.entries())
          if (fails(book, table, row, ordered[at - 1], at === ordered.length - 1)) found('SWEpisodes', row);
      }
    },
  };
}

/** A social worker began more than a week before or after the one before had ended. */
function apart(reads: readonly 'SW_REASON'[], isAsked: (table: Table, row: number) => boolean): Judging {
  return {
    message: 'The social worker began more than a week before or after the one before had ended.',
    ...{ why: STABLE, mend: 'Look at the days of both.' },
    reading: 'Where the one before has no end nothing is judged: another rule asks for it.',
    ...{ fields: ['SW_DECOM'], needs: { SWEpisodes: ['CHILD', 'SW_DECOM', 'SW_DEC', ...reads] } },
    judge: (book, found) => {
      const table = book.table('SWEpisodes');
      for (const rows of table.byChild().values()) {
        const ordered = inOrderOf(table, rows, 'SW_DECOM').sort(
          (one, other) =>
            table.day(one, 'SW_DECOM') - table.day(other, 'SW_DECOM') ||
            (table.day(one, 'SW_DEC') || 0) - (table.day(other, 'SW_DEC') || 0),
        );
        for (let at = 1; at < ordered.length; at += 1) {
          const [before, row] = [ordered[at - 1] as number, ordered[at] as number];
          const days = Math.abs(table.day(row, 'SW_DECOM') - table.day(before, 'SW_DEC'));
          if (days > WEEK && isAsked(table, row)) found('SWEpisodes', row);
        }
      }
    },
  };
}

/** An episode with which care began or ended has no social worker. */
function withoutWorker(recently: boolean): Judging {
  return {
    message: 'Care began or ended with this episode, but no social worker is told of that time.',
    ...{ why: STABLE, mend: 'Add the social workers of the whole year.' },
    reading:
      'A social worker is told who began at the end of care or before, or at the beginning of care or after. Judged are episodes that go on or ended in this year or the one before.',
    ...{ fields: ['SW_DECOM'] },
    needs: { SWEpisodes: ['CHILD', 'SW_DECOM'], Episodes: ['CHILD', 'DECOM', 'DEC', 'LS', 'REC', 'RNE'] },
    judge: (book, found) => {
      const [workers, episodes] = [book.table('SWEpisodes'), book.table('Episodes')];
      for (let row = 0; row < episodes.rows; row += 1) {
        const [began, ended] = [episodes.day(row, 'DECOM'), episodes.day(row, 'DEC')];
        const isNow = !recently || Number.isNaN(ended) || (ended >= monthsAfter(book.start, -12) && ended <= book.end);
        const [starts, ends] = [episodes.text(row, 'RNE') === 'S', episodes.text(row, 'REC') !== 'X1'];
        if (!isNow || isShortBreak(episodes, row) || !(starts || ends)) continue;
        const isTold = workers.ofChild(episodes.number(row, 'CHILD')).some((one) => {
          const day = workers.day(one, 'SW_DECOM');
          const until = Number.isNaN(ended) ? book.end : ended;
          return (ends && day <= until) || (starts && day >= began);
        });
        if (!isTold) found('Episodes', row);
      }
    },
  };
}

/** The day on which a social worker began or ended is a day, or said not to be known. */
function isDayOrNotKnown(field: 'SW_DECOM' | 'SW_DEC', did: string) {
  return rowsOf(
    'SWEpisodes',
    [field],
    {
      message: `The day on which the social worker ${did} is no date.`,
      why: STABLE,
      mend: 'Enter the day, or ZZ/ZZ/ZZZZ where it is not known.',
    },
    (table, row) =>
      table.given(row, field) && Number.isNaN(table.day(row, field)) && !NOT_KNOWN.test(table.text(row, field)),
  );
}

/** Rules about social workers. */
export const WORKER_RULES: readonly Rule903[] = [
  rule('SW04STG1', isDayOrNotKnown('SW_DECOM', 'began'), { since: '2023/24' }),
  rule('SW05STG1', isDayOrNotKnown('SW_DEC', 'ended'), { since: '2023/24' }),
  rule(
    'SW06STG2',
    rowsOf(
      'SWEpisodes',
      ['SW_DECOM'],
      {
        message: 'The social worker began after the year.',
        why: STABLE,
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'SW_DECOM') > book.end,
    ),
    { since: '2023/24' },
  ),
  rule(
    'SW07STG2',
    rowsOf(
      'SWEpisodes',
      ['SW_DEC'],
      {
        message: 'The social worker ended outside the year.',
        why: STABLE,
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'SW_DEC') > book.end || table.day(row, 'SW_DEC') < book.start,
    ),
    { since: '2023/24' },
  ),
  rule(
    'SW08STG2',
    afterAnother(
      'SWEpisodes',
      { by: 'SW_DECOM', reads: ['SW_DEC'], tells: ['SW_DEC'] },
      {
        message: 'Another social worker has begun, but this one has no end.',
        why: STABLE,
        mend: 'Enter the day on which this one ended.',
      },
      (table, before) => (table.given(before, 'SW_DEC') ? false : 'before'),
    ),
    { since: '2023/24' },
  ),
  rule(
    'SW09STG2',
    rowsOf(
      'SWEpisodes',
      ['SW_DECOM', 'SW_DEC'],
      {
        message: 'The social worker began and ended on the same day.',
        why: STABLE,
        mend: 'Look at the days, or take the row out.',
      },
      (table, row) => table.day(row, 'SW_DECOM') === table.day(row, 'SW_DEC'),
    ),
    { since: '2023/24' },
  ),
  rule('SW13STG1', oneOf('SWEpisodes', 'SW_REASON', REASONS), { since: '2023/24', until: '2023/24' }),
  rule(
    'SW13STG1',
    rowsOf(
      'SWEpisodes',
      ['SW_REASON', 'SW_DECOM'],
      {
        message: 'The reason for the change of social worker is missing or is no code of the return.',
        ...{ why: STABLE, mend: 'Choose the reason.' },
        reading: 'Before April 2023 none was asked for.',
      },
      (table, row) => {
        const reason = table.text(row, 'SW_REASON');
        return reason === '' ? table.day(row, 'SW_DECOM') >= APRIL_2023 : !REASONS.includes(reason);
      },
    ),
    { since: '2024/25' },
  ),
  rule(
    'SW02STG1',
    rowsOf(
      'SWEpisodes',
      ['SW_ID'],
      {
        message: 'The social worker’s number begins with neither SW nor XX.',
        ...{ why: STABLE, mend: 'Copy the number from the register of social workers.' },
      },
      (table, row) => table.given(row, 'SW_ID') && !/^(SW|XX)/.test(table.text(row, 'SW_ID')),
    ),
    { since: '2023/24' },
  ),
  rule(
    'SW03STG1',
    incomplete(['SW_ID', 'SW_DECOM', 'SW_REASON'], () => true),
    IN_2023,
  ),
  rule(
    'SW01aSTG1',
    incomplete(['SW_ID'], (table, row) => table.day(row, 'SW_DECOM') < APRIL_2023),
    { since: '2024/25' },
  ),
  rule(
    'SW01bSTG1',
    incomplete(['SW_ID', 'SW_REASON'], (table, row) => table.day(row, 'SW_DECOM') >= APRIL_2023),
    { since: '2024/25' },
  ),
  rule(
    'SW01STG1',
    {
      message: 'A child looked after at the end of the year has no social worker, or one who is not told as a whole.',
      ...{ why: STABLE, mend: 'Add the social worker with number, day and reason.' },
      reading:
        'Named are the rows of social workers that lack something, and the episode of a child who has none. The shared case names such an episode by its number as a row of social workers.',
      ...{ fields: ['SW_ID', 'SW_DECOM', 'SW_REASON', 'DEC'] },
      needs: { Episodes: ['CHILD', 'DEC', 'LS'], SWEpisodes: ['CHILD', 'SW_ID', 'SW_DECOM', 'SW_REASON'] },
      judge: (book, found) => {
        const [episodes, workers] = [book.table('Episodes'), book.table('SWEpisodes')];
        for (let row = 0; row < episodes.rows; row += 1) {
          if (episodes.given(row, 'DEC') || isShortBreak(episodes, row)) continue;
          const own = workers.ofChild(episodes.number(row, 'CHILD'));
          if (own.length === 0) found('Episodes', row);
          for (const one of own)
            if (['SW_ID', 'SW_DECOM', 'SW_REASON'].some((column) => !workers.given(one, column)))
              found('SWEpisodes', one);
        }
      },
    },
    IN_2023,
  ),
  rule(
    'SW10STG2',
    apart([], () => true),
    IN_2023,
  ),
  rule(
    'SW10STG2',
    apart(['SW_REASON'], (table, row) => table.text(row, 'SW_REASON') !== 'FCONTA'),
    { since: '2024/25' },
  ),
  rule(
    'SW11aSTG2',
    inTurn(
      {
        message: 'A social worker ended before the end of the year, and no other began within five days.',
        ...{ why: STABLE, mend: 'Add the social worker who followed, or look at the days.' },
      },
      (book, table, row, before) => {
        if (before === undefined || !(table.day(before, 'SW_DEC') <= book.end - GAP)) return false;
        return !(Math.abs(table.day(row, 'SW_DECOM') - table.day(before, 'SW_DEC')) <= GAP);
      },
    ),
    IN_2023,
  ),
  rule(
    'SW11bSTG2',
    inTurn(
      {
        message: 'A social worker ended in the last days of the year, and no other is told.',
        ...{ why: STABLE, mend: 'Add the social worker who followed, with the day on which they began.' },
        reading:
          'The last days are the last five before 31 March. Named is the row that follows without a beginning, or the last.',
      },
      (book, table, row, before, isLast) => {
        const endedNow = (one: number) =>
          table.day(one, 'SW_DEC') >= book.end - GAP && table.day(one, 'SW_DEC') < book.end;
        if (before !== undefined && endedNow(before) && Number.isNaN(table.day(row, 'SW_DECOM'))) return true;
        const hasNext = table
          .ofChild(table.number(row, 'CHILD'))
          .some((other) => other !== row && table.day(other, 'SW_DECOM') >= table.day(row, 'SW_DEC'));
        return isLast && endedNow(row) && !hasNext;
      },
    ),
    { since: '2023/24' },
  ),
  rule('SW12STG2', withoutWorker(false), IN_2023),
  rule('SW12STG2', withoutWorker(true), { since: '2024/25' }),
  rule(
    'SW14STG2',
    inTurn(
      {
        message: 'The social worker has no end, but another has begun since.',
        ...{ why: STABLE, mend: 'Enter the day on which this one ended.' },
      },
      (_book, table, row, _before, isLast) => !isLast && Number.isNaN(table.day(row, 'SW_DEC')),
    ),
    IN_2023,
  ),
  rule(
    'SW17STG2',
    afterAnother(
      'SWEpisodes',
      { by: 'SW_DECOM', reads: ['SW_DEC'], tells: ['SW_DECOM', 'SW_DEC'] },
      {
        message: 'The social worker began before the one before had ended.',
        ...{ why: STABLE, mend: 'Look at the days of both.' },
      },
      (table, before, row) => (table.day(row, 'SW_DECOM') < table.day(before, 'SW_DEC') ? 'row' : false),
    ),
    { since: '2025/26' },
  ),
];
