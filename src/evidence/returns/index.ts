/**
 * Statutory returns: read whole, checked against the rules of a year, and told in plain words at the row. The Children in Need
 * census, Annex A and the return of children looked after (SSDA903), which share findings, report, JSON and spreadsheet.
 *
 * Nothing here keeps anything or asks a database: a check is a pass over the bytes and gives a `CheckedReturn`.
 */
export { annexAJson, annexAMapping, checkAnnexA } from './annex-a/index.ts';
export { type CheckedReturn, exitCodeOf } from './checked.ts';
export { censusMeasures, checkCinCensus } from './cin/index.ts';
export { FINDINGS_HEAD, findingsCsv } from './csv.ts';
export { returnJson } from './json.ts';
export { returnReport } from './report-text.ts';
export { checkSsda903 } from './ssda903/index.ts';
