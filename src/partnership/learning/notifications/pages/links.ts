import type { Crumb } from '../../../../platform/web/page.tsx';
import { NOTIFICATION } from '../../policy.ts';

/** The list of notifications. */
export const LIST = '/learning/notifications';

/** Address of one notification. */
export function notificationHref(id: string): string {
  return `${LIST}/${id}`;
}

/** Where it is said who sees a notification, and changed. */
export function accessHref(id: string): string {
  return `/access/records/${NOTIFICATION}/${id}`;
}

/** Pages above the list, and above one notification where that is given. */
export function crumbs(of?: { id: string; reference: string }): Crumb[] {
  return [
    { text: 'Home', href: '/' },
    { text: 'Learning', href: '/learning' },
    ...(of ? [{ text: 'Serious incident notifications', href: LIST }] : []),
    ...(of && of.id !== '' ? [{ text: of.reference, href: notificationHref(of.id) }] : []),
  ];
}
