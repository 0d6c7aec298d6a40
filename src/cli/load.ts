import { loadPublished } from '../evidence/snapshot/index.ts';
import { modules } from '../modules.ts';
import { PlainError } from '../platform/plain-error.ts';
import {
  checkFiles,
  type KindCount,
  loadFiles,
  type Problem,
  problemLine,
  readTextFiles,
  type TextFile,
} from '../platform/records/index.ts';
import { operatorName } from './operator.ts';
import type { ProgramCommand, ProgramContext } from './program.ts';
import { USAGE_FAULT } from './words.ts';

/** Published statistics come in larger files than a year does; in characters. */
const LARGEST_PUBLISHED = 50_000_000;

/** What `kith load` needs of the program. */
export type LoadContext = Pick<ProgramContext, 'args' | 'cwd' | 'out' | 'err' | 'now' | 'openKith'>;

/** `kith load`: brings a partnership's year, or published statistics, into Kith. All or nothing. */
export const loadCommand = {
  name: 'load',
  summary: "Load a partnership's year from its files, or published statistics.",
  usage:
    'kith load FILE…            year files; several files are one load, all or nothing\n' +
    'kith load published FILE   published statistics (CSV)\n' +
    'Who loads is taken from KITH_USER, or else is the name you are signed in with.',
  run: async (context: LoadContext) => {
    const [first, ...rest] = context.args;
    const unknown = context.args.find((word) => word.startsWith('-'));
    if (unknown !== undefined) {
      throw new PlainError(`kith load has no option ${unknown}; run kith help load to see how it is called.`, {
        exitCode: USAGE_FAULT,
      });
    }
    if (first === undefined) {
      throw new PlainError('Name the files to load, for example: kith load our-year/*.yaml', { exitCode: USAGE_FAULT });
    }
    return first === 'published' ? await published(context, rest) : await years(context, context.args);
  },
} satisfies ProgramCommand;

async function years(context: LoadContext, names: readonly string[]): Promise<number> {
  // Read as far as the larger files go: a CSV is told what it is, not how large it may be.
  const read = await readTextFiles(names, context.cwd, LARGEST_PUBLISHED);
  const tables = read.files.filter(isTable);
  const files = read.files.filter((file) => !tables.includes(file));
  const problems = [
    ...read.problems,
    ...tables.map(({ name }) => ({
      file: name,
      line: 1,
      column: 1,
      reason: `This is a CSV: use kith load published ${name}`,
    })),
  ];
  const kinds = modules.flatMap((module) => module.recordKinds ?? []);
  // With a file missing, what the others mention cannot be judged, but what they say can.
  if (problems.length > 0) return refuse(context, [...problems, ...checkFiles(files, kinds)], 0);
  const { db, keyring } = await context.openKith();
  const loadedBy = operatorName();
  const loaded = await loadFiles(db, files, { kinds, loadedBy, now: context.now(), ledger: { keyring } });
  if (!loaded.ok) return refuse(context, loaded.problems, loaded.untold);
  if (loaded.loadId === null) {
    context.out(`Nothing changed: ${plural(total(loaded.counts), 'record')} held already, just as the files say.\n`);
    return 0;
  }
  context.out(`Load ${loaded.loadId} is made.\n${countTable(loaded.counts)}`);
  return 0;
}

/** Whether a file is a table of separated values: its name says so, or its first line is a row of three names or more. */
function isTable(file: TextFile): boolean {
  const [first = ''] = file.text.replace(/^\uFEFF/, '').split(/\r?\n|\r/, 1);
  if (first.startsWith('kith:')) return false;
  return /\.csv$/i.test(file.name) || /^"?[\w -]+"?(?:[,;\t]"?[\w -]*"?){2,}$/.test(first);
}

async function published(context: LoadContext, names: readonly string[]): Promise<number> {
  if (names.length !== 1) {
    throw new PlainError('Name one file of published statistics: kith load published FILE', { exitCode: USAGE_FAULT });
  }
  const { files, problems } = await readTextFiles(names, context.cwd, LARGEST_PUBLISHED);
  const [file] = files;
  if (file === undefined) return refuse(context, problems, 0);
  const { db, keyring } = await context.openKith();
  const loadedBy = operatorName();
  const loaded = await loadPublished(db, file, { loadedBy, now: context.now(), ledger: { keyring } });
  if (!loaded.ok) return refuse(context, loaded.problems, loaded.untold);
  if (loaded.loadId === null) {
    context.out(`Nothing changed: ${plural(loaded.rows, 'published figure')} held already, just as the file says.\n`);
    return 0;
  }
  const { rows, changed, unchanged } = loaded;
  context.out(
    `Load ${loaded.loadId} is made.\n` +
      `${plural(rows, 'published figure')}: ${loaded.new} new, ${changed} changed, ${unchanged} unchanged\n`,
  );
  return 0;
}

function refuse(context: LoadContext, problems: readonly Problem[], untold: number): number {
  for (const problem of problems) context.err(`${problemLine(problem)}\n`);
  const more = untold > 0 ? ` ${untold} more are not shown.` : '';
  const found = plural(problems.length + untold, 'problem');
  context.err(`Nothing was loaded: ${found} to mend first.${more}\n`);
  return 1;
}

function total(counts: readonly KindCount[]): number {
  return counts.reduce((sum, count) => sum + count.new + count.changed + count.unchanged, 0);
}

/** One line a kind: heading, new, changed, unchanged. */
function countTable(counts: readonly KindCount[]): string {
  const width = Math.max(...counts.map((count) => count.heading.length)) + 2;
  return counts
    .map(
      (count) =>
        `${count.heading.padEnd(width)}${count.new} new, ${count.changed} changed, ${count.unchanged} unchanged\n`,
    )
    .join('');
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
