import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import type { Logger } from 'pino';
import { access } from '../src/access.ts';
import { type Cursor, NEWEST } from '../src/directory/ledger/line.ts';
import { listEntries, type Wanted } from '../src/directory/ledger/repository.ts';
import { actAs, writeAccessTable } from '../src/platform/access/index.ts';
import { londonDate } from '../src/platform/clocks/index.ts';
import type { Db } from '../src/platform/database/connection.ts';
import { openDatabase } from '../src/platform/database/open.ts';
import { newKeyring } from '../src/platform/keys/keyring.ts';
import { verifyLedger } from '../src/platform/ledger/index.ts';
import { median, type Result, timesOf } from './measure.ts';
import { inventedCast, ledgerOfAMillion } from './support/ledger-of-a-million.ts';

const ENTRIES = 1_000_000;
const RUNS = 3;

/**
 * (f) A million entries checked, in a database of their own, against reading the same rows as they stand through the same
 * driver: what no check can do without.
 */
export async function ledgerCheck(home: string, log: Logger): Promise<Result[]> {
  const own = join(home, 'ledger');
  await mkdir(own, { mode: 0o755 });
  const database = await openDatabase({ home: own, databaseUrl: null, log, purpose: 'command' });
  const keyring = newKeyring();
  try {
    return await database.asOwner(async (owner) => {
      await ledgerOfAMillion(owner, keyring, ENTRIES);
      const evidence = { files: { found: [], damaged: [] }, mark: null };
      const checks = await timesOf(RUNS, 0, async () => {
        const found = await verifyLedger(owner, { keyring, evidence });
        if (!found.ok || found.entries !== ENTRIES)
          throw new Error(`The ledger was not found whole: ${found.first?.says}`);
      });
      const reads = await timesOf(RUNS, 0, () => readOnly(owner));
      const [checked, read] = [median(checks) / 1000, median(reads) / 1000];
      return [
        {
          what: `kith ledger verify: ${ENTRIES.toLocaleString('en-GB')} entries, against reading their rows`,
          ours: `${checked.toFixed(1)} s, ${Math.round(ENTRIES / checked).toLocaleString('en-GB')} entries/s`,
          baseline: `${read.toFixed(1)} s`,
          ratio: `1/${(checked / read).toFixed(1)}`,
          asked: '< 20 s',
          met: checked < 20,
        },
        await pages(database.db, owner),
      ];
    });
  } finally {
    await database.close();
  }
}

const NOTHING = {
  agency: null,
  event: null,
  outcome: null,
  kind: null,
  record: null,
  from: null,
  until: null,
} as const;

/** A page of the ledger as an auditor reads it, behind row-level security, narrowed down in every way, against the newest page. */
async function pages(db: Db, owner: Db): Promise<Result> {
  await writeAccessTable(owner, access);
  const { people, records, now } = inventedCast(new Date());
  const [person, record] = [people[7], records[7]];
  if (!person || !record) throw new Error('The invented ledger tells of nobody.');
  const day = (daysAgo: number) => londonDate(new Date(now.getTime() - daysAgo * 24 * 3_600_000));
  const asked: Record<string, [Wanted, Cursor]> = {
    newest: [NOTHING, NEWEST],
    'in the middle': [NOTHING, { before: ENTRIES / 2, after: null }],
    'towards the newest': [NOTHING, { before: null, after: Math.floor(ENTRIES / 3) }],
    'one person': [{ ...NOTHING, personId: person.id }, NEWEST],
    'one agency': [{ ...NOTHING, agency: person.agency }, NEWEST],
    'one act': [{ ...NOTHING, event: 'session.begin' }, NEWEST],
    'an act that nobody did': [{ ...NOTHING, event: 'none' }, NEWEST],
    'one kind': [{ ...NOTHING, kind: 'serious-incident-notification' }, NEWEST],
    'a kind that nobody used': [{ ...NOTHING, kind: 'person' }, NEWEST],
    refused: [{ ...NOTHING, outcome: 'refused' }, NEWEST],
    'one record': [{ ...NOTHING, record }, NEWEST],
    'a day long ago': [{ ...NOTHING, from: day(200), until: day(200) }, NEWEST],
    'one person in a month long ago': [{ ...NOTHING, personId: person.id, from: day(230), until: day(200) }, NEWEST],
  };
  const actor = { ...person, name: 'A benchmark', agencyName: '', team: null, roles: ['auditor'] as const };
  const took = new Map<string, number>();
  for (const [name, [wanted, cursor]] of Object.entries(asked)) {
    const read = () => actAs(db, { actor, purpose: 'audit', now }, (trx) => listEntries(trx, wanted, cursor));
    took.set(name, median(await timesOf(15, 7, read)));
  }
  const [slowest, time] = [...took].sort((one, other) => other[1] - one[1])[0] ?? ['', Number.NaN];
  const newest = took.get('newest') ?? Number.NaN;
  return {
    what: `a page of the ledger, the slowest of ${took.size} narrowings (${slowest}), against the newest page`,
    ours: `${time.toFixed(1)} ms`,
    baseline: `${newest.toFixed(1)} ms`,
    ratio: `${(time / newest).toFixed(1)}×`,
    asked: 'shown',
    met: true,
  };
}

/** Every row of both tables in order, a few hundred at a time, and nothing done with them. */
async function readOnly(owner: Db): Promise<void> {
  for (const table of ['ledger_entry', 'field_change']) {
    await owner.transaction().execute(async (trx) => {
      await sql`declare plain_rows no scroll cursor for select * from ${sql.table(table)} order by seq`.execute(trx);
      const next = CompiledQuery.raw('fetch 500 from plain_rows');
      while ((await trx.executeQuery(next)).rows.length > 0);
    });
  }
}
