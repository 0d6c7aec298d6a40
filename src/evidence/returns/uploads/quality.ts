import type { Receipt, ReceiptResult } from './receipts.ts';

/** How one accepted return stood: the course of findings over the year is made of these. */
export interface QualityPoint {
  id: string;
  reference: string;
  acceptedAt: Date;
  rules: string;
  children: number;
  errors: number;
  queries: number;
  /** Findings for every hundred children, so that a growing return is not taken for a worse one. Null where it holds no child. */
  perHundred: number | null;
}

/** A rule with how often it failed, the newest return last. */
export interface RuleCourse {
  result: ReceiptResult;
  /** By return, in the order of the points; null where it was not among the rules or could not run. */
  found: (number | null)[];
  /** Which part of all findings of the newest return is this rule's, in per cent. */
  share: number;
}

/** How good the data of one kind of return is, over its accepted returns. */
export interface Quality {
  returnKind: string;
  points: QualityPoint[];
  /** Rules that fail in the newest return, the worst first. */
  worst: RuleCourse[];
  /** Findings of the newest return that would be gone if its worst three rules were mended, in per cent; null where there is none. */
  worstThree: number | null;
  /** Rules that failed before and pass in the newest. */
  mended: ReceiptResult[];
}

const WORST = 10;

/** Puts receipts of one kind of return together, whatever their order. Returns null where there is none. */
export function qualityOf(receipts: readonly Receipt[]): Quality | null {
  const inOrder = receipts.toSorted((one, other) => one.acceptedAt.getTime() - other.acceptedAt.getTime());
  const newest = inOrder.at(-1);
  if (!newest) return null;
  const failing = newest.results.filter(({ status, found }) => status === 'failed' && found > 0);
  const all = failing.reduce((sum, { found }) => sum + found, 0);
  const share = (found: number) => (all === 0 ? 0 : Math.round((found / all) * 100));
  const worst = failing
    .toSorted(
      (one, other) =>
        Number(one.severity === 'query') - Number(other.severity === 'query') ||
        other.found - one.found ||
        one.code.localeCompare(other.code),
    )
    .map((result) => ({ result, found: inOrder.map((one) => foundIn(one, result.code)), share: share(result.found) }));
  const most = failing.toSorted((one, other) => other.found - one.found).slice(0, 3);
  const before = inOrder.at(-2);
  const passes = new Set(newest.results.filter(({ status }) => status === 'passed').map(({ code }) => code));
  return {
    returnKind: newest.returnKind,
    points: inOrder.map(pointOf),
    worst: worst.slice(0, WORST),
    worstThree: all === 0 ? null : share(most.reduce((sum, { found }) => sum + found, 0)),
    mended: before?.results.filter(({ status, code }) => status === 'failed' && passes.has(code)) ?? [],
  };
}

function foundIn({ results }: Receipt, code: string): number | null {
  const result = results.find((one) => one.code === code);
  return result && result.status !== 'error' ? result.found : null;
}

function pointOf({ id, reference, acceptedAt, rules, children, results }: Receipt): QualityPoint {
  const sum = (severity: 'error' | 'query') =>
    results
      .filter((one) => one.status === 'failed' && one.severity === severity)
      .reduce((all, { found }) => all + found, 0);
  const [errors, queries] = [sum('error'), sum('query')];
  const perHundred = children === 0 ? null : Math.round(((errors + queries) / children) * 1000) / 10;
  return { id, reference, acceptedAt, rules, children, errors, queries, perHundred };
}
