import { sql } from 'kysely';
import type { PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import type {
  Budget,
  BudgetLineItem,
  BudgetState,
  BudgetWords,
  Entry,
  GivenContribution,
  GivenLine,
  LineKind,
} from './budget.ts';

type Tables = {
  budget: {
    id: string;
    partnership: string;
    year: string;
    agency: string;
    owner_id: string;
    version: number;
    made_at: Date;
    changed_at: Date;
    state: BudgetState;
    round: number;
    note: string | null;
    sent_back_by: string | null;
    sent_back_because: string | null;
    bought: string | null;
    changed: string | null;
    evidence: string | null;
    judged_by: string | null;
    agreed_on: string | null;
    closed_on: string | null;
    published_on: string | null;
    published: boolean;
  };
  budget_line: {
    id: string;
    budget_id: string;
    key: string;
    title: string;
    kind: LineKind;
    // Whole pence as text: a driver's number would stop being exact before the column does.
    planned: string;
    words: string | null;
    position: number;
    version: number;
  };
  budget_contribution: {
    id: string;
    budget_id: string;
    contributor: string;
    form: GivenContribution['form'];
    agreed: string | null;
    words: string | null;
    position: number;
    version: number;
  };
  budget_entry: {
    id: string;
    budget_id: string;
    line_id: string | null;
    contribution_id: string | null;
    amount: string;
    entry_date: string;
    words: string;
    recorded_by: string;
    recorded_at: Date;
    reverses: string | null;
  };
  budget_approval: {
    id: string;
    budget_id: string;
    round: number;
    agency: string;
    post: string;
    person_id: string | null;
    recorded_by: string;
    approved_on: string;
    minuted_at: string | null;
  };
};

/** Budgets that whoever asks may see, the newest year first: with a handle that acts for nobody, the published ones. */
export async function listBudgets(db: Db, partnership: string): Promise<BudgetLineItem[]> {
  return db
    .withTables<Tables>()
    .selectFrom('budget')
    .select(['id', 'year', 'state', 'published'])
    .where('partnership', '=', partnership)
    .orderBy('year', 'desc')
    .execute();
}

type Packed = Omit<Budget, 'lines' | 'contributions' | 'entries'> & {
  lines: (Omit<Budget['lines'][number], 'planned'> & { planned: string })[];
  contributions: (Omit<Budget['contributions'][number], 'agreed'> & { agreed: string | null })[];
  entries: (Omit<Entry, 'amount' | 'recordedAt'> & { amount: string; recordedAt: string })[];
};

/** One year’s money with all its parts, or null where there is none that whoever asks may see. */
export async function findBudget(
  db: Db,
  by: { id: string } | { partnership: string; year: string },
): Promise<Budget | null> {
  const which =
    'id' in by ? sql`b.id = ${by.id}::uuid` : sql`b.partnership = ${by.partnership} and b.year = ${by.year}`;
  // One statement for all parts; amounts travel as text, exact to the penny.
  const { rows } = await sql<Packed>`
    select b.id, b.partnership, b.year, b.agency, b.owner_id as "ownerId", b.version, b.state, b.round, b.note, b.published,
      b.sent_back_because as "sentBackBecause", b.bought, b.changed, b.evidence, b.judged_by as "judgedBy",
      b.agreed_on as "agreedOn", b.closed_on as "closedOn", b.published_on as "publishedOn",
      coalesce((select json_agg(json_build_object('id', l.id, 'key', l.key, 'title', l.title, 'kind', l.kind,
          'planned', l.planned::text, 'words', l.words, 'version', l.version) order by l.position, l.key)
        from budget_line l where l.budget_id = b.id), '[]') as lines,
      coalesce((select json_agg(json_build_object('id', c.id, 'contributor', c.contributor, 'contributorName', a.name,
          'form', c.form, 'agreed', c.agreed::text, 'words', c.words, 'version', c.version) order by c.position, a.name)
        from budget_contribution c join agency a on a.key = c.contributor where c.budget_id = b.id), '[]') as contributions,
      coalesce((select json_agg(json_build_object('id', e.id, 'lineId', e.line_id, 'contributionId', e.contribution_id,
          'amount', e.amount::text, 'on', e.entry_date, 'words', e.words, 'recordedAt', e.recorded_at,
          'recordedBy', case when access_person() is not null then p.name end, 'reverses', e.reverses) order by e.entry_date, e.recorded_at, e.amount desc)
        from budget_entry e join person p on p.id = e.recorded_by where e.budget_id = b.id), '[]') as entries,
      coalesce((select json_agg(json_build_object('agency', g.agency, 'agencyName', a.name, 'post', g.post,
          'approvedOn', g.approved_on, 'minutedAt', g.minuted_at) order by g.approved_on, a.name)
        from budget_approval g join agency a on a.key = g.agency
        where g.budget_id = b.id and g.round = b.round), '[]') as approvals
    from budget b where ${which}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  return {
    ...row,
    lines: row.lines.map((one) => ({ ...one, planned: BigInt(one.planned) })),
    contributions: row.contributions.map((one) => ({
      ...one,
      agreed: one.agreed === null ? null : BigInt(one.agreed),
    })),
    entries: row.entries.map((one) => ({ ...one, amount: BigInt(one.amount), recordedAt: new Date(one.recordedAt) })),
  };
}

/** Writes a new draft. */
export async function insertBudget(
  trx: Db,
  record: { id: string; partnership: string; year: string; agency: string; ownerId: string; now: Date },
  note: string | null,
): Promise<void> {
  const { id, partnership, year, agency, now } = record;
  await sql`
    insert into budget (id, partnership, year, agency, owner_id, made_at, changed_at, state, note)
    values (${id}::uuid, ${partnership}, ${year}, ${agency}, ${record.ownerId}::uuid, ${now}, ${now}, 'draft', ${note})`.execute(
    trx,
  );
}

/** Adds a line at the end. */
export async function insertLine(
  trx: Db,
  budgetId: string,
  line: GivenLine & { id: string; key: string },
): Promise<void> {
  await sql`
    insert into budget_line (id, budget_id, key, title, kind, planned, words, position)
    select ${line.id}::uuid, ${budgetId}::uuid, ${line.key}, ${line.title}, ${line.kind}, ${String(line.planned)}::bigint,
      ${line.words}, coalesce((select max(position) + 1 from budget_line where budget_id = ${budgetId}::uuid), 0)`.execute(
    trx,
  );
}

/** Writes a line, unless somebody else did since that version; then it returns false. */
export async function updateLine(trx: Db, at: { id: string; version: number }, line: GivenLine): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('budget_line')
    .set({ ...line, planned: String(line.planned), version: at.version + 1 })
    .where('id', '=', at.id)
    .where('version', '=', at.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Adds a contribution at the end; false where that agency has one of that form already. */
export async function insertContribution(
  trx: Db,
  budgetId: string,
  one: GivenContribution & { id: string },
): Promise<boolean> {
  const agreed = one.agreed === null ? null : String(one.agreed);
  const { numAffectedRows } = await sql`
    insert into budget_contribution (id, budget_id, contributor, form, agreed, words, position)
    select ${one.id}::uuid, ${budgetId}::uuid, ${one.contributor}, ${one.form}, ${agreed}::bigint, ${one.words},
      coalesce((select max(position) + 1 from budget_contribution where budget_id = ${budgetId}::uuid), 0)
    on conflict (budget_id, contributor, form) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** Writes a contribution, unless somebody else did since that version; then it returns false. */
export async function updateContribution(
  trx: Db,
  at: { id: string; version: number },
  one: GivenContribution,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('budget_contribution')
    .set({ ...one, agreed: one.agreed === null ? null : String(one.agreed), version: at.version + 1 })
    .where('id', '=', at.id)
    .where('version', '=', at.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes a line or a contribution out of a draft, in the version that whoever does so has read. */
export async function deleteFromPlan(
  trx: Db,
  table: 'budget_line' | 'budget_contribution',
  at: { id: string; version: number },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where id = ${at.id}::uuid and version = ${at.version}`.execute(trx);
  return numAffectedRows === 1n;
}

/** What stands in a new entry. */
export type NewEntry = Omit<Entry, 'recordedBy'> & {
  /** The number of whoever writes it down. */
  recordedBy: string;
};

/** Adds an entry; false where the entry that it takes back was taken back already. */
export async function insertEntry(trx: Db, budgetId: string, one: NewEntry): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .withTables<Tables>()
    .insertInto('budget_entry')
    .values({
      ...{ id: one.id, budget_id: budgetId, line_id: one.lineId, contribution_id: one.contributionId },
      ...{ amount: String(one.amount), entry_date: one.on, words: one.words, recorded_by: one.recordedBy },
      ...{ recorded_at: one.recordedAt, reverses: one.reverses },
    })
    .onConflict((conflict) => conflict.column('reverses').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes an approval; false where that agency has agreed already. */
export async function insertApproval(
  trx: Db,
  budgetId: string,
  one: {
    round: number;
    agency: string;
    post: string;
    personId: string | null;
    recordedBy: string;
    approvedOn: PlainDate;
    minutedAt: string | null;
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .withTables<Tables>()
    .insertInto('budget_approval')
    .values({
      ...{ id: crypto.randomUUID(), budget_id: budgetId, round: one.round, agency: one.agency, post: one.post },
      ...{
        person_id: one.personId,
        recorded_by: one.recordedBy,
        approved_on: one.approvedOn,
        minuted_at: one.minutedAt,
      },
    })
    .onConflict((conflict) => conflict.columns(['budget_id', 'round', 'agency']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Writes what is said of a year in words, unless somebody else did since that version; then it returns false. */
export async function updateWords(
  trx: Db,
  at: { id: string; version: number; now: Date },
  words: BudgetWords,
): Promise<boolean> {
  const { note, bought, changed, evidence, judgedBy } = words;
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('budget')
    .set({ note, bought, changed, evidence, judged_by: judgedBy, version: at.version + 1, changed_at: at.now })
    .where('id', '=', at.id)
    .where('version', '=', at.version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What a move writes. */
export type Moved = Partial<
  Pick<
    Tables['budget'],
    'round' | 'sent_back_by' | 'sent_back_because' | 'agreed_on' | 'closed_on' | 'published_on' | 'published'
  >
>;

/** Moves a budget from one state to another; false where it stands elsewhere by now. */
export async function moveBudget(
  trx: Db,
  { id, from, to, now }: { id: string; from: BudgetState; to: BudgetState; now: Date },
  moved: Moved,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .withTables<Tables>()
    .updateTable('budget')
    .set((one) => ({ ...moved, state: to, version: one('version', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .where('state', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Takes an empty draft away; false where it is none by now. What may go is the database's own rule as well. */
export async function deleteBudget(trx: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from budget where id = ${id}::uuid and state = 'draft' and round = 0`.execute(trx);
  return numAffectedRows === 1n;
}

/** Keeps everybody else from moving, correcting or adding to a budget until this transaction ends. */
export async function lockBudget(trx: Db, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('budget ' || ${id}, 0))`.execute(trx);
}
