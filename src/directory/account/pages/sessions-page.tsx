import type { VNode } from 'preact';
import { momentInWords } from '../../../platform/clocks/index.ts';
import { Button } from '../../../platform/web/govuk/index.ts';
import { Facts, Form, PageHeading, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { browserWords } from '../browser-words.ts';
import type { OwnSession } from '../sessions.ts';
import { ACCOUNT_CRUMBS } from './crumbs.ts';
import { WAYS } from './way-words.tsx';

/** Where a person is signed in, with a way to end each session: `/account/sessions`. */
export function SessionsPage(props: { sessions: readonly OwnSession[]; current: string }): VNode {
  const going = props.sessions.filter((one) => one.over === null);
  const over = props.sessions.filter((one) => one.over !== null);
  const others = going.filter((one) => one.id !== props.current);
  return (
    <Page title="Where you are signed in" breadcrumbs={ACCOUNT_CRUMBS}>
      <PageHeading
        title="Where you are signed in"
        lede="Is there one you do not know? End it, change your password and tell the partnership’s office."
      />
      {going
        .toSorted((a, b) => Number(b.id === props.current) - Number(a.id === props.current))
        .map((session) => (
          <Going session={session} isThis={session.id === props.current} key={session.id} />
        ))}
      {others.length > 1 ? (
        <Form action="/account/sessions/end-others">
          <Button classes="govuk-button--warning">{`End all ${others.length} others`}</Button>
        </Form>
      ) : null}
      <Section title="Over" note="Of the last 14 days." id="over">
        {over.length === 0 ? (
          <p class="govuk-body">None.</p>
        ) : (
          <ul class="kith-list">
            {over.map((session) => (
              <li key={session.id}>
                {browserWords(session.browser)}, begun at {momentInWords(session.startedAt)}
                <span class="kith-list__about kith-quiet">
                  {session.over?.because}, at {momentInWords(session.over?.at ?? session.seenAt)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function Going({ session, isThis }: { session: OwnSession; isThis: boolean }): VNode {
  const browser = browserWords(session.browser);
  return (
    <Section title={isThis ? `${browser} (this one)` : browser}>
      <Facts
        row
        facts={[
          { name: 'Begun', value: momentInWords(session.startedAt) },
          { name: 'Last used', value: isThis ? 'Now' : momentInWords(session.seenAt) },
          { name: 'Signed in with', value: WAYS[session.way] },
        ]}
      />
      {isThis ? null : (
        <Form action={`/account/sessions/${session.id}/end`}>
          <Button classes="govuk-button--secondary">
            End this session
            <span class="govuk-visually-hidden">
              : {browser}, begun at {momentInWords(session.startedAt)}
            </span>
          </Button>
        </Form>
      )}
    </Section>
  );
}
