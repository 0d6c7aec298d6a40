/**
 * Challenge between agencies: one agency asks another to account for how it works (peer challenge), and practitioners who
 * disagree about a decision take it up stage by stage, each with a clock that the partnership sets. About how agencies work,
 * never about a named child. Guidance: Working Together 2018 and 2023 on challenge; facts §1.7; inventory rows 20, 21, 125.
 *
 * Whoever takes part reads and answers. An agency's assurance lead reads that agency's, on either side; the business
 * manager, the delegated partners and the independent scrutineer read all. Nothing is public but what a business manager or
 * partner wrote for the yearly report and published.
 */
import type { Module } from '../../platform/module.ts';
import { disagreementProcess } from './disagreement/process.ts';
import { disagreementRoutes } from './disagreement/routes.ts';
import { unansweredChallenges } from './live.ts';
import { peerProcess } from './peer/process.ts';
import { peerRoutes } from './peer/routes.ts';
import { challengePolicy, DISAGREEMENT } from './policy.ts';
import { registerRoutes } from './register/routes.ts';
import { remindOfChallenges } from './reminders.ts';
import { waitingChallenges } from './waiting.ts';

export type { GivenDisagreement } from './disagreement/disagreement.ts';
export { addLimit } from './disagreement/limits.ts';
export { actOnDisagreement, type Doing, learnFromDisagreement, raiseDisagreement } from './disagreement/service.ts';
export { identifierProblems } from './no-child.ts';
export { listPublishedSummaries as listPublishedChallenges } from './peer/repository.ts';
export {
  actOnPeerChallenge,
  type PeerAct,
  publishPeerChallenge,
  raisePeerChallenge,
  type TypedPeerChallenge,
} from './peer/service.ts';
export { DISAGREEMENT, PEER_CHALLENGE } from './policy.ts';
export { lineInWords, NO_FILTER, outcomeInWords, type RegisterLine, stateInWords } from './register/register.ts';
export { listRegister } from './register/repository.ts';

/** Peer challenge and professional disagreement. */
export const challengeModule: Module = {
  name: 'partnership/challenge',
  nav: { label: 'Challenge', href: '/challenge', need: { action: 'read', kind: DISAGREEMENT } },
  policy: challengePolicy,
  processes: [peerProcess, disagreementProcess],
  tasks: (deps) => [remindOfChallenges(deps)],
  waiting: [waitingChallenges],
  live: [unansweredChallenges],
  routes: (app, deps) => {
    registerRoutes(app, deps);
    peerRoutes(app, deps);
    disagreementRoutes(app, deps);
  },
};
