import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { type Account, findAccount, hasSecondFactor, renewHash } from './account.ts';
import { type Admitted, type Arrival, admit, type NotLetIn, rememberRefusal } from './arrival.ts';
import { addressOf, countWrongTry, holdGuard, LOCKED_FOR, TRIES } from './lock.ts';
import type { PasswordHasher } from './password-hash.ts';
import { beginStep } from './step.ts';
import { tellAddress } from './tell.ts';

/** A password that was right and waits for its second factor. */
export interface AwaitingCode {
  /** Where they wanted to go. */
  back: string;
}

/** Kind of the step between a password and its second factor. */
export const AWAITING_CODE = 'second-factor';
/** How long it waits. */
export const MINUTES_FOR_CODE = 10;

/** What became of a try. */
export type Tried =
  | { became: 'admitted'; admitted: Admitted }
  | { became: 'half-way'; step: string }
  | { became: 'wrong' }
  | { became: 'locked'; until: Date };

/**
 * Tries an address and a password. Whoever has the address, whether anybody has it, has a password, has left or is yet to come: the work is
 * the same, and the answer is one of two.
 */
export async function tryPassword(
  deps: Deps,
  hasher: PasswordHasher,
  typed: { email: string; password: string; back: string },
  arrival: Arrival,
): Promise<Tried> {
  const { now } = arrival;
  const email = addressOf(typed.email);
  const account = await findAccount(deps.db, email, now);
  const right = await hasher.verify(account?.hash ?? null, typed.password);
  const why = refusalOf(account, right);
  const renewed =
    why === null && account?.hash && hasher.isOutdated(account.hash) ? await hasher.hash(typed.password) : null;
  return deps.db.transaction().execute(async (trx) => {
    const guard = await holdGuard(trx, email, now);
    if (guard.lockedUntil) {
      await rememberRefusal(trx, deps, account, 'locked', arrival);
      return { became: 'locked', until: guard.lockedUntil };
    }
    if (why !== null || account === null) return wrong(trx, deps, { email, account, why: why ?? 'not-known' }, arrival);
    if (renewed !== null && account.hash !== null) await renewHash(trx, account.id, account.hash, renewed);
    if (hasSecondFactor(account)) {
      const waiting: AwaitingCode = { back: typed.back };
      const step = { kind: AWAITING_CODE, personId: account.id, data: waiting, now, minutes: MINUTES_FOR_CODE };
      return { became: 'half-way', step: await beginStep(trx, step) };
    }
    const admitted = await admit(trx, deps, account, { way: 'password', strong: false }, arrival);
    return { became: 'admitted', admitted };
  });
}

function refusalOf(account: Account | null, right: boolean): NotLetIn | null {
  if (!account) return 'not-known';
  if (account.away) return account.away;
  if (account.hash === null) return 'no-password';
  return right ? null : 'wrong-password';
}

/**
 * Counts a wrong password or code at an address that is held, and tells its person when that was one too many. Writes the
 * ledger, so call it last.
 */
export async function wrong(
  trx: Db,
  deps: Pick<Deps, 'keyring'>,
  tried: { email: string; account: Account | null; why: NotLetIn },
  arrival: Arrival,
): Promise<{ became: 'wrong' } | { became: 'locked'; until: Date }> {
  const { lockedUntil } = await countWrongTry(trx, tried.email, arrival.now);
  if (lockedUntil) await tellAddress(trx, tried.email, LOCKED, arrival.now);
  await rememberRefusal(trx, deps, tried.account, tried.why, arrival);
  return lockedUntil ? { became: 'locked', until: lockedUntil } : { became: 'wrong' };
}

const MINUTES_LOCKED = LOCKED_FOR / 60_000;

const LOCKED = {
  subject: 'Your sign-in to Kith is locked for now',
  notice: `Your sign-in was locked for ${MINUTES_LOCKED} minutes after ${TRIES} wrong tries in a row.`,
  mail: [
    `Somebody tried to sign in to Kith with your address ${TRIES} times in a row and was wrong each time. To keep your account safe it is locked for ${MINUTES_LOCKED} minutes.`,
    'If it was you: wait, then try again. If you do not know your password, ask your agency’s assurance lead or an administrator for a new link.',
    'If it was not you: nobody came in. Tell your agency’s assurance lead.',
  ].join('\n\n'),
};
