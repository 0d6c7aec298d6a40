import { sql } from 'kysely';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { LiveSource, Needed, WaitingSource } from '../../../platform/waiting/index.ts';
import { forPurpose, purposeOf } from '../../../platform/waiting/index.ts';
import { type Reach, reachOf } from '../reach.ts';
import { reviewYear } from './service.ts';

/** From this day of a year on, people who are not reviewed wait for somebody: the review is of the whole year. */
const FROM = '10-01';
/** A number above this is told as "more than": counting on would cost more than it tells. */
const COUNTED = 99;
const REVIEW: Needed = { action: 'review', kind: 'access-review' };
const READ: Needed = { action: 'read', kind: 'access-review' };
const REVIEWS = '/access/reviews';

/** How many people who hold a role nobody has reviewed in a year, counted no further than one beyond `COUNTED`. */
async function countToReview(
  trx: Db,
  { reach, today, year, self }: { reach: Reach; today: PlainDate; year: string; self: string },
): Promise<number> {
  const every = reach === 'every';
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (
      select distinct p.id from role_holding h join person p on p.id = h.person_id
      where h.from_date <= ${today}::date and (h.until_date is null or h.until_date >= ${today}::date)
        and (p.left_on is null or p.left_on >= ${today}::date) and p.id <> ${self}::uuid
        and (${every} or p.agency = any(${every ? [] : [...reach]}::text[]))
        and not exists (select from access_review r where r.person_id = p.id and r.year = ${year})
      limit ${COUNTED + 1}) one`.execute(trx);
  return rows[0]?.n ?? 0;
}

function peopleInWords(n: number): string {
  if (n > COUNTED) return `more than ${COUNTED} people`;
  return n === 1 ? '1 person' : `${n} people`;
}

/** The yearly review of who has what, from autumn on, for whoever reviews. */
export const waitingReviews: WaitingSource = {
  name: 'reviews of access',
  needs: () => [REVIEW],
  waits: async ({ trx, actor, purpose, access, now }, { whose, today }) => {
    const year = reviewYear(now);
    if (whose !== 'mine' || today < `${year}-${FROM}`) return [];
    const reach = reachOf({ table: access, actor, purpose }, 'review', 'access-review');
    const n = await countToReview(trx, { reach, today, year, self: actor.id });
    if (n === 0) return [];
    return [
      {
        key: 'reviews-of-access',
        kind: 'Review of access',
        title: `Confirm what ${peopleInWords(n)} may do in Kith`,
        href: REVIEWS,
        whose: null,
        due: `${year}-12-31`,
        since: null,
        why: `Nobody has reviewed them in ${year}`,
      },
    ];
  },
};

/** The same for an agenda: how far the review of the year is. No names. */
export const openReviews: LiveSource = {
  name: 'Reviews awaiting a decision',
  lines: async (work) => {
    const purpose = purposeOf(work, READ);
    const today = londonDate(work.now);
    const year = reviewYear(work.now);
    if (purpose === null || today < `${year}-${FROM}`) return [];
    const reach = reachOf({ table: work.access, actor: work.actor, purpose }, 'read', 'access-review');
    const n = await forPurpose(work, purpose, ({ trx }) =>
      countToReview(trx, { reach, today, year, self: work.actor.id }),
    );
    if (n === 0) return [];
    return [
      {
        key: `waiting:access-review:${year}`,
        title: `The review of access of ${year}`,
        whyNow: `Nobody has confirmed what ${peopleInWords(n)} may do, and the year ends on 31 December`,
        href: REVIEWS,
      },
    ];
  },
};
