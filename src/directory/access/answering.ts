import { dateInWords, londonDate, type PlainDate } from '../../platform/clocks/index.ts';
import { tellPeople } from '../../platform/notify/index.ts';
import type { FormProblem } from '../../platform/web/form.ts';
import { answerAsk, holdAsk, listOpenAsks, type OpenAsk } from './ask-repository.ts';
import type { AtRecord } from './at-record.ts';
import { letIn } from './let-in.ts';
import { listPeopleInService } from './people.ts';

/** What is answered to somebody who asks for access. */
export type AskAnswer =
  | { answer: 'yes'; until: PlainDate | null; words: string }
  | { answer: 'no'; words: string }
  /** They are left to think what anybody thinks who asks for a record that does not exist. */
  | { answer: 'silent'; words: string };

/** Requests for one record that wait for an answer, for whoever decides about it. */
export function openAsks({ work, kind, id }: AtRecord): Promise<OpenAsk[]> {
  return listOpenAsks(work.trx, kind.kind, id);
}

/** Answers a request. Says what stands against it. */
export async function answer(record: AtRecord, askId: string, given: AskAnswer): Promise<FormProblem | null> {
  const { work, kind, id } = record;
  const { trx, actor, now, note } = work;
  const found = (await openAsks(record)).find((one) => one.id === askId);
  if (!found || !(await holdAsk(trx, found.id)))
    return { field: 'ask', message: 'This request is answered already, or there is none: choose another' };
  if (given.answer === 'yes') {
    const [person] = await listPeopleInService(trx, londonDate(now), { ids: [found.personId] });
    if (!person) return { field: 'answer', message: `${found.name} does not work with Kith any more` };
    const problem = await letIn(record, person, { until: given.until, named: false, because: given.words });
    if (problem) return problem.field === 'who' ? { ...problem, field: 'answer' } : problem;
  } else {
    note({ record: { kind: kind.kind, id }, why: given.words });
  }
  const words = given.answer === 'silent' ? null : given.words;
  await answerAsk(trx, found.id, { by: actor.id, now, given: given.answer === 'yes', words });
  if (given.answer === 'no') await tellRefused(record, found);
  return null;
}

async function tellRefused({ work: { trx, now } }: AtRecord, ask: OpenAsk): Promise<void> {
  const asked = `Your request for access of ${dateInWords(londonDate(ask.askedAt))} was answered: no.`;
  await tellPeople(
    trx,
    [ask.personId],
    {
      notice: `${asked} See what was said.`,
      href: '/access/asks',
      subject: 'Your request for access in Kith was answered',
      mail: `${asked} What was said stands in Kith under your requests for access.`,
    },
    now,
  );
}
