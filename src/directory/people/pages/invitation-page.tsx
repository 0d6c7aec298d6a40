import type { VNode } from 'preact';
import { dateInWords, momentInWords, type PlainDate } from '../../../platform/clocks/index.ts';
import { InsetText, WarningText } from '../../../platform/web/govuk/index.ts';
import { PageHeading } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Person } from '../person.ts';
import { personCrumbs, personHref } from './links.ts';

/** An invitation that was just made: shown this once to be handed over, where Kith can send no mail; else whom it was mailed to. */
export function InvitationPage(props: {
  person: Pick<Person, 'id' | 'name' | 'email' | 'joined'>;
  /** Null where it was mailed. */
  link: string | null;
  ends: Date;
  today: PlainDate;
}): VNode {
  const { person, link, ends, today } = props;
  const from = person.joined > today ? `from ${dateInWords(person.joined)}, their first day, ` : '';
  const works = `It works once, ${from}until ${momentInWords(ends)}.`;
  return link === null ? <MailedPage person={person} works={works} /> : <HandOverPage {...{ person, link, works }} />;
}

function MailedPage({ person, works }: { person: Pick<Person, 'id' | 'name' | 'email'>; works: string }): VNode {
  return (
    <Page title={`Invitation for ${person.name}`} breadcrumbs={personCrumbs(person)}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title={`${person.name} gets a link by mail`}
            lede="With it they choose how to sign in. Nobody else sees it."
          />
          <p class="govuk-body">
            It goes to <strong class="kith-break">{person.email}</strong> within a minute or two. {works}
          </p>
          <p class="govuk-body">
            If it does not come, check the address. Mail that comes back stands under Outgoing mail.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={personHref(person)}>
              Go on to {person.name}’s page
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

/** Said where a way into an account is for others to open. */
export function KeptDoorPage({ person, because }: { person: Pick<Person, 'id' | 'name'>; because: string }): VNode {
  return (
    <Page title="Somebody else must do this" breadcrumbs={personCrumbs(person)}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title="Somebody else must do this"
            lede="Whoever opens an account could sign in as its person. So only those do it who may give every role that the person holds."
          />
          <p class="govuk-body">{because}</p>
          <p class="govuk-body">Nothing was changed. That you asked stands in the ledger.</p>
          <p class="govuk-body">
            <a class="govuk-link" href={personHref(person)}>
              Back to {person.name}’s page
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

function HandOverPage(props: { person: Pick<Person, 'id' | 'name' | 'email'>; link: string; works: string }): VNode {
  const { person, link, works } = props;
  return (
    <Page title={`Invitation for ${person.name}`} breadcrumbs={personCrumbs(person)}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title={`Hand this link to ${person.name}`}
            lede="No mail server is set up here, so Kith could not send it. With it they choose how to sign in."
          />
          <InsetText>
            <span class="kith-break">{link}</span>
          </InsetText>
          <p class="govuk-body">{works}</p>
          <WarningText>
            Whoever has this link can sign in as {person.name}. Give it to them in person, or send it to{' '}
            <span class="kith-break">{person.email}</span> yourself. It is not shown again.
          </WarningText>
          <p class="govuk-body">
            <a class="govuk-link" href={personHref(person)}>
              Go on to {person.name}’s page
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}
