import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type { ChallengeKind } from './policy.ts';

/** A challenge or disagreement that waits for one side of it. */
export interface WaitingChallenge {
  kind: ChallengeKind;
  id: string;
  reference: string;
  /** Who raised it, in words: an agency, or the independent scrutineer, who belongs to none. */
  raisedBy: string;
  otherAgencyName: string;
  stage: number | null;
  urgent: boolean;
  due: PlainDate | null;
  since: PlainDate;
  /** `answer`: whoever is asked must answer. `settle`: whoever asked says whether the answer settles it. */
  waitsFor: 'answer' | 'settle';
}

/** Whose answer is awaited. */
export interface WaitingChallengesAsked {
  /** The person who acts, and their agency where they answer for it; or one agency; or anybody. */
  whose: { personId: string; leads: string | null; decides: boolean } | { agency: string } | 'all';
  most: number;
}

/** Challenges and stages of disagreements that wait, the first due first, of those that the person who acts may read. */
export async function listWaitingChallenges(
  trx: Db,
  { whose, most }: WaitingChallengesAsked,
): Promise<WaitingChallenge[]> {
  const theirs =
    whose === 'all'
      ? sql`w."waitsFor" = 'answer'`
      : 'agency' in whose
        ? sql`w."waitsFor" = 'answer' and w.other_agency = ${whose.agency}`
        : sql`case w."waitsFor" when 'settle' then w.asker_id = ${whose.personId}::uuid
            else w.answerer_id = ${whose.personId}::uuid
              or w.answerer_id is null and (case when w.stage = 4 then ${whose.decides}::boolean else w.other_agency = ${whose.leads}::text end)
            end`;
  const { rows } = await sql<WaitingChallenge>`
    select w.kind, w.id, w.reference, case when w.raised_as = 'scrutineer' then 'the independent scrutineer' else own.name end as "raisedBy", other.name as "otherAgencyName", w.stage, w.urgent, w.due,
      w.since, w."waitsFor"
    from (
      select 'peer-challenge' as kind, c.id, c.reference, c.agency, c.raised_as, c.other_agency, null::integer as stage, false as urgent,
        c.reply_by as due, c.raised_on as since, 'answer' as "waitsFor", c.owner_id as asker_id, c.asked_id as answerer_id
      from peer_challenge c where c.state = 'waiting'
      union all
      select 'disagreement', d.id, d.reference, d.agency, null, d.other_agency, d.stage, d.urgent,
        case when s.answered_on is null then s.due end, coalesce(s.answered_on, s.began_on),
        case when s.answered_on is null then 'answer' else 'settle' end, s.asker_id, s.answerer_id
      from disagreement d join disagreement_stage s on s.disagreement_id = d.id and s.stage = d.stage
      where d.state not in ('resolved', 'withdrawn')
    ) w join agency own on own.key = w.agency join agency other on other.key = w.other_agency
    where ${theirs} order by w.due nulls last, w.since, w.reference limit ${most}`.execute(trx);
  return rows;
}
