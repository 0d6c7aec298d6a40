import type { Agency } from '../../directory/index.ts';
import { addDays, addMonths, type PlainDate } from '../../platform/clocks/index.ts';
import { actingFor, daysOfYear } from '../arrangements/index.ts';
import type { Budget, BudgetLine, Contribution, Entry } from './budget.ts';
import { type Change, changeFrom, type Pence, shareOf, total } from './money.ts';

/** A line with what was planned, spent and left, and how both changed on last year. */
export interface LineFigures {
  line: BudgetLine;
  spent: Pence;
  /** Planned less spent; less than nothing where more was spent. */
  left: Pence;
  /** Last year; null where last year is not recorded. A line that last year did not have is nothing. */
  spentBefore: Pence | null;
  plannedChange: Change;
  spentChange: Change;
}

/** A contribution with what came in. */
export interface ContributionFigures {
  contribution: Contribution;
  /** Null for what is given in kind. */
  received: Pence | null;
}

/** What one partner contributes in money, against last year and against all. */
export interface PartnerFigures {
  agency: string;
  name: string;
  agreed: Pence;
  received: Pence;
  /** Tenths of a percent of all that was agreed. */
  share: bigint | null;
  change: Change;
  /** Last year it was another agency, whose duties this one took over. */
  before: string | null;
}

/** All figures of a year. */
export interface BudgetFigures {
  year: string;
  /** The year before, where it is recorded. */
  yearBefore: string | null;
  lines: LineFigures[];
  /** Lines of last year that this year does not have. */
  dropped: { title: string; spent: Pence }[];
  contributions: ContributionFigures[];
  partners: PartnerFigures[];
  planned: Pence;
  spent: Pence;
  agreed: Pence;
  received: Pence;
  plannedChange: Change;
  spentChange: Change;
  agreedChange: Change;
  /** Entries that were taken back by another. */
  corrected: number;
}

/** What entries on a line or contribution come to, corrections included. */
export function sumOf(entries: readonly Entry[], of: { lineId: string } | { contributionId: string }): Pence {
  const mine = entries.filter((one) =>
    'lineId' in of ? one.lineId === of.lineId : one.contributionId === of.contributionId,
  );
  return total(mine.map((one) => one.amount));
}

/** The figures of a year against those of the year before; `before` is null where that is not recorded. */
export function figuresOf(budget: Budget, before: Budget | null, agencies: readonly Agency[]): BudgetFigures {
  const isOver = budget.state === 'closed' || budget.state === 'published';
  // What was spent so far is not less than last year’s whole: it is not all of it.
  const spentAgainst = (was: Pence | null, spent: Pence): Change =>
    isOver || was === null ? changeFrom(was, spent) : { known: false, running: true };
  const lines = budget.lines.map((line): LineFigures => {
    const spent = sumOf(budget.entries, { lineId: line.id });
    const was = before?.lines.find((one) => one.key === line.key);
    const spentBefore = before ? (was ? sumOf(before.entries, { lineId: was.id }) : 0n) : null;
    return {
      ...{ line, spent, left: line.planned - spent, spentBefore },
      plannedChange: changeFrom(before ? (was?.planned ?? 0n) : null, line.planned),
      spentChange: spentAgainst(spentBefore, spent),
    };
  });
  const contributions = budget.contributions.map((contribution) => ({
    contribution,
    received: contribution.form === 'money' ? sumOf(budget.entries, { contributionId: contribution.id }) : null,
  }));
  const [now, then] = [totalsOf(budget), before && totalsOf(before)];
  const kept = new Set(budget.lines.map((one) => one.key));
  return {
    ...{ year: budget.year, yearBefore: before?.year ?? null, lines, contributions, ...now },
    dropped: (before?.lines ?? [])
      .filter((one) => !kept.has(one.key))
      .map((one) => ({ title: one.title, spent: sumOf(before?.entries ?? [], { lineId: one.id }) })),
    partners: partnersOf(budget, before, agencies, now.agreed),
    plannedChange: changeFrom(then?.planned ?? null, now.planned),
    spentChange: spentAgainst(then?.spent ?? null, now.spent),
    agreedChange: changeFrom(then?.agreed ?? null, now.agreed),
    corrected: budget.entries.filter((one) => one.reverses !== null).length,
  };
}

