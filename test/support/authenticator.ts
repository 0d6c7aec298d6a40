import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/** What is wrong with an answer that a test makes on purpose. */
export interface Forged {
  /** The site that the browser says it stands on. */
  origin?: string;
  /** The question that the browser says it was asked. */
  challenge?: string;
  /** The count of uses that the key shows. */
  counter?: number;
  /** Nobody showed a finger, a face or a PIN. */
  unverified?: boolean;
  /** Signed with another key. */
  otherKey?: boolean;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HOLDS_KEY = 0x40;

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** A phone or a security key without its case: makes a passkey and answers for it as WebAuthn says, in a test. */
export class Authenticator {
  readonly #origin: string;
  readonly #id = randomBytes(32);
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The number of its passkey. */
  get id(): string {
    return base64url(this.#id);
  }

  /** What a browser sends back when a page asks for a new passkey with these options. */
  create(options: string, forged: Forged = {}): string {
    const { challenge } = JSON.parse(options) as { challenge: string };
    const attestation = isoCBOR.encode(
      new Map<string, string | Uint8Array | Map<string, string>>([
        ['fmt', 'none'],
        ['attStmt', new Map<string, string>()],
        ['authData', new Uint8Array(this.#data(forged, HOLDS_KEY))],
      ]),
    );
    return this.#answer({
      clientDataJSON: base64url(this.#said('webauthn.create', challenge, forged)),
      attestationObject: base64url(attestation),
      transports: ['internal'],
    });
  }

  /** What a browser sends back when a page asks for a passkey with these options. */
  get(options: string, forged: Forged = {}): string {
    const { challenge } = JSON.parse(options) as { challenge: string };
    this.#counter += 1;
    const data = this.#data(forged);
    const said = this.#said('webauthn.get', challenge, forged);
    const key: KeyObject = forged.otherKey
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
      : this.#keys.privateKey;
    return this.#answer({
      clientDataJSON: base64url(said),
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', Buffer.concat([data, sha256(said)]), key)),
    });
  }

  #answer(response: object): string {
    const { id } = this;
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }

  #said(type: string, challenge: string, forged: Forged): Buffer {
    const origin = forged.origin ?? this.#origin;
    return Buffer.from(JSON.stringify({ type, challenge: forged.challenge ?? challenge, origin, crossOrigin: false }));
  }

  /** Authenticator data (WebAuthn §6.1), with the public key when it is new. */
  #data(forged: Forged, flags = 0): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(forged.counter ?? this.#counter);
    const all = flags | PRESENT | (forged.unverified ? 0 : VERIFIED);
    const head = Buffer.concat([sha256(new URL(this.#origin).hostname), Buffer.from([all]), counter]);
    if (!(flags & HOLDS_KEY)) return head;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    return Buffer.concat([head, Buffer.alloc(16), length, this.#id, this.#publicKey()]);
  }

  #publicKey(): Uint8Array {
    const { x = '', y = '' } = this.#keys.publicKey.export({ format: 'jwk' });
    const [KTY, ALG, CRV, X, Y] = [1, 3, -1, -2, -3];
    const [EC2, ES256, P256] = [2, -7, 1];
    return isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [KTY, EC2],
        [ALG, ES256],
        [CRV, P256],
        [X, new Uint8Array(Buffer.from(x, 'base64url'))],
        [Y, new Uint8Array(Buffer.from(y, 'base64url'))],
      ]),
    );
  }
}

/** What a page tells the browser to ask of a passkey: the options in the first form that needs one. */
export function passkeyOptions(body: string): string {
  const found = /data-kith-options="([^"]+)"/.exec(body)?.[1];
  if (!found) throw new Error('The page asks for no passkey.');
  return found.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
