import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import type { SnapshotTables } from './tables.ts';

/** One published figure as a file gives it; either a value or the publisher's mark. */
export interface PublishedRow {
  area_code: string;
  area_name: string;
  measure_id: string;
  measure: string;
  breakdown: string;
  period: string;
  /** 1, or the place among rows that the file names alike. */
  repeat: number;
  value: number | null;
  flag: string | null;
  source: string;
}

/** How rows stand to what is held: never seen, held with another value, mark or source, and held just so. */
export interface Standing {
  counts: { new: number; changed: number; unchanged: number };
  /** Rows to write, each with the version it becomes. */
  fresh: (PublishedRow & { version: number })[];
}

/** Keeps other loads of published figures out until the transaction ends; reading goes on. */
export async function lockPublished(trx: Db): Promise<void> {
  await sql`lock table published_figure in share row exclusive mode`.execute(trx);
}

/** Compares rows with the current figures of their measures. One query; the rows themselves are not sent. */
export async function standingOf(trx: Db, rows: readonly PublishedRow[]): Promise<Standing> {
  const measures = [...new Set(rows.map((row) => row.measure_id))];
  const held = await trx
    .withTables<SnapshotTables>()
    .selectFrom('current_published_figure')
    .select([
      'area_code',
      'measure_id',
      'measure',
      'breakdown',
      'period',
      'repeat',
      'version',
      'value',
      'flag',
      'source',
    ])
    .where(({ eb, fn }) => eb('measure_id', '=', fn.any(sql<string[]>`${measures}::text[]`)))
    .execute();
  const byName = new Map(held.map((row) => [nameOf(row), row]));
  const counts = { new: 0, changed: 0, unchanged: 0 };
  const fresh: Standing['fresh'] = [];
  for (const row of rows) {
    const before = byName.get(nameOf(row));
    if (before?.value === row.value && before.flag === row.flag && before.source === row.source) {
      counts.unchanged += 1;
      continue;
    }
    counts[before === undefined ? 'new' : 'changed'] += 1;
    fresh.push({ ...row, version: (before?.version ?? 0) + 1 });
  }
  return { counts, fresh };
}

function nameOf(row: Pick<PublishedRow, 'measure_id' | 'measure' | 'breakdown' | 'area_code' | 'period' | 'repeat'>) {
  return `${row.measure_id}\u0000${row.measure}\u0000${row.breakdown}\u0000${row.area_code}\u0000${row.period}\u0000${row.repeat}`;
}

/** Writes new rows and new versions, and what the list says of their series: two statements whatever their number. */
export async function storePublished(trx: Db, fresh: Standing['fresh'], loadId: number): Promise<void> {
  const column = <K extends keyof Standing['fresh'][number]>(name: K) => fresh.map((row) => row[name]);
  await sql`
    insert into published_figure
      (area_code, area_name, measure_id, measure, breakdown, period, repeat, version, value, flag, source, load_id)
    select given.*, ${loadId}::bigint
    from unnest(
      ${column('area_code')}::text[], ${column('area_name')}::text[], ${column('measure_id')}::text[],
      ${column('measure')}::text[], ${column('breakdown')}::text[], ${column('period')}::text[],
      ${column('repeat')}::integer[], ${column('version')}::integer[], ${column('value')}::numeric[],
      ${column('flag')}::text[], ${column('source')}::text[]
    ) as given`.execute(trx);
  const names = [...new Map(fresh.map((row) => [seriesOf(row), row])).values()];
  await sql`
    insert into published_series as held
      (measure_id, measure, breakdown, first_period, last_period, rows, areas, source)
    select measure_id, measure, breakdown, min(period), max(period), count(*), count(distinct area_code), min(source)
    from current_published_figure
    where (measure_id, measure, breakdown) in (
      select * from unnest(${names.map((row) => row.measure_id)}::text[], ${names.map((row) => row.measure)}::text[],
                           ${names.map((row) => row.breakdown)}::text[]))
    group by measure_id, measure, breakdown
    on conflict (measure_id, measure, breakdown) do update set
      first_period = excluded.first_period, last_period = excluded.last_period, rows = excluded.rows,
      areas = excluded.areas, source = excluded.source`.execute(trx);
}

function seriesOf(row: PublishedRow): string {
  return `${row.measure_id}\u0000${row.measure}\u0000${row.breakdown}`;
}
