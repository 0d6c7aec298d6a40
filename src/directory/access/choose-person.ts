import { londonDate } from '../../platform/clocks/index.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import type { AtWork } from '../people/at-work.ts';
import { listPeopleInService, type PersonInService } from './people.ts';

/** So many people of one name are shown to choose from. */
const MOST = 10;

/** Somebody was found, or what to mend and, where several fit, whom to choose from. */
export type ChosenPerson = { person: PersonInService } | { problem: FormProblem; choices: readonly PersonInService[] };

/** Whom somebody means who typed an address or a name, and perhaps chose among several of that name. */
export async function choosePerson(work: AtWork, typed: string, chosen: string): Promise<ChosenPerson> {
  const field = 'who';
  if (typed === '') return { problem: { field, message: 'Enter the person’s name or email address' }, choices: [] };
  const found = await listPeopleInService(work.trx, londonDate(work.now), { typed, atMost: MOST + 1 });
  const [only] = found;
  const person = found.find(({ id }) => id === chosen) ?? (found.length === 1 ? only : undefined);
  if (person) return { person };
  if (found.length === 0) {
    return {
      problem: { field, message: 'Nobody by that name or address works with Kith today: check it' },
      choices: [],
    };
  }
  if (found.length > MOST) {
    return {
      problem: { field, message: 'Too many people fit: enter more of the name, or the email address' },
      choices: [],
    };
  }
  return { problem: { field: 'person', message: 'Several people fit: choose one of them' }, choices: found };
}
