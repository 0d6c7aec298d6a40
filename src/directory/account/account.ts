import { sql } from 'kysely';
import type { HeldRole, Purpose } from '../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { IDLE_LIMIT, type Way } from '../sign-in/session.ts';

/** A role of one's own, held now or from a later day. */
export interface OwnRole {
  role: HeldRole;
  from: PlainDate;
  /** Its last day; null while no end is known. */
  until: PlainDate | null;
  /** Not yet: it begins on a later day. */
  later: boolean;
}

/** What Kith knows of the person who looks at their own account. */
export interface Account {
  name: string;
  email: string;
  agencyName: string;
  team: string | null;
  job: string | null;
  joined: PlainDate;
  /** Their last day; null while they stay. */
  leaves: PlainDate | null;
  roles: OwnRole[];
  way: Way;
  /** Whether more than a password vouches for them in this session. */
  strong: boolean;
  purpose: Purpose | null;
  hasPassword: boolean;
  hasTotp: boolean;
  passkeys: number;
  recoveryCodes: number;
  termsAcceptedOn: PlainDate | null;
  unread: number;
  sessions: number;
}

type Row = Omit<Account, 'roles' | 'purpose' | 'unread' | 'termsAcceptedOn'> & { termsAcceptedAt: Date | null };

/** A person's own account, as it stands in one of their sessions. */
export async function getAccount(
  trx: Db,
  whose: { personId: string; sessionId: string; termsVersion: string; now: Date },
): Promise<Omit<Account, 'purpose' | 'unread'>> {
  const { personId, now } = whose;
  const today = londonDate(now);
  const { rows } = await sql<Row>`
    select p.name, p.email, a.name as "agencyName", p.team, p.job, p.joined, p.left_on as leaves, s.way, s.strong,
      exists (select from password w where w.person_id = p.id) as "hasPassword",
      exists (select from totp t where t.person_id = p.id and t.confirmed_at is not null) as "hasTotp",
      (select count(*)::integer from passkey k where k.person_id = p.id) as passkeys,
      (select count(*)::integer from recovery_code c where c.person_id = p.id and c.used_at is null) as "recoveryCodes",
      (select t.accepted_at from terms_acceptance t where t.person_id = p.id and t.version = ${whose.termsVersion})
        as "termsAcceptedAt",
      (select count(*)::integer from session o where o.person_id = p.id and o.ended_at is null and o.ends_at > ${now}
        and o.seen_at > ${new Date(now.getTime() - IDLE_LIMIT)}) as sessions
    from person p join agency a on a.key = p.agency join session s on s.id = ${whose.sessionId}::uuid
    where p.id = ${personId}::uuid`.execute(trx);
  const roles = await sql<OwnRole>`
    select role, from_date as from, until_date as until, from_date > ${today}::date as later from role_holding
    where person_id = ${personId}::uuid and (until_date is null or until_date >= greatest(${today}::date, from_date))
    order by later, from_date, role`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('Somebody who is signed in has no account.');
  const { termsAcceptedAt, ...account } = row;
  return { ...account, roles: roles.rows, termsAcceptedOn: termsAcceptedAt && londonDate(termsAcceptedAt) };
}
