import { type HeldRole, isHeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';

/** A role as a form gives it. */
export interface GivenRole {
  role: HeldRole;
  from: PlainDate;
  until: PlainDate | null;
  because: string;
}

/** The form with which a role is given. */
export const giveForm: Form = checkedForm(
  { role: formText(40), ...dayShape('from'), ...dayShape('until'), because: formText(500) },
  (values) => readGiven(values).problems,
);

/** What that form says; null where something is wrong. */
export function readGiven(values: TypedValues): { given: GivenRole | null; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const role = textOf(values, 'role');
  if (!isHeldRole(role)) problems.push({ field: 'role', message: 'Choose the role' });
  const from = dayOf(values, 'from', 'the day the role begins', problems, 'Enter the day the role begins');
  const until = dayOf(values, 'until', 'the last day of the role', problems, null);
  const because = textOf(values, 'because');
  if (because === '') problems.push({ field: 'because', message: 'Enter why the person needs this role' });
  if (problems.length > 0 || !isHeldRole(role) || from === null) return { given: null, problems };
  return { given: { role, from, until, because }, problems };
}

/** The form with which a role ends. */
export const endForm: Form = checkedForm(
  { when: formText(10), ...dayShape('day'), because: formText(500) },
  (values) => readEnding(values).problems,
);

/** What that form says; null where something is wrong. */
export function readEnding(values: TypedValues): {
  ending: { lastDay: PlainDate | 'at once'; because: string } | null;
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const when = textOf(values, 'when');
  if (when !== 'now' && when !== 'day') problems.push({ field: 'when', message: 'Choose when the role ends' });
  const day = when === 'day' ? dayOf(values, 'day', 'the last day', problems, 'Enter the last day of the role') : null;
  const because = textOf(values, 'because');
  if (because === '') problems.push({ field: 'because', message: 'Enter why the role ends' });
  const lastDay = when === 'now' ? ('at once' as const) : day;
  if (problems.length > 0 || lastDay === null) return { ending: null, problems };
  return { ending: { lastDay, because }, problems };
}
