import type { Deps } from '../../platform/module.ts';
import { mailSealed } from '../../platform/notify/index.ts';
import { createInvitation, invitationEnds } from '../sign-in/invitation.ts';
import { tellPerson } from '../sign-in/tell.ts';
import type { AtWork } from './at-work.ts';
import type { Person } from './person.ts';

/** A link that was just made for somebody. */
export interface Invited {
  /** The whole address, seen this one time by whoever made it; null where it was mailed to the person instead. */
  link: string | null;
  ends: Date;
}

/** Who is invited. */
export type Invitee = Pick<Person, 'id' | 'name' | 'email' | 'joined'>;

/**
 * Makes a link by which a person chooses how to sign in; links made for them before work no more. Where Kith sends mail it goes
 * to the person and nobody else reads it, in the list of outgoing mail either. `site` is where readers reach this Kith.
 */
export async function invite(
  { config, keyring }: Pick<Deps, 'config' | 'keyring'>,
  work: AtWork,
  person: Invitee,
  site: string,
): Promise<Invited> {
  const { trx, actor, now } = work;
  const sentTo = config.mail ? person.email : null;
  const link = `${site}${await createInvitation(trx, { personId: person.id, madeBy: actor.id, sentTo }, now)}`;
  const ends = invitationEnds(person.joined, now);
  if (sentTo === null) return { link, ends };
  const mail = [
    `${actor.name} made a link for you to choose how you sign in to Kith:`,
    link,
    'It works once, for seven days, and not before your first day with Kith. Whoever has it can sign in as you: pass it on to nobody.',
    'If you know nothing of this, do not use it, and tell your agency’s assurance lead.',
  ].join('\n\n');
  const letter = { subject: 'Your link to Kith', mail, shown: SHOWN };
  await mailSealed(trx, keyring, { address: sentTo, ...letter }, now);
  return { link: null, ends };
}

const SHOWN = 'A link to choose a password. Nobody but its reader sees it, so it is not shown here.';

/** The same for somebody who has an account already. They are told: a link opens it to whoever holds it. */
export async function inviteAgain(
  deps: Pick<Deps, 'config' | 'keyring'>,
  work: AtWork,
  person: Invitee,
  site: string,
): Promise<Invited> {
  const invited = await invite(deps, work, person, site);
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
export function siteOf({ config }: Pick<Deps, 'config'>, request: { protocol: string; host: string }): string {
  return config.publicUrl ?? `${request.protocol}://${request.host}`;
}
