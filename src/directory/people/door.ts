import { type HeldRole, ROLES } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import { type AtWork, mayManage } from './at-work.ts';
import type { Person } from './person.ts';
import { listHoldings } from './roles/repository.ts';
import { mayGive, ROLE_GIVERS } from './roles/role-givers.ts';
import { stillRunning } from './roles/rules.ts';
import { giverAt } from './roles/service.ts';

/** What opens a way into somebody’s account: a link or the end of a second factor; or another address for mail and links. */
export type Door = 'link' | 'address';

/** Roles whose holders come to such an act at all. A business manager makes links for whom they let in, and changes no details. */
const KEEPERS: Record<Door, readonly HeldRole[]> = {
  link: ['administrator', 'assurance-lead', 'business-manager'],
  address: ['administrator', 'assurance-lead'],
};

/**
 * Why the one who acts may not open a way into somebody’s account, in a sentence that says who may; null where they may.
 * Whoever can open it can become that person, so it is only for whoever may give every role that the person holds or is about
 * to hold: nobody reaches in this way what they could not give anyway. A person without a role opens nothing yet, and is for
 * those who look after their account.
 */
export async function keptDoor(work: AtWork, person: Person, door: Door): Promise<string | null> {
  const running = stillRunning(await listHoldings(work.trx, person.id), londonDate(work.now));
  const roles = [...new Set(running.map(({ role }) => role))];
  const giver = giverAt(work);
  const beyond = roles.filter((role) => !mayGive(giver, role, person));
  if (beyond.length > 0) return `${holdsBeyond(person, beyond)} ${whoMay(person, roles, door)}`;
  if (roles.length > 0 || mayManage(work, person)) return null;
  return `${person.name} holds no role yet. ${listed(KEEPERS.address, person, 'or')} can do this.`;
}

function holdsBeyond({ name }: Person, beyond: readonly HeldRole[]): string {
  const roles = beyond.map((role) => `“${ROLES[role].name}”`).join(', ');
  return `${name} holds ${beyond.length === 1 ? 'a role' : 'roles'} that you may not give: ${roles}.`;
}

function whoMay(person: Person, roles: readonly HeldRole[], door: Door): string {
  const givers = roles.map((role) =>
    (ROLE_GIVERS.find((one) => one.role === role)?.givers ?? []).map((one) => one.giver),
  );
  const able = KEEPERS[door].filter((keeper) => givers.every((some) => some.includes(keeper)));
  // Where the only one of a role has lost every way in, nobody within Kith is left.
  const last = roles.some((role) => able.includes(role));
  if (able.length === 0)
    return door === 'link' ? BY_OPERATOR : `${listed([...new Set(givers.flat())], person, 'and')} ${FIRST_END}`;
  const words = `${listed(able, person, 'or')}${last ? ` other than ${person.name}` : ''} can do this.`;
  return last && door === 'link' ? `${words} Where there is none, ${OPERATOR}.` : words;
}

const OPERATOR = 'whoever runs this Kith makes a link with “kith invite”';
const BY_OPERATOR = `Nobody in Kith may give all their roles, so ${OPERATOR}.`;
const FIRST_END = 'can end the roles that they gave; then it can be changed, and the roles given again.';

function listed(roles: readonly HeldRole[], { agencyName }: Person, word: 'and' | 'or'): string {
  const names = roles.map((role) =>
    role === 'assurance-lead'
      ? `an assurance lead of ${agencyName}`
      : `${role === 'administrator' ? 'an' : 'a'} ${ROLES[role].name.toLowerCase()}`,
  );
  const text = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
