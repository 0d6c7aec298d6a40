import { z } from 'zod';
import { listPeopleInService } from '../../../directory/index.ts';
import { addDays, londonDate } from '../../../platform/clocks/index.ts';
import { type Task, task } from '../../../platform/jobs/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { tellPeople } from '../../../platform/notify/index.ts';
import { insertReminder, listToRemind } from './repository.ts';
import { REMINDED_BEFORE_DAYS, reviewInWords } from './rules.ts';
import { WORK_ON } from './work-on.ts';

const REMIND = { name: 'remind-of-review-of-arrangements', payload: z.object({}) };

/** Each morning: tells the business unit, once, that the review of the arrangements in force comes due. */
export function remindOfReview({ db, now }: Pick<Deps, 'db' | 'now'>): Task {
  const work = () =>
    db.transaction().execute(async (trx) => {
      const today = londonDate(now());
      for (const one of await listToRemind(trx, addDays(today, REMINDED_BEFORE_DAYS))) {
        if (!(await insertReminder(trx, one))) continue;
        const people = await listPeopleInService(trx, today, { roles: ['business-manager'] });
        const notice = `${reviewInWords(one.reviewDue, today)} (published arrangements, version ${one.number}).`;
        await tellPeople(
          trx,
          people.map(({ id }) => id),
          {
            ...{ notice, href: WORK_ON, subject: 'The published arrangements come up for review' },
            mail: `${notice} Begin the next version in good time: every statutory partner signs it. Your notices in Kith lead there.`,
          },
          now(),
        );
      }
    });
  return task(REMIND, work, { at: '10 6 * * *', catchUp: 8 * 3_600_000 });
}
