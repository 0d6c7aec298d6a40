import type { Child, Measures } from '../cin/index.ts';
import { type Day, dayOf, isWeekend, monthsAfter } from '../day.ts';
import type { ReturnFigure } from './at-work.ts';

/** Categories of abuse under which a plan stands, as the census codes them. */
const CATEGORIES = {
  NEG: 'neglect',
  PHY: 'physical abuse',
  SAB: 'sexual abuse',
  EMO: 'emotional abuse',
  MUL: 'several categories',
} as const;

const NO_DATE = 'The file gives no reference date, so nobody can say which year it is about.';
const NOTHING_OF_IT = 'There is none in the return, so there is no share of them.';

/** Working days counted by subtraction: how many there were up to each day that the calendar knows. */
class WorkingDays {
  readonly #first: Day;
  readonly #upTo: Int32Array;

  constructor({ from, to, holidays }: Measures['calendar']) {
    this.#first = dayOf(from);
    const last = dayOf(to);
    this.#upTo = new Int32Array(last - this.#first + 1);
    const closed = new Set([...holidays.keys()].map(dayOf));
    let count = 0;
    for (let day = this.#first; day <= last; day += 1) {
      if (!isWeekend(day) && !closed.has(day)) count += 1;
      this.#upTo[day - this.#first] = count;
    }
  }

  /** Working days after one day up to another; NaN where the calendar does not know both. */
  between(from: Day, to: Day): number {
    const [one, other] = [this.#upTo[from - this.#first], this.#upTo[to - this.#first]];
    return one === undefined || other === undefined ? Number.NaN : other - one;
  }
}

/** A part of a whole. */
class Share {
  part = 0;
  whole = 0;

  add(isPart: boolean): void {
    this.whole += 1;
    if (isPart) this.part += 1;
  }
}

/**
 * The snapshot's figures as a Children in Need census holds them, counted while it is read. Every date is one that the return gives;
 * a date that can't be read counts nowhere. Definitions: the Department's guide to the census; what differs is said in each.
 */
export class CensusFigures {
  readonly #days: WorkingDays;
  readonly #limits: Measures['limits'];
  #start: Day = Number.NaN;
  #end: Day = Number.NaN;
  readonly #counts = { referrals: 0, atEnd: 0, inYear: 0, plans: 0, started: 0 };
  readonly #reReferrals = new Share();
  readonly #second = new Share();
  readonly #long = new Share();
  readonly #assessments = new Share();
  readonly #conferences = new Share();
  readonly #categories = new Map<string, number>();

  constructor({ calendar, limits }: Measures) {
    this.#days = new WorkingDays(calendar);
    this.#limits = limits;
  }

  /** Comes first, with the reference date of the header. */
  begin(reference: Day | undefined): void {
    this.#end = reference ?? Number.NaN;
    this.#start = Number.isNaN(this.#end) ? Number.NaN : monthsAfter(this.#end, -12) + 1;
  }

