/**
 * Records that come from files: read, checked, loaded all or nothing, kept in every version, and traced to their source.
 * It knows no kind of record itself; modules bring theirs (`Module.recordKinds`).
 */
export { dateText, keyText, oneLine, webAddress, words, yearAfter, yearText } from './fields.ts';
export { findRecord, listYears, type RecordVersion, recordHistory, type SourceDocument } from './history.ts';
export {
  type Provenance,
  type RecordFault,
  type RecordKind,
  recordKind,
} from './kind.ts';
export { type LoadAct, writeLoad } from './load-entry.ts';
export { checkFiles, type LoadMade, type LoadOptions, type LoadRefused, loadFiles } from './load-files.ts';
export { beginLoad, DEMONSTRATION_LOADER, fingerprintOf, holdsDemonstration, newestFingerprint } from './load-row.ts';
export { refuseLoops } from './loops.ts';
export { heldPartnership } from './one-partnership.ts';
export { type Problem, problemLine } from './problem.ts';
export { readTextFiles } from './read-files.ts';
export type { KindCount } from './record-tables.ts';
export { orderedIn } from './reorder.ts';
export { type FieldForm, fieldForms } from './shape.ts';
export { bareSmallNumbers } from './small-numbers.ts';
export type { TextFile } from './yaml-file.ts';
