import { londonDate } from '../clocks/index.ts';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Checkpoint, isGenuine, keepCheckpoint, listCheckpoints, signCheckpoint } from './checkpoint.ts';
import { writeCheckpointFile } from './checkpoint-files.ts';
import type { Evidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { verifyLedger } from './verify.ts';

/** What became of a checkpoint: made, or there already for this day; nothing to sign yet; or refused because of a finding. */
export type CheckpointMade =
  | { checkpoint: Checkpoint; made: boolean; file: string }
  | { checkpoint: null; refused: Finding | null };

/** What making a checkpoint needs. */
export interface CheckpointOptions {
  keyring: Keyring;
  evidence: Evidence;
  now: Date;
  /** The folder for its file, as `checkpointFolder` names it. */
  folder: string;
  /** Also where this day has one, when entries came after it. */
  again?: boolean;
}

/**
 * Signs where the chain ends, once a day in England, and keeps that in the database and as a file. Only a chain that is found
 * whole since the last checkpoint is signed. Needs a role that owns the tables. Right when it is done twice.
 */
export async function makeCheckpoint(owner: Db, options: CheckpointOptions): Promise<CheckpointMade> {
  const { keyring, evidence, now, folder } = options;
  const day = londonDate(now);
  const newest = (await listCheckpoints(owner)).findLast((one) => one.day === day && isGenuine(keyring, one));
  if (newest && !options.again) return keep(keyring, newest, folder, false);
  const found = await verifyLedger(owner, { keyring, evidence, sinceCheckpoint: true });
  if (found.first) return { checkpoint: null, refused: found.first };
  if (found.checkedTo.seq === 0) return { checkpoint: null, refused: null };
  if (newest?.seq === found.checkedTo.seq) return keep(keyring, newest, folder, false);
  const checkpoint = signCheckpoint(keyring, { day, ...found.checkedTo, madeAt: now.toISOString() });
  await keepCheckpoint(owner, checkpoint);
  return keep(keyring, checkpoint, folder, true);
}

async function keep(keyring: Keyring, checkpoint: Checkpoint, folder: string, made: boolean): Promise<CheckpointMade> {
  return { checkpoint, made, file: await writeCheckpointFile(keyring, checkpoint, folder) };
}
