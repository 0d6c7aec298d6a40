import { type Day, dayOf, NO_DAY } from '../../day.ts';
import { anyOf, rowsOf } from '../families/single.ts';
import { type Rule903, rule } from '../rule.ts';

const WHY = 'How often permanence breaks down is counted by it.';
const TOLD = ['PREV_PERM', 'LA_PERM', 'DATE_PERM'] as const;

/** Numbers of the authorities of England by which the return knows them, of those that were merged since as well. */
const AUTHORITIES = new Set(
  [
    '201 202 203 204 205 206 207 208 209 210 211 212 213 301 302 303 304 305 306 307 308 309 310 311 312 313 314 315',
    '316 317 318 319 320 330 331 332 333 334 335 336 340 341 342 343 344 350 351 352 353 354 355 356 357 358 359 370',
    '371 372 373 380 381 382 383 384 390 391 392 393 394 420 800 801 802 803 805 806 807 808 810 811 812 813 815 816',
    '821 822 823 825 826 830 831 835 836 837 838 839 840 841 845 846 850 851 852 855 856 857 860 861 865 866 867 868',
    '869 870 871 872 873 874 876 877 878 879 880 881 882 883 884 885 886 887 888 889 890 891 892 893 894 895 896 908',
    '909 916 919 921 925 926 928 929 931 933 935 936 937 938 940 941 942 943 999',
  ].flatMap((line) => line.split(' ')),
);
const ELSEWHERE = new Set(['WAL', 'SCO', 'NUK', 'NIR']);

const DATE = /^(\d{1,2}|ZZ)\/(\d{1,2}|ZZ)\/(\d{4}|ZZZZ)$/i;

/** The last day that a date can be whose parts may not be known: ZZ/05/2021. NO_DAY where nothing or no date stands there. */
export function latestDay(text: string): { isDate: boolean; day: Day } {
  const [, day = '', month = '', year = ''] = DATE.exec(text) ?? [];
  if (year === '') return { isDate: false, day: NO_DAY };
  const isUnknown = (part: string) => /z/i.test(part);
  const padded = (part: string) => part.padStart(2, '0');
  if (isUnknown(year)) return { isDate: true, day: NO_DAY };
  if (isUnknown(month)) return { isDate: true, day: dayOf(`${year}-12-31`) };
  if (isUnknown(day)) {
    const first = dayOf(`${year}-${padded(month)}-01`);
    const next = month === '12' ? `${Number(year) + 1}-01-01` : `${year}-${padded(String(Number(month) + 1))}-01`;
    return { isDate: !Number.isNaN(first), day: Number.isNaN(first) ? NO_DAY : dayOf(next) - 1 };
  }
  const known = dayOf(`${year}-${padded(month)}-${padded(day)}`);
  return { isDate: !Number.isNaN(known), day: known };
}

/** Rules about permanence before the child came into care again. */
export const PERMANENCE_RULES: readonly Rule903[] = [
  rule('632', {
    message: 'The day of the earlier order is no date, or not before care began.',
    ...{ why: WHY, mend: 'Enter the day; ZZ stands for a day or month that is not known, ZZZZ for the year.' },
    reading:
      'Of a date that is not known as a whole the last possible day counts. Judged with the child’s first episode.',
    fields: ['DATE_PERM', 'DECOM'],
    needs: { Episodes: ['CHILD', 'DECOM'], PrevPerm: ['CHILD', 'DATE_PERM'] },
    judge: (book, found) => {
      const [before, episodes] = [book.table('PrevPerm'), book.table('Episodes')];
      for (const [child, rows] of before.byChild()) {
        const [first] = book.episodes().get(child) ?? [];
        if (first === undefined || Number.isNaN(episodes.day(first, 'DECOM'))) continue;
        for (const row of rows) {
          if (!before.given(row, 'DATE_PERM')) continue;
          const { isDate, day } = latestDay(before.text(row, 'DATE_PERM'));
          if (isDate && !(day >= episodes.day(first, 'DECOM'))) continue;
          found('PrevPerm', row);
          found('Episodes', first);
        }
      }
    },
  }),
  rule(
    '633',
    rowsOf(
      'PrevPerm',
      ['LA_PERM'],
      {
        message: 'The authority of the earlier permanence is none that the return knows.',
        ...{ why: WHY, mend: 'Enter its number of three digits, or WAL, SCO, NIR or NUK.' },
        reading: 'Authorities that were made since 2019 (838, 839, 940 to 943) are known as well.',
      },
      (table, row) => {
        const authority = table.text(row, 'LA_PERM');
        return authority !== '' && !AUTHORITIES.has(authority) && !ELSEWHERE.has(authority);
      },
    ),
  ),
  rule('634', {
    message: 'Earlier permanence is told of a child whose care did not begin or change in the year.',
    ...{ why: WHY, mend: 'Take the fields out, or look at the days of the episodes.' },
    reading: 'Judged by the child’s last episode: it began before the year.',
    fields: [...TOLD, 'DECOM'],
    needs: { Episodes: ['CHILD', 'DECOM'], PrevPerm: ['CHILD', ...TOLD] },
    judge: (book, found) => {
      const [before, episodes] = [book.table('PrevPerm'), book.table('Episodes')];
      for (const [child, rows] of before.byChild()) {
        const own = episodes.ofChild(child);
        const last = Math.max(...own.map((one) => episodes.day(one, 'DECOM')).filter((day) => !Number.isNaN(day)));
        const told = rows.filter((row) => anyOf(before, row, TOLD));
        if (told.length === 0 || last === Number.NEGATIVE_INFINITY || last >= book.start) continue;
        for (const row of told) found('PrevPerm', row);
        for (const one of own) found('Episodes', one);
      }
    },
  }),
];
