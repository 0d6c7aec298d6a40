import { randomUUID } from 'node:crypto';
import { demandKind, Refused, type Work } from '../../../platform/access/index.ts';
import { londonDate, type WorkingCalendar } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import type { FormProblem } from '../../../platform/web/form.ts';
import { demandMove, type Move, movesFrom } from '../../../platform/workflow/index.ts';
import { listThemes } from '../../learning/index.ts';
import { type OppositeNumber, oppositeNumbers } from '../opposite-numbers.ts';
import { listOtherAgencies } from '../other-agencies.ts';
import { type Colleague, listColleagues } from '../people.ts';
import { DISAGREEMENT } from '../policy.ts';
import { changesIn, newIn } from '../words.ts';
import type {
  AnswerGiven,
  Disagreement,
  DisagreementState,
  GivenDisagreement,
  Outcome,
  Stage,
} from './disagreement.ts';
import { calendarOrNull, findLimit } from './limits.ts';
import { tellAsked, tellParties } from './notices.ts';
import { type DisagreementDoing, type DisagreementPart, disagreementProcess, partsIn } from './process.ts';
import {
  answerStage,
  beginStage,
  endStage,
  findDisagreement,
  handOverStage,
  insertDisagreement,
  type MovedDisagreement,
  moveDisagreement,
  nextDisagreementReference,
} from './repository.ts';
import { type ClockStands, stageClock, stageStands } from './rules.ts';

/** What a form about somebody of another agency offers to choose from. */
export interface RaisingChoices {
  agency: { key: string; name: string };
  people: { suggested: OppositeNumber[]; others: OppositeNumber[] };
  themes: { key: string; name: string }[];
}

/** What the form for a disagreement with an agency offers; null where there is no such other agency. */
export async function beginDisagreement(work: Work, agencyKey: string): Promise<RaisingChoices | null> {
  demandKind(work, 'create', DISAGREEMENT);
  const agency = (await listOtherAgencies(work)).find(({ key }) => key === agencyKey);
  if (!agency) return null;
  const people = await listColleagues(work.trx, { agency: agencyKey, today: londonDate(work.now) });
  return { agency, people: oppositeNumbers(people, 1), themes: await themesOf(work) };
}

