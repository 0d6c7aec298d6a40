import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import type { Keyring } from '../keys/keyring.ts';
import { PlainError } from '../plain-error.ts';
import type { Provenance, RecordKind } from './kind.ts';
import { isSame, type LatestVersion, latestVersions, versionName } from './latest-versions.ts';
import { writeLoad } from './load-entry.ts';
import { beginLoad, type LoadOrigin, newestFingerprint } from './load-row.ts';
import { Mentions, SOURCE } from './mentions.ts';
import { heldPartnership, otherPartnership } from './one-partnership.ts';
import { inReadingOrder, PROBLEMS_TOLD, type Problem } from './problem.ts';
import type { KindCount, RecordTables } from './record-tables.ts';
import type { TextFile } from './yaml-file.ts';
import { type GivenRecord, readYearFile, type YearFile } from './year-file.ts';

const DEFAULT_KIND = 'year';

/** What a load may use, and what is remembered of it. */
export interface LoadOptions {
  /** Every kind a file may carry, in the order in which kinds are saved. */
  kinds: readonly RecordKind[];
  loadedBy: string;
  now: Date;
  /** What is remembered as the load's kind. */
  kind?: 'year' | 'shipped';
  /** Of a load that repeats itself: what its files held. With it the load is remembered also when nothing changed. */
  fingerprint?: string;
  /** Has the load written into the ledger, in its own transaction. */
  ledger?: { keyring: Keyring };
  /** How long to wait for another load to finish; 30 seconds unless told. */
  patienceSeconds?: number;
}

/** A load that was made: its number, or null when every record was already held and nothing is written. */
export interface LoadMade {
  ok: true;
  loadId: number | null;
  counts: KindCount[];
}

/** A load that was refused as a whole. */
export interface LoadRefused {
  ok: false;
  /** In reading order, at most fifty. */
  problems: Problem[];
  /** How many more there were. */
  untold: number;
}

/**
 * Loads records from files: all or nothing, in one transaction, one load at a time. A record that is held already
 * with the same content, source and place is left alone; a changed one gets a new version beside the old. Records that
 * a file no longer names stay. Throws PlainError when another load does not finish in time.
 */
export async function loadFiles(
  db: Db,
  files: readonly TextFile[],
  options: LoadOptions,
): Promise<LoadMade | LoadRefused> {
  const names = files.map((file) => file.name);
  const read = files.map((file) => readYearFile(file, options.kinds));
  try {
    return await db.transaction().execute(async (trx) => {
      await oneLoadAtATime(trx, options.patienceSeconds ?? 30);
      // Another process may have made this very load while we waited.
      if (await isMade(trx, options)) return { ok: true, loadId: null, counts: [] };
      const found = await examine(trx, read, options.kinds);
      if (found.problems.length > 0) throw new Refusal(found.problems);
      return await write(trx, files, found, options);
    });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.problems, names);
    // Raised at the end of the transaction, by a rule that is checked only then.
    if (isBrokenRule(error) && files[0]) {
      return refused([{ file: files[0].name, line: null, column: null, reason: ruleSentence(error) }], names);
    }
    throw error;
  }
}

/** What is wrong with files by themselves, before the database is asked. Pure. */
export function checkFiles(files: readonly TextFile[], kinds: readonly RecordKind[]): Problem[] {
  return files.flatMap((file) => readYearFile(file, kinds).problems);
}

class Refusal extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super('The load is refused.');
    this.problems = problems;
  }
}

function refused(problems: readonly Problem[], names: readonly string[]): LoadRefused {
  const ordered = inReadingOrder(problems, names);
  return { ok: false, problems: ordered.slice(0, PROBLEMS_TOLD), untold: Math.max(0, ordered.length - PROBLEMS_TOLD) };
}

/** Number of the lock under which every load runs; any fixed number not used elsewhere. */
const LOAD_LOCK = 5_171_022;

async function isMade(trx: Db, { fingerprint, kind }: LoadOptions): Promise<boolean> {
  return fingerprint !== undefined && (await newestFingerprint(trx, kind ?? DEFAULT_KIND)) === fingerprint;
}

