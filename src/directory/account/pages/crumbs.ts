import type { Crumb } from '../../../platform/web/page.tsx';

/** The way back from a page of one's own account. */
export const ACCOUNT_CRUMBS: readonly Crumb[] = [
  { text: 'Home', href: '/' },
  { text: 'Your account', href: '/account' },
];
