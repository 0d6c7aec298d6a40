import type { VNode } from 'preact';
import { Button } from '../../../../platform/web/govuk/index.ts';
import { PageHeading } from '../../../../platform/web/kith/index.ts';
import { Page } from '../../../../platform/web/page.tsx';
import { withBack } from '../../../../platform/web/safe-back.ts';
import type { NotLetIn } from '../../arrival.ts';
import { MINUTES_WITH_PROVIDER } from '../provider-sign-in.ts';

/** Shown for a blink, on the way to the provider; to be pressed where a browser does not go by itself. */
export function ToProviderPage({ name, href }: { name: string; href: string }): VNode {
  return (
    <Page title={`Going on to ${name}`}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title={`Going on to ${name}`} lede="You sign in there and come back here." />
          <p class="govuk-body">
            <Button href={href}>Go on</Button>
          </p>
        </div>
      </div>
    </Page>
  );
}

/** Out of Kith, and on the way to be signed out at the provider, too. */
export function SigningOutThereTooPage({ name, href }: { name: string; href: string }): VNode {
  return (
    <Page title="You are signed out of Kith">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title="You are signed out of Kith" lede={`Next you are signed out of ${name}, too.`} />
          <p class="govuk-body">
            <Button href={href}>Go on</Button>
          </p>
        </div>
      </div>
    </Page>
  );
}

/** Somebody whom their provider, or Kith, did not let in: what happened and what to do. */
export function NotWithProviderPage(props: { name: string; why: NotLetIn; address: string; back: string }): VNode {
  const { title, words } = wordsOf(props);
  return (
    <Page title={title}>
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <PageHeading title={title} />
          {words.map((one) => (
            <p key={one} class="govuk-body">
              {one}
            </p>
          ))}
          <p class="govuk-body">
            <Button href={withBack('/sign-in', props.back)}>Back to sign in</Button>
          </p>
        </div>
      </div>
    </Page>
  );
}

function wordsOf({ name, why, address }: { name: string; why: NotLetIn; address: string }): {
  title: string;
  words: readonly string[];
} {
  switch (why) {
    case 'provider-away':
      return {
        title: 'Your organisation’s sign-in does not answer',
        words: [
          `We could not reach ${name} just now. Try again in a minute. If you have a password or a passkey for Kith, you can use that.`,
        ],
      };
    case 'provider-refused':
      return {
        title: 'You are not signed in',
        words: [`You stopped, or ${name} did not let you in. Nothing was changed. Try again when you are ready.`],
      };
    case 'too-weak':
      return {
        title: 'Your organisation must ask for more',
        words: [
          `${capital(name)} did not confirm that you proved who you are as strongly as Kith asks for, usually with a second factor.`,
          'Ask whoever looks after your organisation’s accounts how to set one up, then sign in again.',
        ],
      };
    case 'address-not-verified':
      return {
        title: 'Your email address is not confirmed',
        words: [
          `${capital(name)} says that nobody has confirmed yet that the address ${address} is yours.`,
          'Confirm it there, or ask whoever looks after your organisation’s accounts, then sign in again.',
        ],
      };
    case 'no-address':
      return {
        title: 'We could not see who you are',
        words: [
          `${capital(name)} let you in but did not tell Kith your email address, so we can’t find your account.`,
          'Tell an administrator of Kith: they can put this right.',
        ],
      };
    case 'other-account':
      return {
        title: 'This is not the account that opens Kith',
        words: [
          `Kith knows the address ${address} with another account. Sign in to ${name} with the one that you used before.`,
          'If you no longer have it, ask an administrator of Kith.',
        ],
      };
    case 'provider-misfit':
      return {
        title: 'We could not finish signing you in',
        words: [
          `A sign-in works once, within ${MINUTES_WITH_PROVIDER} minutes, and in the browser in which it was begun. Start again.`,
          'If it happens again, tell an administrator of Kith.',
        ],
      };
    default:
      return {
        title: 'Nobody with this account works with Kith',
        words: [
          `You signed in to ${name}${address === '' ? '' : ` as ${address}`}, and nobody with that account works with Kith.`,
          'Ask your agency’s assurance lead, or an administrator of Kith, to add you with that address.',
        ],
      };
  }
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
