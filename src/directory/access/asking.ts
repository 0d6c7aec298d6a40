import { type AccessKind, decideRecord } from '../../platform/access/index.ts';
import { dateInWords, londonDate } from '../../platform/clocks/index.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import type { AtWork } from '../people/at-work.ts';
import { hasOpenAsk, insertAsk } from './ask-repository.ts';
import { at } from './at-record.ts';
import { limitEnds } from './limits.ts';
import { findHolderInService, listAnswerers } from './people.ts';
import type { SpokenOf } from './which-record.ts';

/** Whether the person sees the record without asking. */
export function seesAlready(work: AtWork, kind: AccessKind, { facts }: SpokenOf): boolean {
  return decideRecord(work.table, work.actor, work.purpose, 'read', kind.kind, facts).may;
}

/**
 * Asks for access to a record, and tells whoever answers for it at once. Everything is done alike where there is no such
 * record: the request is kept, and nobody is there to be told.
 */
export async function ask(work: AtWork, kind: AccessKind, record: SpokenOf, reason: string): Promise<void> {
  const { trx, actor, now, note } = work;
  const today = londonDate(now);
  const about = { kind: kind.kind, id: record.id, facts: record.facts };
  note({ record: { kind: kind.kind, id: record.id }, why: reason });
  const asked = { kind: kind.kind, recordId: record.id, personId: actor.id, askedFor: record.reference };
  if (await hasOpenAsk(trx, { ...asked, today })) return;
  const due = await limitEnds(trx, 'answer', today);
  await insertAsk(trx, { ...asked, agency: actor.agency, reason, now, due });
  const answerers = await listAnswerers(trx, work.table, today, { ...about, action: 'share', not: actor.id });
  const holder = await findHolderInService(trx, today, about);
  const words = `${actor.name}, ${actor.agencyName}, asks to see a record`;
  const mail = (rest: string) =>
    `${words} in Kith. ${rest}\n\nThis message does not say which record it is, so that nobody else reads it here.`;
  await tellPeople(
    trx,
    answerers.map((one) => one.id),
    {
      notice: `${words} that you answer for. Answer by ${dateInWords(due)}.`,
      href: `${at.record(kind.kind, record.id)}/answer`,
      subject: 'Somebody asks for access to a record in Kith',
      mail: mail(`Please answer by ${dateInWords(due)}. Your notices in Kith lead to the request.`),
    },
    now,
  );
  const heard =
    answerers.length > 0
      ? 'Those who decide about it have been told.'
      : 'Nobody who could decide about it works with Kith at present: ask your agency’s assurance lead.';
  const told = holder && !answerers.some((one) => one.id === holder.id) && holder.id !== actor.id ? [holder.id] : [];
  await tellPeople(
    trx,
    told,
    {
      notice: `${words} that you made. ${heard}`,
      href: kind.href?.(record.id) ?? '/',
      subject: 'Somebody asks for access to a record in Kith',
      mail: mail(`You made that record. ${heard}`),
    },
    now,
  );
}
