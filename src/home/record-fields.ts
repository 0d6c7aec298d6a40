import type { RecordVersion } from '../platform/records/index.ts';

/** One field of a record as it was loaded. */
export interface Field {
  /** Its name in the file, by which other pages point at it. */
  id: string;
  /** The name as a reader sees it: "Accountable to". */
  name: string;
  value: FieldValue;
}

/** What a field holds: words, a list of entries, or fields of its own. */
export type FieldValue = { words: string } | { entries: FieldValue[] } | { fields: Field[] };

/** A field that differs between two versions. Null on a side where it is not there. */
export interface Change {
  /** Where it stands: "Actions, 2, owner". */
  name: string;
  before: string | null;
  after: string | null;
}

/** What a record is called: its title, name or label, else the start of its words, else its key. */
export function titleOf(record: Pick<RecordVersion, 'key' | 'body'>): string {
  for (const field of ['title', 'name', 'label']) {
    const value = record.body[field];
    if (typeof value === 'string') return value;
  }
  const words = record.body.words;
  if (typeof words !== 'string') return record.key;
  return words.length <= 80 ? words : `${words.slice(0, 80).replace(/\s+\S*$/, '')} …`;
}

/** Fields by which a reader knows a record again, so they come first. */
const NAMING = ['title', 'name', 'label', 'words'];

/** The fields of a record, those that name it first and lists last. The key is left out: it stands above them. */
export function fieldsOf(body: Record<string, unknown>): Field[] {
  const rank = (name: string, value: unknown) => (NAMING.includes(name) ? 0 : typeof value === 'object' ? 2 : 1);
  return Object.entries(body)
    .filter(([name]) => name !== 'key')
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0) && value !== null)
    .toSorted(([name, value], [other, otherValue]) => rank(name, value) - rank(other, otherValue))
    .map(([id, value]) => ({ id, name: inWords(id), value: readable(value) }));
}

function readable(value: unknown): FieldValue {
  if (Array.isArray(value)) return { entries: value.map(readable) };
  if (typeof value === 'object' && value !== null) return { fields: fieldsOf(value as Record<string, unknown>) };
  if (typeof value === 'boolean') return { words: value ? 'yes' : 'no' };
  return { words: String(value) };
}

/** What a later version changed, in the order of its fields; what it left out comes last. */
export function changesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Change[] {
  const was = flattened(fieldsOf(before));
  const is = flattened(fieldsOf(after));
  const names = new Set([...is.keys(), ...was.keys()]);
  return [...names]
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((change) => change.before !== change.after);
}

function flattened(fields: readonly Field[], prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const field of fields)
    collect(found, prefix === '' ? field.name : `${prefix}, ${field.name.toLowerCase()}`, field.value);
  return found;
}

function collect(found: Map<string, string>, name: string, value: FieldValue): void {
  if ('words' in value) found.set(name, value.words);
  else if ('entries' in value) {
    for (const [at, entry] of value.entries.entries()) collect(found, `${name}, ${at + 1}`, entry);
  } else for (const [inner, words] of flattened(value.fields, name)) found.set(inner, words);
}

/** `accountable_to` and `not-evidenced` as a reader sees them. */
function inWords(name: string): string {
  const words = name.replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
