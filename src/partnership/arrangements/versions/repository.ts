import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type {
  ArrangementVersion,
  Signature,
  VersionAgency,
  VersionFacts,
  VersionLine,
  VersionSection,
  VersionState,
} from './version.ts';

type Tables = {
  arrangement_version: {
    id: string;
    partnership: string;
    number: number | null;
    agency: string;
    owner_id: string;
    version: number;
    made_at: Date;
    changed_at: Date;
    state: VersionState;
    round: number;
    based_on: string | null;
    why: string;
    areas: string[];
    in_force_from: string | null;
    review_due: string | null;
    sent_back_by: string | null;
    sent_back_because: string | null;
    signed_on: string | null;
    published_on: string | null;
    superseded_on: string | null;
    published: boolean;
  };
  arrangement_section: {
    arrangement_id: string;
    key: string;
    head: string | null;
    title: string;
    words: string;
    position: number;
    version: number;
  };
  arrangement_agency: {
    arrangement_id: string;
    agency: string;
    name: string;
    standing: VersionAgency['standing'];
    position: number;
  };
  arrangement_signature: {
    id: string;
    arrangement_id: string;
    round: number;
    agency: string;
    post: string;
    person_id: string | null;
    recorded_by: string;
    signed_on: string;
    kept_at: string | null;
  };
};

const LINE = [
  'id',
  'number',
  'state',
  'why',
  'in_force_from as inForceFrom',
  'review_due as reviewDue',
  'published_on as publishedOn',
  'superseded_on as supersededOn',
] as const;

/** Versions that whoever asks may see, the newest first: with a handle that acts for nobody, those that are published. */
export async function listVersions(db: Db, partnership: string): Promise<VersionLine[]> {
  return db
    .withTables<Tables>()
    .selectFrom('arrangement_version')
    .select([...LINE])
    .where('partnership', '=', partnership)
    .orderBy('number', (order) => order.desc().nullsLast())
    .orderBy('made_at', 'desc')
    .execute();
}

/** One version with its parts, or null where there is none that whoever asks may see. */
export async function findVersion(
  db: Db,
  by: { id: string } | { partnership: string; number: number },
): Promise<ArrangementVersion | null> {
  const which =
    'id' in by ? sql`v.id = ${by.id}::uuid` : sql`v.partnership = ${by.partnership} and v.number = ${by.number}`;
  // One statement: what the database's rules ask about the person is sent once for all parts.
  const { rows } = await sql<ArrangementVersion>`
    select v.id, v.partnership, v.number, v.agency, v.owner_id as "ownerId", v.version, v.state, v.round, v.why, v.areas,
      v.based_on as "basedOn", v.in_force_from as "inForceFrom", v.review_due as "reviewDue", v.signed_on as "signedOn",
      v.published_on as "publishedOn", v.superseded_on as "supersededOn",
      v.sent_back_by as "sentBackBy", v.sent_back_because as "sentBackBecause",
      coalesce((select json_agg(json_build_object('key', s.key, 'head', s.head, 'title', s.title, 'words', s.words,
          'version', s.version) order by s.position, s.key)
        from arrangement_section s where s.arrangement_id = v.id), '[]') as sections,
      coalesce((select json_agg(json_build_object('key', a.agency, 'name', a.name, 'standing', a.standing)
          order by a.standing desc, a.position) from arrangement_agency a where a.arrangement_id = v.id), '[]') as agencies,
      coalesce((select json_agg(json_build_object('agency', g.agency, 'agencyName', a.name, 'post', g.post,
          'signedOn', g.signed_on, 'keptAt', g.kept_at, 'round', g.round) order by g.signed_on, a.name)
        from arrangement_signature g join arrangement_agency a on a.arrangement_id = v.id and a.agency = g.agency
        where g.arrangement_id = v.id and g.round = v.round), '[]') as signatures
    from arrangement_version v where ${which}`.execute(db);
  return rows[0] ?? null;
}

