import type { VNode } from 'preact';
import { dateInWords, momentInWords, type PlainDate } from '../../platform/clocks/index.ts';
import { HistoryLink } from '../../platform/history/index.ts';
import { dateFieldValues } from '../../platform/web/date-fields.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { Button, InsetText } from '../../platform/web/govuk/index.ts';
import { Claim, Claims, DateField, Facts, Form, Mark, ProblemSummary, Section } from '../../platform/web/kith/index.ts';
import type { Carrier, MeetingAction } from '../carrier.ts';
import { documentNameOf } from '../document.ts';
import { ASKS, type Attendee, type Item, type MeetingDoing, type Unknown } from '../meeting.ts';
import { quorumInWords } from '../quorum.ts';
import type { MeetingView } from '../reading.ts';
import { AttendeeList, QuorumWords } from './attendance-pages.tsx';
import { changeTitle, WITH_REASON } from './change-page.tsx';
import { DecisionLines, Decisions } from './decision-parts.tsx';
import { MeetingFrame, Words } from './frame.tsx';
import { PaperLines } from './paper-pages.tsx';

/** One meeting with everything in it: `/meetings/:id`. */
export function OneMeetingPage(props: {
  carrier: Carrier;
  view: MeetingView;
  today: PlainDate;
  done: string | null;
  problems: readonly FormProblem[];
  values: TypedValues;
}): VNode {
  const { carrier, view } = props;
  const { meeting, forum, attendance } = view;
  const href = `${carrier.base}/${meeting.id}`;
  return (
    <MeetingFrame
      {...{ carrier, meeting }}
      runs={view.runs}
      page="meeting"
      title={meeting.title}
      done={props.done}
      hasError={props.problems.length > 0}
    >
      <ProblemSummary problems={props.problems} />
      {meeting.enteredAfterwards ? (
        <InsetText>This meeting was entered after it took place. Its agenda was not sent from Kith.</InsetText>
      ) : null}
      {meeting.movedBecause ? <p class="govuk-body">It was moved: {meeting.movedBecause}</p> : null}
      {meeting.cancelledBecause ? <p class="govuk-body">It was cancelled: {meeting.cancelledBecause}</p> : null}
      {meeting.takenBack ? (
        <p class="govuk-body">
          {meeting.takenBack.what === 'agreed'
            ? 'Its agreed minutes were taken back on '
            : 'It was cancelled, and planned again on '}
          {dateInWords(meeting.takenBack.on)}: {meeting.takenBack.because}
        </p>
      ) : null}
      <Steps {...props} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="Agenda and minutes" id="agenda">
            {view.items.length === 0 ? (
              <p class="govuk-body kith-not-known">Nothing stands on the agenda yet.</p>
            ) : null}
            {view.items.map((item, at) => (
              <ItemMinutes key={item.id} {...{ item, view, href }} place={at + 1} />
            ))}
          </Section>
          <Decisions carrier={carrier} view={view} />
          <Actions actions={view.actions} hasBook={carrier.actions !== null} />
          <Unknowns view={view} carrier={carrier} />
        </div>
        <aside class="kith-record__side" aria-label="About this meeting">
          <Facts
            facts={[
              {
                name: 'Group',
                value: (
                  <a class="govuk-link" href={forum.href}>
                    {forum.name}
                  </a>
                ),
              },
              { name: 'Lasts', value: `${meeting.minutes} minutes` },
              { name: 'Quorum', value: quorumInWords(meeting.quorum) },
              {
                name: 'Minutes of last time',
                value: view.before ? (
                  <a class="govuk-link" href={`${carrier.base}/${view.before.id}`}>
                    {dateInWords(view.before.day)}
                  </a>
                ) : (
                  'No earlier meeting in Kith'
                ),
              },
              { name: 'Agenda sent', value: meeting.agendaSentAt ? momentInWords(meeting.agendaSentAt) : null },
              { name: 'Minutes agreed on', value: meeting.agreedOn ? dateInWords(meeting.agreedOn) : null },
            ]}
          />
          <h2 class="govuk-heading-s">{attendance.recorded ? 'Who was there' : 'Who is expected'}</h2>
          {attendance.recorded ? (
            <>
              <QuorumWords quorum={attendance.quorum} />
              <AttendeeList attendees={attendance.attendees} />
            </>
          ) : (
            <p class="govuk-body">
              {attendance.attendees.length === 0
                ? 'The group has no members on this day.'
                : `${attendance.attendees.length} are expected.${apologiesOf(attendance.attendees)}`}
            </p>
          )}
          <ContributionLines view={view} href={href} />
          <PapersAside view={view} href={href} />
          <h2 class="govuk-heading-s">To circulate</h2>
          <p class="govuk-body">
            <a class="govuk-link" href={`${href}/download?format=pdf`}>
              {documentNameOf(meeting)} as PDF
            </a>
            {', '}
            <a class="govuk-link" href={`${href}/download?format=docx`}>
              {documentNameOf(meeting)} as Word
            </a>
          </p>
          <p class="govuk-body kith-no-print">
            <a class="govuk-link" href={`${href}/calendar`}>
              Add it to your calendar
            </a>
          </p>
          <HistoryLink href={`${href}/history`} />
        </aside>
      </div>
    </MeetingFrame>
  );
}

