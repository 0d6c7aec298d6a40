import type { HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Cause, DisagreementState, Outcome, Stage } from '../disagreement/disagreement.ts';
import { CAUSES, OUTCOMES } from '../disagreement/disagreement.ts';
import { disagreementProcess } from '../disagreement/process.ts';
import {
  type PeerResult,
  type PeerState,
  raisedByInWords,
  resultInWords,
  SUBJECTS,
  type SubjectKind,
} from '../peer/peer-challenge.ts';
import { peerProcess } from '../peer/process.ts';
import type { ChallengeKind } from '../policy.ts';

/** Which records the register shows. */
export interface RegisterFilter {
  show: 'open' | 'ended' | 'all';
  whose: 'mine' | 'agency' | 'all';
  kind: ChallengeKind | 'both';
  /** An agency on either side; null for any. */
  agency: string | null;
  stage: Stage | null;
  theme: string | null;
  /** The calendar year in which it was raised, as a text. */
  year: string | null;
  /** Only what the independent scrutineer raised. */
  by: 'scrutineer' | null;
}

/** Without any filter. */
export const NO_FILTER: RegisterFilter = {
  ...{ show: 'open', whose: 'all', kind: 'both', agency: null, stage: null, theme: null, year: null, by: null },
};

/** A line of the register, as the database gives it. */
export interface RegisterLine {
  kind: ChallengeKind;
  id: string;
  reference: string;
  agency: string;
  agencyName: string;
  raisedAs: HeldRole | null;
  otherAgency: string;
  otherAgencyName: string;
  /** What it is about, by the code of its kind. */
  about: Cause | SubjectKind;
  theme: string | null;
  themeName: string | null;
  urgent: boolean;
  stage: Stage | null;
  state: DisagreementState | PeerState;
  raisedOn: PlainDate;
  /** When the present answer is due; null where no limit is set. */
  due: PlainDate | null;
  answeredOn: PlainDate | null;
  endedOn: PlainDate | null;
  result: PeerResult | Outcome | null;
}

/** Whether nothing more is expected of anybody. */
export function hasEnded({ state }: Pick<RegisterLine, 'state'>): boolean {
  return ['resolved', 'withdrawn', 'changed', 'closed'].includes(state);
}

/** "Raised by Stockton-on-Tees Borough Council with Cleveland Police": agencies may be several, so no verb is theirs. */
export function lineInWords(line: RegisterLine): string {
  if (line.kind === 'disagreement') return `Raised by ${line.agencyName} with ${line.otherAgencyName}`;
  const by = raisedByInWords({ raisedAs: line.raisedAs ?? 'practitioner', agencyName: line.agencyName });
  return `Challenge by ${by.replace(/^The /, 'the ')} to ${line.otherAgencyName}`;
}

/** What it is about, in words. */
export function aboutInWords({ about }: Pick<RegisterLine, 'about'>): string {
  return { ...SUBJECTS, ...CAUSES }[about];
}

/** "Stage 2, waiting for an answer", "Replied". */
export function stateInWords({ kind, state }: Pick<RegisterLine, 'kind' | 'state'>): string {
  return kind === 'disagreement'
    ? disagreementProcess.states[state as DisagreementState].label
    : peerProcess.states[state as PeerState].label;
}

/** What came of it; null while it is open. */
export function outcomeInWords({
  kind,
  state,
  result,
}: Pick<RegisterLine, 'kind' | 'state' | 'result'>): string | null {
  if (!hasEnded({ state })) return null;
  if (state === 'withdrawn') return 'Withdrawn';
  if (kind === 'disagreement') return result === null ? null : OUTCOMES[result as Outcome];
  return resultInWords({ state: state as PeerState, result: result as PeerResult | null });
}
