import { type RawBuilder, sql } from 'kysely';
import type { HeldRole } from '../../../platform/access/index.ts';
import type { PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { Reach } from '../reach.ts';
import { rolesOn } from '../repository.ts';
import type { Progress, Review, ReviewLine, Shown, Verdict } from './review.ts';

/** The people of one year’s review: those who hold a role on its day, and whoever was reviewed in it. */
export interface ReviewedPeople {
  year: string;
  /** The day by which roles are judged. */
  day: PlainDate;
  reach: Reach;
  /** Key of the one agency that is asked about; null for all within reach. */
  agency: string | null;
}

function peopleOf({ year, day, reach, agency }: ReviewedPeople): RawBuilder<unknown> {
  return sql`
    select * from (
      select p.id, p.name, p.email, p.job, p.agency, a.name as agency_name, p.left_on, ${rolesOn(day)} as roles,
        r.id as review_id, r.roles as review_roles, r.verdict, r.words, r.reviewed_by, r.reviewed_at
      from person p
      join agency a on a.key = p.agency
      left join lateral (
        select r.id, r.roles, r.verdict, r.words, b.name as reviewed_by, r.reviewed_at
        from access_review r join person b on b.id = r.reviewed_by
        where r.person_id = p.id and r.year = ${year} order by r.reviewed_at desc, r.id limit 1
      ) r on true
      where (${reach === 'every'} or p.agency = any(${reach === 'every' ? [] : [...reach]}::text[]))
        and (${agency}::text is null or p.agency = ${agency})
    ) one
    where one.review_id is not null
      or (cardinality(one.roles) > 0 and (one.left_on is null or one.left_on >= ${day}::date))`;
}

interface LineRow extends Omit<ReviewLine, 'review'> {
  reviewId: string | null;
  reviewRoles: HeldRole[];
  verdict: Verdict;
  words: string | null;
  reviewedBy: string;
  reviewedAt: Date;
}

/** People of a year’s review, by agency and name: all, or those who are or are not reviewed; a part of them where told. */
export async function listReviewLines(
  trx: Db,
  people: ReviewedPeople,
  part: { shown?: Shown; id?: string; limit?: number; offset?: number } = {},
): Promise<ReviewLine[]> {
  const { rows } = await sql<LineRow>`
    select id, name, email, job, agency_name as "agencyName", roles, review_id as "reviewId",
      review_roles as "reviewRoles", verdict, words, reviewed_by as "reviewedBy", reviewed_at as "reviewedAt"
    from (${peopleOf(people)}) as f
    where (${part.id ?? null}::uuid is null or id = ${part.id ?? null}::uuid)
      and (${part.shown ?? null}::text is null or (review_id is null) = (${part.shown ?? null}::text = 'to-review'))
    order by agency_name, lower(name), id
    limit ${part.limit ?? null} offset ${part.offset ?? 0}`.execute(trx);
  return rows.map(({ reviewId, reviewRoles, verdict, words, reviewedBy, reviewedAt, ...line }) => ({
    ...line,
    review: reviewId === null ? null : { id: reviewId, roles: reviewRoles, verdict, words, reviewedBy, reviewedAt },
  }));
}

/** How far each agency is, by name. */
export async function listProgress(trx: Db, people: ReviewedPeople): Promise<Progress[]> {
  const { rows } = await sql<Progress>`
    select agency, agency_name as "agencyName", count(*)::integer as people, count(review_id)::integer as reviewed,
      count(*) filter (where verdict = 'to-change')::integer as "toChange"
    from (${peopleOf(people)}) as f group by agency, agency_name order by agency_name`.execute(trx);
  return rows;
}

/** Years in which anybody was reviewed, newest first. */
export async function listReviewYears(trx: Db): Promise<string[]> {
  const { rows } = await sql<{ year: string }>`select distinct year from access_review order by year desc`.execute(trx);
  return rows.map((row) => row.year);
}

/** Every review of one person, newest first. */
export async function listReviewsOf(trx: Db, personId: string): Promise<Review[]> {
  const { rows } = await sql<Review>`
    select r.id, r.year, r.roles, r.verdict, r.words, b.name as "reviewedBy", r.reviewed_at as "reviewedAt"
    from access_review r join person b on b.id = r.reviewed_by
    where r.person_id = ${personId}::uuid order by r.reviewed_at desc, r.id`.execute(trx);
  return rows;
}

/** Writes a review. */
export async function addReview(
  trx: Db,
  review: Pick<Review, 'id' | 'year' | 'roles' | 'verdict' | 'words'> & { personId: string; by: string; at: Date },
): Promise<void> {
  await sql`
    insert into access_review (id, year, person_id, roles, verdict, words, reviewed_by, reviewed_at)
    values (${review.id}::uuid, ${review.year}, ${review.personId}::uuid, ${[...review.roles]}::text[],
      ${review.verdict}, ${review.words}, ${review.by}::uuid, ${review.at})`.execute(trx);
}

/** Numbers of those who are administrators on a day. */
export async function listAdministrators(trx: Db, day: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where 'administrator' = any(${rolesOn(day)}) and (p.left_on is null or p.left_on >= ${day}::date)`.execute(trx);
  return rows.map((row) => row.id);
}