async function oneLoadAtATime(trx: Db, patienceSeconds: number): Promise<void> {
  try {
    await sql`select set_config('lock_timeout', ${`${patienceSeconds}s`}, true)`.execute(trx);
    await sql`select pg_advisory_xact_lock(${LOAD_LOCK})`.execute(trx);
    await sql`select set_config('lock_timeout', '0', true)`.execute(trx);
  } catch (error) {
    if ((error as { code?: string }).code === '55P03') {
      throw new PlainError('Another load is running and has not finished. Wait until it is done and load again.', {
        cause: error,
      });
    }
    throw error;
  }
}

interface Examined {
  problems: Problem[];
  records: { given: GivenRecord; held: LatestVersion | undefined; position: number }[];
}

/** Looks at all records together and at what the database holds: keys given twice, mentions of nothing, years mixed up. */
async function examine(trx: Db, read: readonly YearFile[], kinds: readonly RecordKind[]): Promise<Examined> {
  const problems = read.flatMap((file) => file.problems);
  // A load for another database: what else it mentions would be judged there.
  const stray = otherPartnership(read, await heldPartnership(trx));
  if (stray !== null) return { problems: [...problems, stray], records: [] };
  const given = read.flatMap((file) => file.records);
  const mentions = new Mentions(read, kinds);
  const held = await latestVersions(trx, [...given.map(nameOf), ...mentions.wanted()]);
  problems.push(
    ...repeatedKeys(given),
    ...mentions.unknown(held),
    ...strayedKeys(given, held),
    ...missingSources(given),
  );
  const order = new Map(kinds.map((kind, index) => [kind.kind, index]));
  const counted = new Map<string, number>();
  const records = given.map((one) => {
    const position = counted.get(one.kind.kind) ?? 0;
    counted.set(one.kind.kind, position + 1);
    return { given: one, held: held.get(versionName(one.kind.kind, one.key)), position };
  });
  records.sort((a, b) => (order.get(a.given.kind.kind) ?? 0) - (order.get(b.given.kind.kind) ?? 0));
  return { problems, records };
}

function nameOf(one: GivenRecord): { kind: string; key: string } {
  return { kind: one.kind.kind, key: one.key };
}

function repeatedKeys(given: readonly GivenRecord[]): Problem[] {
  const first = new Map<string, Problem>();
  return given.flatMap((one) => {
    const name = versionName(one.kind.kind, one.key);
    const here = one.problemAt([], '');
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, here);
      return [];
    }
    const where = before.file === here.file ? `in line ${before.line}` : `in ${before.file}, line ${before.line}`;
    const spoken = one.kind.kind.replaceAll('-', ' ');
    return [one.problemAt([], `The ${spoken} "${one.key}" stands already ${where}. Give each record its own key.`)];
  });
}

/** A key that belongs to another year or partnership: using it again would overwrite what was said then. */
function strayedKeys(given: readonly GivenRecord[], held: ReadonlyMap<string, LatestVersion>): Problem[] {
  return given.flatMap((one) => {
    const before = held.get(versionName(one.kind.kind, one.key));
    if (before === undefined) return [];
    const strayed = (one.kind.needs ?? []).find((field) => before[field] !== null && before[field] !== one.head[field]);
    if (strayed === undefined) return [];
    const spoken = one.kind.kind.replaceAll('-', ' ');
    const reason = `The ${spoken} "${one.key}" belongs to ${before[strayed]} already. Give the one for ${one.head[strayed]} another key.`;
    return [one.problemAt(['key'], reason)];
  });
}

/** Every fact has a source: a file that speaks for a partnership says where its records come from. */
function missingSources(given: readonly GivenRecord[]): Problem[] {
  return given.flatMap((one) =>
    one.source === null && one.head.partnership !== null && one.kind.kind !== SOURCE
      ? [
          one.problemAt(
            [],
            'This record has no source. Add "source:" with the key of a source at the head of the file.',
          ),
        ]
      : [],
  );
}

