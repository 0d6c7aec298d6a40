import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type AccessTable, actAs, type HeldRole, isPurpose } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import type { Gate, Lapsed, LapseReason, Visit } from '../../platform/web/gate.ts';
import { formCookie } from '../../platform/web/server.ts';
import { dropForm, dropOldForms, findKeptForm, keepForm } from '../account/kept-form.ts';
import { awayOn } from './account.ts';
import { TERMS_VERSION } from './terms.ts';

const MINUTE = 60_000;
/** Signed out after this long without a request. */
export const IDLE_LIMIT = 30 * MINUTE;
/** Signed out after this long whatever happens. */
export const WHOLE_LIMIT = 12 * 60 * MINUTE;
/** How exactly the last request is remembered: not every one writes. */
const SEEN_GRAIN = 10_000;
/** How long requests that were under way may still carry the token from before a change. */
const OLD_TOKEN_LIMIT = 30_000;

/** How somebody proved who they are. */
export type Way = 'password' | 'passkey' | 'provider' | 'demonstration';

/** A session to begin. */
export interface NewSession {
  personId: string;
  way: Way;
  /** Whether more than a password vouches for them. */
  strong: boolean;
  /** The browser's own words for itself. */
  browser: string;
  now: Date;
  /** What the provider wants to see at sign-out, sealed. */
  providerHint?: Buffer;
}

/**
 * Begins a session with a token that nobody has seen before, whatever the browser carried until then, and returns the token:
 * give it to the browser with `setSessionCookie`. Only its checksum is stored.
 */
export async function startSession(trx: Db, session: NewSession): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const { personId, now } = session;
  await sql`
    insert into session (id, person_id, token_hash, rotated_at, way, strong, rights, browser, started_at, seen_at, ends_at, provider_hint)
    select ${id}::uuid, p.id, ${checksum(token)}, ${now}, ${session.way}, ${session.strong}, ${rightsOf(now)},
      ${session.browser.slice(0, 300)}, ${now}, ${now}, ${new Date(now.getTime() + WHOLE_LIMIT)}, ${session.providerHint ?? null}::bytea
    from person p where p.id = ${personId}::uuid`.execute(trx);
  await dropOldForms(trx, now);
  return { id, token };
}

/** Ends a session; `because` is shown to its owner. Ending it twice changes nothing. */
export async function endSession(trx: Db, id: string, because: string, now: Date): Promise<void> {
  await sql`
    update session set ended_at = ${now}, ended_because = ${because}
    where id = ${id}::uuid and ended_at is null`.execute(trx);
}

/** Ends every session of a person but one, for instance after a new password. */
export async function endOtherSessions(
  trx: Db,
  personId: string,
  keep: string | null,
  because: string,
  now: Date,
): Promise<void> {
  await sql`
    update session set ended_at = ${now}, ended_because = ${because}
    where person_id = ${personId}::uuid and ended_at is null and id is distinct from ${keep}::uuid`.execute(trx);
}

/** A second factor vouches for the person from now on. What they may reach changes with it, and so does the token. */
export async function strengthenSession(trx: Db, id: string, reply: FastifyReply, now: Date): Promise<void> {
  await sql`update session set strong = true where id = ${id}::uuid`.execute(trx);
  await replaceToken(trx, id, reply, now);
}

interface Owing {
  way: Way;
  strong: boolean;
  roles: readonly HeldRole[];
  termsAccepted: boolean;
}

function owedOf(access: AccessTable, { way, strong, roles, termsAccepted }: Owing): { href: string } | null {
  if (!termsAccepted) return { href: '/terms' };
  return way === 'password' && !strong && access.reachesRestricted(roles) ? { href: '/account/second-factor' } : null;
}

/** The page of what the person of a session must do before anything else; null when there is nothing. */
export async function findOwed(trx: Db, access: AccessTable, sessionId: string, now: Date): Promise<string | null> {
  const { rows } = await sql<Owing>`
    select s.way, s.strong, array(${rolesOf(now)}) as roles,
      exists (select from terms_acceptance t where t.person_id = p.id and t.version = ${TERMS_VERSION}) as "termsAccepted"
    from session s join person p on p.id = s.person_id where s.id = ${sessionId}::uuid`.execute(trx);
  return rows[0] ? (owedOf(access, rows[0])?.href ?? null) : null;
}

/** Agency, team and roles in force, as one text: what a change of rights changes. */
function rightsOf(now: Date) {
  return sql`(select concat_ws('|', p.agency, coalesce(p.team, ''),
    array_to_string(array(${rolesOf(now)}), ',')))`;
}

function rolesOf(now: Date) {
  const today = londonDate(now);
  return sql`select distinct h.role from role_holding h where h.person_id = p.id and h.from_date <= ${today}::date
    and (h.until_date is null or h.until_date >= ${today}::date) order by 1`;
}

/** The name of the session's cookie: where readers come over TLS, one that no other host and no plain connection can set. */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-kith' : 'kith';
}

