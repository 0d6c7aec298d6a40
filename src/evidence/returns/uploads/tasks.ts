import { z } from 'zod';
import { type Task, task } from '../../../platform/jobs/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { removeLeft } from './repository.ts';

const HOUR = 3_600_000;
/** It may run at any time and as often as one likes. */
const REMOVE = { name: 'remove-returns-nobody-accepted', payload: z.object({}) };

/** Removes every hour the previews that nobody accepted or threw away in time. */
export function removeWhatIsLeft({ db, now }: Pick<Deps, 'db' | 'now'>): Task {
  return task(
    REMOVE,
    async (_, { log }) => {
      const gone = await removeLeft(db, now());
      if (gone > 0) log.info({ gone }, 'removed returns that nobody accepted');
    },
    { at: '41 * * * *', catchUp: HOUR },
  );
}
