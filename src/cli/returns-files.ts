import { randomBytes } from 'node:crypto';
import { createWriteStream, type Stats } from 'node:fs';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlainError } from '../platform/plain-error.ts';
import type { CommandContext } from './command.ts';

type In = Pick<CommandContext, 'cwd'>;

/** The exit code for a return that can't be read, or a spreadsheet that can't be written. */
const UNREADABLE = 2;

/** The path of a file that is there and may be read in any order. */
export async function fileThere(named: string, at: In): Promise<string> {
  const { path, is } = await there(named, at, 'file');
  refuseFolder(is, named);
  refusePipe(is, named);
  return path;
}

/** The path of a file that is there, or of whatever else can be read from its beginning to its end. */
export async function streamThere(named: string, at: In): Promise<string> {
  const { path, is } = await there(named, at, 'file');
  refuseFolder(is, named);
  return path;
}

/** The path of a folder, or of a zip archive of one, that is there. */
export async function returnThere(named: string, at: In): Promise<string> {
  const { path, is } = await there(named, at, 'folder');
  if (!is.isDirectory()) refusePipe(is, named);
  return path;
}

function refuseFolder(is: Stats, named: string): void {
  if (is.isDirectory()) throw refused(`“${named}” is a folder: name the file in it.`);
}

function refusePipe(is: Stats, named: string): void {
  if (!is.isFile()) throw refused(`“${named}” is a pipe or a device: save what it gives as a file, and name that.`);
}

async function there(named: string, { cwd }: In, what: 'file' | 'folder'): Promise<{ path: string; is: Stats }> {
  if (named === '') throw refused(`The name of the ${what} is empty: write it behind the command.`);
  const path = resolve(cwd, named);
  const is = await stat(path).catch((error: unknown) => {
    throw isAbsent(error) ? refused(`There is no ${what} “${named}”: check its name.`, error) : closed(named, error);
  });
  return { path, is };
}

function refused(sentence: string, cause?: unknown): PlainError {
  return new PlainError(sentence, { exitCode: UNREADABLE, ...(cause === undefined ? {} : { cause }) });
}

function closed(named: string, cause: unknown): PlainError {
  return refused(`“${named}” can’t be opened: ask whoever looks after this machine for the right to read it.`, cause);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error ? (error as NodeJS.ErrnoException).code : undefined;
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
}

/** What went wrong while a return was read, as one plain sentence where the disk or its rights were the cause. */
export function readingFault(error: unknown, named: string, { cwd }: In): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  const { path } = error as NodeJS.ErrnoException;
  const which = path?.startsWith(cwd + sep) ? path.slice(cwd.length + 1) : (path ?? named);
  if (isAbsent(error)) return refused(`“${which}” is not there any more, or leads nowhere: check the file.`, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'ELOOP') return closed(which, error);
  return refused(`“${which}” could not be read to its end: check the disk or share it is on.`, error);
}

/** Where a spreadsheet may be written. */
export interface Target {
  path: string;
  /** As it was named. */
  named: string;
}

/** Where the spreadsheet may be written; throws PlainError where it would stand in the place of what is checked, or of no file. */
export async function spreadsheetAt(
  named: string,
  inputs: readonly (string | undefined)[],
  { cwd }: In,
): Promise<Target> {
  const path = resolve(cwd, named);
  const is = await stat(path).catch(() => null);
  if (is === null) return { path, named };
  if (is.isDirectory()) throw unwritable(named);
  // A file would stand in its place, and it would be gone for everybody on the machine.
  if (!is.isFile()) throw refused(`“${named}” is a pipe or a device: name a file for the spreadsheet.`);
  for (const input of inputs) {
    if (input !== undefined && (await isOf(path, is, resolve(cwd, input))))
      throw refused(`“${named}” is what is to be checked: name another file for the spreadsheet.`);
  }
  return { path, named };
}

/** Whether a file is the input, or stands in the folder that is; what was found in it before may stand there and be replaced. */
async function isOf(path: string, is: Stats, input: string): Promise<boolean> {
  const other = await stat(input).catch(() => undefined);
  if (!other?.isDirectory()) return other?.ino === is.ino && other.dev === is.dev;
  if (!(await realpath(path)).startsWith(join(await realpath(input), sep))) return false;
  const { FINDINGS_HEAD } = await import('../evidence/returns/index.ts');
  const start = await begins(path, FINDINGS_HEAD.length).catch(() => null);
  return start === null || !start.equals(FINDINGS_HEAD);
}

async function begins(path: string, length: number): Promise<Buffer> {
  const start = Buffer.alloc(length);
  const handle = await open(path);
  const { bytesRead } = await handle.read(start, 0, length, 0).finally(() => handle.close());
  return start.subarray(0, bytesRead);
}

function unwritable(named: string, cause?: unknown): PlainError {
  return refused(
    `“${named}” can’t be written there: choose a folder that exists, that you may write to and that has room left.`,
    cause,
  );
}

/** Writes beside the target and renames, so that nobody ever finds half a spreadsheet. */
export async function writeWhole({ path, named }: Target, pieces: Iterable<string>): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await pipeline(Readable.from(pieces), createWriteStream(beside, { flags: 'wx' }));
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {});
    throw unwritable(named, cause);
  }
}
