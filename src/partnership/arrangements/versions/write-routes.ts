import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { textOf } from '../../../platform/web/checked-form.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Acting, type Answer, guarded } from '../../../platform/web/route.ts';
import { seenMarks } from '../../../platform/web/two-versions.ts';
import { workOf } from '../../../platform/web/work-of.ts';
import { ARRANGEMENTS } from '../policy.ts';
import {
  factsForm,
  factValues,
  leaveOutForm,
  newSectionForm,
  readFacts,
  readSection,
  sectionForm,
  sectionValues,
} from './form.ts';
import { FactsPage, ReasonPage, SectionPage, TwoVersionsPage } from './pages/form-pages.tsx';
import { sectionHref, workHref } from './pages/links.ts';
import { addSection, changeSection, leaveOutSection, openForSection, openSection } from './sections.ts';
import { type Changed, changeFacts, openFacts } from './service.ts';
import { WORK_ON } from './work-on.ts';
import { beganWith, MISTYPED } from './work-routes.ts';

const nothing = z.object({});
const one = z.object({ id: z.uuid() });
const section = z.object({ id: z.uuid(), key: z.string().max(100) });
const permission = { action: 'change', kind: ARRANGEMENTS } as const;

const MET_ANOTHER = {
  code: 'arrangements.two-versions',
  says: 'Was shown two versions of the arrangements to choose from; nothing was saved',
};

/** Writing a draft: its facts and its sections. */
export function writingRoutes(app: FastifyInstance, deps: Deps): void {
  factRoutes(app, deps);
  newSectionRoutes(app, deps);
  sectionRoutes(app, deps);
  leaveOutRoutes(app, deps);
}

/** What a change answers: back to the version, the form again, or two versions to choose from. */
function answerChanged(
  acting: Acting,
  id: string,
  changed: Changed,
  pages: {
    form: (problems: readonly FormProblem[]) => Promise<Answer>;
    two: (found: Extract<Changed, { differences: unknown }>) => Answer;
  },
): Answer | Promise<Answer> {
  const record = { kind: ARRANGEMENTS, id };
  if ('differences' in changed) {
    acting.note({ ...MET_ANOTHER, record });
    return pages.two(changed);
  }
  if ('problems' in changed) {
    acting.note({ ...MISTYPED, record });
    return pages.form(changed.problems);
  }
  acting.note({ record, changes: changed.changes });
  return { redirect: `${workHref(id)}?done=${changed.changes.length > 0 ? 'changed' : 'unchanged'}` };
}

function factRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${WORK_ON}/:id/facts`;
  const today = () => londonDate(deps.now());
  const page = async (acting: Acting, id: string, values: TypedValues | null, problems: readonly FormProblem[]) => {
    const { version, facts, choices, fields } = await openFacts(workOf(acting, deps), id);
    const began = beganWith(values ?? {}, { version: version.version, seen: seenMarks(fields) });
    return { page: FactsPage({ version, choices, problems, values: values ?? factValues(facts), began }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission, params: one, query: nothing, body: factsForm(today) },
    event: { code: 'arrangements.change', says: 'Changed the facts of a version of the arrangements' },
    formAt: ({ id }) => `${workHref(id)}/facts`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const { facts } = readFacts(body, today());
      const changed = await changeFacts(workOf(acting, deps), id, facts, body);
      return answerChanged(acting, id, changed, {
        form: async (problems) => ({ ...(await page(acting, id, body, problems)), status: 400 }),
        two: (found) => {
          const began = { number: String(found.version), seen: textOf(body, 'seen') };
          const props = {
            ...found,
            version: { id, number: null },
            values: body,
            began,
            action: `${workHref(id)}/facts`,
          };
          return { page: TwoVersionsPage(props), status: found.problems.length > 0 ? 400 : 409 };
        },
      });
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}

function newSectionRoutes(app: FastifyInstance, deps: Deps): void {
  const page = async (acting: Acting, id: string, values: TypedValues, problems: readonly FormProblem[]) => {
    const { version, heads } = await openForSection(workOf(acting, deps), id);
    return { page: SectionPage({ version, heads, values, problems, section: null }) };
  };
  guarded(app, {
    ...{ method: 'GET', url: `${WORK_ON}/:id/sections/new`, permission, event: 'none', params: one, query: nothing },
    handle: ({ params: { id }, kept, ...acting }) => page(acting, id, kept ?? {}, []),
  });
  guarded(app, {
    ...{
      method: 'POST',
      url: `${WORK_ON}/:id/sections`,
      permission,
      params: one,
      query: nothing,
      body: newSectionForm,
    },
    event: { code: 'arrangements.add-section', says: 'Added a section to a version of the arrangements' },
    formAt: ({ id }) => `${workHref(id)}/sections/new`,
    handle: async ({ params: { id }, body, ...acting }) => {
      const added = await addSection(workOf(acting, deps), id, readSection(body).section);
      if ('problems' in added) {
        acting.note({ ...MISTYPED, record: { kind: ARRANGEMENTS, id } });
        return { ...(await page(acting, id, body, added.problems)), status: 400 };
      }
      acting.note({ record: { kind: ARRANGEMENTS, id }, changes: added.changes });
      return { redirect: `${workHref(id)}?done=added#section-${added.key}` };
    },
    invalid: ({ params: { id }, values, problems, ...acting }) => page(acting, id, values, problems),
  });
}

function sectionRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${WORK_ON}/:id/sections/:key`;
  const page = async (
    acting: Acting,
    at: { id: string; key: string },
    values: TypedValues | null,
    problems: readonly FormProblem[],
  ) => {
    const opened = await openSection(workOf(acting, deps), at.id, at.key);
    const { version, heads } = opened;
    const began = beganWith(values ?? {}, { version: opened.section.version, seen: seenMarks(opened.fields) });
    const shown = values ?? sectionValues(opened.section);
    return { page: SectionPage({ version, heads, values: shown, problems, section: { key: at.key, began } }) };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission, event: 'none', params: section, query: nothing },
    handle: ({ params, kept, ...acting }) => page(acting, params, kept, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission, params: section, query: nothing, body: sectionForm },
    event: { code: 'arrangements.change-section', says: 'Changed a section of a version of the arrangements' },
    formAt: ({ id, key }) => sectionHref(id, key),
    handle: async ({ params, body, ...acting }) => {
      const { id, key } = params;
      const changed = await changeSection(workOf(acting, deps), id, key, readSection(body).section, body);
      return answerChanged(acting, id, changed, {
        form: async (problems) => ({ ...(await page(acting, params, body, problems)), status: 400 }),
        two: (found) => {
          const began = { number: String(found.version), seen: textOf(body, 'seen') };
          const props = { ...found, version: { id, number: null }, values: body, began, action: sectionHref(id, key) };
          return { page: TwoVersionsPage(props), status: found.problems.length > 0 ? 400 : 409 };
        },
      });
    },
    invalid: ({ params, values, problems, ...acting }) => page(acting, params, values, problems),
  });
}

function leaveOutRoutes(app: FastifyInstance, deps: Deps): void {
  const url = `${WORK_ON}/:id/sections/:key/leave-out`;
  const page = async (
    acting: Acting,
    at: { id: string; key: string },
    values: TypedValues,
    problems: readonly FormProblem[],
  ) => {
    const opened = await openSection(workOf(acting, deps), at.id, at.key);
    return {
      page: ReasonPage({
        ...{ version: opened.version, values, problems },
        asked: {
          ...{ title: `Leave out “${opened.section.title}”`, button: 'Leave the section out' },
          lede: 'It stays in the versions before, and the comparison shows that it was left out.',
          ...{ label: 'Why is it left out?', hint: 'The ledger keeps your reason and the words.' },
          ...{ action: `${sectionHref(at.id, at.key)}/leave-out`, version: String(opened.section.version) },
        },
      }),
    };
  };
  guarded(app, {
    ...{ method: 'GET', url, permission, event: 'none', params: section, query: nothing },
    handle: ({ params, kept, ...acting }) => page(acting, params, kept ?? {}, []),
  });
  guarded(app, {
    ...{ method: 'POST', url, permission, params: section, query: nothing, body: leaveOutForm },
    event: { code: 'arrangements.leave-out-section', says: 'Left a section out of a version of the arrangements' },
    formAt: ({ id, key }) => `${sectionHref(id, key)}/leave-out`,
    handle: async ({ params: { id, key }, body, ...acting }) => {
      const changes = await leaveOutSection(workOf(acting, deps), id, key, textOf(body, 'version'));
      acting.note({ record: { kind: ARRANGEMENTS, id }, changes, why: textOf(body, 'why') });
      return { redirect: `${workHref(id)}?done=left-out` };
    },
    invalid: ({ params, values, problems, ...acting }) => page(acting, params, values, problems),
  });
}
