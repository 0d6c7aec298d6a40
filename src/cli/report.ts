import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { AssembledReport } from '../evidence/annual-report/index.ts';
import { londonDate } from '../platform/clocks/index.ts';
import {
  type DocumentFormat,
  documentTypes,
  formatOfFileName,
  prepareWriter,
  writeDocument,
} from '../platform/documents/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { Command } from './command.ts';
import { USAGE_FAULT } from './words.ts';

const FORMATS = Object.keys(documentTypes) as DocumentFormat[];

interface Asked {
  year: string;
  format: DocumentFormat;
  /** A path, or `-` for standard output. */
  out: string;
  audience: 'public' | 'partnership';
  publicUrl: string | undefined;
}

/** Writes a year's report as a file. A fault leaves what was there before as it was. */
export const reportCommand: Command = {
  name: 'report',
  summary: "Write a year's report as PDF, Word or HTML.",
  usage: [
    'kith report 2021-22 --format pdf --out report.pdf',
    'kith report 2021-22 --out report.docx          the format follows the name',
    'kith report 2021-22 --format html --out -      to standard output',
    'kith report 2021-22 --audience partnership --out report.pdf   with small numbers, not to be published',
    'kith report 2021-22 --url https://kith.example.org --out report.pdf   figures link to their records there',
  ].join('\n'),
  run: async (context) => {
    const asked = understand(context.args);
    const target = asked.out === '-' ? null : resolve(context.cwd, asked.out);
    if (target !== null) await refuseBadTarget(target, asked.out);
    const db = await context.openDatabase();
    const { assembleReport } = await import('../evidence/annual-report/index.ts');
    const wanted = { year: asked.year, audience: asked.audience, madeOn: londonDate(context.now()) };
    // In one transaction the report shows one moment, and needs one connection; opening more takes longer than they save.
    const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    const [report]: [AssembledReport, unknown] = await Promise.all([
      reading.execute((transaction) => assembleReport(transaction, wanted)),
      prepareWriter(asked.format),
    ]);
    const bytes = await writeDocument(
      report.document,
      asked.format,
      asked.publicUrl === undefined ? {} : { publicUrl: asked.publicUrl },
    );
    if (target !== null) {
      await writeWhole(target, asked.out, bytes);
      context.out(`Wrote ${asked.out}.\n`);
    } else if (asked.format === 'html') {
      context.out(new TextDecoder().decode(bytes));
    } else {
      await new Promise<void>((done) => process.stdout.write(bytes, () => done()));
    }
    return 0;
  },
};

function understand(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const [year, ...more] = positionals;
  if (year === undefined || more.length > 0)
    throw fault('Name one year, for example: kith report 2021-22 --out report.pdf.');
  const { out, audience = 'public', url } = values;
  if (out === undefined)
    throw fault(
      'Say where the report goes with --out, for example --out report.pdf; --out - writes to standard output.',
    );
  if (audience !== 'public' && audience !== 'partnership')
    throw fault(`There is no audience "${audience}": choose public or partnership.`);
  const named = values.format;
  const format =
    named === undefined ? formatOfFileName(out) : (FORMATS.find((one) => one === named.toLowerCase()) ?? null);
  if (format === null) {
    throw fault(
      named === undefined
        ? `The name "${out}" does not say which format is wanted: add --format ${FORMATS.join(', --format ').replace(/, (?=[^,]*$)/, ' or ')}.`
        : `There is no format "${named}": choose ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(FORMATS)}.`,
    );
  }
  return { year, format, out, audience, publicUrl: url === undefined ? undefined : webAddress(url) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        out: { type: 'string' },
        audience: { type: 'string' },
        url: { type: 'string' },
      },
    });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split('. ')[0] : '';
    throw fault(`The command line was not understood (${said}): run kith help report to see how to call it.`);
  }
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw fault(`The address "${text}" is not one of the web: give --url one that starts with https://.`);
  }
  return url.href.replace(/\/+$/, '');
}

function fault(sentence: string): PlainError {
  return new PlainError(sentence, { exitCode: USAGE_FAULT });
}

/** Says at once what would only show after the work is done. */
async function refuseBadTarget(target: string, named: string): Promise<void> {
  const folder = await stat(dirname(target)).catch(() => null);
  if (folder === null || !folder.isDirectory()) {
    throw new PlainError(
      `The folder for "${named}" does not exist: make it first, or choose another place with --out.`,
    );
  }
  const there = await stat(target).catch(() => null);
  if (there?.isDirectory()) {
    throw new PlainError(`"${named}" is a folder: add the name of a file to it.`);
  }
  if (there !== null && !there.isFile()) {
    throw new PlainError(`"${named}" is a device or a pipe, not a file: name a file, or - for standard output.`);
  }
}

/** Writes beside the target and renames, so that nobody ever finds half a report. */
async function writeWhole(target: string, named: string, bytes: Uint8Array): Promise<void> {
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString('hex')}.part`);
  try {
    await writeFile(beside, bytes, { flag: 'wx' });
    await rename(beside, target);
  } catch (cause) {
    await rm(beside, { force: true }).catch(() => {});
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new PlainError(`There is no room left to write "${named}": free some space and try again.`, { cause });
    }
    throw new PlainError(`"${named}" can't be written there: choose a folder you may write to with --out.`, { cause });
  }
}
