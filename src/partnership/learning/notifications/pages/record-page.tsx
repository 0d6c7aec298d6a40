import type { ComponentChildren, VNode } from 'preact';
import type { Purpose } from '../../../../platform/access/index.ts';
import { dateInWords, momentInWords, partialDateInWords } from '../../../../platform/clocks/index.ts';
import { InsetText, NotificationBanner, Tag } from '../../../../platform/web/govuk/index.ts';
import {
  Claim,
  Claims,
  DoNotPassOn,
  Facts,
  Mark,
  type MarkShape,
  PageHeading,
  Section,
} from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import {
  ABUSE,
  ANSWERS,
  type GivenPerson,
  type GivenView,
  HARMS,
  type Names,
  OUTCOMES,
  PARTS,
  VIEWS,
} from '../notification.ts';
import { agreementInWords, clockInWords, hintsOf, secretaryOfStateIsTold, stepsLeft } from '../rules.ts';
import type { NotificationView } from '../service.ts';
import { accessHref, crumbs, LIST, notificationHref } from './links.ts';
import { PurposeLine } from './purpose-line.tsx';

/** What was just done here, said once after it. */
export type Done = 'made' | 'changed' | 'unchanged';

const DONE: Record<Done, string> = {
  made: 'The notification is recorded. Nothing has been sent to anybody outside Kith.',
  changed: 'Your changes are saved.',
  unchanged: 'Nothing was changed: what you sent is what was stored.',
};

/** One notification at a glance: `/learning/notifications/:id`. */
export function RecordPage(props: {
  view: NotificationView;
  purpose: Purpose | null;
  done: Done | null;
  /** Stands above everything else: an opening in an emergency. */
  banner: ComponentChildren;
}): VNode {
  const { notification, names } = props.view;
  const { id, reference, sealed } = notification;
  return (
    <Page title={reference} breadcrumbs={crumbs({ id: '', reference })}>
      {props.banner}
      {props.done ? <NotificationBanner type="success">{DONE[props.done]}</NotificationBanner> : null}
      <PageHeading
        title={reference}
        caption="Serious incident notification"
        lede={`${OUTCOMES[notification.outcome]}. ${names.areas.get(notification.area) ?? notification.area}, ${notification.incidentOn === null ? 'on a day that is not known' : partialDateInWords(notification.incidentOn)}.`}
      />
      {sealed ? (
        <p class="govuk-body">
          <Tag classes="govuk-tag--grey">Sealed</Tag> Only the people named for this notification can see it.
        </p>
      ) : null}
      <DoNotPassOn to={props.view.keptFrom} />
      <PurposeLine purpose={props.purpose} action="read" back={notificationHref(id)} />
      <ToDo view={props.view} />
      <div class="kith-record">
        <div class="kith-record__main">
          <Section title="What happened" id="what">
            {notification.whatHappened.split(/\n+/).map((paragraph) => (
              <p class="govuk-body" key={paragraph}>
                {paragraph}
              </p>
            ))}
            <Facts
              facts={[
                {
                  name: 'Kinds of harm',
                  value:
                    notification.harm.length === 0 ? (
                      <span class="kith-not-known">None chosen</span>
                    ) : (
                      notification.harm.map((harm) => HARMS[harm]).join(', ')
                    ),
                },
                { name: 'Abuse or neglect', value: ABUSE[notification.abuse] },
                { name: 'Looked-after child', value: ANSWERS[notification.lookedAfter] },
                { name: 'Care leaver', value: ANSWERS[notification.careLeaver] },
              ]}
            />
          </Section>
          <Section
            title="Who appears"
            id="people"
            note="Nobody named here can open this notification, nor anybody who has declared to be close to them."
          >
            <People people={notification.people} />
          </Section>
          <Section title="Who agrees" id="views" note={agreementInWords(notification.views)}>
            <Views views={notification.views} names={names} />
          </Section>
        </div>
        <aside class="kith-record__side" aria-label="Who was told, and what you can do">
          <Told view={props.view} />
          <Doings view={props.view} />
        </aside>
      </div>
    </Page>
  );
}

