import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ensureShippedData } from '../../src/demo/index.ts';
import type { Db } from '../../src/platform/database/connection.ts';
import { APP_ROLE } from '../../src/platform/database/roles.ts';
import { buildTestApp, type TestApp } from '../support/app.ts';
import { connectTo } from '../support/cluster.ts';

/** Tables that the program may read behind no policy, by the reason why that is right. */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  'It is published: statutory rules, the vocabulary, a partnership’s year': [
    ...['agency', 'area', 'arrangement_head', 'audit', 'audit_finding', 'bank_holiday', 'channel', 'comparator'],
    ...['computed_measure', 'figure', 'governance_group', 'governance_group_duty', 'governance_group_seat'],
    ...['guidance_edition', 'indicator', 'indicator_group', 'load', 'objective_tie', 'partner', 'partnership'],
    ...['partnership_area', 'passage', 'practice_review', 'practice_review_point', 'priority', 'priority_line'],
    ...['published_figure', 'published_link', 'published_series', 'quality_note', 'quality_note_about'],
    ...['record_version', 'report_requirement', 'report_section', 'requirement_answer', 'snapshot_line'],
    ...['source_document', 'statement', 'theme', 'theme_sighting', 'time_limit', 'time_limit_edition'],
    'training_offer',
  ],
  'Signing in needs it before anybody acts; use cases decide by the access table who else sees it': [
    ...['access_review', 'invitation', 'kept_form', 'passkey', 'password', 'person', 'person_identity'],
    ...['recovery_code', 'role_holding', 'session', 'sign_in_guard', 'sign_in_step', 'terms_acceptance', 'totp'],
  ],
  'The gate itself and the program’s own bookkeeping; it names no record’s content': [
    ...['access_grant', 'access_kind', 'access_sheltered', 'arrangement_reminder', 'ledger_checkpoint'],
    ...['outbox_message', 'schema_migration'],
  ],
};

/** Parts of records that are published as a whole: a part is seen with its record. */
const PARTS: Readonly<Record<string, { parent: string; by: string }>> = {
  action_objective: { parent: 'action', by: 'action_id' },
  arrangement_agency: { parent: 'arrangement_version', by: 'arrangement_id' },
  arrangement_section: { parent: 'arrangement_version', by: 'arrangement_id' },
  arrangement_signature: { parent: 'arrangement_version', by: 'arrangement_id' },
  budget_approval: { parent: 'budget', by: 'budget_id' },
  budget_contribution: { parent: 'budget', by: 'budget_id' },
  budget_entry: { parent: 'budget', by: 'budget_id' },
  budget_line: { parent: 'budget', by: 'budget_id' },
  recommendation_agency: { parent: 'recommendation', by: 'recommendation_id' },
};

let test: TestApp;
let root: Db;

beforeAll(async () => {
  test = await buildTestApp();
  await ensureShippedData(test.db, { now: test.now, log: test.log, ledger: { keyring: test.keyring } });
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(test.db);
  root = connectTo(inject('cluster'), rows[0]?.name ?? '', 'postgres', 2);
}, 120_000);
afterAll(async () => {
  await root.destroy();
  await test.close();
});

interface Table {
  name: string;
  secured: boolean;
  policies: number;
  reaches: boolean;
}

async function tables(): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name, c.relrowsecurity as secured,
      (select count(*)::integer from pg_policy p where p.polrelid = c.oid) as policies,
      has_table_privilege(${APP_ROLE}, c.oid, 'select') as reaches
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`.execute(root);
  return rows;
}

/** Whether a row was published, itself or with the record of which it is a part. */
async function published(table: string): Promise<RawBuilder<boolean>> {
  const part = PARTS[table];
  if (part) {
    const { parent, by } = part;
    return sql`exists (select from ${sql.table(parent)} p where p.id = t.${sql.ref(by)} and p.published)`;
  }
  const { rows } = await sql`
    select from pg_attribute where attrelid = ${table}::regclass and attname = 'published' and not attisdropped`.execute(
    root,
  );
  return rows.length > 0 ? sql`t.published` : sql`false`;
}

describe('every table', () => {
  it('is behind a policy, closed to the program, or open for a reason that is written down here', async () => {
    const open = (await tables()).filter(({ secured, reaches }) => reaches && !secured).map(({ name }) => name);
    expect(open.toSorted()).toEqual(Object.values(OPEN).flat().toSorted());
  });

  it('behind a policy shows a connection that acts for nobody no row but what was published on purpose', async () => {
    const faults: string[] = [];
    for (const { name, secured, reaches } of await tables()) {
      if (!secured || !reaches) continue;
      const { rows } = await sql<{ n: number }>`
        select count(*)::integer as n from ${sql.table(name)} t where not ${await published(name)}`.execute(test.db);
      if (rows[0]?.n !== 0) faults.push(`${name} shows ${rows[0]?.n} rows`);
    }
    expect(faults).toEqual([]);
  });
});
