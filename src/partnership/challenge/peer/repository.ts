import { type RawBuilder, sql } from 'kysely';
import type { HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { GivenPeerChallenge, PeerChallenge, PeerResult, PeerState } from './peer-challenge.ts';

function party(alias: string): RawBuilder<unknown> {
  const p = sql.ref(alias);
  return sql`case when ${p}.id is null then null
    else json_build_object('id', ${p}.id, 'name', ${p}.name, 'job', ${p}.job, 'team', ${p}.team) end`;
}

/** One challenge, or nothing where the person who acts may not read it. */
export async function findPeerChallenge(trx: Db, id: string): Promise<PeerChallenge | undefined> {
  const { rows } = await sql<PeerChallenge>`
    select c.id, c.reference, c.agency, own.name as "agencyName", ${party('o')} as owner, c.raised_as as "raisedAs",
      c.raised_on as "raisedOn", c.other_agency as "otherAgency", other.name as "otherAgencyName", ${party('a')} as asked,
      c.about_kind as "aboutKind", c.about_key as "aboutKey", c.about_words as "aboutWords", c.theme_key as theme,
      t.name as "themeName", c.words, c.reply_by as "replyBy", c.state, c.result, c.reply, c.replied_on as "repliedOn",
      ${party('r')} as "repliedBy", c.what_changed as "whatChanged", c.ended_on as "endedOn", ${party('e')} as "endedBy",
      c.ended_words as "endedWords", c.version,
      case when s.challenge_id is null then null else json_build_object('published', s.published, 'words', s.words,
        'reportYear', s.report_year) end as summary
    from peer_challenge c join agency own on own.key = c.agency join agency other on other.key = c.other_agency
    join person o on o.id = c.owner_id left join person a on a.id = c.asked_id left join person r on r.id = c.replied_by
    left join person e on e.id = c.ended_by left join theme t on t.key = c.theme_key
    left join peer_challenge_summary s on s.challenge_id = c.id
    where c.id = ${id}::uuid`.execute(trx);
  return rows[0];
}

/** The next reference of a year: PCH-2026-0001. */
export async function nextPeerReference(trx: Db, year: string): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('peer_challenge_number')::integer as n`.execute(trx);
  return `PCH-${year}-${String(rows[0]?.n).padStart(4, '0')}`;
}

/** What stands in a new challenge besides what was typed. */
export interface NewPeerChallenge {
  id: string;
  reference: string;
  agency: string;
  ownerId: string;
  raisedAs: HeldRole;
  today: PlainDate;
  now: Date;
}

/** Writes a new challenge. */
export async function insertPeerChallenge(trx: Db, record: NewPeerChallenge, given: GivenPeerChallenge): Promise<void> {
  const { subject } = given;
  await sql`
    insert into peer_challenge (id, reference, agency, owner_id, raised_as, raised_on, other_agency, asked_id, about_kind,
      about_key, about_words, theme_key, words, reply_by, state, made_at, changed_at)
    values (${record.id}::uuid, ${record.reference}, ${record.agency}, ${record.ownerId}::uuid, ${record.raisedAs},
      ${record.today}::date, ${given.otherAgency}, ${given.askedId}::uuid, ${subject.kind}, ${subject.key},
      ${subject.words}, ${given.theme}, ${given.words}, ${given.replyBy}::date, 'waiting', ${record.now}, ${record.now})`.execute(
    trx,
  );
}

/** What moves in a challenge. What is left out stays. */
export interface MovedPeerChallenge {
  state: PeerState;
  reply?: { result: PeerResult; words: string; by: string; on: PlainDate };
  changed?: string;
  end?: { words: string | null; by: string; on: PlainDate };
}

/** Moves a challenge on, unless somebody else did since that version or the database does not let the person: then false. */
export async function movePeerChallenge(
  trx: Db,
  { id, version, now }: { id: string; version: number; now: Date },
  { state, reply, changed, end }: MovedPeerChallenge,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update peer_challenge set state = ${state}, result = coalesce(${reply?.result ?? null}, result),
      reply = coalesce(${reply?.words ?? null}, reply), replied_on = coalesce(${reply?.on ?? null}::date, replied_on),
      replied_by = coalesce(${reply?.by ?? null}::uuid, replied_by), what_changed = coalesce(${changed ?? null}, what_changed),
      ended_words = coalesce(${end?.words ?? null}, ended_words), ended_by = coalesce(${end?.by ?? null}::uuid, ended_by),
      ended_on = coalesce(${end?.on ?? null}::date, ended_on), version = version + 1, changed_at = ${now}
    where id = ${id}::uuid and version = ${version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** What the yearly report is to say of a challenge. Roles and agencies only. */
export interface PeerSummary {
  published: boolean;
  reportYear: string;
  raisedBy: string;
  askedOf: string;
  about: string;
  words: string;
  result: string;
}

/** Writes what the yearly report says of a challenge, or takes it back. */
export async function savePeerSummary(
  trx: Db,
  of: { id: string; by: string; now: Date },
  summary: PeerSummary,
): Promise<void> {
  await sql`
    insert into peer_challenge_summary (challenge_id, published, report_year, raised_by, asked_of, about, words, result,
      written_by, written_at)
    values (${of.id}::uuid, ${summary.published}, ${summary.reportYear}, ${summary.raisedBy}, ${summary.askedOf},
      ${summary.about}, ${summary.words}, ${summary.result}, ${of.by}::uuid, ${of.now})
    on conflict (challenge_id) do update set published = excluded.published, words = excluded.words,
      result = excluded.result, written_by = excluded.written_by, written_at = excluded.written_at`.execute(trx);
}

/** The published summaries of a report's year, in the order in which they were raised. With the plain `db`: no more is there. */
export async function listPublishedSummaries(db: Db, reportYear: string): Promise<Omit<PeerSummary, 'published'>[]> {
  const { rows } = await sql<Omit<PeerSummary, 'published'>>`
    select report_year as "reportYear", raised_by as "raisedBy", asked_of as "askedOf", about, words, result
    from peer_challenge_summary where published and report_year = ${reportYear}
    order by written_at, challenge_id`.execute(db);
  return rows;
}