/** Until when, and what is still to be done: what whoever opens this needs first. */
function ToDo({ view }: { view: NotificationView }): VNode {
  const { notification, names, clocks } = view;
  const steps = stepsLeft(notification, names);
  return (
    <Section title="What is still to be done" id="to-do">
      {'clocks' in clocks ? (
        <Facts
          row
          facts={[
            { name: 'To the Panel', value: <strong>{clockInWords(clocks.clocks.panel, 'Sent')}</strong> },
            { name: 'To the safeguarding partners', value: clockInWords(clocks.clocks.partners, 'Told') },
          ]}
        />
      ) : null}
      {steps.length > 0 ? (
        <ul class="govuk-list govuk-list--bullet">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
      ) : (
        <p class="govuk-body">
          Nothing for the notification itself. A rapid review follows within 15 working days of the day on which it was
          sent, unless the criteria turn out not to be met.
        </p>
      )}
      {steps.length > 0 && view.may.change ? (
        <p class="govuk-body">
          <a class="govuk-link" href={`${notificationHref(notification.id)}/change#views`}>
            Enter what was done
          </a>
        </p>
      ) : null}
      <p class="govuk-body kith-quiet">
        {'clocks' in clocks
          ? `${clocks.clocks.explanation} The partners are told within the same days.`
          : `No time limit can be shown. ${clocks.reason}`}
      </p>
      <InsetText>
        {hintsOf(notification).map((hint) => (
          <p class="govuk-body" key={hint}>
            {hint}
          </p>
        ))}
      </InsetText>
    </Section>
  );
}

function People({ people }: { people: readonly GivenPerson[] }): VNode {
  if (people.length === 0) return <p class="govuk-body kith-not-known">Nobody is named yet.</p>;
  return (
    <Claims>
      {people.map(({ part, name, born, email }, at) => (
        <Claim
          key={`${at} ${name}`}
          foot={email === null ? PARTS[part] : `${PARTS[part]}. Works with Kith as ${email}.`}
        >
          <strong>{name}</strong>, {born === null ? 'date of birth not known' : `born ${dateInWords(born)}`}
        </Claim>
      ))}
    </Claims>
  );
}

const SHAPES: Record<GivenView['view'], MarkShape> = {
  agrees: 'full',
  disagrees: 'open',
  asked: 'half',
  'not-asked': 'unknown',
};

function Views({ views, names }: { views: readonly GivenView[]; names: Names }): VNode | null {
  if (views.length === 0) return null;
  return (
    <Claims>
      {views.map(({ agency, view, on, words }) => (
        <Claim
          key={agency}
          foot={
            <>
              <Mark shape={SHAPES[view]}>{VIEWS[view]}</Mark>
              {view === 'not-asked' ? null : <span>{on === null ? 'Day not known' : dateInWords(on)}</span>}
            </>
          }
        >
          <strong>{names.agencies.get(agency) ?? agency}</strong>
          {words === null ? null : `: ${words}`}
        </Claim>
      ))}
    </Claims>
  );
}

function Told({ view }: { view: NotificationView }): VNode {
  const { notification, names } = view;
  const day = (on: string | null, not: string) =>
    on === null ? <span class="kith-not-known">{not}</span> : dateInWords(on);
  return (
    <Facts
      facts={[
        { name: 'The council became aware', value: dateInWords(notification.awareOn) },
        { name: 'Sent to the Panel', value: day(notification.notifiedOn, 'Not yet') },
        {
          name: 'The Panel’s reference',
          value: notification.panelReference ?? <span class="kith-not-known">None yet</span>,
        },
        { name: 'Safeguarding partners told', value: day(notification.partnersToldOn, 'Not yet') },
        {
          name: 'Secretary of State told',
          value: secretaryOfStateIsTold(notification)
            ? day(notification.secretaryOfStateToldOn, 'Not yet: a looked-after child died')
            : null,
        },
        { name: 'Council', value: names.agencies.get(notification.agency) ?? notification.agency },
        { name: 'Recorded by', value: `${notification.ownerName}, ${momentInWords(notification.madeAt)}` },
        {
          name: 'Last changed',
          value: notification.version === 1 ? null : momentInWords(notification.changedAt),
        },
      ]}
    />
  );
}

function Doings({ view }: { view: NotificationView }): VNode {
  const { id } = view.notification;
  const links = [
    ...(view.may.change ? [{ href: `${notificationHref(id)}/change`, text: 'Change this notification' }] : []),
    { href: `${notificationHref(id)}/history`, text: 'What was changed, by whom and why' },
    ...(view.may.share
      ? [
          { href: accessHref(id), text: 'Who sees this' },
          { href: `${accessHref(id)}/ledger`, text: 'Who looked at this' },
        ]
      : []),
    { href: LIST, text: 'All notifications' },
  ];
  return (
    <ul class="govuk-list">
      {links.map(({ href, text }) => (
        <li key={href}>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
