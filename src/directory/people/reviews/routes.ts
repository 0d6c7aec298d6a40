import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { toXlsx, XLSX_TYPE } from '../../../platform/spreadsheets/workbook.ts';
import { typedValues } from '../../../platform/web/form.ts';
import { addressText } from '../../../platform/web/form-text.ts';
import { guarded } from '../../../platform/web/route.ts';
import { atWork } from '../at-work.ts';
import { reviewWorkbook } from './download.ts';
import { readReviews, reviewForm } from './form.ts';
import { ReviewsPage } from './pages/reviews-page.tsx';
import { allReviewLines, review, reviewsOf, reviewYear } from './service.ts';

const year = z.string().optional().catch(undefined);
const query = z.object({
  year,
  agency: z.string().optional().catch(undefined),
  show: z.enum(['to-review', 'reviewed']).catch('to-review'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
  done: z.string().optional().catch(undefined),
});
const params = z.object({});
const AT = '/access/reviews';

/** The yearly review of who has what. */
export function reviewRoutes(app: FastifyInstance, deps: Deps): void {
  const asked = (found: z.infer<typeof query>) => ({
    ...{ year: found.year, shown: found.show, page: found.page },
    agency: addressText(found.agency),
  });

  guarded(app, {
    method: 'GET',
    url: AT,
    permission: { action: 'read', kind: 'access-review' },
    event: 'none',
    ...{ params, query },
    handle: async ({ query: found, kept, ...pen }) => {
      const view = await reviewsOf(atWork(deps, pen), asked(found));
      return { page: ReviewsPage({ view, values: kept ?? {}, problems: [], done: found.done === 'yes' }) };
    },
  });

  guarded(app, {
    method: 'POST',
    url: AT,
    permission: { action: 'review', kind: 'access-review' },
    event: { code: 'access.review', says: 'Reviewed what people may do' },
    ...{ params, query },
    body: reviewForm,
    formAt: () => AT,
    handle: async ({ query: found, request, ...pen }) => {
      const work = atWork(deps, pen);
      const values = typedValues(request.body);
      const { given } = readReviews(values);
      if (!given) throw new Error('The form let a review pass that it can’t read.');
      const problems = await review(work, given);
      if (problems.length > 0) {
        pen.note({ outcome: 'failed', why: problems[0]?.message ?? '' });
        return { page: ReviewsPage({ view: await reviewsOf(work, asked(found)), values, problems }), status: 400 };
      }
      const agency = addressText(found.agency);
      return { redirect: `${AT}?${new URLSearchParams({ ...(agency ? { agency } : {}), done: 'yes' })}` };
    },
    invalid: async ({ query: found, values, problems, ...pen }) => ({
      page: ReviewsPage({ view: await reviewsOf(atWork(deps, pen), asked(found)), values, problems }),
    }),
  });

  guarded(app, {
    method: 'GET',
    url: `${AT}/download`,
    permission: { action: 'read', kind: 'access-review' },
    event: { code: 'access.review-download', says: 'Downloaded the yearly access review' },
    params,
    query: z.object({ year }),
    handle: async ({ query: found, ...pen }) => {
      const { lines, progress, ...of } = await allReviewLines(atWork(deps, pen), found.year);
      const asOf = deps.now();
      const current = of.year === reviewYear(asOf) ? `-at-${londonDate(asOf)}` : '';
      return {
        file: await toXlsx(reviewWorkbook(of.year, lines, progress, asOf)),
        type: XLSX_TYPE,
        downloadAs: `access-review-${of.year}${current}.xlsx`,
      };
    },
  });
}
