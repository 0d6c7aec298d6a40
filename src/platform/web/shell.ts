import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { NavItem } from '../module.ts';
import type { Visit } from './gate.ts';

/** What surrounds every page of one answer: set by the web layer, read by the layout and by forms. */
export interface Shell {
  /** Path of the page being shown, without its query. */
  path: string;
  /** Nonce of this answer for the one inline script. */
  nonce: string;
  /** Main navigation, in the order of `modules.ts`. */
  nav: readonly NavItem[];
  /** Name of the partnership whose installation this is. */
  partnershipName: string;
  /** True when the records shown are the shipped demonstration. */
  demonstration: boolean;
  stylesheet: string;
  script: string;
  icon: string;
  /** Address of a font to fetch early, or null. */
  preloadFont: string | null;
  /** The moment of the answer. */
  now: Date;
  /** Who is signed in; null for the public. */
  visit: Visit | null;
  /** Whether there is a page on which to sign in. */
  maySignIn: boolean;
  /** The token that every form sends back. */
  csrfToken: () => string;
  /** Whom a form is made for, so that nobody is ever shown what another person typed; null for the public. */
  formOwner: string | null;
}

/** Carries the shell down to the layout, so that pages stay functions of their own view model. */
export const ShellContext = createContext<Shell | null>(null);

/** The shell of the page being rendered. Throws when a page is rendered outside the web layer without one. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('A page was rendered without its shell: use renderPage.');
  return shell;
}