async function write(trx: Db, files: readonly TextFile[], found: Examined, options: LoadOptions): Promise<LoadMade> {
  const counts = new Map<string, KindCount>();
  const fresh: Examined['records'] = [];
  for (const one of found.records) {
    const { kind, heading } = one.given.kind;
    const count = counts.get(kind) ?? { kind, heading, new: 0, changed: 0, unchanged: 0 };
    counts.set(kind, count);
    if (one.held === undefined) count.new++;
    else if (isSame(one.given, one.held)) count.unchanged++;
    else count.changed++;
    if (one.held === undefined || !isSame(one.given, one.held)) fresh.push(one);
  }
  const told = [...counts.values()];
  let loadId: number | null = null;
  if (fresh.length > 0 || options.fingerprint !== undefined) {
    const origin: LoadOrigin = {
      kind: options.kind ?? DEFAULT_KIND,
      files,
      loadedBy: options.loadedBy,
      now: options.now,
    };
    loadId = await beginLoad(trx, { ...origin, counts: told, fingerprint: options.fingerprint ?? null });
    await saveAll(trx, fresh, loadId, options.now);
  }
  await reorderAll(trx, found.records);
  if (fresh.length > 0) await verifyAll(trx, found.records);
  if (loadId !== null) await writeLoad(trx, { ...options, loadId, files, counts: told });
  return { ok: true, loadId, counts: told };
}

async function saveAll(trx: Db, fresh: Examined['records'], loadId: number, now: Date): Promise<void> {
  for (const { given, position } of fresh) {
    const provenance: Provenance = { loadId, source: given.source, place: given.place, ...given.head };
    try {
      await given.kind.save(trx, given.record, provenance, position);
    } catch (error) {
      // The first refusal ends the transaction, so later records cannot be tried.
      if (error instanceof PlainError) throw new Refusal([given.problemAt([], error.message)]);
      if (isBrokenRule(error)) throw new Refusal([given.problemAt([], ruleSentence(error))]);
      throw error;
    }
  }
  const rows = fresh.map(({ given, held }) => ({
    kind: given.kind.kind,
    key: given.key,
    version: (held?.version ?? 0) + 1,
    body: JSON.stringify(given.body),
    source_key: given.source,
    place: given.place,
    ...keptHead(given),
    load_id: loadId,
    recorded_at: now,
  }));
  const t = trx.withTables<RecordTables>();
  // A statement carries at most 65,535 values.
  for (let start = 0; start < rows.length; start += 1000) {
    await t
      .insertInto('record_version')
      .values(rows.slice(start, start + 1000))
      .execute();
  }
}

/** Year and partnership of a record, where its kind belongs to them. */
function keptHead(given: GivenRecord): { year: string | null; partnership: string | null } {
  const needs = given.kind.needs ?? [];
  return {
    year: needs.includes('year') ? given.head.year : null,
    partnership: needs.includes('partnership') ? given.head.partnership : null,
  };
}

async function reorderAll(trx: Db, records: Examined['records']): Promise<void> {
  for (const [kind, ofKind] of Map.groupBy(records, ({ given }) => given.kind)) {
    await kind.reorder?.(
      trx,
      ofKind.map(({ given }) => given.key),
    );
  }
}

async function verifyAll(trx: Db, records: Examined['records']): Promise<void> {
  const problems: Problem[] = [];
  for (const [kind, ofKind] of Map.groupBy(records, ({ given }) => given.kind)) {
    const byKey = new Map(ofKind.map(({ given }) => [given.key, given]));
    const faults = (await kind.verify?.(trx)) ?? [];
    // A fault concerns records that were held before as well; the reader can mend those of the load.
    const ofLoad = faults.filter((fault) => byKey.has(fault.key));
    for (const fault of ofLoad.length > 0 ? ofLoad : faults) {
      const culprit = byKey.get(fault.key) ?? ofKind[0]?.given;
      if (culprit) problems.push(culprit.problemAt(fault.path ?? [], fault.reason));
    }
  }
  if (problems.length > 0) throw new Refusal(problems);
}

/** Did the database refuse because of what the record says (SQLSTATE classes 22 and 23)? */
function isBrokenRule(error: unknown): error is Error & { code: string; constraint?: string } {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23]/.test(code);
}

function ruleSentence(error: { constraint?: string }): string {
  const rule = error.constraint === undefined ? '' : ` (rule ${error.constraint})`;
  return `The database cannot keep this record as it stands${rule}. Compare it with the format's description.`;
}
