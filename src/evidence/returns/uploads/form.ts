import type { PlainDate } from '../../../platform/clocks/index.ts';
import { dateFieldNames, readDay } from '../../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { readingOf, strictForm } from '../../../platform/web/form-reading.ts';
import { fitsKind, RETURN_KINDS, type ReturnKind } from './kinds.ts';

/** Name of the field of the file. */
export const FILE = 'file';

/** What is to be checked, as its form gives it, without the file. */
export interface GivenUpload {
  returnKind: string;
  rules: string;
}

const KEYS = Object.fromEntries(RETURN_KINDS.map(({ key }) => [key, true]));

/** What the form for a new upload says; where something is wrong `given` is not to be used. */
export function readUploadForm(values: TypedValues): { given: GivenUpload; problems: FormProblem[] } {
  const reading = readingOf(values);
  const { problems, typed, one } = reading;
  const returnKind = one('kind', KEYS, 'Choose which return it is');
  const kind = RETURN_KINDS.find(({ key }) => key === returnKind);
  let rules = '';
  if (kind?.by === 'day') rules = dayIn(values, kind, problems);
  else if (kind) {
    const field = yearField(kind);
    rules = typed(field);
    if (!fitsKind(kind, rules)) problems.push({ field, message: 'Choose the year that the return accounts for' });
  }
  return { given: { returnKind, rules }, problems };
}

function dayIn(values: TypedValues, { key }: ReturnKind, problems: FormProblem[]): PlainDate {
  const read = readDay(values, key, 'the day that the workbook is about');
  if (typeof read === 'string') return read;
  problems.push(read ?? { field: dateFieldNames(key)[0], message: 'Enter the day that the workbook is about' });
  return '';
}

/** The field in which the year of a kind is chosen. Of a kind that goes by a day, the fields begin with its key. */
export function yearField({ key }: ReturnKind): string {
  return `${key}-year`;
}

const FIELDS = RETURN_KINDS.flatMap((kind) => (kind.by === 'day' ? dateFieldNames(kind.key) : [yearField(kind)]));

/** The form that sends a return. */
export const uploadForm = strictForm(
  { kind: 20, ...Object.fromEntries(FIELDS.map((name) => [name, 20])) },
  readUploadForm,
);

/** The form of a button that takes no words. */
export const buttonForm = strictForm({}, () => ({ problems: [] }));

/** The form that accepts a return. Whether it must say why, the use case decides by what was found. */
export const acceptForm = strictForm({ because: 1000 }, () => ({ problems: [] }));
