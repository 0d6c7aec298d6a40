import type { Rule903 } from '../rule.ts';
import { ADOPTION_RULES } from './adoption.ts';
import { FIELD_RULES } from './codes.ts';
import { CONSISTENCY_RULES } from './consistency.ts';
import { LEAVER_RULES } from './leavers.ts';
import { MISSING_RULES } from './missing.ts';
import { OUTCOME_RULES } from './outcomes.ts';

/** The rules that Kith has, by their codes in order. */
export const RULES_903: readonly Rule903[] = [
  ...FIELD_RULES,
  ...ADOPTION_RULES,
  ...OUTCOME_RULES,
  ...LEAVER_RULES,
  ...MISSING_RULES,
  ...CONSISTENCY_RULES,
].sort((one, other) => one.code.localeCompare(other.code, 'en', { numeric: true }));
