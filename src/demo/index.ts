/**
 * What Kith brings along: the statutory rules of England, without which no year can be judged, and one partnership's
 * published year as a demonstration. Both are year files like anybody's and go through the same loader.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { modules } from '../modules.ts';
import type { Db } from '../platform/database/connection.ts';
import { projectRoot } from '../platform/paths.ts';
import {
  fingerprintOf,
  loadFiles,
  newestFingerprint,
  problemLine,
  readTextFiles,
  type TextFile,
} from '../platform/records/index.ts';

/** Who is named as the loader of the demonstration. */
export const SHIPPED_BY = 'Kith demonstration';

/** Who is named as the loader of the statutory rules where no demonstration is wanted. */
const KITH_ITSELF = 'Kith';

const STATUTORY = 'src/statutory/england';
const DEMONSTRATION = 'src/demo/hsscp-2021-22';

/**
 * The files that Kith brings along, in the order in which they are read; names are relative to the checkout. The
 * demonstration is one partnership's year; without it only the statutory rules remain.
 */
export async function shippedFiles(demonstration = true): Promise<TextFile[]> {
  const names: string[] = [];
  for (const folder of demonstration ? [STATUTORY, DEMONSTRATION] : [STATUTORY]) {
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
 * Loads the shipped files when their content differs from what was loaded last; else one query tells that all is there.
 * A fault in them is a defect of the checkout, so it is thrown as one.
 */
export async function ensureShippedData(
  db: Db,
  { now, log, demonstration = true }: { now: () => Date; log: Logger; demonstration?: boolean },
): Promise<void> {
  const files = await shippedFiles(demonstration);
  const fingerprint = fingerprintOf(files);
  if ((await newestFingerprint(db, 'shipped')) === fingerprint) return;
  const kinds = modules.flatMap((module) => module.recordKinds ?? []);
  const loaded = await loadFiles(db, files, {
    kinds,
    loadedBy: demonstration ? SHIPPED_BY : KITH_ITSELF,
    now: now(),
    kind: 'shipped',
    fingerprint,
  });
  if (!loaded.ok) {
    throw new Error(`The shipped year files have faults:\n${loaded.problems.map(problemLine).join('\n')}`);
  }
  log.info({ loadId: loaded.loadId, counts: loaded.counts }, 'shipped records loaded');
}
