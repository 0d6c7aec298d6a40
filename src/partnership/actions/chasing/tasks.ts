import { z } from 'zod';
import { dateInWords, londonDate, type WorkingCalendar } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { type Task, task } from '../../../platform/jobs/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { tellPeople, type Word } from '../../../platform/notify/index.ts';
import { englandCalendar } from '../../../statutory/index.ts';
import type { ActionWait } from '../process.ts';
import { listStanding } from '../turns/repository.ts';
import { isAble, whoseTurn } from '../turns/turn.ts';
import { type ActionForChase, findForChase, listToChase, whoIsThere, writeChase } from './repository.ts';
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
 * Whom a reminder is for: the owner; once it is late by the agency's days, the senior who is named; and when an effect is to
 * be looked at, whoever's turn that is. Where the first has left, or may not settle it any more, whoever's turn it is hears
 * instead. Nobody is reminded of what they can't do.
 */
async function recipients(
  trx: Db,
  action: ActionForChase,
  { step }: PlannedChase,
  today: string,
): Promise<{ told: string[]; insteadOf: string | null }> {
  const { ownerId, seniorId } = action;
  const people = await listStanding(trx, today);
  const there = await whoIsThere(trx, [ownerId, ...(seniorId ? [seniorId] : [])], today);
  if (step !== 'look' && step !== 'senior' && there.has(ownerId)) return { told: [ownerId], insteadOf: null };
  const wait: ActionWait = step === 'look' ? 'look' : there.has(ownerId) ? 'answer' : 'new-owner';
  // The senior is whoever is named, as long as they may settle it: give it more time, or to somebody else.
  const senior = step === 'look' ? undefined : people.find((one) => one.id === seniorId && isAble(wait, action, one));
  const first = step === 'look' ? null : step === 'senior' ? seniorId : ownerId;
  return {
    told: (senior ? [senior] : whoseTurn(wait, action, people)).map(({ id }) => id),
    insteadOf: first !== null && !there.has(first) ? first : null,
  };
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
