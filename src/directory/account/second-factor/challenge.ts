import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../../../platform/keys/keyring.ts';

const RANDOM = 16;
const TIME = 6;
const CODE = 16;
/** How long a question to a passkey waits for its answer. */
export const CHALLENGE_MINUTES = 10;

function codeOf(keyring: Keyring, use: string, head: Buffer): Buffer {
  return keyring.derive('passkey challenge', `${use}\0${head.toString('base64url')}`).subarray(0, CODE);
}

/**
 * A question for a passkey to sign: random, good for ten minutes and one use, which names what is asked and of whom. It proves
 * itself, so that a page which asks it stores nothing.
 */
export function newChallenge(keyring: Keyring, use: string, now: Date): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(RANDOM + TIME);
  randomBytes(RANDOM).copy(head);
  head.writeUIntBE(now.getTime() + CHALLENGE_MINUTES * 60_000, RANDOM, TIME);
  return Buffer.concat([head, codeOf(keyring, use, head)]);
}

/** Whether a question is one of ours, for this use, and not out of date. `asked` is base64url, as a browser gives it back. */
export function isOurChallenge(keyring: Keyring, use: string, asked: string, now: Date): boolean {
  const bytes = Buffer.from(asked, 'base64url');
  if (bytes.length !== RANDOM + TIME + CODE) return false;
  const head = bytes.subarray(0, RANDOM + TIME);
  return (
    timingSafeEqual(bytes.subarray(RANDOM + TIME), codeOf(keyring, use, head)) &&
    head.readUIntBE(RANDOM, TIME) > now.getTime()
  );
}
