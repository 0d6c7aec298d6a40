import { sql } from 'kysely';
import { z } from 'zod';
import { type AccessTable, type Action, findFacts } from '../../platform/access/index.ts';
import { addDays, dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import type { Db } from '../../platform/database/connection.ts';
import { type Task, task } from '../../platform/jobs/index.ts';
import type { Deps } from '../../platform/module.ts';
import { tellPeople, type Word } from '../../platform/notify/index.ts';
import { at } from './at-record.ts';
import { listAnswerers } from './people.ts';

/** A decision about access that nobody has made yet. */
interface Open {
  kind: string;
  recordId: string;
  /** Who asked for the record or opened it. */
  personId: string;
  due: PlainDate;
}

/** A request that was left alone so long has lapsed: whoever still needs the record has asked again. */
const LAPSED = 14;

const REMIND = { name: 'remind-of-decisions-about-access', payload: z.object({}) };

/** The daily word to whoever judges openings in an emergency and answers requests, from the day on which they are due. */
export function remindOfDecisions({ db, access, now }: Pick<Deps, 'db' | 'access' | 'now'>): Task {
  const work = () => db.transaction().execute((trx) => remind(trx, access, now()));
  // At 6 or 7 in the morning, before people come to work.
  return task(REMIND, work, { at: '0 6 * * *', catchUp: 8 * 3_600_000 });
}

async function remind(trx: Db, table: AccessTable, now: Date): Promise<void> {
  const today = londonDate(now);
  const due = ({ due }: Open) => due <= today;
  const { rows: openings } = await sql<Open>`
    select kind, record_id as "recordId", person_id as "personId", review_due as due from access_to_judge()`.execute(
    trx,
  );
  const { rows: asks } = await sql<Open>`
    select distinct kind, record_id as "recordId", person_id as "personId", answer_due as due
    from access_to_answer() where answer_due > ${addDays(today, -LAPSED)}::date`.execute(trx);
  const tell = async (open: readonly Open[], action: Action, word: (waiting: readonly Open[]) => Word) => {
    for (const [person, waiting] of await byPerson(trx, table, today, { open, action })) {
      await tellPeople(trx, [person], word(waiting), now);
    }
  };
  await tell(openings.filter(due), 'review', toJudge);
  await tell(asks.filter(due), 'share', toAnswer);
}

/** What waits for each person who may decide it, the longest first. */
async function byPerson(
  trx: Db,
  table: AccessTable,
  today: PlainDate,
  { open, action }: { open: readonly Open[]; action: Action },
): Promise<Map<string, Open[]>> {
  const found = new Map<string, Open[]>();
  for (const one of open.toSorted((a, b) => (a.due < b.due ? -1 : 1))) {
    const { kind, recordId: id, personId: not } = one;
    const asked = { action, kind, id, not, facts: await findFacts(trx, kind, id) };
    for (const person of await listAnswerers(trx, table, today, asked)) {
      found.set(person.id, [...(found.get(person.id) ?? []), one]);
    }
  }
  return found;
}

const SECRET = 'This message does not say which record it is about, so that nobody else reads it here.';

function toJudge(waiting: readonly Open[]): Word {
  const notice = `${counted(waiting, 'opening in an emergency waits', 'openings in an emergency wait')} to be judged, due ${days(waiting)}.`;
  return {
    notice,
    href: at.judge(waiting[0]?.kind ?? ''),
    subject: 'An opening in an emergency waits to be judged in Kith',
    mail: `${notice} Please say whether it was right: your notices in Kith lead there.\n\n${SECRET}`,
  };
}

function toAnswer(waiting: readonly Open[]): Word {
  const notice = `${counted(waiting, 'request for access waits', 'requests for access wait')} for an answer, due ${days(waiting)}.`;
  const [first] = waiting;
  return {
    notice,
    href: first ? `${at.record(first.kind, first.recordId)}/answer` : '/account/notices',
    subject: 'A request for access waits for an answer in Kith',
    mail: `${notice} Your notices in Kith lead to the one that has waited longest.\n\n${SECRET}`,
  };
}

function counted({ length }: readonly Open[], one: string, several: string): string {
  return length === 1 ? `1 ${one}` : `${length} ${several}`;
}

function days(waiting: readonly Open[]): string {
  const first = dateInWords(waiting[0]?.due ?? '');
  return waiting.length === 1 ? `on ${first}` : `from ${first} on`;
}
