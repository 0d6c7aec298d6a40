import { dropStraySigns } from './stray-signs.ts';

/** An address that no page has: what can't be an address of Kith is sent there, and answered like any unknown one. */
const NOWHERE = '/not-an-address';
/** Longest part of a path. The router answers a longer one before any page or security header is made. */
const LONGEST_PART = 200;

/**
 * The address of a request as the router is to see it: a path of this host. Some programs send the whole address, host and
 * all; the host is whatever they say it is, so it is dropped.
 */
export function addressOfRequest(sent: string): string {
  const url = sent.replace(/^https?:\/\/[^/?#]*/i, '');
  const path = url.split(/[?#]/, 1)[0] ?? '';
  if (!path.startsWith('/')) return NOWHERE;
  try {
    const parts = path.split('/').map(decodeURIComponent);
    return parts.some((part) => part.length > LONGEST_PART || dropStraySigns(part) !== part) ? NOWHERE : url;
  } catch {
    return NOWHERE;
  }
}

/** A file name that can stand in a header as it is: letters, digits, dots, hyphens, underlines and spaces. */
export function headerFileName(name: string): string {
  return name.normalize('NFKD').replace(/[^A-Za-z0-9._ -]/g, '');
}
