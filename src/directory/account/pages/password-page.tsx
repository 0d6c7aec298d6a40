import type { VNode } from 'preact';
import type { FormProblem } from '../../../platform/web/form.ts';
import { Button, PasswordInput } from '../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt } from '../../../platform/web/kith/index.ts';
import { Page } from '../../../platform/web/page.tsx';
import { ACCOUNT_CRUMBS } from './crumbs.ts';

/** Changes one's own password: `/account/password`. What was typed is never shown again. */
export function PasswordPage({ problems }: { problems: readonly FormProblem[] }): VNode {
  return (
    <Page title="Change your password" breadcrumbs={ACCOUNT_CRUMBS} hasError={problems.length > 0}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={problems} />
          <PageHeading title="Change your password" />
          <p class="govuk-body">
            At least 12 characters. Three random words work well. You need no capitals, numbers or signs, and never have
            to change it just because time has passed.
          </p>
          <Form action="/account/password">
            <PasswordInput
              id="old"
              name="old"
              label={{ text: 'Your password until now' }}
              autocomplete="current-password"
              errorMessage={problemAt(problems, 'old')}
            />
            <PasswordInput
              id="password"
              name="password"
              label={{ text: 'New password' }}
              autocomplete="new-password"
              errorMessage={problemAt(problems, 'password')}
            />
            <p class="govuk-body">Every other browser in which you are signed in is signed out.</p>
            <Button preventDoubleClick>Change password</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}

/** For somebody who has no password here to change. */
export function NoPasswordPage(): VNode {
  return (
    <Page title="Change your password" breadcrumbs={ACCOUNT_CRUMBS}>
      <PageHeading title="You have no password in Kith" />
      <p class="govuk-body">
        You sign in another way. If that is your agency’s own sign-in, change your password there.
      </p>
    </Page>
  );
}
