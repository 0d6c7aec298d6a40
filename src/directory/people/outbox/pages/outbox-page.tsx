import type { VNode } from 'preact';
import { momentInWords } from '../../../../platform/clocks/index.ts';
import { MESSAGE_STATES, type MessageState, type OutgoingMessage } from '../../../../platform/notify/index.ts';
import { Button, Details, InsetText, NotificationBanner, Tag } from '../../../../platform/web/govuk/index.ts';
import { EmptyState, Form, PageHeading } from '../../../../platform/web/kith/index.ts';
import { PaginationWithResults, SubNavigation } from '../../../../platform/web/moj/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { PEOPLE } from '../../pages/links.ts';
import { pageItems } from '../../pages/page-items.ts';

/** How many messages a page shows. */
export const MESSAGES_A_PAGE = 25;

/** What the page of outgoing mail shows. */
export interface OutboxView {
  messages: readonly OutgoingMessage[];
  total: number;
  state: MessageState | null;
  page: number;
  /** One was just put back into the queue. */
  done: boolean;
  mayTryAgain: boolean;
  /** Whether Kith knows a mail server. */
  mailIsSet: boolean;
}

/** Mail that Kith sends: `/people/outbox`. */
export function OutboxPage({ view }: { view: OutboxView }): VNode {
  const { messages, state } = view;
  return (
    <Page title="Outgoing mail" breadcrumbs={[PEOPLE]}>
      {view.done ? (
        <NotificationBanner type="success">Kith sends it again within a few minutes.</NotificationBanner>
      ) : null}
      <PageHeading
        title="Outgoing mail"
        lede="What Kith tells people by mail. Everybody finds the same under their notices. No mail says what a record holds. A link that opens an account is shown to nobody but its reader."
      />
      {view.mailIsSet ? null : (
        <InsetText>
          Kith has no mail server, so these messages wait. Whoever runs this Kith sets SMTP_URL and MAIL_FROM; until
          then people find what they need under their notices.
        </InsetText>
      )}
      <SubNavigation
        label="Which messages"
        items={[null, ...(Object.keys(MESSAGE_STATES) as MessageState[])].map((one) => ({
          text: one === null ? 'All' : MESSAGE_STATES[one],
          href: hrefOf(one, 1),
          active: one === state,
        }))}
      />
      {messages.length === 0 ? (
        <EmptyState
          will={NONE[state ?? 'all']}
          how="Messages come here when something happens to an account or to somebody’s access."
        />
      ) : (
        <ul class="kith-claims">
          {messages.map((message) => (
            <Message key={message.id} message={message} mayTryAgain={view.mayTryAgain} />
          ))}
        </ul>
      )}
      <Pages view={view} />
    </Page>
  );
}

const NONE: Record<MessageState | 'all', string> = {
  all: 'Kith has told nobody anything by mail yet.',
  waiting: 'Nothing waits.',
  sent: 'Nothing has left yet.',
  'given-up': 'Every message could be delivered.',
};

function stateOf({ sentAt, givenUpAt }: OutgoingMessage): MessageState {
  if (sentAt !== null) return 'sent';
  return givenUpAt === null ? 'waiting' : 'given-up';
}

const COLOUR: Record<MessageState, string> = {
  waiting: 'govuk-tag--yellow',
  sent: 'govuk-tag--green',
  'given-up': 'govuk-tag--red',
};

function Message({ message, mayTryAgain }: { message: OutgoingMessage; mayTryAgain: boolean }): VNode {
  const { id, subject, address, madeAt, sentAt, givenUpAt, failedBecause, words } = message;
  const state = stateOf(message);
  return (
    <li class="kith-claim">
      <p class="kith-claim__words">
        {subject} <Tag classes={COLOUR[state]}>{MESSAGE_STATES[state]}</Tag>
      </p>
      <p class="kith-claim__foot">
        To {address}, written at {momentInWords(madeAt)}
        {sentAt === null ? '' : `, sent at ${momentInWords(sentAt)}`}. {failedBecause}
      </p>
      {sentAt === null ? (
        <Details summaryText="What it says">
          {words.split('\n\n').map((paragraph) => (
            <p class="govuk-body" key={paragraph}>
              {paragraph}
            </p>
          ))}
        </Details>
      ) : null}
      {givenUpAt !== null && mayTryAgain ? (
        <Form action={`/people/outbox/${id}/try-again`}>
          <Button classes="govuk-button--secondary">Send it again</Button>
        </Form>
      ) : null}
    </li>
  );
}

function hrefOf(state: MessageState | null, page: number): string {
  const set = [...(state === null ? [] : [['state', state]]), ...(page === 1 ? [] : [['page', String(page)]])];
  return set.length === 0 ? '/people/outbox' : `/people/outbox?${new URLSearchParams(set)}`;
}

function Pages({ view: { total, page, state } }: { view: OutboxView }): VNode | null {
  const count = Math.ceil(total / MESSAGES_A_PAGE);
  if (count < 2) return null;
  return (
    <PaginationWithResults
      items={pageItems(page, count, (number) => hrefOf(state, number))}
      previous={page > 1 ? { href: hrefOf(state, page - 1) } : undefined}
      next={page < count ? { href: hrefOf(state, page + 1) } : undefined}
      results={{
        from: (page - 1) * MESSAGES_A_PAGE + 1,
        to: Math.min(total, page * MESSAGES_A_PAGE),
        count: total,
        text: 'messages',
      }}
    />
  );
}
