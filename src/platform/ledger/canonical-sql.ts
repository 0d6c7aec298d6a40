import { sql } from 'kysely';

/** A text with its length in bytes before it, as `framed` in `entry.ts` writes it; a sign of its own for nothing. */
function framed(text: string): string {
  return `coalesce(octet_length(${text}) || ':' || ${text}, '-')`;
}

/** As `framed`, for what the table does not allow to be empty: where it is nevertheless, the whole text is. */
function held(column: string): string {
  return `octet_length(${column}) || ':' || ${column}`;
}

function number(column: string): string {
  return `coalesce('36:' || ${column}::text, '-')`;
}

/** A list as it was written: one with a gap, with other bounds or with lists inside it gives another text. */
const SEEN = 'substr(e.seen::text, 2, length(e.seen::text) - 2)';

const PARTS = [
  held('e.event'),
  held('e.outcome'),
  held('e.doing'),
  number('e.person_id'),
  held('e.who'),
  framed('e.agency'),
  framed('e.role'),
  framed('e.purpose'),
  framed('e.kind'),
  number('e.record_id'),
  framed(SEEN),
  framed('e.why'),
  framed('e.request_id'),
  number('e.session_id'),
  "coalesce('64:' || encode(e.changes, 'hex'), '-')",
  held('e.key_id'),
];

/**
 * The text of an entry `e` after its place, spelled out in PostgreSQL's own functions: a function of ours in the database
 * could be replaced by whoever rewrites the ledger. Null where a column is empty that never is. `canonicalText` makes the
 * same text; a test compares them. Half of a whole check's time is spent here: every call counts.
 */
export const CANONICAL_SQL = sql.raw<string | null>(`extract(epoch from e.at) || ';' || ${PARTS.join(' || ')}`);
