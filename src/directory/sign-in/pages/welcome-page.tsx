import type { VNode } from 'preact';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, PasswordInput } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';

/** `/welcome/…`: whoever was sent the link chooses a password. */
export function WelcomePage(props: {
  name: string;
  email: string;
  link: string;
  problems: readonly FormProblem[];
}): VNode {
  return (
    <Page title="Choose a password" hasError={props.problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading
            title="Choose a password"
            lede={`Welcome to Kith, ${props.name}. Only you will know this password.`}
          />
          <Form action={`/welcome/${props.link}`}>
            {/* Password managers remember both together. */}
            <input type="text" name="username" value={props.email} autocomplete="username" hidden disabled />
            <PasswordInput
              name="password"
              autocomplete="new-password"
              label={{ text: 'Password' }}
              hint={{
                text: 'At least 12 characters, of any kind; spaces count. Three random words work well. Not one that you use elsewhere.',
              }}
              errorMessage={problemAt(props.problems, 'password')}
            />
            <Button preventDoubleClick>Go on</Button>
          </Form>
          <p class="govuk-body">
            You sign in with this password and the address <span class="kith-break">{props.email}</span>.
          </p>
        </div>
      </div>
    </Page>
  );
}

/** A link that was never made, was used, is out of date, or belongs to somebody who left or whose first day is ahead: one page for all. */
export function LinkOverPage(): VNode {
  return (
    <Page title="This link does not work">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title="This link does not work" />
          <p class="govuk-body">
            Links to choose a password work once, for seven days, and only the newest one works. None works before your
            first day with Kith. Check that you opened the whole link.
          </p>
          <p class="govuk-body">
            If you chose your password already,{' '}
            <a class="govuk-link" href="/sign-in">
              sign in
            </a>
            . Otherwise ask your agency’s assurance lead or an administrator of Kith for a new link.
          </p>
        </div>
      </div>
    </Page>
  );
}

/** `/signed-out`. */
export function SignedOutPage(): VNode {
  return (
    <Page title="You are signed out">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title="You are signed out" lede="On a computer that others use, close the browser now." />
          <p class="govuk-body">
            <a class="govuk-link" href="/sign-in">
              Sign in again
            </a>
          </p>
        </div>
      </div>
    </Page>
  );
}
