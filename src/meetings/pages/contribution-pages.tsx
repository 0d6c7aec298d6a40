import type { VNode } from 'preact';
import { dateInWords, longDate, momentInWords } from '../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Checkboxes, NotificationBanner, Textarea } from '../../platform/web/govuk/index.ts';
import {
  DateField,
  EmptyState,
  Form,
  Mark,
  PageHeading,
  ProblemSummary,
  problemAt,
  Section,
} from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import type { Carrier } from '../carrier.ts';
import type { ContributionLine } from '../contributions/repository.ts';
import type { ContributionsView, ContributionView } from '../contributions/service.ts';
import { CONTRIBUTING_OPEN, type Contribution, meetingProcess } from '../meeting.ts';
import { MeetingFrame, meetingCrumbs, Words } from './frame.tsx';

interface Filled {
  values: TypedValues;
  problems: readonly FormProblem[];
}

/** What agencies bring to a meeting: `/meetings/:id/contributions`. */
export function ContributionsPage(
  props: Filled & {
    carrier: Carrier;
    view: ContributionsView;
    runs: boolean;
    done: string | null;
    notTold: readonly string[];
  },
): VNode {
  const { carrier, view, runs, values, problems } = props;
  const { meeting, contributions, agencies } = view;
  const href = `${carrier.base}/${meeting.id}/contributions`;
  const open = meeting.state === 'planned' || meeting.state === 'agenda-sent';
  const takes = CONTRIBUTING_OPEN.includes(meeting.state);
  const waiting = contributions.filter(({ answer }) => answer === null);
  return (
    <MeetingFrame
      {...{ carrier, meeting, runs }}
      page="contributions"
      title="Contributions"
      done={props.done}
      hasError={problems.length > 0}
    >
      <ProblemSummary problems={problems} />
      {props.notTold.map((says) => (
        <p class="govuk-body" key={says}>
          <Mark shape="unknown">{says}</Mark>
        </p>
      ))}
      <Section title="What was asked, and what came" id="contributions">
        {contributions.length === 0 ? <p class="govuk-body">No agency was asked for a contribution yet.</p> : null}
        {contributions.map((one) => (
          <article class="kith-agenda__item" key={one.id} id={`contribution-${one.id}`}>
            <h3 class="kith-agenda__title">{one.agencyName}</h3>
            <p class="kith-agenda__about">
              Asked: {one.asked} Due on {dateInWords(one.dueOn)}.
            </p>
            <Standing one={one} />
            {one.text.current && one.text.current.words !== '' ? <Words text={one.text.current.words} /> : null}
            {one.text.beside.map((other) => (
              <div key={other.version}>
                <p class="govuk-body">
                  <Mark shape="half">{other.byName} of the agency wrote at the same time</Mark>
                </p>
                <Words text={other.words} />
              </div>
            ))}
            {one.answer === null && runs && one.reach.says !== '' ? (
              <p class="govuk-body">
                <Mark shape="unknown">{one.reach.says}</Mark>
              </p>
            ) : null}
            {takes && (one.mine || runs) ? (
              <p class="govuk-body kith-no-print">
                <a class="govuk-link" href={`${carrier.base}/contributions/${one.id}`}>
                  {one.mine ? 'Write our contribution' : `Enter what ${one.agencyName} sent another way`}
                </a>
              </p>
            ) : null}
          </article>
        ))}
        {runs && open && waiting.length > 0 ? (
          <Form action={`${href}/chase`}>
            <Button classes="govuk-button--secondary" preventDoubleClick>
              Chase {waiting.length === 1 ? 'the one' : `the ${waiting.length}`} that{' '}
              {waiting.length === 1 ? 'has' : 'have'} not come
            </Button>
          </Form>
        ) : null}
      </Section>
      {runs && open ? (
        <Section title="Ask for contributions" id="ask">
          {agencies.length === 0 ? (
            <p class="govuk-body kith-not-known">The group has no members yet, so there is nobody to ask.</p>
          ) : (
            <Form action={href}>
              <Checkboxes
                name="agencies"
                fieldset={{ legend: { text: 'Whom?', classes: 'govuk-fieldset__legend--s' } }}
                errorMessage={problemAt(problems, 'agencies')}
                values={[values.agencies ?? []].flat()}
                items={agencies.map((one) => ({
                  value: one.agency,
                  text: one.agencyName,
                  hint: {
                    text:
                      one.says || `${one.people.length} ${one.people.length === 1 ? 'person is' : 'people are'} told.`,
                  },
                }))}
              />
              <Textarea
                name="asked"
                rows={3}
                label={{ text: 'What for?' }}
                value={typedText(values, 'asked')}
                errorMessage={problemAt(problems, 'asked')}
              />
              <DateField values={values} problems={problems} name="due" label="By when?" size="s" />
              <Button preventDoubleClick>Ask them</Button>
            </Form>
          )}
        </Section>
      ) : null}
    </MeetingFrame>
  );
}

