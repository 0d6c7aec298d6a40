import { sql } from 'kysely';
import type { HeldRole } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { closeWays } from '../../sign-in/close-ways.ts';
import { tellPerson } from '../../sign-in/tell.ts';
import type { AtWork } from '../at-work.ts';
import type { Person } from '../person.ts';
import { rolesOn } from '../repository.ts';
import type { Holding } from './holding.ts';
import { mayGive } from './role-givers.ts';
import { stillRunning } from './rules.ts';

/** What no longer opens an account since a role was given: nothing, a link that waited, or all that was chosen through one. */
export type Shut = 'nothing' | 'link' | 'account';

/** A link that somebody other than its person could read, and who made it. */
interface Doubtful {
  tokenHash: Buffer;
  used: boolean;
  makerId: string;
  makerAgency: string;
  makerRoles: HeldRole[];
}

/**
 * Shuts ways into an account by which somebody else could come to a role that was just given. Whoever makes a link reads it,
 * unless it went by mail to the address that the person has now. So a link of somebody who may not give this role works no
 * more; and where such a link was used already and the role reaches far, whatever was chosen through it is gone as well and
 * the person is told, unless they hold a far-reaching role already that its maker may not give: it was looked at then.
 */
export async function shutDoubtfulDoors(
  work: AtWork,
  person: Person,
  role: HeldRole,
  before: readonly Holding[],
): Promise<Shut> {
  const { trx, now } = work;
  const held = stillRunning(before, londonDate(now)).map((one) => one.role);
  const doubtful = (await listDoubtful(trx, person.id, now)).filter((link) => isBeyond(link, role, person));
  const waiting = doubtful.filter((link) => !link.used).map((link) => link.tokenHash);
  await sql`
    update invitation set expires_at = ${now} where token_hash = any(${waiting}) and used_at is null`.execute(trx);
  const shut = waiting.length > 0 ? 'link' : 'nothing';
  if (!reachesFar(work, role)) return shut;
  // An organisation’s account that was joined while another address stood here may be somebody else’s.
  await sql`
    delete from person_identity where person_id = ${person.id}::uuid and address <> ${person.email}`.execute(trx);
  // Asked again: one may have been used while this waited for its row.
  const used = (await listDoubtful(trx, person.id, now)).filter(
    (link) =>
      link.used &&
      isBeyond(link, role, person) &&
      !held.some((one) => reachesFar(work, one) && isBeyond(link, one, person)),
  );
  if (used.length === 0) return shut;
  const hashes = used.map((link) => link.tokenHash);
  await sql`update invitation set closed_at = ${now} where token_hash = any(${hashes})`.execute(trx);
  await closeWays(trx, person.id, 'A role was given: your password is to be chosen anew', now);
  await tellPerson(trx, person.id, anewWord(work.actor.name), now);
  return 'account';
}

function isBeyond({ makerId, makerAgency, makerRoles }: Doubtful, role: HeldRole, person: Person): boolean {
  return !mayGive({ id: makerId, agency: makerAgency, roles: makerRoles }, role, person);
}

/** Roles that open records about children, accounts or the ledger. */
function reachesFar({ table }: AtWork, role: HeldRole): boolean {
  return role === 'administrator' || role === 'auditor' || table.reachesRestricted([role]);
}

async function listDoubtful(trx: Db, personId: string, now: Date): Promise<Doubtful[]> {
  const { rows } = await sql<Doubtful>`
    select i.token_hash as "tokenHash", i.used_at is not null as used, p.id as "makerId", p.agency as "makerAgency",
      ${rolesOn(londonDate(now))} as "makerRoles"
    from invitation i join person p on p.id = i.made_by
    where i.person_id = ${personId}::uuid
      and i.sent_to is distinct from (select w.email from person w where w.id = ${personId}::uuid)
      and case when i.used_at is null then i.expires_at > ${now} else i.closed_at is null end`.execute(trx);
  return rows;
}

function anewWord(giver: string) {
  const words = `${giver} gave you a role that opens more. Somebody who may not give it could have read the link by which you chose your password, so password and second factor work no more: ${giver} gives you a new link.`;
  return {
    subject: 'Choose your password for Kith anew',
    notice: words,
    mail: `${words}\n\nIf that is not right, tell your agency’s assurance lead at once.`,
  };
}
