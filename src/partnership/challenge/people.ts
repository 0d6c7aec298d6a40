import { sql } from 'kysely';
import type { HeldRole } from '../../platform/access/index.ts';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

/** Somebody who may take part in challenge today: name, job, team and roles, and nothing else of them. */
export interface Colleague {
  id: string;
  name: string;
  agency: string;
  agencyName: string;
  job: string | null;
  team: string | null;
  roles: readonly HeldRole[];
}

/** Roles that may raise and answer: those with work in the partnership. */
export const WORKING_ROLES: readonly HeldRole[] = [
  ...(['practitioner', 'hub-worker', 'meeting-administrator', 'assurance-lead'] as const),
  ...(['safeguarding-partner', 'business-manager', 'scrutineer'] as const),
];

/** People of an agency who work with Kith on a day and hold a role that may take part, by name. */
export async function listColleagues(
  trx: Db,
  of: { agency?: string; roles?: readonly HeldRole[]; ids?: readonly string[]; today: PlainDate },
): Promise<Colleague[]> {
  const roles = [...(of.roles ?? WORKING_ROLES)];
  const { rows } = await sql<Colleague>`
    select p.id, p.name, p.agency, a.name as "agencyName", p.job, p.team, array_agg(distinct h.role order by h.role) as roles
    from person p join agency a on a.key = p.agency join role_holding h on h.person_id = p.id
    where p.joined <= ${of.today}::date and (p.left_on is null or p.left_on >= ${of.today}::date)
      and h.role = any(${roles}) and h.from_date <= ${of.today}::date
      and (h.until_date is null or h.until_date >= ${of.today}::date)
      and (${of.agency ?? null}::text is null or p.agency = ${of.agency ?? null})
      and (${of.ids ?? null}::uuid[] is null or p.id = any(${of.ids ?? null}::uuid[]))
    group by p.id, a.name order by p.name, p.id limit 500`.execute(trx);
  return rows;
}

/** Numbers of those who answer for an agency where nobody is named: its assurance leads, else its delegated partners. */
export async function findAnswerable(trx: Db, agency: string, today: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from challenge_answer_for(${agency}, ${today}::date) as one (id)`.execute(trx);
  return rows.map(({ id }) => id);
}

/** "Tomas Example, team manager, Assessment team": how somebody stands on a page. */
export function personInWords({ name, job, team }: Pick<Colleague, 'name' | 'job' | 'team'>): string {
  return [name, job, team].filter((part) => part !== null && part !== '').join(', ');
}
