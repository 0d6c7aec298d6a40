import type { VNode } from 'preact';
import type { FormProblem } from '../../../../platform/web/form.ts';
import { Input } from '../../../../platform/web/govuk/index.ts';
import { PageHeading, ProblemSummary, problemAt } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { withBack } from '../../../../platform/web/safe-back.ts';
import { ACCOUNT_CRUMBS } from '../../pages/crumbs.ts';
import { PasskeyForm } from './passkey-form.tsx';

/** `/account/second-factor/passkey`: a name, and then the browser asks for finger, face or PIN. */
export function PasskeyPage(props: {
  /** What the browser must be told to make one. */
  options: string;
  name: string;
  back: string;
  problems: readonly FormProblem[];
}): VNode {
  return (
    <Page
      title="Set up a passkey"
      breadcrumbs={[...ACCOUNT_CRUMBS, { text: 'Second factor', href: '/account/second-factor' }]}
      hasError={props.problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading
            title="Set up a passkey"
            lede="Your browser asks for your fingerprint, face or PIN and keeps a key that works with this Kith alone."
          />
          <PasskeyForm
            action={withBack('/account/second-factor/passkey', props.back)}
            way="create"
            options={props.options}
            button="Set up this device"
            failed="No passkey was made. Perhaps this device has one for Kith already, or it took too long: try again."
          >
            <Input
              name="name"
              label={{ text: 'Name of the passkey' }}
              hint={{ text: 'So that you know it again, for example “Work phone”' }}
              classes="govuk-input--width-20"
              value={props.name}
              errorMessage={problemAt(props.problems, 'name')}
            />
          </PasskeyForm>
          <p class="govuk-body">
            No luck?{' '}
            <a class="govuk-link" href={withBack('/account/second-factor/app', props.back)}>
              Set up an authenticator app
            </a>{' '}
            instead.
          </p>
        </div>
      </div>
    </Page>
  );
}
