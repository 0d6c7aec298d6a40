import type { CodeSetName } from '../code-sets.ts';
import {
  abuse,
  adopterLeaves,
  adoptionReversal,
  caseStatus,
  eligibility,
  gender,
  inTouch,
  location,
  permanence,
  suitability,
  yesNo,
  yesNoUnknown,
} from './answers.ts';
import { activity, ceasedInDetail, closure, legalStatus } from './endings.ts';
import { ethnicity } from './ethnicity.ts';
import { accommodation, placementInDetail, provider } from './homes.ts';
import { need } from './need.ts';
import { source } from './source.ts';
import type { Spelling } from './spelling.ts';

/** How authorities really write the codes, by set: rules in our own words, not a list of what was met. */
export const SPELLINGS: Record<CodeSetName, Spelling> = {
  abuse,
  accommodation,
  activity,
  adopter_leaves: adopterLeaves,
  adoption_reversal: adoptionReversal,
  case_status: caseStatus,
  ceased: ceasedInDetail,
  closure,
  eligibility,
  ethnicity,
  gender,
  in_touch: inTouch,
  legal_status: legalStatus,
  location,
  need,
  permanence,
  placement: placementInDetail,
  provider,
  source,
  suitability,
  yes_no: yesNo,
  yes_no_unknown: yesNoUnknown,
};
