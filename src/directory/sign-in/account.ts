import { type RawBuilder, sql } from 'kysely';
import { londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

/** What sign-in knows of a person. */
export interface Account {
  id: string;
  name: string;
  email: string;
  /** Key of their agency. */
  agency: string;
  /** Why they do not work with Kith today: their last day is over, or their first is still to come. Null when they do. */
  away: 'left' | 'not-yet' | null;
  /** What is stored of their password; null when they never chose one. */
  hash: string | null;
  /** An authenticator app is set up. */
  app: boolean;
  passkeys: number;
  /** Recovery codes that were not used yet. */
  recoveryCodes: number;
}

/** Why the person of the row `p` does not work with Kith on a day: `left`, `not-yet`; null when they do. */
export function awayOn(day: PlainDate): RawBuilder<Account['away']> {
  return sql`case when p.left_on < ${day}::date then 'left' when p.joined > ${day}::date then 'not-yet' end`;
}

const account = (now: Date) => sql`
  select p.id, p.name, p.email, p.agency, ${awayOn(londonDate(now))} as away, w.hash,
    exists (select from totp t where t.person_id = p.id and t.confirmed_at is not null) as app,
    (select count(*)::integer from passkey k where k.person_id = p.id) as passkeys,
    (select count(*)::integer from recovery_code r where r.person_id = p.id and r.used_at is null) as "recoveryCodes"
  from person p left join password w on w.person_id = p.id`;

/** Whose address it is; null when it is nobody's. `email` as `addressOf` gives it. */
export async function findAccount(db: Db, email: string, now: Date): Promise<Account | null> {
  const { rows } = await sql<Account>`${account(now)} where p.email = ${email}`.execute(db);
  return rows[0] ?? null;
}

/** The account of a person by their number. */
export async function findAccountOf(db: Db, personId: string, now: Date): Promise<Account | null> {
  const { rows } = await sql<Account>`${account(now)} where p.id = ${personId}::uuid`.execute(db);
  return rows[0] ?? null;
}

/** Whether something besides a password is asked of them at sign-in. */
export function hasSecondFactor({ app, passkeys }: Pick<Account, 'app' | 'passkeys'>): boolean {
  return app || passkeys > 0;
}

/** Writes what is stored of a person's password. */
export async function savePassword(trx: Db, personId: string, hash: string, now: Date): Promise<void> {
  await sql`
    insert into password (person_id, hash, changed_at) values (${personId}::uuid, ${hash}, ${now})
    on conflict (person_id) do update set hash = excluded.hash, changed_at = excluded.changed_at`.execute(trx);
}

/** The same password with today's parameters, unless it was changed in between. */
export async function renewHash(trx: Db, personId: string, before: string, after: string): Promise<void> {
  await sql`update password set hash = ${after} where person_id = ${personId}::uuid and hash = ${before}`.execute(trx);
}
