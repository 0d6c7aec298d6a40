import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { listAgencies } from '../../../directory/index.ts';
import { decideKind } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Deps } from '../../../platform/module.ts';
import type { TypedValues } from '../../../platform/web/form.ts';
import { type Acting, guarded } from '../../../platform/web/route.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { listThemes } from '../../learning/index.ts';
import type { Stage } from '../disagreement/disagreement.ts';
import { limitForm, readLimit } from '../disagreement/form.ts';
import { addLimit, calendarOrNull, limitsInForce, listLimits } from '../disagreement/limits.ts';
import { LimitsPage } from '../disagreement/pages/limits-page.tsx';
import { standsOn } from '../disagreement/rules.ts';
import { ANALYSIS, FINDER, LIMITS, REGISTER } from '../links.ts';
import { oppositeNumbers } from '../opposite-numbers.ts';
import { listOtherAgencies } from '../other-agencies.ts';
import { listColleagues } from '../people.ts';
import { DISAGREEMENT } from '../policy.ts';
import { analyse } from './analysis.ts';
import { AnalysisPage } from './pages/analysis-page.tsx';
import { FinderPage } from './pages/finder-page.tsx';
import { RegisterPage } from './pages/register-page.tsx';
import { hasEnded, NO_FILTER } from './register.ts';
import { listRegister, listRegisterYears, listStageFacts } from './repository.ts';

const nothing = z.object({});
const PER_PAGE = 25;
/** More than a partnership raises in a decade; counted from one statement. */
const ALL = 100_000;

const stage = z.enum(['1', '2', '3', '4']).transform((one) => Number(one) as Stage);
const oneWord = z.string().trim().min(1).max(200).nullable().default(null).catch(null);
const year = z
  .string()
  .regex(/^\d{4}$/)
  .nullable()
  .default(null)
  .catch(null);

