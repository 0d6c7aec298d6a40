import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { londonDate } from '../../platform/clocks/index.ts';
import type { Deps } from '../../platform/module.ts';
import { textOf } from '../../platform/web/checked-form.ts';
import { dateFieldValues } from '../../platform/web/date-fields.ts';
import { type TypedValues, typedValues } from '../../platform/web/form.ts';
import { type Answer, guarded } from '../../platform/web/route.ts';
import { listAgencies } from '../repository.ts';
import { unlock } from '../sign-in/lock.ts';
import { type AtWork, atWork } from './at-work.ts';
import { keptDoor } from './door.ts';
import { changePersonForm, detailValues, leaveForm, readDetails, readLeave } from './form.ts';
import { inviteAgain, siteOf } from './invite.ts';
import { removeFactor } from './lost-factor.ts';
import { InvitationPage, KeptDoorPage } from './pages/invitation-page.tsx';
import { personHref } from './pages/links.ts';
import { ChangePersonPage, LeavePage } from './pages/person-form-pages.tsx';
import { TwoVersionsPage } from './pages/two-versions-page.tsx';
import type { Person } from './person.ts';
import { agenciesToManage, endSessions, leave, personToLetIn, personToManage, saveDetails, stay } from './service.ts';
import { settle, versionOf } from './two-versions.ts';

const params = z.object({ id: z.uuid() });
const query = z.object({});
const permission = { action: 'manage', kind: 'person' } as const;
const base = { permission, params, query } as const;

/** Changing a person’s account: details, last day, link, lock, sessions. */
export function changeRoutes(app: FastifyInstance, deps: Deps): void {
  detailRoutes(app, deps);
  leaveRoutes(app, deps);
  buttonRoutes(app, deps);
  doorRoutes(app, deps);
}

function detailRoutes(app: FastifyInstance, deps: Deps): void {
  const today = () => londonDate(deps.now());

  guarded(app, {
    ...base,
    method: 'GET',
    url: '/people/:id/change',
    event: 'none',
    handle: async ({ params: { id }, kept, ...pen }) => {
      const work = atWork(deps, pen);
      const person = await personToManage(work, id);
      return changePage(work, person, kept ?? {}, []);
    },
  });

  guarded(app, {
    ...base,
    method: 'POST',
    url: '/people/:id/change',
    event: { code: 'person.change', says: 'Changed a person’s details' },
    body: changePersonForm(today),
    formAt: ({ id }) => `/people/${id}/change`,
    handle: async ({ params: { id }, request, ...pen }) => {
      const work = atWork(deps, pen);
      const person = await personToManage(work, id);
      const values = typedValues(request.body);
      const settled = settle(values, readDetails(values, today()).details, person, await agencyNames(work));
      if ('differences' in settled) {
        pen.note({ record: { kind: 'person', id }, outcome: 'failed', why: 'Somebody else changed them meanwhile' });
        return { page: TwoVersionsPage({ ...settled, person, values, seen: textOf(values, 'seen') }), status: 409 };
      }
      const problems = await saveDetails(work, person, settled.details, textOf(values, 'why'));
      if (problems.length > 0) {
        pen.note({ record: { kind: 'person', id }, outcome: 'failed', why: 'The details could not be used' });
        return {
          ...(await changePage(work, person, { ...values, ...detailValues(settled.details) }, problems)),
          status: 400,
        };
      }
      return { redirect: `${personHref(person)}?done=changed` };
    },
    invalid: async ({ params: { id }, values, problems, ...pen }) => {
      const work = atWork(deps, pen);
      return changePage(work, await personToManage(work, id), values, problems);
    },
  });
}

async function agencyNames({ trx }: AtWork): Promise<Map<string, string>> {
  return new Map((await listAgencies(trx)).map((one) => [one.key, one.name]));
}

/** The form, filled with what was typed or else with what is stored. */
async function changePage(
  work: AtWork,
  person: Person,
  values: TypedValues,
  problems: Parameters<typeof ChangePersonPage>[0]['problems'],
): Promise<{ page: ReturnType<typeof ChangePersonPage> }> {
  const choices = await agenciesToManage(work);
  // An agency that has ended is still where its people belong until they are moved.
  const own = { key: person.agency, name: person.agencyName };
  const agencies = choices.some((one) => one.key === own.key) ? choices : [...choices, own];
  return {
    page: ChangePersonPage({
      ...{ agencies, person, problems },
      keptAddress: await keptDoor(work, person, 'address'),
      values: { ...detailValues(person), ...values },
      version: textOf(values, 'version') || String(person.version),
      seen: textOf(values, 'seen') || versionOf(person, await agencyNames(work)),
    }),
  };
}

