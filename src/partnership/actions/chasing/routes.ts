import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { guarded, type Noted } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { checked, texts, typed } from '../form.ts';
import { CHASING_PAGE } from '../pages/links.ts';
import { CHASING } from '../policy.ts';
import { ChasingPage } from './pages/chasing-page.tsx';
import { openChasing, readDays, setChasing } from './service.ts';

const nothing = z.object({});
const NOT_SAVED: Noted = {
  ...{ code: 'chasing.form', says: 'Filled in how an agency’s actions are chased; nothing was saved' },
  outcome: 'refused',
};

/** How actions are chased, agency by agency. */
export function chasingRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'manage', kind: CHASING } as const;
  const today = () => londonDate(deps.now());
  guarded(app, {
    method: 'GET',
    url: CHASING_PAGE,
    permission,
    event: 'none',
    params: nothing,
    query: z.object({ done: z.enum(['saved']).nullable().default(null).catch(null) }),
    handle: async ({ query, kept, ...acting }) => ({
      page: ChasingPage({
        agencies: await openChasing(workOf(acting, deps)),
        ...{ values: kept ?? {}, problems: [], clash: false, done: query.done, today: today() },
      }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: CHASING_PAGE,
    permission,
    event: { code: 'chasing.set', says: 'Set how an agency’s actions are chased' },
    params: nothing,
    query: nothing,
    body: checked(
      { ...texts(['agency'], 100), ...texts(['remind', 'senior-days', 'version'], 10), ...texts(['senior'], 200) },
      (values) => readDays(values).problems,
    ),
    formAt: () => CHASING_PAGE,
    handle: async ({ body, ...acting }) => {
      const work = workOf(acting, deps);
      const setting = await setChasing(work, body);
      if (setting === 'clash' || 'problems' in setting) {
        acting.note(NOT_SAVED);
        const clash = setting === 'clash';
        const problems = clash ? [] : setting.problems;
        const page = ChasingPage({
          agencies: await openChasing(work),
          values: body,
          problems,
          clash,
          done: null,
          today: today(),
        });
        return { page, status: clash ? 409 : 400 };
      }
      const { before, after } = setting.changed;
      const says = `Set how the actions of ${before.agencyName} are chased: reminded ${after.remindDays} working days before, ${after.senior ?? 'nobody'} told after ${after.seniorDays}`;
      acting.note({ says });
      return { redirect: `${CHASING_PAGE}?done=saved#${typed(body, 'agency')}` };
    },
    invalid: async ({ values, problems, ...acting }) => ({
      page: ChasingPage({
        agencies: await openChasing(workOf(acting, deps)),
        ...{ values, problems, clash: false, done: null, today: today() },
      }),
    }),
  });
}
