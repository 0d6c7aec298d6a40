import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { countWrongTry, holdGuard, unlock } from '../sign-in/lock.ts';
import type { PasswordHasher } from '../sign-in/password-hash.ts';
import { type PasswordOwner, passwordProblem } from '../sign-in/password-rules.ts';

/** What became of a try to change one's own password. */
export type PasswordChange = { changed: true } | { changed: false; field: 'old' | 'password'; because: string };

/** Whether the person has a password here at all. */
export async function hasPassword(trx: Db, personId: string): Promise<boolean> {
  const { rows } = await sql`select from password where person_id = ${personId}::uuid`.execute(trx);
  return rows.length === 1;
}

/**
 * Changes a person's own password if they know the one until now. Wrong tries count as those of signing in do, so that
 * nobody who finds an open browser can try until they have it.
 */
export async function changePassword(
  trx: Db,
  hasher: PasswordHasher,
  asked: { personId: string; old: string; password: string; partnership: string; now: Date },
): Promise<PasswordChange> {
  const { personId, now } = asked;
  const { rows } = await sql<PasswordOwner & { hash: string }>`
    select p.name, p.email, w.hash from person p join password w on w.person_id = p.id
    where p.id = ${personId}::uuid`.execute(trx);
  const [owner] = rows;
  const refuse = (field: 'old' | 'password', because: string): PasswordChange => ({ changed: false, field, because });
  if (!owner) return refuse('old', 'You have no password in Kith: sign in the way you always do');
  const locked = 'Too many wrong passwords were typed: try again in 30 minutes';
  if ((await holdGuard(trx, owner.email, now)).lockedUntil) return refuse('old', locked);
  if (!(await hasher.verify(owner.hash, asked.old))) {
    const guard = await countWrongTry(trx, owner.email, now);
    return refuse('old', guard.justLocked ? locked : 'Enter the password you use now');
  }
  await unlock(trx, owner.email);
  const problem = await passwordProblem(asked.password, { ...owner, partnership: asked.partnership });
  if (problem) return refuse('password', problem);
  if (await hasher.verify(owner.hash, asked.password)) return refuse('password', 'Enter a password that is new');
  await sql`
    update password set hash = ${await hasher.hash(asked.password)}, changed_at = ${now}
    where person_id = ${personId}::uuid`.execute(trx);
  return { changed: true };
}
