import type { CheckedReturn } from './checked.ts';

/**
 * A checked return as one JSON object, in pieces that need not be held together:
 * `{"ruleset", "tables": {NAME: rows}, "rules": {CODE: {"severity", "status", "children": [id…], "rows": {TABLE: [row…]}, "returnLevel"}}}`.
 * Rows count from 0. A rule that could not run (`error`) lists nothing: what it found before it stopped would look complete.
 */
export function* returnJson({ ruleset, tables, rules, findings }: CheckedReturn): Generator<string> {
  const counts = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
  yield `{"ruleset":${JSON.stringify(ruleset)},"tables":${JSON.stringify(counts)},"rules":{`;
  const places = findings.byRule(rules.length);
  for (const [number, { rule, status }] of rules.entries()) {
    const of = (status === 'error' ? undefined : places[number]) ?? new Int32Array();
    const rows = [...findings.rowsOf(of)].map(([table, list]) => [tables[table]?.name ?? '', list]);
    const result = {
      severity: rule.severity,
      status,
      children: findings.childrenOf(of),
      rows: Object.fromEntries(rows),
      returnLevel: rule.returnLevel,
    };
    yield `${number === 0 ? '' : ','}${JSON.stringify(rule.code)}:${JSON.stringify(result)}`;
  }
  yield '}}\n';
}
