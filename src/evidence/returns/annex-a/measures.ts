import { type Day, dayText, monthsAfter } from '../day.ts';
import type { Values } from './row.ts';

/** Months that the lists of events are about, up to the reference date. */
const MONTHS = 6;

/** The days that a workbook is about. */
export interface Period {
  /** The first day of the six months. */
  from: Day;
  /** The reference date, which counts. */
  to: Day;
}

/** The six months that end with a reference date: 31 January 2026 gives 1 August 2025 to 31 January 2026. */
export function periodTo(reference: Day): Period {
  return { from: monthsAfter(reference, -MONTHS) + 1, to: reference };
}

/** A figure of the snapshot: what it is counted from, and how. */
export interface Measure {
  /** What a person calls it. */
  label: string;
  list: number;
  /** The columns without which it is not known. */
  needs: readonly string[];
  /** Kith counts it besides what the agreed JSON holds. */
  besides?: true;
  /** What a row adds: nothing, a number, or one under a name. */
  counts: (row: Row, period: Period) => number | string | null;
  /** It is counted by name; these are there in any case, with 0. */
  byName?: (period: Period) => readonly string[];
}

/** A row of a list by the names of its columns. */
export class Row {
  readonly #values: Values;
  readonly #at: ReadonlyMap<string, number>;

  constructor(values: Values, at: ReadonlyMap<string, number>) {
    this.#values = values;
    this.#at = at;
  }

  /** The day that a column holds, NaN where it holds none. */
  day(column: string): Day {
    const value = this.#values[this.#at.get(column) ?? -1];
    return typeof value === 'number' ? value : Number.NaN;
  }

  /** The number, 0 where none is given. */
  number(column: string): number {
    return this.day(column) || 0;
  }

  /** The code that a column holds. */
  code(column: string): string | null {
    const value = this.#values[this.#at.get(column) ?? -1];
    return typeof value === 'string' ? value : null;
  }

  /** Whether a column says yes. */
  yes(column: string): boolean {
    return this.code(column) === 'a) Yes';
  }
}

/** Of the period. A row whose date is missing or can’t be read stands in a list of the period, and so counts. */
const within = (day: Day, { from, to }: Period) => !(day < from || day > to);
const certainly = (day: Day, { from, to }: Period) => day >= from && day <= to;
/** Begun by the reference date, as far as is known, and not ended by it. */
const open = (begun: Day, ended: Day, { to }: Period) => !(begun > to) && !(ended <= to);
const one = (counts: boolean) => (counts ? 1 : null);

const CONTACT = 'Date of Contact';
const EH_START = 'Assessment start date';
const EH_END = 'Assessment completion date';
const REFERRAL = 'Date of referral';
const NFA = 'Referral NFA?';
const ASSESSMENT = 'Continuous Assessment Start Date';
const AUTHORISED = 'Continuous Assessment Date of Authorisation';
const ENQUIRY = 'Strategy discussion initiating Section 47 Enquiry Start Date';
const CONFERENCE = 'Date of Initial Child Protection Conference';
const TO_PLAN = 'Did the Initial Child Protection Conference Result in a Child Protection Plan';
const CIN_START = 'CIN Start Date';
const CIN_END = 'CIN Closure Date';
const PLAN_START = 'Child Protection Plan Start Date';
const PLAN_END = 'Child Protection Plan End Date';
const CATEGORY = 'Latest Category of Abuse';
const EARLIER_PLANS = 'Number of Previous Child Protection Plans';
const CARE_START = 'Date Started to be Looked After';
const CARE_END = 'Date Ceased to be Looked After';
const MISSING = "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months";
const OFFERED = 'Was the child offered a Return Interview after their last missing episode (Y/N)?';
const ACCEPTED = 'Did the child accept a Return Interview after their last missing episode (Y/N)?';
const IN_TOUCH = 'LA in Touch';

const month = (day: Day) => dayText(day).slice(0, 7);
/** Every month that the period touches, so that a month without events is seen to have none. */
function monthsOf({ from, to }: Period): string[] {
  const months: string[] = [];
  for (let day = from; day <= to; day += 1) if (months.at(-1) !== month(day)) months.push(month(day));
  return months;
}

/**
 * The figures in their order, each with its definition. An event counts when it falls into the six months up to the reference date,
 * both days included; a case is open when it began by that date and had not ended by it. None of them needs working days.
 */
