import { demandReach, Refused, type Work } from '../../platform/access/index.ts';
import type { FieldChange } from '../../platform/ledger/index.ts';
import { PlainError } from '../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../platform/web/form.ts';
import { typedText } from '../../platform/web/form.ts';
import { type Difference, type FieldVersion, settle } from '../../platform/web/two-versions.ts';
import type { ActionRecord, GivenAction } from './action.ts';
import { scheduleChase } from './chasing/schedule.ts';
import type { TypedAction } from './form.ts';
import { changesOf, unknown } from './give.ts';
import { ACTION } from './policy.ts';
import { findRecommendationId } from './recommendations/repository.ts';
import { columnsOf, namesOf, updateAction, writeObjectives } from './repository.ts';
import { fieldsOf } from './rules.ts';
import { type ActionView, readAction } from './service.ts';

/** What an action says, as its form changes it. */
type Content = Omit<GivenAction, 'ownerId' | 'dueOn' | 'followsId'>;

/** An action that is about to be changed, with its stored values in words. */
export interface ChangeView extends ActionView {
  fields: FieldVersion[];
}

/** One action, for somebody who is about to change what it says. Throws PlainError (409) once it is open no more. */
export async function openToChange(work: Work, id: string): Promise<ChangeView> {
  const view = await readAction(work, id);
  const { action } = view;
  demandReach(work, 'change', ACTION, id, { agency: action.agency, ownerId: OTHER });
  if (action.state !== 'open')
    throw new PlainError('What an action says is changed while it is to do. Open it again first.', { statusCode: 409 });
  const content = contentOf(action);
  return { ...view, fields: fieldsOf(content, await namesOf(work.trx, content)) };
}

/** Whoever changes what an action says looks after actions; to have one is not enough. */
const OTHER = '00000000-0000-0000-0000-000000000000';

/** What an action says. */
export function contentOf(action: ActionRecord): Content {
  return {
    ...{ title: action.title, words: action.words, origin: action.origin },
    recommendationId: action.recommendation?.id ?? null,
    objectives: action.objectives.map(({ key }) => key),
    priority: action.priority?.key ?? null,
    themes: action.themes.map(({ key }) => key),
    expectedChange: action.test,
  };
}

/** What became of a change. */
export type Changing =
  | { changed: { changes: FieldChange[] } }
  | { problems: readonly FormProblem[]; view: ChangeView }
  /** Somebody else saved it meanwhile: both versions, to choose from. */
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; view: ChangeView };

/** Changes what an action says, with its history. `values` is the form as it was sent. */
export async function changeAction(work: Work, id: string, typed: TypedAction, values: TypedValues): Promise<Changing> {
  const view = await openToChange(work, id);
  const { action, fields } = view;
  const resolved = await resolveRecommendation(work, typed);
  if ('problem' in resolved) return { problems: [resolved.problem], view };
  const given = resolved.given;
  const problems = await unknown(work, given);
  if (problems.length > 0) return { problems, view };
  const mine = fieldsOf(given, await namesOf(work.trx, given));
  const settled = settle(values, { version: action.version, mine, stored: fields });
  if ('differences' in settled) return { ...settled, view };
  const wanted = withStored(given, contentOf(action), settled.asStored);
  const changes = changesOf(id, fields, fieldsOf(wanted, await namesOf(work.trx, wanted)));
  if (changes.length === 0) return { changed: { changes } };
  if (!(await updateAction(work.trx, { id, version: action.version, now: work.now }, columnsOf(wanted)))) {
    const again = await openToChange(work, id);
    if (again.action.version === action.version)
      throw new Refused({ because: 'out-of-scope', action: 'change', kind: ACTION, recordId: id });
    const differing = settle(
      { ...values, version: typedText(values, 'version') ?? '' },
      { version: again.action.version, mine, stored: again.fields },
    );
    return 'differences' in differing ? { ...differing, view: again } : { changed: { changes: [] } };
  }
  await writeObjectives(work.trx, id, wanted.objectives);
  await scheduleChase(work.trx, id, work.now);
  return { changed: { changes } };
}

/** The recommendation that a typed reference means. */
export async function resolveRecommendation(
  work: Work,
  { recommendation, ...rest }: TypedAction,
): Promise<{ given: Content } | { problem: FormProblem }> {
  if (recommendation === null) return { given: { ...rest, recommendationId: null } };
  const found = await findRecommendationId(work.trx, recommendation);
  if (found !== null) return { given: { ...rest, recommendationId: found } };
  const message = 'There is no recommendation of that reference that you can see: check it, for example REC-2026-0001';
  return { problem: { field: 'recommendation', message } };
}

function withStored(given: Content, stored: Content, asStored: ReadonlySet<string>): Content {
  const of: Record<string, (keyof Content)[]> = {
    ...{ title: ['title'], words: ['words'], origin: ['origin'], recommendation: ['recommendationId'] },
    ...{ objectives: ['objectives'], priority: ['priority'], themes: ['themes'], test: ['expectedChange'] },
  };
  const kept = [...asStored].flatMap((field) => of[field] ?? []);
  return { ...given, ...Object.fromEntries(kept.map((key) => [key, stored[key]])) };
}
