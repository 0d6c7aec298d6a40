import { z } from 'zod';
import type { PlainDate } from '../../platform/clocks/index.ts';
import { checkedForm, dayOf, dayShape, type Form, textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { readWords, WORDS } from '../minutes/form.ts';
import type { GivenWords } from '../minutes/service.ts';

/** The form that asks agencies for their contribution. */
export const askForm: Form = checkedForm(
  {
    agencies: z
      .union([formText(100), z.array(z.string().max(100)).max(60)], 'Choose agencies from the list')
      .optional(),
    ...{ asked: formText(2000), ...dayShape('due') },
  },
  (values) => readAsk(values).problems,
);

/** What that form says. */
export function readAsk(values: TypedValues): {
  given: { agencies: string[]; asked: string; dueOn: PlainDate };
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const agencies = [values.agencies ?? []].flat().filter((key) => key !== '');
  if (agencies.length === 0) problems.push({ field: 'agencies', message: 'Choose whom to ask' });
  const asked = textOf(values, 'asked').replaceAll('\r\n', '\n');
  if (asked === '') problems.push({ field: 'asked', message: 'Enter what you ask them for' });
  const due = dayOf(values, 'due', 'the day by which it is needed', problems, 'Enter by when you need it');
  return { given: { agencies, asked, dueOn: due ?? '' }, problems };
}

/** The form of a contribution. */
export const contributionForm: Form = checkedForm(
  { ...WORDS, nothing: formText(5) },
  (values) => readContributionForm(values).problems,
);

/** What that form says. */
export function readContributionForm(values: TypedValues): {
  given: GivenWords & { nothingToAdd: boolean };
  problems: FormProblem[];
} {
  const { given, problems } = readWords(values);
  const nothingToAdd = textOf(values, 'nothing') === 'yes';
  if (given.words === '' && !nothingToAdd && problems.length === 0) {
    problems.push({ field: 'words', message: 'Write the contribution, or tick that your agency has nothing to add' });
  }
  if (given.words !== '' && nothingToAdd) {
    problems.push({
      field: 'nothing',
      message: 'Either write something or tick that there is nothing to add, not both',
    });
  }
  return { given: { ...given, nothingToAdd }, problems };
}
