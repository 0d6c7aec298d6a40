import { londonDate } from '../../platform/clocks/index.ts';
import { removeAllFactors } from '../account/second-factor/set-up.ts';
import { tellPerson } from '../sign-in/tell.ts';
import type { AtWork } from './at-work.ts';
import type { Person } from './person.ts';
import { listHoldings } from './roles/repository.ts';
import { mayGive } from './roles/role-givers.ts';
import { stillRunning } from './roles/rules.ts';
import { giverAt } from './roles/service.ts';
import { endSessions } from './service.ts';

/**
 * Whether the one who acts may remove a person’s second factor. With a new link besides they could come in as that person, so
 * it is only for whoever may give every role that the person holds: nobody reaches in this way what they could not give anyway.
 */
export async function mayRemoveFactor(work: AtWork, person: Person): Promise<boolean> {
  const running = stillRunning(await listHoldings(work.trx, person.id), londonDate(work.now));
  return running.every(({ role }) => mayGive(giverAt(work), role, person));
}

/** Removes everything that a person shows at sign-in besides a password, signs them out everywhere and tells them. */
export async function removeFactor(work: AtWork, person: Person): Promise<void> {
  await removeAllFactors(work.trx, person.id);
  const words = `${work.actor.name} removed your second factor, because you lost it. Set up a new one at your next sign-in.`;
  const mail = `${words}\n\nIf you did not ask for it, tell your agency’s assurance lead at once.`;
  const subject = 'Your second factor for Kith was removed';
  await tellPerson(work.trx, person.id, { subject, notice: words, mail }, work.now);
  await endSessions(work, person);
}
