/**
 * Who may do what, decided twice: by use cases from the access table, and by PostgreSQL's row-level security from the same
 * lines (migration 0011). A permission is action × kind of record × scope × purpose × involvement; sealed records, conflicts
 * of interest, must-not-receive lists and emergency access stand above it. Product rule 4; facts §1.15 and §7 rule 6.
 */
export { type ActingAs, type Actor, actAs, type Ending } from './actor.ts';
export {
  decideKind,
  decideRecord,
  purposeFor,
  purposesFor,
  type RecordFacts,
  type Refusal,
} from './decide.ts';
export {
  ACTIONS,
  type AccessKind,
  type AccessTable,
  type Action,
  accessTable,
  type Grant,
  type Policy,
} from './grant.ts';
export { Refused } from './refused.ts';
export { databaseAllows, type FoundFacts, findFacts, writeAccessTable } from './repository.ts';
export {
  HELD_ROLES,
  type HeldRole,
  isHeldRole,
  isPurpose,
  PURPOSES,
  type Purpose,
  ROLES,
  type Role,
} from './roles.ts';
export { couldDo, findHolder, findStandings, openedUntil } from './standing.ts';
export { demandKind, demandReach, reaches, type Work } from './work.ts';
