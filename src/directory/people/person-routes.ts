import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decideKind, HELD_ROLES } from '../../platform/access/index.ts';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { dateFieldValues } from '../../platform/web/date-fields.ts';
import { typedValues } from '../../platform/web/form.ts';
import { addressText } from '../../platform/web/form-text.ts';
import { guarded } from '../../platform/web/route.ts';
import { listAgencies } from '../repository.ts';
import { atWork, mayManage, mayOpenDoors, reachPerson } from './at-work.ts';
import { keptDoor } from './door.ts';
import { newPersonForm, readDetails } from './form.ts';
import { readPersonHistory } from './history.ts';
import { invite, siteOf } from './invite.ts';
import { InvitationPage } from './pages/invitation-page.tsx';
import { PeoplePage } from './pages/people-page.tsx';
import { NewPersonPage } from './pages/person-form-pages.tsx';
import { DONE, PersonPage } from './pages/person-page.tsx';
import { PERSON_STATES, type PersonState } from './person.ts';
import { reachOf } from './reach.ts';
import { findStanding, listPeople } from './repository.ts';
import { listReviewsOf } from './reviews/repository.ts';
import { listHoldings } from './roles/repository.ts';
import { mayEnd, rolesToGive } from './roles/role-givers.ts';
import { stillRunning } from './roles/rules.ts';
import { giverAt } from './roles/service.ts';
import { agenciesToManage, agenciesWithin, makePerson } from './service.ts';

const STATES = Object.keys(PERSON_STATES) as PersonState[];
const typed = z.string().optional().catch(undefined);

const listQuery = z.object({
  search: typed,
  agency: typed,
  role: z.enum(HELD_ROLES).nullable().catch(null),
  state: z.enum(STATES).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Seeing people, and inviting one. */
export function personRoutes(app: FastifyInstance, deps: Deps): void {
  const today = () => londonDate(deps.now());
  const read = { action: 'read', kind: 'person' } as const;
  const manage = { action: 'manage', kind: 'person' } as const;

  guarded(app, {
    method: 'GET',
    url: '/people',
    permission: read,
    event: 'none',
    params: z.object({}),
    query: listQuery,
    handle: async ({ query, ...pen }) => {
      const work = atWork(deps, pen);
      const filter = { ...query, search: addressText(query.search), agency: addressText(query.agency) };
      const { people, total } = await listPeople(pen.trx, reachOf(work, 'read', 'person'), filter, work.now);
      const agencies = await agenciesWithin(work, 'read', 'person');
      const may = (action: 'manage' | 'read', kind: string) =>
        decideKind(deps.access, pen.actor, pen.purpose, action, kind).may;
      const view = { people, total, filter, agencies, mayAdd: may('manage', 'person') };
      const leads = { maySeeReviews: may('read', 'access-review'), maySeeOutbox: may('read', 'outbox') };
      return { page: PeoplePage({ view: { ...view, ...leads } }) };
    },
  });

  guarded(app, {
    method: 'GET',
    url: '/people/new',
    permission: manage,
    event: 'none',
    params: z.object({}),
    query: z.object({}),
    handle: async ({ kept, ...pen }) => {
      const agencies = await agenciesToManage(atWork(deps, pen));
      return { page: NewPersonPage({ agencies, values: kept ?? dateFieldValues('joined', today()), problems: [] }) };
    },
  });

  guarded(app, {
    method: 'POST',
    url: '/people',
    permission: manage,
    event: { code: 'person.invite', says: 'Invited a person to Kith' },
    params: z.object({}),
    query: z.object({}),
    body: newPersonForm(today),
    formAt: () => '/people/new',
    handle: async ({ request, ...pen }) => {
      const work = atWork(deps, pen);
      const values = typedValues(request.body);
      const { details } = readDetails(values, today());
      const made = await makePerson(work, details);
      if (Array.isArray(made)) {
        pen.note({ outcome: 'failed', why: 'The details could not be used' });
        return { page: NewPersonPage({ agencies: await agenciesToManage(work), values, problems: made }), status: 400 };
      }
      const person = { ...made, ...details };
      const invited = await invite(deps, work, person, siteOf(deps, request));
      return { page: InvitationPage({ person, ...invited, today: today() }) };
    },
    invalid: async ({ values, problems, ...pen }) => ({
      page: NewPersonPage({ agencies: await agenciesToManage(atWork(deps, pen)), values, problems }),
    }),
  });

  guarded(app, {
    method: 'GET',
    url: '/people/:id',
    permission: read,
    event: 'none',
    params: z.object({ id: z.uuid() }),
    query: z.object({ done: z.string().optional().catch(undefined) }),
    handle: async ({ params: { id }, query, ...pen }) => {
      const work = atWork(deps, pen);
      const person = await reachPerson(work, 'read', 'person', id);
      const giver = giverAt(work);
      const holdings = await listHoldings(pen.trx, id);
      const done = query.done !== undefined && Object.hasOwn(DONE, query.done) ? (DONE[query.done] ?? null) : null;
      return {
        page: PersonPage({
          view: {
            ...{ person, holdings, done, today: today() },
            standing: await findStanding(pen.trx, id, work.now),
            endable: stillRunning(holdings, today())
              .filter((one) => mayEnd(giver, one.role, person))
              .map((one) => one.id),
            givable: rolesToGive(giver, person),
            reviews: await listReviewsOf(pen.trx, id),
            history: await readPersonHistory(pen.trx, id),
            agencyNames: new Map((await listAgencies(pen.trx)).map((one) => [one.key, one.name])),
            mayManage: mayManage(work, person),
            keptDoor: await keptDoor(work, person, 'link'),
            mayOpen: mayOpenDoors(work, person),
            self: person.id === pen.actor.id,
          },
        }),
      };
    },
  });
}