function apologiesOf(attendees: readonly Attendee[]): string {
  const sent = attendees.filter(({ presence }) => presence === 'apology').map(({ name }) => name);
  return sent.length === 0 ? '' : ` Apologies from ${new Intl.ListFormat('en-GB').format(sent)}.`;
}

/** Steps that need nothing but a press; the others have a form of their own. */
const PRESSED: readonly MeetingDoing[] = ['send-agenda', 'start', 'finish', 'unstart', 'unstart-sent'];
/** Of these, the ones that a meeting is not for. */
const BACK: readonly MeetingDoing[] = ['unstart', 'unstart-sent'];

function Steps({ carrier, view, today, problems, values }: Parameters<typeof OneMeetingPage>[0]): VNode | null {
  const href = `${carrier.base}/${view.meeting.id}`;
  const { now, later } = view.steps;
  const pressed = now.filter(({ doing }) => PRESSED.includes(doing));
  const agree = now.find(({ doing }) => doing === 'agree');
  const changes = now.map(({ doing }) => doing).filter((doing) => WITH_REASON.includes(doing));
  if (now.length === 0 && later.length === 0) return null;
  return (
    <div class="kith-no-print">
      <div class="kith-agenda__buttons">
        {pressed.map((move, at) => (
          <Form key={move.doing} action={`${href}/${move.doing}`}>
            <Button
              classes={at === 0 && !BACK.includes(move.doing) ? undefined : 'govuk-button--secondary'}
              preventDoubleClick
            >
              {move.label}
            </Button>
          </Form>
        ))}
        {changes.length > 0 ? (
          <a class="govuk-link" href={`${href}/change`}>
            {changeTitle(changes)}
          </a>
        ) : null}
      </div>
      {later.map(({ doing, label, says, page }) => (
        <p class="govuk-body" key={doing}>
          <Mark shape="open">
            {label}: {says}
          </Mark>{' '}
          {page === null || page === 'change' ? null : (
            <a class="govuk-link" href={`${href}/${page}`}>
              {MENDED_ON[page]}
            </a>
          )}
        </p>
      ))}
      {agree ? (
        <Form action={`${href}/agree`}>
          <DateField
            values={problems.length > 0 ? values : dateFieldValues('agreed', today)}
            problems={problems}
            name="agreed"
            label="On which day were the minutes agreed?"
            size="s"
          />
          <Button preventDoubleClick>{agree.label}</Button>
        </Form>
      ) : null}
    </div>
  );
}

/** What the link to the page says on which something is mended. */
const MENDED_ON = { agenda: 'Build the agenda', attendance: 'Record attendance', minutes: 'Settle the minutes' };

function ItemMinutes({
  item,
  view,
  href,
  place,
}: {
  item: Item;
  view: MeetingView;
  href: string;
  place: number;
}): VNode {
  const text = view.texts.get(item.id);
  const decisions = view.decisions.filter(({ itemId }) => itemId === item.id);
  return (
    <article class="kith-agenda__item" id={`item-${item.id}`}>
      <h3 class="kith-agenda__title">
        {place}. {item.title}
      </h3>
      <p class="kith-agenda__about">
        {ASKS[item.asks]}
        {item.minutes === null ? '' : `, ${item.minutes} minutes`}
        {item.leads ? `, ${item.leads} leads` : ''}
        {item.whyNow ? `. ${item.whyNow}` : ''}
        {item.href ? (
          <>
            .{' '}
            <a class="govuk-link" href={item.href}>
              Open it<span class="govuk-visually-hidden">: {item.title}</span>
            </a>
          </>
        ) : null}
      </p>
      <PaperLines papers={view.papers.filter(({ itemId }) => itemId === item.id)} href={href} />
      {text?.current ? <Words text={text.current.words} /> : null}
      {text && text.beside.length > 0 ? (
        <p class="govuk-body">
          <Mark shape="half">
            {text.beside.length === 1 ? 'Another version' : `${text.beside.length} other versions`} of these minutes{' '}
            {text.beside.length === 1 ? 'waits' : 'wait'} to be settled
          </Mark>{' '}
          <a class="govuk-link" href={`${href}/items/${item.id}`}>
            Read both<span class="govuk-visually-hidden"> on {item.title}</span>
          </a>
        </p>
      ) : null}
      <DecisionLines decisions={decisions} href={href} open={false} />
    </article>
  );
}

