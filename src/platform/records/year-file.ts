import { isYear } from './fields.ts';
import type { FileHead, RecordKind } from './kind.ts';
import { didYouMean } from './near-miss.ts';
import { aKind, shapeFaults, shown } from './plain-issue.ts';
import type { Problem } from './problem.ts';
import { smallNumberOfPeople } from './small-numbers.ts';
import { readYaml, type TextFile, type YamlFile } from './yaml-file.ts';

/** The first line of every file that carries records. */
export const FILE_FORM = 'year-file 1';

/** Fields at the head of a file; every other name is the heading of a list of records. */
export const HEAD_FIELDS = ['kith', 'partnership', 'year', 'source'] as const;

/** A record as one file gives it, checked by itself but not yet against other records. */
export interface GivenRecord {
  kind: RecordKind;
  key: string;
  /** What the file says, without `at` and `source`. This is what is kept and compared. */
  body: Record<string, unknown>;
  /** The same after the kind's schema. */
  record: unknown;
  source: string | null;
  /** The record names its source itself; otherwise the head of its file does. */
  ownSource: boolean;
  place: string | null;
  head: FileHead;
  problemAt: (path: readonly (string | number)[], reason: string) => Problem;
}

/** What one file gives: its records, and what keeps it from being loaded. */
export interface YearFile {
  head: FileHead;
  records: GivenRecord[];
  problems: Problem[];
  /** Records that failed their own check: known by key so that mentions of them are not reported besides. */
  failed: { kind: string; key: string | null }[];
  /** A problem at the head's `partnership` line. */
  problemAtHead: (field: 'partnership' | 'source', reason: string) => Problem;
}

/** Reads one file and checks everything about it that needs neither another file nor the database. */
export function readYearFile(file: TextFile, kinds: readonly RecordKind[]): YearFile {
  const yaml = readYaml(file);
  const problems = [...yaml.problems];
  const fail = (path: readonly (string | number)[], reason: string, atName = false): void => {
    problems.push(yaml.problemAt(path, reason, atName));
  };
  const result: YearFile = {
    head: { year: null, partnership: null },
    records: [],
    problems,
    failed: [],
    problemAtHead: (field, reason) => yaml.problemAt([field], reason),
  };
  const top = yaml.value;
  if (!isFields(top)) {
    if (problems.length === 0)
      fail([], `The file must start with the line "kith: ${FILE_FORM}" and headings below it.`);
    return result;
  }
  // A file of another form would only draw messages that do not help.
  if (!checkForm(top, fail)) return result;
  const head = readHead(top, fail);
  result.head = { year: head.year, partnership: head.partnership };
  const byHeading = new Map(kinds.map((kind) => [kind.heading, kind]));
  const headings = Object.keys(top).filter((name) => !(HEAD_FIELDS as readonly string[]).includes(name));
  for (const heading of headings) {
    const kind = byHeading.get(heading);
    if (kind === undefined) {
      const meant = didYouMean(heading, [...byHeading.keys(), ...HEAD_FIELDS]);
      fail([heading], `${shown(heading)} is not a heading that Kith knows.${meant}`, true);
    } else {
      readList(kind, top[heading], head, yaml, result, fail);
    }
  }
  if (headings.length === 0 && problems.length === 0) {
    fail([], 'The file holds no records. Add a heading, for example "priorities:", with a list below it.');
  }
  return result;
}

type Fail = (path: readonly (string | number)[], reason: string, atName?: boolean) => void;
type Head = FileHead & { source: string | null };

function checkForm(top: Record<string, unknown>, fail: Fail): boolean {
  if (!('kith' in top)) {
    fail([], `A file for Kith starts with the line "kith: ${FILE_FORM}". Add it, or load the right file.`);
    return false;
  }
  if (top.kith !== FILE_FORM) {
    fail(['kith'], `This file says it is ${shown(top.kith)}; this Kith reads "${FILE_FORM}".`);
    return false;
  }
  if (Object.keys(top)[0] !== 'kith') fail(['kith'], `"kith: ${FILE_FORM}" must be the first line of the file.`, true);
  return true;
}

