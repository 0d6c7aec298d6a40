import { sql } from 'kysely';
import type { Db } from '../platform/database/connection.ts';
import { PlainError } from '../platform/plain-error.ts';
import { holdsDemonstration } from '../platform/records/index.ts';

/**
 * Throws PlainError for a database that holds the demonstration: anybody may sign in to that as somebody invented, so nobody's
 * real work may stand beside it.
 */
export async function refuseDemonstration(db: Db): Promise<void> {
  const { rows } = await sql`select from person where demonstration limit 1`.execute(db);
  if (rows.length === 0 && !(await holdsDemonstration(db))) return;
  throw new PlainError(
    'This database holds the demonstration, whose invented people sign in without a password, so Kith does not open it with KITH_ENV=production: let KITH_HOME or DATABASE_URL name an empty one for your partnership.',
  );
}