export const MEASURES: Record<string, Measure> = {
  contacts: {
    label: 'Contacts in the six months',
    list: 1,
    needs: [],
    counts: (row, period) => one(within(row.day(CONTACT), period)),
  },
  contacts_by_month: {
    label: 'Contacts by month',
    list: 1,
    needs: [CONTACT],
    byName: monthsOf,
    counts: (row, period) => (certainly(row.day(CONTACT), period) ? month(row.day(CONTACT)) : null),
  },
  early_help_started: {
    label: 'Early Help assessments started in the six months',
    list: 2,
    needs: [],
    counts: (row, period) => one(within(row.day(EH_START), period)),
  },
  early_help_open: {
    label: 'Early Help assessments not completed by the reference date',
    list: 2,
    needs: [EH_END],
    counts: (row, period) => one(open(row.day(EH_START), row.day(EH_END), period)),
  },
  early_help_completed: {
    label: 'Early Help assessments completed in the six months',
    list: 2,
    needs: [EH_END],
    besides: true,
    counts: (row, period) => one(certainly(row.day(EH_END), period)),
  },
  referrals: {
    label: 'Referrals in the six months',
    list: 3,
    needs: [],
    counts: (row, period) => one(within(row.day(REFERRAL), period)),
  },
  referrals_by_month: {
    label: 'Referrals by month',
    list: 3,
    needs: [REFERRAL],
    byName: monthsOf,
    counts: (row, period) => (certainly(row.day(REFERRAL), period) ? month(row.day(REFERRAL)) : null),
  },
  referrals_no_further_action: {
    label: 'Referrals that ended with no further action',
    list: 3,
    needs: [NFA],
    counts: (row, period) => one(within(row.day(REFERRAL), period) && row.yes(NFA)),
  },
  assessments_open: {
    label: 'Assessments open on the reference date',
    list: 4,
    needs: [AUTHORISED],
    counts: (row, period) => one(open(row.day(ASSESSMENT), row.day(AUTHORISED), period)),
  },
  section47: {
    label: 'Section 47 enquiries begun in the six months',
    list: 5,
    needs: [],
    counts: (row, period) => one(within(row.day(ENQUIRY), period)),
  },
  icpc_held: {
    label: 'Initial child protection conferences held in the six months',
    list: 5,
    needs: [CONFERENCE],
    counts: (row, period) => one(certainly(row.day(CONFERENCE), period)),
  },
  icpc_to_plan: {
    label: 'Of these, conferences that led to a plan',
    list: 5,
    needs: [CONFERENCE, TO_PLAN],
    counts: (row, period) => one(certainly(row.day(CONFERENCE), period) && row.yes(TO_PLAN)),
  },
  cin_open: {
    label: 'Children in need on the reference date',
    list: 6,
    needs: [CIN_END],
    counts: (row, period) => one(open(row.day(CIN_START), row.day(CIN_END), period)),
  },
  plans_open: {
    label: 'Child protection plans on the reference date',
    list: 7,
    needs: [PLAN_END],
    counts: (row, period) => one(open(row.day(PLAN_START), row.day(PLAN_END), period)),
  },
  plans_open_by_latest_category: {
    label: 'These plans by latest category of abuse',
    list: 7,
    needs: [PLAN_END, CATEGORY],
    byName: () => [],
    counts: (row, period) => (open(row.day(PLAN_START), row.day(PLAN_END), period) ? row.code(CATEGORY) : null),
  },
  plans_second_or_later: {
    label: 'Plans listed, open or ended, of children who had a plan before',
    list: 7,
    needs: [EARLIER_PLANS],
    counts: (row, { to }) => one(!(row.day(PLAN_START) > to) && row.number(EARLIER_PLANS) >= 1),
  },
  looked_after_now: {
    label: 'Children looked after on the reference date',
    list: 8,
    needs: [CARE_END],
    counts: (row, period) => one(open(row.day(CARE_START), row.day(CARE_END), period)),
  },
  missing_episodes: {
    label: 'Missing episodes in twelve months of the looked-after children listed',
    list: 8,
    needs: [MISSING],
    counts: (row) => row.number(MISSING),
  },
  children_missing: {
    label: 'Looked-after children listed who were missing in twelve months',
    list: 8,
    needs: [MISSING],
    counts: (row) => one(row.number(MISSING) >= 1),
  },
  return_interviews_offered: {
    label: 'Return interviews offered after the last missing episode',
    list: 8,
    needs: [OFFERED],
    counts: (row) => one(row.yes(OFFERED)),
  },
  return_interviews_accepted: {
    label: 'Return interviews accepted',
    list: 8,
    needs: [ACCEPTED],
    counts: (row) => one(row.yes(ACCEPTED)),
  },
  care_leavers: { label: 'Care leavers listed', list: 9, needs: [], counts: () => 1 },
  care_leavers_in_touch: {
    label: 'Care leavers in touch',
    list: 9,
    needs: [IN_TOUCH],
    counts: (row) => one(row.yes(IN_TOUCH)),
  },
};

/** The figures that are not known without a list, or without a column of it. */
export function figuresWithout(list: number, column?: string): string[] {
  return Object.entries(MEASURES)
    .filter(
      ([, { besides, ...measure }]) =>
        !besides && measure.list === list && (column === undefined || measure.needs.includes(column)),
    )
    .map(([key]) => key);
}

/** What a person calls a figure of the snapshot. */
export function labelOf(key: string): string {
  return MEASURES[key]?.label ?? key;
}
