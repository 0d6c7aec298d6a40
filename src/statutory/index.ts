/**
 * Statutory rules as dated data: England's bank holidays and the time limits of safeguarding work, each with its edition,
 * its source and whether the number was checked. Everything here is public and can be replaced by loading a file; the
 * version before stays in the history. Guidance: Working Together 2018 and 2023 and the sources each limit names.
 */
import type { Module } from '../platform/module.ts';
import { statutoryKinds } from './kinds.ts';
import { clockRoutes } from './routes.ts';

export { englandCalendar, findTimeLimit, listBankHolidays, listTimeLimits } from './repository.ts';
export { type TimeLimit, workingDaysOn } from './rules.ts';
export { dueBy, dueUnder } from './service.ts';

/** Bank holidays and time limits, with their calculator. Reached from the foot of every page, so it has no navigation entry. */
export const statutoryModule: Module = {
  name: 'statutory',
  recordKinds: statutoryKinds,
  routes: clockRoutes,
};
