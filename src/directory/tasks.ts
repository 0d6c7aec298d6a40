import type { Task } from '../platform/jobs/index.ts';
import type { Deps } from '../platform/module.ts';
import { remindOfDecisions } from './access/daily-word.ts';
import { nameDeciders } from './access/sealed-without-decider.ts';
import { forgetWhatIsOver } from './clean-up.ts';

/** Work of this module that nobody waits for. */
export function directoryTasks(deps: Deps): readonly Task[] {
  return [forgetWhatIsOver(deps), nameDeciders(deps), remindOfDecisions(deps)];
}
