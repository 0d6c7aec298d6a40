import { namesOf } from '../../directory/index.ts';
import { labelsOf } from '../../platform/workflow/index.ts';
import { VERDICTS } from './action.ts';
import { ACTION_PROCESS } from './process.ts';

/** How what was changed in an action or a recommendation is said. */
export const ACTION_HISTORY = {
  labels: {
    ...{ title: 'What is to be done', words: 'Words', origin: 'What it came from', recommendation: 'Recommendation' },
    ...{ objectives: 'Objectives', priority: 'Priority', themes: 'Themes', test: 'Impact test', owner: 'Who has it' },
    ...{ due: 'Due', state: 'Where it stands', due_on: 'Due', look_on: 'Day to look at its effect', agency: 'Agency' },
    ...{ owner_id: 'Who has it', asked_due_on: 'New date asked for', evidence: 'What was done', verdict: 'Verdict' },
    ...{ found: 'What was found', ended_why: 'Why it is no longer needed', test_change: 'What should change' },
    ...{ test_seen_words: 'How it is seen', published: 'Published', source: 'Source', made: 'Made on' },
    ...{ agencies: 'Whose it is', response: 'Answer', 'response-why': 'Why', responded: 'Answered on' },
  },
  values: { state: labelsOf(ACTION_PROCESS), verdict: VERDICTS },
  names: namesOf,
};
