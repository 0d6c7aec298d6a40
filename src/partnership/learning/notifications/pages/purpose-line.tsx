import type { VNode } from 'preact';
import { type Action, PURPOSES, type Purpose } from '../../../../platform/access/index.ts';
import { NOTIFICATION } from '../../policy.ts';

/** For what somebody reads, and where they say that it is for something else. */
export function PurposeLine(props: { purpose: Purpose | null; action: Action; back: string }): VNode | null {
  if (props.purpose === null) return null;
  const query = new URLSearchParams({ kind: NOTIFICATION, action: props.action, back: props.back });
  return (
    <p class="govuk-body kith-quiet">
      You are reading this for: {PURPOSES[props.purpose].toLowerCase()}.{' '}
      <a class="govuk-link" href={`/account/purpose?${query}`}>
        Change what you need it for
      </a>
    </p>
  );
}
