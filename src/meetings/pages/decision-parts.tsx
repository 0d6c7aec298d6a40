import type { VNode } from 'preact';
import { dateInWords } from '../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Tag, Textarea } from '../../platform/web/govuk/index.ts';
import { Claim, Claims, Form, ProblemSummary, problemAt, Section } from '../../platform/web/kith/index.ts';
import type { Carrier } from '../carrier.ts';
import type { Decision, Meeting } from '../meeting.ts';
import type { MeetingView } from '../reading.ts';
import { MeetingFrame } from './frame.tsx';

/** What a decision stands at, where that is not simply “decided”. */
export function DecisionTags({ decision }: { decision: Decision }): VNode {
  return (
    <>
      {decision.standing === 'to-confirm' ? <Tag classes="govuk-tag--yellow">To be confirmed</Tag> : null}
      {decision.standing === 'withdrawn' ? <Tag classes="govuk-tag--grey">Taken back</Tag> : null}
      {decision.published ? <Tag classes="govuk-tag--green">Published</Tag> : null}
    </>
  );
}

/** Reasons, who decided, who did not agree, and what became of it. `base` leads to the meeting that confirmed it. */
export function DecisionFoot({
  decision,
  names,
  base,
}: {
  decision: Decision;
  names: ReadonlyMap<string, string>;
  base: string;
}): VNode {
  const named = (keys: readonly string[]) =>
    new Intl.ListFormat('en-GB').format(keys.map((key) => names.get(key) ?? key));
  const { confirmedOn, confirmedAt, confirmedBy, withdrawnOn } = decision;
  return (
    <span>
      Because: {decision.reasons} Decided by{' '}
      {decision.decidedBy.length === 0 ? 'nobody with a vote' : named(decision.decidedBy)}.
      {decision.dissent.map((one) => ` ${names.get(one.agency) ?? one.agency} did not agree: ${one.words}`)}
      {decision.standing === 'to-confirm' ? ' There was no quorum, so a later meeting has to confirm it.' : ''}
      {confirmedOn ? (
        <>
          {' '}
          Confirmed{' '}
          {confirmedAt ? (
            <>
              by the{' '}
              <a class="govuk-link" href={`${base}/${confirmedAt}`}>
                meeting of {dateInWords(confirmedOn)}
                <span class="govuk-visually-hidden"> that confirmed {decision.reference}</span>
              </a>
              {confirmedBy.length > 0 ? `, with ${named(confirmedBy)}` : ''}
            </>
          ) : (
            `on ${dateInWords(confirmedOn)}`
          )}
          : {decision.confirmedWords}
        </>
      ) : null}
      {withdrawnOn ? ` Taken back on ${dateInWords(withdrawnOn)}: ${decision.withdrawnBecause ?? ''}` : ''}
    </span>
  );
}

/** What a meeting decided, with reasons, and what it confirmed of earlier meetings. */
export function Decisions({ carrier, view }: { carrier: Carrier; view: MeetingView }): VNode {
  const names = new Map(view.attendance.attendees.map(({ agency, agencyName }) => [agency, agencyName]));
  return (
    <Section title="Decisions" id="decisions">
      {view.decisions.length === 0 ? <p class="govuk-body">None was recorded.</p> : null}
      <Claims>
        {view.decisions.map((one) => (
          <Claim key={one.id} foot={<DecisionFoot decision={one} names={names} base={carrier.base} />}>
            <strong>{one.reference}</strong> {one.words} <DecisionTags decision={one} />
          </Claim>
        ))}
      </Claims>
      {view.confirmedHere.map((one) => (
        <p class="govuk-body" key={one.id}>
          Confirmed here: <strong>{one.reference}</strong> {one.words}{' '}
          <a class="govuk-link" href={`${carrier.base}/${one.meetingId}`}>
            The meeting of {dateInWords(one.day)}
            <span class="govuk-visually-hidden"> that took {one.reference}</span>
          </a>
        </p>
      ))}
    </Section>
  );
}

/** Decisions in a line each, beside the minutes. While minutes are written, with the way to take one back. */
export function DecisionLines({
  decisions,
  href,
  open,
}: {
  decisions: readonly Decision[];
  /** The meeting’s own address. */
  href: string;
  open: boolean;
}): VNode {
  return (
    <>
      {decisions.map((one) => (
        <p class="govuk-body" key={one.id}>
          <strong>{one.reference}</strong> {one.words} <DecisionTags decision={one} />
          {open && one.standing !== 'withdrawn' ? (
            <>
              {' '}
              <a class="govuk-link kith-no-print" href={`${href}/decisions/${one.id}/withdraw`}>
                Take it back<span class="govuk-visually-hidden">: {one.reference}</span>
              </a>
            </>
          ) : null}
        </p>
      ))}
    </>
  );
}

/** The form that takes a decision back: `/meetings/:id/decisions/:decision/withdraw`. */
export function WithdrawPage(props: {
  carrier: Carrier;
  meeting: Meeting;
  decision: Decision;
  values: TypedValues;
  problems: readonly FormProblem[];
}): VNode {
  const { carrier, meeting, decision, values, problems } = props;
  return (
    <MeetingFrame
      {...{ carrier, meeting }}
      runs
      page="none"
      title={`Take ${decision.reference} back`}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      <p class="govuk-body">
        It was decided: {decision.words}
        {decision.published ? ' It is published, and will be taken out of the report.' : ''}
      </p>
      <p class="govuk-body">
        Take back only what was recorded by mistake. It stays in the minutes with your reason, and counts nowhere else.
        What the group has thought better of is decided anew at its next meeting.
      </p>
      <Form action={`${carrier.base}/${meeting.id}/decisions/${decision.id}/withdraw`}>
        <Textarea
          name="reason"
          rows={3}
          label={{ text: 'What was wrong with it?', classes: 'govuk-label--m' }}
          value={typedText(values, 'reason')}
          errorMessage={problemAt(problems, 'reason')}
        />
        <Button classes="govuk-button--warning" preventDoubleClick>
          Take the decision back
        </Button>
      </Form>
    </MeetingFrame>
  );
}
