import {
  type Action,
  decideRecord,
  demandKind as demandAnyKind,
  type FoundFacts,
  findFacts,
  type RecordFacts,
  Refused,
  type Work,
} from '../../../platform/access/index.ts';
import { NOTIFICATION } from '../policy.ts';

export type { Work } from '../../../platform/access/index.ts';

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
export function demandKind(work: Work, action: Action): void {
  demandAnyKind(work, action, NOTIFICATION);
}

/** Whether the person may do this with one notification, said without a refusal: for links. */
export function could({ access, actor, purpose }: Work, action: Action, facts: RecordFacts): boolean {
  return decideRecord(access, actor, purpose, action, NOTIFICATION, facts).may;
}
