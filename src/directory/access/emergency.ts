import { type AccessKind, databaseAllows, decideRecord, type Refusal } from '../../platform/access/index.ts';
import { dateInWords, londonDate, momentInWords } from '../../platform/clocks/index.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import type { AtWork } from '../people/at-work.ts';
import { at } from './at-record.ts';
import {
  type EmergencyVerdict,
  findOpeningToJudge,
  insertOpening,
  judgeOpening,
  type Opening,
} from './emergency-repository.ts';
import { ACCESS_LIMITS, limitEnds } from './limits.ts';
import { findHolderInService, listAnswerers, listPeopleInService } from './people.ts';
import type { SpokenOf } from './which-record.ts';

const HOUR = 3_600_000;

/**
 * Opens a record in an emergency for two hours and tells at once whoever holds it and whoever judges it. Returns why not,
 * for the ledger alone: whoever asked is told the same in every case.
 */
export async function openInEmergency(
  work: AtWork,
  kind: AccessKind,
  record: SpokenOf,
  reason: string,
): Promise<Refusal | null> {
  const { trx, actor, now, note } = work;
  const decision = decideRecord(work.table, actor, work.purpose, 'break-glass', kind.kind, record.facts);
  const allowed = await databaseAllows(trx, 'break-glass', kind.kind, record.id);
  if (!decision.may) return decision.because;
  if (!allowed) return 'no-record';
  const today = londonDate(now);
  const ends = new Date(now.getTime() + ACCESS_LIMITS.openHours * HOUR);
  const reviewDue = await limitEnds(trx, 'judge', today);
  await insertOpening(trx, {
    ...{ kind: kind.kind, recordId: record.id, personId: actor.id, agency: actor.agency, reason, now, ends, reviewDue },
  });
  note({
    record: { kind: kind.kind, id: record.id },
    changes: [
      {
        ...{ kind: kind.kind, recordId: record.id, field: 'opened in an emergency', before: null },
        after: `${actor.name}, until ${momentInWords(ends)}`,
      },
    ],
    why: reason,
  });
  await tellOfOpening(work, kind, record, dateInWords(reviewDue));
  return null;
}

/** Whoever holds it and whoever decides about it is told that it happened; whoever judges, that it is to be judged. */
async function tellOfOpening(work: AtWork, kind: AccessKind, record: SpokenOf, due: string): Promise<void> {
  const { trx, actor, now } = work;
  const today = londonDate(now);
  const about = { kind: kind.kind, id: record.id, facts: record.facts };
  const judges = await listAnswerers(trx, work.table, today, { ...about, action: 'review', not: actor.id });
  const answerers = await listAnswerers(trx, work.table, today, { ...about, action: 'share', not: actor.id });
  const holder = await findHolderInService(trx, today, about);
  const judging = new Set(judges.map((one) => one.id));
  const others = [...answerers, ...(holder ? [holder] : [])].map((one) => one.id);
  const words = `${actor.name}, ${actor.agencyName}, opened a record in an emergency`;
  const mail = `${words} at ${momentInWords(now)}.`;
  const secret = 'This message does not say which record it is, so that nobody else reads it here.';
  await tellPeople(
    trx,
    [...judging],
    {
      notice: `${words}. Judge by ${due} whether it was right.`,
      href: at.judge(kind.kind),
      subject: 'A record in Kith was opened in an emergency',
      mail: `${mail} Please judge by ${due} whether it was right: your notices in Kith lead to it.\n\n${secret}`,
    },
    now,
  );
  await tellPeople(
    trx,
    others.filter((id) => id !== actor.id && !judging.has(id)),
    {
      notice: `${words} that you made or decide about. It ends after ${ACCESS_LIMITS.openHours} hours and is judged by ${due}.`,
      href: kind.href?.(record.id) ?? '/',
      subject: 'A record in Kith was opened in an emergency',
      mail: `${mail} It is a record that you made or decide about.\n\n${secret}`,
    },
    now,
  );
}

/** Says whether an opening was right, and tells whoever opened it; where it was not, their agency too. */
export async function judge(
  work: AtWork,
  kind: AccessKind,
  openingId: string | null,
  given: { verdict: EmergencyVerdict; words: string },
): Promise<FormProblem | null> {
  const { trx, actor, now, note } = work;
  const found = openingId === null ? null : await findOpeningToJudge(trx, kind.kind, openingId);
  const words = given.words === '' ? null : given.words;
  if (!found || !(await judgeOpening(trx, found.id, { by: actor.id, now, verdict: given.verdict, words }))) {
    return { field: 'opening', message: 'Choose an opening that nobody has judged yet' };
  }
  note({
    record: { kind: kind.kind, id: found.recordId },
    changes: [
      {
        ...{ kind: kind.kind, recordId: found.recordId, field: `emergency of ${found.name}`, before: 'not judged yet' },
        after: given.verdict === 'right' ? 'right' : 'not right',
      },
    ],
    ...(words ? { why: words } : {}),
  });
  await tellOfVerdict(work, found, given.verdict);
  return null;
}

async function tellOfVerdict({ trx, now }: AtWork, opening: Opening, verdict: EmergencyVerdict): Promise<void> {
  const said = verdict === 'right' ? 'it was right' : 'it was not right';
  const day = dateInWords(londonDate(opening.openedAt));
  const word = (notice: string, href: string) => ({
    notice,
    href,
    subject: 'An opening in an emergency was judged',
    mail: `${notice}\n\nWhat was said stands in Kith.`,
  });
  await tellPeople(
    trx,
    [opening.personId],
    word(`Your opening of a record in an emergency on ${day} was judged: ${said}.`, '/access/emergencies'),
    now,
  );
  if (verdict === 'right') return;
  const [opener] = await listPeopleInService(trx, londonDate(now), { ids: [opening.personId] });
  const leads = await listPeopleInService(trx, londonDate(now), { roles: ['assurance-lead'] });
  await tellPeople(
    trx,
    leads.filter((one) => one.agency === opener?.agency && one.id !== opener.id).map((one) => one.id),
    word(`${opening.name} opened a record in an emergency on ${day}, and it was judged: ${said}.`, '/account/notices'),
    now,
  );
}
