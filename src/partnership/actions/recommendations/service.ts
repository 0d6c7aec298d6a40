import { randomUUID } from 'node:crypto';
import { listAgencies } from '../../../directory/index.ts';
import { decideKind, demandKind, demandReach, Refused, reaches, type Work } from '../../../platform/access/index.ts';
import { londonDate } from '../../../platform/clocks/index.ts';
import type { FieldChange } from '../../../platform/ledger/index.ts';
import { PlainError } from '../../../platform/plain-error.ts';
import type { FormProblem, TypedValues } from '../../../platform/web/form.ts';
import { type Difference, type FieldVersion, settle } from '../../../platform/web/two-versions.ts';
import { changesOf } from '../give.ts';
import { ACTION, RECOMMENDATION } from '../policy.ts';
import type { ActionLine } from '../repository.ts';
import { recommendationFields } from './form.ts';
import type { GivenRecommendation, Recommendation } from './recommendation.ts';
import {
  findRecommendation,
  insertRecommendation,
  listActionsUnder,
  listRecommendations,
  listSourceRecords,
  nextRecommendationReference,
  publishRecommendation,
  type RecommendationLine,
  type RecommendationsAsked,
  updateRecommendation,
} from './repository.ts';

/** So many recommendations stand on a page. */
const PER_PAGE = 25;

/** What a recommendation's form offers to choose from. */
export interface RecommendationChoices {
  agencies: { key: string; name: string }[];
  records: { kind: 'practice-review' | 'audit'; key: string; name: string }[];
}

/** One page of recommendations. */
export interface RecommendationList {
  lines: RecommendationLine[];
  asked: Omit<RecommendationsAsked, 'from' | 'most'>;
  page: number;
  hasMore: boolean;
  choices: RecommendationChoices;
  mayCreate: boolean;
}

/** The recommendations that the person may read, the newest first. */
export async function openRecommendations(
  work: Work,
  asked: Omit<RecommendationsAsked, 'from' | 'most'>,
  page: number,
): Promise<RecommendationList> {
  demandKind(work, 'read', RECOMMENDATION);
  const lines = await listRecommendations(work.trx, { ...asked, from: (page - 1) * PER_PAGE, most: PER_PAGE });
  return {
    ...{ lines: lines.slice(0, PER_PAGE), asked, page, hasMore: lines.length > PER_PAGE },
    choices: await readRecommendationChoices(work),
    mayCreate: decideKind(work.access, work.actor, work.purpose, 'create', RECOMMENDATION).may,
  };
}

/** Agencies that work today, and the published reviews and audits. */
export async function readRecommendationChoices({ trx }: Pick<Work, 'trx'>): Promise<RecommendationChoices> {
  const agencies = (await listAgencies(trx)).filter(({ until }) => until === null);
  return {
    agencies: agencies.map(({ key, name }) => ({ key, name })),
    records: await listSourceRecords(trx),
  };
}

/** A recommendation as its page shows it to one person. */
export interface RecommendationView {
  recommendation: Recommendation;
  /** Its actions, as far as the person sees them. */
  actions: readonly ActionLine[];
  today: string;
  may: { change: boolean; publish: boolean; give: boolean };
}

/** One recommendation with its actions, for somebody who may read it. Throws Refused otherwise. */
export async function readRecommendation(work: Work, id: string): Promise<RecommendationView> {
  demandKind(work, 'read', RECOMMENDATION);
  const recommendation = await findRecommendation(work.trx, id);
  if (!recommendation) throw new Refused({ because: 'no-record', action: 'read', kind: RECOMMENDATION, recordId: id });
  demandReach(work, 'read', RECOMMENDATION, id, recommendation);
  return {
    recommendation,
    actions: await listActionsUnder(work.trx, id),
    today: londonDate(work.now),
    may: {
      change: reaches(work, 'change', RECOMMENDATION, recommendation),
      publish: reaches(work, 'share', RECOMMENDATION, recommendation),
      give: decideKind(work.access, work.actor, work.purpose, 'create', ACTION).may,
    },
  };
}

async function namesOfAgencies({ trx }: Pick<Work, 'trx'>): Promise<Map<string, string>> {
  return new Map((await listAgencies(trx)).map(({ key, name }) => [key, name]));
}

/** What only the database can tell about the form. */
async function wrong(work: Work, given: GivenRecommendation): Promise<FormProblem[]> {
  const names = await namesOfAgencies(work);
  const { kind, id } = given.source;
  const records = await listSourceRecords(work.trx);
  const named = id === null || records.some((one) => one.kind === kind && one.key === id);
  return [
    ...(given.agencies.some((key) => !names.has(key))
      ? [{ field: 'agencies', message: 'Choose agencies from the list' }]
      : []),
    ...(named ? [] : [{ field: 'source', message: 'Choose where it comes from, from the list' }]),
  ];
}

