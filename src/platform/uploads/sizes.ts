/** Bytes in a megabyte, as people and operating systems show it. */
export const MEGABYTE = 1_048_576;

/** A size in words: "3.4 MB", "18 KB". Half a kilobyte is still "1 KB". */
export function megabytes(bytes: number): string {
  if (bytes < MEGABYTE) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / MEGABYTE).toFixed(1).replace(/\.0$/, '')} MB`;
}
