import type { Rule903 } from '../rule.ts';
import { ADOPTER_RULES } from './adopters.ts';
import { ADOPTION_RULES } from './adoption.ts';
import { AGE_RULES } from './ages.ts';
import { FIELD_RULES } from './codes.ts';
import { CONSISTENCY_RULES } from './consistency.ts';
import { EPISODE_RULES } from './episodes.ts';
import { HEADER_RULES } from './header.ts';
import { LAST_YEAR_RULES } from './last-year.ts';
import { LEAVER_RULES } from './leavers.ts';
import { LENGTH_RULES } from './lengths.ts';
import { MISSING_RULES } from './missing.ts';
import { MOVE_RULES } from './moves.ts';
import { OUTCOME_RULES } from './outcomes.ts';
import { PLACEMENT_RULES } from './placements.ts';
import { PLACING_RULES } from './placing.ts';
import { WORKER_RULES } from './workers.ts';

/** The rules that Kith has, by their codes in order. */
export const RULES_903: readonly Rule903[] = [
  ...FIELD_RULES,
  ...ADOPTION_RULES,
  ...OUTCOME_RULES,
  ...LEAVER_RULES,
  ...MISSING_RULES,
  ...CONSISTENCY_RULES,
  ...ADOPTER_RULES,
  ...AGE_RULES,
  ...EPISODE_RULES,
  ...HEADER_RULES,
  ...LAST_YEAR_RULES,
  ...LENGTH_RULES,
  ...PLACEMENT_RULES,
  ...PLACING_RULES,
  ...MOVE_RULES,
  ...WORKER_RULES,
].sort((one, other) => one.code.localeCompare(other.code, 'en', { numeric: true }));
