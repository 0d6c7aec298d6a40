import { statfs } from 'node:fs/promises';
import { PlainError } from '../plain-error.ts';

const MEGABYTE = 1_048_576;

/** Free space, in megabytes, below which no new database is made (an empty one takes 40 MB, its first log 16 MB more). */
export const NEEDED_TO_CREATE = 200;
/** Free space, in megabytes, below which the database is not started: PostgreSQL stops hard when its log can't grow. */
export const NEEDED_TO_START = 64;

/** Throws PlainError when the disk that holds `folder` has fewer than `needed` megabytes free. */
export async function requireSpace(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MEGABYTE);
  if (free < needed) throw noSpace(folder, `${free} MB are free and ${needed} MB are needed`);
}

/** The one sentence for a full disk. */
export function noSpace(folder: string, detail?: string, cause?: unknown): PlainError {
  const why = detail === undefined ? '' : ` (${detail})`;
  return new PlainError(
    `The disk that holds ${folder} is full${why}: free some space and try again; nothing was lost.`,
    {
      statusCode: 507,
      cause,
    },
  );
}
