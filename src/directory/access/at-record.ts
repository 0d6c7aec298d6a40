import {
  type AccessKind,
  type Action,
  decideRecord,
  findFacts,
  findHolder,
  type RecordFacts,
  Refused,
} from '../../platform/access/index.ts';
import type { AtWork } from '../people/at-work.ts';

/** One restricted record on whose access somebody is at work. */
export interface AtRecord {
  work: AtWork;
  kind: AccessKind;
  id: string;
  facts: RecordFacts;
  reference: string;
}

/** The record of that number, for somebody who may do this with it. Throws Refused alike where there is no such record. */
export async function demandRecord(work: AtWork, action: Action, kind: AccessKind, id: string): Promise<AtRecord> {
  const facts = await findFacts(work.trx, kind.kind, id);
  const decision = decideRecord(work.table, work.actor, work.purpose, action, kind.kind, facts);
  const holder = await findHolder(work.trx, kind.kind, id);
  if (!decision.may || !facts || !holder) {
    throw new Refused({
      because: decision.may ? 'no-record' : decision.because,
      action,
      kind: kind.kind,
      recordId: id,
    });
  }
  return { work, kind, id, facts, reference: holder.reference };
}

/** "a serious incident notification". */
export function oneOf({ name }: Pick<AccessKind, 'name'>): string {
  return `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${lower(name)}`;
}

/** "serious incident notifications", in the middle of a sentence. */
export function lower(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Addresses of pages about access, by kind. */
export const at = {
  record: (kind: string, id: string) => `/access/records/${kind}/${id}`,
  ask: (kind: string) => `/access/ask/${kind}`,
  emergency: (kind: string) => `/access/emergency/${kind}`,
  judge: (kind: string) => `/access/emergencies/${kind}`,
} as const;
