import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { namesOf } from '../../../directory/index.ts';
import { historyRoute } from '../../../platform/history/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { textOf } from '../../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Acting, guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { JudgingPage } from '../pages/judging-page.tsx';
import { checklistHref, judgingHref, reportHref } from '../pages/links.ts';
import { judgementValues, judgingForm, readJudgement } from './form.ts';
import { JUDGEMENT } from './policy.ts';
import { type At, judge, openJudging, readJudged } from './service.ts';

const URL = '/report/:year/requirements/:requirement';
const at = z.object({ year: z.string().regex(/^20\d\d-\d\d$/), requirement: z.string().max(100) });
const nothing = z.object({});
const NOT_SAVED = { code: 'report.judge-form', says: 'Filled in a judgement of a yearly report; nothing was saved' };

/** Judging how far a year’s report answers the guidance, requirement by requirement. */
export function judgingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'create', kind: JUDGEMENT } as const;
  const page = async (acting: Acting, where: At, values: TypedValues | null, problems: readonly FormProblem[]) => {
    const of = await openJudging(workOf(acting, deps), where);
    const { stored } = of;
    const began = { version: String(stored?.version ?? 0) };
    return {
      page: JudgingPage({ of, values: values ?? { ...(stored ? judgementValues(stored) : {}), ...began }, problems }),
    };
  };
  guarded(app, {
    ...{ method: 'GET', url: URL, permission, event: 'none', params: at, query: nothing },
    handle: ({ params, kept, ...acting }) => page(acting, params, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url: URL, permission, params: at, query: nothing, body: judgingForm },
    event: { code: 'report.judge', says: 'Judged how far a yearly report answers the guidance' },
    formAt: ({ year, requirement }) => judgingHref(year, requirement),
    handle: async ({ params, body, ...acting }) => {
      const typed = textOf(body, 'version');
      const began = typed === '' ? null : Number(typed);
      const why = textOf(body, 'why');
      const judging = await judge(workOf(acting, deps), params, readJudgement(body).given, { began, why });
      if ('problems' in judging) {
        acting.note(NOT_SAVED);
        const { of, problems, clash } = judging;
        const values = { ...body, version: String(of.stored?.version ?? 0) };
        return { page: JudgingPage({ of, values, problems }), status: clash ? 409 : 400 };
      }
      const { id, changes } = judging.judged;
      acting.note({ record: { kind: JUDGEMENT, id }, changes, ...(why === '' ? {} : { why }) });
      const { edition, requirement } = judging.of;
      return { redirect: checklistHref(params.year, edition.key, requirement) };
    },
    invalid: ({ params, values, problems, ...acting }) => page(acting, params, values, problems),
  });
  historyRoute(app, {
    ...{ url: `${URL}/history`, kind: JUDGEMENT, event: 'none', params: at, names: namesOf },
    labels: {
      ...{ year: 'Year', requirement: 'Requirement', verdict: 'Judgement', words: 'What is answered, and where' },
      ...{ missing: 'What is missing', judgedBy: 'Judged by', judgedOn: 'Judged on' },
    },
    find: async (acting, where) => {
      const { year, requirement, stored } = await readJudged(workOf(acting, deps), where);
      const breadcrumbs = [
        { text: 'Home', href: '/' },
        { text: 'Yearly report', href: '/report' },
        { text: year, href: reportHref(year) },
      ];
      return { records: stored.id, name: requirement.title, caption: `Yearly report ${year}`, breadcrumbs };
    },
  });
}
