/**
 * A partnership's priorities, year by year: what each was to bring, what was done, what came of it and what nothing
 * shows. Everything here is public. Guidance: Working Together 2018 and 2023 on the
 * yearly report; inventory rows 23 to 28 and 126 to 132.
 */
import type { Module } from '../../platform/module.ts';
import { priorityKinds } from './kinds.ts';
import { priorityRoutes } from './routes.ts';

export { findPriority, getPriority, listPriorities, listPriorityYears, type Priority } from './repository.ts';

/** Priorities with their evidence. */
export const prioritiesModule: Module = {
  name: 'partnership/priorities',
  nav: { label: 'Priorities', href: '/priorities' },
  recordKinds: priorityKinds,
  routes: priorityRoutes,
};
