import { sql } from 'kysely';
import { reaches, type Work } from '../../platform/access/index.ts';
import { forPurpose, purposeOf } from '../../platform/waiting/index.ts';
import { actionHref, recommendationHref } from './pages/links.ts';
import { ACTION, RECOMMENDATION } from './policy.ts';

/**
 * Addresses of the actions and recommendations with these references, by reference: those whose own page opens to whoever
 * asks. That something is published does not open what surrounds it.
 */
export async function hrefsOfWork(work: Work, references: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [kind, table, hrefOf] of [
    [ACTION, 'action', actionHref],
    [RECOMMENDATION, 'recommendation', recommendationHref],
  ] as const) {
    const purpose = purposeOf(work, { action: 'read', kind });
    if (purpose === null) continue;
    await forPurpose(work, purpose, async (reader) => {
      const { rows } = await sql<{ id: string; reference: string; agency: string; ownerId: string }>`
        select id, reference, agency, owner_id as "ownerId" from ${sql.table(table)}
        where reference = any(${references}::text[])`.execute(reader.trx);
      for (const row of rows) if (reaches(reader, 'read', kind, row)) found.set(row.reference, hrefOf(row.id));
    });
  }
  return found;
}
