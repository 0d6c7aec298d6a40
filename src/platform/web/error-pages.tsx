import type { VNode } from 'preact';
import { Button } from './govuk/index.ts';
import { Page } from './page.tsx';

/** A page that says what went wrong and what to do, and reveals nothing of the inside. */
export function ErrorPage(props: { title: string; sentence: string; reference: string | null }): VNode {
  return (
    <Page title={props.title}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{props.title}</h1>
          <p class="govuk-body">{props.sentence}</p>
          {props.reference ? (
            <p class="govuk-body">
              Reference: <strong class="kith-reference">{props.reference}</strong>
            </p>
          ) : null}
          <p class="govuk-body">
            <a class="govuk-link" href="/">
              Go to the home page
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

/**
 * The answer to somebody who may not. For a record it is the same, word for word, as when there is no such record; `askAt`
 * is then the page on which to ask its holder, offered whether or not there is one.
 */
export function NotYoursPage(props: { ofRecord: boolean; askAt: string | null }): VNode {
  const title = props.ofRecord ? 'Nothing here that you can see' : 'This page is not part of your role';
  return (
    <Page title={title}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">{title}</h1>
          {props.ofRecord ? (
            <p class="govuk-body">
              There is no record at this address, or it is not shared with you. Kith does not say which, so that nobody
              learns from an address that somebody is known here.
            </p>
          ) : (
            <p class="govuk-body">If your work needs it, ask your agency’s assurance lead for the role that has it.</p>
          )}
          {props.askAt ? (
            <p class="govuk-body">
              <a class="govuk-link" href={props.askAt}>
                Ask for access
              </a>{' '}
              if you were told of a record and need it for your work.
            </p>
          ) : null}
          <p class="govuk-body">
            <a class="govuk-link" href="/access">
              See who may see what in Kith
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}

/** After a form that was sent when its session had run out: what was typed is kept. */
export function SignedOutPage({ href }: { href: string }): VNode {
  return (
    <Page title="You were signed out">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <h1 class="govuk-heading-l">You were signed out, and what you typed is kept</h1>
          <p class="govuk-body">
            You had not used Kith for a while. Sign in again as the same person: the form opens with everything you
            typed, and nothing has been sent yet.
          </p>
          <p class="govuk-body">
            <Button href={href}>Sign in and go on</Button>
          </p>
        </div>
      </div>
    </Page>
  );
}
