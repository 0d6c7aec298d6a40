import type { LapseReason } from '../../platform/web/gate.ts';
import { IDLE_LIMIT, WHOLE_LIMIT } from './session.ts';

const MINUTE = 60_000;

const WORDS: Record<LapseReason, string> = {
  idle: `You were signed out after ${IDLE_LIMIT / MINUTE} minutes without using Kith. Sign in again to go on.`,
  longest: `You were signed out after ${WHOLE_LIMIT / MINUTE / 60} hours, the longest that one sign-in lasts. Sign in again to go on.`,
  ended: 'Your session was ended. Sign in again to go on.',
};

/** Why somebody has to sign in again, from the `out` of the address; null when it says nothing that Kith says. */
export function signedOutWords(out: unknown): string | null {
  return typeof out === 'string' && Object.hasOwn(WORDS, out) ? WORDS[out as LapseReason] : null;
}
