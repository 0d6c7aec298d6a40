import type { VNode } from 'preact';
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
