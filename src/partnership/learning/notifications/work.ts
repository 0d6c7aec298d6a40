import {
  type AccessTable,
  type Action,
  type Actor,
  decideKind,
  decideRecord,
  type FoundFacts,
  findFacts,
  type Purpose,
  type RecordFacts,
  Refused,
} from '../../../platform/access/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { NOTIFICATION } from '../policy.ts';

/** For whom a use case works, and in which transaction: one that says so to the database. */
export interface Work {
  trx: Db;
  actor: Actor;
  purpose: Purpose | null;
  access: AccessTable;
  now: Date;
}

/** Whether the person may do this with one notification, with how it stands to them. Throws Refused if not. */
export async function demand(work: Work, action: Action, id: string): Promise<FoundFacts> {
  const facts = await findFacts(work.trx, NOTIFICATION, id);
  const decision = decideRecord(work.access, work.actor, work.purpose, action, NOTIFICATION, facts);
  if (!decision.may || !facts) {
    const because = decision.may ? 'no-record' : decision.because;
    throw new Refused({ because, action, kind: NOTIFICATION, recordId: id });
  }
  return facts;
}

/** Whether the person may do this with notifications at all. Throws Refused if not. */
export function demandKind({ access, actor, purpose }: Work, action: Action): void {
  const decision = decideKind(access, actor, purpose, action, NOTIFICATION);
  if (!decision.may) throw new Refused({ because: decision.because, action, kind: NOTIFICATION });
}

/** Whether the person may do this with one notification, said without a refusal: for links. */
export function could({ access, actor, purpose }: Work, action: Action, facts: RecordFacts): boolean {
  return decideRecord(access, actor, purpose, action, NOTIFICATION, facts).may;
}
