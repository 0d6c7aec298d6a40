import type { Deps } from '../../platform/module.ts';
import { createInvitation, INVITATION_DAYS } from '../sign-in/invitation.ts';
import { tellPerson } from '../sign-in/tell.ts';
import type { AtWork } from './at-work.ts';
import type { Person } from './person.ts';

/** A link that was just made for somebody: its path, seen this one time, and until when it works. */
export interface Invited {
  path: string;
  ends: Date;
}

/** Makes a link by which a person chooses how to sign in. Links made for them before work no more. */
export async function invite(work: AtWork, person: Pick<Person, 'id'>): Promise<Invited> {
  const path = await createInvitation(work.trx, { personId: person.id, madeBy: work.actor.id, sentTo: null }, work.now);
  return { path, ends: new Date(work.now.getTime() + INVITATION_DAYS * 86_400_000) };
}

/** The same for somebody who has an account already. They are told: a link opens it to whoever holds it. */
export async function inviteAgain(work: AtWork, person: Pick<Person, 'id'>): Promise<Invited> {
  const invited = await invite(work, person);
  const words = `${work.actor.name} made a new link for you to choose a password.`;
  await tellPerson(
    work.trx,
    person.id,
    {
      subject: 'A new link to your account in Kith',
      notice: words,
      mail: `${words}\n\nIf you did not ask for it, tell your agency’s assurance lead at once.`,
    },
    work.now,
  );
  return invited;
}

/** Where the reader reached this Kith, for a link that is read from the page and copied. */
export function siteOf({ config }: Deps, request: { protocol: string; host: string }): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`;
}
