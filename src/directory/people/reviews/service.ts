import { randomUUID } from 'node:crypto';
import { decideKind, Refused } from '../../../platform/access/index.ts';
import { londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { type AtWork, reachPerson } from '../at-work.ts';
import { fieldChanges } from '../changes.ts';
import { personHref } from '../pages/links.ts';
import type { Person } from '../person.ts';
import { reachOf } from '../reach.ts';
import { type GivenReviews, PEOPLE_A_REVIEW } from './form.ts';
import { tellAdministrators } from './notice.ts';
import { addReview, listProgress, listReviewLines, listReviewYears, type ReviewedPeople } from './repository.ts';
import type { Progress, ReviewLine, Shown } from './review.ts';

/** One year’s review of access, as far as the one who asks reaches. */
export interface ReviewsView {
  year: string;
  years: readonly string[];
  progress: readonly Progress[];
  lines: readonly ReviewLine[];
  shown: Shown;
  agency: string | null;
  page: number;
  pages: number;
  /** Whether the one who asks reviews people of this year. */
  mayReview: boolean;
  /** Who asks: nobody reviews themselves. */
  self: string;
}

/** The calendar year in England. */
export function reviewYear(now: Date): string {
  return londonDate(now).slice(0, 4);
}

/** A year is judged by today; one that is over by its last day. */
function dayOf(year: string, today: PlainDate): PlainDate {
  const last = `${year}-12-31`;
  return last < today ? last : today;
}

function peopleOf(work: AtWork, year: string, agency: string | null, action: 'read' | 'review'): ReviewedPeople {
  const reach = reachOf(work, action, 'access-review');
  return { year, reach, agency, day: dayOf(year, londonDate(work.now)) };
}

/** Who has what in a year, who was reviewed by whom, and how far each agency is. */
export async function reviewsOf(
  work: AtWork,
  asked: { year: string | undefined; agency: string | null; shown: Shown; page: number },
): Promise<ReviewsView> {
  const now = reviewYear(work.now);
  const years = [...new Set([now, ...(await listReviewYears(work.trx))])];
  const year = asked.year !== undefined && years.includes(asked.year) ? asked.year : now;
  const progress = await listProgress(work.trx, peopleOf(work, year, null, 'read'));
  const agency = progress.some((one) => one.agency === asked.agency) ? asked.agency : null;
  const counted = progress
    .filter((one) => agency === null || one.agency === agency)
    .reduce((sum, one) => sum + (asked.shown === 'reviewed' ? one.reviewed : one.people - one.reviewed), 0);
  const pages = Math.max(1, Math.ceil(counted / PEOPLE_A_REVIEW));
  const page = Math.min(asked.page, pages);
  const lines = await listReviewLines(work.trx, peopleOf(work, year, agency, 'read'), {
    shown: asked.shown,
    limit: PEOPLE_A_REVIEW,
    offset: (page - 1) * PEOPLE_A_REVIEW,
  });
  const { table, actor, purpose } = work;
  const mayReview = year === now && decideKind(table, actor, purpose, 'review', 'access-review').may;
  return { ...{ year, years, progress, lines, agency, page, pages, mayReview }, shown: asked.shown, self: actor.id };
}

/** Every line of a year within reach, for a download. */
export async function allReviewLines(
  work: AtWork,
  asked: string | undefined,
): Promise<{ year: string; lines: ReviewLine[]; progress: Progress[] }> {
  const { year } = await reviewsOf(work, { year: asked, agency: null, shown: 'to-review', page: 1 });
  const people = peopleOf(work, year, null, 'read');
  return {
    year,
    lines: await listReviewLines(work.trx, people),
    progress: await listProgress(work.trx, people),
  };
}

/**
 * Writes that the one who acts looked at what these people may do. What is to change is told to the administrators. Returns
 * what is wrong, or nothing. Throws Refused for somebody out of reach, and for oneself.
 */
export async function review(work: AtWork, given: GivenReviews): Promise<FormProblem[]> {
  const year = reviewYear(work.now);
  if (given.year !== year)
    return [{ field: 'person', message: `Only the review of ${year} is open: open the page again` }];
  const people = peopleOf(work, year, null, 'review');
  const reviewed: { person: Person; line: ReviewLine }[] = [];
  for (const id of given.people) {
    const person = await reachPerson(work, 'review', 'access-review', id);
    if (id === work.actor.id) {
      throw new Refused({ because: 'out-of-scope', action: 'review', kind: 'access-review', recordId: id });
    }
    const [line] = await listReviewLines(work.trx, people, { id });
    if (!line) return [{ field: 'person', message: `${person.name} holds no role, so there is nothing to review` }];
    reviewed.push({ person, line });
  }
  for (const { person, line } of reviewed) {
    const { verdict, words } = given;
    const one = { id: randomUUID(), year, roles: line.roles, verdict, words };
    await addReview(work.trx, { ...one, personId: person.id, by: work.actor.id, at: work.now });
    const { roles } = one;
    work.note({
      record: { kind: 'access-review', id: one.id },
      says: verdict === 'confirmed' ? 'Confirmed what a person may do' : 'Asked to change what a person may do',
      changes: fieldChanges('access-review', one.id, null, { year, roles, verdict, words }),
      ...(words === null ? {} : { why: words }),
    });
    if (verdict === 'to-change') {
      const notice = `A review asks to change what ${person.name} may do.`;
      await tellAdministrators(work, {
        notice,
        href: `${personHref(person)}#reviews`,
        subject: 'A review of access in Kith asks for a change',
        mail: `${notice} Your notices in Kith lead to their page, where it says what is to change and why.`,
      });
    }
  }
  return [];
}
