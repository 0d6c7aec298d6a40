import { sql } from 'kysely';
import {
  actOnStatement,
  beginStatement,
  listTestSubjects,
  publishTest,
  recordTest,
  recordVisit,
  reportYearOf,
  SCRUTINY,
  saveDraft,
} from '../partnership/scrutiny/index.ts';
import { addDays, londonDate } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import { asInvented, type Writing, writeInvented } from './as-invented.ts';
import { INVENTED_STATEMENT, INVENTED_STATEMENT_ID, inventedTests, inventedVisits } from './scrutiny.ts';

const SCRUTINEER = 'Ines Example';
/** Two servers that start at the same moment write one after the other. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(hashtextextended('kith demonstration scrutiny', 0))`;

/**
 * Puts the invented tests, conversations and statement into a database that holds the demonstration, as its scrutineer, and
 * with an entry in the ledger. What is there is left as it is.
 */
export async function ensureDemonstrationScrutiny(db: Db, writing: Writing): Promise<void> {
  const today = londonDate(writing.now);
  const there = await asInvented(db, writing, { name: SCRUTINEER, ago: 0 }, async ({ trx }) => {
    const { rows } = await sql<{ id: string }>`
      select id from scrutiny_test union all select id from scrutiny_visit union all select id from scrutiny_statement`.execute(
      trx,
    );
    return new Set(rows.map(({ id }) => id));
  });
  const [tests, visits] = [inventedTests(), inventedVisits()];
  if ([...tests, ...visits, { id: INVENTED_STATEMENT_ID }].every(({ id }) => there.has(id))) return;
  await asInvented(db, writing, { name: SCRUTINEER, ago: 0 }, async (work) => {
    await ONE_AT_A_TIME.execute(work.trx);
    const note = (id: string, event: string, changes: Awaited<ReturnType<typeof recordTest>>['changes']) =>
      writeInvented(work, writing, {
        kind: SCRUTINY,
        id,
        event,
        says: 'Recorded something invented of scrutiny',
        changes,
      });
    const { rows } = await sql<{ id: string }>`
      select id from scrutiny_test union all select id from scrutiny_visit union all select id from scrutiny_statement`.execute(
      work.trx,
    );
    const held = new Set(rows.map(({ id }) => id));
    const subjects = await listTestSubjects(work.trx);
    // Recommendations are listed newest first; the invented tests name them from the first one made.
    const ofKind = (kind: string) => {
      const found = subjects.filter((one) => one.kind === kind);
      return kind === 'recommendation' ? found.toReversed() : found;
    };
    for (const { id, subject, given, ago, next, published } of tests) {
      const tested = ofKind(subject.kind)[subject.at];
      if (held.has(id) || !tested) continue;
      const nextLookOn = next === null ? null : addDays(today, next);
      const made = await recordTest(work, tested, { ...given, testedOn: addDays(today, -ago), nextLookOn }, id);
      await note(id, 'scrutiny.test', made.changes);
      if (published) await note(id, 'scrutiny.publish-test', await publishTest(work, id, true));
    }
    for (const { id, ago, given } of visits) {
      if (held.has(id)) continue;
      const made = await recordVisit(work, { ...given, visitedOn: addDays(today, -ago) }, id);
      await note(id, 'scrutiny.visit', made.changes);
    }
    if (held.has(INVENTED_STATEMENT_ID)) return;
    const begun = await beginStatement(work, reportYearOf(today), INVENTED_STATEMENT_ID);
    await note(begun.id, 'scrutiny.begin-statement', begun.changes);
    const saved = await saveDraft(work, begun.id, INVENTED_STATEMENT, { version: '1' });
    if (!('changed' in saved)) throw new Error('The demonstration’s statement can’t be written.');
    await note(begun.id, 'scrutiny.write-draft', saved.changed);
    await note(begun.id, 'scrutiny.sign-statement', await actOnStatement(work, begun.id, 2, 'sign'));
    await note(begun.id, 'scrutiny.publish-statement', await actOnStatement(work, begun.id, 3, 'publish'));
  });
}
