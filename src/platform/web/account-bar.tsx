import type { VNode } from 'preact';
import { ROLES } from '../access/index.ts';
import type { Visit } from './gate.ts';
import { Form } from './kith/form.tsx';
import { useShell } from './shell.ts';

/** Who is signed in, with the way to their account and out; for the public, the way in. */
export function AccountBar({ visit }: { visit: Visit | null }): VNode | null {
  const { path, maySignIn } = useShell();
  if (!visit) {
    if (!maySignIn) return null;
    return (
      <nav class="kith-account" aria-label="Account">
        <a
          class="kith-account__link"
          href={path === '/' || path.startsWith('/sign-in') ? '/sign-in' : `/sign-in?back=${encodeURIComponent(path)}`}
        >
          Sign in
        </a>
      </nav>
    );
  }
  const { actor, unread } = visit;
  return (
    <nav class="kith-account" aria-label="Account">
      <a class="kith-account__link" href="/account">
        {actor.name}
        <span class="kith-account__role">
          {actor.roles.map((role) => ROLES[role].name).join(', ') || 'No role today'}
        </span>
      </a>
      {unread > 0 ? (
        <a class="kith-account__link" href="/account/notices">
          {unread === 1 ? '1 notice' : `${unread} notices`}
        </a>
      ) : null}
      <Form action="/sign-out">
        <button type="submit" class="kith-account__button">
          Sign out
        </button>
      </Form>
    </nav>
  );
}
