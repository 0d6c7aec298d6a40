import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';

/** A sign-in under way, between one page and the next. */
export interface Step<T> {
  personId: string | null;
  data: T;
  expiresAt: Date;
}

/** What is kept of a step: under which name, whose, for how long. */
export interface NewStep<T> {
  kind: string;
  personId: string | null;
  data: T;
  now: Date;
  /** How long it waits. */
  minutes: number;
}

const checksum = (token: string) => createHash('sha256').update(token).digest();

/** Keeps a step under a token that nobody has seen before, and returns the token. Only its checksum is stored. */
export async function beginStep<T>(trx: Db, step: NewStep<T>): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await putStep(trx, token, step);
  return token;
}

/** Keeps a step under a name of the caller's making, for instance a session's; one of that name before it is forgotten. */
export async function putStep<T>(trx: Db, name: string, step: NewStep<T>): Promise<void> {
  const expiresAt = new Date(step.now.getTime() + step.minutes * 60_000);
  await sql`
    insert into sign_in_step (token_hash, kind, person_id, data, made_at, expires_at)
    values (${checksum(name)}, ${step.kind}, ${step.personId}::uuid, ${JSON.stringify(step.data)}::jsonb, ${step.now}, ${expiresAt})
    on conflict (token_hash) do update set kind = excluded.kind, person_id = excluded.person_id, data = excluded.data,
      made_at = excluded.made_at, expires_at = excluded.expires_at`.execute(trx);
}

/** The step of that token, if it still waits. */
export async function findStep<T>(db: Db, kind: string, token: string, now: Date): Promise<Step<T> | null> {
  const { rows } = await sql<Step<T>>`
    select person_id as "personId", data, expires_at as "expiresAt" from sign_in_step
    where token_hash = ${checksum(token)} and kind = ${kind} and expires_at > ${now}`.execute(db);
  return rows[0] ?? null;
}

/** The same, and it is over: of two who take it at once, one gets it. */
export async function takeStep<T>(trx: Db, kind: string, token: string, now: Date): Promise<Step<T> | null> {
  const { rows } = await sql<Step<T>>`
    delete from sign_in_step where token_hash = ${checksum(token)} and kind = ${kind}
    returning person_id as "personId", data, expires_at as "expiresAt"`.execute(trx);
  const step = rows[0];
  return step && step.expiresAt > now ? step : null;
}

/** Marks something as used until it is out of date by itself; false when it was used before. */
export async function useOnce(trx: Db, what: string, now: Date, minutes: number): Promise<boolean> {
  const { rows } = await sql`
    insert into sign_in_step (token_hash, kind, data, made_at, expires_at)
    values (${checksum(what)}, 'used', '{}', ${now}, ${new Date(now.getTime() + minutes * 60_000)})
    on conflict (token_hash) do nothing returning 1 as one`.execute(trx);
  return rows.length === 1;
}

/** Over TLS, a name that no other host and no plain connection can set. */
function stepCookie(secure: boolean): string {
  return secure ? '__Host-kith-step' : 'kith-step';
}

/** Gives a step's token to the browser; it is sent back from Kith's own pages only. */
export function setStepCookie(reply: FastifyReply, token: string): void {
  const { secure } = reply.server.kithServer;
  reply.setCookie(stepCookie(secure), token, { path: '/', httpOnly: true, sameSite: 'strict', secure });
}

/** The step's token that the browser sent; empty when it sent none. */
export function stepToken(request: FastifyRequest): string {
  return request.cookies[stepCookie(request.server.kithServer.secure)] ?? '';
}

/** Takes the step's token from the browser. */
export function clearStepCookie(reply: FastifyReply): void {
  const { secure } = reply.server.kithServer;
  reply.clearCookie(stepCookie(secure), { path: '/', httpOnly: true, sameSite: 'strict', secure });
}
