import { modules } from './modules.ts';
import type { Database } from './platform/database/open.ts';
import type { Task } from './platform/jobs/index.ts';
import { signingTask } from './platform/ledger/index.ts';
import type { Deps } from './platform/module.ts';
import { postBy, sendMail } from './platform/notify/index.ts';

/** All that is done after an answer or by the clock: the modules’ own work, signing the ledger, and mail where it can leave. */
export function tasksOf(deps: Deps, asOwner: Database['asOwner']): Task[] {
  const { config, db, keyring, now } = deps;
  const { mail } = config;
  return [
    ...modules.flatMap((module) => module.tasks?.(deps) ?? []),
    signingTask({ asOwner, keyring, home: config.home, now }),
    ...(mail ? [sendMail({ db, keyring, now, open: () => postBy(mail) })] : []),
  ];
}
