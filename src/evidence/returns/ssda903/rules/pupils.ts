import { dayOf, dayText } from '../../day.ts';
import { type Rule903, rule } from '../rule.ts';

const SCHOOLING = 'By its UPN a child’s schooling is found.';
const CODES = ['UN1', 'UN2', 'UN3', 'UN4', 'UN5'];

/** Whether a UPN may have become another: a code became a number, or a later code. */
function mayFollow(before: string, now: string): boolean {
  const wasKnown = before !== '' && !CODES.includes(before);
  if (wasKnown) return false;
  if (now !== '' && !CODES.includes(now)) return true;
  return ['', 'UN1'].includes(before) && CODES.slice(1).includes(now);
}

/** Rules about the UPN over the years, and about being adopted before. */
export const PUPIL_RULES: readonly Rule903[] = [
  rule('208', {
    message: 'The UPN is another than in the return of the year before.',
    ...{ why: SCHOOLING, mend: 'Ask the school which is right.' },
    reading:
      'A code may become a UPN, and none or UN1 may become UN2 to UN5. Capital and small letters do not differ; where both are empty another rule tells.',
    ...{ fields: ['UPN'], needs: { Header: ['CHILD', 'UPN'] } },
    judge: (book, found) => {
      const [header, last] = [book.table('Header'), book.last('Header')];
      for (let row = 0; row < header.rows; row += 1) {
        const now = header.text(row, 'UPN').toUpperCase();
        const changed = last.ofChild(header.number(row, 'CHILD')).some((before) => {
          const was = last.text(before, 'UPN').toUpperCase();
          return was !== now && !mayFollow(was, now);
        });
        if (changed) found('Header', row);
      }
    },
  }),
  rule('210', {
    message: 'The UPN is not known yet (UN4), and an episode began in the last week of the year.',
    ...{ why: SCHOOLING, mend: 'Ask the school for the UPN.' },
    reading:
      'The wording is about children looked after for more than a week at 31 March; the cases name episodes that began on 24 March or later.',
    ...{ fields: ['UPN', 'DECOM'], needs: { Header: ['CHILD', 'UPN'], Episodes: ['CHILD', 'DECOM'] } },
    judge: (book, found) => {
      const [header, episodes] = [book.table('Header'), book.table('Episodes')];
      const since = dayOf(`${dayText(book.end).slice(0, 4)}-03-24`);
      for (let row = 0; row < header.rows; row += 1) {
        if (header.text(row, 'UPN') !== 'UN4') continue;
        const late = episodes.ofChild(header.number(row, 'CHILD')).filter((one) => episodes.day(one, 'DECOM') >= since);
        if (late.length > 0) found('Header', row);
        for (const one of late) found('Episodes', one);
      }
    },
  }),
  rule('199', {
    message: 'The child had been adopted before this episode began.',
    why: 'After an adoption the child has another name and another id.',
    mend: 'Look at the reason why the earlier episode ended, or give the child another id.',
    reading: 'Judged by this year’s episodes and, where they are given, those of the year before.',
    ...{ fields: ['CHILD', 'REC'], needs: { Episodes: ['CHILD', 'DECOM', 'REC'] } },
    judge: (book, found) => {
      const [now, last] = [book.table('Episodes'), book.findLast('Episodes')];
      for (const [child, rows] of book.episodes()) {
        const all = [
          ...rows.map((row) => ({ row, day: now.day(row, 'DECOM'), reason: now.text(row, 'REC') })),
          ...(last?.ofChild(child) ?? []).map((row) => ({
            ...{ row: undefined, day: last?.day(row, 'DECOM') ?? Number.NaN },
            reason: last?.text(row, 'REC') ?? '',
          })),
        ]
          .filter(({ day }) => !Number.isNaN(day))
          .sort((one, other) => one.day - other.day);
        let wasAdopted = false;
        for (const { row, reason } of all) {
          if (wasAdopted && row !== undefined) found('Episodes', row);
          wasAdopted ||= ['E11', 'E12'].includes(reason);
        }
      }
    },
  }),
  rule('392d', {
    message: 'Home and placement have the same postcode, but the child does not live with its parents (P1).',
    why: 'How far from home children live is counted by it.',
    mend: 'Look at both postcodes and at the placement type.',
    ...{ fields: ['HOME_POST', 'PLACE', 'PL_POST'], needs: { Episodes: ['HOME_POST', 'PLACE', 'PL_POST'] } },
    judge: (book, found) => {
      const table = book.table('Episodes');
      for (let row = 0; row < table.rows; row += 1) {
        const isSame = table.given(row, 'PL_POST') && table.number(row, 'PL_POST') === table.number(row, 'HOME_POST');
        if (isSame && table.text(row, 'PLACE') !== 'P1') found('Episodes', row);
      }
    },
  }),
];
