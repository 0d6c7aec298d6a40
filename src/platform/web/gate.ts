import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTable, Actor, Purpose } from '../access/index.ts';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';

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

/** A session that has run out and whose token is still in the browser. */
export interface Lapsed {
  sessionId: string;
  personId: string;
}

/** What the web layer asks of the part of the product that knows people. `app.ts` joins the two. */
export interface Gate {
  db: Db;
  keyring: Keyring;
  table: AccessTable;
  now: () => Date;
  /** Who sends this request. Reads the cookie, and changes the token where rights have changed. */
  recognise: (request: FastifyRequest, reply: FastifyReply) => Promise<{ visit: Visit | null; lapsed: Lapsed | null }>;
  /** Keeps what was typed for the same person's next session. `path` is the page with the form. */
  keepForm: (personId: string, path: string, body: Record<string, unknown>) => Promise<void>;
  /** Takes back what was kept for this page; null when nothing was. */
  takeForm: (personId: string, path: string) => Promise<Record<string, unknown> | null>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends this request; null for the public. */
    visit: Visit | null;
    lapsed: Lapsed | null;
  }
}
