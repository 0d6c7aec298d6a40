import type { Rule903 } from '../rule.ts';
import { ADOPTER_RULES } from './adopters.ts';
import { ADOPTION_RULES } from './adoption.ts';
import { AGE_RULES } from './ages.ts';
import { ASYLUM_RULES } from './asylum.ts';
import { AWAY_RULES } from './away.ts';
import { FIELD_RULES } from './codes.ts';
import { CONSISTENCY_RULES } from './consistency.ts';
import { DECIDING_RULES } from './deciding.ts';
import { EPISODE_RULES } from './episodes.ts';
import { HEADER_RULES } from './header.ts';
import { LAST_YEAR_RULES } from './last-year.ts';
import { LEAVER_RULES } from './leavers.ts';
import { LENGTH_RULES } from './lengths.ts';
import { LIBERTY_RULES } from './liberty.ts';
import { MISSING_RULES } from './missing.ts';
import { MOVE_RULES } from './moves.ts';
import { OUTCOME_RULES } from './outcomes.ts';
import { PERMANENCE_RULES } from './permanence.ts';
import { PLACEMENT_RULES } from './placements.ts';
import { PLACING_RULES } from './placing.ts';
import { PROVIDER_RULES } from './providers.ts';
import { PUPIL_RULES } from './pupils.ts';
import { WHO_PROVIDES_RULES } from './who-provides.ts';
import { WORKER_RULES } from './workers.ts';

/** The rules of the return, by their codes in order. */
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
  ...ASYLUM_RULES,
  ...AWAY_RULES,
  ...DECIDING_RULES,
  ...LIBERTY_RULES,
  ...PERMANENCE_RULES,
  ...PROVIDER_RULES,
  ...PUPIL_RULES,
  ...WHO_PROVIDES_RULES,
  ...WORKER_RULES,
].sort((one, other) => one.code.localeCompare(other.code, 'en', { numeric: true }));
