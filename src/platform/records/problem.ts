/** Something in a file that keeps the load from being made: where it stands, and what is wrong in one plain sentence. */
export interface Problem {
  file: string;
  /** Counted from 1; null when the file as a whole is at fault. */
  line: number | null;
  /** Counted from 1; null when the file as a whole is at fault. */
  column: number | null;
  reason: string;
}

/** One problem as one line, in the form that editors turn into a link: `file:line:column reason`. */
export function problemLine(problem: Problem): string {
  const place = problem.line === null ? ':' : `:${problem.line}:${problem.column ?? 1}`;
  return `${problem.file}${place} ${problem.reason}`;
}

/** At most this many problems are told of one load; more would not be read. */
export const PROBLEMS_TOLD = 50;

/** Orders problems as a reader meets them, file by file, and says each only once. */
export function inReadingOrder(problems: readonly Problem[], fileNames: readonly string[]): Problem[] {
  const place = new Map(fileNames.map((name, index) => [name, index]));
  const said = new Set<string>();
  return [...problems]
    .sort(
      (a, b) =>
        (place.get(a.file) ?? -1) - (place.get(b.file) ?? -1) ||
        (a.line ?? 0) - (b.line ?? 0) ||
        (a.column ?? 0) - (b.column ?? 0),
    )
    .filter((problem) => {
      const line = problemLine(problem);
      if (said.has(line)) return false;
      said.add(line);
      return true;
    });
}
