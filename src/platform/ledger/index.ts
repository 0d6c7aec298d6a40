/**
 * The ledger: every reading of a restricted record and every write, in the words of what a person was doing, written in the
 * same transaction as the act. Append-only by grant, by trigger and by a chain of keyed codes (migration 0012), checked
 * against the keys and against what is kept outside the database. Product rule 4.
 */
export { append } from './append.ts';
export { checkpointFolder, writeCheckpointTo } from './checkpoint-files.ts';
export { signingTask } from './checkpoint-task.ts';
export { canonicalText, changesDigest, type Entry, type FieldChange, type Outcome } from './entry.ts';
export { type Evidence, gatherEvidence } from './evidence.ts';
export { refuseForeignLedger } from './foreign.ts';
export { type RecordChange, readRecordHistory } from './history.ts';
export { makeCheckpoint } from './make-checkpoint.ts';
export { LedgerMark, markFile } from './mark.ts';
export { type Verification, verifyLedger } from './verify.ts';
