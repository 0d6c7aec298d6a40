import { hash, verify } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { HASHES_AT_ONCE, passwordHasher } from './password-hash.ts';

const LIGHT = { memoryCost: 64, timeCost: 1, parallelism: 1 };

describe('a stored password', () => {
  it('is argon2id with the parameters that OWASP names', async () => {
    expect(await passwordHasher().hash('three small otters')).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    );
  });

  it('is never stored alike twice, and is known again', async () => {
    const hasher = passwordHasher(LIGHT);
    const [one, other] = await Promise.all([hasher.hash('three small otters'), hasher.hash('three small otters')]);
    expect(one).not.toBe(other);
    expect(await hasher.verify(one, 'three small otters')).toBe(true);
    expect(await hasher.verify(one, 'three small Otters')).toBe(false);
  });

  it('is the same from a keyboard that writes accents in two signs', async () => {
    const hasher = passwordHasher(LIGHT);
    const stored = await hasher.hash('ein schöner Tag');
    expect(await hasher.verify(stored, 'ein schöner Tag')).toBe(true);
  });

  it('is found to be outdated when the parameters have changed', async () => {
    const stored = await passwordHasher(LIGHT).hash('three small otters');
    expect(passwordHasher(LIGHT).isOutdated(stored)).toBe(false);
    expect(passwordHasher({ ...LIGHT, timeCost: 2 }).isOutdated(stored)).toBe(true);
    expect(passwordHasher({ ...LIGHT, memoryCost: 128 }).isOutdated(stored)).toBe(true);
  });

  it('costs the same work when there is none, and nothing opens it', async () => {
    const verified: string[] = [];
    const hasher = passwordHasher(LIGHT, {
      hash,
      verify: (stored, password) => {
        verified.push(stored);
        return verify(stored, password);
      },
    });
    expect(await hasher.verify(null, 'the password that nobody has')).toBe(false);
    expect(await hasher.verify(null, 'anything')).toBe(false);
    expect(verified).toHaveLength(2);
    expect(new Set(verified).size).toBe(1);
    expect(verified[0]).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/);
  });

  it('is compared two at a time at most, over all who ask, so that a rush takes no more memory than that', async () => {
    let running = 0;
    let most = 0;
    const counted = async <T>(work: Promise<T>): Promise<T> => {
      running += 1;
      most = Math.max(most, running);
      return work.finally(() => {
        running -= 1;
      });
    };
    const argon2 = {
      hash: (password: string, options: Parameters<typeof hash>[1]) => counted(hash(password, options)),
      verify: (stored: string, password: string) => counted(verify(stored, password)),
    };
    const hashers = [passwordHasher(LIGHT, argon2), passwordHasher(LIGHT, argon2)];
    const stored = await passwordHasher(LIGHT).hash('three small otters');
    const asked = Array.from({ length: 60 }, (_, turn) => hashers[turn % 2]?.verify(stored, 'three small otters'));
    expect(await Promise.all(asked)).toEqual(Array(60).fill(true));
    expect(most).toBe(HASHES_AT_ONCE);
  });
});
