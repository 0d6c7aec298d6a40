import { hash, type Options, parseOptions, verify } from '@node-rs/argon2';

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

/** argon2id over the password in Unicode's form C, so that two keyboards write the same one. */
export function passwordHasher(
  parameters: { memoryCost: number; timeCost: number; parallelism: number } = OWASP,
  argon2: Argon2 = { hash, verify },
): PasswordHasher {
  const nobodys = argon2.hash('the password that nobody has', parameters);
  nobodys.catch(() => {});
  return {
    hash: (password) => argon2.hash(password.normalize('NFC'), parameters),
    verify: async (stored, password) => {
      const right = await argon2.verify(stored ?? (await nobodys), password.normalize('NFC'));
      return right && stored !== null;
    },
    isOutdated: (stored) => {
      const made = parseOptions(stored);
      return (Object.keys(parameters) as (keyof typeof parameters)[]).some((name) => made[name] !== parameters[name]);
    },
  };
}
