import type { VNode } from 'preact';
import type { FormProblem } from '../../../../platform/web/form.ts';
import { Button, Input } from '../../../../platform/web/govuk/index.ts';
import { Form, PageHeading, ProblemSummary, problemAt } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { withBack } from '../../../../platform/web/safe-back.ts';
import { ACCOUNT_CRUMBS } from '../../pages/crumbs.ts';
import { QrCode } from './qr-code.tsx';

const GROUP = /.{1,4}/g;

/** `/account/second-factor/app`: the picture for the app, and the first code from it. */
export function AppPage(props: {
  /** In the letters that apps read. */
  secret: string;
  /** What the picture says. */
  address: string;
  back: string;
  problems: readonly FormProblem[];
}): VNode {
  return (
    <Page
      title="Set up an authenticator app"
      breadcrumbs={[...ACCOUNT_CRUMBS, { text: 'Second factor', href: '/account/second-factor' }]}
      hasError={props.problems.length > 0}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <ProblemSummary problems={props.problems} />
          <PageHeading title="Set up an authenticator app" />
          <ol class="govuk-list govuk-list--number">
            <li>
              Open an authenticator app on your phone. If you have none, your agency tells you which one to install.
            </li>
            <li>
              Add an account and point the phone’s camera at this picture.
              <QrCode text={props.address} title="Picture for your authenticator app" />
              Or type this key:
              <p class="govuk-body kith-key">
                {(props.secret.match(GROUP) ?? []).map((group) => (
                  <span key={group}>{group} </span>
                ))}
              </p>
            </li>
            <li>Enter the six digits that the app shows now.</li>
          </ol>
          <Form action={withBack('/account/second-factor/app', props.back)}>
            <Input
              name="code"
              label={{ text: 'Code from the app' }}
              classes="govuk-input--width-5"
              inputmode="numeric"
              autocomplete="one-time-code"
              spellcheck={false}
              errorMessage={problemAt(props.problems, 'code')}
            />
            <Button preventDoubleClick>Use this app</Button>
          </Form>
        </div>
      </div>
    </Page>
  );
}
