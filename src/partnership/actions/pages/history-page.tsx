import type { VNode } from 'preact';
import { dateInWords, isPlainDate } from '../../../platform/clocks/index.ts';
import { FieldHistory, type HistoryEntry, PageHeading } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { VERDICTS, type Verdict } from '../action.ts';
import { ACTION_PROCESS } from '../process.ts';
import { crumbs } from './links.ts';

const LABELS = {
  ...{ title: 'What is to be done', words: 'Words', origin: 'What it came from', recommendation: 'Recommendation' },
  ...{ objectives: 'Objectives', priority: 'Priority', themes: 'Themes', test: 'Impact test', owner: 'Who has it' },
  ...{ due: 'Due', state: 'Where it stands', due_on: 'Due', look_on: 'Day to look at its effect', agency: 'Agency' },
  ...{ owner_id: 'Who has it', asked_due_on: 'New date asked for', evidence: 'What was done', verdict: 'Verdict' },
  ...{ found: 'What was found', ended_why: 'Why it is no longer needed', test_change: 'What should change' },
  ...{ test_seen_words: 'How it is seen', published: 'Published', source: 'Source', made: 'Made on' },
  ...{ agencies: 'Whose it is', response: 'Answer', 'response-why': 'Why', responded: 'Answered on' },
};

/** What was changed in an action or a recommendation, by whom and why. */
export function HistoryPage(props: {
  reference: string;
  href: string;
  caption: string;
  history: readonly HistoryEntry[];
}): VNode {
  const { reference } = props;
  return (
    <Page title={`History of ${reference}`} breadcrumbs={crumbs({ text: reference, href: props.href })}>
      <PageHeading
        title={`History of ${reference}`}
        caption={props.caption}
        lede="Every field that was ever changed: from what, to what, by whom and why. Newest first."
      />
      <FieldHistory entries={props.history} labels={LABELS} headingLevel={2} inWords={inWords} />
    </Page>
  );
}

function inWords(field: string, value: unknown): VNode | string | undefined {
  if (Array.isArray(value)) {
    return (
      <ul class="kith-plain">
        {value.map((line) => (
          <li key={String(line)}>{String(line)}</li>
        ))}
      </ul>
    );
  }
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'string') return undefined;
  if (field === 'state') return ACTION_PROCESS.states[value as keyof typeof ACTION_PROCESS.states]?.label;
  if (field === 'verdict') return VERDICTS[value as Verdict];
  return isPlainDate(value) ? dateInWords(value) : undefined;
}
