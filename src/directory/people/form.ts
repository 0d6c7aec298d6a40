import { z } from 'zod';
import { addMonths, type PlainDate } from '../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { twoVersionsShape } from '../../platform/web/two-versions.ts';
import type { PersonDetails } from './person.ts';

const isEmail = z.email();

const DETAILS: Record<string, z.ZodType> = {
  name: formText(120),
  email: formText(254),
  agency: formText(100),
  team: formText(120),
  job: formText(120),
  ...dayShape('joined'),
};

/** The form for a new person. */
export function newPersonForm(today: () => PlainDate): Form {
  return checkedForm(DETAILS, (values) => readDetails(values, today()).problems);
}

/** The form that changes a person’s details: with a reason, and with what is needed where two people change them. */
export function changePersonForm(today: () => PlainDate): Form {
  return checkedForm({ ...DETAILS, why: formText(500), ...twoVersionsShape }, (values) => [
    ...readDetails(values, today()).problems,
    ...(textOf(values, 'why') === '' ? [{ field: 'why', message: 'Enter why you are changing these details' }] : []),
  ]);
}

/** What the form says of a person, and what is wrong with it; where something is wrong `details` is not to be used. */
export function readDetails(
  values: TypedValues,
  today: PlainDate,
): { details: PersonDetails; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const name = textOf(values, 'name').replaceAll(/\s+/g, ' ');
  if (name === '') problems.push({ field: 'name', message: 'Enter the person’s name' });
  const email = textOf(values, 'email').toLowerCase();
  if (email === '') problems.push({ field: 'email', message: 'Enter the person’s email address' });
  else if (!isEmail.safeParse(email).success) {
    problems.push({
      field: 'email',
      message: 'Enter an email address in the correct format, like name@example.gov.uk',
    });
  }
  const agency = textOf(values, 'agency');
  if (agency === '') problems.push({ field: 'agency', message: 'Choose the agency the person belongs to' });
  const joined = dayOf(values, 'joined', 'the first day', problems, 'Enter the person’s first day with Kith');
  if (joined !== null && joined > addMonths(today, 12)) {
    problems.push({ field: 'joined-day', message: 'The first day must be within the next 12 months' });
  }
  const details = {
    ...{ name, email, agency },
    team: textOf(values, 'team') || null,
    job: textOf(values, 'job') || null,
    joined: joined ?? today,
  };
  return { details, problems };
}

/** A person’s details as their form shows them. */
export function detailValues(details: PersonDetails): TypedValues {
  const { name, email, agency, team, job, joined } = details;
  return { name, email, agency, team: team ?? '', job: job ?? '', ...dateFieldValues('joined', joined) };
}

/** The form with which somebody leaves. */
export const leaveForm: Form = checkedForm(
  { ...dayShape('last'), because: formText(500) },
  (values) => readLeave(values).problems,
);

/** What that form says. */
export function readLeave(values: TypedValues): {
  leave: { lastDay: PlainDate | null; because: string };
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const lastDay = dayOf(values, 'last', 'the last day', problems, 'Enter the person’s last day with Kith');
  const because = textOf(values, 'because');
  if (because === '') problems.push({ field: 'because', message: 'Enter why their access ends' });
  return { leave: { lastDay, because }, problems };
}