function leaveRoutes(app: FastifyInstance, deps: Deps): void {
  guarded(app, {
    ...base,
    method: 'GET',
    url: '/people/:id/leave',
    event: 'none',
    handle: async ({ params: { id }, kept, ...pen }) => {
      const person = await personToManage(atWork(deps, pen), id);
      return { page: LeavePage({ person, values: kept ?? dateFieldValues('last', person.leftOn), problems: [] }) };
    },
  });

  guarded(app, {
    ...base,
    method: 'POST',
    url: '/people/:id/leave',
    event: { code: 'person.leave', says: 'Entered a person’s last day' },
    body: leaveForm,
    formAt: ({ id }) => `/people/${id}/leave`,
    handle: async ({ params: { id }, request, ...pen }) => {
      const work = atWork(deps, pen);
      const person = await personToManage(work, id);
      const values = typedValues(request.body);
      const { lastDay, because } = readLeave(values).leave;
      if (lastDay === null) throw new Error('The form let a missing day pass.');
      const problems = await leave(work, person, { lastDay, because });
      if (problems.length > 0) {
        pen.note({ record: { kind: 'person', id }, outcome: 'failed', why: problems[0]?.message ?? '' });
        return { page: LeavePage({ person, values, problems }), status: 400 };
      }
      return { redirect: `${personHref(person)}?done=leaving` };
    },
    invalid: async ({ params: { id }, values, problems, ...pen }) => ({
      page: LeavePage({ person: await personToManage(atWork(deps, pen), id), values, problems }),
    }),
  });
}

type Press = (work: AtWork, person: Person, request: { protocol: string; host: string }) => Promise<Answer | string>;

/** What one press of a button does. */
function buttonRoutes(app: FastifyInstance, deps: Deps): void {
  const button = (name: string, event: { code: string; says: string }, press: Press) =>
    guarded(app, {
      ...base,
      method: 'POST',
      url: `/people/:id/${name}`,
      event,
      body: z.strictObject({}),
      formAt: ({ id }) => `/people/${id}`,
      handle: async ({ params: { id }, request, ...pen }) => {
        const work = atWork(deps, pen);
        return pressed(work, await personToManage(work, id), press, request);
      },
    });

  button('stay', { code: 'person.stay', says: 'Entered that a person stays, or is back' }, async (work, person) => {
    await stay(work, person);
    return 'staying';
  });
  button('unlock', { code: 'person.unlock', says: 'Unlocked a person’s account' }, async (work, person) => {
    await unlock(work.trx, person.email);
    work.note({ record: { kind: 'person', id: person.id } });
    return 'unlocked';
  });
  button(
    'end-sessions',
    { code: 'person.end-sessions', says: 'Signed a person out everywhere' },
    async (work, person) => {
      await endSessions(work, person);
      return 'signed-out';
    },
  );
}

async function pressed(
  work: AtWork,
  person: Person,
  press: Press,
  request: { protocol: string; host: string },
): Promise<Answer> {
  const answer = await press(work, person, request);
  return typeof answer === 'string' ? { redirect: `${personHref(person)}?done=${answer}` } : answer;
}

/** Buttons that open a way into somebody’s account: for those who give roles, and of them for whoever may give all that are held. */
function doorRoutes(app: FastifyInstance, deps: Deps): void {
  const button = (name: string, event: { code: string; says: string }, press: Press) =>
    guarded(app, {
      ...{ params, query, permission: { action: 'manage', kind: 'role-holding' } },
      method: 'POST',
      url: `/people/:id/${name}`,
      event,
      body: z.strictObject({}),
      formAt: ({ id }) => `/people/${id}`,
      handle: async ({ params: { id }, request, ...pen }) => {
        const work = atWork(deps, pen);
        const person = await personToLetIn(work, id);
        const kept = await keptDoor(work, person, 'link');
        if (kept === null) return pressed(work, person, press, request);
        work.note({ record: { kind: 'person', id }, outcome: 'refused', why: 'They hold roles that others give' });
        return { page: KeptDoorPage({ person, because: kept }), status: 403 };
      },
    });

  button(
    'invitation',
    { code: 'person.invite-again', says: 'Made a new invitation for a person' },
    async (work, person, request) => {
      const today = londonDate(work.now);
      if (person.leftOn !== null && person.leftOn < today) return { redirect: personHref(person) };
      const invited = await inviteAgain(deps, work, person, siteOf(deps, request));
      work.note({ record: { kind: 'person', id: person.id } });
      return { page: InvitationPage({ person, ...invited, today }) };
    },
  );
  button(
    'remove-second-factor',
    { code: 'person.remove-second-factor', says: 'Removed a person’s second factor, which they lost' },
    async (work, person) => {
      await removeFactor(work, person);
      return 'factor-removed';
    },
  );
}
