import { sql } from 'kysely';
import { TERMS_VERSION } from '../directory/index.ts';
import type { HeldRole } from '../platform/access/index.ts';
import type { Db } from '../platform/database/connection.ts';

/** Somebody invented, as whom a visitor of the demonstration can sign in. */
export interface DemonstrationPerson {
  /** The same in every installation, so that a test or an invented record can name it. */
  id: string;
  /** Surname “Example”: nobody takes them for a colleague. */
  name: string;
  role: HeldRole;
  agency: string;
  team: string | null;
  job: string;
}

type Line = [HeldRole, string, string, string, string | null];

const HARTLEPOOL = 'hartlepool-borough-council';
const STOCKTON = 'stockton-on-tees-borough-council';
const HEALTH = 'north-east-and-north-cumbria-icb';
const POLICE = 'cleveland-police';
const SCHOOLS = 'schools';

/** New people stand at the end: a line's place makes its number. */
const LINES: readonly Line[] = [
  ['practitioner', 'Priya Example', HARTLEPOOL, 'Social worker', 'Assessment team'],
  ['hub-worker', 'Hugh Example', HARTLEPOOL, 'Worker at the Children’s Hub', 'Children’s Hub'],
  ['meeting-administrator', 'Maya Example', HARTLEPOOL, 'Meeting administrator', 'Business support'],
  ['business-manager', 'Brenda Example', HARTLEPOOL, 'Business manager of the partnership', null],
  ['safeguarding-partner', 'Sunil Example', HARTLEPOOL, 'Director of children’s services', null],
  ['scrutineer', 'Ines Example', HARTLEPOOL, 'Independent scrutineer', null],
  ['analyst', 'Anwar Example', HARTLEPOOL, 'Performance analyst', 'Performance'],
  ['assurance-lead', 'Laura Example', HARTLEPOOL, 'Head of safeguarding assurance', null],
  ['administrator', 'Adam Example', HARTLEPOOL, 'System administrator', 'Digital services'],
  ['auditor', 'Audrey Example', HARTLEPOOL, 'Internal auditor', 'Internal audit'],
  ['practitioner', 'Peter Example', POLICE, 'Detective constable', 'Protecting vulnerable people'],
  ['hub-worker', 'Hanna Example', STOCKTON, 'Worker at the Children’s Hub', 'Children’s Hub'],
  ['meeting-administrator', 'Marek Example', STOCKTON, 'Meeting administrator', 'Business support'],
  ['business-manager', 'Bilal Example', STOCKTON, 'Deputy business manager of the partnership', null],
  ['safeguarding-partner', 'Sarah Example', POLICE, 'Assistant chief constable', null],
  ['safeguarding-partner', 'Samuel Example', HEALTH, 'Director of nursing', null],
  ['analyst', 'Agnes Example', STOCKTON, 'Performance analyst', 'Performance'],
  ['assurance-lead', 'Lewis Example', POLICE, 'Head of safeguarding assurance', null],
  ['administrator', 'Amina Example', STOCKTON, 'System administrator', 'Digital services'],
  ['auditor', 'Arthur Example', HEALTH, 'Internal auditor', 'Internal audit'],
  ['practitioner', 'Stella Example', SCHOOLS, 'Designated safeguarding lead', null],
  ['practitioner', 'Tomas Example', STOCKTON, 'Team manager, assessment', 'Assessment team'],
  ['practitioner', 'Nadia Example', HEALTH, 'Named nurse for safeguarding children', 'Safeguarding team'],
];

/** The invented people of the demonstration: every role in one council, and most of them in another agency too. */
export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = LINES.map(
  ([role, name, agency, job, team], place) => ({
    id: `e0000000-0000-5000-8000-${String(place + 1).padStart(12, '0')}`,
    ...{ name, role, agency, team, job },
  }),
);

/** Before the demonstration's year began, so that its roles stand whatever day it is opened. */
const SINCE = '2021-03-01';

/**
 * Puts the invented people into a database that holds the demonstration, with their role and with the terms accepted. Once
 * they are there it writes nothing, whatever was changed about them since.
 */
export async function ensureDemonstrationPeople(db: Db, now: Date): Promise<void> {
  const ready = await sql<{ n: number }>`
    select count(*)::integer as n from person p join terms_acceptance t on t.person_id = p.id and t.version = ${TERMS_VERSION}
    where p.demonstration`.execute(db);
  if ((ready.rows[0]?.n ?? 0) >= DEMONSTRATION_PEOPLE.length) return;
  const people = JSON.stringify(DEMONSTRATION_PEOPLE.map((one) => ({ ...one, email: emailOf(one) })));
  // One statement, so that a reader never finds somebody without a role. A holding has its person's number: it is given once.
  await sql`
    with wanted as (
      select * from jsonb_to_recordset(${people}::jsonb)
        as w (id uuid, name text, email text, role text, agency text, team text, job text)
    ), made as (
      insert into person (id, name, email, agency, team, job, joined, demonstration, made_at)
      select id, name, email, agency, team, job, ${SINCE}::date, true, ${now} from wanted
      on conflict do nothing
    ), held as (
      insert into role_holding (id, person_id, role, from_date, because, given_at)
      select id, id, role, ${SINCE}::date, 'Invented for the demonstration', ${now} from wanted
      on conflict do nothing
    )
    insert into terms_acceptance (person_id, version, accepted_at)
    select id, ${TERMS_VERSION}, ${now} from wanted
    on conflict do nothing`.execute(db);
}

function emailOf({ name }: DemonstrationPerson): string {
  return `${name.toLowerCase().replaceAll(' ', '.')}@example.invalid`;
}
