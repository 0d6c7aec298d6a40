import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { PlainError } from '../plain-error.ts';
import { chainCode } from './chain-code.ts';

const secret = z.strictObject({ id: z.string().min(1), secret: z.base64().min(40), made: z.iso.datetime() });
const signing = z.strictObject({ id: z.string().min(1), privateKey: z.string().min(1), made: z.iso.datetime() });
const shape = z.strictObject({
  ledger: z.array(secret).min(1),
  sealing: z.array(secret).min(1),
  signing: z.array(signing).min(1),
});
type KeyFile = z.infer<typeof shape>;

/**
 * The keys that must not stand in the database: one to write the ledger's chain, one to seal what nobody may read there
 * (second factors, kept forms), one to sign checkpoints. Older keys stay, so that what they wrote can still be checked.
 */
export interface Keyring {
  /** Number of the key that writes the ledger now. */
  readonly ledgerKeyId: string;
  /** Keys of the ledger, old ones too. */
  readonly ledgerKeyIds: readonly string[];
  /** HMAC-SHA256 over the parts in order; undefined when no key of that number is held. */
  mac(keyId: string, ...parts: readonly (string | Uint8Array)[]): Buffer | undefined;
  /** HMAC-SHA256 with a key derived for one use, for tokens and checksums of addresses. */
  derive(use: string, text: string): Buffer;
  /** Encrypts with AES-256-GCM; `about` must be the same when it is opened. */
  seal(plain: Uint8Array | string, about: string): Buffer;
  /** Throws PlainError when it was sealed with another key or about something else. */
  open(sealed: Uint8Array, about: string): Buffer;
  /** Signs with Ed25519 and says with which key. */
  sign(data: Uint8Array): { keyId: string; signature: Buffer };
  /** Whether the signature is of that key and data; false for an unknown key. */
  verify(keyId: string, data: Uint8Array, signature: Uint8Array): boolean;
  /** The public half of a signing key as PEM, for whoever keeps checkpoints elsewhere. */
  publicKey(keyId: string): string | undefined;
}

function newSecret(): KeyFile['ledger'][number] {
  return {
    id: randomBytes(4).toString('hex'),
    secret: randomBytes(32).toString('base64'),
    made: new Date().toISOString(),
  };
}

function newSigning(): KeyFile['signing'][number] {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    id: randomBytes(4).toString('hex'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    made: new Date().toISOString(),
  };
}

/** A ring of new keys that is kept nowhere. */
export function newKeyring(): Keyring {
  return keyringOf({ ledger: [newSecret()], sealing: [newSecret()], signing: [newSigning()] });
}

/** Reads the keys, making them when there is no such file. Throws PlainError when it can't be understood. */
export async function openKeyring(file: string): Promise<Keyring> {
  return keyringOf((await readKeys(file)) ?? (await makeKeys(file)));
}

/** Adds a new key of each sort, which is used from then on. Returns the ring. Run while no server uses the file. */
export async function rotateKeys(file: string): Promise<Keyring> {
  const held = await readKeys(file);
  if (!held) throw new PlainError(`There are no keys in ${file}: start Kith once, and it makes them.`);
  const next: KeyFile = {
    ledger: [...held.ledger, newSecret()],
    sealing: [...held.sealing, newSecret()],
    signing: [...held.signing, newSigning()],
  };
  const mine = `${file}.new-${process.pid}`;
  await writeFile(mine, `${JSON.stringify(next, null, 1)}\n`, { mode: 0o600, flush: true });
  await rename(mine, file);
  return keyringOf(next);
}

/** One key as it may be shown: never its secret. */
export interface KeyFacts {
  use: 'ledger' | 'sealing' | 'signing';
  id: string;
  made: Date;
  /** Whether it is the one in use now; older ones only read. */
  current: boolean;
  /** As PEM; only signing keys have a public half. */
  publicKey: string | null;
}

