import { createHash } from 'node:crypto';

/** One field of a record that an act changed. `null` stands for "nothing there". */
export interface FieldChange {
  kind: string;
  recordId: string;
  /** Name of the field as the record's own pages call it: `aware_on`. */
  field: string;
  before: unknown;
  after: unknown;
}

/** What became of an act: done; refused by the rules of access; failed, for instance a wrong password. */
export type Outcome = 'done' | 'refused' | 'failed';

/** One entry of the ledger, before it has a place in the chain. */
export interface Entry {
  at: Date;
  /** Code of the act: `notification.read`. */
  event: string;
  outcome: Outcome;
  /** What the person was doing, in words: "Read a serious incident notification". */
  doing: string;
  /** Null for an act from the command line and for somebody who was not recognised. */
  personId: string | null;
  /** Name at this time; for the command line, who ran it. */
  who: string;
  agency: string | null;
  role: string | null;
  purpose: string | null;
  kind: string | null;
  recordId: string | null;
  /** Records shown together in a list. */
  seen: readonly string[] | null;
  why: string | null;
  requestId: string | null;
  sessionId: string | null;
  changes: readonly FieldChange[];
}

/**
 * The text over which an entry's code is made: its fields in a fixed order, each with its length in bytes before it, so that
 * no two entries have the same text. `canonical-sql.ts` builds the same text in SQL; a test compares them.
 */
export function canonicalText(
  seq: number,
  entry: Omit<Entry, 'changes'>,
  changes: Uint8Array | null,
  keyId: string,
): string {
  return placeText(seq) + textWithoutPlace(entry, changes, keyId);
}

/** How an entry's text begins: its place. */
export function placeText(seq: number): string {
  return framed(String(seq));
}

function textWithoutPlace(entry: Omit<Entry, 'changes'>, changes: Uint8Array | null, keyId: string): string {
  const parts = [
    entry.event,
    entry.outcome,
    entry.doing,
    lower(entry.personId),
    entry.who,
    entry.agency,
    entry.role,
    entry.purpose,
    entry.kind,
    lower(entry.recordId),
    entry.seen === null ? null : entry.seen.join(',').toLowerCase(),
    entry.why,
    entry.requestId,
    lower(entry.sessionId),
    changes === null ? null : Buffer.from(changes).toString('hex'),
    keyId,
  ];
  return `${secondsText(entry.at)};${parts.map(framed).join('')}`;
}

/** Seconds since 1970 to the microsecond, as PostgreSQL writes them. */
function secondsText(at: Date): string {
  const ms = Math.abs(at.getTime());
  const fraction = String(ms % 1000).padStart(3, '0');
  return `${at.getTime() < 0 ? '-' : ''}${Math.floor(ms / 1000)}.${fraction}000`;
}

/** Checksum over the fields that an entry changed; null when there are none. */
export function changesDigest(changes: readonly FieldChange[]): Buffer | null {
  if (changes.length === 0) return null;
  const hash = createHash('sha256');
  for (const change of changes) {
    const values = [change.kind, lower(change.recordId), change.field, stable(change.before), stable(change.after)];
    hash.update(values.map(framed).join(''));
  }
  return hash.digest();
}

/** A value as the database's `jsonb` gives it back, whatever order its keys had; null for nothing. */
function stable(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  // What JSON makes of it is what the database is given: a Date becomes its text, for instance.
  const kept: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  return kept === null ? null : stableText(kept);
}

/** A value of JSON as text, with its keys in one order. */
export function stableText(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, held]) => [key, sorted(held)]),
  );
}

/** The database gives numbers of records back in lower case. */
function lower(id: string | null): string | null {
  return id === null ? null : id.toLowerCase();
}

/** A text with its length in bytes before it; a sign of its own for nothing. */
export function framed(text: string | null): string {
  return text === null ? '-' : `${Buffer.byteLength(text)}:${text}`;
}