/** The version that is under way, as far as whoever asks may see it. */
export async function findUnderWay(db: Db, partnership: string): Promise<VersionLine | null> {
  const found = await db
    .withTables<Tables>()
    .selectFrom('arrangement_version')
    .select([...LINE])
    .where('partnership', '=', partnership)
    .where('state', 'in', ['draft', 'in-review', 'signed'])
    .executeTakeFirst();
  return found ?? null;
}

/** What stands in a new draft besides its facts. */
export interface NewVersion {
  id: string;
  partnership: string;
  number: number;
  agency: string;
  ownerId: string;
  basedOn: string | null;
  now: Date;
}

/** Writes a new draft with its agencies and sections. */
export async function insertVersion(
  trx: Db,
  record: NewVersion,
  facts: VersionFacts,
  agencies: readonly VersionAgency[],
  sections: readonly Omit<VersionSection, 'version'>[],
): Promise<void> {
  const { id, partnership, number, agency, now } = record;
  const t = trx.withTables<Tables>();
  await t
    .insertInto('arrangement_version')
    .values({
      ...{ id, partnership, number, agency, owner_id: record.ownerId, version: 1, made_at: now, changed_at: now },
      ...{ state: 'draft', round: 0, based_on: record.basedOn, ...columnsOf(facts), published: false },
    } as Tables['arrangement_version'])
    .execute();
  await insertAgencies(trx, id, agencies);
  if (sections.length === 0) return;
  await t
    .insertInto('arrangement_section')
    .values(sections.map((one, position) => ({ ...one, arrangement_id: id, position, version: 1 })))
    .execute();
}

function columnsOf(facts: VersionFacts) {
  return {
    why: facts.why,
    areas: facts.areas,
    in_force_from: facts.inForceFrom,
    review_due: facts.reviewDue,
  };
}

async function insertAgencies(trx: Db, id: string, agencies: readonly VersionAgency[]): Promise<void> {
  if (agencies.length === 0) return;
  await trx
    .withTables<Tables>()
    .insertInto('arrangement_agency')
    .values(
      agencies.map(({ key, name, standing }, position) => ({
        arrangement_id: id,
        agency: key,
        name,
        standing,
        position,
      })),
    )
    .execute();
}

