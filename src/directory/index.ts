/**
 * Who and where: the areas that are counted and answered for, the agencies that work in them, and the documents from
 * which records were taken. Everything here is public. Guidance: Working Together 2018 and 2023 on safeguarding partners
 * and relevant agencies; inventory rows 1, 3 and 5.
 */
import type { Module } from '../platform/module.ts';
import { waitingAsks, waitingOpenings } from './access/waiting.ts';
import { directoryKinds } from './kinds.ts';
import { openReviews, waitingReviews } from './people/reviews/waiting.ts';
import { directoryPolicy } from './policy.ts';
import { directoryRoutes } from './routes.ts';
import { directoryTasks } from './tasks.ts';

export { listDeciders, listPeopleInService, type PersonInService } from './access/people.ts';
export { CALENDARS, findCalendarReader, markRead } from './account/calendar/link.ts';
export { siteOf } from './account/second-factor/passkey.ts';
export { namesOf } from './names.ts';
export { type Agency, type Area, findArea, listAgencies, listAreas, listSources } from './repository.ts';
export { FIRST_ROLES, type FirstPerson, inviteFirst, inviteKnown } from './sign-in/first-person.ts';
export { sessionGate } from './sign-in/session.ts';
export { TERMS_VERSION } from './sign-in/terms.ts';

/** Areas, agencies and source documents. */
export const directoryModule: Module = {
  name: 'directory',
  nav: [
    { label: 'People', href: '/people', need: { action: 'read', kind: 'person' } },
    { label: 'Ledger', href: '/ledger', need: { action: 'read', kind: 'ledger' } },
  ],
  policy: directoryPolicy,
  stylesheet: 'src/directory/sign-in/sign-in.css',
  recordKinds: directoryKinds,
  tasks: directoryTasks,
  waiting: [waitingOpenings, waitingAsks, waitingReviews],
  live: [openReviews],
  routes: directoryRoutes,
};
