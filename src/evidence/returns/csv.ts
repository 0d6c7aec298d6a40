import { csvLines } from '../../platform/spreadsheets/csv.ts';
import type { CellContent } from '../../platform/spreadsheets/table.ts';
import type { CheckedReturn } from './checked.ts';

const HEADINGS = ['rule', 'message', 'child', 'table', 'line', 'field', 'value'];
/** How every spreadsheet of findings begins. */
export const FINDINGS_HEAD = Buffer.from(csvLines([HEADINGS], { bom: true }));
/** Rows that are made into text together. */
const TOGETHER = 2000;
/** What stands for the rule where the layout of the file is at fault. */
const LAYOUT = 'schema';

/**
 * Everything that was found, as comma-separated values in pieces: a line for each place that a finding names, faults of the layout
 * first. Values that a spreadsheet program would run as a formula are made harmless.
 */
export function* findingsCsv(checked: CheckedReturn): Generator<string> {
  let rows: CellContent[][] = [HEADINGS];
  let first = true;
  for (const row of everything(checked)) {
    rows.push(row);
    if (rows.length < TOGETHER) continue;
    yield csvLines(rows, { bom: first });
    first = false;
    rows = [];
  }
  if (rows.length > 0) yield csvLines(rows, { bom: first });
}

function* everything({ faults, rules, tables, findings }: CheckedReturn): Generator<CellContent[]> {
  for (const { line, element, child, value, words } of faults.kept) {
    yield [LAYOUT, `${element} ${words}.`, child, '', line, element, value];
  }
  if (faults.count > faults.kept.length) {
    const more = faults.count - faults.kept.length;
    yield [LAYOUT, `${more} more faults of the layout are not listed.`, '', '', null, '', ''];
  }
  const places = findings.byRule(rules.length);
  for (const [number, { rule, status, because }] of rules.entries()) {
    if (status === 'error') yield [rule.code, `Could not run: ${because}`, '', '', null, '', ''];
    else if (because !== null) yield [rule.code, `${rule.message} ${because}`, '', '', null, '', ''];
    if (status !== 'failed') continue;
    for (const place of places[number] ?? []) {
      const at = findings.at(place);
      const child = at.child < 0 ? '' : findings.childId(at.child);
      yield [rule.code, rule.message, child, tables[at.table]?.name ?? '', at.line, at.field, at.value];
    }
  }
}
