import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Keyring } from '../keys/keyring.ts';
import { FORM_OWNER, type TypedValues, typedValues } from './form.ts';

/**
 * What is typed must not be lost to a session that ran out while it was typed. A form that comes too late is kept, sealed,
 * under the address of its page; after the next sign-in that page opens with `kept` in its address and is filled again.
 */
const KEPT = 'kept';

/** The address under which a page's form is kept: path and query, without the word that asks for what was kept. */
export function formAddress(url: string): string {
  const [path = '/', search = ''] = (url.split('#', 1)[0] ?? '/').split('?', 2);
  const query = new URLSearchParams(search);
  query.delete(KEPT);
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The address that opens a page with what was kept for it. */
export function keptAddress(page: string): string {
  const address = formAddress(page);
  return `${address}${address.includes('?') ? '&' : '?'}${KEPT}`;
}

/** Whether an address asks for what was kept. */
export function asksForKept(url: string): boolean {
  return new URLSearchParams(url.split('?', 2)[1]).has(KEPT);
}

/** What was typed, of the fields that the form has: nothing that somebody else may have put in. */
export function typedFields(fields: readonly string[], body: unknown): TypedValues {
  return Object.fromEntries(Object.entries(typedValues(body)).filter(([name]) => fields.includes(name)));
}

/** The text in a form that says whom it was made for; nobody without the keys can make it. */
export function ownerMark(keyring: Keyring, personId: string): string {
  return keyring.derive('form-owner', personId).toString('base64url');
}

/** Whether a posted form was made for this person, in whichever of their sessions. */
export function isMadeFor(keyring: Keyring, request: FastifyRequest, personId: string): boolean {
  const body = request.body as Record<string, unknown> | null | undefined;
  return body?.[FORM_OWNER] === ownerMark(keyring, personId);
}

/** What is wrong with a form's token: null when it is the token of this session. */
export function tokenFault(app: FastifyInstance, request: FastifyRequest): Promise<Error | null> {
  return new Promise((resolve) => {
    // The plugin answers by itself; here the fault is only asked for.
    const notYet = { send: (fault: Error) => resolve(fault) } as unknown as FastifyReply;
    app.csrfProtection(request, notYet, () => resolve(null));
  });
}
