import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { rolesThatMay } from '../policy.ts';
import type { Standing } from './turn.ts';

/** Everybody at work on a day whose roles reach beyond their own actions; a handful in each agency. */
export async function listStanding(trx: Db, today: PlainDate): Promise<Standing[]> {
  const roles = [...new Set([...rolesThatMay('change', 'others'), ...rolesThatMay('review', 'others')])];
  const { rows } = await sql<Standing>`
    select p.id, p.name, p.agency, array_agg(distinct h.role) as roles
    from role_holding h join person p on p.id = h.person_id
    where h.role = any(${roles}::text[]) and h.from_date <= ${today}::date
      and (h.until_date is null or h.until_date >= ${today}::date)
      and p.joined <= ${today}::date and (p.left_on is null or p.left_on >= ${today}::date)
    group by p.id order by p.name, p.id`.execute(trx);
  return rows;
}

/** Keys of all agencies, whether or not they still work. */
export async function listAgencyKeys(trx: Db): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select key from agency order by key`.execute(trx);
  return rows.map(({ key }) => key);
}
