import { afterAnother } from '../families/ordered.ts';
import { oneOf, rowsOf } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';

const REASONS = ['MANAGE', 'FCONTA', 'LEFTRL', 'ORGRST', 'TSPROC', 'ABSENC', 'CHCHAN', 'PCCHAN', 'SWDIED', 'OTHERS'];
const STABLE = 'Whether a child keeps its social worker is counted from these rows.';
const NUMBER = /^(SW|[A-Za-z]{2})/;
/** A day of which nothing is known may be written so. */
const NOT_KNOWN = /^(ZZ\/ZZ\/ZZZZ|\d{2}\/\d{2}\/ZZZZ)$/i;
const DOLO = 'Every day on which a child is deprived of its liberty is counted.';

/** Rules about social workers, and about deprivation of liberty. */
export const WORKER_RULES: readonly Rule903[] = [
  rule(
    'SW04STG1',
    rowsOf(
      'SWEpisodes',
      ['SW_DECOM'],
      {
        message: 'The day on which the social worker began is no date.',
        why: STABLE,
        mend: 'Enter the day, or ZZ/ZZ/ZZZZ where it is not known.',
      },
      (table, row) =>
        table.given(row, 'SW_DECOM') &&
        Number.isNaN(table.day(row, 'SW_DECOM')) &&
        !NOT_KNOWN.test(table.text(row, 'SW_DECOM')),
    ),
    { since: '2023/24' },
  ),
  rule(
    'SW05STG1',
    rowsOf(
      'SWEpisodes',
      ['SW_DEC'],
      {
        message: 'The day on which the social worker ended is no date.',
        why: STABLE,
        mend: 'Enter the day, or ZZ/ZZ/ZZZZ where it is not known.',
      },
      (table, row) =>
        table.given(row, 'SW_DEC') &&
        Number.isNaN(table.day(row, 'SW_DEC')) &&
        !NOT_KNOWN.test(table.text(row, 'SW_DEC')),
    ),
    { since: '2023/24' },
  ),
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
    'SW02STG1',
    rowsOf(
      'SWEpisodes',
      ['SW_ID'],
      {
        message: 'The social worker’s number is none of the register.',
        why: STABLE,
        mend: 'Copy the number from the register of social workers.',
      },
      (table, row) =>
        table.given(row, 'SW_ID') && (!NUMBER.test(table.text(row, 'SW_ID')) || /^XX/i.test(table.text(row, 'SW_ID'))),
    ),
    { since: '2023/24' },
  ),
  rule(
    '700',
    rowsOf(
      'DoLo',
      ['DOLO_START'],
      {
        message: 'The day on which the deprivation of liberty began is missing or is no date.',
        why: DOLO,
        mend: 'Enter the day, like 31/03/2018.',
      },
      (table, row) => Number.isNaN(table.day(row, 'DOLO_START')),
    ),
    { since: '2026/27' },
  ),
  rule(
    '701',
    rowsOf(
      'DoLo',
      ['DOLO_END'],
      {
        message: 'The day on which the deprivation of liberty ended is no date.',
        why: DOLO,
        mend: 'Enter the day, or nothing while it lasts.',
      },
      (table, row) => table.given(row, 'DOLO_END') && Number.isNaN(table.day(row, 'DOLO_END')),
    ),
    { since: '2026/27' },
  ),
  rule(
    '702',
    rowsOf(
      'DoLo',
      ['DOLO_START', 'DOLO_END'],
      {
        message: 'The deprivation of liberty ended before it began or on the same day.',
        why: DOLO,
        mend: 'Look at the two days.',
      },
      (table, row) => table.day(row, 'DOLO_END') <= table.day(row, 'DOLO_START'),
    ),
    { since: '2026/27' },
  ),
  rule(
    '703',
    rowsOf(
      'DoLo',
      ['DOLO_START'],
      {
        message: 'The deprivation of liberty began after the year.',
        why: DOLO,
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'DOLO_START') > book.end,
    ),
    { since: '2026/27' },
  ),
  rule(
    '704',
    rowsOf(
      'DoLo',
      ['DOLO_END'],
      {
        message: 'The deprivation of liberty ended outside the year.',
        why: DOLO,
        mend: 'Look at the day, or take the row out.',
      },
      (table, row, book) => table.day(row, 'DOLO_END') > book.end || table.day(row, 'DOLO_END') < book.start,
    ),
    { since: '2026/27' },
  ),
  rule(
    '708',
    rowsOf(
      'DoLo',
      ['DOB', 'DOLO_START'],
      {
        message: 'The deprivation of liberty began before the child was born or on that day.',
        why: DOLO,
        mend: 'Look at the two days.',
      },
      (table, row) => table.day(row, 'DOLO_START') <= table.day(row, 'DOB'),
    ),
    { since: '2026/27' },
  ),
];
