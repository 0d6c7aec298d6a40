import { sql } from 'kysely';
import { z } from 'zod';
import {
  addDays,
  addWorkingDays,
  dateInWords,
  isWorkingDay,
  londonDate,
  type PlainDate,
} from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type Task, task } from '../../platform/jobs/index.ts';
import type { Deps } from '../../platform/module.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import { calendarOrNull } from './disagreement/limits.ts';
import { disagreementHref } from './disagreement/notices.ts';
import { peerHref } from './peer/peer-challenge.ts';
import type { ChallengeKind } from './policy.ts';

const REMIND = { name: 'remind-of-challenges', payload: z.object({}) };

/** Something that waits for somebody's answer, with no word of what it says. */
interface Waiting {
  kind: ChallengeKind;
  subjectId: string;
  personId: string;
  due: PlainDate;
  stage: number | null;
}

/** The word to whoever must answer a challenge or a stage, on working days from the day before it is due. */
export function remindOfChallenges({ db, now }: Pick<Deps, 'db' | 'now'>): Task {
  const work = async () => {
    await db.transaction().execute((trx) => remindOn(trx, now()));
  };
  // At 6 or 7 in the morning, before people come to work.
  return task(REMIND, work, { at: '15 6 * * *', catchUp: 8 * 3_600_000 });
}

/** Reminds everybody whose answer is due by the next working day; nobody twice on a day. Returns how many words were sent. */
export async function remindOn(trx: Db, now: Date): Promise<number> {
  const today = londonDate(now);
  const calendar = await calendarOrNull(trx);
  const known = calendar !== null && today >= calendar.from && addDays(today, 14) <= calendar.to;
  if (known && !isWorkingDay(calendar, today)) return 0;
  const soon = known ? addWorkingDays(calendar, today, 1) : addDays(today, 1);
  const { rows } = await sql<Waiting>`
    select kind, subject_id as "subjectId", person_id as "personId", due, stage
    from challenges_to_remind(${today}::date, ${soon}::date)`.execute(trx);
  for (const one of rows) {
    const href = one.kind === 'disagreement' ? disagreementHref(one.subjectId) : peerHref(one.subjectId);
    const notice = wordFor(one, today);
    await tellPeople(
      trx,
      [one.personId],
      { notice, href, subject: 'An answer is due in Kith', mail: `${notice} Your notices in Kith lead there.` },
      now,
    );
  }
  return rows.length;
}

function wordFor({ kind, due, stage }: Waiting, today: PlainDate): string {
  const what = kind === 'disagreement' ? `a professional disagreement, stage ${stage}` : 'a challenge to your agency';
  if (due < today) return `Your answer to ${what} is late: it was due on ${dateInWords(due)}.`;
  return due === today
    ? `Your answer to ${what} is due today.`
    : `Your answer to ${what} is due on ${dateInWords(due)}.`;
}
