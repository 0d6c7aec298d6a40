import { sql } from 'kysely';
import type { HeldRole } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { Deps } from '../../platform/module.ts';
import { holdsDemonstration } from '../../platform/records/index.ts';
import { awayOn, findAccountOf } from './account.ts';
import { type Admitted, type Arrival, admit, rememberRefusal } from './arrival.ts';

/** Somebody invented, as whom anybody may sign in to the demonstration. */
export interface Invented {
  id: string;
  name: string;
  agencyName: string;
  role: HeldRole;
}

/** The invented people of a database that holds the demonstration, by role; nobody anywhere else. */
export async function listInvented(db: Db, now: Date): Promise<Invented[]> {
  if (!(await holdsDemonstration(db))) return [];
  const today = londonDate(now);
  const { rows } = await sql<Invented>`
    select distinct on (p.id) p.id, p.name, a.name as "agencyName", h.role
    from person p join agency a on a.key = p.agency join role_holding h on h.person_id = p.id
    where p.demonstration and ${awayOn(today)} is null
      and h.from_date <= ${today}::date and coalesce(h.until_date >= ${today}::date, true)
    order by p.id, h.from_date, h.role`.execute(db);
  return rows;
}

/** Lets somebody in as an invented person; null when the number is not that of one, or this is not the demonstration. */
export function enterAs(deps: Deps, personId: string, arrival: Arrival): Promise<Admitted | null> {
  return deps.db.transaction().execute(async (trx) => {
    const invented = (await listInvented(trx, arrival.now)).some((one) => one.id === personId);
    const account = invented ? await findAccountOf(trx, personId, arrival.now) : null;
    if (!account) {
      await rememberRefusal(trx, deps, null, 'not-known', arrival);
      return null;
    }
    return admit(trx, deps, account, { way: 'demonstration', strong: true }, arrival);
  });
}
