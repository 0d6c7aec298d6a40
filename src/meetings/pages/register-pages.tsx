import type { VNode } from 'preact';
import { dateInWords, longDate, type PlainDate } from '../../platform/clocks/index.ts';
import { type FormProblem, type TypedValues, typedText } from '../../platform/web/form.ts';
import { Button, Details, Input, NotificationBanner, Select } from '../../platform/web/govuk/index.ts';
import {
  Claim,
  Claims,
  EmptyState,
  Form,
  Mark,
  PageHeading,
  ProblemSummary,
  problemAt,
  YearSwitch,
} from '../../platform/web/kith/index.ts';
import { Page } from '../../platform/web/page.tsx';
import type { Carrier, Forum } from '../carrier.ts';
import type { Confirming } from '../decisions/service.ts';
import type { Decision, Unknown } from '../meeting.ts';
import { DecisionFoot, DecisionTags } from './decision-parts.tsx';
import { meetingCrumbs } from './frame.tsx';

/** What the register of decisions shows. */
export interface Register {
  forums: readonly Forum[];
  group: string | null;
  show: 'all' | 'to-confirm' | 'published';
  years: readonly string[];
  year: string;
  /** `confirming` for those that the person may confirm: meetings that could. */
  decisions: readonly (Decision & { confirming: readonly Confirming[] | null })[];
  agencies: ReadonlyMap<string, string>;
  mayPublish: boolean;
}

/** Every decision with its reasons: `/meetings/decisions`. */
export function DecisionsPage(props: {
  carrier: Carrier;
  register: Register;
  done: string | null;
  /** What was typed to confirm one, and can't be taken. */
  mistyped?: { id: string; values: TypedValues; problems: readonly FormProblem[] };
}): VNode {
  const { carrier, register, mistyped } = props;
  const { base } = carrier;
  const names = new Map(register.forums.map(({ key, name }) => [key, name]));
  return (
    <Page title="Decisions" breadcrumbs={meetingCrumbs(carrier)} hasError={mistyped !== undefined}>
      {props.done ? <NotificationBanner type="success">{props.done}</NotificationBanner> : null}
      {mistyped ? <ProblemSummary problems={mistyped.problems} /> : null}
      <PageHeading
        title="Decisions"
        lede="What groups decided, why, and who did not agree. Published ones stand in the yearly report, without names of people."
      />
      <form class="kith-filter" method="get" action={`${base}/decisions`}>
        <Select
          name="group"
          label={{ text: 'Group' }}
          value={register.group ?? ''}
          items={[
            { value: '', text: 'All groups' },
            ...register.forums.map(({ key, name }) => ({ value: key, text: name })),
          ]}
        />
        <Select
          name="show"
          label={{ text: 'Which' }}
          value={register.show}
          items={[
            { value: 'all', text: 'All' },
            { value: 'to-confirm', text: 'Waiting to be confirmed' },
            { value: 'published', text: 'Published' },
          ]}
        />
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
      {register.show === 'to-confirm' ? null : (
        <YearSwitch
          years={register.years}
          current={register.year}
          hrefOf={(year) =>
            `${base}/decisions?${new URLSearchParams({ group: register.group ?? '', show: register.show, year })}`
          }
        />
      )}
      {register.decisions.length === 0 ? (
        <EmptyState will="Decisions of groups stand here." how="There is none that you may see." />
      ) : null}
      <Claims>
        {register.decisions.map((one) => (
          <Claim
            key={one.id}
            foot={
              <span>
                {names.get(one.forumKey) ?? one.forumKey}, {dateInWords(one.day)}.{' '}
                <DecisionFoot decision={one} names={register.agencies} base={base} />{' '}
                <a class="govuk-link" href={`${base}/${one.meetingId}`}>
                  The meeting<span class="govuk-visually-hidden"> of {one.reference}</span>
                </a>
              </span>
            }
            below={
              <>
                {one.confirming === null ? null : (
                  <Confirm
                    one={one}
                    confirming={one.confirming}
                    base={base}
                    {...(mistyped?.id === one.id ? { mistyped } : {})}
                  />
                )}
                {one.standing === 'decided' && register.mayPublish ? (
                  <Form action={`${base}/decisions/${one.id}/publish`}>
                    <Button
                      classes="govuk-button--secondary kith-button--small"
                      name="published"
                      value={one.published ? 'no' : 'yes'}
                    >
                      {one.published ? 'Take out of the report' : 'Publish for the report'}
                      <span class="govuk-visually-hidden"> {one.reference}</span>
                    </Button>
                  </Form>
                ) : null}
              </>
            }
          >
            <span id={one.reference}>
              <strong>{one.reference}</strong> {one.words}
            </span>{' '}
            <DecisionTags decision={one} />
          </Claim>
        ))}
      </Claims>
    </Page>
  );
}

