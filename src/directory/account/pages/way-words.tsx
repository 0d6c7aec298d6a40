import type { VNode } from 'preact';
import type { Way } from '../../sign-in/session.ts';
import type { Account } from '../account.ts';

/** How somebody proved who they are, in words. */
export const WAYS: Record<Way, string> = {
  password: 'Password',
  passkey: 'Passkey',
  provider: 'Your agency’s own sign-in',
  demonstration: 'Demonstration, without proof',
};

/** Which proofs the account has, and what this session rests on. */
export function SignInSteps({ account }: { account: Account }): VNode {
  const second = [
    account.hasTotp ? 'a code app' : null,
    account.passkeys > 0 ? (account.passkeys === 1 ? 'a passkey' : `${account.passkeys} passkeys`) : null,
  ].filter((one) => one !== null);
  return (
    <>
      <p class="govuk-body">
        {`This session: ${WAYS[account.way].toLowerCase()}${account.way === 'password' && account.strong ? ' and second factor' : ''}.`}
      </p>
      <p class="govuk-body">
        {second.length > 0
          ? `Your second factor: ${second.join(' and ')}. ${codesWords(account.recoveryCodes)}`
          : 'No second factor is set up here.'}
      </p>
    </>
  );
}

function codesWords(left: number): string {
  if (left === 0) return 'You have no recovery codes left: make new ones.';
  return left === 1 ? 'You have 1 recovery code left.' : `You have ${left} recovery codes left.`;
}
