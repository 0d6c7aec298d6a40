import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { dateFieldNames, dateFieldValues } from '../../../platform/web/date-fields.ts';
import { type FormProblem, typedValues } from '../../../platform/web/form.ts';
import { guarded } from '../../../platform/web/route.ts';
import { atWork } from '../at-work.ts';
import { personHref } from '../pages/links.ts';
import type { Shut } from './doubtful-door.ts';
import { endForm, giveForm, readEnding, readGiven } from './form.ts';
import { EndRolePage, GiveRolePage } from './pages/role-form-pages.tsx';
import { endRole, giveRole, personToGive, type RoleProblem, roleToEnd } from './service.ts';

const ofPerson = z.object({ id: z.uuid() });
const ofHolding = z.object({ id: z.uuid(), holding: z.uuid() });
const permission = { action: 'manage', kind: 'role-holding' } as const;
const query = z.object({});

/** Giving roles and ending them. */
export function roleRoutes(app: FastifyInstance, deps: Deps): void {
  giving(app, deps);
  ending(app, deps);
}

function giving(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/people/:id/roles/new',
    ...{ permission, query, params: ofPerson, event: 'none' },
    handle: async ({ params: { id }, kept, ...pen }) => {
      const offered = await personToGive(atWork(deps, pen), id);
      const values = kept ?? dateFieldValues('from', londonDate(deps.now()));
      return { page: GiveRolePage({ ...offered, values, problems: [] }) };
    },
  });

  guarded(app, {
    method: 'POST',
    url: '/people/:id/roles',
    ...{ permission, query, params: ofPerson },
    event: { code: 'role.give', says: 'Gave a person a role' },
    body: giveForm,
    formAt: ({ id }) => `/people/${id}/roles/new`,
    handle: async ({ params: { id }, request, ...pen }) => {
      const work = atWork(deps, pen);
      const values = typedValues(request.body);
      const { given } = readGiven(values);
      if (!given) throw new Error('The form let a role pass that it can’t read.');
      const became = await giveRole(work, id, given);
      if ('problem' in became) {
        const { problem } = became;
        pen.note({ record: { kind: 'person', id }, outcome: 'failed', why: problem.message });
        const offered = await personToGive(work, id);
        return { page: GiveRolePage({ ...offered, values, problems: [atField(problem)] }), status: 400 };
      }
      return { redirect: `${personHref({ id })}?done=${GIVEN[became.shut]}` };
    },
    invalid: async ({ params: { id }, values, problems, ...pen }) => ({
      page: GiveRolePage({ ...(await personToGive(atWork(deps, pen), id)), values, problems }),
    }),
  });
}

/** What the person’s page says afterwards. */
const GIVEN: Record<Shut, string> = { nothing: 'given', link: 'given-link-ended', account: 'given-anew' };

function ending(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    method: 'GET',
    url: '/people/:id/roles/:holding/end',
    ...{ permission, query, params: ofHolding, event: 'none' },
    handle: async ({ params: { id, holding }, kept, ...pen }) => {
      const ending = await roleToEnd(atWork(deps, pen), id, holding);
      return { page: EndRolePage({ ...ending, values: kept ?? {}, problems: [] }) };
    },
  });

  guarded(app, {
    method: 'POST',
    url: '/people/:id/roles/:holding/end',
    ...{ permission, query, params: ofHolding },
    event: { code: 'role.end', says: 'Ended a role that a person holds' },
    body: endForm,
    formAt: ({ id, holding }) => `/people/${id}/roles/${holding}/end`,
    handle: async ({ params: { id, holding }, request, ...pen }) => {
      const work = atWork(deps, pen);
      const values = typedValues(request.body);
      const { ending } = readEnding(values);
      if (!ending) throw new Error('The form let an ending pass that it can’t read.');
      const problem = await endRole(work, id, holding, ending);
      if (problem) {
        pen.note({ record: { kind: 'role-holding', id: holding }, outcome: 'failed', why: problem.message });
        const shown = await roleToEnd(work, id, holding);
        return { page: EndRolePage({ ...shown, values, problems: [atField(problem)] }), status: 400 };
      }
      return { redirect: `${personHref({ id })}?done=ended` };
    },
    invalid: async ({ params: { id, holding }, values, problems, ...pen }) => ({
      page: EndRolePage({ ...(await roleToEnd(atWork(deps, pen), id, holding)), values, problems }),
    }),
  });
}

/** A problem with a date stands at its first field. */
function atField({ at, message }: RoleProblem): FormProblem {
  return { field: at === 'role' || at === 'when' ? at : dateFieldNames(at)[0], message };
}
