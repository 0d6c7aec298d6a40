/** A value axis: where it begins and ends, and its ticks. */
export interface ValueAxis {
  low: number;
  high: number;
  ticks: readonly number[];
}

/**
 * A value axis that holds all values and always zero, since a cut axis makes a small change look large.
 * `most` is the greatest number of steps; `smallestStep` is 1 for counts, so that no tick says half a child.
 */
export function valueAxis(values: readonly number[], most: number, smallestStep: number): ValueAxis {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const rough = (top - bottom) / most || smallestStep;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough * (1 - 1e-9)) ?? 10 * power;
  const step = Math.max(nice, smallestStep);
  const first = Math.floor(bottom / step + 1e-9);
  const last = Math.max(Math.ceil(top / step - 1e-9), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  return { low: first * step, high: last * step, ticks };
}