/** Gives the session's token to the browser. */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  const { secure } = reply.server.kithServer;
  reply.setCookie(sessionCookie(secure), token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** Takes the token, and the secret of the forms that belonged to it, from the browser. */
export function clearSessionCookie(reply: FastifyReply): void {
  const { secure } = reply.server.kithServer;
  reply.clearCookie(sessionCookie(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
  reply.clearCookie(formCookie(secure), { path: '/', httpOnly: true, sameSite: 'strict', secure });
}

interface FoundSession {
  id: string;
  personId: string;
  rights: string;
  rightsNow: string;
  purpose: string | null;
  strong: boolean;
  way: Way;
  current: boolean;
  seenAt: Date;
  endsAt: Date;
  ended: boolean;
  name: string;
  agency: string;
  agencyName: string;
  team: string | null;
  /** Their last day is over, or their first is still to come. */
  away: boolean;
  roles: HeldRole[];
  termsAccepted: boolean;
  unread: number;
}

async function findSession(db: Db, token: string, now: Date): Promise<FoundSession | undefined> {
  const hash = checksum(token);
  const { rows } = await sql<FoundSession>`
    select s.id, s.person_id as "personId", s.rights, ${rightsOf(now)} as "rightsNow", s.purpose, s.strong, s.way,
      s.token_hash = ${hash} as current, s.seen_at as "seenAt", s.ends_at as "endsAt", s.ended_at is not null as ended,
      p.name, p.agency, a.name as "agencyName", p.team, ${awayOn(londonDate(now))} is not null as away,
      array(${rolesOf(now)}) as roles,
      exists (select from terms_acceptance t where t.person_id = p.id and t.version = ${TERMS_VERSION}) as "termsAccepted",
      notices_unread(p.id) as unread
    from session s join person p on p.id = s.person_id join agency a on a.key = p.agency
    where s.token_hash = ${hash}
      or (s.previous_hash = ${hash} and s.rotated_at > ${shifted(now, -OLD_TOKEN_LIMIT)}
        and s.rotated_at < ${shifted(now, OLD_TOKEN_LIMIT)})`.execute(db);
  return rows[0];
}

/** Joins sessions to the web layer: who sends a request, and what was typed into forms that came too late. */
export function sessionGate(deps: Deps): Gate {
  const { db, keyring, access, now } = deps;
  return {
    db,
    keyring,
    table: access,
    now,
    act: (acting, work, ending) => actAs(db, acting, work, ending),
    recognise: (request, reply) => recognise(deps, request, reply),
    keepForm: (personId, address, typed) => keepForm(db, keyring, { personId, address, typed, now: now() }),
    keptForm: (personId, address) => findKeptForm(db, keyring, { personId, address, now: now() }),
    dropForm,
  };
}

async function recognise(
  { db, access, now }: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ visit: Visit | null; lapsed: Lapsed | null }> {
  const token = request.cookies[sessionCookie(request.server.kithServer.secure)];
  if (!token) return { visit: null, lapsed: null };
  const at = now();
  const found = await findSession(db, token, at);
  if (!found) return { visit: null, lapsed: null };
  const because = lapseOf(found, at);
  if (because) {
    const { id: sessionId, personId } = found;
    return { visit: null, lapsed: { sessionId, personId, because, keepsForms: !found.away } };
  }
  if (found.current && found.rights !== found.rightsNow) await changeToken(db, found, reply, at);
  // A clock that was set back must not leave a session that lives until the old time comes round again.
  else if (Math.abs(at.getTime() - found.seenAt.getTime()) >= SEEN_GRAIN) {
    await sql`update session set seen_at = ${at} where id = ${found.id}::uuid`.execute(db);
  }
  const actor = {
    id: found.personId,
    name: found.name,
    agency: found.agency,
    agencyName: found.agencyName,
    team: found.team,
    roles: found.roles,
  };
  const visit: Visit = {
    actor,
    sessionId: found.id,
    purpose: found.purpose !== null && isPurpose(found.purpose) ? found.purpose : null,
    strong: found.strong,
    idleEndsAt: new Date(Math.min(at.getTime() + IDLE_LIMIT, found.endsAt.getTime())),
    endsAt: found.endsAt,
    owes: owedOf(access, found),
    unread: found.unread,
  };
  return { visit, lapsed: null };
}

function lapseOf({ ended, away, seenAt, endsAt }: FoundSession, at: Date): LapseReason | null {
  if (ended || away) return 'ended';
  if (at >= endsAt) return 'longest';
  return at.getTime() >= seenAt.getTime() + IDLE_LIMIT ? 'idle' : null;
}

/**
 * Gives a session a new token after its owner proved anew who they are. The one before stops at once, unlike at a change
 * of rights: somebody else may have it.
 */
export async function replaceToken(trx: Db, sessionId: string, reply: FastifyReply, now: Date): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  await sql`
    update session set previous_hash = null, token_hash = ${checksum(token)}, rotated_at = ${now}
    where id = ${sessionId}::uuid`.execute(trx);
  setSessionCookie(reply, token);
}

/** Rights have changed since the token was given: it is replaced, and the one before works for a moment more. */
async function changeToken(db: Db, found: FoundSession, reply: FastifyReply, at: Date): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const { numAffectedRows } = await sql`
    update session set previous_hash = token_hash, token_hash = ${checksum(token)}, rotated_at = ${at},
      rights = ${found.rightsNow}, seen_at = ${at}
    where id = ${found.id}::uuid and rights = ${found.rights}`.execute(db);
  if (numAffectedRows === 1n) setSessionCookie(reply, token);
}

function shifted(moment: Date, by: number): Date {
  return new Date(moment.getTime() + by);
}

function checksum(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
