import { type Book, birthday } from '../book.ts';
import { either, lookedAfterAllYear } from '../families/children.ts';
import { anyOf, rowsOf } from '../families/single.ts';
import { type Found, type Judging, type Rule903, rule } from '../rule.ts';
import type { Table } from '../table.ts';

const HEALTH = ['IMMUNISATIONS', 'TEETH_CHECK', 'HEALTH_ASSESSMENT', 'SUBSTANCE_MISUSE'] as const;
const ALL = [...HEALTH, 'CONVICTED', 'HEALTH_CHECK', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'] as const;
const EPISODES = ['CHILD', 'DECOM', 'DEC', 'LS', 'REC', 'RNE'] as const;
const HEALTHY = 'The checks of the early years are asked of children under 5 at the end of the year.';
const ONLY_ALL_YEAR = 'These outcomes are of children who were looked after for twelve months without a break.';

/** Rows of the outcomes whose child was not looked after all year, and for which something is true. */
function notAllYear(fails: (table: Table, row: number) => boolean): Judging['judge'] {
  return (book, found) => {
    const allYear = lookedAfterAllYear(book);
    const table = book.table('OC2');
    for (let row = 0; row < table.rows; row += 1) {
      if (!allYear.has(table.number(row, 'CHILD')) && fails(table, row)) found('OC2', row);
    }
  };
}

/** The same of those who were. */
function ofAllYear(fails: (table: Table, row: number, book: Book) => boolean): Judging['judge'] {
  return (book, found) => {
    const allYear = lookedAfterAllYear(book);
    const table = book.table('OC2');
    for (let row = 0; row < table.rows; row += 1) {
      if (allYear.has(table.number(row, 'CHILD')) && fails(table, row, book)) found('OC2', row);
    }
  };
}

/** Whether somebody turns four by the end of the year, and was not seventeen before it began. */
function isOfAge(book: Book, table: Table, row: number): boolean {
  const born = table.day(row, 'DOB');
  return birthday(born, 4) <= book.end && birthday(born, 17) > book.start;
}

/** Rules about the outcomes of children looked after for a year: health, convictions, strengths and difficulties. */
export const OUTCOME_RULES: readonly Rule903[] = [
  rule('157', {
    message: 'The reason SDQ1 (the child’s age) is given for a child who is of the age to be asked.',
    why: 'The questionnaire is for children of 4 at the beginning of the year to 16 at its end.',
    mend: 'Enter the score, or the reason that is true.',
    ...{
      fields: ['DOB', 'SDQ_REASON'],
      needs: { Episodes: EPISODES, OC2: ['CHILD', 'DOB', 'SDQ_SCORE', 'SDQ_REASON'] },
    },
    judge: ofAllYear((table, row, book) => {
      if (table.text(row, 'SDQ_REASON') !== 'SDQ1' || table.given(row, 'SDQ_SCORE')) return false;
      const born = table.day(row, 'DOB');
      return birthday(born, 4) <= book.start && birthday(born, 16) >= book.end;
    }),
  }),
  rule(
    '158',
    rowsOf(
      'OC2',
      ['INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
      {
        message: 'Help with substance misuse was received, yet it is told whether it was offered.',
        why: 'Whether help was offered is asked only where none was received.',
        mend: 'Leave “offered” empty when help was received.',
      },
      (table, row) => table.text(row, 'INTERVENTION_RECEIVED') === '1' && table.given(row, 'INTERVENTION_OFFERED'),
    ),
  ),
  rule(
    '159',
    rowsOf(
      'OC2',
      ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
      {
        message: 'A substance misuse problem is told and no help was received, yet not whether help was offered.',
        why: 'It shows whether the child refused help or was never asked.',
        mend: 'Enter 1 or 0 for “offered”.',
      },
      (table, row) =>
        table.text(row, 'SUBSTANCE_MISUSE') === '1' &&
        table.text(row, 'INTERVENTION_RECEIVED') === '0' &&
        !table.given(row, 'INTERVENTION_OFFERED'),
    ),
  ),
  rule(
    '182',
    rowsOf(
      'OC2',
      ALL,
      {
        message: 'Some outcomes are given, but immunisations, teeth, health assessment or substance misuse are not.',
        why: 'A child’s outcomes are counted only when these four are there.',
        mend: 'Fill the four in, or leave the whole row empty where the child was not looked after all year.',
      },
      (table, row) => anyOf(table, row, ALL) && HEALTH.some((column) => !table.given(row, column)),
    ),
  ),
  rule('185', {
    message: 'A score of strengths and difficulties is given for a child who was not looked after for the whole year.',
    why: ONLY_ALL_YEAR,
    mend: 'Take the score out, or look whether an episode is missing.',
    ...{ fields: ['SDQ_SCORE'], needs: { Episodes: EPISODES, OC2: ['CHILD', 'SDQ_SCORE'] } },
    judge: notAllYear((table, row) => table.given(row, 'SDQ_SCORE')),
  }),
  rule('186', {
    message: 'A child looked after all year and of the age to be asked has neither a score nor a reason.',
    why: 'The score shows how the child is, and whether somebody asked.',
    mend: 'Enter the score of the questionnaire, or the reason why there is none.',
    ...{ fields: ['SDQ_SCORE'], needs: { Episodes: EPISODES, OC2: ['CHILD', 'DOB', 'SDQ_SCORE', 'SDQ_REASON'] } },
    judge: ofAllYear(
      (table, row, book) => isOfAge(book, table, row) && !anyOf(table, row, ['SDQ_SCORE', 'SDQ_REASON']),
    ),
  }),
  rule('188', {
    message: 'The child is under 4 at the end of the year, but has a score or a reason for none.',
    why: 'The questionnaire is for children of 4 and older.',
    mend: 'Take both out, or look at the date of birth.',
    ...{ fields: ['SDQ_SCORE', 'SDQ_REASON'], needs: { OC2: ['DOB', 'SDQ_SCORE', 'SDQ_REASON'] } },
    judge: (book, found) =>
      outcomes(book, found, (table, row) => birthday(table.day(row, 'DOB'), 4) > book.end && hasScore(table, row)),
  }),
  rule('189', {
    message: 'The child was 17 when the year began, but has a score or a reason for none.',
    why: 'The questionnaire is for children under 17.',
    mend: 'Take both out, or look at the date of birth.',
    ...{ fields: ['DOB', 'SDQ_SCORE', 'SDQ_REASON'], needs: { OC2: ['DOB', 'SDQ_SCORE', 'SDQ_REASON'] } },
    judge: (book, found) =>
      outcomes(book, found, (table, row) => birthday(table.day(row, 'DOB'), 17) <= book.start && hasScore(table, row)),
  }),
  rule('190', {
    message: 'Outcomes are given for a child who was not looked after for the whole year.',
    why: ONLY_ALL_YEAR,
    mend: 'Take the outcomes out, or look whether an episode is missing.',
    ...{ fields: [...ALL], needs: { Episodes: EPISODES, OC2: ['CHILD', ...ALL] } },
    judge: notAllYear((table, row) => anyOf(table, row, ALL)),
  }),
  rule('191', {
    message: 'The child was looked after for the whole year, but has no outcomes of health.',
    why: 'Without them nobody sees whether the child’s health was looked after.',
    mend: 'Fill in immunisations, teeth, health assessment and substance misuse.',
    ...{ fields: ['CHILD', ...HEALTH], needs: { Episodes: EPISODES, OC2: ['CHILD', ...HEALTH] } },
    judge: (book, found) => {
      const [table, episodes] = [book.table('OC2'), book.table('Episodes')];
      for (const child of lookedAfterAllYear(book)) {
        const rows = table.ofChild(child);
        for (const row of rows) if (HEALTH.some((column) => !table.given(row, column))) found('OC2', row);
        if (rows.length === 0) for (const row of episodes.ofChild(child)) found('Episodes', row);
      }
    },
  }),
  rule(
    '192',
    rowsOf(
      'OC2',
      ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED'],
      {
        message: 'A substance misuse problem is told, but not whether help was received.',
        why: 'It shows whether the child was helped.',
        mend: 'Enter 1 or 0 for “received”.',
      },
      (table, row) => table.text(row, 'SUBSTANCE_MISUSE') === '1' && !table.given(row, 'INTERVENTION_RECEIVED'),
    ),
  ),
  rule(
    '193',
    rowsOf(
      'OC2',
      ['SUBSTANCE_MISUSE', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
      {
        message: 'Help with substance misuse is told of a child who has no such problem.',
        why: 'Help is asked about only where there is a problem.',
        mend: 'Take out the help, or tell of the problem.',
      },
      (table, row) =>
        table.text(row, 'SUBSTANCE_MISUSE') !== '1' &&
        anyOf(table, row, ['INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED']),
    ),
  ),
  rule('197B', {
    message: 'A child looked after all year and of the age to be asked has no score and no reason for that.',
    why: 'Without a reason nobody knows whether the questionnaire was forgotten.',
    mend: 'Enter the reason why there is no score, or the score.',
    ...{
      fields: ['DOB', 'SDQ_REASON'],
      needs: { Episodes: EPISODES, OC2: ['CHILD', 'DOB', 'SDQ_SCORE', 'SDQ_REASON'] },
    },
    judge: ofAllYear((table, row, book) => isOfAge(book, table, row) && !hasScore(table, row)),
  }),
  rule(
    '197a',
    rowsOf(
      'OC2',
      ['SDQ_SCORE', 'SDQ_REASON'],
      {
        message: 'There is a score, and a reason why there is none.',
        why: 'Only one of the two can be true.',
        mend: 'Take the reason out, or the score.',
      },
      (table, row) => table.given(row, 'SDQ_SCORE') && table.given(row, 'SDQ_REASON'),
    ),
  ),
  rule('198', {
    message: 'A reason for no score is given for a child who was not looked after for the whole year.',
    why: ONLY_ALL_YEAR,
    mend: 'Take the reason out, or look whether an episode is missing.',
    ...{ fields: ['SDQ_REASON'], needs: { Episodes: EPISODES, OC2: ['CHILD', 'SDQ_REASON'] } },
    judge: notAllYear((table, row) => table.given(row, 'SDQ_REASON')),
  }),
  rule('543', {
    message: 'The child is 10 or older and was looked after for the whole year, but nothing is told of convictions.',
    ...{ why: 'How many are convicted is counted by it.', mend: 'Enter 1 for yes, 0 for no.' },
    ...{ fields: ['DOB', 'CONVICTED'], needs: { Episodes: EPISODES, OC2: ['CHILD', 'DOB', 'CONVICTED'] } },
    judge: ofAllYear(
      (table, row, book) => birthday(table.day(row, 'DOB'), 10) < book.end && !table.given(row, 'CONVICTED'),
    ),
  }),
  rule('545', {
    message: 'The child is under 5 and was looked after for the whole year, but nothing is told of health checks.',
    ...{ why: HEALTHY, mend: 'Enter 1 for yes, 0 for no.' },
    ...{ fields: ['DOB', 'HEALTH_CHECK'], needs: { Episodes: EPISODES, OC2: ['CHILD', 'DOB', 'HEALTH_CHECK'] } },
    judge: ofAllYear(
      (table, row, book) => birthday(table.day(row, 'DOB'), 5) > book.end && !table.given(row, 'HEALTH_CHECK'),
    ),
  }),
  rule('546', {
    message: 'The child is 5 or older, yet it is told whether its health checks are up to date.',
    ...{ why: HEALTHY, mend: 'Leave it empty, or look at the date of birth.' },
    ...{ fields: ['DOB', 'HEALTH_CHECK'], needs: { Episodes: EPISODES, OC2: ['CHILD', 'DOB', 'HEALTH_CHECK'] } },
    judge: ofAllYear(
      (table, row, book) => birthday(table.day(row, 'DOB'), 5) <= book.end && table.given(row, 'HEALTH_CHECK'),
    ),
  }),
  rule('215', {
    message: 'The child has outcomes of a year in care and fields about a care leaver.',
    why: 'Nobody was looked after for the whole year and had left care.',
    mend: 'Take out what does not belong to this child.',
    fields: [...ALL, 'IN_TOUCH', 'ACTIV', 'ACCOM'],
    needs: { OC2: ['CHILD', ...ALL], OC3: ['CHILD', 'IN_TOUCH', 'ACTIV', 'ACCOM'] },
    judge: (book, found) => {
      const [table, leavers] = [book.table('OC2'), book.table('OC3')];
      for (const child of either(table.byChild().keys(), leavers.byChild().keys())) {
        const own = table.ofChild(child).filter((row) => anyOf(table, row, ALL));
        const left = leavers.ofChild(child).filter((row) => anyOf(leavers, row, ['IN_TOUCH', 'ACTIV', 'ACCOM']));
        if (own.length === 0 || left.length === 0) continue;
        for (const row of own) found('OC2', row);
        for (const row of left) found('OC3', row);
      }
    },
  }),
];

function hasScore(table: Table, row: number): boolean {
  return anyOf(table, row, ['SDQ_SCORE', 'SDQ_REASON']);
}

function outcomes(book: Book, found: Found, fails: (table: Table, row: number) => boolean): void {
  const table = book.table('OC2');
  for (let row = 0; row < table.rows; row += 1) if (fails(table, row)) found('OC2', row);
}
