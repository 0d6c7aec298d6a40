import { namesOf } from '../../directory/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { listThemes } from '../learning/index.ts';

/** Names of people, agencies and themes that stand in a history by number or key. */
export async function challengeNames(trx: Db, held: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const themes = (await listThemes(trx)).map(({ key, name }): [string, string] => [key, name]);
  return new Map([...themes, ...(await namesOf(trx, held))]);
}
