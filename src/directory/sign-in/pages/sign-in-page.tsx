import type { VNode } from 'preact';
import { ROLES } from '../../../platform/access/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, Details, Input, InsetText, PasswordInput } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt, Section } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { withBack } from '../../../platform/web/safe-back.ts';
import { useShell } from '../../../platform/web/shell.ts';
import { PasskeyForm } from '../../account/second-factor/pages/passkey-form.tsx';
import type { Invented } from '../demonstration.ts';

/** What the page of signing in shows. */
export interface SignInView {
  /** Where to go on afterwards. */
  back: string;
  /** What was typed as address. */
  email: string;
  problems: readonly FormProblem[];
  /** Why they have to sign in again; null when they come by themselves. */
  signedOut: string | null;
  /** What the browser must be told to ask for a passkey. */
  passkeyOptions: string;
  /** The organisation with whose accounts people sign in; null when there is none. */
  provider: { name: string } | null;
  /** Invented people of the demonstration; empty anywhere else. */
  invented: readonly Invented[];
}

/** `/sign-in`: every way in, the likeliest first. */
export function SignInPage(view: SignInView): VNode {
  return (
    <Page title="Sign in" hasError={view.problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={view.problems} />
          <PageHeading title="Sign in" lede="For people who work in the partnership’s arrangements." />
          <WhyHere signedOut={view.signedOut} />
          {view.invented.length > 0 ? <AsSomebodyInvented view={view} /> : null}
          {view.provider ? (
            <Section title="Your organisation’s account">
              <Form action={withBack('/sign-in/provider', view.back)}>
                <Button preventDoubleClick>Sign in with {view.provider.name}</Button>
              </Form>
            </Section>
          ) : null}
          <WithPassword view={view} />
          <Section title="Sign in with a passkey">
            <p class="govuk-body">
              Use your fingerprint, your face or the lock of your phone or computer, if you set up a passkey before.
            </p>
            <PasskeyForm
              action={withBack('/sign-in/passkey', view.back)}
              way="get"
              options={view.passkeyOptions}
              button="Use a passkey"
              failed="Your browser gave no passkey for Kith. Try again, or use your password."
            />
          </Section>
        </div>
      </div>
    </Page>
  );
}

/** For somebody who did not come here by themselves, or who is in already. */
function WhyHere({ signedOut }: { signedOut: string | null }): VNode | null {
  const { visit } = useShell();
  if (visit) {
    return (
      <InsetText>
        You are signed in as {visit.actor.name}. When you sign in again, this ends and a new session begins.
      </InsetText>
    );
  }
  return signedOut === null ? null : <InsetText>{signedOut}</InsetText>;
}

function WithPassword({ view }: { view: SignInView }): VNode {
  const { email, problems } = view;
  return (
    <Section title="E-mail address and password">
      <Form action={withBack('/sign-in', view.back)}>
        <Input
          name="email"
          type="email"
          autocomplete="username"
          spellcheck={false}
          autocapitalize="none"
          label={{ text: 'E-mail address' }}
          hint={{ text: 'The one to which your invitation was sent' }}
          value={email}
          errorMessage={problemAt(problems, 'email')}
        />
        <PasswordInput name="password" label={{ text: 'Password' }} errorMessage={problemAt(problems, 'password')} />
        <Button preventDoubleClick>Sign in</Button>
      </Form>
      <Details summaryText="Forgotten your password?">
        <p class="govuk-body">
          Ask your agency’s assurance lead or an administrator of Kith. They send you a link with which you choose a new
          one. They can also unlock your account.
        </p>
      </Details>
    </Section>
  );
}

/** The first of each role, then the same roles elsewhere. */
function AsSomebodyInvented({ view }: { view: SignInView }): VNode {
  const { invented } = view;
  const first = invented.filter((one, at) => invented.findIndex(({ role }) => role === one.role) === at);
  const others = invented.filter((one) => !first.includes(one));
  return (
    <Section title="Look around as somebody invented" note="This is the demonstration: no password is asked for.">
      <Form action={withBack('/sign-in/as', view.back)}>
        <InventedList people={first} />
        {others.length > 0 ? (
          <Details summaryText="People of other agencies">
            <InventedList people={others} />
          </Details>
        ) : null}
      </Form>
    </Section>
  );
}

function InventedList({ people }: { people: readonly Invented[] }): VNode {
  return (
    <ul class="kith-people">
      {people.map((one) => (
        <li key={one.id}>
          <button type="submit" name="person" value={one.id} class="kith-people__choice">
            <span class="kith-people__role">{ROLES[one.role].name}</span> <span>{one.name}</span>{' '}
            <span class="kith-people__agency">{one.agencyName}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
