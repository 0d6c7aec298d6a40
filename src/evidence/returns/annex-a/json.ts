import type { CheckedAnnexA } from './check.ts';
import { ListCount } from './counts.ts';
import { LISTS } from './lists.ts';
import { figuresWithout } from './measures.ts';

/** Rows that a problem names; the spreadsheet has all. */
const ROWS_NAMED = 20;
/** Problems that are told apart; what comes beyond is told as a number. */
const MOST_PROBLEMS = 5000;

/** Places of one kind, column and value together. */
interface Problem {
  code: string;
  severity: 'error' | 'query';
  message: string;
  list: number | null;
  column: string;
  /** What stands there; empty where the problem is not one of a value. */
  value: string;
  /** The set of codes to which a value that is not known is to be mapped. */
  codes?: string;
  /** The figures of the snapshot that are not known for want of the list or column, and so counted as if it were empty. */
  figures?: string[];
  count: number;
  /** As Excel numbers them, the first twenty. */
  rows: number[];
}

/** Kinds of which each value is a problem of its own. */
const BY_VALUE = new Set(['AA03', 'AA05', 'AA06', 'AA07', 'AA12', 'AA13']);

/**
 * A checked workbook as one JSON object: `{"lists":{…},"snapshot":{…},"problems":[…]}`. The shape is the same whatever the workbook
 * lacks: a list or column that is missing counts as empty there, and its problem names the figures that are not known.
 */
export function annexAJson(checked: CheckedAnnexA): string {
  const lists = Object.fromEntries(
    LISTS.map((list) => [list.number, checked.lists[list.number] ?? new ListCount(list).figures()]),
  );
  return `${JSON.stringify({ lists, snapshot: checked.counted, problems: problemsOf(checked) })}\n`;
}

/** What was found, places of the same kind, column and value together, in the order of kinds and rows. */
export function problemsOf({ rules, findings }: CheckedAnnexA): Problem[] {
  const problems = new Map<string, Problem>();
  let beyond = 0;
  for (const [number, places] of findings.byRule(rules.length).entries()) {
    const words = rules[number]?.rule;
    if (!words) continue;
    for (const place of places) {
      const { table, line, field, value } = findings.at(place);
      const shown = BY_VALUE.has(words.code) ? value : '';
      const key = JSON.stringify([words.code, table, field, shown]);
      let problem = problems.get(key);
      if (!problem) {
        if (problems.size >= MOST_PROBLEMS) {
          beyond += 1;
          continue;
        }
        const { code, severity, message } = words;
        problem = {
          code,
          severity,
          message,
          list: table < 0 ? null : table + 1,
          column: field,
          value: shown,
          count: 0,
          rows: [],
        };
        const codes = code === 'AA05' ? LISTS[table]?.columns.find(({ name }) => name === field)?.codes : undefined;
        if (codes) problem.codes = codes;
        if (code === 'AA01') problem.figures = figuresWithout(table + 1);
        if (code === 'AA02') problem.figures = figuresWithout(table + 1, field);
        problems.set(key, problem);
      }
      problem.count += 1;
      if (line > 0 && problem.rows.length < ROWS_NAMED) problem.rows.push(line);
    }
  }
  const all = [...problems.values()];
  if (beyond > 0)
    all.push({
      code: 'more',
      severity: 'query',
      message: 'More problems than are listed here: the spreadsheet (--csv) has all.',
      list: null,
      column: '',
      value: '',
      count: beyond,
      rows: [],
    });
  return all;
}
