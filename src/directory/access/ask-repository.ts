import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';

/** Somebody’s own request to see a record, as they may know of it. */
export interface OwnAsk {
  id: string;
  kind: string;
  /** The reference they typed; null where they came from an address. */
  askedFor: string | null;
  reason: string;
  askedAt: Date;
  answerDue: PlainDate;
  /** Null while nobody answered, and for ever where somebody decided to say nothing. */
  answer: { given: boolean; words: string | null; at: Date; recordId: string } | null;
}

/** A request that waits for an answer, as somebody sees it who may decide. */
export interface OpenAsk {
  id: string;
  recordId: string;
  reference: string;
  personId: string;
  name: string;
  agencyName: string;
  job: string | null;
  reason: string;
  askedAt: Date;
  answerDue: PlainDate;
}

/** The person’s own requests, newest first. A decision to say nothing looks like no decision. */
export async function listOwnAsks(trx: Db, personId: string): Promise<OwnAsk[]> {
  const { rows } = await sql<OwnAsk>`
    select id, kind, asked_for as "askedFor", reason, asked_at as "askedAt", answer_due::text as "answerDue",
      case when given or answer is not null then
        jsonb_build_object('given', given, 'words', answer, 'at', answered_at, 'recordId', record_id) end as answer
    from access_ask where person_id = ${personId}::uuid order by asked_at desc, id limit 100`.execute(trx);
  return rows.map((one) => ({ ...one, answer: one.answer && { ...one.answer, at: new Date(one.answer.at) } }));
}

/** Whether a request of the person is open that was made in the same way: a record’s address, or the same reference typed. */
export async function hasOpenAsk(
  trx: Db,
  ask: { kind: string; recordId: string; personId: string; askedFor: string | null; today: PlainDate },
): Promise<boolean> {
  const { rows } = await sql`
    select from access_ask where person_id = ${ask.personId}::uuid and kind = ${ask.kind}
      and record_id = ${ask.recordId}::uuid and asked_for is not distinct from ${ask.askedFor}
      and (answered_at is null or not given and answer is null) and answer_due >= ${ask.today}::date`.execute(trx);
  return rows.length > 0;
}

/** Writes a request down. */
export async function insertAsk(
  trx: Db,
  ask: {
    kind: string;
    recordId: string;
    personId: string;
    agency: string;
    reason: string;
    askedFor: string | null;
    now: Date;
    due: PlainDate;
  },
): Promise<void> {
  await sql`
    insert into access_ask (id, kind, record_id, person_id, agency, reason, asked_for, asked_at, answer_due)
    values (gen_random_uuid(), ${ask.kind}, ${ask.recordId}::uuid, ${ask.personId}::uuid, ${ask.agency}, ${ask.reason},
      ${ask.askedFor}, ${ask.now}, ${ask.due}::date)`.execute(trx);
}

/**
 * Requests of others for records of a kind, or for one, that the person may answer; the ones due first. Row-level security
 * shows requests of others to nobody else: asking a second time whether they may would double the work.
 */
export async function listOpenAsks(trx: Db, kind: string, recordId: string | null): Promise<OpenAsk[]> {
  const { rows } = await sql<OpenAsk>`
    select k.id, k.record_id as "recordId", o.reference, k.person_id as "personId", p.name, a.name as "agencyName", p.job,
      k.reason, k.asked_at as "askedAt", k.answer_due::text as "answerDue"
    from access_ask k join person p on p.id = k.person_id join agency a on a.key = p.agency
    cross join lateral access_owner(k.kind, k.record_id) o
    where k.kind = ${kind} and (${recordId}::uuid is null or k.record_id = ${recordId}::uuid) and k.answered_at is null
      and k.person_id <> access_person()
    order by k.answer_due, k.asked_at, k.id`.execute(trx);
  return rows;
}

/** Whether a request is still open; if so nobody else answers it until this transaction ends. */
export async function holdAsk(trx: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    select id from access_ask where id = ${id}::uuid and answered_at is null for update`.execute(trx);
  return rows.length === 1;
}

/** Writes an answer down; without words and not given, the asker never learns of it. */
export async function answerAsk(
  trx: Db,
  id: string,
  answer: { by: string; now: Date; given: boolean; words: string | null },
): Promise<void> {
  await sql`
    update access_ask set answered_at = ${answer.now}, answered_by = ${answer.by}::uuid, given = ${answer.given},
      answer = ${answer.words}
    where id = ${id}::uuid`.execute(trx);
}