function Standing({ one }: { one: Contribution }): VNode {
  if (one.answer === null) {
    return (
      <p class="govuk-body">
        <Mark shape="open">Has not come{one.chasedAt ? `. Chased ${momentInWords(one.chasedAt)}` : ''}</Mark>
      </p>
    );
  }
  return (
    <p class="govuk-body">
      <Mark shape="full">
        {one.answer === 'given' ? 'Came' : 'Nothing to add'}
        {one.answeredAt ? `, ${momentInWords(one.answeredAt)}` : ''}
        {one.answeredName ? `, from ${one.answeredName}` : ''}
      </Mark>
    </p>
  );
}

/** The form of a contribution: `/meetings/contributions/:id`. */
export function ContributionPage(props: Filled & { carrier: Carrier; view: ContributionView }): VNode {
  const { carrier, view, values, problems } = props;
  const { contribution, open, text } = view;
  const { meeting } = contribution;
  const title = `Contribution of ${contribution.agencyName}`;
  return (
    <Page title={title} breadcrumbs={meetingCrumbs(carrier)} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading
            title={title}
            caption={`${meeting.title}, ${longDate(meeting.day)}`}
            lede={
              open
                ? `Due on ${dateInWords(contribution.dueOn)}. Members of the group read it before the meeting.`
                : `Nothing can be sent any more. The meeting stands at “${meetingProcess.states[meeting.state].label}”.`
            }
          />
          <h2 class="govuk-heading-m">What you are asked for</h2>
          <Words text={contribution.asked} />
          {text.beside.map((one) => (
            <Section key={one.version} title={`Written at the same time by ${one.byName}`}>
              <Words text={one.words} />
            </Section>
          ))}
          {open ? (
            <Form action={`${carrier.base}/contributions/${contribution.id}`}>
              <input
                type="hidden"
                name="based-on"
                value={typedText(values, 'based-on') ?? String(text.current?.version ?? 0)}
              />
              <input
                type="hidden"
                name="settles"
                value={typedText(values, 'settles') ?? text.beside.map(({ version }) => version).join(' ')}
              />
              <Textarea
                name="words"
                rows={10}
                label={{ text: 'Your agency’s contribution', classes: 'govuk-label--m' }}
                hint={{ text: 'No child’s name. What is known, what is not known, what you will do.' }}
                value={typedText(values, 'words') ?? text.current?.words ?? ''}
                errorMessage={problemAt(problems, 'words')}
              />
              <Checkboxes
                name="nothing"
                values={[typedText(values, 'nothing') ?? '']}
                errorMessage={problemAt(problems, 'nothing')}
                items={[{ value: 'yes', text: 'Our agency has nothing to add' }]}
              />
              <Button preventDoubleClick>Send the contribution</Button>
            </Form>
          ) : text.current && text.current.words !== '' ? (
            <Section title="What your agency sent" id="sent">
              <Words text={text.current.words} />
            </Section>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

/** What one's own agency is asked for: `/meetings/contributions`. */
export function MinePage(props: {
  carrier: Carrier;
  agencyName: string;
  contributions: readonly ContributionLine[];
  done: string | null;
}): VNode {
  const { carrier, contributions } = props;
  return (
    <Page title="Contributions of my agency" breadcrumbs={meetingCrumbs(carrier)}>
      {props.done ? <NotificationBanner type="success">{props.done}</NotificationBanner> : null}
      <PageHeading
        title="Contributions"
        caption={props.agencyName}
        lede="What your agency is asked for before meetings, the most urgent first."
      />
      {contributions.length === 0 ? (
        <EmptyState
          will="What your agency is asked for before a meeting stands here."
          how="Nothing is asked of it now."
        />
      ) : (
        <ul class="kith-list">
          {contributions.map((one) => (
            <li key={one.id}>
              <a class="govuk-link" href={`${carrier.base}/contributions/${one.id}`}>
                {`${one.meeting.title}, ${longDate(one.meeting.day)}`}
              </a>{' '}
              <span class="kith-list__about">
                {one.answer === null
                  ? `Due on ${dateInWords(one.dueOn)}: `
                  : one.answer === 'given'
                    ? 'Given: '
                    : 'Nothing to add: '}
                {one.asked}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
