import type { VNode } from 'preact';
import { InsetText } from '../govuk/index.ts';

/** Stands above a record that is kept from somebody: to whom its reader must not pass it on. */
export function DoNotPassOn({ to }: { to: readonly string[] }): VNode | null {
  if (to.length === 0) return null;
  return (
    <InsetText>
      <strong>Do not pass this on to:</strong> {to.join(', ')}. It is kept from them.
    </InsetText>
  );
}
