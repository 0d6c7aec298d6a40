import type { VNode } from 'preact';
import { Button, WarningText } from '../../../../platform/web/govuk/index.ts';
import { Form, PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { withBack } from '../../../../platform/web/safe-back.ts';
import { ACCOUNT_CRUMBS } from '../../pages/crumbs.ts';

const AT = '/account/second-factor/recovery-codes';

/** `/account/second-factor/recovery-codes`: new codes, until their owner says that they have them. */
export function RecoveryCodesPage(props: {
  /** Null when there are none to show. */
  codes: readonly string[] | null;
  /** How many still work. */
  left: number;
  back: string;
}): VNode {
  return (
    <Page
      title="Recovery codes"
      breadcrumbs={[...ACCOUNT_CRUMBS, { text: 'Second factor', href: '/account/second-factor' }]}
    >
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading
            title="Recovery codes"
            lede="For the day on which your phone is lost or broken: each of them lets you in once, after your password."
          />
          {props.codes ? <NewCodes codes={props.codes} back={props.back} /> : <NotShown left={props.left} />}
        </div>
      </div>
    </Page>
  );
}

function NewCodes({ codes, back }: { codes: readonly string[]; back: string }): VNode {
  return (
    <>
      <WarningText>Print them or write them down now. Once you go on, nobody can show them again.</WarningText>
      <ul class="kith-codes" aria-label="Your recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p class="govuk-body">
        Keep them where you keep things of value, not beside your phone and not in your mail. Codes that were made
        before work no more.
      </p>
      <Form action={withBack(`${AT}/kept`, back)}>
        <Button preventDoubleClick>I have kept them: go on</Button>
      </Form>
    </>
  );
}

function NotShown({ left }: { left: number }): VNode {
  return (
    <>
      <p class="govuk-body">
        {left === 0 ? 'You have none left.' : `You have ${left} left.`} Codes are shown only when they are made. New
        ones replace all that you have.
      </p>
      <Form action={AT}>
        <Button>Make new recovery codes</Button>
      </Form>
    </>
  );
}
