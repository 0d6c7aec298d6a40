import { sql } from 'kysely';
import { momentInWords } from '../clocks/index.ts';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { type Checkpoint, isGenuine, listCheckpoints } from './checkpoint.ts';
import { type Evidence, type Head, hearWitnesses, type Witnesses, witnessed } from './evidence.ts';
import type { Finding, Place } from './finding.ts';
import { CHAIN_START, type ChainPlace, walk } from './walk.ts';

/** What a check of the ledger found. */
export interface Verification {
  ok: boolean;
  /** How many entries were found whole, and when the first and the last of them happened. */
  entries: number;
  from: Date | null;
  to: Date | null;
  /** The last entry that was found whole. */
  checkedTo: ChainPlace;
  /** Genuine checkpoints in the database that agree, and the newest. */
  checkpoints: number;
  newest: Checkpoint | null;
  /** The first place that is not whole. */
  first: Finding | null;
}

/** How to check. */
export interface VerifyOptions {
  keyring: Keyring;
  evidence: Evidence;
  /** Begin after the newest genuine checkpoint instead of at the first entry. */
  sinceCheckpoint?: boolean;
}

/**
 * Checks the whole ledger against the keys and against what is kept outside the database, and names the first entry that was
 * altered, removed or put in, whoever did it. Needs a role that owns the tables; trusts nothing in the database but
 * PostgreSQL itself. Reads one state of it, so entries may be written meanwhile.
 */
export async function verifyLedger(owner: Db, options: VerifyOptions): Promise<Verification> {
  return owner
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      await trustNoSettings(trx);
      const strange = await strangeTable(trx);
      if (strange) return { ...NOTHING_READ, first: { ...strange, at: null, says: strange.more ?? '' } };
      const held = await listCheckpoints(trx);
      const genuine = held.filter((one) => isGenuine(options.keyring, one));
      const witnesses: Witnesses = { head: await readHead(trx), held, evidence: options.evidence };
      const since = options.sinceCheckpoint ? placeOf(genuine.at(-1)) : CHAIN_START;
      const begun = (await namelessRow(trx)) ?? (await stillThere(trx, since));
      const walked = await walk(trx, options.keyring, since, witnessed(witnesses));
      const place = begun ?? walked.first ?? hearWitnesses(options.keyring, witnesses, { ...walked, since: since.seq });
      const first = place && (await inWords(trx, place));
      return {
        ok: first === null,
        entries: walked.entries,
        ...(await span(trx, since.seq, walked.last.seq)),
        checkedTo: walked.last,
        checkpoints: genuine.filter((one) => one.seq <= walked.last.seq).length,
        newest: genuine.findLast((one) => one.seq <= walked.last.seq) ?? null,
        first,
      };
    });
}

const NOTHING_READ = {
  ok: false,
  entries: 0,
  from: null,
  to: null,
  checkedTo: CHAIN_START,
  checkpoints: 0,
  newest: null,
} as const;

/** Whoever owns the database may have set anything for the role that checks: where names are looked up, how dates are written. */
async function trustNoSettings(trx: Db): Promise<void> {
  await sql`select set_config('search_path', 'pg_catalog', true), set_config('DateStyle', 'ISO, DMY', true),
    set_config('TimeZone', 'UTC', true), set_config('jit', 'off', true), set_config('cursor_tuple_fraction', '1', true),
    set_config('statement_timeout', '0', true)`.execute(trx);
}

const TABLES = ['ledger_entry', 'ledger_head', 'field_change', 'ledger_checkpoint'];

/** A view in a table's place, or rules that rewrite what is asked of it. */
async function strangeTable(trx: Db): Promise<Place | null> {
  const { rows } = await sql<{ tables: number }>`
    select count(*) as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and not c.relhasrules and not c.relforcerowsecurity
      and c.relname = any(${TABLES})`.execute(trx);
  if (rows[0]?.tables === TABLES.length) return null;
  return { seq: 0, fault: 'altered', more: 'The tables of the ledger are not those that Kith made.' };
}

