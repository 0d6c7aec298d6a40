import type { Db } from '../../platform/database/connection.ts';
import { append } from '../../platform/ledger/index.ts';
import type { Deps } from '../../platform/module.ts';
import { findAccountOf, hasSecondFactor, savePassword } from './account.ts';
import { type Arrival, admit, rememberRefusal, signInEntry } from './arrival.ts';
import { findInvited, useInvitation } from './invitation.ts';
import { unlock } from './lock.ts';
import type { PasswordHasher } from './password-hash.ts';
import { passwordProblem } from './password-rules.ts';
import { AWAITING_CODE, type AwaitingCode, MINUTES_FOR_CODE, type Tried } from './password-sign-in.ts';
import { endOtherSessions } from './session.ts';
import { beginStep } from './step.ts';
import { tellPerson } from './tell.ts';

/** What became of choosing a password through a link. */
export type Chosen =
  | Extract<Tried, { became: 'admitted' | 'half-way' }>
  | { became: 'refused'; because: string }
  | { became: 'too-late' };

/**
 * Gives the person of a link the password they chose and lets them in; whoever has a second factor must still show it. Every
 * session they had is over.
 */
export async function choosePassword(
  deps: Deps,
  hasher: PasswordHasher,
  chosen: { link: string; password: string; partnership: string },
  arrival: Arrival,
): Promise<Chosen> {
  const { now } = arrival;
  const invited = await findInvited(deps.db, chosen.link, now);
  if (!invited) return deps.db.transaction().execute((trx) => over(trx, deps, arrival));
  const because = await passwordProblem(chosen.password, { ...invited, partnership: chosen.partnership });
  if (because) return { became: 'refused', because };
  const hash = await hasher.hash(chosen.password);
  return deps.db.transaction().execute(async (trx): Promise<Chosen> => {
    const account = await findAccountOf(trx, invited.personId, now);
    if (!account || !(await useInvitation(trx, chosen.link, now))) return over(trx, deps, arrival);
    await savePassword(trx, account.id, hash, now);
    await endOtherSessions(trx, account.id, null, 'A new password was chosen through a link', now);
    await unlock(trx, account.email);
    await tellPerson(trx, account.id, CHOSEN, now);
    const doing = 'Chose a password through an invitation';
    await append(trx, deps.keyring, [signInEntry(arrival, account, { event: 'password.choose', doing })]);
    if (hasSecondFactor(account)) return { became: 'half-way', step: await awaitCode(trx, account.id, now) };
    const admitted = await admit(trx, deps, account, { way: 'password', strong: false }, arrival);
    return { became: 'admitted', admitted };
  });
}

/** The link was never made, was used or is out of date: nobody is named, since whoever holds it proved nothing. */
async function over(trx: Db, deps: Deps, arrival: Arrival): Promise<Chosen> {
  await rememberRefusal(trx, deps, null, 'link-over', arrival);
  return { became: 'too-late' };
}

function awaitCode(trx: Db, personId: string, now: Date): Promise<string> {
  const data: AwaitingCode = { back: '/' };
  return beginStep(trx, { kind: AWAITING_CODE, personId, data, now, minutes: MINUTES_FOR_CODE });
}

const CHOSEN = {
  subject: 'A password was chosen for your Kith account',
  notice: 'A password was chosen for your account through a link that was sent to you.',
  mail: [
    'A password was chosen for your Kith account through a link that was sent to you.',
    'If it was not you, tell your agency’s assurance lead or an administrator at once.',
  ].join('\n\n'),
};
