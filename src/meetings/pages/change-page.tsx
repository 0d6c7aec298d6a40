import type { VNode } from 'preact';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Input } from '../../platform/web/govuk/index.ts';
import { DateField, Form, ProblemSummary, problemAt, Section } from '../../platform/web/kith/index.ts';
import type { Carrier } from '../carrier.ts';
import type { Meeting, MeetingDoing } from '../meeting.ts';
import { MeetingFrame } from './frame.tsx';
import { Starts } from './plan-pages.tsx';

/** Steps that need a reason, on the page that they share. */
export const WITH_REASON: readonly MeetingDoing[] = ['move', 'cancel', 'reopen', 'reinstate'];

/** What the link to that page says, by what can be done there. */
export function changeTitle(doings: readonly MeetingDoing[]): string {
  if (doings.includes('reopen')) return 'Take the agreed minutes back';
  return doings.includes('reinstate') ? 'It takes place after all' : 'Move or cancel';
}

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** Moving a meeting, cancelling it, or taking one of these steps back, each with a reason: `/meetings/:id/change`. */
export function ChangePage(
  props: Filled & {
    carrier: Carrier;
    meeting: Meeting;
    /** Steps that can be taken. */
    doings: readonly MeetingDoing[];
    reach: { reached: number; notReached: string[] };
  },
): VNode {
  const { carrier, meeting, doings, values, problems, reach } = props;
  const href = `${carrier.base}/${meeting.id}`;
  const told = (
    <>
      <p class="govuk-body">
        {reach.reached} {reach.reached === 1 ? 'member is' : 'members are'} told.
      </p>
      {reach.notReached.length > 0 ? (
        <p class="govuk-body">
          Kith can’t tell {new Intl.ListFormat('en-GB').format(reach.notReached)}: tell them another way.
        </p>
      ) : null}
    </>
  );
  const reason = (label: string) => (
    <Input
      name="reason"
      label={{ text: label, classes: 'govuk-label--m' }}
      value={typedText(values, 'reason')}
      errorMessage={problemAt(problems, 'reason')}
    />
  );
  return (
    <MeetingFrame {...{ carrier, meeting }} runs page="none" title={changeTitle(doings)} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      {WITH_REASON.some((doing) => doings.includes(doing)) ? null : (
        <p class="govuk-body">This meeting can’t be moved or cancelled any more.</p>
      )}
      {doings.includes('move') ? (
        <Section title="Move to another day" id="move" note="Apologies for the old day are dropped.">
          <Form action={`${href}/move`}>
            <DateField values={values} problems={problems} name="day" label="To which day?" />
            <Starts values={values} problems={problems} />
            <Input
              name="because"
              label={{ text: 'Why is it moved?', classes: 'govuk-label--m' }}
              value={typedText(values, 'because')}
              errorMessage={problemAt(problems, 'because')}
            />
            <Button preventDoubleClick>Move the meeting</Button>
          </Form>
        </Section>
      ) : null}
      {doings.includes('cancel') ? (
        <Section title="Cancel it" id="cancel">
          {told}
          <Form action={`${href}/cancel`}>
            {reason('Why is it cancelled?')}
            <Button classes="govuk-button--warning" preventDoubleClick>
              Cancel the meeting
            </Button>
          </Form>
        </Section>
      ) : null}
      {doings.includes('reopen') ? (
        <Section
          title="Mend what was agreed"
          id="reopen"
          note="The minutes, decisions and attendance can be changed again, until the minutes are agreed anew."
        >
          {told}
          <Form action={`${href}/reopen`}>
            {reason('Why are they taken back?')}
            <Button classes="govuk-button--warning" preventDoubleClick>
              Take the agreed minutes back
            </Button>
          </Form>
        </Section>
      ) : null}
      {doings.includes('reinstate') ? (
        <Section title="The meeting takes place after all" id="reinstate">
          {told}
          <Form action={`${href}/reinstate`}>
            {reason('Why does it take place after all?')}
            <Button preventDoubleClick>Plan it again</Button>
          </Form>
        </Section>
      ) : null}
    </MeetingFrame>
  );
}
