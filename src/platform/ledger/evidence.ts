import type { Keyring } from '../keys/keyring.ts';
import { type Checkpoint, isGenuine, isSameCheckpoint } from './checkpoint.ts';
import { type KeptCheckpoints, readCheckpointFiles } from './checkpoint-files.ts';
import type { Place } from './finding.ts';
import { type KeptMark, readMark } from './mark.ts';
import type { ChainPlace } from './walk.ts';

/** What stands outside the database and tells of the ledger. */
export interface Evidence {
  files: KeptCheckpoints;
  mark: KeptMark;
}

/** Reads the evidence. Before the database is looked at, or an entry written meanwhile would seem to be missing. */
export async function gatherEvidence(
  keyring: Keyring,
  where: { checkpoints: string; mark: string },
): Promise<Evidence> {
  return { files: await readCheckpointFiles(where.checkpoints), mark: await readMark(where.mark, keyring) };
}

/** What the database says of the end of its chain; null where it says nothing. */
export type Head = ChainPlace | null;

/** Everything that tells where the chain must have been. */
export interface Witnesses {
  head: Head;
  held: readonly Checkpoint[];
  evidence: Evidence;
}

/** Places whose codes the witnesses know. */
export function witnessed({ head, held, evidence }: Witnesses): Set<number> {
  const seqs = [...held, ...evidence.files.found].map((one) => one.seq);
  if (head) seqs.push(head.seq);
  if (evidence.mark !== null && evidence.mark !== 'damaged') seqs.push(evidence.mark.seq);
  return new Set(seqs);
}

/**
 * What the witnesses say of a chain that is whole in itself up to `last`: the first place at which one of them knows of an
 * entry that is gone or was another; null when all agree. `macs` are the codes that stand at the places they know, and
 * `since` where the walk began: what lies before was looked at another time.
 */
export function hearWitnesses(
  keyring: Keyring,
  witnesses: Witnesses,
  walked: { last: ChainPlace; macs: ReadonlyMap<number, string>; since: number },
): Place | null {
  const { head, held, evidence } = witnesses;
  const { last, macs, since } = walked;
  const all = [...held, ...evidence.files.found];
  const genuine = all.filter((one) => isGenuine(keyring, one));
  const mark = evidence.mark === 'damaged' ? null : evidence.mark;
  const known = [
    ...genuine.map((one) => ({ ...one, name: `the checkpoint of ${one.day}` })),
    ...(mark ? [{ ...mark, name: 'the mark of the newest entry beside the keys' }] : []),
  ]
    .filter((one) => one.seq > since)
    .sort((a, b) => a.seq - b.seq);
  const beyond = known.findLast((one) => one.seq > last.seq);
  const other = known.find((one) => one.seq <= last.seq && macs.get(one.seq) !== one.mac);
  if (other) {
    const sure = known.findLast((one) => one.seq < other.seq && macs.get(one.seq) === one.mac)?.seq ?? since;
    return {
      seq: sure + 1,
      fault: 'cut-off',
      more: `${capital(other.name)} knows another entry ${other.seq}: somewhere from entry ${sure + 1} on the end was cut off, and the ledger went on from there.`,
    };
  }
  if (beyond) {
    return { seq: last.seq + 1, fault: 'cut-off', more: `${capital(beyond.name)} knows of entry ${beyond.seq}.` };
  }
  if (head === null || head.seq !== last.seq || head.mac !== last.mac) {
    const cut = head !== null && head.seq > last.seq && head.mac !== last.mac;
    return cut
      ? { seq: last.seq + 1, fault: 'cut-off', more: `The database remembers that the last one was ${head.seq}.` }
      : { seq: last.seq, fault: 'head' };
  }
  return wrongCheckpoint(keyring, witnesses, all);
}

/** A checkpoint that nobody of us signed, or that is gone from the database though its file is there. */
function wrongCheckpoint(keyring: Keyring, { held, evidence }: Witnesses, all: readonly Checkpoint[]): Place | null {
  const forged = all.find((one) => !isGenuine(keyring, one));
  if (forged) {
    const more = `The checkpoint of ${forged.day} is not signed by a key of this Kith.`;
    return { seq: forged.seq, fault: 'checkpoint', more };
  }
  const [damaged] = evidence.files.damaged;
  if (damaged) return { seq: 0, fault: 'checkpoint', more: `The checkpoint in ${damaged} can’t be read any more.` };
  if (evidence.mark === 'damaged') {
    return {
      seq: 0,
      fault: 'checkpoint',
      more: 'The mark of the newest entry, ledger-mark.json, is not as Kith wrote it.',
    };
  }
  const gone = evidence.files.found.find((one) => !held.some((other) => isSameCheckpoint(one, other)));
  if (!gone) return null;
  const more = `The checkpoint of ${gone.day} is kept as a file and gone from the database.`;
  return { seq: gone.seq, fault: 'checkpoint', more };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
