import { PlainError } from '../../../platform/plain-error.ts';
import { shippedCalendar, shippedWorkingDays } from '../../../statutory/england/index.ts';
import type { CheckedReturn } from '../checked.ts';
import { checkCensus, type Measures } from './check.ts';
import { CIN_RULE_SETS } from './rules/index.ts';

/** What the rules measure by, as Kith ships it: bank holidays, and the limits in force on the day on which a census year ended. */
export function shippedMeasures(ruleset: string): Measures {
  const [assessment = 0, conference = 0] = shippedWorkingDays(
    ['child-and-family-assessment', 'initial-child-protection-conference'],
    `${ruleSet(ruleset).year}-03-31`,
  );
  return { calendar: shippedCalendar(), limits: { assessment, conference } };
}

/**
 * Reads a Children in Need census and checks it against all rules of a year, in one pass. `progress` is told how many bytes were
 * read. Throws UnreadableReturn where the file can't be read to its end, and PlainError for a year whose rules Kith does not have.
 */
export async function checkCinCensus(
  file: AsyncIterable<Uint8Array>,
  check: { ruleset: string; measures: Measures; progress?: (bytes: number) => void },
): Promise<CheckedReturn> {
  const { ruleset, measures, progress } = check;
  return checkCensus(file, { ...measures, set: ruleSet(ruleset), ...(progress ? { progress } : {}) });
}

function ruleSet(name: string) {
  const set = CIN_RULE_SETS.find((one) => one.name === name);
  if (set) return set;
  throw new PlainError(
    `Kith has no rules of “${name}” for the Children in Need census: choose ${CIN_RULE_SETS.map((set) => set.name).join(', ')}.`,
    {
      exitCode: 2,
    },
  );
}