function Confirm(props: {
  one: Decision;
  confirming: readonly Confirming[];
  base: string;
  mistyped?: { values: TypedValues; problems: readonly FormProblem[] };
}): VNode {
  const { one, confirming, base, mistyped } = props;
  const values = mistyped?.values ?? {};
  const problems = mistyped?.problems ?? [];
  const able = confirming.filter(({ against }) => against === null);
  if (able.length === 0) {
    return (
      <>
        <p class="govuk-body">
          The next meeting of the group that has a quorum can confirm it, once it is started and its attendance is
          recorded.
        </p>
        {confirming.map(({ meeting, against }) => (
          <p class="govuk-body" key={meeting.id}>
            <a class="govuk-link" href={`${base}/${meeting.id}/attendance`}>
              {longDate(meeting.day)}
              <span class="govuk-visually-hidden">, attendance of {meeting.reference}</span>
            </a>
            : {against}
          </p>
        ))}
      </>
    );
  }
  return (
    <Details
      summaryText={
        <>
          Confirm it<span class="govuk-visually-hidden"> {one.reference}</span>
        </>
      }
      open={mistyped !== undefined}
    >
      <Form action={`${base}/decisions/${one.id}/confirm`}>
        <Select
          id={mistyped ? 'meeting' : `meeting-${one.id}`}
          name="meeting"
          label={{ text: 'Which meeting confirms it?' }}
          hint={{ text: 'Later meetings of the group that have a quorum and whose minutes are being written.' }}
          value={typedText(values, 'meeting') ?? able[0]?.meeting.id}
          errorMessage={problemAt(problems, 'meeting')}
          items={able.map(({ meeting }) => ({
            value: meeting.id,
            text: `${longDate(meeting.day)}, ${meeting.reference}`,
          }))}
        />
        <Input
          id={mistyped ? 'words' : `words-${one.id}`}
          name="words"
          label={{ text: 'What did that meeting say?' }}
          value={typedText(values, 'words')}
          errorMessage={problemAt(problems, 'words')}
        />
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Confirm<span class="govuk-visually-hidden"> {one.reference}</span>
        </Button>
      </Form>
    </Details>
  );
}

/** What groups do not know yet: `/meetings/not-known`. */
export function NotKnownYetPage(props: {
  carrier: Carrier;
  forums: readonly Forum[];
  group: string | null;
  unknowns: readonly (Unknown & { mine: boolean })[];
  today: PlainDate;
  done: string | null;
}): VNode {
  const { carrier, forums, unknowns, today } = props;
  const names = new Map(forums.map(({ key, name }) => [key, name]));
  return (
    <Page title="What we do not know yet" breadcrumbs={meetingCrumbs(carrier)}>
      {props.done ? <NotificationBanner type="success">{props.done}</NotificationBanner> : null}
      <PageHeading
        title="What we do not know yet"
        lede="Every meeting asks what it does not know, who would know and who asks. It stands here until it is answered."
      />
      <form class="kith-filter" method="get" action={`${carrier.base}/not-known`}>
        <Select
          name="group"
          label={{ text: 'Group' }}
          value={props.group ?? ''}
          items={[{ value: '', text: 'All groups' }, ...forums.map(({ key, name }) => ({ value: key, text: name }))]}
        />
        <Button classes="govuk-button--secondary">Show</Button>
      </form>
      {unknowns.length === 0 ? (
        <EmptyState will="What groups do not know stands here." how="Nothing is open that you may see." />
      ) : null}
      <Claims>
        {unknowns.map((one) => (
          <Claim
            key={one.id}
            foot={
              <span>
                {names.get(one.forumKey) ?? one.forumKey}. {one.whoKnows} would know. {one.asks} asks them by{' '}
                {dateInWords(one.by)}
                {one.by < today ? ', which is over' : ''}.{' '}
                <a class="govuk-link" href={`${carrier.base}/${one.meetingId}`}>
                  The meeting<span class="govuk-visually-hidden"> that asked “{one.what}”</span>
                </a>
              </span>
            }
            below={
              one.mine ? (
                <Details
                  summaryText={
                    <>
                      Enter the answer<span class="govuk-visually-hidden"> to “{one.what}”</span>
                    </>
                  }
                >
                  <Form action={`${carrier.base}/not-known/${one.id}`}>
                    <Input
                      id={`answer-${one.id}`}
                      name="answer"
                      label={{ text: 'What is known now, and from whom?' }}
                    />
                    <Button classes="govuk-button--secondary" preventDoubleClick>
                      Enter the answer
                    </Button>
                  </Form>
                </Details>
              ) : null
            }
          >
            <Mark shape={one.by < today ? 'open' : 'unknown'}>{one.what}</Mark>
          </Claim>
        ))}
      </Claims>
    </Page>
  );
}
