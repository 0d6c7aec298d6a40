import { sql } from 'kysely';
import { type BankHoliday, type LimitUnit, type WorkingCalendar, workingCalendar } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { PlainError } from '../platform/plain-error.ts';
import type { Provenance } from '../platform/records/index.ts';
import type { LimitEdition, TimeLimit } from './rules.ts';
import type { GivenBankHoliday, GivenTimeLimit } from './time-limit.ts';

type Tables = {
  bank_holiday: { day: string; name: string; substitute: boolean };
  time_limit: {
    key: string;
    topic: string;
    title: string;
    starts: string;
    stops: string;
    note: string | null;
    checked_note: string | null;
    source_key: string | null;
    place: string | null;
    position: number;
  };
  time_limit_edition: {
    limit_key: string;
    position: number;
    title: string;
    in_force: string | null;
    until: string | null;
    amount: number | null;
    unit: LimitUnit | null;
    bound: LimitEdition['bound'];
    words: string | null;
    checked: LimitEdition['checked'];
  };
  source_document: { key: string; title: string; url: string | null };
};

/** Writes a bank holiday, in place of what was held for its day. */
export async function saveBankHoliday(trx: Db, { day, name, substitute }: GivenBankHoliday): Promise<void> {
  await trx
    .withTables<Tables>()
    .insertInto('bank_holiday')
    .values({ day, name, substitute })
    .onConflict((held) => held.column('day').doUpdateSet({ name, substitute }))
    .execute();
}

/** Writes a time limit and its editions, in place of what was held under its key. */
export async function saveTimeLimit(trx: Db, limit: GivenTimeLimit, from: Provenance, position: number): Promise<void> {
  const t = trx.withTables<Tables>();
  const row = {
    topic: limit.topic,
    title: limit.title,
    starts: limit.starts,
    stops: limit.stops,
    note: limit.note ?? null,
    checked_note: limit['checked-note'] ?? null,
    source_key: from.source,
    place: from.place,
    position,
  };
  await t
    .insertInto('time_limit')
    .values({ key: limit.key, ...row })
    .onConflict((held) => held.column('key').doUpdateSet(row))
    .execute();
  await t.deleteFrom('time_limit_edition').where('limit_key', '=', limit.key).execute();
  await t
    .insertInto('time_limit_edition')
    .values(
      limit.editions.map((edition, index) => ({
        limit_key: limit.key,
        position: index,
        title: edition.title,
        in_force: edition['in-force'] ?? null,
        until: edition.until ?? null,
        amount: edition.amount ?? null,
        unit: edition.unit ?? null,
        bound: edition.bound,
        words: edition.words ?? null,
        checked: edition.checked,
      })),
    )
    .execute();
}

/** Every bank holiday held, in order. */
export async function listBankHolidays(db: Db): Promise<BankHoliday[]> {
  return db
    .withTables<Tables>()
    .selectFrom('bank_holiday')
    .select(['day', 'name', 'substitute'])
    .orderBy('day')
    .execute();
}

/** England's working days, as far as bank holidays are held. Throws PlainError when none are, or a year between lacks them. */
export async function englandCalendar(db: Db): Promise<WorkingCalendar> {
  return workingCalendar(await listBankHolidays(db));
}

/** Every time limit held, in the order of its file. */
export async function listTimeLimits(db: Db): Promise<TimeLimit[]> {
  return limitsWhere(db, null);
}

/** One time limit, or nothing. */
export async function findTimeLimit(db: Db, key: string): Promise<TimeLimit | undefined> {
  return (await limitsWhere(db, key))[0];
}

/** One time limit. Throws PlainError (404) when no limit has the key. */
export async function getTimeLimit(db: Db, key: string): Promise<TimeLimit> {
  const limit = await findTimeLimit(db, key);
  if (!limit)
    throw new PlainError(`Kith holds no time limit “${key}”: choose one from the list of time limits.`, {
      statusCode: 404,
    });
  return limit;
}

async function limitsWhere(db: Db, key: string | null): Promise<TimeLimit[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('time_limit as l')
    .innerJoin('time_limit_edition as e', 'e.limit_key', 'l.key')
    .leftJoin('source_document as s', 's.key', 'l.source_key')
    .select(['l.key', 'l.topic', 'l.title', 'l.starts', 'l.stops', 'l.note', 'l.checked_note', 'l.place'])
    .select(['s.key as source', 's.title as source_title', 's.url as source_url'])
    .select(['e.title as edition', 'e.in_force', 'e.until', 'e.amount', 'e.unit', 'e.bound', 'e.words', 'e.checked'])
    .$if(key !== null, (query) => query.where('l.key', '=', key))
    .orderBy(sql`min(l.position) over (partition by l.topic)`)
    .orderBy('l.position')
    .orderBy('l.key')
    .orderBy('e.position')
    .execute();
  const limits = new Map<string, TimeLimit & { editions: LimitEdition[] }>();
  for (const row of rows) {
    const limit = limits.get(row.key) ?? {
      key: row.key,
      topic: row.topic,
      title: row.title,
      starts: row.starts,
      stops: row.stops,
      note: row.note,
      checkedNote: row.checked_note,
      source: row.source === null ? null : { key: row.source, title: row.source_title ?? '', url: row.source_url },
      place: row.place,
      editions: [],
    };
    limits.set(row.key, limit);
    limit.editions.push({
      title: row.edition,
      inForce: row.in_force,
      until: row.until,
      length: row.amount === null || row.unit === null ? null : { amount: row.amount, unit: row.unit },
      bound: row.bound,
      words: row.words,
      checked: row.checked,
    });
  }
  return [...limits.values()];
}
