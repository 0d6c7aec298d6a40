/**
 * What Kith brings along: the statutory rules of England and the vocabulary of indicators, without which no year can be
 * judged or counted, and one partnership's published year as a demonstration. All are year files like anybody's and go
 * through the same loader.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { modules } from '../modules.ts';
import type { Db } from '../platform/database/connection.ts';
import { projectRoot } from '../platform/paths.ts';
import {
  DEMONSTRATION_LOADER,
  fingerprintOf,
  heldPartnership,
  type LoadOptions,
  loadFiles,
  newestFingerprint,
  problemLine,
  readTextFiles,
  type TextFile,
} from '../platform/records/index.ts';
import { ensureDemonstrationActions } from './actions-load.ts';
import { ensureDemonstrationArrangements } from './arrangements-load.ts';
import { ensureDemonstrationReturns } from './census-load.ts';
import { ensureDemonstrationChallenges } from './challenges-load.ts';
import { ensureDemonstrationMeetings } from './meetings-load.ts';
import { ensureDemonstrationNotifications } from './notifications-load.ts';
import { ensureDemonstrationPapers } from './papers-load.ts';
import { ensureDemonstrationPeople } from './people.ts';
import { ensureDemonstrationScrutiny } from './scrutiny-load.ts';

export { DEMONSTRATION_PEOPLE, type DemonstrationPerson } from './people.ts';
export { refuseDemonstration } from './refuse.ts';

/** Who is named as the loader of the rules and the vocabulary where no demonstration is wanted. */
const KITH_ITSELF = 'Kith';

/** The folders without which no partnership's year can be loaded. */
const FOR_EVERY_YEAR = ['src/statutory/england', 'src/evidence/snapshot/vocabulary'] as const;
const DEMONSTRATION = 'src/demo/hsscp-2021-22';
/** Key of the partnership whose year is the demonstration. */
const DEMONSTRATED = 'hsscp';

/**
 * The files that Kith brings along, in the order in which they are read; names are relative to the checkout. The
 * demonstration is one partnership's year; without it the statutory rules and the vocabulary of indicators remain.
 */
export async function shippedFiles(demonstration = true): Promise<TextFile[]> {
  const names: string[] = [];
  for (const folder of demonstration ? [...FOR_EVERY_YEAR, DEMONSTRATION] : FOR_EVERY_YEAR) {
    const inFolder = await readdir(join(projectRoot, folder));
    names.push(
      ...inFolder
        .filter((name) => name.endsWith('.yaml'))
        .sort()
        .map((name) => `${folder}/${name}`),
    );
  }
  const { files, problems } = await readTextFiles(names, projectRoot);
  if (problems.length > 0)
    throw new Error(`Files of this checkout cannot be read: ${problems.map(problemLine).join(' ')}`);
  return files;
}

/**
 * Loads the shipped files when their content differs from what was loaded last, and puts the demonstration's invented
 * people, and what they are said to have recorded, beside them; else a few queries tell that all is there.
 * Where a partnership of its own is held the demonstration stays out, whatever is asked: a database holds one partnership.
 * A fault in the files is a defect of the checkout, so it is thrown as one.
 */
export async function ensureShippedData(
  db: Db,
  options: { now: () => Date; log: Logger; demonstration?: boolean; ledger?: LoadOptions['ledger'] },
): Promise<void> {
  const { now } = options;
  const held = await heldPartnership(db);
  const demonstration = options.demonstration !== false && (held === null || held === DEMONSTRATED);
  const files = await shippedFiles(demonstration);
  await ensureRecords(db, files, demonstration, options);
  if (!demonstration) return;
  await ensureDemonstrationPeople(db, now());
  // No record of a child without its entry in the ledger, not even of an invented one.
  const { ledger } = options;
  if (!ledger) return;
  await oneAtATime(db, async () => {
    for (const ensure of INVENTED) await ensure(db, { ...ledger, now: now() });
  });
}

/** What invented people are said to have recorded, in the order in which one speaks of another. */
const INVENTED = [
  ensureDemonstrationNotifications,
  ensureDemonstrationActions,
  ensureDemonstrationChallenges,
  ensureDemonstrationScrutiny,
  ensureDemonstrationArrangements,
  ensureDemonstrationMeetings,
  ensureDemonstrationPapers,
  ensureDemonstrationReturns,
];

/** Two programs that start at the same moment invent one after the other: the second finds all of it there. */
async function oneAtATime(db: Db, work: () => Promise<void>): Promise<void> {
  await db.connection().execute(async (one) => {
    await sql`select pg_advisory_lock(hashtextextended('kith demonstration', 0))`.execute(one);
    try {
      await work();
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended('kith demonstration', 0))`.execute(one);
    }
  });
}

async function ensureRecords(
  db: Db,
  files: readonly TextFile[],
  demonstration: boolean,
  { now, log, ledger }: { now: () => Date; log: Logger; ledger?: LoadOptions['ledger'] },
): Promise<void> {
  const fingerprint = fingerprintOf(files);
  if ((await newestFingerprint(db, 'shipped')) === fingerprint) return;
  const kinds = modules.flatMap((module) => module.recordKinds ?? []);
  const loaded = await loadFiles(db, files, {
    kinds,
    loadedBy: demonstration ? DEMONSTRATION_LOADER : KITH_ITSELF,
    now: now(),
    kind: 'shipped',
    fingerprint,
    ...(ledger ? { ledger } : {}),
  });
  if (!loaded.ok) {
    throw new Error(`The shipped year files have faults:\n${loaded.problems.map(problemLine).join('\n')}`);
  }
  log.info({ loadId: loaded.loadId, counts: loaded.counts }, 'shipped records loaded');
}