/** Enters a recommendation for the person's own agency. */
export async function createRecommendation(
  work: Work,
  given: GivenRecommendation,
  id: string = randomUUID(),
): Promise<{ made: { id: string; reference: string; changes: FieldChange[] } } | { problems: FormProblem[] }> {
  const { actor, now } = work;
  demandReach(work, 'create', RECOMMENDATION, id, { agency: actor.agency, ownerId: actor.id });
  const problems = await wrong(work, given);
  if (problems.length > 0) return { problems };
  const reference = await nextRecommendationReference(work.trx, londonDate(now).slice(0, 4));
  await insertRecommendation(work.trx, { id, reference, agency: actor.agency, ownerId: actor.id, now }, given);
  const fields = recommendationFields(given, await namesOfAgencies(work));
  return { made: { id, reference, changes: changesOf(id, [], fields, RECOMMENDATION) } };
}

/** A recommendation that is about to be changed, with its stored values in words. */
export interface RecommendationChange extends RecommendationView {
  fields: FieldVersion[];
}

/** One recommendation, for somebody who may change it. */
export async function openRecommendation(work: Work, id: string): Promise<RecommendationChange> {
  const view = await readRecommendation(work, id);
  demandReach(work, 'change', RECOMMENDATION, id, view.recommendation);
  return { ...view, fields: recommendationFields(view.recommendation, await namesOfAgencies(work)) };
}

/** What became of changing a recommendation. */
export type ChangingRecommendation =
  | { changed: { changes: FieldChange[] } }
  | { problems: readonly FormProblem[]; view: RecommendationChange }
  | { differences: readonly Difference[]; problems: readonly FormProblem[]; view: RecommendationChange };

/** Changes a recommendation, with its history. `values` is the form as it was sent. */
export async function changeRecommendation(
  work: Work,
  id: string,
  given: GivenRecommendation,
  values: TypedValues,
): Promise<ChangingRecommendation> {
  const view = await openRecommendation(work, id);
  const { recommendation: stored, fields } = view;
  const problems = await wrong(work, given);
  if (problems.length > 0) return { problems, view };
  const names = await namesOfAgencies(work);
  const settled = settle(values, { version: stored.version, mine: recommendationFields(given, names), stored: fields });
  if ('differences' in settled) return { ...settled, view };
  const wanted = withStored(given, stored, settled.asStored);
  // Two answers that are each in order may not be so together.
  if ((wanted.response === 'waiting') !== (wanted.respondedOn === null)) {
    const message = 'An answer has its day, and no answer has none: mend the two together';
    return { problems: [{ field: 'response', message }], view };
  }
  const changes = changesOf(id, fields, recommendationFields(wanted, names), RECOMMENDATION);
  if (changes.length === 0) return { changed: { changes } };
  const written = { id, version: stored.version, now: work.now };
  if (!(await updateRecommendation(work.trx, written, wanted)))
    throw new PlainError('Somebody else changed this recommendation at the same moment. Go back and send it again.', {
      statusCode: 409,
    });
  return { changed: { changes } };
}

function withStored(
  given: GivenRecommendation,
  stored: GivenRecommendation,
  asStored: ReadonlySet<string>,
): GivenRecommendation {
  const of: Record<string, keyof GivenRecommendation> = {
    ...{ words: 'words', source: 'source', made: 'madeOn', agencies: 'agencies', response: 'response' },
    ...{ 'response-why': 'responseWhy', responded: 'respondedOn' },
  };
  const kept = [...asStored].flatMap((field) => of[field] ?? []);
  return { ...given, ...Object.fromEntries(kept.map((key) => [key, stored[key]])) };
}

/** Publishes a recommendation in the yearly account, or takes it out again. Returns what was changed. */
export async function publishOne(work: Work, id: string, published: boolean): Promise<FieldChange[]> {
  const { recommendation } = await readRecommendation(work, id);
  demandReach(work, 'share', RECOMMENDATION, id, recommendation);
  if (recommendation.published === published) return [];
  if (!(await publishRecommendation(work.trx, { id, version: recommendation.version, now: work.now }, published)))
    throw new PlainError(
      'Somebody else changed this recommendation at the same moment. Open it again and look first.',
      {
        statusCode: 409,
      },
    );
  const { published: before } = recommendation;
  return [{ kind: RECOMMENDATION, recordId: id, field: 'published', before, after: published }];
}
