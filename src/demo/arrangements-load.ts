import { sql } from 'kysely';
import {
  ARRANGEMENTS,
  addLead,
  addSection,
  beginDraft,
  changeFacts,
  changeSection,
  finishLead,
  LEAD,
  moveVersion,
  readVersion,
  recordSignature,
  showLead,
} from '../partnership/arrangements/index.ts';
import {
  addContribution,
  addLine,
  BUDGET,
  beginBudget,
  changeWords,
  correctEntry,
  readBudget,
  recordApproval,
  recordEntry,
  take,
} from '../partnership/finance/index.ts';
import type { Work } from '../platform/access/index.ts';
import { londonDate, londonMoment } from '../platform/clocks/index.ts';
import type { Db } from '../platform/database/connection.ts';
import type { FieldChange } from '../platform/ledger/index.ts';
import {
  INVENTED,
  INVENTED_BUDGETS,
  INVENTED_LEADS,
  INVENTED_MONEY,
  type InventedBudget,
  type InventedLead,
  type InventedVersion,
  inventedVersions,
  OFFICE,
  POSTS,
} from './arrangements.ts';
import { asInvented, type Writing, writeInvented } from './as-invented.ts';

/** Two servers that start at the same moment write one after the other. */
const ONE_AT_A_TIME = sql`select pg_advisory_xact_lock(hashtextextended('kith demonstration arrangements', 0))`;
const KEPT_AT = 'Invented: in the office, folder 1';

/**
 * Puts the invented arrangements, leads on issues and money into a database that holds the demonstration, each as the
 * person who is said to have kept it on its day, with an entry in the ledger. What is there is left as it is.
 */
export async function ensureDemonstrationArrangements(db: Db, writing: Writing): Promise<void> {
  const versions = inventedVersions(Number(londonDate(writing.now).slice(0, 4)) + 1);
  const wanted = [...versions, ...INVENTED_LEADS, ...INVENTED_BUDGETS].map((one) => one.id);
  const there = await asInvented(db, writing, { name: OFFICE, ago: 0 }, async ({ trx }) => {
    const { rows } = await sql<{ id: string }>`
      select id from arrangement_version union all select id from lead_on_issue union all select id from budget`.execute(
      trx,
    );
    return new Set(rows.map((one) => one.id));
  });
  if (wanted.every((one) => there.has(one))) return;
  for (const one of versions) if (!there.has(one.id)) await putVersion(db, writing, one);
  for (const one of INVENTED_LEADS) if (!there.has(one.id)) await putLead(db, writing, one);
  for (const one of INVENTED_BUDGETS) if (!there.has(one.id)) await putBudget(db, writing, one);
}

/** One transaction for a whole version: where a start is cut off nothing of it is there, and the next one puts it. */
async function putVersion(db: Db, writing: Writing, invented: InventedVersion): Promise<void> {
  await asInvented(db, writing, { name: OFFICE, day: invented.on }, async (work) => {
    await ONE_AT_A_TIME.execute(work.trx);
    const { rows } = await sql`
      select from arrangement_version where id = ${invented.id}::uuid or state in ('draft', 'in-review', 'signed')`.execute(
      work.trx,
    );
    // Whoever tries the demonstration out may have begun one of their own: theirs stays.
    if (rows.length > 0) return;
    const { id, why, statutory, relevant, inForceFrom, reviewDue } = invented;
    const changes = [...(await beginDraft(work, why, id)).changes];
    const { version } = await readVersion(work, id);
    const facts = {
      why,
      areas: version.areas,
      statutory: [...statutory],
      relevant: [...relevant],
      inForceFrom,
      reviewDue,
    };
    changes.push(...made(id, await changeFacts(work, id, facts, { version: String(version.version) })));
    for (const { title, head, words } of invented.sections) {
      const held = version.sections.find((one) => one.head === head);
      const saved = held
        ? await changeSection(work, id, held.key, { title, head, words }, { version: String(held.version) })
        : await addSection(work, id, { title, head, words });
      changes.push(...made(id, saved));
    }
    await writeInvented(work, writing, {
      kind: ARRANGEMENTS,
      id,
      event: 'arrangements.begin',
      says: 'Drafted invented arrangements',
      changes,
    });
    if (!invented.published || invented.on === null) return;
    const steps = [...(await moveVersion(work, id, 'send', null)).changes];
    for (const agency of statutory) {
      const signature = { agency, post: POSTS[agency] ?? 'Chief officer', signedOn: invented.on, keptAt: KEPT_AT };
      steps.push(...(await recordSignature(work, id, signature)).changes);
    }
    steps.push(...(await moveVersion(work, id, 'publish', null)).changes);
    await writeInvented(work, writing, {
      ...{ kind: ARRANGEMENTS, id, event: 'arrangements.publish', says: 'Published invented arrangements' },
      changes: steps,
    });
  });
}