/** Rows without a number would be shown to nobody who asks in order. Where the columns are as Kith made them this costs nothing. */
async function namelessRow(trx: Db): Promise<Place | null> {
  const { rows } = await sql<{ entry: boolean; change: boolean }>`
    select exists (select from public.ledger_entry where seq is null) as entry,
      exists (select from public.field_change where seq is null) as change`.execute(trx);
  if (!rows[0]?.entry && !rows[0]?.change) return null;
  return { seq: 0, fault: rows[0].entry ? 'inserted' : 'changes-altered', more: 'It has no number.' };
}

async function readHead(trx: Db): Promise<Head> {
  const { rows } = await sql<ChainPlace>`
    select seq, encode(mac, 'hex') as mac from public.ledger_head`.execute(trx);
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

function placeOf(checkpoint: Checkpoint | undefined): ChainPlace {
  return checkpoint ? { seq: checkpoint.seq, mac: checkpoint.mac } : CHAIN_START;
}

/** Whether the entry that a walk is to follow is the one that was signed. */
async function stillThere(trx: Db, since: ChainPlace): Promise<Place | null> {
  if (since.seq === 0) return null;
  const { rows } = await sql<{ mac: string }>`
    select encode(mac, 'hex') as mac from public.ledger_entry where seq = ${since.seq}`.execute(trx);
  if (rows.length === 1 && rows[0]?.mac === since.mac) return null;
  return { seq: since.seq, fault: rows.length === 0 ? 'removed' : 'altered', more: 'A checkpoint was made of it.' };
}

async function span(trx: Db, after: number, last: number): Promise<{ from: Date | null; to: Date | null }> {
  const { rows } = await sql<{ seq: number; at: Date }>`
    select seq, at from public.ledger_entry where seq in (${after + 1}, ${last}) order by seq`.execute(trx);
  return { from: rows[0]?.at ?? null, to: rows.at(-1)?.at ?? null };
}

interface Standing {
  at: Date;
  who: string;
  doing: string;
}

async function inWords(trx: Db, place: Place): Promise<Finding> {
  const { rows } = await sql<Standing & { seq: number }>`
    select seq, at, who, doing from public.ledger_entry where seq in (${place.seq - 1}, ${place.seq}) order by seq`.execute(
    trx,
  );
  const standing = rows.find((row) => row.seq === place.seq);
  const before = rows.find((row) => row.seq === place.seq - 1);
  const of = standing ? ` (${told(standing)})` : '';
  const after = before ? ` The one before it is of ${told(before)}.` : '';
  const words: Record<Place['fault'], string> = {
    altered: `Entry ${place.seq}${of} is not as it was written.`,
    removed: `Entry ${place.seq} is missing.${after}`,
    inserted: `Entry ${place.seq}${of} was put in: Kith did not write it.`,
    'cut-off': `The end of the ledger was cut off from entry ${place.seq} on.${after}`,
    'changes-altered': `The fields that entry ${place.seq}${of} changed are not those that were written with it.`,
    head: `The end of the chain, after entry ${place.seq}${of}, was altered in the table ledger_head.`,
    checkpoint: 'A checkpoint is not as it was made.',
    'unknown-key': `Entry ${place.seq}${of} was written with a key that is not in the keys file, or by nobody who had one.`,
  };
  const says = [words[place.fault], place.more].filter(Boolean).join(' ');
  const stands = place.fault !== 'removed' && place.fault !== 'cut-off';
  return { seq: place.seq, fault: place.fault, at: (stands && standing?.at) || null, says };
}

function told({ at, who, doing }: Standing): string {
  const when = at instanceof Date && !Number.isNaN(at.getTime()) ? momentInWords(at) : 'an impossible moment';
  return `“${doing}”, ${who}, ${when}`;
}
