import { z } from 'zod';
import type { Database } from '../database/open.ts';
import { type Task, task, type Work } from '../jobs/index.ts';
import type { JobKind } from '../jobs/job.ts';
import type { Keyring } from '../keys/keyring.ts';
import { checkpointFolder } from './checkpoint-files.ts';
import { gatherEvidence } from './evidence.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { markFile } from './mark.ts';

/** Done once a day. It carries nothing: which day it is, the clock says. */
export const SIGN_LEDGER: JobKind<Record<string, never>> = {
  name: 'sign-ledger',
  payload: z.strictObject({}).catch({}),
};

/** What the daily signing needs. */
export interface SigningOptions {
  asOwner: Database['asOwner'];
  keyring: Keyring;
  /** KITH_HOME. */
  home: string;
  now: () => Date;
}

/**
 * Signs the end of the ledger for the day, when what came since the last checkpoint is whole. Where it is not, that is an
 * error in the log and the job is tried again: it stays until somebody has looked.
 */
export function signingTask({ asOwner, keyring, home, now }: SigningOptions): Task {
  const work: Work<Record<string, never>> = async (_payload, { log }) => {
    const folder = checkpointFolder(home);
    const evidence = await gatherEvidence(keyring, { checkpoints: folder, mark: markFile(home) });
    const made = await asOwner((owner) => makeCheckpoint(owner, { keyring, evidence, now: now(), folder }));
    if (made.checkpoint) return log.info({ seq: made.checkpoint.seq, file: made.file }, 'the ledger is signed');
    if (made.refused) throw new Error(`The ledger is not whole, so it is not signed: ${made.refused.says}`);
  };
  return task(SIGN_LEDGER, work, { at: '10 1 * * *', catchUp: 86_400_000 });
}
