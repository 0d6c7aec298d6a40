import type { z } from 'zod';
import { didYouMean } from './near-miss.ts';
import { fieldsAt } from './shape.ts';

/** A fault of one record's shape: where in the record, and one plain sentence. */
export interface ShapeFault {
  path: (string | number)[];
  /** The fault lies in the name of a field, not in its value. */
  atName: boolean;
  reason: string;
}

type Path = readonly PropertyKey[];

/** `practice-review` as a person says it: `a practice review`. */
export function aKind(kind: string): string {
  const spoken = kind.replaceAll('-', ' ');
  return `${/^[aeiou]/.test(spoken) ? 'an' : 'a'} ${spoken}`;
}

/**
 * Checks one record's shape. Messages that a schema carries itself are used as they are; one that starts with a
 * lower-case letter gets the field's name in front.
 */
export function shapeFaults(
  schema: z.ZodType,
  kind: string,
  value: unknown,
): { ok: true; record: unknown } | { ok: false; faults: ShapeFault[] } {
  const parsed = schema.safeParse(value, { error: (issue) => sentence(issue as z.core.$ZodRawIssue, kind) });
  if (parsed.success) return { ok: true, record: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, schema, kind)) };
}

function faultsOf(issue: z.core.$ZodIssue, schema: z.ZodType, kind: string): ShapeFault[] {
  const path = plainPath(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = ['at', 'source', ...fieldsAt(schema, path)];
    const whole = path.length === 0 ? aKind(kind) : `"${lastName(path)}" of ${aKind(kind)}`;
    const fields = path.length === 0 ? known : known.slice(2);
    return issue.keys.map((key) => ({
      path: [...path, key],
      atName: true,
      reason: `${shown(key)} is not a field of ${whole}.${didYouMean(key, fields)}`,
    }));
  }
  const reason = /^[a-z]/.test(issue.message) ? `"${lastName(path)}" ${issue.message}` : issue.message;
  return [{ path, atName: false, reason }];
}

function sentence(issue: z.core.$ZodRawIssue, kind: string): string {
  const path = plainPath((issue.path ?? []) as Path);
  const name = path.length === 0 ? aKind(kind) : `"${lastName(path)}"`;
  const given = issue.input;
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(name, String(issue.expected), given, kind);
    case 'invalid_value': {
      const choices = (issue.values as readonly unknown[]).map(String);
      if (given === undefined) return `${name} is missing from this ${spoken(kind)}. It is ${listed(choices)}.`;
      const meant = typeof given === 'string' ? didYouMean(given, choices) : '';
      return `${name} must be ${listed(choices)}, not ${shown(given)}.${meant}`;
    }
    case 'too_small':
      if (issue.origin === 'string') return `${name} must not be empty.`;
      if (issue.origin === 'array') return `${name} must list at least ${plural(Number(issue.minimum), 'thing')}.`;
      return `${name} must be ${issue.minimum} or more, not ${shown(given)}.`;
    case 'too_big':
      if (issue.origin === 'string') return `${name} is longer than ${issue.maximum} letters.`;
      if (issue.origin === 'array') return `${name} lists more than ${plural(Number(issue.maximum), 'thing')}.`;
      return `${name} must be ${issue.maximum} or less, not ${shown(given)}.`;
    case 'invalid_format':
      return `${name} is not written in the form that is needed here: ${shown(given)}.`;
    case 'not_multiple_of':
      return `${name} must be a multiple of ${String(issue.divisor)}, not ${shown(given)}.`;
    default:
      return `${name} is not in a form that Kith knows: ${shown(given)}.`;
  }
}

function wrongType(name: string, expected: string, given: unknown, kind: string): string {
  if (given === undefined) return `${name} is missing from this ${spoken(kind)}.`;
  if (given === null) return `${name} is empty. Fill it in, or leave the line out if it is not needed.`;
  if (expected === 'string') {
    return typeof given === 'number' || typeof given === 'boolean'
      ? `${name} must be text, and YAML reads ${given} as a ${typeof given === 'number' ? 'number' : 'true or false'}. Put it in quotes: "${given}".`
      : `${name} must be text, not ${shown(given)}.`;
  }
  if (expected === 'array') return `${name} must be a list: start each entry with a dash.`;
  if (expected === 'object') return `${name} must hold fields, one "name: value" a line, not ${shown(given)}.`;
  if (expected === 'boolean') return `${name} must be true or false, not ${shown(given)}.`;
  if (expected === 'int') return `${name} must be a whole number, not ${shown(given)}.`;
  if (expected === 'number') return `${name} must be a number, not ${shown(given)}.`;
  return `${name} is not in a form that Kith knows: ${shown(given)}.`;
}

/** A value as it can stand in a message: short, and on one line. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value !== null && typeof value === 'object') return 'a group of fields';
  if (value === null || value === undefined) return 'nothing';
  const text = String(value).replace(/\s+/g, ' ');
  return `"${text.length > 60 ? `${text.slice(0, 57)}…` : text}"`;
}

function spoken(kind: string): string {
  return kind.replaceAll('-', ' ');
}

function lastName(path: Path): string {
  return String(path.findLast((step) => typeof step === 'string') ?? 'record');
}

function plainPath(path: Path): (string | number)[] {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function listed(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  if (quoted.length < 2) return quoted.join('');
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
