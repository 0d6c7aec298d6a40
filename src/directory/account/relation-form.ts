import type { PlainDate } from '../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../platform/web/checked-form.ts';
import { dateFieldNames } from '../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { RELATIONS } from './relation.ts';

/** Somebody as a form declares them. */
export interface GivenRelation {
  name: string;
  born: PlainDate | null;
  relation: string;
}

/** The form that declares somebody. */
export function relationForm(today: () => PlainDate): Form {
  return checkedForm(
    { name: formText(120), ...dayShape('born'), relation: formText(40) },
    (values) => readRelation(values, today()).problems,
  );
}

/** What that form says; where something is wrong `given` is not to be used. */
export function readRelation(values: TypedValues, today: PlainDate): { given: GivenRelation; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const name = textOf(values, 'name').replaceAll(/\s+/g, ' ');
  if (name === '') problems.push({ field: 'name', message: 'Enter their name' });
  else if (!/\p{L}.*\s.*\p{L}/u.test(name)) {
    problems.push({ field: 'name', message: 'Enter their first name and last name' });
  }
  const born = dayOf(values, 'born', 'the date of birth', problems, null);
  if (born !== null && born > today) {
    problems.push({ field: dateFieldNames('born')[0], message: 'The date of birth must be in the past' });
  }
  const relation = textOf(values, 'relation');
  if (!RELATIONS.some((one) => one === relation)) {
    problems.push({ field: 'relation', message: 'Choose what they are to you' });
  }
  return { given: { name, born, relation }, problems };
}
