import { sql } from 'kysely';
import type { Db } from '../database/connection.ts';
import { PARTNERSHIP } from './mentions.ts';
import { didYouMean } from './near-miss.ts';
import { shown } from './plain-issue.ts';
import type { Problem } from './problem.ts';
import type { GivenRecord, YearFile } from './year-file.ts';

/** Key of the partnership that a database holds, or null when it holds none. A database holds one at most. */
export async function heldPartnership(db: Db): Promise<string | null> {
  const found = await sql<{ key: string }>`
    select key from record_version where kind = ${PARTNERSHIP} order by id limit 1`.execute(db);
  return found.rows[0]?.key ?? null;
}

/**
 * The first place at which a load speaks for another partnership than the one held, or than the first one it describes
 * itself; null when there is none. Two in one database would stand under the name of the first.
 */
export function otherPartnership(read: readonly YearFile[], held: string | null): Problem | null {
  const ours = held ?? read.flatMap((file) => file.records).find(isPartnership)?.key;
  if (ours === undefined) return null;
  for (const file of read) {
    const named = file.head.partnership;
    if (named !== null && named !== ours) {
      const meant = didYouMean(named, [ours]);
      return file.problemAtHead(
        'partnership',
        meant === '' ? refusal(named, ours, held) : `There is no partnership ${shown(named)}.${meant}`,
      );
    }
    const second = file.records.find((one) => isPartnership(one) && one.key !== ours);
    if (second !== undefined) return second.problemAt([], refusal(second.key, ours, held));
  }
  return null;
}

function isPartnership(one: GivenRecord): boolean {
  return one.kind.kind === PARTNERSHIP;
}

function refusal(other: string, ours: string, held: string | null): string {
  const taken =
    held === null ? `This load is of the partnership ${shown(ours)}` : `This Kith is that of ${shown(ours)}`;
  return (
    `${taken}, and a database holds one partnership only: give ${shown(other)} a database of its own by another ` +
    'KITH_HOME or DATABASE_URL, and start it with KITH_ENV=production so that the demonstration stays out.'
  );
}
