import type { UnknownSpelling } from '../annex-a/index.ts';
import type { CheckedReturn, RuleResult, RuleWords } from '../checked.ts';
import type { FoundAt } from '../findings.ts';
import type { FileRow, ReturnFigure, SecondReading } from './at-work.ts';

/** A place that a finding names. */
export interface KeptPlace {
  table: string;
  /** Its row, from 0; below 0 for none. */
  row: number;
  line: number;
  field: string;
  value: string;
}

/** A row of the file that a finding is about, with all its fields. */
export interface KeptRow {
  table: string;
  row: number;
  line: number;
  fields: (readonly [string, string])[];
}

/** One rule that one child, or the return as a whole, fails. */
export interface KeptFinding {
  rule: string;
  severity: 'error' | 'query';
  /** Empty where it is about no child. */
  child: string;
  /** What makes it the same finding in another upload besides rule and child. */
  about: string;
  tables: string[];
  places: KeptPlace[];
  rows: KeptRow[];
}

/** What became of a rule, with how many findings it has. */
export interface KeptResult extends RuleWords {
  status: 'passed' | 'failed' | 'error';
  because: string | null;
  /** As the check says it: no fault of this return. */
  lacksOnly?: RuleResult['lacksOnly'];
  /** Findings: children that fail it, or places where it is about no child. */
  found: number;
  /** How many of them can be read one by one. */
  kept: number;
}

/** What a check says of the return as a whole. It names no child. */
export interface Outcome {
  lineIs: 'line' | 'row';
  about: string[];
  notes: string[];
  tables: { name: string; rows: number }[];
  children: number;
  results: KeptResult[];
  /** The reference date that the file states. */
  stated: string | null;
  authority: string | null;
  figures: ReturnFigure[];
  /** Spellings of codes that a person must map. */
  unknown?: UnknownSpelling[];
}

/** The code under which faults of the layout stand among the rules. */
export const LAYOUT = 'Layout';

const LAYOUT_RULE: RuleWords = {
  code: LAYOUT,
  severity: 'error',
  message: 'The file is not laid out as the collection wants it.',
  why: 'The collection’s own site refuses such a file before any other rule is looked at.',
  mend: 'Correct the value in the case system, or ask whoever makes the export why the element stands there.',
  returnLevel: false,
};

/** More findings of one rule than anybody mends one by one: they have one cause, and the command line lists them all. */
const KEPT_A_RULE = 2000;
/** And of all rules together. */
const KEPT = 20_000;
const PLACES_A_FINDING = 12;
const LONGEST = 200;

/** Findings, gathered from a checked return, and the places whose rows are still to be read. */
export interface Gathered {
  results: KeptResult[];
  findings: (Omit<KeptFinding, 'rows' | 'places'> & { at: FoundAt[] })[];
}

/** Puts the places of a checked return together by rule and child, errors first, and leaves out what is too much to be read. */
export function gather(checked: CheckedReturn): Gathered {
  const { findings, rules, tables } = checked;
  const byRule = findings.byRule(rules.length);
  const gathered: Gathered = { results: [], findings: [] };
  takeLayout(checked, gathered);
  const inOrder = rules.map((result, number) => ({ result, number }));
  inOrder.sort(
    (one, other) => Number(one.result.rule.severity === 'query') - Number(other.result.rule.severity === 'query'),
  );
  for (const { result, number } of inOrder) {
    const { rule, ...became } = result;
    const { status } = became;
    const kept = new Map<string, Gathered['findings'][number]>();
    const all = new Set<string>();
    for (const place of status === 'failed' ? (byRule[number] ?? []) : []) {
      const at = findings.at(place);
      const child = at.child < 0 ? '' : findings.childId(at.child);
      // Children without an id are told apart by their place; what is about no child, by what stands there.
      const about = at.child < 0 ? [tables[at.table]?.name ?? '', at.field, at.value].join(' ').trim() : '';
      const key = `${at.child} ${about}`;
      all.add(key);
      let finding = kept.get(key);
      if (!finding) {
        if (kept.size >= KEPT_A_RULE || gathered.findings.length + kept.size >= KEPT) continue;
        finding = {
          rule: rule.code,
          severity: rule.severity,
          child,
          about: about.slice(0, LONGEST),
          tables: [],
          at: [],
        };
        kept.set(key, finding);
      }
      const table = tables[at.table]?.name;
      if (table !== undefined && !finding.tables.includes(table)) finding.tables.push(table);
      if (finding.at.length < PLACES_A_FINDING) finding.at.push(at);
    }
    if (status === 'failed' && all.size === 0) {
      all.add('');
      kept.set('', { rule: rule.code, severity: rule.severity, child: '', about: '', tables: [], at: [] });
    }
    gathered.findings.push(...kept.values());
    gathered.results.push({ ...rule, ...became, found: all.size, kept: kept.size });
  }
  return gathered;
}

function takeLayout({ faults }: CheckedReturn, { results, findings }: Gathered): void {
  if (faults.count === 0) return;
  for (const { line, element, child, value, words } of faults.kept) {
    findings.push({
      ...{ rule: LAYOUT, severity: 'error' as const, child, about: `${element} ${words}`, tables: [] },
      at: [{ child: -1, table: -1, row: -1, line, field: element, value }],
    });
  }
  results.push({ ...LAYOUT_RULE, status: 'failed', because: null, found: faults.count, kept: faults.kept.length });
}

/** Places whose rows are to be read. */
export function placesOf({ findings }: Gathered): FoundAt[] {
  return findings.flatMap(({ at }) => at.filter(({ row }) => row >= 0));
}

/** Puts findings and the rows that were read for them together. */
export function condense(
  checked: CheckedReturn,
  gathered: Gathered,
  rows: readonly FileRow[],
  second: SecondReading,
): { outcome: Outcome; findings: KeptFinding[] } {
  const name = (table: number) => checked.tables[table]?.name ?? '';
  const read = new Map(rows.map((row) => [`${row.table} ${row.row}`, row]));
  const findings = gathered.findings.map(({ at, ...finding }): KeptFinding => {
    const keys = [...new Set(at.map(({ table, row }) => `${table} ${row}`))];
    return {
      ...finding,
      places: at.map(({ table, row, line, field, value }) => ({ table: name(table), row, line, field, value })),
      rows: keys.flatMap((key) => {
        const row = read.get(key);
        if (!row) return [];
        const fields = row.fields.map(([field, value]) => [field, value.slice(0, LONGEST)] as const);
        return [{ table: name(row.table), row: row.row, line: row.line, fields }];
      }),
    };
  });
  const { about, notes, tables, children, lineIs = 'line' } = checked;
  const { stated, authority, figures, unknown } = second;
  const outcome: Outcome = {
    lineIs,
    about,
    notes,
    tables,
    children,
    results: gathered.results,
    stated,
    authority,
    figures,
    ...(unknown === undefined ? {} : { unknown }),
  };
  return { outcome, findings };
}
