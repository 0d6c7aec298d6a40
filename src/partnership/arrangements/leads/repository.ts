import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { GivenLead, Lead, LeadState } from './lead.ts';

type Tables = {
  lead_on_issue: {
    id: string;
    partnership: string;
    agency: string;
    owner_id: string;
    version: number;
    made_at: Date;
    changed_at: Date;
    state: LeadState;
    issue: string;
    lead_agency: string;
    scope: string;
    from_date: string;
    until_date: string | null;
    ends_when: string | null;
    decided_on: string;
    decided_where: string;
    decided_by: string;
    ended_on: string | null;
    ended_because: string | null;
    published: boolean;
  };
  agency: { key: string; name: string };
};

function selected(db: Db) {
  return db
    .withTables<Tables>()
    .selectFrom('lead_on_issue as l')
    .innerJoin('agency as a', 'a.key', 'l.lead_agency')
    .select(['l.id', 'l.agency', 'l.owner_id as ownerId', 'l.version', 'l.state', 'l.issue', 'l.lead_agency as lead'])
    .select(['a.name as leadName', 'l.scope', 'l.from_date as from', 'l.until_date as until', 'l.published'])
    .select(['l.ends_when as endsWhen', 'l.decided_on as decidedOn', 'l.decided_where as decidedWhere'])
    .select(['l.decided_by as decidedBy', 'l.ended_on as endedOn', 'l.ended_because as endedBecause']);
}

/** Leads on issues that whoever asks may see: with a handle that acts for nobody, those that are published. */
export async function listLeads(db: Db, partnership: string): Promise<Lead[]> {
  return selected(db)
    .where('l.partnership', '=', partnership)
    .orderBy('l.from_date', 'desc')
    .orderBy('l.issue')
    .execute();
}

/** One of them, or null where there is none that whoever asks may see. */
export async function findLead(db: Db, id: string): Promise<Lead | null> {
  return (await selected(db).where('l.id', '=', id).executeTakeFirst()) ?? null;
}

/** Writes a new one. */
export async function insertLead(
  trx: Db,
  record: { id: string; partnership: string; agency: string; ownerId: string; now: Date },
  given: GivenLead,
): Promise<void> {
  const { id, partnership, agency, ownerId, now } = record;
  await trx
    .withTables<Tables>()
    .insertInto('lead_on_issue')
    .values({
      ...{ id, partnership, agency, owner_id: ownerId, version: 1, made_at: now, changed_at: now, state: 'leading' },
      ...{ ...columnsOf(given), ended_on: null, ended_because: null, published: false },
    })
    .execute();
}

function columnsOf(given: GivenLead) {
  return {
    ...{ issue: given.issue, lead_agency: given.lead, scope: given.scope, from_date: given.from },
    ...{ until_date: given.until, ends_when: given.endsWhen, decided_on: given.decidedOn },
    ...{ decided_where: given.decidedWhere, decided_by: given.decidedBy },
  };
}

/** Writes what was changed, unless somebody else did since that version; then it returns false. */
export async function updateLead(
  trx: Db,
  at: { id: string; version: number; now: Date },
  given: GivenLead,
): Promise<boolean> {
  return write(trx, at, columnsOf(given));
}

/** Writes that it has ended, unless somebody else changed it since that version; then it returns false. */
export async function endLead(
  trx: Db,
  at: { id: string; version: number; now: Date },
  { endedOn, because }: { endedOn: PlainDate; because: string },
): Promise<boolean> {
  return write(trx, at, { state: 'ended', ended_on: endedOn, ended_because: because });
}

/** Puts it on the public list or takes it off, unless somebody else changed it since that version; then it returns false. */
export async function publishLead(
  trx: Db,
  at: { id: string; version: number; now: Date },
  published: boolean,
): Promise<boolean> {
  return write(trx, at, { published });
}

async function write(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  columns: Partial<Tables['lead_on_issue']>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('lead_on_issue')
    .set({ ...columns, version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
