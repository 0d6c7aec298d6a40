import type { VNode } from 'preact';
import { momentInWords } from '../../../platform/clocks/index.ts';
import { InsetText, WarningText } from '../../../platform/web/govuk/index.ts';
import { PageHeading } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import type { Person } from '../person.ts';
import { personCrumbs, personHref } from './links.ts';

/** Shown once, where Kith can send no mail: the link of an invitation, to be handed over. */
export function InvitationPage(props: {
  person: Pick<Person, 'id' | 'name' | 'email'>;
  link: string;
  ends: Date;
}): VNode {
  const { person, link } = props;
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
          <p class="govuk-body">It works once, until {momentInWords(props.ends)}.</p>
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
