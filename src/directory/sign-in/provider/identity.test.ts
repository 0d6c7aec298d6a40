import { describe, expect, test } from 'vitest';
import { addressIn, identityOf, isStrongEnough } from './identity.ts';

const who = { iss: 'https://sso.example.org/realms/staff', sub: 'f3a1' };
const entra = { oid: '0a1b-person', tid: '9f8e-tenant' };

describe('the address by which somebody is found the first time', () => {
  test('is the e-mail address that a provider like Keycloak calls verified', () => {
    const claims = { email: 'ann@example.invalid', email_verified: true, preferred_username: 'bob@example.invalid' };
    expect(addressIn(claims, null)).toEqual({ verified: 'ann@example.invalid' });
    expect(addressIn({ ...claims, email_verified: 'true' }, null)).toEqual({ verified: 'ann@example.invalid' });
  });

  test.each([false, 'false', null, 0])(
    'is none that a provider calls unverified (%s), whatever else it says',
    (said) => {
      const claims = { email: 'ann@example.invalid', email_verified: said, preferred_username: 'bob@example.invalid' };
      expect(addressIn({ ...claims, ...entra }, null)).toEqual({ unverified: 'ann@example.invalid' });
    },
  );

  test('is the user name at Entra ID, whose e-mail claim anybody may have filled', () => {
    const claims = { ...entra, email: 'somebody.else@example.invalid', preferred_username: 'ann@example.invalid' };
    expect(addressIn(claims, null)).toEqual({ verified: 'ann@example.invalid' });
    expect(addressIn({ ...entra, email: 'x@example.invalid', upn: 'ann@example.invalid' }, null)).toEqual({
      verified: 'ann@example.invalid',
    });
    expect(addressIn({ ...entra, email: 'somebody.else@example.invalid' }, null)).toEqual({ missing: true });
  });

  test('is no user name that people choose themselves, and no address of which nobody says anything', () => {
    expect(addressIn({ preferred_username: 'ann@example.invalid' }, null)).toEqual({ missing: true });
    expect(addressIn({ email: 'ann@example.invalid' }, null)).toEqual({ unverified: 'ann@example.invalid' });
  });

  test('is the claim that the operator named, and no other one', () => {
    const claims = { work_address: 'ann@example.invalid', email: 'x@example.invalid', email_verified: true };
    expect(addressIn(claims, 'work_address')).toEqual({ verified: 'ann@example.invalid' });
    expect(addressIn({ ...claims, work_address: '' }, 'work_address')).toEqual({ missing: true });
    expect(addressIn({ ...entra, email: 'ann@example.invalid' }, 'email')).toEqual({ verified: 'ann@example.invalid' });
    expect(addressIn({ email: 'ann@example.invalid', email_verified: false }, 'email')).toEqual({
      unverified: 'ann@example.invalid',
    });
  });

  test('is never anything but text', () => {
    expect(addressIn({ email: ['ann@example.invalid'], email_verified: true }, null)).toEqual({ missing: true });
  });
});

describe('who somebody is', () => {
  test('is their subject with that issuer, and at Entra ID their number in the organisation', () => {
    expect(identityOf(who, null)).toMatchObject({ issuer: who.iss, subject: 'f3a1' });
    expect(identityOf({ ...who, ...entra }, null)).toMatchObject({ subject: '0a1b-person' });
    expect(identityOf({ ...who, oid: 'without a tenant' }, null)).toMatchObject({ subject: 'f3a1' });
  });
});

test('a level of authentication is asked for only where the operator asks for one', () => {
  expect(isStrongEnough({}, { acr: [] })).toBe(true);
  expect(isStrongEnough({ acr: 'gold' }, { acr: ['silver', 'gold'] })).toBe(true);
  for (const acr of ['bronze', '', undefined, ['gold']]) expect(isStrongEnough({ acr }, { acr: ['gold'] })).toBe(false);
});
