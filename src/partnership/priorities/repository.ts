import { sql } from 'kysely';
import type { Db } from '../../platform/database/connection.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { RecordFault } from '../../platform/records/index.ts';
import type { GivenPriority, PrioritySection } from './priority.ts';

type Tables = {
  priority: {
    key: string;
    partnership: string;
    year: string;
    number: number;
    kind: GivenPriority['kind'];
    title: string;
    aim: string;
    rationale: string | null;
  };
  priority_line: {
    priority_key: string;
    section: PrioritySection;
    position: number;
    words: string;
    measured: boolean;
  };
};

/** A priority as pages and the yearly report show it. */
export interface Priority {
  kind: 'priority';
  key: string;
  partnership: string;
  year: string;
  number: number;
  priorityKind: GivenPriority['kind'];
  title: string;
  aim: string;
  rationale: string | null;
  entailed: string[];
  done: string[];
  /** `measured` is true only where a measure before and after stands behind the words. */
  impact: { words: string; measured: boolean }[];
  seeks: string[];
  notEvidenced: string[];
}

/** Writes a priority's current state and its lines. */
export async function savePriority(
  trx: Db,
  given: GivenPriority,
  place: { partnership: string; year: string },
): Promise<void> {
  const t = trx.withTables<Tables>();
  const row = {
    ...place,
    number: given.number,
    kind: given.kind,
    title: given.title,
    aim: given.aim,
    rationale: given.rationale ?? null,
  };
  await t
    .insertInto('priority')
    .values({ key: given.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
  await t.deleteFrom('priority_line').where('priority_key', '=', given.key).execute();
  const plain = (section: PrioritySection, lines: readonly string[]) =>
    lines.map((words, position) => ({ priority_key: given.key, section, position, words, measured: false }));
  const lines = [
    ...plain('entailed', given.entailed),
    ...plain('done', given.done),
    ...given.impact.map((line, position) => ({
      priority_key: given.key,
      section: 'impact' as const,
      position,
      ...line,
    })),
    ...plain('seeks', given.seeks),
    ...plain('not-evidenced', given.not_evidenced),
  ];
  if (lines.length > 0) await t.insertInto('priority_line').values(lines).execute();
}

/** Two priorities of one year cannot have the same number. */
export async function findSharedNumbers(trx: Db): Promise<RecordFault[]> {
  const found = await sql<{ key: string; number: number; year: string; other: string }>`
    select one.key, one.number, one.year, other.key as other
    from priority one join priority other
      on (other.partnership, other.year, other.number) = (one.partnership, one.year, one.number) and other.key <> one.key
    order by one.key`.execute(trx);
  return found.rows.map(({ key, number, year, other }) => ({
    key,
    path: ['number'],
    reason: `Number ${number} of ${year} is also that of "${other}". Give each its own number.`,
  }));
}

/** The priorities of a partnership's year, by number. */
export async function listPriorities(db: Db, of: { partnership: string; year: string }): Promise<Priority[]> {
  const t = db.withTables<Tables>();
  const rows = await t
    .selectFrom('priority')
    .selectAll()
    .where('partnership', '=', of.partnership)
    .where('year', '=', of.year)
    .orderBy('number')
    .execute();
  return await withLines(db, rows);
}

/** Years for which a partnership has priorities, newest first. */
export async function listPriorityYears(db: Db, partnership: string): Promise<string[]> {
  const rows = await db
    .withTables<Tables>()
    .selectFrom('priority')
    .select('year')
    .distinct()
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => row.year);
}

/** One priority by its key, or null. */
export async function findPriority(db: Db, key: string): Promise<Priority | null> {
  const rows = await db.withTables<Tables>().selectFrom('priority').selectAll().where('key', '=', key).execute();
  return (await withLines(db, rows))[0] ?? null;
}

/** One priority by its key. Throws PlainError (404) when there is none. */
export async function getPriority(db: Db, key: string): Promise<Priority> {
  const priority = await findPriority(db, key);
  if (priority === null) {
    throw new PlainError('There is no priority at this address; choose one from the list of priorities.', {
      statusCode: 404,
    });
  }
  return priority;
}

async function withLines(db: Db, rows: readonly Tables['priority'][]): Promise<Priority[]> {
  if (rows.length === 0) return [];
  const lines = await db
    .withTables<Tables>()
    .selectFrom('priority_line')
    .selectAll()
    .where(
      'priority_key',
      'in',
      rows.map((row) => row.key),
    )
    .orderBy('position')
    .execute();
  const byPriority = Map.groupBy(lines, (line) => line.priority_key);
  return rows.map(({ kind, ...row }) => {
    const own = byPriority.get(row.key) ?? [];
    const words = (section: PrioritySection) =>
      own.filter((line) => line.section === section).map((line) => line.words);
    return {
      ...row,
      kind: 'priority',
      priorityKind: kind,
      entailed: words('entailed'),
      done: words('done'),
      impact: own
        .filter((line) => line.section === 'impact')
        .map(({ words: said, measured }) => ({ words: said, measured })),
      seeks: words('seeks'),
      notEvidenced: words('not-evidenced'),
    };
  });
}
