import type { Db } from '../../platform/database/connection.ts';
import type { GivenChannel } from './channel.ts';

type Tables = {
  channel: {
    key: string;
    partnership: string;
    year: string;
    name: string;
    cycle: string | null;
    audience: string;
    purpose: string;
    reach: string[];
    position: number;
  };
};

/** A channel as pages show it. */
export interface Channel {
  kind: 'channel';
  key: string;
  year: string;
  name: string;
  cycle: string | null;
  audience: string;
  purpose: string;
  /** Codes of the indicators that count whom it reaches. */
  reach: string[];
}

/** Writes a channel's current state. */
export async function saveChannel(
  trx: Db,
  given: GivenChannel,
  place: { partnership: string; year: string; position: number },
): Promise<void> {
  const { key, ...channel } = given;
  const row = { ...channel, ...place, cycle: given.cycle ?? null };
  await trx
    .withTables<Tables>()
    .insertInto('channel')
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** The channels of a partnership's year, in the order of the files. */
export async function listChannels(db: Db, of: { partnership: string; year: string }): Promise<Channel[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('channel')
    .select(['key', 'year', 'name', 'cycle', 'audience', 'purpose', 'reach'])
    .where('partnership', '=', of.partnership)
    .where('year', '=', of.year)
    .orderBy('position')
    .orderBy('key')
    .execute();
  return rows.map((row) => ({ kind: 'channel', ...row }));
}
