import { hash } from 'node:crypto';

const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC-SHA256 with one key over many short messages (RFC 2104: two hashes, with the key's bytes before each). Node's own HMAC
 * makes three objects for a message; a check of a million entries spends most of its time on that. A test holds both against
 * each other.
 */
export function chainCode(secret: Uint8Array): (parts: readonly (string | Uint8Array)[]) => Buffer {
  const key = secret.length > BLOCK ? hash('sha256', secret, 'buffer') : secret;
  let inner = Buffer.alloc(8192);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  for (let index = 0; index < BLOCK; index++) {
    inner[index] = (key[index] ?? 0) ^ 0x36;
    outer[index] = (key[index] ?? 0) ^ 0x5c;
  }
  return (parts) => {
    let end = BLOCK;
    for (const part of parts) {
      // A sign of a JavaScript string takes at most three bytes.
      const most = end + (typeof part === 'string' ? part.length * 3 : part.length);
      if (most > inner.length) inner = Buffer.concat([inner.subarray(0, end)], most * 2);
      if (typeof part === 'string') end += inner.write(part, end, 'utf8');
      else {
        inner.set(part, end);
        end += part.length;
      }
    }
    hash('sha256', inner.subarray(0, end), 'buffer').copy(outer, BLOCK);
    return hash('sha256', outer, 'buffer');
  };
}
