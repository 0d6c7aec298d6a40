import type { VNode } from 'preact';
import { dateInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { Tag } from '../../../platform/web/govuk/index.ts';
import type { OpenAsk } from '../ask-repository.ts';
import { at } from '../at-record.ts';

/** A day by which something is due; with a mark once it is past. */
export function Due({ on, today, verb }: { on: PlainDate; today: PlainDate; verb: string }): VNode {
  return (
    <>
      {verb} by {dateInWords(on)}. {on < today ? <Tag classes="govuk-tag--red">Overdue</Tag> : null}
    </>
  );
}

/** One request that waits for an answer, with the way to answer it. */
export function AskLine({ ask, today, kind }: { ask: OpenAsk; today: PlainDate; kind: string }): VNode {
  return (
    <>
      <a class="govuk-link" href={`${at.record(kind, ask.recordId)}/answer?ask=${ask.id}`}>
        {ask.name} asks to see {ask.reference}
      </a>
      <span class="kith-list__about">“{ask.reason}”</span>
      <span class="kith-list__about kith-quiet">
        {[ask.job, ask.agencyName].filter(Boolean).join(', ')}. <Due on={ask.answerDue} today={today} verb="Answer" />
      </span>
    </>
  );
}
