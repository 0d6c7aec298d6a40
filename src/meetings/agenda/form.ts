import { z } from 'zod';
import { checkedForm, type Form, textOf } from '../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { formText } from '../../platform/web/form-text.ts';
import { numberOf } from '../forms.ts';
import { ASKS, type Asks, type Item } from '../meeting.ts';
import type { ItemChange } from './service.ts';

/** The form that takes live lines onto an agenda. */
export const takeForm: Form = checkedForm(
  { lines: z.union([formText(200), z.array(z.string().max(200)).max(200)], 'Tick lines from the list').optional() },
  (values) => (takenLines(values).length === 0 ? [{ field: 'lines', message: 'Tick what belongs on the agenda' }] : []),
);

/** Keys of the lines that were ticked. */
export function takenLines(values: TypedValues): string[] {
  return [values.lines ?? []].flat().filter((key) => key !== '');
}

const OWN = { title: formText(300), asks: formText(20), minutes: formText(5), leads: formText(200) };

/** The form of an item of somebody's own. */
export const ownForm: Form = checkedForm({ ...OWN, why: formText(500) }, (values) => readOwn(values).problems);

/** What that form says. */
export function readOwn(values: TypedValues): {
  given: Pick<Item, 'title' | 'asks' | 'minutes' | 'leads' | 'whyNow'>;
  problems: FormProblem[];
} {
  const problems: FormProblem[] = [];
  const title = textOf(values, 'title');
  if (title === '') problems.push({ field: 'title', message: 'Enter what the item is about' });
  const asks = textOf(values, 'asks');
  if (!Object.hasOwn(ASKS, asks)) problems.push({ field: 'asks', message: 'Choose what the item asks of the meeting' });
  const minutes = numberOf(
    values,
    'minutes',
    { least: 1, most: 720, message: 'Enter a number of minutes from 1 to 720' },
    problems,
  );
  const given = {
    title,
    asks: asks as Asks,
    minutes,
    leads: textOf(values, 'leads') || null,
    whyNow: textOf(values, 'why') || null,
  };
  return { given, problems };
}

/** The form of one item that stands on the agenda: its button says what is done with it. */
export const itemForm: Form = checkedForm({ ...OWN, do: formText(10) }, (values) => readItemChange(values).problems);

/** What that form says. */
export function readItemChange(values: TypedValues): { change: ItemChange; problems: FormProblem[] } {
  const doing = textOf(values, 'do');
  if (doing === 'up' || doing === 'down' || doing === 'remove') return { change: { doing }, problems: [] };
  const { given, problems } = readOwn(values);
  const { title, asks, minutes, leads } = given;
  return { change: { doing: 'change', title, asks, minutes, leads }, problems };
}
