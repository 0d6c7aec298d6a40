import { z } from 'zod';

/** The part of a JSON schema that is needed to name fields. */
interface Shape {
  type?: string;
  description?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
  oneOf?: Shape[];
  enum?: unknown[];
  const?: unknown;
}

const shapes = new WeakMap<z.ZodType, Shape>();

function shapeOf(schema: z.ZodType): Shape {
  let shape = shapes.get(schema);
  if (shape === undefined) {
    shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape;
    shapes.set(schema, shape);
  }
  return shape;
}

/** Names of the fields that may stand at a place inside a record; empty when the place holds no fields. */
export function fieldsAt(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let here: Shape[] = [shapeOf(schema)];
  for (const step of path) {
    here = here.flatMap(branches).flatMap((shape) => {
      const next = typeof step === 'number' ? shape.items : shape.properties?.[step];
      return next ? [next] : [];
    });
  }
  return [...new Set(here.flatMap(branches).flatMap((shape) => Object.keys(shape.properties ?? {})))];
}

function branches(shape: Shape): Shape[] {
  const inner = [...(shape.anyOf ?? []), ...(shape.oneOf ?? [])];
  return inner.length === 0 ? [shape] : inner.flatMap(branches);
}

/** One field of a record's form, for documentation. */
export interface FieldForm {
  /** `learning[].words` for a field inside a list. */
  name: string;
  required: boolean;
  /** `text`, `number`, `list of text`, `fields`… */
  form: string;
  /** The words that may stand here, where only some may. */
  choices: string[];
  /** What the schema says of the field; empty where the name says it all. */
  says: string;
}

const FORMS: Record<string, string> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  array: 'list',
  object: 'fields',
};

/** Every field of a record, with those of nested lists. Documentation is made from this. */
export function fieldForms(schema: z.ZodType): FieldForm[] {
  return formsIn(shapeOf(schema), '');
}

function formsIn(shape: Shape, prefix: string): FieldForm[] {
  return branches(shape).flatMap((branch) =>
    Object.entries(branch.properties ?? {}).flatMap(([name, field]) => {
      const kinds = branches(field).filter((one) => one.type !== 'null');
      const inner = kinds.flatMap((one) => {
        if (one.type === 'object') return formsIn(one, `${prefix}${name}.`);
        return one.type === 'array' && one.items ? formsIn(one.items, `${prefix}${name}[].`) : [];
      });
      const choices = kinds.flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const])).map(String);
      const form = [...new Set(kinds.map(formOf))].join(' or ');
      const required = (branch.required ?? []).includes(name);
      const says = field.description ?? kinds.find((one) => one.description)?.description ?? '';
      return [{ name: `${prefix}${name}`, required, form, choices, says }, ...inner];
    }),
  );
}

function formOf(shape: Shape): string {
  if (shape.type !== 'array') return FORMS[shape.type ?? ''] ?? 'value';
  const item = shape.items?.type;
  return item === 'object' ? 'list of records' : `list of ${FORMS[item ?? ''] ?? 'values'}s`.replace('texts', 'text');
}