function readHead(top: Record<string, unknown>, fail: Fail): Head {
  const text = (field: (typeof HEAD_FIELDS)[number]): string | null => {
    const value = top[field];
    if (value === undefined) return null;
    if (typeof value === 'string' && value !== '') return value;
    fail([field], `"${field}" must be text, not ${shown(value)}. Fill it in, or leave the line out.`);
    return null;
  };
  const year = text('year');
  if (year !== null && !isYear(year)) {
    fail(['year'], `"year" must be a year from April to March, written like 2021-22, not ${shown(year)}.`);
    return { year: null, partnership: text('partnership'), source: text('source') };
  }
  return { year, partnership: text('partnership'), source: text('source') };
}

function readList(kind: RecordKind, list: unknown, head: Head, yaml: YamlFile, result: YearFile, fail: Fail): void {
  if (!Array.isArray(list)) {
    const why = list === null ? 'has nothing below it' : 'must hold a list';
    fail([kind.heading], `"${kind.heading}" ${why}. Start each record with a dash, or remove the heading.`, true);
    return;
  }
  for (const field of kind.needs ?? []) {
    if (head[field] !== null) continue;
    const example = field === 'year' ? 'year: 2021-22' : 'partnership: its-key';
    fail(
      [kind.heading],
      `"${kind.heading}" belong to a ${field}. Say which at the head of the file: "${example}".`,
      true,
    );
    return;
  }
  for (const [index, item] of list.entries()) {
    const path = [kind.heading, index];
    if (!isFields(item)) {
      fail(path, `Each entry below "${kind.heading}" must be ${aKind(kind.kind)} with fields, not ${shown(item)}.`);
      continue;
    }
    readRecord(kind, item, path, head, yaml, result, fail);
  }
}

function readRecord(
  kind: RecordKind,
  item: Record<string, unknown>,
  path: (string | number)[],
  head: Head,
  yaml: YamlFile,
  result: YearFile,
  fail: Fail,
): void {
  const { at, source, ...body } = item;
  for (const [name, value] of Object.entries({ at, source })) {
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      fail([...path, name], `"${name}" must be text, not ${shown(value)}. Fill it in, or leave the line out.`);
    }
  }
  const before = result.problems.length;
  refuseSmallNumbers(item, path, fail);
  const checked = shapeFaults(kind.schema, kind.kind, body);
  if (!checked.ok) {
    for (const fault of checked.faults) fail([...path, ...fault.path], fault.reason, fault.atName);
    result.failed.push({ kind: kind.kind, key: typeof item.key === 'string' ? item.key : null });
    return;
  }
  const fileHead: FileHead = { year: head.year, partnership: head.partnership };
  const key = kind.key(checked.record, fileHead);
  if (result.problems.length > before) {
    result.failed.push({ kind: kind.kind, key });
    return;
  }
  result.records.push({
    kind,
    key,
    body,
    record: checked.record,
    source: typeof source === 'string' ? source : head.source,
    ownSource: typeof source === 'string',
    place: typeof at === 'string' ? at : null,
    head: fileHead,
    problemAt: (within, reason) => yaml.problemAt([...path, ...within], reason),
  });
}

function refuseSmallNumbers(value: unknown, path: readonly (string | number)[], fail: Fail): void {
  if (typeof value === 'string') {
    const said = value.length > 20_000 ? null : smallNumberOfPeople(value);
    if (said === null) return;
    fail(
      path,
      `"${said}" tells a small number of people in words, where it cannot be hidden from the public: ` +
        'say it without any quantity ("children were moved") and put the number in a figure.',
    );
  } else if (Array.isArray(value)) {
    for (const [index, inner] of value.entries()) refuseSmallNumbers(inner, [...path, index], fail);
  } else if (isFields(value)) {
    for (const [name, inner] of Object.entries(value)) refuseSmallNumbers(inner, [...path, name], fail);
  }
}

function isFields(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
