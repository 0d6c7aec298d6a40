import type { ProviderConfig } from '../../../config.ts';

/** What a provider says of somebody, by the names of its claims. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who somebody is in their organisation's words. */
export interface Identity {
  issuer: string;
  /** Names them there for good. */
  subject: string;
  /** The address by which Kith finds them the first time, or why there is none to go by. */
  address: Address;
}

/** An address that the provider vouches for, one that it does not, or none. */
export type Address = { verified: string } | { unverified: string } | { missing: true };

/**
 * Reads who somebody is off the provider's claims. Entra ID gives its own number for a person (`oid`), which stays when Kith
 * is registered there anew; everybody else is named by `sub`.
 */
export function identityOf(claims: Claims & { iss: string; sub: string }, emailClaim: string | null): Identity {
  const subject = isEntra(claims) ? textOf(claims, 'oid') : claims.sub;
  return { issuer: claims.iss, subject, address: addressIn(claims, emailClaim) };
}

/**
 * The one address to go by. Only one claim is ever asked: were the next one tried because nobody has the first, somebody
 * could come in by a claim that they filled themselves.
 */
export function addressIn(claims: Claims, emailClaim: string | null): Address {
  const email = textOf(claims, 'email');
  const said = claims.email_verified;
  if (emailClaim !== null) {
    const address = textOf(claims, emailClaim);
    if (address === '') return { missing: true };
    return emailClaim === 'email' && isFalse(said) ? { unverified: address } : { verified: address };
  }
  if (said !== undefined) {
    if (email === '') return { missing: true };
    return isTrue(said) ? { verified: email } : { unverified: email };
  }
  if (isEntra(claims)) {
    // Entra ID says of no address whether it is verified, and `email` can be anything there: these two end in a domain that
    // the organisation has proved to be its own.
    const name = textOf(claims, 'preferred_username') || textOf(claims, 'upn');
    return looksLikeAddress(name) ? { verified: name } : { missing: true };
  }
  return email === '' ? { missing: true } : { unverified: email };
}

/** Whether one of the levels of authentication that Kith asks for was met. */
export function isStrongEnough(claims: Claims, { acr }: Pick<ProviderConfig, 'acr'>): boolean {
  return acr.length === 0 || acr.includes(textOf(claims, 'acr'));
}

function isEntra(claims: Claims): boolean {
  return textOf(claims, 'oid') !== '' && textOf(claims, 'tid') !== '';
}

function textOf(claims: Claims, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value.trim() : '';
}

function looksLikeAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text);
}

/** Some providers send these two as text. */
const isTrue = (value: unknown) => value === true || value === 'true';
const isFalse = (value: unknown) => value === false || value === 'false';
