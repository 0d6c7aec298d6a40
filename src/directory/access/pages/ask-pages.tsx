import type { VNode } from 'preact';
import type { AccessKind } from '../../../platform/access/index.ts';
import { dateInWords, londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../../platform/web/form.ts';
import { Input, InsetText, NotificationBanner } from '../../../platform/web/govuk/index.ts';
import { Claim, Claims, EmptyState, PageHeading, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { type Crumb, Page } from '../../../platform/web/page.tsx';
import { recordNumber } from '../access-forms.ts';
import type { OpenAsk, OwnAsk } from '../ask-repository.ts';
import { at, lower, oneOf } from '../at-record.ts';
import { limitInWords } from '../limits.ts';
import { AskLine, Due } from './ask-line.tsx';
import { FormPage, WordsField } from './record-form-page.tsx';

const CRUMBS: readonly Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Your account', href: '/account' },
];
const OWN_CRUMBS: readonly Crumb[] = [...CRUMBS, { text: 'Requests for access', href: '/access/asks' }];

/** Which kind of record somebody means: for asking for access and for an emergency. */
export function WhichKindPage(props: {
  title: string;
  lede: string;
  kinds: readonly { name: string; about: string; href: string }[];
  none: string;
}): VNode {
  return (
    <Page title={props.title} breadcrumbs={CRUMBS}>
      <PageHeading title={props.title} lede={props.kinds.length > 0 ? props.lede : props.none} />
      <ul class="kith-list">
        {props.kinds.map((kind) => (
          <li key={kind.href}>
            <a class="govuk-link" href={kind.href}>
              {kind.name}
            </a>
            <span class="kith-list__about kith-quiet">{kind.about}</span>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** The record that is meant: the one of an address, or one whose reference is typed. */
export function WhichRecord(props: { values: TypedValues; problems: readonly FormProblem[]; verb: string }): VNode {
  const { values, problems } = props;
  const record = recordNumber(values);
  if (record !== null) {
    return (
      <>
        <input type="hidden" name="record" value={record} />
        <p class="govuk-body">You are {props.verb} for the record at the address that you opened.</p>
      </>
    );
  }
  return (
    <Input
      name="reference"
      label={{ text: 'Reference of the record', classes: 'govuk-label--m' }}
      hint={{ text: 'As it was told to you, like SIN-2026-0001.' }}
      classes="govuk-input--width-20"
      errorMessage={problemAt(problems, 'reference')}
      value={typedText(values, 'reference')}
      autocomplete="off"
    />
  );
}

/** The form by which somebody asks for access: the same whether or not there is such a record. */
export function AskPage(props: {
  kind: AccessKind;
  values: TypedValues;
  problems: readonly FormProblem[];
  emergency: boolean;
}): VNode {
  const { kind, values, problems } = props;
  const record = recordNumber(values);
  const emergency = `${at.emergency(kind.kind)}${record === null ? '' : `?record=${record}`}`;
  return (
    <FormPage
      title="Ask for access"
      caption={kind.name}
      lede={`Whoever answers for the record is told at once, and has ${limitInWords('answer')} to answer.`}
      crumbs={OWN_CRUMBS}
      problems={problems}
      action={at.ask(kind.kind)}
      button="Ask for access"
    >
      {props.emergency ? (
        <InsetText>
          A child is in danger and you can’t wait?{' '}
          <a class="govuk-link" href={emergency}>
            Open it in an emergency
          </a>
        </InsetText>
      ) : null}
      <WhichRecord values={values} problems={problems} verb="asking" />
      <WordsField
        values={values}
        problems={problems}
        name="reason"
        label="What do you need it for?"
        hint="Say what you have to do for the child and by when. Whoever decides reads it; give no more detail than they need."
      />
      <p class="govuk-body kith-quiet">
        Kith does not tell you whether there is such a record, so that nobody learns from asking that somebody is known
        here.
      </p>
    </FormPage>
  );
}

/** Somebody’s own requests, and where those of others wait: `/access/asks`. */
export function AsksPage(props: {
  asks: readonly OwnAsk[];
  kindOf: (kind: string) => AccessKind;
  toAnswer: readonly AccessKind[];
  mayAsk: boolean;
  today: PlainDate;
  done: boolean;
}): VNode {
  return (
    <Page title="Requests for access" breadcrumbs={CRUMBS}>
      {props.done ? (
        <NotificationBanner type="success">
          Your request is kept. If there is such a record, whoever answers for it has been told.
        </NotificationBanner>
      ) : null}
      <PageHeading title="Requests for access" lede="What you asked to see, and what was answered." />
      {props.toAnswer.length > 0 ? (
        <Section title="Requests of others" id="others">
          <ul class="kith-list">
            {props.toAnswer.map((kind) => (
              <li key={kind.kind}>
                <a class="govuk-link" href={`/access/asks/${kind.kind}`}>
                  Who waits for your answer about {lower(kind.plural)}
                </a>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="Your requests" id="yours">
        {props.asks.length === 0 ? (
          <EmptyState
            will="You have not asked for anything."
            how={
              props.mayAsk ? (
                <a class="govuk-link" href="/access/ask">
                  Ask for access to a record
                </a>
              ) : (
                'Your role is let in to no restricted record, so there is nothing to ask for.'
              )
            }
          />
        ) : (
          <>
            <Claims>
              {props.asks.map((ask) => (
                <OwnLine key={ask.id} ask={ask} kind={props.kindOf(ask.kind)} today={props.today} />
              ))}
            </Claims>
            <p class="govuk-body">
              <a class="govuk-link" href="/access/ask">
                Ask for access to another record
              </a>
            </p>
          </>
        )}
      </Section>
    </Page>
  );
}

function OwnLine({ ask, kind, today }: { ask: OwnAsk; kind: AccessKind; today: PlainDate }): VNode {
  const { answer } = ask;
  const what = ask.askedFor === null ? `${oneOf(kind)} whose address you opened` : ask.askedFor;
  return (
    <Claim
      foot={
        <span>
          Asked on {dateInWords(londonDate(ask.askedAt))}: “{ask.reason}”
        </span>
      }
    >
      <strong>{what.charAt(0).toUpperCase() + what.slice(1)}</strong>.{' '}
      {answer === null ? (
        ask.answerDue < today ? (
          `Nobody answered by ${dateInWords(ask.answerDue)}. If you still need it, ring the council or ask again.`
        ) : (
          <Due on={ask.answerDue} today={today} verb="No answer yet. One is due" />
        )
      ) : answer.given ? (
        <>
          You were let in on {dateInWords(londonDate(answer.at))}.{' '}
          <a class="govuk-link" href={kind.href?.(answer.recordId) ?? '/'}>
            Open the record
          </a>
        </>
      ) : (
        `Answered on ${dateInWords(londonDate(answer.at))}: no. “${answer.words}”`
      )}
    </Claim>
  );
}

/** Requests of others for records of one kind that wait for an answer: `/access/asks/:kind`. */
export function OpenAsksPage(props: { kind: AccessKind; asks: readonly OpenAsk[]; today: PlainDate }): VNode {
  const { kind, asks, today } = props;
  const overdue = asks.filter((one) => one.answerDue < today).length;
  return (
    <Page title="Waiting for your answer" breadcrumbs={OWN_CRUMBS}>
      <PageHeading
        title="Waiting for your answer"
        caption={kind.plural}
        lede={
          asks.length === 0
            ? 'Nobody waits for your answer.'
            : `${asks.length === 1 ? '1 request waits' : `${asks.length} requests wait`} for your answer${overdue > 0 ? `, ${overdue} of them overdue` : ''}.`
        }
      />
      <ul class="kith-list">
        {asks.map((ask) => (
          <li key={ask.id}>
            <AskLine ask={ask} today={today} kind={kind.kind} />
          </li>
        ))}
      </ul>
    </Page>
  );
}