function Actions({ actions, hasBook }: { actions: readonly MeetingAction[]; hasBook: boolean }): VNode {
  return (
    <Section title="Actions" id="actions">
      {hasBook ? null : <p class="govuk-body kith-not-known">Actions are not kept for these meetings.</p>}
      {hasBook && actions.length === 0 ? <p class="govuk-body">None was given.</p> : null}
      <ul class="kith-list">
        {actions.map((one) => (
          <li key={one.reference}>
            <a class="govuk-link" href={one.href}>
              {one.reference} {one.title}
            </a>{' '}
            <span class="kith-list__about">
              {one.owner}. {one.state}
              {one.dueOn ? `, due on ${dateInWords(one.dueOn)}` : ''}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Unknowns({ view, carrier }: { view: MeetingView; carrier: Carrier }): VNode {
  return (
    <Section title="What we did not know" id="not-known">
      {view.unknowns.length === 0 ? (
        <p class="govuk-body">Nothing was written down.</p>
      ) : (
        <UnknownList unknowns={view.unknowns} />
      )}
      {view.stillUnknown.length > 0 ? (
        <p class="govuk-body">
          From earlier meetings {view.stillUnknown.length}{' '}
          {view.stillUnknown.length === 1 ? 'question is' : 'questions are'} still open.{' '}
          <a class="govuk-link" href={`${carrier.base}/not-known?group=${encodeURIComponent(view.meeting.forumKey)}`}>
            What this group does not know yet
          </a>
        </p>
      ) : null}
    </Section>
  );
}

/** What is not known, with who would know and who asks. */
export function UnknownList({ unknowns }: { unknowns: readonly Unknown[] }): VNode {
  return (
    <Claims>
      {unknowns.map((one) => (
        <Claim
          key={one.id}
          foot={
            one.answer
              ? `Answered on ${one.answeredOn ? dateInWords(one.answeredOn) : ''}: ${one.answer}`
              : `${one.whoKnows} would know. ${one.asks} asks them by ${dateInWords(one.by)}.`
          }
        >
          <Mark shape={one.answer ? 'full' : 'unknown'}>{one.what}</Mark>
        </Claim>
      ))}
    </Claims>
  );
}

/** Papers that stand beside no item, and the way to all of them. */
function PapersAside({ view, href }: { view: MeetingView; href: string }): VNode {
  const there = view.papers.length;
  return (
    <>
      <h2 class="govuk-heading-s">Papers</h2>
      <PaperLines papers={view.papers.filter(({ itemId }) => itemId === null)} href={href} />
      <p class="govuk-body">
        <a class="govuk-link" href={`${href}/papers`}>
          {there === 0 ? 'No papers yet' : there === 1 ? 'Read the paper' : `All ${there} papers`}
        </a>
      </p>
    </>
  );
}

function ContributionLines({ view, href }: { view: MeetingView; href: string }): VNode {
  const { contributions } = view.contributions;
  return (
    <>
      <h2 class="govuk-heading-s">Contributions</h2>
      {contributions.length === 0 ? <p class="govuk-body">None was asked for.</p> : null}
      <ul class="kith-list">
        {contributions.map((one) => (
          <li key={one.id}>
            <Mark shape={one.answer === null ? 'open' : 'full'}>{one.agencyName}</Mark>
            <span class="kith-list__about">
              {one.answer === null
                ? `Asked for, due on ${dateInWords(one.dueOn)}`
                : one.answer === 'given'
                  ? `Came ${one.answeredAt ? momentInWords(one.answeredAt) : ''}`
                  : 'Nothing to add'}
            </span>
          </li>
        ))}
      </ul>
      {contributions.length > 0 ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${href}/contributions`}>
            Read the contributions
          </a>
        </p>
      ) : null}
    </>
  );
}
