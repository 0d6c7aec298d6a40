import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** What Kith is called at the provider. */
export const CLIENT = { id: 'kith', secret: 'an invented secret of a test' };

/** Claims of the people at a provider, by the name under which they sign in there. */
export type Staff = Record<string, Record<string, string | boolean>>;

/** A real provider of OpenID Connect on this machine. */
export interface TestProvider {
  issuer: string;
  /** Kith's settings for it. */
  env: Record<string, string>;
  /** Registers the place where Kith is, which may be known only after Kith was told of the provider. */
  knows(site: string): void;
  /** Answers from now on, at the same address. */
  start(): Promise<void>;
  /** Answers no more. */
  stop(): Promise<void>;
}

/** Starts one. Whatever somebody signs in with there is taken, as long as it is one of `staff`. `host` leads to this machine. */
export async function startProvider(staff: Staff, host = '127.0.0.1'): Promise<TestProvider> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const listener: RequestListener = (request, response) => answer(request, response);
  let server = createServer(listener);
  const port = await listenAt(server, 0);
  const issuer = `http://${host}:${port}`;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Example Council',
    },
    knows: (site) => {
      answer = quietly(() => makeProvider(issuer, site, staff)).callback();
    },
    start: async () => {
      server = createServer(listener);
      await listenAt(server, port);
    },
    stop,
  };
}

function makeProvider(issuer: string, site: string, staff: Staff): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const named = [...new Set(Object.values(staff).flatMap((claims) => Object.keys(claims)))];
  return new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${site}/sign-in/provider/back`],
        post_logout_redirect_uris: [`${site}/signed-out`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub', 'acr'], email: named, profile: ['name'] },
    // As Entra ID and Keycloak do: what is known of a person stands in the id token.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_ctx, id) => {
      const claims = staff[id];
      return claims && { accountId: id, claims: () => ({ sub: id, ...claims }) };
    },
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true, logoutSource } },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 3600, AuthorizationCode: 60 },
  });
}

/** Its page of signing out, with a button for whoever uses a real browser. */
async function logoutSource(ctx: { body: unknown }, form: string): Promise<void> {
  const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
  ctx.body = `<!DOCTYPE html><html lang="en"><title>Sign out</title><body>${form}${button}</body></html>`;
}

/** The provider warns of every setting that is fit for a test only. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console;
  Object.assign(console, { warn: () => {}, info: () => {} });
  try {
    return work();
  } finally {
    Object.assign(console, { warn, info });
  }
}

async function listenAt(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** A browser at the provider: it keeps the provider's cookies, follows its redirects and presses its buttons. */
export class AtProvider {
  readonly #issuer: string;
  readonly #cookies = new Map<string, string>();

  constructor(issuer: string) {
    this.#issuer = issuer;
  }

  /** Signs in there and agrees, as one of the staff. Returns the address to which the provider sends them back. */
  async signsIn(address: string, who: string): Promise<URL> {
    return this.#until(address, (page) => {
      const asked = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? '';
      return { prompt: asked, ...(asked === 'login' ? { login: who, password: 'anything' } : {}) };
    });
  }

  /** Presses "cancel" there. */
  async stops(address: string): Promise<URL> {
    const page = await this.#ask(address);
    const cancel = /href="([^"]+\/abort)"/.exec(page.body)?.[1];
    if (!cancel) throw new Error(`The provider shows no way out: ${page.body.slice(0, 300)}`);
    const gone = await this.#ask(new URL(cancel, this.#issuer).href);
    if (!gone.away) throw new Error('The provider kept them.');
    return gone.away;
  }

  /** Agrees to be signed out there. */
  async signsOut(address: string): Promise<URL> {
    return this.#until(address, (page) => ({ xsrf: /name="xsrf" value="(\w+)"/.exec(page)?.[1] ?? '', logout: 'yes' }));
  }

  /** Whether it would ask for a password now. */
  async asksAnew(address: string): Promise<boolean> {
    const page = await this.#ask(address);
    return /name="prompt" value="login"/.test(page.body);
  }

  async #until(address: string, fill: (page: string) => Record<string, string>): Promise<URL> {
    let next = await this.#ask(address);
    for (let turn = 0; turn < 10; turn += 1) {
      if (next.away) return next.away;
      const form = /<form[^>]* action="([^"]+)"/.exec(next.body)?.[1];
      if (!form) throw new Error(`The provider shows no form: ${next.body.slice(0, 500)}`);
      next = await this.#ask(new URL(form, this.#issuer).href, new URLSearchParams(fill(next.body)));
    }
    throw new Error('The provider goes round in circles.');
  }

  /** Follows redirects within the provider; `away` is the first address elsewhere. */
  async #ask(address: string, form?: URLSearchParams): Promise<{ body: string; away?: URL }> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, {
      ...(form ? { method: 'POST', body: form } : {}),
      headers: { cookie },
      redirect: 'manual',
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const body = await answer.text();
    const to = answer.headers.get('location');
    if (!to) return { body };
    const next = new URL(to, address);
    return next.origin === new URL(this.#issuer).origin ? this.#ask(next.href) : { body, away: next };
  }
}
