import type { Task } from '../platform/jobs/index.ts';
import type { Deps } from '../platform/module.ts';
import { forgetOldSignIns } from './sign-in/clean-up.ts';

/** Work of this module that is done after an answer, or every day. */
export function directoryTasks(deps: Deps): readonly Task[] {
  return [forgetOldSignIns(deps)];
}
