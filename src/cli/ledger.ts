import { resolve } from 'node:path';
import { dateInWords, momentInWords } from '../platform/clocks/index.ts';
import {
  checkpointFolder,
  type Evidence,
  gatherEvidence,
  makeCheckpoint,
  markFile,
  type Verification,
  verifyLedger,
  writeCheckpointTo,
} from '../platform/ledger/index.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { ProgramCommand, ProgramContext } from './program.ts';
import { USAGE_FAULT } from './words.ts';

/** Check the ledger of what was done, or sign where it stands. */
export const ledgerCommand: ProgramCommand = {
  name: 'ledger',
  summary: 'Check the ledger of what was done, or sign where it stands.',
  usage:
    'kith ledger verify [--json]            whether it is whole; else the first entry that is not, and exit code 1\n' +
    'kith ledger checkpoint [--out FILE]    sign its end now; FILE is a copy to keep elsewhere\n' +
    'Both may run beside the server.',
  run: async (context) => {
    const [word, ...rest] = context.args;
    if (word === 'verify') return verify(context, readFlag(rest));
    if (word === 'checkpoint') return checkpoint(context, readOut(rest));
    throw new PlainError('Say what to do with the ledger: kith ledger verify, or kith ledger checkpoint.', {
      exitCode: USAGE_FAULT,
    });
  },
};

function readFlag(words: readonly string[]): boolean {
  const unknown = words.find((word) => word !== '--json');
  if (unknown === undefined) return words.length > 0;
  throw new PlainError(`kith ledger verify does not know "${unknown}": it takes --json and nothing else.`, {
    exitCode: USAGE_FAULT,
  });
}

function readOut(words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const [option, file, ...more] = words;
  if (option === '--out' && file !== undefined && more.length === 0) return file;
  throw new PlainError('Write kith ledger checkpoint, or kith ledger checkpoint --out FILE.', {
    exitCode: USAGE_FAULT,
  });
}

async function verify(context: ProgramContext, json: boolean): Promise<number> {
  const { asOwner, keyring } = await context.openKith();
  const evidence = await evidenceOf(context, keyring);
  const begun = performance.now();
  const found = await asOwner((owner) => verifyLedger(owner, { keyring, evidence }));
  const seconds = Math.round(performance.now() - begun) / 1000;
  context.out(json ? `${JSON.stringify(asJson(found, seconds))}\n` : inWords(found, evidence));
  return found.ok ? 0 : 1;
}

function asJson(found: Verification, seconds: number) {
  const { ok, entries, checkedTo, checkpoints, first } = found;
  return { ok, entries, checkedTo: checkedTo.seq, checkpoints, first, seconds };
}

function inWords(found: Verification, evidence: Evidence): string {
  if (found.first) {
    const until = found.to ? `, the last of them of ${momentInWords(found.to)}` : '';
    return [
      `The ledger is not whole. ${found.first.says}`,
      beforeIt(found.entries, until),
      'Change nothing: keep the database, its backups, the checkpoints and the keys as they are, and find out who could write to the database since then. docs/how-to/check-the-ledger.md says how.',
      '',
    ].join('\n');
  }
  if (!found.from || !found.to) return 'The ledger is empty: nothing was done yet.\n';
  const upTo = found.newest
    ? `The newest checkpoint is of ${dateInWords(found.newest.day)} and signs it up to entry ${number(found.newest.seq)}.`
    : 'No checkpoint signs it yet: kith ledger checkpoint makes one.';
  const unmarked =
    evidence.mark === null
      ? ' There is no mark of its newest entry in KITH_HOME, so entries cut off its end since that checkpoint would not be missed.'
      : '';
  return `The ledger is whole: ${entries(found.entries)}, from ${momentInWords(found.from)} to ${momentInWords(found.to)}. ${upTo}${unmarked}\n`;
}

function beforeIt(count: number, until: string): string {
  if (count === 0) return 'Nothing stands before that.';
  return count === 1
    ? `The one entry before that is as it was written${until.replace('the last of them of', 'of')}.`
    : `The ${entries(count)} before that are as they were written${until}.`;
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${number(count)} entries`;
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

async function checkpoint(context: ProgramContext, out: string | null): Promise<number> {
  const { asOwner, keyring } = await context.openKith();
  const evidence = await evidenceOf(context, keyring);
  const folder = checkpointFolder(context.config.home);
  const made = await asOwner((owner) =>
    makeCheckpoint(owner, { keyring, evidence, now: context.now(), folder, again: true }),
  );
  if (!made.checkpoint) {
    if (!made.refused) throw new PlainError('The ledger is empty, so there is nothing to sign.');
    context.err(`The ledger is not whole, so it is not signed. ${made.refused.says}\n`);
    return 1;
  }
  if (out !== null) await writeCheckpointTo(keyring, made.checkpoint, resolve(context.cwd, out));
  const seq = number(made.checkpoint.seq);
  const signed = made.made
    ? `Signed the ledger up to entry ${seq}`
    : `The ledger was signed up to entry ${seq} already`;
  context.out(
    `${signed}: ${out ?? made.file}. Keep a copy where nobody who can change the database can change it too.\n`,
  );
  return 0;
}

/** Before the database is looked at: a server may write meanwhile. */
function evidenceOf({ config }: ProgramContext, keyring: Parameters<typeof gatherEvidence>[0]): Promise<Evidence> {
  return gatherEvidence(keyring, { checkpoints: checkpointFolder(config.home), mark: markFile(config.home) });
}
