import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { WorkingCalendar } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import { englandCalendar } from '../../../statutory/index.ts';
import type { Stage } from './disagreement.ts';
import type { StageLimit } from './rules.ts';

/** A limit as it was set once. */
export interface SetLimit extends StageLimit {
  id: string;
  why: string;
  /** Null for what Kith brings along. */
  setBy: string | null;
  setAt: Date;
}

/** Every limit that was ever set, the newest first. */
export async function listLimits(trx: Db): Promise<SetLimit[]> {
  const { rows } = await sql<SetLimit>`
    select l.id, l.stage, l.urgent, l.days, l.source, l.standing, l.why, p.name as "setBy", l.set_at as "setAt"
    from disagreement_limit l left join person p on p.id = l.set_by
    order by l.set_at desc, l.stage, l.urgent, l.id`.execute(trx);
  return rows;
}

/** The limits that count: of each stage and urgency the newest, by stage, the usual one first. */
export function limitsInForce(all: readonly SetLimit[]): SetLimit[] {
  const newest = new Map<string, SetLimit>();
  for (const one of all) {
    const key = `${one.stage} ${one.urgent}`;
    const held = newest.get(key);
    if (!held || one.setAt > held.setAt) newest.set(key, one);
  }
  return [...newest.values()].toSorted((a, b) => a.stage - b.stage || Number(a.urgent) - Number(b.urgent));
}

/** The limit that counts for a stage. */
export async function findLimit(trx: Db, stage: Stage, urgent: boolean): Promise<StageLimit | undefined> {
  return limitsInForce(await listLimits(trx)).find((one) => one.stage === stage && one.urgent === urgent);
}

/** Sets a limit from now on; clocks that run already keep theirs. */
export async function addLimit(
  trx: Db,
  limit: StageLimit & { why: string },
  by: { personId: string; now: Date },
): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into disagreement_limit (id, stage, urgent, days, source, standing, why, set_by, set_at)
    values (${id}::uuid, ${limit.stage}, ${limit.urgent}, ${limit.days}, ${limit.source}, ${limit.standing}, ${limit.why},
      ${by.personId}::uuid, ${by.now})`.execute(trx);
  return id;
}

/** England's working days; null where the bank holidays are not loaded. */
export async function calendarOrNull(trx: Db): Promise<WorkingCalendar | null> {
  try {
    return await englandCalendar(trx);
  } catch (error) {
    if (error instanceof PlainError) return null;
    throw error;
  }
}
