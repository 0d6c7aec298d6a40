import { londonDate } from '../../../platform/clocks/index.ts';
import type { Db } from '../../../platform/database/connection.ts';
import { tellPeople } from '../../../platform/notify/index.ts';
import { findAnswerable, listColleagues } from '../people.ts';
import type { Disagreement, Stage } from './disagreement.ts';
import { isForTheBusinessUnit } from './rules.ts';

/** Where one disagreement stands. */
export function disagreementHref(id: string): string {
  return `/challenge/disagreements/${id}`;
}

type Of = Pick<Disagreement, 'id' | 'reference' | 'otherAgency'>;

/** Everybody who is asked at a stage: whoever is named, else those who answer for the agency; at stage four the partners. */
async function askedAt(
  trx: Db,
  of: Of & { stage: Stage; answererId: string | null },
  now: Date,
): Promise<readonly string[]> {
  const today = londonDate(now);
  if (of.answererId !== null) return [of.answererId];
  if (of.stage < 4) return findAnswerable(trx, of.otherAgency, today);
  return (await listColleagues(trx, { roles: ['safeguarding-partner'], today })).map(({ id }) => id);
}

/** Tells whoever is asked at a stage, and from stage two the business unit. */
export async function tellAsked(
  trx: Db,
  of: Of & { stage: Stage; answererId: string | null; urgent: boolean; by: string },
  now: Date,
): Promise<void> {
  const asked = await askedAt(trx, of, now);
  const urgent = of.urgent ? 'Urgent: ' : '';
  await tellPeople(
    trx,
    asked.filter((id) => id !== of.by),
    {
      notice: `${urgent}you are asked to answer a professional disagreement, ${of.reference}, stage ${of.stage}.`,
      href: disagreementHref(of.id),
      subject: `${urgent}A professional disagreement waits for your answer in Kith`,
      mail: `${urgent}Somebody in another agency disagrees with a decision and asks you to answer: ${of.reference}, stage ${of.stage}. Your notices in Kith lead there.`,
    },
    now,
  );
  if (!isForTheBusinessUnit(of.stage)) return;
  const unit = await listColleagues(trx, { roles: ['business-manager'], today: londonDate(now) });
  await tellPeople(
    trx,
    unit.map(({ id }) => id).filter((id) => id !== of.by && !asked.includes(id)),
    {
      notice: `${urgent}${of.reference} is at stage ${of.stage} now.`,
      href: disagreementHref(of.id),
      subject: `A professional disagreement has reached stage ${of.stage}`,
      mail: `${of.reference} is at stage ${of.stage} now. The business unit is told from stage two on, so that the partnership can learn from it.`,
    },
    now,
  );
}

/** Tells those who take part in a disagreement, but for whoever acts, what came of it. */
export async function tellParties(
  trx: Db,
  of: Pick<Disagreement, 'id' | 'reference' | 'stages' | 'owner'>,
  word: { by: string; notice: string },
  now: Date,
): Promise<void> {
  const all = [of.owner.id, ...of.stages.flatMap(({ asker, answerer }) => [asker.id, answerer?.id ?? asker.id])];
  await tellPeople(
    trx,
    [...new Set(all)].filter((id) => id !== word.by),
    {
      notice: word.notice,
      href: disagreementHref(of.id),
      subject: 'A professional disagreement that you take part in has moved on',
      mail: `${word.notice} Your notices in Kith lead there.`,
    },
    now,
  );
}
