import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { PlainError } from '../platform/plain-error.ts';
import type { Command, CommandContext } from './command.ts';
import { USAGE_FAULT } from './words.ts';

const USAGE = 'kith returns check cin FILE --ruleset 2024/25 [--json] [--csv OUT]';
/** The exit code for a return that can't be read. */
const UNREADABLE = 2;
/** Read at once. Larger pieces are no faster, and take memory. */
const PIECE = 262_144;

interface Asked {
  file: string;
  ruleset: string;
  json: boolean;
  csv: string | undefined;
}

/** `kith returns check`: says what is wrong in a statutory return. Reads the file and nothing else: no database, no network. */
export const returnsCommand: Command = {
  name: 'returns',
  summary: 'Check a statutory return and say what is wrong in it.',
  usage:
    `${USAGE}\n` +
    'Nothing leaves this machine and nothing is kept. --json is for other programs, --csv OUT writes a spreadsheet.\n' +
    'Ends with 0 when there are queries at most, 1 when errors must be mended, 2 when the file can’t be read.',
  run: async (context) => {
    const asked = understand(context.args);
    const { checkCinCensus, exitCodeOf, findingsCsv, returnJson, returnReport, shippedMeasures } = await import(
      '../evidence/returns/index.ts'
    );
    const measures = shippedMeasures(asked.ruleset);
    const checked = await checkCinCensus(await opened(asked.file, context), { ruleset: asked.ruleset, measures });
    if (asked.csv !== undefined) await writeWhole(resolve(context.cwd, asked.csv), asked.csv, findingsCsv(checked));
    if (asked.json) {
      for (const piece of returnJson(checked)) context.out(piece);
      tellBesides(checked, context);
    } else context.out(returnReport(checked, asked.file));
    return exitCodeOf(checked);
  },
};

/** What JSON has no place for goes where a person sees it and a program does not. */
function tellBesides(
  { notes, faults, rules }: Awaited<ReturnType<typeof import('../evidence/returns/index.ts').checkCinCensus>>,
  { err }: CommandContext,
): void {
  for (const note of notes) err(`${note}\n`);
  for (const { rule, status, because } of rules) {
    if (status === 'error') err(`Rule ${rule.code} could not run: ${because}\n`);
  }
  const [first] = faults.kept;
  if (first)
    err(
      `The layout of the file has ${faults.count} ${faults.count === 1 ? 'fault' : 'faults'}, the first on line ${first.line} (${first.element} ${first.words}): run it without --json, or with --csv, to see them.\n`,
    );
}

function understand(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const [check, kind, file, ...more] = positionals;
  if (check !== 'check') throw misused('kith returns can check a return');
  if (kind !== 'cin')
    throw misused(kind === undefined ? 'Say which return it is' : `Kith knows no return “${kind}” yet`);
  if (file === undefined) throw misused('Name the file to check');
  if (more.length > 0) throw misused(`Name one file; “${more[0]}” is one too many`);
  if (values.ruleset === undefined) throw misused('Say whose year’s rules apply');
  return { file, ruleset: values.ruleset, json: values.json ?? false, csv: values.csv };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ruleset: { type: 'string' }, json: { type: 'boolean' }, csv: { type: 'string' } },
    });
  } catch (error) {
    const word = /'([^']+)'/.exec(error instanceof Error ? error.message : '')?.[1];
    throw misused(`kith returns does not understand ${word === undefined ? 'these words' : `“${word}”`}`);
  }
}

function misused(fault: string): PlainError {
  return new PlainError(`${fault}: write ${USAGE}.`, { exitCode: USAGE_FAULT });
}

async function opened(named: string, { cwd }: CommandContext): Promise<AsyncIterable<Uint8Array>> {
  const path = resolve(cwd, named);
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new PlainError(
      error.code === 'ENOENT' || error.code === 'ENOTDIR'
        ? `There is no file “${named}”: check its name.`
        : `“${named}” can’t be opened: ask whoever looks after this machine for the right to read it.`,
      { exitCode: UNREADABLE, cause: error },
    );
  });
  if (there.isDirectory())
    throw new PlainError(`“${named}” is a folder: name the file in it.`, { exitCode: UNREADABLE });
  return piecesOf(path, named);
}

async function* piecesOf(path: string, named: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: PIECE });
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  try {
    for (;;) {
      const { done, value } = await pieces.next().catch((cause: unknown) => {
        throw new PlainError(`“${named}” could not be read to its end: check the disk or share it is on.`, {
          exitCode: UNREADABLE,
          cause,
        });
      });
      if (done) return;
      yield value;
    }
  } finally {
    stream.destroy();
  }
}

/** Writes beside the target and renames, so that nobody ever finds half a spreadsheet. */
async function writeWhole(target: string, named: string, pieces: Iterable<string>): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await pipeline(Readable.from(pieces), createWriteStream(beside, { flags: 'wx' }));
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {});
    throw new PlainError(
      `“${named}” can’t be written there: choose a folder that exists, that you may write to and that has room left.`,
      { exitCode: UNREADABLE, cause },
    );
  }
}
