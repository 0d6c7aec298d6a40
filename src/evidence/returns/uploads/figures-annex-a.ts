import { addDays, addMonths, type PlainDate } from '../../../platform/clocks/index.ts';
import type { AnnexSnapshot } from '../annex-a/snapshot.ts';
import type { ReturnFigure } from './at-work.ts';

/** A figure of the snapshot as the lists hold it. */
interface Taken {
  /** Under which the lists' own count stands. */
  counted: string;
  key: string;
  title: string;
  unit: string;
  definition: string;
  /** Through how many months up to the reference date it is counted; none where it is of the day itself. */
  months?: 6 | 12;
}

const NOT_KNOWN = 'Its list, or a column that it needs, is not in the workbook.';

/**
 * What the snapshot takes from Annex A: only what no yearly return holds, or holds later. Referrals, children in need and plans come
 * from the census, which is checked by more rules and is the one that is published.
 */
const TAKEN: readonly Taken[] = [
  {
    ...{ counted: 'early_help_started', key: 'early-help-started', unit: 'assessments', months: 6 },
    title: 'Early Help assessments started',
    definition:
      'Assessments of List 2 that started in the six months up to the reference date; one without a date that can be read counts as one of the list.',
  },
  {
    ...{ counted: 'early_help_completed', key: 'early-help-completed', unit: 'assessments', months: 6 },
    title: 'Early Help assessments completed',
    definition: 'Assessments of List 2 whose completion date lies in the six months up to the reference date.',
  },
  {
    ...{ counted: 'early_help_open', key: 'early-help-open', unit: 'assessments' },
    title: 'Early Help assessments not completed',
    definition: 'Assessments of List 2 that started by the reference date and were not completed by the end of it.',
  },
  {
    ...{ counted: 'looked_after_now', key: 'looked-after', unit: 'children' },
    title: 'Children looked after on the reference date',
    definition:
      'Rows of List 8 whose period of being looked after began by the reference date and had not ended by the end of it.',
  },
  {
    ...{ counted: 'missing_episodes', key: 'missing-episodes-looked-after', unit: 'episodes', months: 12 },
    title: 'Missing episodes of looked-after children',
    definition:
      'Episodes of being missing from placement in twelve months, added up over the children of List 8, those who have left care in the six months among them.',
  },
  {
    ...{ counted: 'children_missing', key: 'missing-children-looked-after', unit: 'children', months: 12 },
    title: 'Looked-after children who went missing',
    definition: 'Children of List 8 with at least one such episode in twelve months.',
  },
  {
    ...{ counted: 'return_interviews_offered', key: 'return-interviews-offered', unit: 'children' },
    title: 'Return interviews offered',
    definition: 'Children of List 8 who were offered a return interview after their last missing episode.',
  },
  {
    ...{ counted: 'return_interviews_accepted', key: 'return-interviews-accepted', unit: 'children' },
    title: 'Return interviews accepted',
    definition: 'Children of List 8 who accepted a return interview after their last missing episode.',
  },
  {
    ...{ counted: 'care_leavers', key: 'care-leavers', unit: 'young-people' },
    title: 'Care leavers',
    definition: 'Rows of List 9: care leavers and those eligible, as the authority lists them on the reference date.',
  },
  {
    ...{ counted: 'care_leavers_in_touch', key: 'care-leavers-in-touch', unit: 'young-people' },
    title: 'Care leavers with whom the authority is in touch',
    definition: 'Among these, those of whom the list says that the authority is in touch.',
  },
];

/** The snapshot's figures as the lists of a workbook hold them, in the order in which a page shows them. */
export function annexAFigures(snapshot: AnnexSnapshot, reference: PlainDate): ReturnFigure[] {
  return [
    ...contacts(snapshot.contacts_by_month ?? null, reference),
    ...TAKEN.map(({ counted, months, ...words }) => {
      const value = snapshot[counted] ?? null;
      return {
        ...words,
        ...(months === undefined ? {} : { period: upTo(reference, months) }),
        ...(typeof value === 'number' ? { value } : { value: null, because: NOT_KNOWN }),
      };
    }),
  ];
}

/** Months of which the six months hold every day. The first and last of others would look quiet, and be wrong. */
function contacts(byMonth: AnnexSnapshot[string], reference: PlainDate): ReturnFigure[] {
  const known = typeof byMonth === 'object' ? byMonth : null;
  const words = {
    ...{ key: 'contacts', title: 'Contacts', unit: 'contacts' },
    definition: 'Contacts of List 1 by the month of their date; only months that the six months hold from end to end.',
  };
  return wholeMonths(addDays(addMonths(reference, -6), 1), reference).map((period) =>
    known ? { ...words, period, value: known[period] ?? 0 } : { ...words, period, value: null, because: NOT_KNOWN },
  );
}

function wholeMonths(from: PlainDate, to: PlainDate): string[] {
  const months: string[] = [];
  const within = `${from.slice(0, 7)}-01`;
  let first = from === within ? from : addMonths(within, 1);
  for (; addDays(addMonths(first, 1), -1) <= to; first = addMonths(first, 1)) months.push(first.slice(0, 7));
  return months;
}

/** The months up to a day, written as the snapshot writes periods: a year of account where it is just that. */
function upTo(day: PlainDate, months: number): string {
  const from = addDays(addMonths(day, -months), 1);
  if (months === 12 && day.endsWith('-03-31')) return `${from.slice(0, 4)}-${day.slice(2, 4)}`;
  return `${from}/${day}`;
}
