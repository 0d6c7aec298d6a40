import { z } from 'zod';
import { checkedForm, type Form, textOf } from '../../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { formText } from '../../../platform/web/form-text.ts';
import type { Verdict } from './review.ts';

/** The most people that one page of the review lists, and one form may name. */
export const PEOPLE_A_REVIEW = 50;

/** What a review’s form says. */
export interface GivenReviews {
  year: string;
  people: readonly string[];
  verdict: Verdict;
  words: string | null;
}

const isId = z.uuid();

/** The form with which one or many people are reviewed. */
export const reviewForm: Form = checkedForm(
  {
    year: formText(4),
    person: z
      .union([formText(40), z.array(z.string().max(40)).max(PEOPLE_A_REVIEW)], 'Choose people from the list')
      .optional(),
    verdict: formText(20),
    words: formText(500),
  },
  (values) => readReviews(values).problems,
);

/** What that form says; null where something is wrong. */
export function readReviews(values: TypedValues): { given: GivenReviews | null; problems: FormProblem[] } {
  const problems: FormProblem[] = [];
  const people = [...new Set([values.person ?? []].flat())];
  if (people.length === 0) problems.push({ field: 'person', message: 'Choose whom you have reviewed' });
  else if (people.some((one) => !isId.safeParse(one).success)) {
    problems.push({ field: 'person', message: 'Choose people from the list' });
  }
  const verdict = textOf(values, 'verdict');
  const words = textOf(values, 'words');
  if (verdict !== 'confirmed' && verdict !== 'to-change') {
    problems.push({ field: 'verdict', message: 'Choose whether they may keep what they have' });
  }
  if (verdict === 'to-change' && words === '') {
    problems.push({ field: 'words', message: 'Enter what is to be changed' });
  }
  if (problems.length > 0 || (verdict !== 'confirmed' && verdict !== 'to-change')) return { given: null, problems };
  const given: GivenReviews = {
    ...{ year: textOf(values, 'year'), people, verdict },
    words: verdict === 'to-change' ? words : null,
  };
  return { given, problems };
}
