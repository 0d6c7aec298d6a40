import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CLIENT } from './provider.ts';

/** What the forger puts into an id token, over what an honest provider would. */
export type Forgery = Record<string, unknown>;

/** A provider that says whatever a test wants it to say. */
export interface ForgingProvider {
  issuer: string;
  /** Kith's settings for it. */
  env: Record<string, string>;
  /** What the next id tokens say, besides an honest token's claims. */
  says(forgery: Forgery): void;
  /** Signs the next id tokens with a key that it does not show. */
  signsWithAnotherKey(): void;
  /** Answers at its token endpoint with this from now on. */
  answers(status: number, body: string): void;
  /** Vouches for this address from now on, and is honest again. */
  vouchesFor(email: string): void;
  /** Where it sends somebody back to, who was sent to it with this address. */
  sendsBack(address: string): URL;
  stop(): Promise<void>;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts one on this machine. */
export async function startForgingProvider(options: { site: string }): Promise<ForgingProvider> {
  const [shown, hidden] = [newKey(), newKey()];
  let key = shown;
  let forgery: Forgery = {};
  let instead: { status: number; body: string } | undefined;
  let email = 'nobody@example.invalid';
  const nonces = new Map<string, string>();

  const server = createServer((request, answer) => {
    const path = request.url ?? '';
    if (path === '/.well-known/openid-configuration') return json(answer, metadata());
    if (path === '/keys') return json(answer, { keys: [{ ...shown.publicKey.export({ format: 'jwk' }), kid: 'one' }] });
    if (path !== '/token') return void answer.writeHead(404).end();
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      if (instead)
        return void answer
          .writeHead(instead.status, {
            'content-type': instead.body.startsWith('<') ? 'text/html' : 'application/json',
          })
          .end(instead.body);
      const nonce = nonces.get(new URLSearchParams(body).get('code') ?? '');
      json(answer, { access_token: 'anything', token_type: 'bearer', id_token: idToken(nonce) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
  });
  const idToken = (nonce: string | undefined) => {
    const now = Math.floor(Date.now() / 1000);
    const honest = { iss: issuer, sub: email, aud: CLIENT.id, iat: now, exp: now + 3600, nonce };
    const claims = { ...honest, email, email_verified: true, ...forgery };
    const said = `${base64({ alg: 'RS256', kid: 'one' })}.${base64(claims)}`;
    return `${said}.${createSign('RSA-SHA256').update(said).sign(key.privateKey).toString('base64url')}`;
  };

  return {
    issuer,
    env: {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_NAME: 'Example Council',
      PUBLIC_URL: options.site,
    },
    says: (next) => {
      forgery = next;
    },
    signsWithAnotherKey: () => {
      key = hidden;
    },
    answers: (status, body) => {
      instead = { status, body };
    },
    vouchesFor: (next) => {
      email = next;
      key = shown;
      forgery = {};
      instead = undefined;
    },
    sendsBack: (address) => {
      const asked = new URL(address).searchParams;
      const code = `code-${nonces.size}`;
      nonces.set(code, asked.get('nonce') ?? '');
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function newKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function json(answer: ServerResponse, body: unknown): void {
  answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
