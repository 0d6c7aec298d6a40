import { userInfo } from 'node:os';

/** The person on record as having run a command: KITH_USER, or the account's name, or its number where it has no name. */
export function operatorName(): string {
  const told = process.env.KITH_USER?.trim();
  if (told) return told.slice(0, 200);
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