async function themesOf({ trx }: Work): Promise<{ key: string; name: string }[]> {
  return (await listThemes(trx))
    .map(({ key, name }) => ({ key, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** What became of a new disagreement. */
export type Raising =
  | { made: { id: string; reference: string; changes: FieldChange[] } }
  | { problems: FormProblem[]; choices: RaisingChoices | null };

/** Raises a disagreement with another agency at its first stage and tells whoever is asked. */
export async function raiseDisagreement(
  work: Work,
  given: GivenDisagreement,
  id: string = randomUUID(),
): Promise<Raising> {
  const choices = await beginDisagreement(work, given.otherAgency);
  const { trx, actor, now } = work;
  const problems: FormProblem[] = [];
  if (!choices) problems.push({ field: 'agency', message: 'Choose the agency that you disagree with' });
  const people = [...(choices?.people.suggested ?? []), ...(choices?.people.others ?? [])];
  if (given.answererId !== null && !people.some((one) => one.id === given.answererId)) {
    problems.push({ field: 'answerer', message: 'Choose somebody from the list, or leave it open' });
  }
  if (given.theme !== null && !choices?.themes.some(({ key }) => key === given.theme)) {
    problems.push({ field: 'theme', message: 'Choose a theme from the list' });
  }
  if (problems.length > 0) return { problems, choices };
  const today = londonDate(now);
  const reference = await nextDisagreementReference(trx, today.slice(0, 4));
  const clock = stageClock(await findLimit(trx, 1, given.urgent), today, await calendarOrNull(trx));
  await insertDisagreement(trx, { id, reference, agency: actor.agency, ownerId: actor.id, today, now }, given);
  const first = { id, stage: 1, askerId: actor.id, answererId: given.answererId, today, because: given.words } as const;
  await beginStage(trx, first, clock);
  const { otherAgency, answererId, urgent } = given;
  await tellAsked(trx, { id, reference, otherAgency, stage: 1, answererId, urgent, by: actor.id }, now);
  const { words, wanted, ...rest } = given;
  return { made: { id, reference, changes: newIn(DISAGREEMENT, id, { ...rest, words, wanted, due: clock.due }) } };
}

/** A disagreement as its page shows it to one person. */
export interface DisagreementView {
  disagreement: Disagreement;
  /** How each stage's clock stands, in the order of the stages. */
  clocks: readonly ClockStands[];
  moves: readonly Move<DisagreementState, DisagreementDoing, DisagreementPart>[];
  /** Who may be asked at the present stage, and at the next one. */
  here: { suggested: OppositeNumber[]; others: OppositeNumber[] };
  next: { suggested: OppositeNumber[]; others: OppositeNumber[] };
  /** Who may take it up for the agency that disagrees. */
  ownSide: Colleague[];
  themes: { key: string; name: string }[];
  /** The business unit writes down what is learned. */
  mayLearn: boolean;
}

/** One disagreement, for somebody who may read it. */
export async function readDisagreement(work: Work, id: string): Promise<DisagreementView> {
  demandKind(work, 'read', DISAGREEMENT);
  return viewOf(work, await getDisagreement(work, 'read', id), await calendarOrNull(work.trx));
}

/** The database's own rules decide whether it is there for the person. */
async function getDisagreement({ trx }: Work, action: 'read' | 'change', id: string): Promise<Disagreement> {
  const found = await findDisagreement(trx, id);
  if (!found) throw new Refused({ because: 'no-record', action, kind: DISAGREEMENT, recordId: id });
  return found;
}

async function viewOf(
  work: Work,
  disagreement: Disagreement,
  calendar: WorkingCalendar | null,
): Promise<DisagreementView> {
  const { trx, actor, now, access, purpose } = work;
  const today = londonDate(now);
  const parts = partsIn(disagreement, actor);
  // The scrutineer reads all and plays no part, but in what they raised.
  const moves = movesFrom(disagreementProcess, disagreement.state, parts);
  const may = (doing: DisagreementDoing) => moves.some((move) => move.doing === doing);
  const { stage, otherAgency, agency } = disagreement;
  const needsPeople = may('hand-over') || may('escalate');
  const theirs = needsPeople ? await listColleagues(trx, { agency: otherAgency, today }) : [];
  const partners =
    needsPeople && stage >= 3 ? await listColleagues(trx, { roles: ['safeguarding-partner'], today }) : [];
  const nextStage = Math.min(4, stage + 1) as Stage;
  return {
    disagreement,
    clocks: disagreement.stages.map((one) => stageStands(disagreement, one, today, calendar)),
    moves,
    here: oppositeNumbers(stage === 4 ? partners : theirs, stage),
    next: oppositeNumbers(nextStage === 4 ? partners : theirs, nextStage),
    ownSide: may('escalate') ? await listColleagues(trx, { agency, today }) : [],
    themes: await themesOf(work),
    mayLearn:
      actor.roles.includes('business-manager') &&
      purpose !== null &&
      access.lines(['business-manager'], 'change', DISAGREEMENT).some((line) => line.purposes.includes(purpose)),
  };
}

/** What is done with a disagreement, as its form says it. */
export type Doing =
  | { doing: 'answer'; answer: AnswerGiven; words: string; otherReference: string | null }
  | { doing: 'hand-over'; answererId: string }
  | { doing: 'escalate'; words: string; answererId: string | null; askerId: string | null }
  | { doing: 'resolve'; outcome: Outcome; words: string }
  | { doing: 'withdraw'; words: string };

/** What became of it. */
export type Done =
  | { done: { changes: FieldChange[]; says: string } }
  /** Somebody else was quicker: how it stands now. */
  | { met: DisagreementView }
  | { problems: FormProblem[]; view: DisagreementView };

/**
 * Does something with a disagreement from the version that the person saw. Throws PlainError (409) where the process does
 * not allow it, Refused where it is not theirs to see.
 */
export async function actOnDisagreement(work: Work, id: string, version: number, doing: Doing): Promise<Done> {
  demandKind(work, 'change', DISAGREEMENT);
  const found = await getDisagreement(work, 'change', id);
  const calendar = await calendarOrNull(work.trx);
  if (found.version !== version) return { met: await viewOf(work, found, calendar) };
  const move = demandMove(disagreementProcess, found.state, doing.doing, partsIn(found, work.actor));
  const view = await viewOf(work, found, calendar);
  const problems = problemsOf(doing, view);
  if (problems.length > 0) return { problems, view };
  const moved = movedBy(doing, move.to, found, work);
  if (!(await moveDisagreement(work.trx, { id, version, now: work.now }, moved))) {
    return { met: await viewOf(work, await getDisagreement(work, 'change', id), calendar) };
  }
  const changes = await write(work, found, doing, moved, calendar);
  return { done: { changes, says: move.doing } };
}

function problemsOf(doing: Doing, { here, next, ownSide, disagreement }: DisagreementView): FormProblem[] {
  const among = ({ suggested, others }: DisagreementView['here'], id: string) =>
    [...suggested, ...others].some((one) => one.id === id);
  if (doing.doing === 'hand-over' && !among(here, doing.answererId)) {
    return [{ field: 'answerer', message: 'Choose who answers from the list' }];
  }
  if (doing.doing === 'resolve' && doing.outcome === 'decided' && disagreement.stage !== 4) {
    return [
      { field: 'outcome', message: 'Only at stage 4 do the safeguarding partners decide: choose another outcome' },
    ];
  }
  if (doing.doing !== 'escalate') return [];
  const problems: FormProblem[] = [];
  if (doing.answererId !== null && !among(next, doing.answererId)) {
    problems.push({ field: 'answerer', message: 'Choose whom to ask from the list, or leave it open' });
  }
  if (doing.askerId !== null && !ownSide.some(({ id }) => id === doing.askerId)) {
    problems.push({ field: 'asker', message: 'Choose who takes it up from the list, or leave it with you' });
  }
  return problems;
}

function movedBy(doing: Doing, to: DisagreementState, found: Disagreement, { actor, now }: Work): MovedDisagreement {
  const on = londonDate(now);
  switch (doing.doing) {
    case 'answer':
      return { state: to, otherReference: doing.otherReference };
    case 'hand-over':
      return { state: to };
    case 'escalate':
      return { state: to, stage: (found.stage + 1) as Stage };
    case 'resolve':
      return { state: to, end: { outcome: doing.outcome, words: doing.words, by: actor.id, on } };
    case 'withdraw':
      return { state: to, end: { outcome: null, words: doing.words, by: actor.id, on } };
  }
}

/** The stages, and the word to whoever must know. */
async function write(
  { trx, actor, now }: Work,
  found: Disagreement,
  doing: Doing,
  moved: MovedDisagreement,
  calendar: WorkingCalendar | null,
): Promise<FieldChange[]> {
  const { id, stage, reference, urgent, otherAgency } = found;
  const today = londonDate(now);
  const by = actor.id;
  const changed = (fields: Record<string, readonly [unknown, unknown]>) =>
    changesIn(DISAGREEMENT, id, { state: [found.state, moved.state], ...fields });
  const at = (words: string) => `${reference}, stage ${stage}: ${words}`;
  switch (doing.doing) {
    case 'answer': {
      await answerStage(trx, { id, stage, answer: doing.answer, words: doing.words, by, today });
      await tellParties(trx, found, { by, notice: at('it is answered.') }, now);
      return changed({ answer: [null, doing.answer], words: [null, doing.words] });
    }
    case 'hand-over': {
      const { answererId } = doing;
      await handOverStage(trx, { id, stage, answererId });
      await tellAsked(trx, { id, reference, otherAgency, stage, answererId, urgent, by }, now);
      return changed({ answerer: [found.stages.at(-1)?.answerer?.id, answererId] });
    }
    case 'escalate': {
      const { answererId } = doing;
      const next = (stage + 1) as Stage;
      const askerId = doing.askerId ?? by;
      const clock = stageClock(await findLimit(trx, next, urgent), today, calendar);
      await endStage(trx, { id, stage, ended: 'escalated', today });
      await beginStage(trx, { id, stage: next, askerId, answererId, today, because: doing.words }, clock);
      await tellAsked(trx, { id, reference, otherAgency, stage: next, answererId, urgent, by }, now);
      if (askerId !== by) {
        await tellParties(
          trx,
          { id, reference, owner: { ...found.owner, id: askerId }, stages: [] },
          { by, notice: `You are asked to take up ${reference} for your agency at stage ${next}.` },
          now,
        );
      }
      return changed({ stage: [stage, next], because: [null, doing.words], due: [null, clock.due] });
    }
    case 'resolve': {
      await endStage(trx, { id, stage, ended: 'resolved', today });
      await tellParties(trx, found, { by, notice: at('it is resolved.') }, now);
      return changed({ outcome: [null, doing.outcome], words: [null, doing.words] });
    }
    case 'withdraw': {
      await endStage(trx, { id, stage, ended: 'withdrawn', today });
      await tellParties(trx, found, { by, notice: at('it is withdrawn.') }, now);
      return changed({ words: [null, doing.words] });
    }
  }
}

/** One disagreement, for the business unit that is about to write down what is learned. */
export async function openToLearn(work: Work, id: string): Promise<DisagreementView> {
  const view = await readDisagreement(work, id);
  if (!view.mayLearn)
    throw new Refused({ because: 'out-of-scope', action: 'change', kind: DISAGREEMENT, recordId: id });
  return view;
}

/** Writes down what the partnership takes from a disagreement, and its theme: for the business unit, at any time. */
export async function learnFromDisagreement(
  work: Work,
  id: string,
  version: number,
  given: { learning: string; theme: string | null },
): Promise<Done> {
  const view = await openToLearn(work, id);
  const { disagreement: found } = view;
  if (found.version !== version) return { met: view };
  if (given.theme !== null && !view.themes.some(({ key }) => key === given.theme)) {
    return { problems: [{ field: 'theme', message: 'Choose a theme from the list' }], view };
  }
  const moved = { state: found.state, theme: given.theme, learning: given.learning };
  if (!(await moveDisagreement(work.trx, { id, version, now: work.now }, moved))) {
    return { met: await readDisagreement(work, id) };
  }
  const changes = changesIn(DISAGREEMENT, id, {
    learning: [found.learning, given.learning],
    theme: [found.theme, given.theme],
  });
  return { done: { changes, says: 'learned' } };
}
