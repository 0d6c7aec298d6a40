import type { TypedValues } from '../../../platform/web/form.ts';
import { LONG, type Reading, readingOf, strictForm } from '../../../platform/web/form-reading.ts';
import { identifierProblems } from '../no-child.ts';
import { ANSWERS, CAUSES, CONCERNS, type GivenDisagreement, OUTCOMES } from './disagreement.ts';
import { STANDINGS, type StageLimit } from './rules.ts';
import type { Doing } from './service.ts';

/** What the form for a new disagreement says; where something is wrong `given` is not to be used. */
export function readNew(values: TypedValues): Pick<Reading, 'problems'> & { given: GivenDisagreement } {
  const { problems, typed, words, one, person } = readingOf(values);
  const given: GivenDisagreement = {
    otherAgency: words('agency', 'Choose the agency that you disagree with'),
    cause: one('cause', CAUSES, 'Choose what it is about'),
    concerns: one('concerns', CONCERNS, 'Choose of whom it speaks'),
    answererId: person('answerer'),
    theme: typed('theme') || null,
    words: words('words', 'Enter what you disagree with, and why'),
    wanted: words('wanted', 'Enter what you want to happen'),
    ownReference: typed('own-reference') || null,
    urgent: one('urgent', { yes: true, no: true }, 'Choose whether it is urgent') === 'yes',
  };
  const { words: what, wanted, ownReference } = given;
  problems.push(...identifierProblems({ words: what, wanted, 'own-reference': ownReference ?? '' }));
  return { given, problems };
}

/** The form for a new disagreement. */
export const newForm = strictForm(
  {
    ...{ agency: 200, cause: 40, concerns: 40, answerer: 40, theme: 200, words: LONG, wanted: LONG, urgent: 10 },
    'own-reference': 60,
  },
  readNew,
);

/** What the form that answers a stage says. */
export function readAnswer(values: TypedValues): Pick<Reading, 'problems'> & { doing: Doing } {
  const { problems, typed, words, one } = readingOf(values);
  const doing = {
    doing: 'answer',
    answer: one('answer', ANSWERS, 'Choose what you answer'),
    words: words('words', 'Enter why, and what happens now'),
    otherReference: typed('other-reference') || null,
  } as const;
  problems.push(...identifierProblems({ words: doing.words, 'other-reference': doing.otherReference ?? '' }));
  return { doing, problems };
}

/** The form that answers. */
export const answerForm = strictForm({ version: 12, answer: 40, words: LONG, 'other-reference': 60 }, readAnswer);

/** What the form that says who answers says. */
export function readHandOver(values: TypedValues): Pick<Reading, 'problems'> & { doing: Doing } {
  const { problems, person } = readingOf(values);
  const answererId = person('answerer');
  if (answererId === null) problems.push({ field: 'answerer', message: 'Choose who answers' });
  return { doing: { doing: 'hand-over', answererId: answererId ?? '' }, problems };
}

/** The form that says who answers. */
export const handOverForm = strictForm({ version: 12, answerer: 40 }, readHandOver);

/** What the form that takes it to the next stage says. */
export function readEscalate(values: TypedValues): Pick<Reading, 'problems'> & { doing: Doing } {
  const { problems, words, person } = readingOf(values);
  const doing = {
    doing: 'escalate',
    words: words('words', 'Enter why it is not settled'),
    answererId: person('answerer'),
    askerId: person('asker'),
  } as const;
  problems.push(...identifierProblems({ words: doing.words }));
  return { doing, problems };
}

/** The form that takes it to the next stage. */
export const escalateForm = strictForm({ version: 12, words: LONG, answerer: 40, asker: 40 }, readEscalate);

/** What the form that resolves it says. */
export function readResolve(values: TypedValues): Pick<Reading, 'problems'> & { doing: Doing } {
  const { problems, words, one } = readingOf(values);
  const doing = {
    doing: 'resolve',
    outcome: one('outcome', OUTCOMES, 'Choose how it was resolved'),
    words: words('words', 'Enter what was agreed or decided'),
  } as const;
  problems.push(...identifierProblems({ words: doing.words }));
  return { doing, problems };
}

/** The form that resolves it. */
export const resolveForm = strictForm({ version: 12, outcome: 40, words: LONG }, readResolve);

/** What the form that withdraws it says. */
export function readWithdraw(values: TypedValues): Pick<Reading, 'problems'> & { doing: Doing } {
  const { problems, words } = readingOf(values);
  const doing = { doing: 'withdraw', words: words('words', 'Enter why you withdraw it') } as const;
  problems.push(...identifierProblems({ words: doing.words }));
  return { doing, problems };
}

/** The form that withdraws it. */
export const withdrawForm = strictForm({ version: 12, words: LONG }, readWithdraw);

/** What the form for what is learned says. */
export function readLearning(
  values: TypedValues,
): Pick<Reading, 'problems'> & { given: { learning: string; theme: string | null } } {
  const { problems, typed, words } = readingOf(values);
  const given = {
    learning: words('learning', 'Enter what the partnership takes from it'),
    theme: typed('theme') || null,
  };
  problems.push(...identifierProblems({ learning: given.learning }));
  return { given, problems };
}

/** The form for what is learned. */
export const learningForm = strictForm({ version: 12, learning: LONG, theme: 200 }, readLearning);

/** What the form for a stage's limit says. */
export function readLimit(values: TypedValues): Pick<Reading, 'problems'> & { limit: StageLimit & { why: string } } {
  const { problems, typed, words, one } = readingOf(values);
  const stage = Number(one('stage', { 1: true, 2: true, 3: true, 4: true }, 'Choose a stage')) as StageLimit['stage'];
  const urgent = one('urgent', { yes: true, no: true }, 'Choose the usual limit or the urgent one') === 'yes';
  const days = typed('days');
  if (days !== '' && !(/^\d{1,2}$/.test(days) && Number(days) <= 60)) {
    problems.push({
      field: 'days',
      message: 'The limit must be a whole number of working days from 0 to 60, or empty',
    });
  }
  return {
    limit: {
      ...{ stage, urgent, days: days === '' ? null : Number(days) },
      standing: one('standing', STANDINGS, 'Choose how firmly the number stands'),
      source: words('source', 'Enter where the number comes from'),
      why: words('why', 'Enter why you set it'),
    },
    problems,
  };
}

/** The form for a stage's limit. */
export const limitForm = strictForm(
  { stage: 4, urgent: 10, days: 10, standing: 40, source: 500, why: 1000 },
  readLimit,
);
