import { removeAllFactors } from '../account/second-factor/set-up.ts';
import { tellPerson } from '../sign-in/tell.ts';
import type { AtWork } from './at-work.ts';
import type { Person } from './person.ts';
import { endSessions } from './service.ts';

/**
 * Removes everything that a person shows at sign-in besides a password, signs them out everywhere and tells them. For whoever
 * may open a way into their account: `keptDoor`.
 */
export async function removeFactor(work: AtWork, person: Person): Promise<void> {
  await removeAllFactors(work.trx, person.id);
  const words = `${work.actor.name} removed your second factor, because you lost it. Set up a new one at your next sign-in.`;
  const mail = `${words}\n\nIf you did not ask for it, tell your agency’s assurance lead at once.`;
  const subject = 'Your second factor for Kith was removed';
  await tellPerson(work.trx, person.id, { subject, notice: words, mail }, work.now);
  await endSessions(work, person);
}
