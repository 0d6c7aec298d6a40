import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Over TLS, a name that no other host and no plain connection can set. */
function cookieName(secure: boolean): string {
  return secure ? '__Host-kith-provider' : 'kith-provider';
}

/**
 * What tells one browser from another while its people are with their provider: what one began, no other can finish. Lax, not
 * strict, because the browser comes back from another site. A browser keeps its mark, so that two tabs may sign in at once.
 */
export function markBrowser(request: FastifyRequest, reply: FastifyReply): string {
  const { secure } = reply.server.kithServer;
  const held = browserMark(request);
  const mark = held === '' ? randomBytes(32).toString('base64url') : held;
  reply.setCookie(cookieName(secure), mark, { path: '/', httpOnly: true, sameSite: 'lax', secure });
  return mark;
}

/** The mark that the browser sent; empty when it sent none that Kith could have made. */
export function browserMark(request: FastifyRequest): string {
  const mark = request.cookies[cookieName(request.server.kithServer.secure)] ?? '';
  return /^[\w-]{43}$/.test(mark) ? mark : '';
}

/** Takes the mark from the browser. */
export function clearBrowserMark(reply: FastifyReply): void {
  const { secure } = reply.server.kithServer;
  reply.clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
}