  /** Counts the next child. */
  add(child: Child): void {
    this.#referralsOf(child);
    this.#needOf(child);
    for (const plan of child.protectionPlans) this.#countPlan(plan);
    for (const { assessments, enquiries } of child.episodes) {
      for (const { started, completed } of assessments)
        if (this.#inYear(completed))
          within(this.#assessments, this.#days.between(started, completed), this.#limits.assessment);
      for (const { started, conference } of enquiries)
        if (this.#inYear(conference))
          within(this.#conferences, this.#days.between(started, conference), this.#limits.conference);
    }
  }

  #inYear(day: Day): boolean {
    return day >= this.#start && day <= this.#end;
  }

  #referralsOf({ episodes }: Child): void {
    const referred = episodes.map((episode) => episode.referred).filter((day) => !Number.isNaN(day));
    for (const [at, day] of referred.entries()) {
      if (!this.#inYear(day)) continue;
      this.#counts.referrals += 1;
      const yearBefore = monthsAfter(day, -12);
      this.#reReferrals.add(referred.some((other, place) => place !== at && other < day && other >= yearBefore));
    }
  }

  #needOf({ episodes }: Child): void {
    const acted = episodes.filter((one) => one.noFurtherAction !== true && one.referred <= this.#end);
    // An absent closure is NaN: no comparison with it holds.
    if (acted.some(({ closed }) => !(closed <= this.#end))) this.#counts.atEnd += 1;
    if (acted.some(({ closed }) => !(closed < this.#start))) this.#counts.inYear += 1;
  }

  #countPlan({
    started,
    ended,
    latestCategory,
    initialCategory,
    earlierPlans,
  }: Child['protectionPlans'][number]): void {
    if (started <= this.#end && !(ended <= this.#end)) {
      this.#counts.plans += 1;
      const category = latestCategory || initialCategory;
      this.#categories.set(category, (this.#categories.get(category) ?? 0) + 1);
    }
    if (this.#inYear(started)) {
      this.#counts.started += 1;
      this.#second.add(Number(earlierPlans) >= 1);
    }
    if (this.#inYear(ended) && started <= ended) this.#long.add(ended >= monthsAfter(started, 24));
  }

  /** All figures, in the order in which a page shows them. */
  all(): ReturnFigure[] {
    const dated = !Number.isNaN(this.#end);
    const count = (key: string, title: string, unit: string, value: number, definition: string): ReturnFigure =>
      dated ? { key, title, unit, value, definition } : { key, title, unit, value: null, definition, because: NO_DATE };
    const share = (key: string, title: string, { part, whole }: Share, definition: string): ReturnFigure => {
      const given = { key, title, unit: 'percent', definition };
      if (!dated) return { ...given, value: null, because: NO_DATE };
      if (whole === 0) return { ...given, value: null, because: NOTHING_OF_IT };
      return { ...given, value: Math.round((part / whole) * 1000) / 10, of: { part, whole } };
    };
    const { referrals, atEnd, inYear, plans, started } = this.#counts;
    const { assessment, conference } = this.#limits;
    return [
      count(
        'referrals',
        'Referrals in the year',
        'referrals',
        referrals,
        'Episodes whose referral date lies in the census year, those without further action among them.',
      ),
      share(
        're-referrals',
        'Share of referrals that were re-referrals',
        this.#reReferrals,
        'Re-referrals within 12 months among the referrals in the year, as far as this return shows.',
      ),
      count(
        'children-in-need',
        'Children in need at the reference date',
        'children',
        atEnd,
        'Children with a case that was referred by then, led to further action and was not closed by the end of the day; unborn children counted.',
      ),
      count(
        'children-in-need-in-year',
        'Children in need at any time in the year',
        'children',
        inYear,
        'Children with a case that led to further action and was open on at least one day of the census year.',
      ),
      count(
        'child-protection-plans',
        'Child protection plans at the reference date',
        'plans',
        plans,
        'Plans that began by then and did not end by the end of the day.',
      ),
      ...Object.entries(CATEGORIES).map(([code, words]) =>
        count(
          `child-protection-plans-${code.toLowerCase()}`,
          `Of these plans: ${words}`,
          'plans',
          this.#categories.get(code) ?? 0,
          'By the latest category of abuse; by the first where the return gives no later one.',
        ),
      ),
      count(
        'child-protection-plans-started',
        'Child protection plans that began in the year',
        'plans',
        started,
        'Plans whose start date lies in the census year.',
      ),
      share(
        'second-plans',
        'Second or later plans',
        this.#second,
        'Among the plans that began in the year, those of a child with an earlier plan, as the return numbers them, in any authority and however long ago.',
      ),
      share(
        'plans-two-years',
        'Plans that lasted two years or longer',
        this.#long,
        'Among the plans that ended in the year, those that ended two years or more after they began.',
      ),
      share(
        'assessments-in-time',
        `Assessments completed within ${assessment} working days`,
        this.#assessments,
        `Among the assessments authorised in the year, those authorised by the ${assessment}th working day after their start.`,
      ),
      share(
        'conferences-in-time',
        `Initial conferences within ${conference} working days`,
        this.#conferences,
        `Among the initial conferences held in the year after an enquiry under section 47, those held by the ${conference}th working day after the enquiry began.`,
      ),
    ];
  }
}

/** Counts what was done in working days; what they can't be counted for is left out. */
function within(share: Share, days: number, limit: number): void {
  if (!Number.isNaN(days) && days >= 0) share.add(days <= limit);
}