function totalsOf(budget: Budget): Pick<BudgetFigures, 'planned' | 'spent' | 'agreed' | 'received'> {
  const money = budget.contributions.filter((one) => one.form === 'money');
  return {
    planned: total(budget.lines.map((one) => one.planned)),
    spent: total(budget.entries.flatMap((one) => (one.lineId === null ? [] : [one.amount]))),
    agreed: total(money.map((one) => one.agreed ?? 0n)),
    received: total(budget.entries.flatMap((one) => (one.contributionId === null ? [] : [one.amount]))),
  };
}

/** A partner that took over another’s duties is compared with what that one paid. */
function partnersOf(budget: Budget, before: Budget | null, agencies: readonly Agency[], all: Pence): PartnerFigures[] {
  const [, end] = daysOfYear(budget.year);
  const heir = (key: string) => actingFor(key, agencies, end)?.key ?? key;
  const money = (of: Budget | null) => (of?.contributions ?? []).filter((one) => one.form === 'money');
  const paid = (of: Budget | null, key: string) =>
    total(money(of).flatMap((one) => (heir(one.contributor) === key ? [one.agreed ?? 0n] : [])));
  const keys = [...new Set([...money(budget), ...money(before)].map((one) => heir(one.contributor)))];
  return keys.map((key): PartnerFigures => {
    const mine = money(budget).filter((one) => heir(one.contributor) === key);
    const was = money(before).find((one) => heir(one.contributor) === key);
    const agreed = paid(budget, key);
    const name =
      mine[0]?.contributorName ?? agencies.find((one) => one.key === key)?.name ?? was?.contributorName ?? key;
    return {
      ...{ agency: key, name, agreed, share: shareOf(agreed, all) },
      received: total(mine.map((one) => sumOf(budget.entries, { contributionId: one.id }))),
      change: changeFrom(before ? paid(before, key) : null, agreed),
      before: was && was.contributorName !== name ? was.contributorName : null,
    };
  });
}

/** The entry that took another one back. */
export function reversalOf(entry: Entry, entries: readonly Entry[]): Entry | null {
  return entries.find((one) => one.reverses === entry.id) ?? null;
}

/** Months after the end of a year in which a late bill of it may still be entered. */
const LATE_MONTHS = 3;

/** The first and last day that an entry of a year can have: the year, and three months for late bills. */
export function entryDays(year: string): readonly [PlainDate, PlainDate] {
  const [first, last] = daysOfYear(year);
  return [first, addDays(addMonths(addDays(last, 1), LATE_MONTHS), -1)];
}

/** The day on which it is asked who the statutory partners of a year are: today, within the year. */
export function dayOfPartners(year: string, today: PlainDate): PlainDate {
  const [first, last] = daysOfYear(year);
  return today < first ? first : today > last ? last : today;
}

/** What keeps a draft from being put to the partners, in words. */
export function missingToPropose(budget: Pick<Budget, 'lines' | 'contributions'>): string[] {
  return [
    ...(budget.lines.length > 0 ? [] : ['Enter at least one line: what money is planned for']),
    ...(budget.contributions.length > 0 ? [] : ['Enter at least one contribution of a partner']),
  ];
}

/** What keeps a closed year from being published, in words. */
export function missingToPublish(budget: Pick<Budget, 'bought' | 'changed' | 'evidence' | 'judgedBy'>): string[] {
  return [
    ...(budget.bought ? [] : ['Say what the money bought']),
    ...(budget.changed ? [] : ['Say what that changed, or that it is not known']),
    ...(budget.evidence ? [] : ['Say what shows it, or that nothing does']),
    ...(budget.judgedBy ? [] : ['Enter the post of whoever judged it']),
  ];
}
