import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';
import { Queue } from './queue.ts';

/** How much work a password costs: OWASP's Password Storage Cheat Sheet for argon2id. Memory is in KiB. */
const OWASP = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Makes and checks what is stored of a password. */
export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Does the same work when there is nothing to compare with, so that nobody learns from the time which it was. */
  verify(stored: string | null, password: string): Promise<boolean>;
  /** Whether it was made with other parameters than are used now. */
  isOutdated(stored: string): boolean;
}

/** The two things asked of argon2; each runs beside the program, not in its way. */
export interface Argon2 {
  hash(password: string, options: Options): Promise<string>;
  verify(stored: string, password: string): Promise<boolean>;
}

/** So many at once: 40 MB together, and two of the four threads that Node keeps for work of every kind. */
export const HASHES_AT_ONCE = 2;
/** So many wait, some ten seconds of them. */
const HASHES_WAITING = 500;

/** One line for the whole process, since memory is the process's: however many sign in at once, it is bounded. */
const line = new Queue(HASHES_AT_ONCE, HASHES_WAITING);

/** argon2id over the password in Unicode's form C, so that two keyboards write the same one. */
export function passwordHasher(
  parameters: { memoryCost: number; timeCost: number; parallelism: number } = OWASP,
  argon2: Argon2 = { hash, verify },
): PasswordHasher {
  const made = (password: string) => line.run(() => argon2.hash(password.normalize('NFC'), parameters));
  let nobodys: Promise<string> | undefined;
  const nobody = () => {
    nobodys ??= made('the password that nobody has').catch((error: unknown) => {
      nobodys = undefined;
      throw error;
    });
    return nobodys;
  };
  return {
    hash: made,
    verify: async (stored, password) => {
      // Whoever comes first waits until it is made, whether or not they need it.
      const instead = await nobody();
      const right = await line.run(() => argon2.verify(stored ?? instead, password.normalize('NFC')));
      return right && stored !== null;
    },
    isOutdated: (stored) => {
      const held = parseOptions(stored);
      return (Object.keys(parameters) as (keyof typeof parameters)[]).some((name) => held[name] !== parameters[name]);
    },
  };
}
