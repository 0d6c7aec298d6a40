import type { Keyring } from '../keys/keyring.ts';
import { placeText } from './entry.ts';
import type { Place } from './finding.ts';

/** An entry as it stands in the database, with what its code is made over. */
export interface WrittenEntry {
  seq: number;
  keyId: string;
  /** In hexadecimal digits. */
  mac: string;
  /** Checksum over its changed fields in hexadecimal digits; null when it has none. */
  changes: string | null;
  /** Its text after its place; null where a column is empty that never is. */
  text: string | null;
}

/** The code that belongs to an entry at a place, after another code; undefined when the ring lacks its key. */
export function codeOf(keyring: Keyring, before: string, seq: number, entry: WrittenEntry): string | undefined {
  if (entry.text === null) return '';
  return keyring.mac(entry.keyId, Buffer.from(before, 'hex'), placeText(seq), entry.text)?.toString('hex');
}

/** How many entries may have been taken out at one place, and the rest renumbered, for it to be told from an altered entry. */
const MOST_TAKEN_OUT = 2000;

/**
 * What was done where an entry does not fit: `ahead` begins with that entry, `expected` is its place and `before` the code of
 * the entry before it, which is genuine. An entry whose code fits only elsewhere tells of a removal, an insertion or an exchange.
 */
export function diagnose(
  keyring: Keyring,
  before: string,
  expected: number,
  ahead: readonly [WrittenEntry, ...WrittenEntry[]],
): Place {
  const [found, next] = ahead;
  const fits = (prior: string, seq: number, entry: WrittenEntry) =>
    codeOf(keyring, prior, seq, entry) === entry.mac && entry.mac !== '';
  if (found.seq < expected) return { seq: found.seq, fault: 'inserted' };
  const genuine = ahead.findIndex((entry) => fits(before, expected, entry));
  const rival = ahead[genuine];
  if (found.seq > expected) {
    return rival
      ? { seq: expected, fault: 'altered', more: `It was given number ${rival.seq}.` }
      : { seq: expected, fault: 'removed', more: amount(found.seq - expected) };
  }
  if (rival) {
    const neighbour = genuine === 1 ? rival.mac : (ahead[genuine - 1]?.mac ?? '');
    return fits(neighbour, rival.seq, found)
      ? { seq: expected, fault: 'altered', more: `It and entry ${rival.seq} have changed places.` }
      : { seq: expected, fault: 'inserted' };
  }
  if (!keyring.ledgerKeyIds.includes(found.keyId)) {
    const renamed = keyring.ledgerKeyIds.some((keyId) => fits(before, expected, withKey(found, keyId)));
    if (!renamed) return { seq: expected, fault: 'unknown-key' };
  }
  for (let taken = 1; next && taken <= MOST_TAKEN_OUT; taken++) {
    if (fits(found.mac, next.seq + taken, next)) {
      return { seq: expected, fault: 'removed', more: `${amount(taken)} What came after was given other numbers.` };
    }
  }
  return { seq: expected, fault: 'altered' };
}

function amount(count: number): string {
  return count === 1 ? '1 entry is gone.' : `${count} entries are gone.`;
}

/** The entry as it would be had another key written it: the key's number is the last part of its text. */
function withKey(entry: WrittenEntry, keyId: string): WrittenEntry {
  const end = `${Buffer.byteLength(entry.keyId)}:${entry.keyId}`;
  const text = entry.text?.endsWith(end) ? `${entry.text.slice(0, -end.length)}${keyId.length}:${keyId}` : null;
  return { ...entry, keyId, text };
}
