import { z } from 'zod';
import { type Task, task } from '../../../platform/jobs/index.ts';
import { append } from '../../../platform/ledger/index.ts';
import type { Deps } from '../../../platform/module.ts';
import { UPLOAD } from './policy.ts';
import { removeLeft } from './repository.ts';
import { removeOldFindings } from './retention.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Both may run at any time and as often as one likes. */
const REMOVE = { name: 'remove-returns-nobody-accepted', payload: z.object({}) };
const REMOVE_OLD = { name: 'remove-findings-that-were-kept-long-enough', payload: z.object({}) };

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

/** Removes every night what was found in accepted returns, where their authority's period is over; each stands in the ledger. */
export function removeFindingsKeptLongEnough(deps: Pick<Deps, 'db' | 'now' | 'keyring'>): Task {
  return task(
    REMOVE_OLD,
    async (_, { log }) => {
      const gone = await forgetOldFindings(deps);
      if (gone > 0) log.info({ gone }, 'removed what was found in returns that were kept long enough');
    },
    { at: '10 2 * * *', catchUp: DAY },
  );
}

/** Removes them and writes that down, in one transaction. Returns of how many returns they were. */
export function forgetOldFindings({ db, now, keyring }: Pick<Deps, 'db' | 'now' | 'keyring'>): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const at = now();
    const gone = await removeOldFindings(trx, at);
    await append(
      trx,
      keyring,
      gone.map(({ id, agency }) => ({
        ...{ at, event: 'return.findings-removed', outcome: 'done' as const, kind: UPLOAD, recordId: id },
        doing: 'Kith removed what was found in an accepted return, as the authority’s period says',
        ...{ personId: null, who: 'Kith', agency, role: null, purpose: null, seen: null },
        ...{ why: null, requestId: null, sessionId: null, changes: [] },
      })),
    );
    return gone.length;
  });
}
