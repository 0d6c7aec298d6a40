import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../clocks/index.ts';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';

/** Where the chain ended at a moment, signed. Whoever keeps it can show later that nothing before it was rewritten. */
export interface Checkpoint {
  /** The day in England. */
  day: PlainDate;
  /** The last entry, and its code in hexadecimal digits. */
  seq: number;
  mac: string;
  /** As `Date.toISOString` writes it. */
  madeAt: string;
  /** The key that signed. */
  keyId: string;
  /** Ed25519, in base64. */
  signature: string;
}

type Unsigned = Omit<Checkpoint, 'keyId' | 'signature'>;

/** What is signed: one line for each fact. */
function signedText({ day, seq, mac, madeAt }: Unsigned): Buffer {
  return Buffer.from(`Kith ledger checkpoint\nday ${day}\nentry ${seq}\ncode ${mac}\nmade ${madeAt}\n`);
}

/** Signs with the ring's newest key. */
export function signCheckpoint(keyring: Keyring, unsigned: Unsigned): Checkpoint {
  const { keyId, signature } = keyring.sign(signedText(unsigned));
  return { ...unsigned, keyId, signature: signature.toString('base64') };
}

/** Whether a key of the ring signed exactly this. */
export function isGenuine(keyring: Keyring, checkpoint: Checkpoint): boolean {
  return keyring.verify(checkpoint.keyId, signedText(checkpoint), Buffer.from(checkpoint.signature, 'base64'));
}

const HEX = /^[0-9a-f]{64}$/;
const fileShape = z.strictObject({
  kith: z.literal('ledger-checkpoint'),
  about: z.string(),
  day: z.iso.date(),
  seq: z.int().positive(),
  mac: z.string().regex(HEX),
  madeAt: z.iso.datetime(),
  keyId: z.string(),
  signature: z.base64(),
  publicKey: z.string(),
});

const ABOUT =
  'The end of Kith’s ledger on this day. “signature” is Ed25519 over five lines, each ended by a line feed: “Kith ledger checkpoint”, “day ” and day, “entry ” and seq, “code ” and mac, “made ” and madeAt.';

/** The file of a checkpoint, complete enough for somebody without Kith to check its signature. */
export function checkpointFileText(keyring: Keyring, checkpoint: Checkpoint): string {
  const publicKey = keyring.publicKey(checkpoint.keyId) ?? '';
  const content = { kith: 'ledger-checkpoint', about: ABOUT, ...checkpoint, publicKey };
  return `${JSON.stringify(content, null, 1)}\n`;
}

/** Reads a checkpoint's file; undefined where it is none. */
export function readCheckpointText(text: string): Checkpoint | undefined {
  try {
    const { kith: _kith, about: _about, publicKey: _publicKey, ...checkpoint } = fileShape.parse(JSON.parse(text));
    return checkpoint;
  } catch {
    return undefined;
  }
}

/** The checkpoints in the database, oldest first, just as they stand there. Needs a role that owns the table. */
export async function listCheckpoints(owner: Db): Promise<Checkpoint[]> {
  const { rows } = await sql<Checkpoint>`
    select c.day::text, c.seq, encode(c.mac, 'hex') as mac, c.key_id as "keyId", encode(c.signature, 'base64') as signature,
      to_char(c.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.') || case
        when date_trunc('milliseconds', c.made_at) = c.made_at then to_char(c.made_at, 'MS') else to_char(c.made_at, 'US')
      end || 'Z' as "madeAt"
    from public.ledger_checkpoint c order by c.seq, c.made_at, c.id`.execute(owner);
  return rows.map((row) => ({ ...row, signature: row.signature.replaceAll('\n', '') }));
}

/** Keeps a checkpoint in the database; once for each day and place. Needs a role that owns the table. */
export async function keepCheckpoint(owner: Db, checkpoint: Checkpoint): Promise<void> {
  await sql`
    insert into ledger_checkpoint (day, seq, mac, made_at, key_id, signature)
    values (${checkpoint.day}::date, ${checkpoint.seq}, ${Buffer.from(checkpoint.mac, 'hex')}, ${checkpoint.madeAt}::timestamptz,
      ${checkpoint.keyId}, ${Buffer.from(checkpoint.signature, 'base64')})
    on conflict (day, seq) do nothing`.execute(owner);
}

/** Whether two checkpoints say and are signed the same. */
export function isSameCheckpoint(one: Checkpoint, other: Checkpoint): boolean {
  return one.signature === other.signature && one.keyId === other.keyId && signedText(one).equals(signedText(other));
}
