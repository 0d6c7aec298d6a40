import type { CheckedReturn, RuleResult, Severity } from './checked.ts';

/** Places that the report names of each rule; the spreadsheet has all. */
const SHOWN = 5;
const FAULTS_SHOWN = 20;
const WIDTH = 100;

const NUMBER = new Intl.NumberFormat('en-GB');

/** A checked return as plain text that a person reads from top to bottom: what the file is, what must be mended, what is to be looked at. */
export function returnReport(checked: CheckedReturn, file: string): string {
  const { title, ruleset, about, notes, children, rules, figures = [] } = checked;
  const of = (status: RuleResult['status'], severity?: Severity) =>
    rules.filter((one) => one.status === status && (severity === undefined || one.rule.severity === severity));
  const errors = of('failed', 'error');
  const queries = of('failed', 'query');
  const stopped = of('error');
  const passed = of('passed');
  const heading = checked.heading ?? `${title}, rules of ${ruleset}`;
  const facts = [file, counted(children, 'child', 'children'), ...about].join(', ');
  const parts = [
    `${heading}\n${'='.repeat(heading.length)}\n${facts}\n${summary(checked, errors.length, queries.length, stopped.length)}`,
    ...notes.map((note) => wrapped(note, 'Note: ', '      ')),
    figures.map(({ label, value }) => wrapped(value, `${label}: `, '  ')).join('\n'),
    layout(checked),
    section('Errors: to be mended before the return is accepted', errors, checked),
    section('Queries: to be mended or explained', queries, checked),
    couldNotRun(stopped),
    passed.length === 0
      ? ''
      : `${wrapped(passed.map(({ rule }) => rule.code).join(' '), `Passed (${passed.length} of ${rules.length} rules): `, '  ')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function summary({ faults }: CheckedReturn, errors: number, queries: number, stopped: number): string {
  const found = [
    faults.count > 0 ? counted(faults.count, 'fault of the layout', 'faults of the layout') : '',
    errors > 0 ? `${counted(errors, 'rule fails', 'rules fail')} as ${errors === 1 ? 'an error' : 'errors'}` : '',
    queries > 0 ? `${counted(queries, 'rule fails', 'rules fail')} as ${queries === 1 ? 'a query' : 'queries'}` : '',
    stopped > 0 ? counted(stopped, 'rule could not run', 'rules could not run') : '',
  ].filter((one) => one !== '');
  return found.length === 0 ? 'Nothing was found: every rule passed.' : `${found.join('; ')}.`;
}

function layout({ faults }: CheckedReturn): string {
  if (faults.count === 0) return '';
  const kinds = [...faults.kinds.values()].sort((one, other) => other.count - one.count).slice(0, FAULTS_SHOWN);
  const lines = kinds.map(({ element, words, line, count }) =>
    wrapped(
      `${element} ${words}${count === 1 ? '' : ` (${counted(count, 'time', 'times')}, first there)`}`,
      `  line ${line}: `,
      '    ',
    ),
  );
  if (faults.kinds.size > kinds.length)
    lines.push(`  … and ${faults.kinds.size - kinds.length} other kinds: --csv lists them.`);
  return `Layout of the file: ${counted(faults.count, 'fault', 'faults')}\n${lines.join('\n')}`;
}

function section(heading: string, results: readonly RuleResult[], checked: CheckedReturn): string {
  if (results.length === 0) return '';
  const places = checked.findings.byRule(checked.rules.length);
  const parts = results.map((result) =>
    ruleText(result, places[checked.rules.indexOf(result)] ?? new Int32Array(), checked),
  );
  return `${heading}\n${'-'.repeat(heading.length)}\n${parts.join('\n')}`;
}

function ruleText({ rule, because }: RuleResult, places: Int32Array, checked: CheckedReturn): string {
  const { findings, tables, lineIs = 'line' } = checked;
  const children = findings.countChildren(places);
  const who = rule.returnLevel
    ? 'the whole return'
    : children === 0
      ? 'the file'
      : counted(children, 'child', 'children');
  const lines = [
    wrapped(`${rule.message}${because === null ? '' : ` ${because}`} (${who})`, `${rule.code.padEnd(6)} `, '       '),
  ];
  lines.push(
    wrapped(rule.why, '       Why it matters: ', '       '),
    wrapped(rule.mend, '       To mend it: ', '       '),
  );
  for (const place of places.subarray(0, SHOWN)) {
    const { child, table, line, field, value } = findings.at(place);
    const id = child < 0 ? '' : findings.childId(child) || 'without an id';
    const where = line > 0 ? `${lineIs} ${line}` : 'the file';
    lines.push(
      `         ${where}${id === '' ? '' : `, child ${id}`}: ${tables[table]?.name ?? ''} ${field} ${value === '' ? 'is not given' : value}`,
    );
  }
  if (places.length > SHOWN)
    lines.push(`         … and ${NUMBER.format(places.length - SHOWN)} more places: --csv lists them all.`);
  return lines.join('\n');
}

function couldNotRun(results: readonly RuleResult[]): string {
  if (results.length === 0) return '';
  const reasons = new Map<string, string[]>();
  for (const { rule, because } of results) {
    const why = because ?? '';
    reasons.set(why, [...(reasons.get(why) ?? []), rule.code]);
  }
  const lines = [...reasons].map(
    ([why, codes]) => `${wrapped(why, '  ', '  ')}\n${wrapped(codes.join(' '), '    ', '    ')}`,
  );
  return `Could not run: whether these rules hold is not known\n${lines.join('\n')}`;
}

function counted(count: number, one: string, many: string): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}

/** Text in lines that a terminal shows whole. */
function wrapped(text: string, first: string, later: string): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = later;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
