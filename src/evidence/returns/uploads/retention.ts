import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { demandKind, type Work } from '../../../platform/access/index.ts';
import { addMonths, londonDate, type PlainDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import type { TypedValues } from '../../../platform/web/form.ts';
import { readingOf, strictForm } from '../../../platform/web/form-reading.ts';
import { RETENTION } from './policy.ts';
import { listReceipts, type Receipt } from './receipts.ts';

/** How long an authority keeps what was found in its accepted returns. */
export interface Retention {
  id: string;
  months: number;
  held: boolean;
  because: string;
  setAt: Date;
  setBy: string;
}

/** The most months that can be said; the table holds the same. */
export const MOST_MONTHS = 120;
/** Days in which a new period can be looked at before anything goes by it; the database counts the same. */
export const REVIEWED_DAYS = 30;
/** The newest returns of a kind keep what was found in them: the next upload, and the newest one, are compared with it. */
const KEPT_OF_A_KIND = 2;
const DAY = 86_400_000;
/** Receipts that the page looks through. */
const LOOKED_THROUGH = 500;

/** What is known of an accepted return's findings: gone, kept as long as it is compared with, or kept until a day. */
export interface Kept {
  receipt: Receipt;
  until: 'removed' | 'compared' | 'held' | PlainDate;
}

/** Until when what was found in each return is kept. Pure; the newest first. */
export function keptUntil(receipts: readonly Receipt[], { months, held, setAt }: Retention): Kept[] {
  const inOrder = receipts.toSorted((one, other) => other.acceptedAt.getTime() - one.acceptedAt.getTime());
  const newer = new Map<string, number>();
  const reviewed = londonDate(new Date(setAt.getTime() + REVIEWED_DAYS * DAY));
  return inOrder.map((receipt) => {
    const before = newer.get(receipt.returnKind) ?? 0;
    newer.set(receipt.returnKind, before + 1);
    if (receipt.findingsRemovedAt) return { receipt, until: 'removed' };
    if (before < KEPT_OF_A_KIND) return { receipt, until: 'compared' };
    if (held) return { receipt, until: 'held' };
    const over = addMonths(londonDate(receipt.acceptedAt), months);
    return { receipt, until: over > reviewed ? over : reviewed };
  });
}

/** The form that says how long findings are kept. */
export const retentionForm = strictForm({ months: 3, held: 3, because: 500 }, (values) => readRetention(values));

/** What the form says; where something is wrong `given` is not to be used. */
export function readRetention(values: TypedValues) {
  const { problems, typed, words } = readingOf(values);
  const months = Number(/^\d{1,3}$/.test(typed('months')) ? typed('months') : Number.NaN);
  if (!(months >= 1 && months <= MOST_MONTHS))
    problems.push({ field: 'months', message: `Enter a number of months from 1 to ${MOST_MONTHS}` });
  const because = words('because', 'Enter why: the schedule that says so, or who asks for a hold');
  return { given: { months, held: typed('held') === 'yes', because }, problems };
}

/** How long the authority keeps findings; null where nobody has said it, and nothing is removed. */
export async function findRetention(trx: Db): Promise<Retention | null> {
  const { rows } = await sql<Retention>`
    select id, months, held, because, set_at as "setAt", set_by as "setBy" from return_retention`.execute(trx);
  return rows[0] ?? null;
}

/** The period with every accepted return. */
export async function readRetentionPage(work: Work): Promise<{ retention: Retention | null; kept: Kept[] }> {
  demandKind(work, 'read', RETENTION);
  const retention = await findRetention(work.trx);
  if (!retention) return { retention, kept: [] };
  return { retention, kept: keptUntil(await listReceipts(work.trx, null, LOOKED_THROUGH), retention) };
}

/** Says how long the authority keeps findings. Gives what was said before. */
export async function setRetention(
  work: Work,
  { months, held, because }: ReturnType<typeof readRetention>['given'],
): Promise<{ id: string; before: Retention | null }> {
  demandKind(work, 'change', RETENTION);
  const { trx, actor, now } = work;
  const before = await findRetention(trx);
  const id = before?.id ?? randomUUID();
  await sql`
    insert into return_retention (id, agency, owner_id, months, held, because, set_at, set_by)
    values (${id}::uuid, ${actor.agency}, ${actor.id}::uuid, ${months}, ${held}, ${because}, ${now}, ${actor.name})
    on conflict (agency) do update set months = excluded.months, held = excluded.held, because = excluded.because,
      set_at = excluded.set_at, set_by = excluded.set_by`.execute(trx);
  return { id, before };
}

/** Removes what was found in returns that are kept long enough, for nobody in particular. */
export async function removeOldFindings(db: Db, now: Date): Promise<{ id: string; agency: string }[]> {
  const { rows } = await sql<{
    id: string;
    agency: string;
  }>`select id, agency from return_remove_old_findings(${now})`.execute(db);
  return rows;
}