const filters = z.object({
  show: z.enum(['open', 'ended', 'all']).catch('open'),
  whose: z.enum(['mine', 'agency', 'all']).catch('all'),
  kind: z.enum(['both', 'disagreement', 'peer-challenge']).catch('both'),
  agency: oneWord,
  stage: stage.nullable().default(null).catch(null),
  theme: oneWord,
  year,
  by: z.enum(['scrutineer']).nullable().default(null).catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** The register of both kinds, its counts, the finder of opposite numbers, and the stages' limits. */
export function registerRoutes(app: FastifyInstance, deps: Deps): void {
  const permission = { action: 'read', kind: DISAGREEMENT } as const;
  guarded(app, {
    method: 'GET',
    url: REGISTER,
    permission,
    event: { code: 'challenge.list', says: 'Looked through challenges and disagreements' },
    params: nothing,
    query: filters,
    handle: async ({ query, ...acting }) => {
      const { trx, actor, purpose, note } = acting;
      const { page, ...filter } = query;
      const today = londonDate(deps.now());
      const { lines, total } = await listRegister(trx, filter, { from: (page - 1) * PER_PAGE, most: PER_PAGE });
      const calendar = await calendarOrNull(trx);
      note({ seen: lines.map(({ id }) => id) });
      const view = {
        ...{ filter, total, page, pages: Math.max(1, Math.ceil(total / PER_PAGE)) },
        lines: lines.map((line) => ({ ...line, clock: standsOn({ ...line, over: hasEnded(line) }, today, calendar) })),
        agencies: (await listAgencies(trx)).map(({ key, name }) => ({ key, name })),
        themes: (await listThemes(trx)).map(({ key, name }) => ({ key, name })),
        years: await listRegisterYears(trx),
        mayRaise: decideKind(deps.access, actor, purpose, 'create', DISAGREEMENT).may,
      };
      return { page: RegisterPage({ view }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: ANALYSIS,
    permission,
    event: { code: 'challenge.analysis', says: 'Looked at counts of challenges and disagreements' },
    params: nothing,
    query: z.object({ year }),
    handle: async ({ query, trx }) => {
      const { lines } = await listRegister(
        trx,
        { ...NO_FILTER, show: 'all', year: query.year },
        { from: 0, most: ALL },
      );
      const facts = await listStageFacts(trx, query.year);
      const analysis = analyse(lines, facts, await calendarOrNull(trx));
      return { page: AnalysisPage({ analysis, year: query.year, years: await listRegisterYears(trx) }) };
    },
  });
  guarded(app, {
    method: 'GET',
    url: FINDER,
    permission: { action: 'create', kind: DISAGREEMENT },
    event: { code: 'challenge.opposite-number', says: 'Looked for an opposite number in another agency' },
    params: nothing,
    query: z.object({ agency: oneWord, stage: stage.catch(1) }),
    handle: async ({ query, ...acting }) => {
      const { trx } = acting;
      const agencies = await listOtherAgencies(workOf(acting, deps), { ownToo: true });
      const agency = agencies.find(({ key }) => key === query.agency);
      if (!agency) return { page: FinderPage({ agencies, found: null }) };
      const today = londonDate(deps.now());
      // The last stage is the partners’ together, of every agency.
      const people = await listColleagues(
        trx,
        query.stage === 4 ? { roles: ['safeguarding-partner'], today } : { agency: agency.key, today },
      );
      return {
        page: FinderPage({ agencies, found: { agency, stage: query.stage, ...oppositeNumbers(people, query.stage) } }),
      };
    },
  });
  limitRoutes(app, deps);
}

function limitRoutes(app: FastifyInstance, deps: Deps): void {
  const page = async ({ trx, actor, purpose }: Acting, values: TypedValues, rest: { done: boolean }) => {
    const all = await listLimits(trx);
    const limits = limitsInForce(all);
    const counting = new Set(limits.map(({ id }) => id));
    const maySet = decideKind(deps.access, actor, purpose, 'manage', DISAGREEMENT).may;
    return { limits, earlier: all.filter(({ id }) => !counting.has(id)), maySet, values, ...rest };
  };
  guarded(app, {
    method: 'GET',
    url: LIMITS,
    permission: { action: 'read', kind: DISAGREEMENT },
    event: { code: 'challenge.limits', says: 'Looked at how long each stage of a disagreement may take' },
    params: nothing,
    query: z.object({ done: z.enum(['set']).nullable().default(null).catch(null) }),
    handle: async ({ query, kept, ...acting }) => ({
      page: LimitsPage({ ...(await page(acting, kept ?? {}, { done: query.done !== null })), problems: [] }),
    }),
  });
  guarded(app, {
    method: 'POST',
    url: LIMITS,
    permission: { action: 'manage', kind: DISAGREEMENT },
    event: { code: 'challenge.set-limit', says: 'Set how long a stage of a disagreement may take' },
    params: nothing,
    query: nothing,
    body: limitForm,
    formAt: () => LIMITS,
    handle: async ({ body, trx, actor, note }) => {
      const { limit } = readLimit(body);
      const held = limitsInForce(await listLimits(trx)).find(
        (one) => one.stage === limit.stage && one.urgent === limit.urgent,
      );
      const id = await addLimit(trx, limit, { personId: actor.id, now: deps.now() });
      const field = `stage_${limit.stage}_${limit.urgent ? 'urgent' : 'usual'}_days`;
      note({
        changes: [{ kind: DISAGREEMENT, recordId: id, field, before: held?.days ?? null, after: limit.days }],
        why: limit.why,
      });
      return { redirect: `${LIMITS}?done=set` };
    },
    invalid: async ({ values, problems, ...acting }) => {
      acting.note({ code: 'challenge.limit-form', says: 'Filled in the form of a stage’s limit; nothing was saved' });
      return { page: LimitsPage({ ...(await page(acting, values, { done: false })), problems }) };
    },
  });
}
