import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import { shown } from './plain-issue.ts';
import type { Problem } from './problem.ts';

/** A file as text, by the name that messages use. */
export interface TextFile {
  name: string;
  text: string;
}

/** Files beyond this many characters are refused: a year of a partnership fills some hundred thousand. */
export const LARGEST_FILE = 4_000_000;
const DEEPEST = 20;

/** What a YAML file says, and where it says each thing. */
export interface YamlFile {
  name: string;
  /** Plain objects, lists, texts (trimmed), numbers, true, false and null. */
  value: unknown;
  problems: Problem[];
  /** A problem at the value (or, with `atName`, the field name) that a path leads to, or at the nearest thing above it. */
  problemAt: (path: readonly (string | number)[], reason: string, atName?: boolean) => Problem;
}

/** Reads one file. Never throws: what is wrong is in `problems`, and then `value` may be incomplete. */
export function readYaml(file: TextFile): YamlFile {
  const lines = new LineCounter();
  const problems: Problem[] = [];
  const at = (offset: number, reason: string): Problem => {
    const { line, col } = lines.linePos(Math.max(0, offset));
    return { file: file.name, line: Math.max(1, line), column: Math.max(1, col), reason };
  };
  const unreadable = (reason: string): YamlFile => {
    problems.push({ file: file.name, line: null, column: null, reason });
    return { name: file.name, value: null, problems, problemAt: (_path, why) => at(0, why) };
  };
  if (file.text.trim() === '') return unreadable('The file is empty.');
  if (file.text.length > LARGEST_FILE) return unreadable('The file is larger than 4 MB. Divide it into several files.');
  try {
    // Repeated fields are looked for below: the library compares every pair with every other, which a long file makes slow.
    const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: false, version: '1.2' });
    for (const error of [...document.errors, ...document.warnings]) problems.push(at(error.pos[0], plainYaml(error)));
    if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== '1.2') {
      problems.push(at(0, 'Kith reads YAML 1.2. Remove the line that starts with %YAML.'));
    }
    const root = document.contents as Node | null;
    const value = plain(root, 0, (node, reason) => problems.push(at(offsetOf(node), reason)));
    const problemAt = (path: readonly (string | number)[], reason: string, atName = false): Problem =>
      at(offsetAt(root, path, atName), reason);
    return { name: file.name, value, problems, problemAt };
  } catch (error) {
    if (error instanceof RangeError) return unreadable('The file is nested too deeply to be read.');
    throw error;
  }
}

type Tell = (node: Node | Pair, reason: string) => void;

/** The plain value of a node. Written out here because the library's own would follow aliases and keep repeated fields. */
function plain(node: Node | null, depth: number, tell: Tell): unknown {
  if (node === null || node === undefined) return null;
  if (depth > DEEPEST) {
    tell(node, 'This is nested too deeply to be read.');
    return null;
  }
  if (isAlias(node) || node.anchor !== undefined) {
    tell(
      node,
      'Anchors (&) and aliases (*) are not read. Write the text out, or put it in quotes if it starts with & or *.',
    );
    if (isAlias(node)) return null;
  }
  if (node.tag !== undefined) tell(node, TAGS);
  if (isSeq(node)) return node.items.map((item) => plain(item as Node | null, depth + 1, tell));
  if (isMap(node)) return plainMap(node, depth, tell);
  if (!isScalar(node)) return null;
  if (typeof node.value !== 'string') return node.value;
  const text = node.value.trim();
  if (!isKeepable(text)) {
    tell(node, 'This text holds a control character or half a character, which cannot be kept. Remove it.');
  }
  return text;
}

function plainMap(node: YAMLMap, depth: number, tell: Tell): unknown {
  const fields = new Map<string, unknown>();
  for (const pair of node.items) {
    const name = isScalar(pair.key) ? String(pair.key.value ?? '').trim() : '';
    const place = (pair.key as Node | null) ?? node;
    if (name === '' || name === '__proto__') {
      tell(place, 'A field needs a name in front of its colon.');
    } else if (fields.has(name)) {
      tell(place, `${shown(name)} stands here twice. Keep one of the two.`);
    } else {
      if (isScalar(pair.key) && pair.key.anchor !== undefined) tell(place, 'Anchors (&) and aliases (*) are not read.');
      fields.set(name, plain(pair.value as Node | null, depth + 1, tell));
    }
  }
  return Object.fromEntries(fields);
}

/** PostgreSQL keeps every character but NUL; the other control characters would only ever be a slip. */
function isKeepable(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters looked for.
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

function offsetOf(node: Node | Pair | null): number {
  if (node === null) return 0;
  if (isPair(node)) return offsetOf(node.key as Node | null);
  return node.range?.[0] ?? 0;
}

const pairs = new WeakMap<YAMLMap, Map<string, Pair>>();

/** The fields of a map by name, the first where a name stands twice. Kept, because a bad file asks for it many times. */
function pairsOf(map: YAMLMap): Map<string, Pair> {
  let found = pairs.get(map);
  if (found === undefined) {
    found = new Map();
    for (const pair of map.items) {
      const name = isScalar(pair.key) ? String(pair.key.value).trim() : '';
      if (!found.has(name)) found.set(name, pair);
    }
    pairs.set(map, found);
  }
  return found;
}

function offsetAt(root: Node | null, path: readonly (string | number)[], atName: boolean): number {
  let node: Node | null = root;
  let offset = offsetOf(root);
  for (const [index, step] of path.entries()) {
    if (isSeq(node) && typeof step === 'number') {
      node = (node.items[step] as Node | null | undefined) ?? null;
    } else if (isMap(node)) {
      const pair = pairsOf(node).get(String(step));
      if (pair === undefined) return offset;
      const value = pair.value as Node | null;
      const name = offsetOf(pair);
      if (atName && index === path.length - 1) return name;
      // An empty value has its place after the colon, often on the next line: point at the name instead.
      offset = isScalar(value) && value.value === null ? name : offsetOf(value) || name;
      node = value;
      continue;
    } else {
      return offset;
    }
    if (node === null) return offset;
    offset = offsetOf(node);
  }
  return offset;
}

const TAGS = 'Tags (!) are not read. Put the text in quotes if it starts with an exclamation mark.';

const YAML_FAULTS: Record<string, string> = {
  TAB_AS_INDENT: 'Lines are indented with spaces, not with tabs.',
  BAD_INDENT: 'The indentation does not fit the lines around it. Line the fields of a record up under each other.',
  BLOCK_AS_IMPLICIT_KEY: 'There are two colons here. If the text itself has a colon in it, put the text in quotes.',
  MULTILINE_IMPLICIT_KEY: 'A field name must be followed by a colon on the same line.',
  MULTIPLE_DOCS: 'A file holds one year file only. Remove the line with three dashes or dots.',
  TAG_RESOLVE_FAILED: TAGS,
  BLOCK_IN_FLOW: 'A list or record on lines of its own cannot stand inside brackets.',
  KEY_OVER_1024_CHARS: 'A field name must be followed by a colon on the same line.',
  BAD_DQ_ESCAPE: 'A backslash inside double quotes has a meaning of its own. Write it twice, or use single quotes.',
  BAD_ALIAS: 'Anchors (&) and aliases (*) are not read. Put the text in quotes if it starts with & or *.',
  MULTIPLE_ANCHORS: 'Anchors (&) and aliases (*) are not read.',
  MULTIPLE_TAGS: TAGS,
};

function plainYaml(error: Pick<YAMLParseError, 'code' | 'message'>): string {
  const first = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]+$/, '');
  return YAML_FAULTS[error.code] ?? `This is not YAML: ${first}.`;
}
