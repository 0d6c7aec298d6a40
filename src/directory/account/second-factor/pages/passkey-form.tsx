import type { ComponentChildren, VNode } from 'preact';
import { Button } from '../../../../platform/web/govuk/index.ts';
import { Form } from '../../../../platform/web/kith/index.ts';

/**
 * A form that a passkey answers. The browser's own script asks for it (`platform/web/client/passkey.ts`), so it is hidden until
 * that script runs in a browser that knows passkeys; without it a line says why there is nothing.
 */
export function PasskeyForm(props: {
  action: string;
  /** Whether a passkey is made or used. */
  way: 'create' | 'get';
  /** What the browser must be told, as JSON. */
  options: string;
  button: string;
  /** What to say when the browser comes back without an answer. */
  failed: string;
  /** Further fields. */
  children?: ComponentChildren;
}): VNode {
  return (
    <>
      <Form action={props.action}>
        <div
          hidden
          data-kith-passkey={props.way}
          data-kith-options={props.options}
          data-kith-failed={props.failed}
          data-needs-script
        >
          <p class="govuk-error-message" role="alert" data-kith-said hidden></p>
          {props.children}
          <input type="hidden" name="answer" value="" />
          <Button classes="govuk-button--secondary">{props.button}</Button>
        </div>
      </Form>
      <noscript>
        <p class="govuk-body">To use a passkey, switch script on in this browser.</p>
      </noscript>
    </>
  );
}
