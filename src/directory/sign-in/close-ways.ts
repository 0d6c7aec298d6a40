import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { endLink } from '../account/calendar/link.ts';
import { removeAllFactors } from '../account/second-factor/set-up.ts';
import { endOtherSessions } from './session.ts';

/**
 * Takes from an account everything that was chosen for it: password, second factors, half-finished sign-ins, sessions and the address for a calendar. Its
 * person needs a new link. What their organisation says of them still counts. `because` is shown to them.
 */
export async function closeWays(trx: Db, personId: string, because: string, now: Date): Promise<void> {
  await sql`delete from password where person_id = ${personId}::uuid`.execute(trx);
  await sql`delete from sign_in_step where person_id = ${personId}::uuid`.execute(trx);
  await removeAllFactors(trx, personId);
  await endLink(trx, personId, because, now);
  await endOtherSessions(trx, personId, null, because, now);
}
