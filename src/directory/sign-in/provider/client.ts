import * as oidc from 'openid-client';
import type { ProviderConfig } from '../../../config.ts';
import { type Claims, type Identity, identityOf, isStrongEnough } from './identity.ts';
import { faultOf, ProviderFault } from './provider-fault.ts';

/** What Kith keeps while somebody is with their provider. */
export interface Asked {
  state: string;
  nonce: string;
  /** Proves at the end that the one who began is the one who comes back (PKCE). */
  verifier: string;
  /** Where the provider sends them back to. */
  redirectUri: string;
  /** When they were sent there. */
  at: Date;
}

/** Somebody for whom the provider vouches. */
export interface Vouched {
  identity: Identity;
  /** What the provider wants to see again at sign-out. */
  idToken: string;
}

/** An organisation with whose accounts people sign in. Every fault of its is thrown as ProviderFault. */
export interface ProviderClient {
  /** Begins a sign-in: where to send the browser, and what to keep meanwhile. */
  begin: (redirectUri: string) => Promise<{ href: string; asked: Asked }>;
  /** Finishes it with the address to which the provider sent the browser back. */
  finish: (asked: Asked, cameBackTo: URL) => Promise<Vouched>;
  /** Where to send the browser so that it is signed out there, too; null where the provider has no such page. */
  signOutHref: (idToken: string, backTo: string) => Promise<string | null>;
}

/** Seconds after which a provider that says nothing counts as away. */
const PATIENCE = 5;
/** What a provider says of itself is asked again after so long: addresses move, keys are looked up by themselves. */
const REMEMBERED_FOR = 3_600_000;

/** Opens nothing yet: the provider is asked for what it is when the first person wants in, and again while it is away. */
export function providerClient(settings: ProviderConfig, now: () => Date): ProviderClient {
  let known: { config: oidc.Configuration; at: number } | undefined;
  let asking: Promise<oidc.Configuration> | undefined;

  const discover = async () => {
    const issuer = new URL(settings.issuer);
    const secret = oidc.ClientSecretPost(settings.clientSecret);
    const plain = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : [];
    const config = await oidc.discovery(issuer, settings.clientId, {}, secret, {
      timeout: PATIENCE,
      // The signature of what the provider says of a person is checked, not only from whom it came.
      execute: [...plain, oidc.enableNonRepudiationChecks],
    });
    known = { config, at: now().getTime() };
    return config;
  };

  const ready = async () => {
    const fresh = known && Math.abs(now().getTime() - known.at) < REMEMBERED_FOR;
    if (known && fresh) return known.config;
    asking ??= discover().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  const safely = async <T>(work: (config: oidc.Configuration) => Promise<T> | T): Promise<T> => {
    try {
      return await work(await ready());
    } catch (error) {
      throw faultOf(error);
    }
  };

  return {
    begin: (redirectUri) =>
      safely(async (config) => {
        const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
        const href = oidc.buildAuthorizationUrl(config, {
          ...{ redirect_uri: redirectUri, scope: 'openid email profile', state, nonce },
          ...(settings.acr.length > 0 ? { acr_values: settings.acr.join(' ') } : {}),
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        }).href;
        return { href, asked: { state, nonce, verifier, redirectUri, at: now() } };
      }),

    finish: (asked, cameBackTo) =>
      safely(async (config) => {
        const { clockSkew } = settings;
        Object.assign(config, {
          [oidc.clockTolerance]: clockSkew,
          // Kith goes by the clock that it is given.
          [oidc.clockSkew]: Math.round((now().getTime() - Date.now()) / 1000),
        });
        const tokens = await oidc.authorizationCodeGrant(config, cameBackTo, {
          expectedState: asked.state,
          expectedNonce: asked.nonce,
          pkceCodeVerifier: asked.verifier,
          idTokenExpected: true,
        });
        const said = tokens.claims();
        if (!said || !tokens.id_token) throw new ProviderFault('misfit', 'no id token came');
        refuseOtherTimes(said.iat, asked.at, now(), clockSkew);
        if (!isStrongEnough(said, settings)) throw new ProviderFault('too-weak', 'another acr than was asked for');
        const claims = await withAddress(config, said, tokens.access_token, settings.emailClaim);
        return { identity: identityOf(claims, settings.emailClaim), idToken: tokens.id_token };
      }),

    signOutHref: (idToken, backTo) =>
      safely((config) => {
        if (!config.serverMetadata().end_session_endpoint) return null;
        return oidc.buildEndSessionUrl(config, { id_token_hint: idToken, post_logout_redirect_uri: backTo }).href;
      }),
  };
}

/**
 * What was said of a person must have been said between their being sent away and their coming back. The library looks only
 * at when it runs out, which lets a provider's clock be wrong by an hour.
 */
function refuseOtherTimes(issued: number, from: Date, until: Date, skew: number): void {
  const tooOld = issued < from.getTime() / 1000 - skew - 1;
  if (tooOld || issued > until.getTime() / 1000 + skew) {
    throw new ProviderFault('misfit', `the provider's clock and this one differ by more than ${skew} seconds`);
  }
}

/** Providers that keep to the letter of the specification tell an address only when they are asked for it separately. */
async function withAddress(
  config: oidc.Configuration,
  said: oidc.IDToken,
  accessToken: string,
  emailClaim: string | null,
): Promise<Claims & { iss: string; sub: string }> {
  const told = [emailClaim ?? 'email', 'preferred_username', 'upn'].some((name) => said[name] !== undefined);
  if (told || !config.serverMetadata().userinfo_endpoint) return said;
  return { ...(await oidc.fetchUserInfo(config, accessToken, said.sub)), ...said };
}
