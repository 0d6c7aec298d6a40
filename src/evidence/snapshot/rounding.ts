/** A number written in decimal, exactly: `digits` divided by ten to the power `scale`. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const PLAIN_DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * numerator ÷ denominator × per, rounded half up to `decimals` places, as published statistics round (5 and above goes up,
 * never to the even digit). Worked out in whole numbers: 1.005 as a float lies below 1.005 and would round down.
 *
 * Both numbers are counts or decimals of zero or more. Returns null when the denominator is 0: there is no rate of nothing.
 * Throws RangeError for a negative or not finite number, which no count can be.
 */
export function rate(numerator: number, denominator: number, per: number, decimals: number): number | null {
  const top = exact(numerator);
  const bottom = exact(denominator);
  if (bottom.digits === 0n) return null;
  const times = exact(per);
  // numerator × per × 10^decimals ÷ denominator, with every scale brought to one side.
  const above = top.digits * times.digits * 10n ** BigInt(bottom.scale + decimals);
  const below = bottom.digits * 10n ** BigInt(top.scale + times.scale);
  return fromDigits((2n * above + below) / (2n * below), decimals);
}

/** Rounds one decimal number half up. Throws RangeError as `rate` does. */
export function roundHalfUp(value: number, decimals: number): number {
  const { digits, scale } = exact(value);
  const above = digits * 10n ** BigInt(decimals);
  const below = 10n ** BigInt(scale);
  return fromDigits((2n * above + below) / (2n * below), decimals);
}

/** The shortest decimal that reads back as the same number is the one that was typed, so it is taken as exact. */
function exact(value: number): Decimal {
  const text = Math.abs(value) < 1e-6 && value !== 0 ? value.toFixed(20) : String(value);
  const parts = PLAIN_DECIMAL.exec(text);
  if (parts === null) throw new RangeError(`A rate needs plain numbers of zero or more, not ${text}`);
  const fraction = parts[2] ?? '';
  return { digits: BigInt(`${parts[1]}${fraction}`), scale: fraction.length };
}

function fromDigits(digits: bigint, decimals: number): number {
  if (decimals === 0) return Number(digits);
  const text = digits.toString().padStart(decimals + 1, '0');
  return Number(`${text.slice(0, -decimals)}.${text.slice(-decimals)}`);
}
