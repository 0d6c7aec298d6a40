import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTable, ActingAs, Actor, Ending, Purpose } from '../access/index.ts';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import type { TypedValues } from './form.ts';

/** Somebody who is signed in, at one request. */
export interface Visit {
  actor: Actor;
  sessionId: string;
  /** What they said they need records for; null before they said so. */
  purpose: Purpose | null;
  /** Whether more than a password vouches for them. */
  strong: boolean;
  /** When they are signed out if they do nothing. */
  idleEndsAt: Date;
  /** When they are signed out whatever they do. */
  endsAt: Date;
  /** What they must do before anything else; null when nothing. Its page is the only one open to them. */
  owes: { href: string } | null;
  /** Notices they have not read. */
  unread: number;
}

/** Why a session is over: half an hour without a request, twelve hours whatever happened, or somebody ended it. */
export type LapseReason = 'idle' | 'longest' | 'ended';

/** A session that is over and whose token is still in the browser. */
export interface Lapsed {
  sessionId: string;
  personId: string;
  because: LapseReason;
  /** Whether what they typed waits for their next session: not once they have left. */
  keepsForms: boolean;
}

/** What the web layer asks of the part of the product that knows people. `app.ts` joins the two. */
export interface Gate {
  db: Db;
  keyring: Keyring;
  table: AccessTable;
  now: () => Date;
  /** Runs work in a transaction for somebody: `actAs`, unless what it costs is measured. */
  act: <T>(acting: ActingAs, work: (trx: Db) => Promise<T>, ending: Ending<T>) => Promise<T>;
  /** Who sends this request. Reads the cookie, and changes the token where rights have changed. */
  recognise: (request: FastifyRequest, reply: FastifyReply) => Promise<{ visit: Visit | null; lapsed: Lapsed | null }>;
  /** Keeps what was typed for the same person's next session, sealed. `address` is the page with the form. */
  keepForm: (personId: string, address: string, typed: TypedValues) => Promise<void>;
  /** What was kept for this page; null when nothing was, or too long ago. */
  keptForm: (personId: string, address: string) => Promise<TypedValues | null>;
  /** Drops what was kept for this page: it has been sent. In the caller's transaction. */
  dropForm: (trx: Db, personId: string, address: string) => Promise<void>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends this request; null for the public. */
    visit: Visit | null;
    lapsed: Lapsed | null;
    /** The form was made in an earlier session of the same person: what it says is given back, never done. */
    staleToken: boolean;
  }
}
