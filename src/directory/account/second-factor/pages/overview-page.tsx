import type { VNode } from 'preact';
import { dateInWords, londonDate, momentInWords } from '../../../../platform/clocks/index.ts';
import type { FormProblem } from '../../../../platform/web/form.ts';
import { Button, WarningText } from '../../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, Section } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { withBack } from '../../../../platform/web/safe-back.ts';
import { ACCOUNT_CRUMBS } from '../../pages/crumbs.ts';
import type { SecondFactors } from '../set-up.ts';

const AT = '/account/second-factor';

/** What the page of second factors shows. */
export interface OverviewView {
  factors: SecondFactors;
  /** Whether they are set up in Kith, for somebody who came in this way. */
  here: boolean;
  /** Nothing else is open until one is set up. */
  owed: boolean;
  back: string;
  problems: readonly FormProblem[];
}

/** `/account/second-factor`: what somebody shows at sign-in besides a password. */
export function OverviewPage(view: OverviewView): VNode {
  const { factors, problems } = view;
  return (
    <Page title="Second factor" breadcrumbs={ACCOUNT_CRUMBS} hasError={problems.length > 0}>
      <ProblemSummary problems={problems} />
      <PageHeading
        title="Second factor"
        caption="Your account"
        lede="Something that you show at sign-in besides your password, so that a stolen password opens nothing."
      />
      {view.here ? (
        <div id="factors">
          {view.owed ? (
            <WarningText>
              Your roles reach records about children. Set up one of these two before you go on.
            </WarningText>
          ) : null}
          <App since={factors.app} back={view.back} />
          <Passkeys factors={factors} back={view.back} />
          {factors.app !== null || factors.passkeys.length > 0 ? <Codes left={factors.recoveryCodes} /> : null}
        </div>
      ) : (
        <p class="govuk-body">
          You did not sign in with a password of Kith, so there is nothing to set up here. Whoever keeps your account
          asks for a second factor there.
        </p>
      )}
    </Page>
  );
}

function App({ since, back }: { since: Date | null; back: string }): VNode {
  return (
    <Section title="Authenticator app">
      <p class="govuk-body">
        {since === null
          ? 'An app on your phone shows a new code of six digits every 30 seconds. It needs no network.'
          : `In use since ${dateInWords(londonDate(since))}.`}
      </p>
      <p class="govuk-body">
        <Button href={withBack(`${AT}/app`, back)} classes={since === null ? '' : 'govuk-button--secondary'}>
          {since === null ? 'Set up an authenticator app' : 'Set up another app instead'}
        </Button>
      </p>
      {since === null ? null : (
        <Form action={`${AT}/app/remove`}>
          <Button classes="govuk-button--warning">Remove the authenticator app</Button>
        </Form>
      )}
    </Section>
  );
}

function Passkeys({ factors, back }: { factors: SecondFactors; back: string }): VNode {
  const { passkeys } = factors;
  return (
    <Section title="Passkeys">
      <p class="govuk-body">
        A passkey is kept by your phone, your computer or a security key and opens with your fingerprint, face or PIN.
        With it you need no password.
      </p>
      {passkeys.length > 0 ? (
        <ul class="kith-list kith-list--acts">
          {passkeys.map((key) => (
            <li key={key.id}>
              <strong>{key.name}</strong>{' '}
              <span class="kith-list__about">
                Set up on {dateInWords(londonDate(key.madeAt))}.{' '}
                {key.usedAt === null ? 'Not used yet.' : `Last used at ${momentInWords(key.usedAt)}.`}
              </span>
              <Form action={`${AT}/passkey/remove`}>
                <input type="hidden" name="id" value={key.id} />
                <Button classes="govuk-button--warning">
                  Remove<span class="govuk-visually-hidden"> the passkey {key.name}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      ) : null}
      <p class="govuk-body">
        <Button
          href={withBack(`${AT}/passkey`, back)}
          classes={factors.app !== null || passkeys.length > 0 ? 'govuk-button--secondary' : ''}
        >
          {passkeys.length === 0 ? 'Set up a passkey' : 'Set up another passkey'}
        </Button>
      </p>
    </Section>
  );
}

function Codes({ left }: { left: number }): VNode {
  return (
    <Section title="Recovery codes">
      <p class="govuk-body">
        {left === 0
          ? 'You have no recovery codes left. Make new ones, so that a lost phone does not lock you out.'
          : `You have ${left} of 10 left, for the day on which your phone is lost.`}
      </p>
      <Form action={`${AT}/recovery-codes`}>
        <Button classes={left === 0 ? '' : 'govuk-button--secondary'}>Make new recovery codes</Button>
      </Form>
    </Section>
  );
}