async function putLead(db: Db, writing: Writing, invented: InventedLead): Promise<void> {
  const { id, issue, lead, from, until, endsWhen, ended } = invented;
  await asInvented(db, writing, { name: OFFICE, day: invented.on }, async (work) => {
    await ONE_AT_A_TIME.execute(work.trx);
    const { rows } = await sql`select from lead_on_issue where id = ${id}::uuid`.execute(work.trx);
    if (rows.length > 0) return;
    const given = {
      ...{ issue, lead, from, until, endsWhen, scope: INVENTED, decidedOn: invented.on },
      ...{ decidedWhere: 'Executive, an invented minute', decidedBy: 'The statutory partners together' },
    };
    const changes = made(id, await addLead(work, given, id));
    changes.push(...(await showLead(work, id, true)));
    if (ended) changes.push(...made(id, await finishLead(work, id, { endedOn: ended.on, because: ended.because })));
    await writeInvented(work, writing, {
      kind: LEAD,
      id,
      event: 'lead.create',
      says: 'Entered an invented lead on an issue',
      changes,
    });
  });
}

async function putBudget(db: Db, writing: Writing, invented: InventedBudget): Promise<void> {
  const { id, year } = invented;
  await asInvented(db, writing, { name: OFFICE, day: invented.agreedOn }, async (work) => {
    await ONE_AT_A_TIME.execute(work.trx);
    const { rows } = await sql`select from budget where id = ${id}::uuid or year = ${year}`.execute(work.trx);
    if (rows.length > 0) return;
    const changes = [...(await beginBudget(work, { year, copy: false, note: INVENTED_MONEY }, id)).changes];
    for (const { title, kind, planned } of invented.lines) {
      changes.push(...(await addLine(work, id, { title, kind, planned, words: null })));
    }
    for (const one of invented.contributions) changes.push(...made(id, await addContribution(work, id, one)));
    changes.push(...(await take(work, id, 'propose', null)));
    for (const { contributor: agency } of invented.contributions.filter((one) => one.form === 'money')) {
      const given = { agency, post: POSTS[agency] ?? 'Chief officer', approvedOn: invented.agreedOn };
      changes.push(...(await recordApproval(work, id, { ...given, minutedAt: 'Executive, an invented minute' })));
    }
    await writeInvented(work, writing, {
      kind: BUDGET,
      id,
      event: 'budget.begin',
      says: 'Agreed an invented budget',
      changes,
    });
    await account(work, writing, invented);
  });
}

/** Money received and spent, with a slip and its correction; then the year is closed and published. */
async function account(agreed: Work, writing: Writing, invented: InventedBudget): Promise<void> {
  const { id, closedOn } = invented;
  const work = { ...agreed, now: londonMoment({ date: closedOn, time: '10:00' }) };
  const { budget } = await readBudget(work, id);
  const first = `${budget.year.slice(0, 4)}-05-04`;
  const changes: FieldChange[] = [];
  for (const one of budget.contributions) {
    if (one.form !== 'money' || one.agreed === null) continue;
    const entry = { of: `contribution:${one.id}`, amount: one.agreed, on: first, words: 'Contribution of the year' };
    changes.push(...made(id, await recordEntry(work, id, entry)));
  }
  for (const line of budget.lines) {
    for (const [amount, on, words] of invented.spent[line.key] ?? []) {
      changes.push(...made(id, await recordEntry(work, id, { of: `line:${line.id}`, amount, on, words })));
    }
  }
  const { slip } = invented;
  const slipped = slip && budget.lines.find((one) => one.key === slip.line);
  if (slip && slipped) {
    const wrong = crypto.randomUUID();
    const { on, words, right } = slip;
    const entry = { of: `line:${slipped.id}`, amount: slip.wrong, on, words };
    changes.push(...made(id, await recordEntry(work, id, entry, wrong)));
    const correction = { why: 'The comma stood in the wrong place', instead: { amount: right, on, words } };
    changes.push(...(await correctEntry(work, id, wrong, correction)));
  }
  changes.push(...(await take(work, id, 'close', null)));
  const { budget: closed } = await readBudget(work, id);
  const words = { ...invented.words, note: INVENTED_MONEY, judgedBy: 'Independent Chair and Scrutineer (invented)' };
  changes.push(...made(id, await changeWords(work, id, words, { version: String(closed.version) })));
  changes.push(...(await take(work, id, 'publish', null)));
  await writeInvented(work, writing, {
    kind: BUDGET,
    id,
    event: 'budget.publish',
    says: 'Published invented money of a year',
    changes,
  });
}

/** What a use case changed. What is invented here can be wrong only where this checkout is. */
function made(id: string, saved: object): FieldChange[] {
  if ('changes' in saved) return saved.changes as FieldChange[];
  throw new Error(`The demonstration's record ${id} can't be made: ${JSON.stringify(saved)}`);
}
