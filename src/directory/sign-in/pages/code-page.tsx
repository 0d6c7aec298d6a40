import type { VNode } from 'preact';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, Details, Input } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { withBack } from '../../../platform/web/safe-back.ts';
import { PasskeyForm } from '../../account/second-factor/pages/passkey-form.tsx';

/** What the page that asks for a second factor shows. */
export interface CodeView {
  /** An authenticator app is set up. */
  app: boolean;
  /** What the browser must be told to ask for one of the person's passkeys; null when they have none. */
  passkeyOptions: string | null;
  back: string;
  problems: readonly FormProblem[];
}

/** `/sign-in/code`: the password was right, and something else is asked. */
export function CodePage({ app, passkeyOptions, back, problems }: CodeView): VNode {
  return (
    <Page title="Show that it is you" hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title="Show that it is you" />
          {passkeyOptions ? (
            <Section title="With your passkey">
              <p class="govuk-body">Use your fingerprint, your face or the lock of your phone or computer.</p>
              <PasskeyForm
                action={withBack('/sign-in/passkey', back)}
                way="get"
                options={passkeyOptions}
                button="Use a passkey"
                failed="Your browser gave no passkey for Kith. Try again, or use a recovery code."
              />
            </Section>
          ) : null}
          <Section title={app ? 'With a code' : 'With a recovery code'}>
            <Form action="/sign-in/code">
              <Input
                name="code"
                label={{ text: app ? 'Code from your authenticator app' : 'Recovery code' }}
                hint={{
                  text: app
                    ? 'Six digits that change every 30 seconds. A recovery code works here, too.'
                    : 'One of the ten you kept when you set up your passkey',
                }}
                classes="govuk-input--width-10"
                autocomplete="one-time-code"
                autocapitalize="none"
                spellcheck={false}
                errorMessage={problemAt(problems, 'code')}
              />
              <Button preventDoubleClick>Sign in</Button>
            </Form>
            <Details summaryText="You have neither your phone nor a recovery code?">
              <p class="govuk-body">
                Ask your agency’s assurance lead or an administrator of Kith. They make sure that it is you, and remove
                your second factor so that you can set up a new one.
              </p>
            </Details>
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** After one wrong code too many. */
export function LockedPage({ words }: { words: string }): VNode {
  return (
    <Page title="Locked for now">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title="Locked for now" lede={`${words}.`} />
          <p class="govuk-body">
            <a class="govuk-link" href="/sign-in">
              Go to the page of signing in
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}
