import { createHash } from 'node:crypto';
import { framed, stableText } from './entry.ts';

/** A row of `field_change` with its values as the database writes JSON. */
export interface WrittenChange {
  seq: number;
  position: number;
  kind: string | null;
  recordId: string | null;
  field: string | null;
  before: string | null;
  after: string | null;
}

/** The checksum that belongs to rows of one entry, in hexadecimal digits; null for none, empty for rows that were never so written. */
export function digestOf(rows: readonly WrittenChange[]): string | null {
  if (rows.length === 0) return null;
  const hash = createHash('sha256');
  for (const [index, row] of rows.entries()) {
    const [before, after] = [row.before, row.after].map(asWritten);
    if (before === undefined || after === undefined || row.position !== index) return '';
    hash.update([row.kind, row.recordId, row.field, before, after].map(framed).join(''));
  }
  return hash.digest('hex');
}

/** A value in the text over which checksums are made; undefined for one that Kith never writes like that. */
function asWritten(json: string | null): string | null | undefined {
  if (json === null) return null;
  // A text on its own, as most values are, holds no number.
  if (json.startsWith('"')) return JSON.stringify(JSON.parse(json));
  let strange = false;
  // Numbers that differ beyond a double's digits would be read as the same.
  const value: unknown = JSON.parse(json, (_key, held: unknown, { source }: { source?: string } = {}) => {
    if (typeof held === 'number' && source !== undefined) strange ||= !isPlain(held, source);
    return held;
  });
  return strange || value === null ? undefined : stableText(value);
}

function isPlain(held: number, source: string): boolean {
  const written = String(held);
  return written === source || written.includes('e');
}
