/** The middle of the values: half lie below it. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Runs the work once unmeasured for each of `warmUp`, then returns the milliseconds of each measured run. */
export async function timesOf(runs: number, warmUp: number, work: () => Promise<unknown>): Promise<number[]> {
  for (let turn = 0; turn < warmUp; turn++) await work();
  const times: number[] = [];
  for (let turn = 0; turn < runs; turn++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** One line of the results: what was measured, against what, the ratio and what the project asks for. */
export interface Result {
  what: string;
  ours: string;
  baseline: string;
  ratio: string;
  asked: string;
  met: boolean;
}

/** The results as a table of plain text, readable in a terminal and in Markdown. */
export function table(results: readonly Result[]): string {
  const rows = results.map((one) => [
    one.what,
    one.ours,
    one.baseline,
    one.ratio,
    one.asked,
    one.asked === 'shown' ? '' : one.met ? 'met' : 'missed',
  ]);
  const head = ['measured', 'Kith', 'baseline in the same run', 'ratio', 'asked', ''];
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
