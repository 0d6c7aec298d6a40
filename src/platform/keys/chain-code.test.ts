import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainCode } from './chain-code.ts';

const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom('', 'é – 🧷', '\ud800', 'x'.repeat(20_000), '’'.repeat(9000)),
);

it('is the HMAC-SHA256 that Node makes, whatever the key and the message', () => {
  const keys = [0, 1, 32, 63, 64, 65, 200]
    .map((length) => randomBytes(length))
    .map((key) => ({ key, code: chainCode(key) }));
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.array(part, { maxLength: 5 }), ({ key, code }, parts) => {
      const hmac = createHmac('sha256', key);
      for (const one of parts) hmac.update(one);
      expect(code(parts).toString('hex')).toBe(hmac.digest('hex'));
    }),
    { numRuns: 500 },
  );
});
