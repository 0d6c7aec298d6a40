import { type RawBuilder, sql } from 'kysely';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { RegisterFilter, RegisterLine } from './register.ts';

/** Both kinds as one list. Row-level security of each table decides what stands in it. */
const BOTH = sql`(
  select 'peer-challenge' as kind, c.id, c.reference, c.agency, c.raised_as, c.other_agency, c.about_kind as about, c.theme_key,
    false as urgent, null::integer as stage, c.state, c.raised_on, c.reply_by as due, c.replied_on as answered_on, c.ended_on,
    c.result, c.state in ('changed', 'closed', 'withdrawn') as ended, c.state = 'waiting' as waits,
    c.owner_id = (select access_person()) or c.asked_id is not distinct from (select access_person()) as mine
  from peer_challenge c
  union all
  select 'disagreement', d.id, d.reference, d.agency, null, d.other_agency, d.cause, d.theme_key, d.urgent, d.stage, d.state,
    d.raised_on, s.due, s.answered_on, d.ended_on, d.outcome, d.state in ('resolved', 'withdrawn'), d.state like 'asked-%',
    d.owner_id = (select access_person()) or d.id = any((select disagreements_of_mine())::uuid[])
  from disagreement d join disagreement_stage s on s.disagreement_id = d.id and s.stage = d.stage
)`;

function narrowed(of: RegisterFilter): RawBuilder<unknown> {
  const parts = [
    of.show === 'open' ? sql`not b.ended` : of.show === 'ended' ? sql`b.ended` : null,
    of.whose === 'mine' ? sql`b.mine` : null,
    of.whose === 'agency' ? sql`(select access_agency()) in (b.agency, b.other_agency)` : null,
    of.kind === 'both' ? null : sql`b.kind = ${of.kind}`,
    of.agency === null ? null : sql`${of.agency} in (b.agency, b.other_agency)`,
    of.stage === null ? null : sql`b.stage = ${of.stage}`,
    of.theme === null ? null : sql`b.theme_key = ${of.theme}`,
    of.by === null ? null : sql`b.raised_as = ${of.by}`,
    of.year === null ? null : sql`to_char(b.raised_on, 'YYYY') = ${of.year}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** One page of the register: what waits comes first, the latest of it first of all; then the newest. */
export async function listRegister(
  trx: Db,
  of: RegisterFilter,
  page: { from: number; most: number },
): Promise<{ lines: RegisterLine[]; total: number }> {
  const { rows } = await sql<RegisterLine & { total: number }>`
    select b.kind, b.id, b.reference, b.agency, own.name as "agencyName", b.raised_as as "raisedAs",
      b.other_agency as "otherAgency", other.name as "otherAgencyName", b.about, b.theme_key as theme, t.name as "themeName",
      b.urgent, b.stage, b.state, b.raised_on as "raisedOn", b.due, b.answered_on as "answeredOn", b.ended_on as "endedOn",
      b.result, count(*) over ()::integer as total
    from ${BOTH} b join agency own on own.key = b.agency join agency other on other.key = b.other_agency
    left join theme t on t.key = b.theme_key
    where ${narrowed(of)}
    order by b.ended, not b.waits, case when b.waits then b.due end nulls last, b.raised_on desc, b.reference desc
    offset ${page.from} limit ${page.most}`.execute(trx);
  return { lines: rows.map(({ total: _total, ...line }) => line), total: rows[0]?.total ?? 0 };
}

/** Years in which something was raised that the person may read, the newest first. */
export async function listRegisterYears(trx: Db): Promise<string[]> {
  const { rows } = await sql<{ year: string }>`
    select distinct to_char(b.raised_on, 'YYYY') as year from ${BOTH} b order by 1 desc`.execute(trx);
  return rows.map(({ year }) => year);
}

/** A challenge or disagreement that nobody has answered, for an agenda. */
export interface UnansweredChallenge {
  kind: RegisterLine['kind'];
  id: string;
  reference: string;
  /** Address of its page. */
  href: string;
  /** Who raised it, in words: an agency, or the independent scrutineer, who belongs to none. */
  raisedBy: string;
  otherAgencyName: string;
  stage: RegisterLine['stage'];
  urgent: boolean;
  due: PlainDate | null;
  /** The day by which an answer was due is past. */
  late: boolean;
}

/**
 * Challenges and disagreements that wait for an answer, the latest first, as far as whoever acts in the transaction may
 * read them: the business manager and the partners read all, so an agenda is built for them.
 */
export async function listUnansweredChallenges(
  trx: Db,
  { today }: { today: PlainDate },
): Promise<UnansweredChallenge[]> {
  const { rows } = await sql<UnansweredChallenge>`
    select b.kind, b.id, b.reference, other.name as "otherAgencyName", b.stage, b.urgent, b.due,
      case when b.raised_as = 'scrutineer' then 'the independent scrutineer' else own.name end as "raisedBy",
      case b.kind when 'disagreement' then '/challenge/disagreements/' else '/challenge/peer/' end || b.id as href,
      coalesce(b.due < ${today}::date, false) as late
    from ${BOTH} b join agency own on own.key = b.agency join agency other on other.key = b.other_agency
    where b.waits order by b.due nulls last, b.reference limit 200`.execute(trx);
  return rows;
}

/** Every stage of every disagreement that the person may read, for counting: no words, nobody's name. */
export interface StageFact {
  reference: string;
  stage: 1 | 2 | 3 | 4;
  beganOn: PlainDate;
  due: PlainDate | null;
  answeredOn: PlainDate | null;
  ended: string | null;
}

/** The stages of disagreements that were raised in a year, or in any. */
export async function listStageFacts(trx: Db, year: string | null): Promise<StageFact[]> {
  const { rows } = await sql<StageFact>`
    select d.reference, s.stage, s.began_on as "beganOn", s.due, s.answered_on as "answeredOn", s.ended
    from disagreement d join disagreement_stage s on s.disagreement_id = d.id
    where ${year}::text is null or to_char(d.raised_on, 'YYYY') = ${year}
    order by d.reference, s.stage`.execute(trx);
  return rows;
}
