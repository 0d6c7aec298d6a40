import { z } from 'zod';
import { dateInWords, londonDate, type WorkingCalendar } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { type Task, task } from '../../../platform/jobs/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { tellPeople, type Word } from '../../../platform/notify/index.ts';
import { englandCalendar } from '../../../statutory/index.ts';
import {
  type ActionForChase,
  businessManagers,
  findForChase,
  listToChase,
  whoIsThere,
  writeChase,
} from './repository.ts';
import {
  type Chasing,
  chaseAfter,
  chaseDue,
  chaseMoment,
  type PlannedChase,
  plannedChases,
  USUAL_CHASING,
} from './rules.ts';
import { CHASE_ACTION, scheduleChaseAt } from './schedule.ts';

const NIGHTLY = { name: 'chase-what-is-due', payload: z.object({}) };
/** So many actions are looked at before another transaction begins. */
const AT_ONCE = 200;

/** Reminders: one job an action, and a nightly look that depends on none of them. */
export function chasingTasks({ db, now }: Pick<Deps, 'db' | 'now'>): readonly Task[] {
  return [
    task(CHASE_ACTION, ({ id }) =>
      db.transaction().execute(async (trx) => chase(trx, id, now(), await englandCalendar(trx))),
    ),
    // At 6 or 7 in the morning, before people come to work.
    task(NIGHTLY, (_nothing, job) => chaseEverything(db, now, job.signal), {
      at: '30 5 * * *',
      catchUp: 12 * 3_600_000,
    }),
  ];
}

async function chaseEverything(db: Db, now: () => Date, signal: AbortSignal): Promise<void> {
  const ids = await listToChase(db, londonDate(now()));
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    // What is left is done at the next start: nothing is told twice.
    signal.throwIfAborted();
    await db.transaction().execute(async (trx) => {
      const calendar = await englandCalendar(trx);
      for (const id of ids.slice(from, from + AT_ONCE)) await chase(trx, id, now(), calendar);
    });
  }
}

/** Sends the reminder of an action that is due, if one is and was not sent, and sets the job for the next. */
export async function chase(trx: Db, id: string, now: Date, calendar: WorkingCalendar): Promise<void> {
  const action = await findForChase(trx, id);
  if (!action) return;
  const today = londonDate(now);
  const planned = plannedChases(action, chasingOf(action), calendar);
  const due = chaseDue(planned, today);
  if (due && chaseMoment(due.on) <= now) await send(trx, action, due, now);
  // Before the hour of a reminder that is due today, the job comes back at that hour.
  const next = due && chaseMoment(due.on) > now ? due : chaseAfter(planned, today);
  if (next) await scheduleChaseAt(trx, id, chaseMoment(next.on));
}

function chasingOf({ remindDays, seniorDays, seniorId }: ActionForChase): Chasing {
  return {
    remindDays: remindDays ?? USUAL_CHASING.remindDays,
    seniorDays: seniorDays ?? USUAL_CHASING.seniorDays,
    seniorId,
  };
}

async function send(trx: Db, action: ActionForChase, due: PlannedChase, now: Date): Promise<void> {
  const { told, insteadOf } = await recipients(trx, action, due, londonDate(now));
  const { step, forDay } = due;
  if (!(await writeChase(trx, { actionId: action.id, step, forDay, told, insteadOf, at: now }))) return;
  await tellPeople(trx, told, wordOf(action, due, insteadOf !== null), now);
}

/**
 * Whom a reminder is for: the owner; the senior, once it is late by the agency's days; the giver, when an effect is to be
 * looked at. Where that person has left, the senior hears instead, else the giver, else the business managers: a reminder
 * is never sent to an account that has ended, and never to nobody while somebody is there.
 */
async function recipients(
  trx: Db,
  { ownerId, seniorId, givenBy }: ActionForChase,
  { step }: PlannedChase,
  today: string,
): Promise<{ told: string[]; insteadOf: string | null }> {
  const there = await whoIsThere(trx, [ownerId, givenBy, ...(seniorId ? [seniorId] : [])], today);
  const [first, ...others] =
    step === 'senior'
      ? [seniorId, givenBy]
      : step === 'look'
        ? // Nobody looks at their own: where the giver has it, somebody else is asked.
          [givenBy === ownerId ? null : givenBy, seniorId === ownerId ? null : seniorId]
        : [ownerId, seniorId, givenBy];
  if (first && there.has(first)) return { told: [first], insteadOf: null };
  const instead = others.find((one) => one && there.has(one));
  const told = instead ? [instead] : await businessManagers(trx, today);
  return { told: told.filter((one) => step !== 'look' || one !== ownerId), insteadOf: first ?? null };
}

function wordOf(
  { id, reference, dueOn, asked }: ActionForChase,
  { step, forDay }: PlannedChase,
  instead: boolean,
): Word {
  const on = dateInWords(dueOn);
  const gone = instead ? ' The person it was meant for no longer works with Kith.' : '';
  const waiting = asked ? ' More time was asked for and not answered yet.' : '';
  const notice = {
    before: `The action ${reference} is due on ${on}.`,
    late: `The action ${reference} is late: it was due on ${on}.`,
    senior: `The action ${reference} of your agency is still late: it was due on ${on}.`,
    look: `The effect of the action ${reference} is to be looked at on ${dateInWords(forDay)}.`,
  }[step];
  return {
    notice: `${notice}${gone}${waiting}`,
    href: `/work/actions/${id}`,
    subject: `An action in Kith needs somebody: ${reference}`,
    mail: `${notice}${gone}${waiting} What it is stands in Kith, on the action’s page.`,
  };
}
