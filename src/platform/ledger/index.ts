/**
 * The ledger: every reading of a restricted record and every write, in the words of what a person was doing, written in the
 * same transaction as the act. Append-only by grant, by trigger and by a chain of keyed codes (migration 0012). Product rule 4.
 */
export { append } from './append.ts';
export { canonicalText, changesDigest, type Entry, type FieldChange, type Outcome } from './entry.ts';
export { refuseForeignLedger } from './foreign.ts';
export { type ChangedField, type RecordChange, readRecordHistory } from './history.ts';