/** What may be said of the keys in a file. Throws PlainError when there is no such file or it can't be understood. */
export async function describeKeys(file: string): Promise<KeyFacts[]> {
  const held = await readKeys(file);
  if (!held) throw new PlainError(`There are no keys in ${file}: start Kith once, and it makes them.`);
  const facts = (
    use: KeyFacts['use'],
    keys: readonly { id: string; made: string; privateKey?: string }[],
  ): KeyFacts[] =>
    keys.map(({ id, made, privateKey }, index) => ({
      ...{ use, id, made: new Date(made), current: index === keys.length - 1 },
      publicKey: privateKey === undefined ? null : publicHalf(createPrivateKey(privateKey)),
    }));
  return [...facts('ledger', held.ledger), ...facts('sealing', held.sealing), ...facts('signing', held.signing)];
}

function publicHalf(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

async function readKeys(file: string): Promise<KeyFile | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new PlainError(`The keys in ${file} can’t be read (${error.code}): let Kith’s user read that file.`, {
      cause: error,
    });
  });
  if (text === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw new PlainError(
      `The keys in ${file} are damaged: put a whole copy of the file back. Without it the ledger can’t be checked and second factors can’t be used.`,
      { cause: error },
    );
  }
}

async function makeKeys(file: string): Promise<KeyFile> {
  const made: KeyFile = { ledger: [newSecret()], sealing: [newSecret()], signing: [newSigning()] };
  const mine = `${file}.new-${process.pid}`;
  await writeFile(mine, `${JSON.stringify(made, null, 1)}\n`, { mode: 0o600, flush: true });
  try {
    await link(mine, file);
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return (await readKeys(file)) ?? made;
  } finally {
    await rm(mine, { force: true });
  }
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ID_BYTES = 8;

function keyringOf(keys: KeyFile): Keyring {
  const ledger = new Map(keys.ledger.map((one) => [one.id, chainCode(Buffer.from(one.secret, 'base64'))]));
  const sealing = new Map(keys.sealing.map((one) => [one.id, Buffer.from(one.secret, 'base64')]));
  const signingKeys = new Map<string, KeyObject>(keys.signing.map((one) => [one.id, createPrivateKey(one.privateKey)]));
  const newest = (list: readonly { id: string }[]) => list.at(-1)?.id ?? '';
  const ledgerKeyId = newest(keys.ledger);
  const sealingKeyId = newest(keys.sealing);
  const signingKeyId = newest(keys.signing);
  // Derived from the first key, so that a rotation does not orphan what is stored under it.
  const derivation = createSecretKey(keys.sealing[0]?.secret ?? '', 'base64');
  return {
    ledgerKeyId,
    ledgerKeyIds: [...ledger.keys()],
    mac: (keyId, ...parts) => ledger.get(keyId)?.(parts),
    derive: (use, text) => createHmac('sha256', derivation).update(`${use}\0${text}`).digest(),
    seal: (plain, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, sealing.get(sealingKeyId) ?? Buffer.alloc(0), iv);
      cipher.setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([Buffer.from(sealingKeyId, 'latin1'), iv, cipher.getAuthTag(), body]);
    },
    open: (sealed, about) => {
      const bytes = Buffer.from(sealed);
      const key = sealing.get(bytes.subarray(0, ID_BYTES).toString('latin1'));
      if (!key)
        throw new PlainError('This was sealed with a key that Kith no longer holds: put the old keys file back.');
      const start = ID_BYTES + IV_BYTES + TAG_BYTES;
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(ID_BYTES, ID_BYTES + IV_BYTES));
      decipher.setAAD(Buffer.from(about));
      decipher.setAuthTag(bytes.subarray(ID_BYTES + IV_BYTES, start));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]);
      } catch (error) {
        throw new PlainError('What was sealed in the database has been changed: set up the second factor anew.', {
          cause: error,
        });
      }
    },
    sign: (data) => {
      const key = signingKeys.get(signingKeyId);
      if (!key) throw new Error('The ring holds no key to sign with.');
      return { keyId: signingKeyId, signature: sign(null, data, key) };
    },
    verify: (keyId, data, signature) => {
      const key = signingKeys.get(keyId);
      return key !== undefined && verify(null, data, createPublicKey(key), signature);
    },
    publicKey: (keyId) => {
      const key = signingKeys.get(keyId);
      return key && publicHalf(key);
    },
  };
}
