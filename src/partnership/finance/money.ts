/** An exact amount in whole pence. Never a floating-point number: ten pence and twenty pence are thirty. */
export type Pence = bigint;

/** More than any partnership spends on one thing: £100 million. */
export const MOST: Pence = 10_000_000_000n;

const TYPED = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{2}))?$/;

/**
 * Reads an amount as people type it: 1234, 1,234.56, £1,234.56. `called` names it in the middle of a sentence: "the amount
 * spent". Returns what to mend where it is none, is negative, or is more than £100 million.
 */
export function readPounds(typed: string, called: string): { pence: Pence } | { problem: string } {
  const text = typed.trim();
  const subject = `${called.charAt(0).toUpperCase()}${called.slice(1)}`;
  if (/^[-−–(]/.test(text.replace(/^£\s*/, ''))) {
    return { problem: `${subject} can’t be less than nothing. To take an entry back, correct that entry` };
  }
  const found = TYPED.exec(text);
  if (!found) return { problem: `${subject} must be in pounds and pence, like 1,234.56` };
  const pence = BigInt((found[1] ?? '').replaceAll(',', '')) * 100n + BigInt(found[2] ?? '0');
  if (pence > MOST) return { problem: `${subject} must be £100,000,000 or less` };
  return { pence };
}

/** `1,234.56`: as it stands in the field of a form. */
export function typedPounds(pence: Pence): string {
  const whole = abs(pence) / 100n;
  const rest = String(abs(pence) % 100n).padStart(2, '0');
  return `${whole.toLocaleString('en-GB')}.${rest}`;
}

/** `£1,234.56`, with a minus sign before it where it is less than nothing. */
export function poundsInWords(pence: Pence): string {
  return `${pence < 0n ? '−' : ''}£${typedPounds(pence)}`;
}

/** All of them together. */
export function total(amounts: Iterable<Pence>): Pence {
  let sum = 0n;
  for (const one of amounts) sum += one;
  return sum;
}

/** How an amount changed from one year to the next. */
export type Change =
  /** `tenths`: tenths of a percent, rounded half away from nothing; null where last year was nothing. */
  | { known: true; by: Pence; tenths: bigint | null }
  /** `running`: the year is not over, so what it came to is not known yet. */
  | { known: false; running?: true };

/** The change from last year, null where either is not known. */
export function changeFrom(before: Pence | null, now: Pence | null): Change {
  if (before === null || now === null) return { known: false };
  const by = now - before;
  return { known: true, by, tenths: before === 0n ? null : rounded(by * 1000n, abs(before)) };
}

/** A change in words: "up £1,000.00 (2.5%)", "new: nothing last year", "not known: last year is not recorded". */
export function changeInWords(change: Change): string {
  if (!change.known) {
    return change.running ? 'Told when the year is closed' : 'Not known: last year is not recorded';
  }
  const { by, tenths } = change;
  if (by === 0n) return 'No change';
  if (tenths === null) return `${poundsInWords(by)} more: there was nothing last year`;
  return `${by > 0n ? 'Up' : 'Down'} ${poundsInWords(abs(by))} (${percentInWords(abs(tenths))})`;
}

/** `2.5%`; a change too small to show is not called none. */
function percentInWords(tenths: bigint): string {
  return tenths === 0n ? 'less than 0.1%' : `${(tenths / 10n).toLocaleString('en-GB')}.${tenths % 10n}%`;
}

/** What part of the whole this is, in tenths of a percent; null of nothing. */
export function shareOf(part: Pence, whole: Pence): bigint | null {
  return whole === 0n ? null : rounded(part * 1000n, whole);
}

/** A division of whole numbers, rounded half away from nothing. */
function rounded(top: bigint, bottom: bigint): bigint {
  const half = (abs(top) * 2n + bottom) / (bottom * 2n);
  return top < 0n ? -half : half;
}

function abs(pence: Pence): Pence {
  return pence < 0n ? -pence : pence;
}