/** Writes a draft’s facts and agencies, unless somebody else did since that version; then it returns false. */
export async function updateFacts(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  facts: VersionFacts,
  agencies: readonly VersionAgency[],
): Promise<boolean> {
  const t = trx.withTables<Tables>();
  const { numUpdatedRows } = await t
    .updateTable('arrangement_version')
    .set({ ...columnsOf(facts), version: version + 1, changed_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await t.deleteFrom('arrangement_agency').where('arrangement_id', '=', id).execute();
  await insertAgencies(trx, id, agencies);
  return true;
}

/** Adds a section at the end. */
export async function insertSection(trx: Db, id: string, section: Omit<VersionSection, 'version'>): Promise<void> {
  await sql`
    insert into arrangement_section (arrangement_id, key, head, title, words, position)
    select ${id}::uuid, ${section.key}, ${section.head}, ${section.title}, ${section.words},
      coalesce((select max(position) + 1 from arrangement_section where arrangement_id = ${id}::uuid), 0)`.execute(trx);
}

/** Writes a section, unless somebody else did since that version; then it returns false. */
export async function updateSection(
  trx: Db,
  { id, key, version }: { id: string; key: string; version: number },
  section: Pick<VersionSection, 'head' | 'title' | 'words'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('arrangement_section')
    .set({ ...section, version: version + 1 })
    .where('arrangement_id', '=', id)
    .where('key', '=', key)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Leaves a section out of a draft, in the version that whoever does so has read; false where it is another by now. */
export async function deleteSection(trx: Db, at: { id: string; key: string; version: number }): Promise<boolean> {
  const { numDeletedRows } = await trx
    .withTables<Tables>()
    .deleteFrom('arrangement_section')
    .where('arrangement_id', '=', at.id)
    .where('key', '=', at.key)
    .where('version', '=', at.version)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** What a move writes. */
export type Moved = Partial<
  Pick<
    Tables['arrangement_version'],
    | 'number'
    | 'round'
    | 'sent_back_by'
    | 'sent_back_because'
    | 'signed_on'
    | 'published_on'
    | 'superseded_on'
    | 'published'
  >
>;

/** Moves a version from one state to another; false where it stands elsewhere by now. */
export async function moveVersion(
  trx: Db,
  { id, from, to, now }: { id: string; from: VersionState; to: VersionState; now: Date },
  moved: Moved,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('arrangement_version')
    .set((one) => ({ ...moved, state: to, version: one('version', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Keeps everybody else from moving a version until this transaction ends, so that of two last signatures one is the last. */
export async function lockVersion(trx: Db, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('arrangement ' || ${id}, 0))`.execute(trx);
}

/** Writes a signature; false where that agency has signed already. */
export async function insertSignature(
  trx: Db,
  id: string,
  signature: Omit<Signature, 'agencyName'> & { personId: string | null; recordedBy: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .withTables<Tables>()
    .insertInto('arrangement_signature')
    .values({
      ...{ id: crypto.randomUUID(), arrangement_id: id, round: signature.round, agency: signature.agency },
      ...{ post: signature.post, person_id: signature.personId, recorded_by: signature.recordedBy },
      ...{ signed_on: signature.signedOn, kept_at: signature.keptAt },
    })
    .onConflict((conflict) => conflict.columns(['arrangement_id', 'round', 'agency']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The version in force whose review is due on or before a day and of which nobody was reminded yet. */
export async function listToRemind(
  db: Db,
  until: PlainDate,
): Promise<{ id: string; number: number; reviewDue: PlainDate }[]> {
  const { rows } = await sql<{ id: string; number: number; reviewDue: string }>`
    select v.id, v.number, v.review_due as "reviewDue" from arrangement_version v
    where v.state = 'published' and v.review_due <= ${until}::date and not exists (
      select from arrangement_reminder r where r.arrangement_id = v.id and r.review_due = v.review_due)`.execute(db);
  return rows;
}

/** Versions in force whose review is due by a day. Everybody may read them. */
export async function listReviewsDue(
  db: Db,
  until: PlainDate,
): Promise<{ id: string; number: number; reviewDue: PlainDate }[]> {
  const { rows } = await sql<{ id: string; number: number; reviewDue: string }>`
    select v.id, v.number, v.review_due as "reviewDue" from arrangement_version v
    where v.state = 'published' and v.review_due <= ${until}::date order by v.review_due, v.id`.execute(db);
  return rows;
}

/** Versions with the partners that an agency is to sign and has not, of those that the person who acts may read. */
export async function listToSign(trx: Db, agency: string): Promise<{ id: string; number: number }[]> {
  const { rows } = await sql<{ id: string; number: number }>`
    select v.id, v.number from arrangement_version v
    join arrangement_agency a on a.arrangement_id = v.id and a.agency = ${agency} and a.standing = 'statutory'
    where v.state = 'in-review' and not exists (
      select from arrangement_signature s where s.arrangement_id = v.id and s.round = v.round and s.agency = a.agency)
    order by v.number`.execute(trx);
  return rows;
}

/** Writes down that the office was reminded; false where it was already. */
export async function insertReminder(trx: Db, one: { id: string; reviewDue: PlainDate }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into arrangement_reminder (arrangement_id, review_due) values (${one.id}::uuid, ${one.reviewDue}::date)
    on conflict do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** The post of somebody who works with Kith. */
export async function findPost(trx: Db, personId: string): Promise<string | null> {
  const { rows } = await sql<{ job: string | null }>`select job from person where id = ${personId}::uuid`.execute(trx);
  return rows[0]?.job ?? null;
}
