import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { Barring, LetIn, Part } from './record-access.ts';

/** Everybody who was ever let in to a record, newest first. */
export async function listLetIn(trx: Db, kind: string, recordId: string): Promise<LetIn[]> {
  const { rows } = await sql<LetIn>`
    select r.id, r.person_id as "personId", p.name, a.name as "agencyName", r.part, r.from_at as "fromAt",
      r.until_at as "untilAt", g.name as "givenBy", r.because,
      r.from_at <= access_now() and (r.until_at is null or r.until_at > access_now()) as stands
    from record_person r join person p on p.id = r.person_id join agency a on a.key = p.agency
    left join person g on g.id = r.given_by
    where r.kind = ${kind} and r.record_id = ${recordId}::uuid
    order by r.from_at desc, p.name, r.part`.execute(trx);
  return rows;
}

/** Everybody from whom a record is or was kept, newest first. */
export async function listBarred(trx: Db, kind: string, recordId: string): Promise<Barring[]> {
  const { rows } = await sql<Barring>`
    select b.id, a.name as "agencyName", b.person_id as "personId", p.name as "personName", b.because, g.name as "barredBy", b.barred_at as "barredAt",
      b.lifted_at as "liftedAt", l.name as "liftedBy", b.lifted_because as "liftedBecause"
    from record_barred b left join agency a on a.key = b.agency left join person p on p.id = b.person_id
    join person g on g.id = b.barred_by left join person l on l.id = b.lifted_by
    where b.kind = ${kind} and b.record_id = ${recordId}::uuid
    order by b.barred_at desc, b.id`.execute(trx);
  return rows;
}

/** Lets somebody in. */
export async function insertLetIn(
  trx: Db,
  one: {
    kind: string;
    recordId: string;
    personId: string;
    part: Part;
    now: Date;
    until: Date | null;
    by: string;
    because: string;
  },
): Promise<void> {
  await sql`
    insert into record_person (kind, record_id, person_id, part, from_at, until_at, given_by, because)
    values (${one.kind}, ${one.recordId}::uuid, ${one.personId}::uuid, ${one.part}, ${one.now}, ${one.until}, ${one.by}::uuid,
      ${one.because})`.execute(trx);
}

/** Ends at this moment what lets a person in: one part, or every part when that is null. */
export async function endLetIn(
  trx: Db,
  one: { kind: string; recordId: string; personId: string; part: Part | null; now: Date },
): Promise<void> {
  await sql`
    update record_person set until_at = greatest(${one.now}::timestamptz, from_at)
    where kind = ${one.kind} and record_id = ${one.recordId}::uuid and person_id = ${one.personId}::uuid
      and (${one.part}::text is null or part = ${one.part}) and (until_at is null or until_at > ${one.now})`.execute(
    trx,
  );
}

/** Keeps a record from an agency or a person. */
export async function insertBarring(
  trx: Db,
  one: {
    kind: string;
    recordId: string;
    agency: string | null;
    personId: string | null;
    because: string;
    by: string;
    now: Date;
  },
): Promise<void> {
  await sql`
    insert into record_barred (kind, record_id, agency, person_id, because, barred_by, barred_at)
    values (${one.kind}, ${one.recordId}::uuid, ${one.agency}, ${one.personId}::uuid, ${one.because}, ${one.by}::uuid,
      ${one.now})`.execute(trx);
}

/** Lifts what stands. Returns false when it was lifted already. */
export async function liftBarring(
  trx: Db,
  id: string,
  lifted: { by: string; because: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update record_barred set lifted_by = ${lifted.by}::uuid, lifted_at = ${lifted.now}, lifted_because = ${lifted.because}
    where id = ${id}::uuid and lifted_at is null`.execute(trx);
  return numAffectedRows === 1n;
}

/** Seals a record, or opens it for its usual readers. Returns false where the database does not let the person do it. */
export async function setSealed(trx: Db, kind: string, recordId: string, sealed: boolean): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select access_seal(${kind}, ${recordId}::uuid, ${sealed}) as done`.execute(trx);
  return rows[0]?.done ?? false;
}

/** Who has the record open in an emergency at this moment. */
export async function listBrokenOpen(
  trx: Db,
  kind: string,
  recordId: string,
): Promise<{ name: string; until: Date }[]> {
  const { rows } = await sql<{ name: string; until: Date }>`
    select p.name, max(b.ends_at) as until from break_glass b join person p on p.id = b.person_id
    where b.kind = ${kind} and b.record_id = ${recordId}::uuid and b.opened_at <= access_now() and b.ends_at > access_now()
    group by p.id, p.name order by p.name`.execute(trx);
  return rows;
}
