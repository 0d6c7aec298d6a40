import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { useRecoveryCode } from '../account/second-factor/recovery-code.ts';
import { useTotpCode } from '../account/second-factor/totp.ts';
import { type Account, findAccountOf } from './account.ts';
import { type Arrival, admit, rememberRefusal } from './arrival.ts';
import { holdGuard } from './lock.ts';
import { AWAITING_CODE, type AwaitingCode, type Tried, wrong } from './password-sign-in.ts';
import { findStep, takeStep } from './step.ts';
import { tellPerson } from './tell.ts';

/** Somebody whose password was right and who must show a second factor. */
export interface HalfWay {
  account: Account;
  back: string;
}

/** Who is half-way in with this token; null when nobody is, or it took too long. */
export async function findHalfWay(db: Db, token: string, now: Date): Promise<HalfWay | null> {
  const step = await findStep<AwaitingCode>(db, AWAITING_CODE, token, now);
  if (!step?.personId) return null;
  const account = await findAccountOf(db, step.personId, now);
  return account && !account.away ? { account, back: step.data.back } : null;
}

/** Tries a code of an authenticator app, or a recovery code. Wrong ones count like wrong passwords. */
export function tryCode(
  deps: Deps,
  token: string,
  code: string,
  arrival: Arrival,
): Promise<Tried | { became: 'too-late' }> {
  const { keyring } = deps;
  const { now } = arrival;
  return deps.db.transaction().execute(async (trx) => {
    const halfWay = await findHalfWay(trx, token, now);
    if (!halfWay) return tooLate(trx, deps, null, arrival);
    const { account } = halfWay;
    const guard = await holdGuard(trx, account.email, now);
    if (guard.lockedUntil) {
      await takeStep(trx, AWAITING_CODE, token, now);
      await rememberRefusal(trx, deps, account, 'locked', arrival);
      return { became: 'locked', until: guard.lockedUntil };
    }
    const asked = { personId: account.id, code, now };
    const byApp = await useTotpCode(trx, keyring, asked);
    if (!byApp && !(await useRecoveryCode(trx, keyring, asked))) {
      const { email } = account;
      const became = await wrong(trx, deps, { email, account, why: 'wrong-code' }, arrival);
      if (became.became === 'locked') await takeStep(trx, AWAITING_CODE, token, now);
      return became;
    }
    if (!(await takeStep(trx, AWAITING_CODE, token, now))) return tooLate(trx, deps, account, arrival);
    if (!byApp) await tellPerson(trx, account.id, recoveryWord(account.recoveryCodes - 1), now);
    const admitted = await admit(trx, deps, account, { way: 'password', strong: true }, arrival);
    return { became: 'admitted', admitted };
  });
}

/** Nobody waits for this code, or not any more. */
async function tooLate(
  trx: Db,
  deps: Pick<Deps, 'keyring'>,
  account: Account | null,
  arrival: Arrival,
): Promise<{ became: 'too-late' }> {
  await rememberRefusal(trx, deps, account, 'too-late', arrival);
  return { became: 'too-late' };
}

function recoveryWord(left: number) {
  const codes = left === 1 ? '1 recovery code is' : `${left === 0 ? 'No' : left} recovery codes are`;
  return {
    subject: 'A recovery code was used to sign in to Kith',
    notice: `Somebody signed in as you with a recovery code. ${codes} left.`,
    mail: [
      `Somebody signed in to Kith as you with your password and one of your recovery codes. ${codes} left.`,
      'If it was you and your phone is lost, set up another one under “Your account”.',
      'If it was not you, tell your agency’s assurance lead or an administrator at once: somebody has your password and your codes.',
    ].join('\n\n'),
  };
}
